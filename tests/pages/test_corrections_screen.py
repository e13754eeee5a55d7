"""« Corrections proposées »: accepted, mended, all at once, refused, taken back; filtered by who proposes."""

import pytest

from campaign.accounts.model import PUBLIC, Actor, Role
from campaign.base.database import row, transaction
from campaign.base.operations import new_operation
from campaign.partners.actions import change_place
from campaign.partners.reporting import report_mistake
from campaign.partners.store import place_by_id
from campaign.partners.suggesting import pending_suggestions
from campaign.partners.suggestions import SuggestionSource, keep_suggestion
from tests.pages.conftest import bare, said
from tests.pages.test_registry_screens import HOSTILE, press


@pytest.fixture
def place_id(shop) -> int:
    return shop(phone="02 41 00 00 01")


@pytest.fixture
def propose(db, place_id):
    """The shop proposes a value: (field, value) -> the suggestion's id."""

    def proposed(field: str, value: str) -> int:
        with transaction(db):
            found = row(db, "SELECT * FROM places WHERE id = ?", [place_id])
            return keep_suggestion(db, Actor(Role.CONTACT, None), SuggestionSource.SHOP, found, field, value)

    return proposed


@pytest.fixture
def told(db, place_id):
    """A resident reports: (what, words)."""
    return lambda mistake, words: report_mistake(db, PUBLIC, place_id, mistake, words, new_operation())


def waiting(db, officer) -> list[int]:
    return [one.id for one in pending_suggestions(db, officer)]


def shown(at) -> str:
    badges = "\n".join(str(one.value) for one in at.get("badge")) if at.get("badge") else ""
    return bare(said(at)).replace("\u00a0", " ") + badges


def test_an_acceptance_is_undone_at_once(db, officer, place_id, propose, enter, page):
    one = propose("phone", "+33241000002")
    enter(Role.COMMUNICATION)
    at = press(page("corrections.py"), f"accept-{one}")
    assert place_by_id(db, place_id).phone == "+33241000002"
    assert "Correction écrite dans la fiche." in shown(at)
    press(at, f"undo-suggestion-{one}")
    assert place_by_id(db, place_id).phone == "+33241000001"
    assert waiting(db, officer) == [one]


def test_a_proposed_value_is_mended_before_it_is_written(db, place_id, propose, enter, page):
    one = propose("address", "33 rue des Artisan")
    enter(Role.COMMUNICATION)
    at = page("corrections.py")
    at.text_area(key=f"value-{one}").set_value("33 rue des Artisans").run()
    press(at, f"correct-{one}")
    assert place_by_id(db, place_id).address == "33 rue des Artisans"


def test_a_value_that_cannot_be_written_is_said_and_still_waits(db, officer, propose, enter, page):
    one = propose("phone", "02 41")
    enter(Role.COMMUNICATION)
    at = press(page("corrections.py"), f"accept-{one}")
    assert "Numéro incomplet" in shown(at)
    assert waiting(db, officer) == [one]


def test_all_corrections_of_a_shop_are_accepted_then_taken_back_together(db, officer, place_id, propose, enter, page):
    both = [propose("phone", "+33241000002"), propose("address", "33 rue des Artisans")]
    enter(Role.COMMUNICATION)
    at = press(page("corrections.py"), f"accept-all-{place_id}")
    assert "2 corrections écrites dans la fiche." in shown(at)
    place = place_by_id(db, place_id)
    assert (place.phone, place.address) == ("+33241000002", "33 rue des Artisans")
    press(at, f"undo-suggestion-{both[0]}")
    place = place_by_id(db, place_id)
    assert (place.phone, place.address) == ("+33241000001", "31 rue des Artisans")
    assert waiting(db, officer) == both


def test_a_remark_is_done_or_left_and_one_comes_back_on_it_later(db, officer, told, enter, page):
    told("fermee", "depuis mars")
    told("autre", "le nom a changé")
    done, left = waiting(db, officer)
    enter(Role.COMMUNICATION)
    at = page("corrections.py")
    assert "« La boutique a fermé : depuis mars »" in shown(at)
    at = press(press(at, f"accept-{done}"), f"refuse-{left}")
    assert waiting(db, officer) == []
    assert "Aucune correction n’attend." in shown(at)
    at = press(page("corrections.py"), f"back-{done}")
    assert waiting(db, officer) == [done]
    assert "attend de nouveau" in shown(at)


def test_the_list_is_narrowed_by_who_proposes_and_by_words(propose, told, enter, page):
    propose("phone", "+33241000002")
    propose("address", "33 rue des Artisans")
    told("autre", "la porte est verte")
    enter(Role.OFFICER)
    at = page("corrections.py")
    assert "3 corrections proposées" in shown(at)
    at.button_group(key="suggestion-source").set_value("resident").run()
    assert "la porte est verte" in shown(at)
    assert "33 rue des Artisans" not in shown(at)
    at.button_group(key="suggestion-source").set_value("all").run()
    at.text_input(key="suggestion-search").set_value("telephone").run()
    assert "02 41 00 00 02" in shown(at)
    assert "la porte est verte" not in shown(at)
    at.text_input(key="suggestion-search").set_value("zzz").run()
    assert "Aucune correction ne répond" in shown(at)


def test_hours_are_read_back_and_a_sheet_changed_since_is_said(db, officer, place_id, propose, enter, page):
    propose("opening_hours_text", "mardi au samedi 10h-18h")
    propose("phone", "+33241000002")
    version = place_by_id(db, place_id).version
    change_place(db, officer, place_id, version, {"phone": "02 41 00 00 09"}, new_operation())
    enter(Role.OFFICER)
    text = shown(page("corrections.py"))
    assert "Compris : mar" in text
    assert "A changé depuis : c’était « 02 41 00 00 01 »" in text


def test_a_hostile_report_is_text(told, enter, page):
    told("autre", HOSTILE)
    enter(Role.OFFICER)
    at = page("corrections.py")
    assert not at.exception
    raw = "\n".join(str(one.value) for one in at.markdown)
    assert "<script>" not in raw
    assert "![](" not in raw
