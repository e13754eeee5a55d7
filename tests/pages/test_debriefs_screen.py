"""« Bilans reçus »: who told what, figures to confirm, who stays silent, what is typed in the name of a place."""

import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PIL import Image

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import finish, save_section
from campaign.debrief.default_questions import SHOP
from campaign.debrief.model import Figure, Source, State, Unit
from campaign.debrief.photos import add_photo
from campaign.debrief.received import received
from campaign.debrief.store import debrief_of
from campaign.debrief.views import photos
from campaign.editions import actions as editions
from campaign.editions.views import edition as edition_view
from campaign.participation.answer_codes import code_of
from campaign.ui import debriefs_list
from campaign.ui.debriefs_list import exported
from tests.pages.conftest import bare, said

SCREEN = "debriefs.py"


@pytest.fixture
def over(db, edition, answered, shop, contact):
    """A week after the event: (edition id, a shop, another one, the two days). Screens run at the real hour."""
    with clock.frozen(clock.now() - timedelta(days=70)):
        edition_id = edition()
        first, second = shop(), shop("Le Fil retrouvé", commune="Les Ponts-de-Cé", postcode="49130")
        contact([first])
        contact([second], name="Lila Blin", email="lila@exemple.fr", phone="0241000018")
        answered(edition_id, first)
        answered(edition_id, second)
    return edition_id, first, second, edition_view(db, edition_id).days


@pytest.fixture
def told(db, officer, over):
    """The first shop told its visits, « je ne sais pas » on Saturday and an unusual Wednesday, and what it liked."""
    edition_id, first, _, days = over
    visits = {f"visitors-{days[0]}": "4 500", f"visitors-{days[1]}-unknown": "yes", "volunteers": "2 à 3"}
    save_section(db, officer, edition_id, first, "visits", visits, new_operation(), answered_by="Félicie Martin")
    loved = {"moment": "Une file dès 9 h !", "moment-quote": "yes", "moment-name": "Félicie M."}
    save_section(db, officer, edition_id, first, "activities", loved, new_operation(), source=Source.PAPER)
    return over


def shown(at) -> str:
    parts = [bare(said(at)), *(bare(frame.value.to_csv()) for frame in [*at.dataframe, *at.table])]
    return "\n".join(parts).replace("\u202f", " ").replace("\u00a0", " ")


def keys(at) -> set[str]:
    return {str(one.key) for one in at.button}


def press(at, key: str):
    assert key in keys(at), sorted(keys(at))
    return at.button(key=key).click().run()


def options(at) -> list[str]:
    return [bare(one) for one in at.segmented_control(key="debriefs-state").options]


def test_the_list_counts_by_state_and_says_how_when_and_how_many_came(told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    text = shown(at)
    assert not at.exception
    assert "1 lieu sur 2 a raconté ses journées." in text
    assert options(at) == ["Tous · 2", "Rien · 1", "Commencé · 1", "À confirmer · 1"]
    assert "papier" in text
    assert ": 4 500 · " in text
    assert ": ne sait pas" in text


def test_the_detail_says_what_is_known_unknown_not_answered_and_what_may_be_quoted(told, enter, page):
    _, first, _, _ = told
    enter(Role.OFFICER)
    text = shown(page(SCREEN, lieu=first))
    assert "Bénévoles mobilisés : **de 2 à 3 personnes**" in text
    assert ":orange[**ne sait pas**]" in text
    assert "Sans réponse : Visiteurs, le même jour d’une semaine ordinaire · Nouvelles têtes" in text
    assert "Le plus beau moment : « Une file dès 9 h ! »" in text
    assert "Peut être cité, signé Félicie M." in text
    assert "Pas encore rempli : Les ventes, Affiches et flyers et Et après ?." in text
    assert "dit par Félicie Martin" in text


def test_a_reader_reads_it_all_but_names_and_types_nothing(told, enter, page):
    _, first, _, _ = told
    enter(Role.READER)
    at = page(SCREEN, lieu=first, saisir=first)
    text = shown(at)
    assert "de 2 à 3 personnes" in text
    assert "Visiteurs" in text
    assert ": 4 500 personnes ?" in text
    for personal in ("Félicie Martin", "Félicie M.", "Lila Blin", "02 41 00 00 18"):
        assert personal not in text
    assert not [key for key in keys(at) if key.startswith(("primary", "right-", "wrong-", "type-", "mend-", "end-"))]
    assert not at.text_area


def test_the_silent_are_listed_with_whom_to_call(told, enter, page):
    enter(Role.LOGISTICS)
    text = shown(page(SCREEN))
    assert "**Le Fil retrouvé** Lila Blin, 02 41 00 00 18" in text
    assert "**La Malle à Félicie** Félicie Martin" not in text


def test_an_unusual_figure_is_confirmed_and_the_confirmation_undone(db, told, enter, page):
    edition_id, first, _, days = told
    enter(Role.COMMUNICATION)
    at = press(page(SCREEN), f"right-top-{first}-visitors-{days[0]}")
    assert debrief_of(db, edition_id, first).answer("visitors", days[0]).confirmed
    assert "(confirmé)" in shown(at)
    assert "À confirmer · 1" not in options(at)
    at = press(at, f"undo-figure-{first}")
    assert not debrief_of(db, edition_id, first).answer("visitors", days[0]).confirmed
    assert "À confirmer · 1" in options(at)


def test_correct_opens_the_form_at_the_part_of_the_figure(db, told, enter, page):
    edition_id, first, _, days = told
    enter(Role.OFFICER)
    at = press(page(SCREEN), f"wrong-panel-{first}-visitors-{days[0]}")
    field = at.text_input(key=f"debrief-{first}-visits-visitors-{days[0]}")
    assert field.value == "4500"
    assert at.checkbox(key=f"debrief-{first}-visits-visitors-{days[1]}-unknown").value
    field.set_value("450")
    press(at, f"debrief-{first}-visits-save")
    kept = debrief_of(db, edition_id, first)
    assert kept.answer("visitors", days[0]).figure == Figure(450, 450, Unit.PEOPLE)
    assert kept.answer("visitors", days[1]).unknown


def test_a_sheet_of_paper_is_typed_part_by_part_to_the_end(db, over, enter, page):
    edition_id, _, second, days = over
    enter(Role.LOGISTICS)
    at = press(page(SCREEN), "primary")
    at.selectbox(key="debriefs-typing-for").select(second).run()
    form = f"debrief-{second}"
    at.segmented_control(key=f"way-{second}").set_value(Source.PAPER)
    at.text_input(key=f"who-{second}").set_value("Lila")
    at.text_input(key=f"{form}-visits-visitors-{days[0]}").set_value("20 à 50")
    at.checkbox(key=f"{form}-visits-visitors-{days[1]}-unknown").check()
    at.text_input(key=f"{form}-visits-new_customers").set_value("30")
    at.selectbox(key=f"{form}-visits-new_customers-unit").select("percent")
    at = press(at, f"{form}-visits-save")
    assert "« Les passages » : enregistré." in shown(at)
    at.pills(key=f"{form}-sales-compared-{days[0]}").set_value("unknown")
    at = press(at, f"{form}-sales-save")
    at.text_area(key=f"{form}-activities-moment").set_value("Le café.")
    at.checkbox(key=f"{form}-activities-moment-quote").check()
    at = press(at, f"{form}-activities-save")
    at.pills(key=f"{form}-papers-used").set_value(["posters", "press"])
    at = press(at, f"{form}-papers-save")
    at = press(at, f"{form}-after-save")
    assert "le bilan est fini" in shown(at)
    kept = debrief_of(db, edition_id, second)
    assert (kept.state, kept.source, kept.answered_by) == (State.DONE, Source.PAPER, "Lila")
    assert kept.answer("visitors", days[0]).figure == Figure(20, 50, Unit.PEOPLE)
    assert kept.answer("visitors", days[1]).unknown
    assert kept.answer("new_customers").figure.unit is Unit.PERCENT
    assert kept.answer("compared", days[0]).unknown
    assert kept.answer("used").choices == ("posters", "press")
    assert [one.question for one in kept.quotes] == ["moment"]
    assert kept.answer("staff") is None, "un champ vide n’est ni zéro ni « je ne sais pas »"


def test_what_is_refused_stays_typed_with_its_problem_under_the_field(db, over, enter, page):
    edition_id, first, _, days = over
    enter(Role.OFFICER)
    at = page(SCREEN, saisir=first)
    form = f"debrief-{first}-visits"
    at.text_input(key=f"{form}-visitors-{days[0]}").set_value("50 à 20")
    at.text_input(key=f"{form}-staff").set_value("environ 3")
    at = press(at, f"{form}-save")
    text = shown(at)
    assert "Rien n’est enregistré : 2 réponses sont à corriger" in text
    assert "Fourchette à l’envers" in text
    assert at.text_input(key=f"{form}-staff").value == "environ 3"
    assert debrief_of(db, edition_id, first) is None
    at.text_input(key=f"{form}-visitors-{days[0]}").set_value("20 à 50")
    at.text_input(key=f"{form}-staff").set_value("3")
    at = press(at, f"{form}-save")
    assert "à corriger" not in shown(at)
    assert debrief_of(db, edition_id, first).answer("staff").figure.low == 3


def test_somebody_else_s_words_are_shown_and_what_was_typed_is_kept(db, officer, over, enter, page):
    edition_id, first, _, days = over
    enter(Role.LOGISTICS)
    at = page(SCREEN, saisir=first)
    form = f"debrief-{first}-visits"
    at.text_input(key=f"{form}-visitors-{days[0]}").set_value("70").run()
    save_section(db, officer, edition_id, first, "visits", {f"visitors-{days[0]}": "50"}, new_operation())
    at = press(at, f"{form}-save")
    assert "50 personnes" in shown(at)
    assert at.text_input(key=f"{form}-visitors-{days[0]}").value == "70"
    assert debrief_of(db, edition_id, first).answer("visitors", days[0]).figure.low == 50
    press(at, f"{form}-save")
    assert debrief_of(db, edition_id, first).answer("visitors", days[0]).figure.low == 70


def test_a_debrief_nothing_more_is_expected_of_is_ended(db, told, enter, page):
    edition_id, first, _, _ = told
    enter(Role.OFFICER)
    at = press(page(SCREEN, lieu=first), f"end-{first}")
    assert debrief_of(db, edition_id, first).state is State.DONE
    assert "Fini · 1" in options(at)


def test_the_last_words_are_saved_before_the_debrief_is_ended(db, told, enter, page):
    edition_id, first, _, _ = told
    enter(Role.OFFICER)
    at = press(page(SCREEN, lieu=first), f"type-{first}")
    at.text_input(key=f"debrief-{first}-sales-sold").set_value("300")
    at = press(at, f"debrief-{first}-sales-end")
    assert "La Malle à Félicie : le bilan est fini." in shown(at)
    kept = debrief_of(db, edition_id, first)
    assert (kept.state, kept.answer("sold").figure.low) == (State.DONE, 300)
    assert "after" not in kept.sections_done


def test_a_filter_comes_by_the_address_and_stays_while_a_debrief_is_typed(db, officer, told, enter, page):
    edition_id, first, second, _ = told
    enter(Role.OFFICER)
    at = page(SCREEN, etat="rien")
    assert at.segmented_control(key="debriefs-state").value == "rien"
    at = press(at, f"type-{second}")
    at = press(at, "typing-back")
    assert at.segmented_control(key="debriefs-state").value == "rien"
    finish(db, officer, edition_id, first, new_operation())


def test_nothing_received_says_how_shops_reach_it(over, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    text = shown(at)
    assert "aucun lieu sur 2 n’a raconté ses journées." in text
    assert "Aucun bilan reçu pour l’instant." in text
    assert "Remerciements et bilan" in text
    assert "primary" in keys(at)


def test_before_the_event_nobody_types_anything(linked, answered, enter, page):
    edition_id, place_id, _, _ = linked
    answered(edition_id, place_id)
    enter(Role.OFFICER)
    at = page(SCREEN, saisir=place_id)
    assert "Les bilans s’ouvrent le" in shown(at)
    assert not at.text_area
    assert "primary" not in keys(at)


def test_an_archived_edition_is_read_and_no_longer_typed(db, officer, told, enter, page):
    edition_id, first, _, _ = told
    editions.archive_edition(db, officer, edition_id, new_operation())
    enter(Role.OFFICER)
    at = page(SCREEN, lieu=first)
    assert "de 2 à 3 personnes" in shown(at)
    assert not [key for key in keys(at) if key.startswith(("primary", "right-", "wrong-", "type-", "mend-", "end-"))]
    assert "ne change plus" in shown(page(SCREEN, saisir=first))


def test_words_that_look_like_markdown_are_only_text(db, officer, over, enter, page):
    edition_id, first, _, _ = over
    form = {"moment": "**gras** [x](javascript:1)"}
    save_section(db, officer, edition_id, first, "activities", form, new_operation())
    enter(Role.READER)
    at = page(SCREEN, lieu=first)
    assert not [one for one in at.markdown if "**gras**" in str(one.value)]
    assert "**gras**" in shown(at)


def test_another_edition_stays_chosen_while_its_debriefs_are_typed(db, over, edition, answered, enter, page):
    _, first, _, _ = over
    with clock.frozen(clock.now() - timedelta(days=400)):
        older = edition(name="Édition d’avant")
        answered(older, first)
    enter(Role.OFFICER)
    at = page(SCREEN)
    at.selectbox(key="edition-choice").select(older).run()
    at = press(at, "primary")
    at.selectbox(key="debriefs-typing-for").select(first).run()
    at.text_input(key=f"debrief-{first}-visits-volunteers").set_value("4").run()
    press(at, f"debrief-{first}-visits-save")
    assert debrief_of(db, older, first).answer("volunteers").figure.low == 4
    assert debrief_of(db, over[0], first) is None


def test_words_not_known_stay_so_when_the_part_is_saved_again(db, officer, over, enter, page):
    edition_id, first, _, _ = over
    save_section(db, officer, edition_id, first, "after", {"difficulties-unknown": "yes"}, new_operation())
    enter(Role.OFFICER)
    at = press(page(SCREEN, lieu=first), f"mend-{first}-after")
    press(at, f"debrief-{first}-after-save")
    assert debrief_of(db, edition_id, first).answer("difficulties").unknown


def test_the_file_of_the_list_names_nobody_and_leaves_blank_what_is_not_known(db, officer, told):
    edition_id, _, _, _ = told
    seen = received(db, officer, edition_id)
    headers, rows = exported(seen.lines, seen)
    first, silent = (dict(zip(headers, row, strict=True)) for row in rows)
    assert (first["Lieu"], silent["Lieu"]) == ("La Malle à Félicie", "Le Fil retrouvé")
    assert (silent["État"], silent["Venu par"], silent["Le"], silent["Visiteurs"]) == ("Rien", "", "", "")
    assert silent["Chiffres à confirmer"] == ""
    assert (first["Venu par"], first["Le"], first["Chiffres à confirmer"]) == ("papier", clock.today(), 1)
    assert "Félicie M." not in str(rows)


def downloads(at) -> list[str]:
    return [bare(one.proto.label) for one in at.get("download_button")]


def test_the_sheet_of_paper_is_offered_to_who_may_type(told, enter, page):
    _, first, second, _ = told
    enter(Role.READER)
    assert not [label for label in downloads(page(SCREEN, lieu=second)) if label.startswith("Feuille")]
    enter(Role.LOGISTICS)
    at = page(SCREEN, lieu=second)
    assert {"Feuille papier", "Feuilles papier"} <= set(downloads(at))
    at = press(at, "primary")
    codes = [code_of(told[0], one) for one in (second, first)]
    assert [label.rpartition("(")[2] for label in at.selectbox(key="debriefs-typing-for").options] == [
        f"{code})" for code in codes
    ]


def test_a_photo_is_shown_with_its_credit_and_its_consent_taken_out_and_put_back(db, officer, told, enter, page):
    edition_id, first, _, _ = told
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "#8FD3C4").save(drawn, "PNG")
    photo = add_photo(db, officer, edition_id, first, drawn.getvalue(), "Félicie M.", "La file de 9 h", "Une file",
                      "agreed", new_operation())  # fmt: skip
    enter(Role.READER)
    at = page(SCREEN, lieu=first)
    assert "La file de 9 h" in shown(at)
    assert "Photo : Félicie M.  \nLes personnes reconnaissables sont d’accord" in shown(at)
    assert f"photo-away-{photo}" not in keys(at)
    enter(Role.OFFICER)
    at = press(page(SCREEN, lieu=first), f"photo-away-{photo}")
    assert photos(db, officer, edition_id) == []
    press(at, f"undo-photo-{photo}")
    assert [one.id for one in photos(db, officer, edition_id)] == [photo]


def test_an_undo_left_by_another_screen_waits_for_it_and_is_not_offered_here(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    offer = ("Autre chose", "spending", 1, "Annuler")
    at.session_state["undo"] = offer
    at.run()
    assert not at.exception
    assert "undo-spending-1" not in keys(at)
    assert "Autre chose" not in shown(at)
    assert at.session_state["undo"] == offer


def test_the_dashboard_leads_to_the_figures_to_confirm(told, enter, page):
    enter(Role.OFFICER)
    text = shown(page("dashboard.py"))
    assert "**1 chiffre à confirmer** : La Malle à Félicie" in text


def test_every_question_has_its_field(over, enter, page):
    _, first, _, days = over
    enter(Role.OFFICER)
    at = page(SCREEN, saisir=first)
    fields = {str(one.key) for kind in (at.text_input, at.checkbox, at.selectbox) for one in kind}
    for question in SHOP.of_section("visits"):
        for name in [f"{question.code}-{day}" for day in days] if question.per_day else [question.code]:
            assert f"debrief-{first}-visits-{name}" in fields
            assert f"debrief-{first}-visits-{name}-unknown" in fields


def test_beyond_two_hundred_places_the_list_says_so_and_keeps_the_one_that_is_open(monkeypatch):
    listed = [SimpleNamespace(place=SimpleNamespace(id=number)) for number in range(1, 302)]
    said = []
    monkeypatch.setattr(debriefs_list.st, "markdown", said.append)
    monkeypatch.setattr(debriefs_list.st, "session_state", {debriefs_list.OPENED: 290})
    shown = debriefs_list.shortened(listed)
    assert [one.place.id for one in shown] == [*range(1, 201), 290]
    assert said == [":gray[Les 200 premiers sur 301 : affinez la recherche ou exportez.]"]
    assert debriefs_list.shortened(listed[:200]) == listed[:200]
