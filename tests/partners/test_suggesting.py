"""Deciding on what others say of a sheet: as proposed, corrected, together, and coming back on it."""

import pytest

from campaign.accounts.model import PUBLIC, SYSTEM, Actor, Role
from campaign.base.database import row, rows, transaction
from campaign.base.errors import InvalidForm, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.partners import suggesting
from campaign.partners.actions import change_place
from campaign.partners.confirmations import confirmations_of
from campaign.partners.model import How
from campaign.partners.suggestions import REMARK, SuggestionSource, keep_suggestion, typed_value, value_in_words
from campaign.partners.views import place as place_view


@pytest.fixture
def place_id(shop) -> int:
    return shop(phone="02 41 00 00 01", opening_hours_text="mardi au samedi 10h-18h", categories=["meubles"])


@pytest.fixture
def propose(db, place_id):
    """Somebody proposes: (field, value, source) -> the suggestion's id."""

    def proposed(field: str, value: str, source=SuggestionSource.SHOP, at=None) -> int:
        by = Actor(Role.CONTACT, None) if source is SuggestionSource.SHOP else PUBLIC
        with transaction(db):
            found = row(db, "SELECT * FROM shop_card WHERE id = ?", [at or place_id])
            return keep_suggestion(db, by, source, found, field, value)

    return proposed


def waiting(db, officer):
    return [one.id for one in suggesting.pending_suggestions(db, officer)]


def test_an_agent_accepts_in_mending_what_was_proposed(db, officer, place_id, propose):
    one = propose("phone", "02 41 00 00 0")
    with pytest.raises(InvalidForm):
        suggesting.accept_suggestion(db, officer, one, new_operation())
    assert waiting(db, officer) == [one]
    suggesting.accept_suggestion(db, officer, one, new_operation(), instead="02 41 00 00 02")
    assert place_view(db, officer, place_id).phone == "+33241000002"
    (decided,) = suggesting.decided_suggestions(db, officer)
    assert (decided.state, decided.written, decided.decided_by) == ("accepted", "+33241000002", officer.name)


@pytest.mark.parametrize(
    ("source", "corrected", "how"),
    [
        (SuggestionSource.SHOP, None, How.SHOP),
        (SuggestionSource.FILE, None, How.FILE),
        (SuggestionSource.RESIDENT, None, How.AGENT),
        (SuggestionSource.SHOP, "35 rue des Artisans", How.AGENT),
    ],
)
def test_the_field_says_who_vouches_for_it(db, officer, place_id, propose, source, corrected, how):
    one = propose("address", "33 rue des Artisans", source)
    suggesting.accept_suggestion(db, officer, one, new_operation(), instead=corrected)
    assert confirmations_of(db, place_id)["address"].how is how


def test_all_of_one_shop_is_written_at_once_remarks_left_to_read(db, officer, place_id, propose):
    chosen = [propose("phone", "+33241000002"), propose("address", "33 rue des Artisans"), propose(REMARK, "Bravo")]
    operation = new_operation()
    assert suggesting.accept_suggestions(db, officer, chosen, operation) == 2
    assert suggesting.accept_suggestions(db, officer, chosen, operation) == 2
    place = place_view(db, officer, place_id)
    assert (place.phone, place.address) == ("+33241000002", "33 rue des Artisans")
    assert waiting(db, officer) == chosen[2:]


def test_two_values_for_one_field_or_two_sheets_are_not_accepted_together(db, officer, shop, propose):
    phones = [propose("phone", "+33241000002"), propose("phone", "+33241000003", SuggestionSource.RESIDENT)]
    with pytest.raises(Refused, match="Deux valeurs sont proposées pour « téléphone »"):
        suggesting.accept_suggestions(db, officer, phones, new_operation())
    other = propose("address", "1 rue Basse", at=shop("Autre boutique"))
    with pytest.raises(Refused, match="pas de la même fiche"):
        suggesting.accept_suggestions(db, officer, [phones[0], other], new_operation())
    assert len(waiting(db, officer)) == 3


def test_a_commune_and_its_postcode_from_one_file_are_one_decision(db, officer, place_id, propose):
    both = [propose("commune", "Candé", SuggestionSource.FILE), propose("postcode", "49440", SuggestionSource.FILE)]
    suggesting.accept_suggestion(db, officer, both[0], new_operation())
    place = place_view(db, officer, place_id)
    assert (place.postcode, place.commune, waiting(db, officer)) == ("49440", "Candé", [])
    suggesting.undo_decision(db, officer, both[1], new_operation())
    place = place_view(db, officer, place_id)
    assert (place.postcode, place.commune, waiting(db, officer)) == ("49100", "Angers", both)


def test_one_unacceptable_value_writes_nothing_of_the_others(db, officer, place_id, propose):
    chosen = [propose("address", "33 rue des Artisans"), propose("phone", "0612")]
    with pytest.raises(InvalidForm):
        suggesting.accept_suggestions(db, officer, chosen, new_operation())
    assert place_view(db, officer, place_id).address == "31 rue des Artisans"
    assert waiting(db, officer) == chosen


def test_a_refusal_taken_back_waits_again(db, officer, propose):
    one = propose("phone", "+33241000002")
    suggesting.refuse_suggestion(db, officer, one, new_operation())
    assert waiting(db, officer) == []
    suggesting.undo_decision(db, officer, one, new_operation())
    assert waiting(db, officer) == [one]
    with pytest.raises(Refused, match="attend déjà"):
        suggesting.undo_decision(db, officer, one, new_operation())


@pytest.mark.parametrize(
    ("field", "proposed"),
    [
        ("phone", "+33241000002"),
        ("opening_hours_text", "samedi 14h-18h"),
        ("categories", "Livres, Vélos"),
        ("may_advertise", "0"),
        ("website", "https://malle.example"),
        ("commune", "Angers"),
    ],
)
def test_an_acceptance_taken_back_gives_the_former_value_back(db, officer, place_id, propose, field, proposed):
    before = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    known = confirmations_of(db, place_id)
    one = propose(field, proposed)
    suggesting.accept_suggestion(db, officer, one, new_operation())
    suggesting.undo_decision(db, officer, one, new_operation())
    assert confirmations_of(db, place_id) == known
    after = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    untouched = set(before) - {"version", "updated_at"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}
    assert waiting(db, officer) == [one]


def test_the_consent_to_publish_a_mobile_number_comes_back_with_it(db, officer, place_id, propose):
    version = place_view(db, officer, place_id).version
    with_consent = {"phone": "06 12 34 56 78", "may_publish_phone": True}
    change_place(db, officer, place_id, version, with_consent, new_operation())
    one = propose("phone", "+33241000002")
    suggesting.accept_suggestion(db, officer, one, new_operation())
    suggesting.undo_decision(db, officer, one, new_operation())
    assert place_view(db, officer, place_id).public_phone == "+33612345678"


def test_a_field_changed_since_is_not_undone_over_somebody_s_work(db, officer, place_id, propose):
    one = propose("phone", "+33241000002")
    suggesting.accept_suggestion(db, officer, one, new_operation())
    version = place_view(db, officer, place_id).version
    change_place(db, officer, place_id, version, {"phone": "02 41 00 00 09"}, new_operation())
    with pytest.raises(Refused, match="a changé depuis"):
        suggesting.undo_decision(db, officer, one, new_operation())
    assert place_view(db, officer, place_id).phone == "+33241000009"


def test_what_the_sheet_says_now_is_told_when_it_changed_since(db, officer, place_id, propose):
    propose("phone", "+33241000002")
    (one,) = suggesting.pending_suggestions(db, officer, place_id)
    assert not one.sheet_changed
    version = place_view(db, officer, place_id).version
    change_place(db, officer, place_id, version, {"phone": "02 41 00 00 09"}, new_operation())
    (one,) = suggesting.pending_suggestions(db, officer, place_id)
    assert (one.sheet_changed, one.current, one.now) == (True, "+33241000001", "+33241000009")


def test_a_settled_remark_writes_nothing_in_the_sheet(db, officer, place_id, propose):
    before = row(db, "SELECT * FROM places WHERE id = ?", [place_id])
    one = propose(REMARK, "La boutique a fermé", SuggestionSource.RESIDENT)
    suggesting.accept_suggestion(db, officer, one, new_operation())
    suggesting.undo_decision(db, officer, one, new_operation())
    assert row(db, "SELECT * FROM places WHERE id = ?", [place_id]) == before
    assert waiting(db, officer) == [one]


def test_values_read_as_people_write_them():
    assert typed_value("categories", '["meubles", "inconnu"]') == ["meubles"]
    assert typed_value("categories", "Vélos, livres") == ["velos", "livres"]
    assert (typed_value("may_advertise", "Oui"), typed_value("may_advertise", "0")) == (True, False)
    assert value_in_words("phone", "+33241000002").replace("\u00a0", " ") == "02 41 00 00 02"
    assert value_in_words("categories", '["meubles", "velos"]') == "Meubles, Vélos"
    assert value_in_words("name", "[La Malle") == "[La Malle"


def test_the_journal_tells_the_gestures_and_nothing_of_what_was_said(db, officer, propose):
    one = propose("phone", "+33241000002", SuggestionSource.RESIDENT)
    suggesting.refuse_suggestion(db, officer, one, new_operation())
    suggesting.undo_decision(db, officer, one, new_operation())
    lines = rows(db, "SELECT verb, details FROM journal WHERE verb LIKE '%_suggestion' ORDER BY id")
    assert [line["verb"] for line in lines] == ["refuse_suggestion", "undo_suggestion"]
    assert not any("33241000002" in line["details"] for line in lines)


def test_an_unknown_suggestion_and_a_reader_are_refused(db, reader, officer):
    with pytest.raises(NotFound):
        suggesting.undo_decision(db, officer, 999, new_operation())
    with pytest.raises(NotAllowed):
        suggesting.accept_suggestions(db, reader, [1], new_operation())
    assert suggesting.decided_suggestions(db, SYSTEM) == []
