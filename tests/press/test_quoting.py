"""Quotes: nothing prints before its author said yes to these very words, on a link of their own."""

from datetime import timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import past_retention
from campaign.base import clock
from campaign.base.errors import (
    Conflict,
    EditionOver,
    InvalidForm,
    InvalidInput,
    LinkNotValid,
    LinkReplaced,
    NotFound,
    NotSent,
    Refused,
)
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.mail import outbox
from campaign.mail.outbox import State
from campaign.press.approval import (
    APPROVE,
    CORRECT,
    REFUSE,
    ask_author,
    close_link,
    decide_quote,
    last_message,
    open_quote,
    render_quote,
)
from campaign.press.model import QuoteState
from campaign.press.quoting import add_quote, change_quote, checked_words, move_quote, remove_quote, restore_quote
from campaign.press.views import material
from campaign.worker import RENDERERS
from tests.conftest import stored_text
from tests.press.conftest import ANGERS

WORDS = {"author": "Amina Kaci", "role": "bénévole à La Remise", "text": "On répare ensemble.", "email": "a@exemple.fr"}


@pytest.fixture
def quoted(db, officer, newsroom):
    """Adds a quote: (**values) -> its id."""

    def add(**values) -> int:
        return add_quote(db, officer, newsroom.edition_id, {**WORDS, **values}, new_operation())

    return add


@pytest.fixture
def quote(db, newsroom):
    """A quote as it stands: (id) -> Quote."""
    return lambda quote_id: next(one for one in material(db, SYSTEM, newsroom.edition_id).quotes if one.id == quote_id)


@pytest.fixture
def link(db, officer):
    """The token of a quote's link, asked for now: (id, **options) -> token."""
    return lambda quote_id, **options: ask_author(db, officer, quote_id, new_operation(), **options).rpartition("/")[2]


def decide(db, token, decision, words="", remark="", operation=None):
    decide_quote(db, token, decision, words, remark, operation or new_operation())


def test_a_new_quote_is_to_be_approved_and_reading_its_link_decides_nothing(db, quoted, quote, link):
    quote_id = quoted()
    assert quote(quote_id).state is QuoteState.DRAFT
    token = link(quote_id)
    assert open_quote(db, token).quote.text == "On répare ensemble."
    assert quote(quote_id).state is QuoteState.ASKED


def test_the_author_approves_once_whatever_is_sent_twice(db, quoted, quote, link):
    quote_id = quoted()
    token, operation = link(quote_id), new_operation()
    for _ in range(2):
        decide(db, token, APPROVE, operation=operation)
    assert quote(quote_id).state is QuoteState.APPROVED
    assert not quote(quote_id).by_author
    lines = db.conn.execute("SELECT count(*) FROM journal WHERE verb = 'decide_quote'").fetchone()[0]
    assert lines == 1


def test_words_corrected_by_their_author_are_the_approved_ones_and_the_change_is_told(db, quoted, quote, link):
    quote_id = quoted()
    decide(db, link(quote_id), CORRECT, " « On répare,\n on apprend. » ")
    assert (quote(quote_id).text, quote(quote_id).state) == ("On répare, on apprend.", QuoteState.APPROVED)
    assert quote(quote_id).by_author
    assert quote(quote_id).asked == "On répare ensemble."


def test_the_author_may_change_their_mind_while_the_link_opens(db, quoted, quote, link):
    quote_id = quoted()
    token = link(quote_id)
    decide(db, token, CORRECT, "Autre chose.")
    decide(db, token, REFUSE, remark="Je préfère ne pas être cité.")
    assert (quote(quote_id).state, quote(quote_id).remark) == (QuoteState.REFUSED, "Je préfère ne pas être cité.")
    decide(db, token, APPROVE)
    assert (quote(quote_id).state, quote(quote_id).text, quote(quote_id).remark) == (
        QuoteState.APPROVED, "On répare ensemble.", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    "changes", [{"text": "On vend."}, {"author": "Anne Kaci"}, {"role": "présidente"}, {"audience": ANGERS}]
)
def test_another_word_name_or_audience_asks_the_author_again_and_closes_the_link(
    db, officer, quoted, quote, link, changes
):
    quote_id = quoted()
    token = link(quote_id)
    decide(db, token, APPROVE)
    change_quote(db, officer, quote_id, quote(quote_id).version, changes, new_operation())
    assert quote(quote_id).state is QuoteState.DRAFT
    with pytest.raises(LinkReplaced):
        open_quote(db, token)
    with pytest.raises(LinkReplaced):
        decide(db, token, APPROVE)
    assert link(quote_id) != token


def test_another_address_or_the_same_words_ask_nobody_again(db, officer, quoted, quote, link):
    quote_id = quoted()
    token = link(quote_id)
    decide(db, token, APPROVE)
    changes = {"email": "amina@exemple.fr", "text": WORDS["text"]}
    change_quote(db, officer, quote_id, quote(quote_id).version, changes, new_operation())
    assert (quote(quote_id).state, quote(quote_id).email) == (QuoteState.APPROVED, "amina@exemple.fr")
    assert open_quote(db, token).quote.id == quote_id


def test_the_author_who_decided_first_is_named_to_the_agent_who_was_writing(db, officer, quoted, quote, link):
    quote_id = quoted()
    token = link(quote_id)
    read = quote(quote_id).version
    decide(db, token, CORRECT, "Mes mots.")
    with pytest.raises(Conflict) as refusal:
        change_quote(db, officer, quote_id, read, {"text": "Les nôtres."}, new_operation())
    assert refusal.value.who == "Amina Kaci"
    assert refusal.value.theirs["Ses mots"] == "Mes mots."
    assert quote(quote_id).text == "Mes mots."


def test_asked_twice_the_address_is_the_same_and_is_nowhere_in_the_database(db, quoted, link):
    quote_id = quoted()
    token = link(quote_id)
    assert link(quote_id) == token
    assert token not in stored_text(db)


def test_a_closed_link_opens_no_more_and_another_is_made(db, officer, quoted, quote, link):
    quote_id = quoted()
    token = link(quote_id)
    close_link(db, officer, quote_id, new_operation())
    with pytest.raises(LinkReplaced):
        open_quote(db, token)
    assert quote(quote_id).state is QuoteState.DRAFT
    assert open_quote(db, link(quote_id)).quote.id == quote_id


def test_a_link_that_is_none_is_refused(db, quoted, link):
    token = link(quoted())
    for bad in (token[:-1], token[:-1] + ("A" if token[-1] != "A" else "B"), "", "x" * 43, "../etc"):
        with pytest.raises(LinkNotValid):
            open_quote(db, bad)
    assert open_quote(db, f"<{token}>.").token == token


def test_a_removed_quote_prints_nowhere_and_comes_back_with_what_its_author_said(db, officer, quoted, quote, link):
    quote_id = quoted()
    token = link(quote_id)
    decide(db, token, APPROVE)
    remove_quote(db, officer, quote_id, new_operation())
    with pytest.raises(LinkReplaced):
        open_quote(db, token)
    with pytest.raises(NotFound):
        remove_quote(db, officer, quote_id, new_operation())
    restore_quote(db, officer, quote_id, new_operation())
    assert quote(quote_id).state is QuoteState.APPROVED
    assert open_quote(db, token).quote.id == quote_id


def test_what_cannot_be_decided_is_refused_in_words(db, quoted, link):
    token = link(quoted())
    with pytest.raises(InvalidInput, match="trois boutons"):
        decide(db, token, "autre")
    with pytest.raises(InvalidInput, match="Écrivez les mots"):
        decide(db, token, CORRECT, "  « » ")
    with pytest.raises(InvalidInput, match="601 signes : 1 de trop"):
        decide(db, token, CORRECT, "a" * 601)
    with pytest.raises(InvalidInput, match="500 signes"):
        decide(db, token, REFUSE, remark="a" * 501)


def test_a_quote_needs_words_and_a_name_and_a_true_address(quoted):
    with pytest.raises(InvalidForm) as refusal:
        quoted(text=" ", author="", email="pas une adresse")
    assert [one.field for one in refusal.value.problems] == ["text", "author", "email"]


def test_a_quote_is_for_somebody_who_exists_and_may_advertise(db, officer, newsroom, quoted, quote, shop):
    assert quote(quoted(audience=newsroom.shop)).audience == newsroom.shop
    with pytest.raises(NotFound):
        quoted(audience="epci:x")
    with pytest.raises(NotFound):
        quoted(audience=f"shop:{shop('Ailleurs')}")


def test_guillemets_come_from_the_layout(quoted, quote):
    assert checked_words("“ Oui ! ”") == "Oui !"
    assert checked_words("« Oui » et « non »".strip("« »")) == "Oui » et « non"
    assert checked_words("Elle dit « oui »") == "Elle dit « oui »"


def test_the_message_asks_the_author_with_the_words_and_the_link(db, officer, quoted, link):
    quote_id = quoted()
    token = link(quote_id, by_email=True)
    (waiting,) = outbox.messages_to(db, f"quote:{quote_id}")
    message = RENDERERS["quote"](db, SYSTEM, waiting.parameters)
    assert (message.to, message.to_name) == ("a@exemple.fr", "Amina Kaci")
    assert "«\u00a0On répare ensemble.\u00a0»" in message.text
    assert f"/p/citation/{token}" in message.text
    assert f"/p/citation/{token}" in message.html
    assert token not in str(waiting.parameters)


def test_the_same_button_pressed_twice_writes_once(db, officer, quoted):
    quote_id, operation = quoted(), new_operation()
    for _ in range(2):
        ask_author(db, officer, quote_id, operation, by_email=True)
    assert len(outbox.messages_to(db, f"quote:{quote_id}")) == 1


@pytest.mark.parametrize("why", ["removed", "changed", "decided", "no_address", "cancelled", "closed"])
def test_a_message_no_longer_due_does_not_leave(db, officer, newsroom, quoted, quote, link, why):
    quote_id = quoted()
    token = link(quote_id, by_email=True)
    (waiting,) = outbox.messages_to(db, f"quote:{quote_id}")
    if why == "removed":
        remove_quote(db, officer, quote_id, new_operation())
    elif why == "decided":
        decide(db, token, REFUSE)
    elif why == "closed":
        close_link(db, officer, quote_id, new_operation())
    elif why == "cancelled":
        editions.cancel_edition(db, officer, newsroom.edition_id, new_operation())
    else:
        changes = {"text": "Autre."} if why == "changed" else {"email": ""}
        change_quote(db, officer, quote_id, quote(quote_id).version, changes, new_operation())
    with pytest.raises(NotSent):
        render_quote(db, SYSTEM, waiting.parameters)


def test_nobody_is_written_to_without_an_address_nor_once_they_agreed(db, officer, quoted, quote, link):
    without = quoted(email="")
    with pytest.raises(Refused, match="Aucune adresse pour Amina Kaci"):
        ask_author(db, officer, without, new_operation(), by_email=True)
    assert quote(without).state is QuoteState.DRAFT
    decide(db, link(without), APPROVE)
    with pytest.raises(Refused, match="déjà validé"):
        ask_author(db, officer, without, new_operation())


def test_a_refused_quote_may_be_asked_again_with_another_link(db, quoted, quote, link):
    quote_id = quoted()
    token = link(quote_id)
    decide(db, token, REFUSE)
    again = link(quote_id)
    assert again != token
    assert quote(quote_id).state is QuoteState.ASKED
    with pytest.raises(LinkReplaced):
        open_quote(db, token)


def test_once_the_edition_is_over_nothing_is_decided_any_more(db, officer, newsroom, quoted, link):
    quote_id = quoted()
    token = link(quote_id)
    editions.cancel_edition(db, officer, newsroom.edition_id, new_operation())
    assert "annulée" in open_quote(db, token).over
    with pytest.raises(EditionOver):
        decide(db, token, APPROVE)


def test_what_became_of_the_message_is_told(db, officer, quoted, quote, link):
    quote_id = quoted()
    assert last_message(db, officer, quote(quote_id)) is None
    link(quote_id, by_email=True)
    assert last_message(db, officer, quote(quote_id)).state is State.WAITING


def test_quotes_change_places_among_those_of_the_same_version(db, officer, newsroom, quoted):
    first, local, second = quoted(), quoted(audience=ANGERS), quoted(author="Bob Roy")
    move_quote(db, officer, second, True, new_operation())
    order = [one.id for one in material(db, SYSTEM, newsroom.edition_id).quotes]
    assert order.index(second) < order.index(first)
    assert [one.id for one in material(db, SYSTEM, newsroom.edition_id).quotes_for(ANGERS)] == [local, second, first]


def test_addresses_of_authors_and_refused_words_are_forgotten_a_year_after_the_event(db, quoted, link):
    kept, refused = quoted(), quoted(email="")
    decide(db, link(kept), APPROVE)
    decide(db, link(refused), REFUSE)
    assert (past_retention(db, SYSTEM)["press_authors"], past_retention(db, SYSTEM)["press_quotes"]) == (0, 0)
    with clock.frozen(clock.now() + timedelta(days=365 + 80)):
        past = past_retention(db, SYSTEM)
    assert (past["press_authors"], past["press_quotes"]) == (1, 1)


def test_a_reader_sees_the_words_and_never_the_address_of_their_author(db, officer, reader, newsroom, quoted):
    quoted()
    assert [one.email for one in material(db, officer, newsroom.edition_id).quotes] == ["a@exemple.fr"]
    (seen,) = material(db, reader, newsroom.edition_id).quotes
    assert (bool(seen.text), seen.email) == (True, "")
