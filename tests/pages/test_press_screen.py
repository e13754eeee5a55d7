"""Dossier de presse: versions and what is missing, figures, quotes and their link, pictures, embargo, press page."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from campaign.accounts.model import SYSTEM, Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.press.adapting import change_local
from campaign.press.approval import CORRECT, REFUSE, ask_author, decide_quote
from campaign.press.figures import add_figure
from campaign.press.model import QuoteState
from campaign.press.quoting import add_quote
from campaign.press.views import material
from campaign.press.visuals import add_visual
from campaign.press.writing import change_block
from tests.pages.conftest import bare, said

NBSP, HOSTILE = "\u00a0", "Ville *de* ![](//x) <b>"


def press(at, key: str):
    return at.button(key=key).click().run()


def read(at) -> str:
    return bare(said(at)).replace(NBSP, " ").replace("\u202f", " ")


@pytest.fixture
def told(db, officer, linked, answered, shop) -> int:
    """An edition with a shop that comes, in Angers."""
    edition_id, place_id, _, _ = linked
    answered(edition_id, place_id)
    return edition_id


@pytest.fixture
def kept(db, told):
    return lambda: material(db, SYSTEM, told)


@pytest.fixture
def quote(db, officer, told):
    def add(**values) -> int:
        typed = {"author": "Amina Kaci", "role": "bénévole", "text": "On répare ensemble.", **values}
        return add_quote(db, officer, told, typed, new_operation())

    return add


def test_versions_tell_who_adapted_what_and_what_is_missing(db, officer, told, enter, page):
    change_local(db, officer, told, "epci:244900015", "near_you", 0, "Venez à Angers.", new_operation())
    change_block(db, officer, told, "near_you", 1, "", "Un autre texte commun.", new_operation())
    enter(Role.COMMUNICATION)
    at = page("press.py")
    assert not at.exception
    assert "3 versions, 1 adaptée ; page de presse fermée." in read(at)
    table = at.dataframe[0].value
    assert list(table["Version"]) == ["Maine-et-Loire, trame commune", "Angers Loire Métropole", "La Malle à Félicie"]
    assert list(table["Adaptés"]) == ["", "1", ""]
    assert list(table["Trame modifiée"]) == ["", f"1{NBSP}bloc", ""]
    for missing in (
        "La trame a changé depuis que l’ont adaptée : Angers Loire Métropole",
        "Aucune citation validée par son auteur",
        "Aucun visuel",
        "Contact presse sans nom, téléphone direct et courriel",
        "La page de presse est fermée",
    ):
        assert missing in read(at), missing


def test_a_shop_that_may_not_advertise_has_no_version_and_the_screen_says_so(
    db, officer, told, answered, shop, enter, page
):
    answered(told, shop("Atelier sans publicité", may_advertise=False))
    enter(Role.READER)
    at = page("press.py")
    assert "Atelier sans publicité" not in list(at.dataframe[0].value["Version"])
    assert "1 boutique sans version propre" in read(at)


def test_before_the_first_answer_the_texts_can_be_written_and_nothing_is_drawn(linked, enter, page):
    enter(Role.OFFICER)
    at = page("press.py")
    assert not at.exception
    assert "Aucune boutique n’a encore confirmé" in read(at)
    for tab in ("chiffres", "citations", "visuels", "reglages"):
        assert not page("press.py", onglet=tab).exception


def test_a_figure_is_added_with_its_source_or_refused_in_words(db, told, kept, enter, dialog):
    enter(Role.COMMUNICATION)
    at = dialog("press_figures.edit_figure", told, None)
    at.text_input(key="figure-form-new-value").set_value("12.5 %").run()
    at = press(at, "figure-form-new-save")
    assert "Rien n’est enregistré" in read(at)
    assert "12,5 %" in read(at)
    assert "un chiffre sans source ne s’imprime pas" in read(at)
    assert kept().figures == ()


def test_a_figure_in_use_says_where_and_stays(db, officer, told, kept, enter, page):
    values = {"value": "17", "label": "boutiques en 2013", "source": "Bilan"}
    code = add_figure(db, officer, told, values, new_operation())
    change_block(db, officer, told, "context", 1, "", f"Il y en avait {{{{chiffre_{code}}}}}.", new_operation())
    enter(Role.OFFICER)
    at = page("press.py", onglet="chiffres")
    assert "Sert dans « Le contexte » (trame commune)" in read(at)
    assert "boutique solidaire participe" in read(at)
    assert [one.code for one in kept().figures] == [code]


def test_the_link_of_a_quote_is_there_to_copy_and_the_authors_changes_are_shown(db, officer, told, quote, enter, page):
    first, second, third = quote(), quote(author="Bob Roy"), quote(author="Cléo Diop")
    address = ask_author(db, officer, first, new_operation())
    token = ask_author(db, officer, second, new_operation()).rpartition("/")[2]
    decide_quote(db, token, CORRECT, "On répare, on apprend.", "", new_operation())
    token = ask_author(db, officer, third, new_operation()).rpartition("/")[2]
    decide_quote(db, token, REFUSE, "", "Pas moi *merci*", new_operation())
    enter(Role.COMMUNICATION)
    at = page("press.py", onglet="citations")
    assert [one.value for one in at.text_input] == [address]
    assert "Changée par son auteur" in read(at)
    assert "Pas moi *merci*" in read(at)
    enter(Role.READER)
    at = page("press.py", onglet="citations")
    assert len(at.text_input) == 0
    assert "Pas moi" not in read(at)
    assert not [one for one in at.button if one.label in ("Modifier", "Ajouter une citation")]


def test_asking_by_hand_makes_a_link_and_changing_the_words_closes_it(told, quote, kept, enter, dialog):
    quote_id = quote()
    enter(Role.OFFICER)
    press(dialog("press_quotes.ask_dialog", told, quote_id), f"ask-quote-{quote_id}-link")
    assert kept().quotes[0].state is QuoteState.ASKED
    at = dialog("press_quotes.edit_quote", told, quote_id)
    assert "il faudra son accord" in read(at)
    at.text_area(key=f"quote-form-{quote_id}-text").set_value("D’autres mots.").run()
    press(at, f"quote-form-{quote_id}-save")
    assert (kept().quotes[0].state, kept().quotes[0].text) == (QuoteState.DRAFT, "D’autres mots.")


def test_hostile_words_stay_words(db, officer, told, quote, enter, page):
    quote(text=HOSTILE, author=HOSTILE)
    add_figure(db, officer, told, {"value": "1", "label": HOSTILE, "source": HOSTILE}, new_operation())
    enter(Role.OFFICER)
    for tab in ("citations", "chiffres"):
        at = page("press.py", onglet=tab)
        assert not at.exception
        assert HOSTILE in bare(said(at))
        assert HOSTILE not in said(at)


def test_a_small_picture_is_said_to_be_small(db, officer, told, enter, page):
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (9, 99, 9)).save(out, "PNG")
    words = {"caption": "Une boutique", "credit": "Anne Roy", "alternative": "Une porte verte"}
    add_visual(db, officer, told, out.getvalue(), words, new_operation())
    enter(Role.OFFICER)
    at = page("press.py", onglet="visuels")
    assert not at.exception
    assert "Un peu petite : 200 points par pouce" in read(at)


def test_the_embargo_and_the_contact_are_kept_and_a_wrong_hour_is_said(told, kept, enter, page):
    enter(Role.COMMUNICATION)
    day = clock.today() + timedelta(days=30)
    at = page("press.py", onglet="reglages")
    at.text_input(key=f"press-sheet-{told}-embargo_day-0").set_value(f"{day:%d/%m/%Y}").run()
    at = press(at, f"press-sheet-{told}-save")
    assert "Indiquez l’heure de l’embargo" in read(at)
    at.text_input(key=f"press-sheet-{told}-embargo_time-0").set_value("6h").run()
    at.text_input(key=f"press-sheet-{told}-contact_name-0").set_value("Anne Roy").run()
    at = press(at, f"press-sheet-{told}-save")
    assert "Réglages enregistrés" in read(at)
    assert kept().sheet.embargo_until.astimezone(clock.PARIS).date() == day
    assert kept().sheet.contact_name == "Anne Roy"
    assert at.text_input(key=f"press-sheet-{told}-embargo_time-1").value == f"6{NBSP}h"


def test_the_press_page_is_opened_and_closed_after_a_confirmation(told, kept, enter, dialog):
    enter(Role.OFFICER)
    press(dialog("press_settings.confirm_publication", told), "confirm-publish")
    assert kept().sheet.published_at is not None
    press(dialog("press_settings.confirm_withdrawal", told), "confirm-withdraw")
    assert kept().sheet.published_at is None


def test_a_logistics_agent_reads_and_changes_nothing(told, quote, enter, page):
    quote()
    enter(Role.LOGISTICS)
    for tab in ("versions", "chiffres", "citations", "visuels", "reglages"):
        at = page("press.py", onglet=tab)
        assert not at.exception
        labels = {one.label for one in at.button}
        assert not labels & {"Modifier", "Ajouter un chiffre", "Ajouter une citation", "Enregistrer", "Ouvrir la page",
                             "Tous les dossiers"}  # fmt: skip


def test_all_the_press_kits_are_asked_for_in_one_press(db, told, enter, page):
    enter(Role.COMMUNICATION)
    at = press(page("press.py"), "primary")
    assert not at.exception
    (asked,) = db.conn.execute("SELECT parameters FROM jobs WHERE kind = 'build_kit'").fetchall()
    assert '"dossier-de-presse", "communique"' in asked[0]
