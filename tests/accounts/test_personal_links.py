"""Personal links: shown again at will, unreadable at rest, replaced and expired with clear words."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.accounts import links
from campaign.accounts.model import SYSTEM, Actor, Role, clean_token
from campaign.accounts.store import link_of
from campaign.base import clock, journal
from campaign.base.database import rows
from campaign.base.errors import LinkExpired, LinkNotValid, LinkReplaced
from campaign.base.operations import new_operation
from tests.conftest import stored_text


@pytest.fixture
def link(db):
    return links.prepare_link(db, SYSTEM, 1, 1, clock.today() + timedelta(days=100))


def test_a_link_can_be_shown_again_and_opens(db, link):
    token = links.token_of(link)
    assert links.prepare_link(db, SYSTEM, 1, 1, link.expires_on) == link
    assert links.open_link(db, token).id == link.id
    assert links.link_address(db, SYSTEM, link) == f"http://localhost:8501/p/{token}"
    assert len(token) == 43


def test_the_token_is_nowhere_in_the_database(db, link):
    assert links.token_of(link) not in stored_text(db)


def test_two_contacts_and_two_editions_have_different_tokens(db, link):
    others = [links.prepare_link(db, SYSTEM, *pair, link.expires_on) for pair in ((1, 2), (2, 1))]
    assert len({links.token_of(one) for one in [link, *others]}) == 3


@pytest.mark.parametrize("around", ["{}>", "<{}>", "{}=\n", " {} ", "«\u00a0{}\u00a0»", "{}.", "({})"])
def test_signs_added_by_a_mail_program_are_dropped(db, link, around):
    assert links.open_link(db, around.format(links.token_of(link))).id == link.id


def test_a_cut_altered_or_empty_token_gets_one_same_sentence(db, link):
    token = links.token_of(link)
    altered = ("A" if token[10] != "A" else "B").join((token[:10], token[11:]))
    for wrong in ("", "..", "%00", "\x00", token[:-1], altered, token.swapcase(), token + "A", "../" + token):
        with pytest.raises(LinkNotValid) as refusal:
            links.open_link(db, wrong)
        assert refusal.value.message == "Ce lien n’est pas valable. Demandez-en un nouveau."


@given(st.text(max_size=60))
def test_nothing_but_43_letters_digits_and_two_signs_is_a_token(received):
    token = clean_token(received)
    assert token is None or (len(token) == 43 and token in received)


def test_a_renewed_link_says_when_the_former_one_was_replaced(db, link):
    former = links.token_of(link)
    renewed = links.renew_link(db, SYSTEM, link.id, new_operation())
    assert links.token_of(renewed) != former
    assert links.open_link(db, links.token_of(renewed)).generation == 2
    with pytest.raises(LinkReplaced, match="remplacé le"):
        links.open_link(db, former)


def test_renewing_twice_with_one_operation_renews_once(db, link):
    operation = new_operation()
    first = links.renew_link(db, SYSTEM, link.id, operation)
    assert links.renew_link(db, SYSTEM, link.id, operation) == first


def test_a_link_works_on_its_last_day_and_not_on_the_next(db, link):
    last = clock.now() + (link.expires_on - clock.today())
    with clock.frozen(last):
        assert links.open_link(db, links.token_of(link))
    with clock.frozen(last + timedelta(days=1)), pytest.raises(LinkExpired, match="expiré le"):
        links.open_link(db, links.token_of(link))


def test_a_revoked_link_closes_and_preparing_it_again_gives_another(db, link):
    links.revoke_link(db, SYSTEM, link.id, new_operation())
    with pytest.raises(LinkReplaced):
        links.open_link(db, links.token_of(link))
    again = links.prepare_link(db, SYSTEM, 1, 1, link.expires_on)
    assert links.token_of(again) != links.token_of(link)
    assert links.open_link(db, links.token_of(again))


def test_looking_at_a_link_two_hundred_times_changes_nothing_but_the_visits(db, link):
    token = links.token_of(link)

    def state():
        return {
            name: rows(db, f"SELECT * FROM [{name}]")
            for name in db.table_names()
            if name not in ("link_visits", "sqlite_sequence")
        }

    before = state()
    for _ in range(200):
        links.note_visit(db, links.open_link(db, token))
    assert state() == before
    assert link_of(db, 1, 1).opened_at is None
    assert len(rows(db, "SELECT * FROM link_visits")) == 200


def test_another_secret_makes_other_links(db, link, monkeypatch, own_settings):
    token = links.token_of(link)
    monkeypatch.setenv("CAMPAIGN_SECRET", "un-autre-secret-de-plus-de-trente-deux-signes")
    own_settings.cache_clear()
    assert links.token_of(link) != token


def test_a_link_keeps_its_first_opening_and_the_last_time_it_was_seen(db, link):
    person = Actor(Role.CONTACT, 1)
    first = clock.now()
    for later in (timedelta(), timedelta(hours=1), timedelta(days=3)):
        with clock.frozen(first + later):
            links.note_opening(db, person, link_of(db, 1, 1))
    seen = link_of(db, 1, 1)
    assert (seen.opened_at, seen.seen_at) == (first, first + timedelta(days=3))
    assert len([entry for entry in journal.entries(db) if entry.verb == "open_link"]) == 1


def test_a_page_reloaded_within_the_minute_writes_nothing(db, link):
    person = Actor(Role.CONTACT, 1)
    first = clock.now()
    with clock.frozen(first):
        links.note_opening(db, person, link)
    written = db.conn.total_changes
    for seconds in (1, 30, 59):
        with clock.frozen(first + timedelta(seconds=seconds)):
            links.note_opening(db, person, link_of(db, 1, 1))
    assert db.conn.total_changes == written
    with clock.frozen(first + timedelta(seconds=60)):
        links.note_opening(db, person, link_of(db, 1, 1))
    assert link_of(db, 1, 1).seen_at == first + timedelta(seconds=60)


def test_a_renewed_link_is_not_opened_yet_but_was_seen(db, link):
    links.note_opening(db, Actor(Role.CONTACT, 1), link)
    renewed = links.renew_link(db, SYSTEM, link.id, new_operation())
    assert renewed.opened_at is None
    assert renewed.seen_at
