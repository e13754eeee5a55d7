"""Versions of the press kit at a glance, and every figure that prints traced to where it comes from."""

import json
import re
import zipfile
from datetime import timedelta

import pytest

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base import clock, rich_text
from campaign.base.database import rows
from campaign.base.operations import new_operation
from campaign.communication import kit
from campaign.communication.content import read_source
from campaign.communication.model import Audience, Scale
from campaign.communication.press_content import PRESS_KINDS, press_of
from campaign.communication.press_versions import gaps, versions, without_version
from campaign.documents.presets import Preset
from campaign.editions.views import editions
from campaign.press.adapting import change_local
from campaign.press.approval import APPROVE, ask_author, decide_quote
from campaign.press.figures import add_figure
from campaign.press.quoting import add_quote
from campaign.press.records import RECORDED
from campaign.press.sheet import change_sheet, publish
from campaign.press.writing import change_block

ANGERS = "epci:244900015"
NUMBER = re.compile(r"\d[\d\u202f]*(?:,\d+)?")


@pytest.fixture
def told(db, officer, linked, answered, shop):
    """Two shops that come, in Angers and in Saumur; one of them may not advertise."""
    edition_id, place_id, _, _ = linked
    answered(edition_id, place_id)
    saumur = shop("Le Comptoir", postcode="49400", commune="Saumur", address="", may_advertise=False)
    answered(edition_id, saumur)
    return edition_id


def seen(db, edition_id):
    return read_source(db, SYSTEM, edition_id)


def test_each_version_tells_what_it_wrote_itself_and_since_when_the_common_text_changed(db, officer, told):
    change_local(db, officer, told, ANGERS, "near_you", 0, "Venez.", new_operation())
    change_block(db, officer, told, "near_you", 1, "", "Autre texte.", new_operation())
    found = {str(one.audience): one for one in versions(seen(db, told))}
    own = {name: (one.own, one.behind) for name, one in found.items()}
    shop = next(name for name in own if name.startswith("shop:"))
    assert own == {"departement": (0, 0), ANGERS: (1, 1), "epci:200071876": (0, 0), shop: (0, 0)}
    assert found[ANGERS].actor == officer.journal_name
    assert found[shop].at is None
    assert without_version(seen(db, told)) == 1


def test_what_the_common_version_says_is_not_said_again_of_each(db, officer, told):
    quote_id = add_quote(db, officer, told, {"author": "Anne", "text": "Oui."}, new_operation())
    ask_author(db, officer, quote_id, new_operation())
    common, *others = versions(seen(db, told))
    assert any("Anne" in said for said in common.remarks)
    assert all("Anne" not in said for one in others for said in one.remarks)


def test_what_is_missing_empties_as_it_is_mended(db, officer, told):
    def missing():
        return " ".join(one.sentence for one in gaps(seen(db, told), versions(seen(db, told))))

    before = missing()
    for said in ("Aucune citation", "Aucun visuel", "Contact presse sans nom", "page de presse est fermée"):
        assert said in before, said
    sheet = {"contact_name": "Anne", "contact_phone": "02 41 00 00 00", "contact_email": "a@exemple.fr"}
    change_sheet(db, officer, told, 0, sheet, new_operation())
    publish(db, officer, told, new_operation())
    quote_id = add_quote(db, officer, told, {"author": "Anne", "text": "Oui."}, new_operation())
    assert "1\u00a0citation à faire valider" in missing()
    token = ask_author(db, officer, quote_id, new_operation()).rpartition("/")[2]
    assert "attend la réponse de son auteur" in missing()
    decide_quote(db, token, APPROVE, "", "", new_operation())
    change_block(db, officer, told, "context", 1, "", "On a vendu 1200 objets.", new_operation())
    after = missing()
    for said in ("itation", "Contact presse", "page de presse"):
        assert said not in after, said
    assert "Chiffres tapés sans source : Le contexte" in after


def test_an_embargo_that_is_over_is_told(db, officer, told):
    day = clock.today() + timedelta(days=20)
    values = {"embargo_day": f"{day:%d/%m/%Y}", "embargo_time": "6 h"}
    change_sheet(db, officer, told, 0, values, new_operation())
    with clock.frozen(clock.now() + timedelta(days=21)):
        assert any("L’embargo est levé" in one.sentence for one in gaps(seen(db, told), versions(seen(db, told))))


def test_every_figure_printed_by_every_version_of_the_demonstration_comes_from_a_record_or_a_sourced_row(
    demonstration,
):
    db = demonstration
    source = seen(db, editions(db, SYSTEM)[-1].id)
    typed = {one["value"]: one for one in rows(db, "SELECT * FROM press_figures WHERE NOT removed")}
    walked = 0
    for one in versions(source):
        counted = {figure.value: figure for figure in press_of(source, one.audience).figures}
        for figure in one.press.figures:
            row = typed.get(figure.value)
            if figure.source.startswith("Réponses des boutiques au"):
                assert counted[figure.value].label == figure.label
            else:
                assert row is not None, figure
                assert (row["label"], row["source"]) == (figure.label, figure.source)
                assert row["code"] not in RECORDED
            assert figure.source
            walked += 1
        _no_other_number(one.press, source, one.audience)
    assert walked >= 14 * 4


def _no_other_number(press, source, audience):
    """Numbers of the running texts are figures, dates, hours, or counts of the shops of this version."""
    known = {number for figure in press.figures for number in NUMBER.findall(figure.value)}
    days = {str(day.day) for day in source.edition.days} | {str(day.year) for day in source.edition.days}
    texts = [press.title, *(rich_text.plain(part) for part in (press.lead, press.release, press.near_you))]
    texts += [rich_text.plain(section.text) for section in press.sections]
    own = {str(len(source.shops_of(audience))), str(len(source.shops))}
    for text in texts:
        bare = re.sub(r"https?://\S+|\S+\.\w{2,}|localhost:\d+|novembre 2013|dans \d+\s+autres boutiques", " ", text)
        found = set(NUMBER.findall(bare)) - known - days - own
        assert found <= {"10", "18"}, (audience, found, text)  # the hours when all shops open alike


def test_all_the_press_kits_are_one_job_that_leaves_the_whole_kit_alone(db, officer, told):
    job_id = kit.start_kit(db, officer, told, Preset.SCREEN, new_operation(), PRESS_KINDS)
    assert kit.kits_under_way(db, SYSTEM, told) == []
    assert [one.id for one in kit.kits_under_way(db, SYSTEM, told, PRESS_KINDS)] == [job_id]
    worker.run_jobs(db)
    assert kit.latest_kit(db, SYSTEM, told) is None
    found = kit.latest_kit(db, SYSTEM, told, Preset.SCREEN, PRESS_KINDS)
    assert found.name == "presse-edition-d-essai-ecran.zip"
    with zipfile.ZipFile(found.path) as archive:
        lines = json.loads(archive.read("manifest.json"))
        lines = lines["pieces"] if isinstance(lines, dict) else lines
    made = {(one["audience"], one["kind"]) for one in lines if one["path"]}
    whom = [str(one.audience) for one in versions(seen(db, told))]
    assert made == {(audience, kind) for audience in whom for kind in PRESS_KINDS}
    refused = [one for one in lines if not one["path"]]
    assert refused
    assert all("publicité" in " ".join(one["blocking"]) for one in refused)


def test_a_figure_is_printed_under_the_text_that_names_it_with_its_source(db, officer, told):
    values = {"value": "17", "label": "boutiques en 2013", "source": "Bilan 2013", "source_url": "https://exemple.fr/b"}
    code = add_figure(db, officer, told, values, new_operation())
    change_block(db, officer, told, "release", 1, "", f"Il y en avait {{{{chiffre_{code}}}}}.", new_operation())
    press = press_of(seen(db, told), Audience(Scale.EPCI, "244900015"))
    assert [(one.value, one.source, one.source_url) for one in press.release_figures] == [
        ("17", "Bilan 2013", "https://exemple.fr/b")
    ]


def test_the_animator_of_the_demonstration_wrote_its_text_and_both_versions_stand(demonstration):
    db = demonstration
    edition_id = editions(db, SYSTEM)[-1].id
    found = {one.name: one for one in versions(seen(db, edition_id))}
    assert found["Saumur Val de Loire"].own == 1
    assert found["Saumur Val de Loire"].behind == 1
    assert found["Saumur Val de Loire"].actor.startswith("contact:")
    assert "café offert à qui vient à vélo" in rich_text.plain(found["Saumur Val de Loire"].press.near_you)
    assert "L’entrée est libre partout" in rich_text.plain(found["Angers Loire Métropole"].press.near_you)
    voices = [one.author for one in found["Saumur Val de Loire"].press.voices]
    assert voices == ["Loïc Bouvet", "Félicie Aubry"]
