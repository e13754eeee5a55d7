"""What a resident says is wrong: what it comes to for the sheet, what is refused, how long their words are kept."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.accounts.model import PUBLIC, SYSTEM
from campaign.accounts.retention import past_retention, purge
from campaign.base import clock
from campaign.base.errors import InvalidForm, InvalidInput, NotAllowed, NotFound, OperationReused, TooManyAttempts
from campaign.base.operations import new_operation
from campaign.partners import reporting
from campaign.partners.actions import archive_place
from campaign.partners.mistakes import MOST_WORDS, Mistake, reported
from campaign.partners.model import PLACE_LABELS
from campaign.partners.suggesting import accept_suggestion, decided_suggestions, pending_suggestions, refuse_suggestion
from campaign.partners.suggestions import REMARK, SuggestionSource

SHEET = {"address": "31 rue des Artisans", "postcode": "49100", "commune": "Angers", "phone": "+33241000001",
         "opening_hours_text": "mardi au samedi 10h-18h"}  # fmt: skip


@pytest.mark.parametrize(
    ("mistake", "words", "field", "proposed"),
    [
        ("horaires", "mercredi et samedi\n14h-18h", "opening_hours_text", "mercredi et samedi 14h-18h"),
        ("horaires", "fermé quand il pleut", "", "Les horaires : fermé quand il pleut"),
        ("horaires", "lundi 9h-25h", "", "Les horaires : lundi 9h-25h"),
        ("telephone", "02 41 00 00 02", "phone", "+33241000002"),
        ("telephone", "02 41 00", "", "Le téléphone : 02 41 00"),
        ("telephone", "c’est le 02 41 00 00 02", "", "Le téléphone : c’est le 02 41 00 00 02"),
        ("telephone", "02.41.00.00.01", "", "Le téléphone : 02.41.00.00.01"),  # what the sheet says already
        ("adresse", "33 rue des Artisans", "address", "33 rue des Artisans"),
        ("adresse", "33 bis, rue des Artisans, 49100 Angers", "address", "33 bis, rue des Artisans"),
        ("adresse", "ZI Est, rue de l’Avenir", "address", "ZI Est, rue de l’Avenir"),
        ("adresse", "33 rue des Artisans, 49000 Angers", "", "L’adresse : 33 rue des Artisans, 49000 Angers"),
        ("adresse", "ils ont déménagé", "", "L’adresse : ils ont déménagé"),
        ("fermee", "", "", "La boutique a fermé"),
        ("fermee", "depuis mars", "", "La boutique a fermé : depuis mars"),
        ("autre", "le nom a changé", "", "le nom a changé"),
    ],
)
def test_words_that_read_as_a_value_become_a_correction_and_others_a_remark(mistake, words, field, proposed):
    found = reported(Mistake(mistake), words, SHEET)
    assert (found.field, found.proposed) == (field, proposed)


@pytest.mark.parametrize("mistake", ["horaires", "adresse", "telephone", "autre"])
def test_only_a_closed_shop_may_be_told_without_a_word(mistake):
    with pytest.raises(InvalidInput) as refused:
        reported(Mistake(mistake), " \u200b", SHEET)
    assert refused.value.field == "mots"


@given(st.sampled_from(list(Mistake)), st.text(max_size=MOST_WORDS + 20))
def test_whatever_is_written_is_a_correction_a_remark_or_a_clear_refusal(mistake, words):
    try:
        found = reported(mistake, words, SHEET)
    except InvalidInput as refused:
        found = None
        told = refused
    if found is None:
        assert told.field == "mots"
        return
    assert found.field in ("", *PLACE_LABELS)
    assert 0 < len(found.proposed) <= MOST_WORDS + 30


@pytest.fixture
def place_id(shop) -> int:
    return shop(opening_hours_text="mardi au samedi 10h-18h", phone="02 41 00 00 01")


@pytest.fixture
def tell(db, place_id):
    """A resident reports: (mistake, words, …) on the shop."""

    def told(mistake="telephone", words="02 41 00 00 02", operation=None, visitor="", at=None) -> None:
        reporting.report_mistake(db, PUBLIC, at or place_id, mistake, words, operation or new_operation(), visitor)

    return told


def test_a_report_waits_with_its_source_and_what_the_sheet_said(db, officer, tell):
    tell()
    tell("fermee", "depuis mars")
    phone, remark = pending_suggestions(db, officer)
    assert (phone.source, phone.field, phone.current, phone.proposed) == (
        SuggestionSource.RESIDENT,
        "phone",
        "+33241000001",
        "+33241000002",
    )
    assert (remark.field, remark.proposed, remark.current) == (REMARK, "La boutique a fermé : depuis mars", "")


def test_residents_do_not_speak_for_one_another_but_the_same_words_wait_once(db, officer, tell):
    tell(words="02 41 00 00 02")
    tell(words="02 41 00 00 03")
    tell(words="02.41.00.00.03")
    assert [one.proposed for one in pending_suggestions(db, officer)] == ["+33241000002", "+33241000003"]


def test_the_same_form_sent_twice_counts_once_and_serves_one_shop(db, officer, tell, shop):
    operation, other = new_operation(), shop("Autre boutique")
    tell(operation=operation)
    tell(words="02 41 00 00 09", operation=operation)
    assert [one.proposed for one in pending_suggestions(db, officer)] == ["+33241000002"]
    with pytest.raises(OperationReused):
        tell(operation=operation, at=other)


@pytest.mark.parametrize(
    ("mistake", "words", "field"), [("", "x", "erreur"), ("prix", "x", "erreur"), ("autre", "é" * 501, "mots")]
)
def test_what_is_missing_or_too_long_is_told_by_its_field(db, officer, tell, mistake, words, field):
    with pytest.raises(InvalidForm) as refused:
        tell(mistake, words)
    assert [one.field for one in refused.value.problems] == [field]
    assert pending_suggestions(db, officer) == []


def test_a_visitor_is_stopped_after_five_and_others_are_not(tell):
    for number in range(reporting.MOST_BY_VISITOR):
        tell("autre", f"remarque {number}", visitor="192.0.2.1")
    with pytest.raises(TooManyAttempts):
        tell("autre", "encore", visitor="192.0.2.1")
    tell("autre", "une autre personne", visitor="192.0.2.2")
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        tell("autre", "plus tard", visitor="192.0.2.1")


def test_a_shop_that_somebody_floods_is_told_to_wait_and_the_others_are_not(db, tell, shop):
    for number in range(reporting.MOST_BY_PLACE):
        tell("autre", f"remarque {number}", visitor=f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts, match="déjà à lire"):
        tell("autre", "encore", visitor="198.51.100.1")
    tell("autre", "une remarque", at=shop("Autre boutique"))


def test_slow_floods_stop_at_thirty_that_wait(db, officer, tell):
    for number in range(reporting.MOST_WAITING):
        with clock.frozen(clock.now() + timedelta(days=number)):
            tell("autre", f"remarque {number}")
    with clock.frozen(clock.now() + timedelta(days=99)), pytest.raises(TooManyAttempts):
        tell("autre", "encore")
    assert len(pending_suggestions(db, officer)) == reporting.MOST_WAITING


def test_only_a_shop_of_the_registry_is_reported_and_by_the_public_alone(db, officer, tell, shop, place_id):
    for other in (999, shop("Relais", kind="relay")):
        with pytest.raises(NotFound):
            tell(at=other)
    archive_place(db, officer, place_id, new_operation())
    with pytest.raises(NotFound):
        tell()
    with pytest.raises(NotAllowed):
        reporting.report_mistake(db, officer, place_id, "fermee", "", new_operation())


def test_the_words_of_residents_go_twelve_months_after_the_decision(db, officer, tell):
    tell("autre", "le nom a changé")
    tell("autre", "la porte est verte")
    tell("autre", "attend toujours")
    first, second, waits = pending_suggestions(db, officer)
    with clock.frozen(clock.now() - timedelta(days=364)):
        accept_suggestion(db, officer, first.id, new_operation())
    assert past_retention(db, SYSTEM)["resident_reports"] == 0
    with clock.frozen(clock.now() - timedelta(days=365, hours=1)):
        refuse_suggestion(db, officer, second.id, new_operation())
    assert purge(db, SYSTEM)["resident_reports"] == 1
    assert [one.id for one in decided_suggestions(db, officer)] == [first.id]
    assert [one.id for one in pending_suggestions(db, officer)] == [waits.id]
