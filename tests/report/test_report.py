"""The report of an edition, from the answers as they were typed to what is said of them."""

import io
import json
from datetime import datetime, timedelta

import openpyxl
import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.errors import InvalidInput, NotFound
from campaign.base.operations import new_operation
from campaign.debrief.counted import Standing
from campaign.debrief.model import Figure, Unit
from campaign.editions.views import edition as edition_view
from campaign.participation.freezing import freeze_sheets
from campaign.participation.model import Activity, OpenDay, Presence
from campaign.partners import actions as partners
from campaign.partners.views import place
from campaign.planning.spending import add_line
from campaign.report.exports import anonymous_sheets, report_json, report_xlsx
from campaign.report.model import said_by
from campaign.report.paper import report_paper
from campaign.report.views import report, visitors


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def visits(days, first, second):
    form = {}
    for day, said in zip(days, (first, second), strict=True):
        form |= {f"visitors-{day}-unknown": "yes"} if said == "?" else {f"visitors-{day}": said}
    return form


@pytest.fixture
def five(db, over, shop, answered, tell):
    """Five shops: two exact, one range, one that does not know, one silent. (edition id, their ids)."""
    names = ("La Malle", "La Remise", "Le Fil retrouvé", "Le Grenier", "La Ronde")
    with clock.frozen(clock.now() - timedelta(days=60)):
        places = [shop(name, may_advertise=True) for name in names]
        for place_id in places:
            answered(over, place_id)
    days = edition_view(db, over).days
    for place_id, said in zip(places, (("100", "200"), ("50", "20 à 50"), ("10", "?"), ("?", "?")), strict=False):
        tell(over, place_id, {"visits": visits(days, *said)})
    return over, places


def test_unknown_is_counted_apart_and_never_as_zero(db, officer, five):
    edition_id, places = five
    found = report(db, officer, edition_id)
    line = found.line("visitors")
    # 300 + (70 to 100) + 10 for the day known of the third
    assert line.count.total == Figure(380, 410, Unit.PEOPLE)
    assert line.count.standings == {
        Standing.KNOWN: 2, Standing.PARTLY: 1, Standing.TO_CONFIRM: 0, Standing.OTHER_UNIT: 0, Standing.UNKNOWN: 1,
        Standing.NOT_ANSWERED: 1,
    }  # fmt: skip
    by_name = {one.name: plain(said_by(line, one)) for one in found.shops}
    assert by_name == {
        "La Malle": "300 personnes", "La Remise": "de 70 à 100 personnes",
        "Le Fil retrouvé": "10 personnes (une partie des jours)", "Le Grenier": "ne sait pas",
        "La Ronde": "n’a pas répondu",
    }  # fmt: skip
    assert plain(found.headlines[0].value) == "380 à 410"
    assert plain(found.headlines[0].respondents) == "3 répondants sur 5"
    assert visitors(db, officer, edition_id).total == line.count.total
    assert places


def test_what_was_seen_and_what_is_guessed_never_mix(db, officer, five):
    edition_id, _ = five
    line = report(db, officer, edition_id).line("visitors")
    assert line.estimate.interval is None, "moins de cinq réponses complètes"
    told = [str(block) for chapter in report_paper(report(db, officer, edition_id)).told for block in chapter.blocks]
    assert not any("À part : une estimation" in text for text in told)


def test_a_day_is_counted_among_the_shops_open_on_it(db, officer, over, shop, answered, tell):
    days = edition_view(db, over).days
    with clock.frozen(clock.now() - timedelta(days=60)):
        both, one = shop("La Malle"), shop("La Remise")
        answered(over, both)
        opened = answered(over, one).days[:1]
        answered(over, one, days=opened)
    tell(over, one, {"visits": {f"visitors-{days[0]}": "40"}})
    line = report(db, officer, over).line("visitors")
    assert [(count.answered, count.asked) for _, count in line.by_day] == [(1, 2), (0, 1)]
    assert line.count.standings[Standing.KNOWN] == 1, "elle n’ouvrait qu’un jour : sa réponse est complète"
    assert isinstance(opened[0], OpenDay)


def test_an_abnormal_figure_waits_for_somebody(db, officer, five, tell):
    edition_id, places = five
    days = edition_view(db, edition_id).days
    tell(edition_id, places[4], {"visits": visits(days, "4500", "30")})
    found = report(db, officer, edition_id)
    line = found.line("visitors")
    assert line.count.total == Figure(410, 440, Unit.PEOPLE), "les 30 du samedi comptent, pas les 4 500"
    assert [(held.name, held.figure.high) for held in line.count.held] == [("La Ronde", 4500)]
    assert plain(said_by(line, found.shops[[one.name for one in found.shops].index("La Ronde")])) == (
        "30 personnes ; à confirmer : 4 500 personnes"
    )


def test_a_shop_that_said_no_is_nobodys_silence(db, officer, five, shop, answered):
    edition_id, _ = five
    with clock.frozen(clock.now() - timedelta(days=60)):
        answered(edition_id, shop("La Fermée"), presence=Presence.NO, days=(), activities=(), needs={},
                 reason="Travaux")  # fmt: skip
    found = report(db, officer, edition_id)
    assert (found.taking_part.shops, found.taking_part.invited, found.received.asked) == (5, 6, 5)
    assert found.taking_part.activities == ((Activity.COFFEE.label, 5),)


def test_what_changed_durably_is_found_without_typing(db, officer, five):
    edition_id, places = five
    for place_id, hours in zip(places, ("mer. 10 h – 18 h", "sam. 10 h – 18 h"), strict=False):
        partners.change_place(db, officer, place_id, place(db, officer, place_id).version,
                              {"opening_hours_text": hours}, new_operation())  # fmt: skip
    freeze_sheets(db, SYSTEM)
    for place_id in places[:2]:
        partners.change_place(db, officer, place_id, place(db, officer, place_id).version,
                              {"opening_hours_text": "mer. et sam. 10 h – 18 h"}, new_operation())  # fmt: skip
    (sentence,) = report(db, officer, edition_id).lasting.sentences
    assert plain(sentence) == "2 boutiques ont changé leurs jours d’ouverture : La Malle et La Remise."


def test_costs_apiece_rest_on_those_who_told_and_ht_never_meets_ttc(db, officer, five):
    edition_id, _ = five
    add_line(db, officer, edition_id, {"nature": "printing", "label": "Affiches", "tax": "ttc", "spent": "820"},
             new_operation())  # fmt: skip
    add_line(db, officer, edition_id, {"nature": "services", "label": "Fanfare", "tax": "ht", "spent": "100"},
             new_operation())  # fmt: skip
    add_line(db, officer, edition_id, {"nature": "salaries", "label": "Salaires", "tax": "ttc", "spent": "9000"},
             new_operation())  # fmt: skip
    money = report(db, officer, edition_id).money
    # 820 € by 5 shops; by 380 to 410 visitors counted
    assert [(one.label, one.tax, one.low, one.high) for one in money.per_unit] == [
        ("Coût par boutique", "TTC", 16400, 16400),
        ("Coût par visiteur compté", "TTC", 200, 216),
        ("Coût par boutique", "HT", 2000, 2000),
        ("Coût par visiteur compté", "HT", 24, 26),
    ]
    assert money.overhead == ("Salaires",)


def test_a_reader_sees_the_figures_but_not_who_wrote_what(db, officer, reader, five, tell):
    edition_id, places = five
    tell(edition_id, places[0], {"after": {"difficulties": "Les annuaires sont arrivés tard."}})
    assert [one.text for one in report(db, officer, edition_id).remarks] == ["Les annuaires sont arrivés tard."]
    seen = report(db, reader, edition_id)
    assert seen.remarks == ()
    assert seen.line("visitors").count.total == Figure(380, 410, Unit.PEOPLE)


def test_an_unknown_edition_has_no_report(db, officer):
    with pytest.raises(NotFound):
        report(db, officer, 999)


def test_an_edition_against_the_one_before_says_what_is_unknown(db, officer, five, edition, shop, answered):
    edition_id, _ = five
    with clock.frozen(clock.now() - timedelta(days=300)):
        before = edition(in_days=30, name="Édition d’avant")
        answered(before, shop("Le Vieux Grenier"))
    against = report(db, officer, edition_id).against
    rows = {one.label: (plain(one.said_before), plain(one.said_after)) for one in against.measures}
    assert rows["Boutiques"] == ("1", "5")
    assert rows["Bilans reçus"] == ("0 sur 1", "0 sur 5")
    assert rows["Visiteurs comptés"] == ("inconnu", "380 à 410 personnes, 3 répondants sur 5")
    assert "Dépensé TTC" not in rows, "ni l’une ni l’autre n’a de dépense : rien à comparer"


def test_questions_asked_months_later_only_count_once_their_day_has_come(db, officer, five):
    edition_id, _ = five
    assert report(db, officer, edition_id).follow_ups == ()
    later = edition_view(db, edition_id).last_day + timedelta(days=100)
    with clock.frozen(datetime.combine(later, datetime.min.time(), clock.PARIS)):
        assert [code for code, _ in report(db, officer, edition_id).follow_ups] == ["months_3"]


def test_the_anonymous_workbook_names_nobody_and_adds_up_to_the_report(db, officer, five, tell):
    edition_id, places = five
    tell(edition_id, places[0], {"after": {"difficulties": "Trop de cartons", "satisfaction": "very"}})
    found = report(db, officer, edition_id)
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(found)), read_only=True)
    cells = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell is not None]
    for name in [one.name for one in found.shops] + ["Trop de cartons"]:
        assert not any(name in cell for cell in cells), name
    sheets = {one.name: one for one in anonymous_sheets(found)}
    told = [row for row in sheets["Réponses"].rows if row[0] == "Visiteurs"]
    assert (sum(row[2] for row in told), sum(row[3] for row in told)) == (380, 410)
    by_epci = [row for row in sheets["Par EPCI"].rows if row[0] == "Visiteurs"]
    assert (sum(row[4] for row in by_epci), sum(row[5] for row in by_epci)) == (380, 410)
    total = next(row for row in sheets["Totaux"].rows if row[0] == "Visiteurs")
    assert total[-3:-1] == (380, 410)


def test_the_data_for_machines_keep_unknown_apart(db, officer, five):
    edition_id, _ = five
    kept = json.loads(report_json(report(db, officer, edition_id)))
    line = next(one for one in kept["figures"] if one["question"] == "visitors")
    assert (line["total"], line["answered"], line["asked"]) == ([380, 410], 3, 5)
    assert line["standings"]["unknown"] == 1
    assert kept["debriefs"] == {"asked": 5, "done": 0, "started": 4}


def test_hostile_words_stay_words_in_the_paper(db, officer, five, tell):
    edition_id, places = five
    form = {"moment": "<b>=1+1</b> {{x}}", "moment-quote": "yes"}
    tell(edition_id, places[0], {"activities": form})
    chapters = {one.title: one for one in report_paper(report(db, officer, edition_id)).told}
    assert "<b>=1+1</b> {{x}}" in str(chapters["Ce qu’en disent les boutiques"].blocks)


def test_another_ending_is_refused_in_words(db, officer, five):
    from campaign.report.files import report_file

    with pytest.raises(InvalidInput, match=r"\.pdf"):
        report_file(db, officer, five[0], ".exe")
    with transaction(db):
        assert report_file(db, officer, five[0], ".json").name == "bilan-edition-d-essai.json"
