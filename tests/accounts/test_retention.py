"""What is kept twelve months goes after twelve months, and not a day before."""

from datetime import timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import past_retention, purge
from campaign.base import clock, journal, kept_files
from campaign.base.database import insert, value
from campaign.mail import addresses, outbox


def test_a_line_of_the_journal_and_its_personal_values_go_after_a_year(db):
    now = clock.now()
    for days in (370, 360):
        with clock.frozen(now - timedelta(days=days)):
            journal.record(db, "agent:1", "change_place", "place", 1, personal={"phone": ("a", "b")})
    assert past_retention(db, SYSTEM)["journal"] == 1
    assert value(db, "SELECT count(*) FROM journal") == 2
    assert purge(db, SYSTEM)["journal"] == 1
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'change_place'") == 1
    assert value(db, "SELECT count(*) FROM journal_personal") == 1


def test_purging_on_any_day_of_any_year_never_meets_the_lock_of_the_journal(db):
    for days in (365, 366, 367, 368):
        with clock.frozen(clock.now() - timedelta(days=days)):
            journal.record(db, "agent:1", "sign_in", "agent", 1)
    assert purge(db, SYSTEM)["journal"] == 3


def test_a_purge_with_nothing_to_purge_leaves_no_trace(db):
    assert set(purge(db, SYSTEM).values()) == {0}
    assert value(db, "SELECT count(*) FROM journal") == 0


@pytest.fixture
def written_to(db, linked):
    """An edition with a message, a link asked for again, a call and a letter: its id."""
    edition_id, _, actor, _ = linked
    now = clock.stamp()
    sending = insert(
        db,
        "sendings",
        {"edition_id": edition_id, "step": "thanks", "state": "launched", "leaves_at": now, "actor": "system"}
        | {"created_at": now},
    )
    outbox.post(db, "step", {}, "system", service=True, batch=f"sending:{sending}", recipient=f"contact:{actor.id}")
    outbox.post(db, "link_again", {}, "public", service=True)
    call = {"edition_id": edition_id, "contact_id": actor.id, "outcome": "answered", "at": now, "actor": "agent:1"}
    insert(db, "calls", call)
    insert(db, "letters", {"edition_id": edition_id, "step": "thanks", "contact_id": actor.id, "at": now, "actor": "a"})
    return edition_id


def test_messages_calls_and_letters_go_a_year_after_the_end_of_the_edition(db, written_to):
    names = ("outbox", "calls", "letters")
    a_year_ago = (clock.now() - timedelta(days=365)).date()

    def ended_on(day):
        db.conn.execute("DELETE FROM edition_days WHERE edition_id = ?", [written_to])
        db.conn.execute("INSERT INTO edition_days VALUES (?, ?)", [written_to, day.isoformat()])

    ended_on(a_year_ago)
    assert [past_retention(db, SYSTEM)[name] for name in names] == [0, 0, 0]
    ended_on(a_year_ago - timedelta(days=1))
    gone = purge(db, SYSTEM)
    assert [gone[name] for name in names] == [1, 1, 1]
    assert value(db, "SELECT kind FROM outbox") == "link_again"
    assert value(db, "SELECT count(*) FROM sendings") == 1


def test_a_message_of_no_edition_goes_a_year_after_it_was_asked_for(db):
    for days in (364, 366):
        with clock.frozen(clock.now() - timedelta(days=days)):
            outbox.post(db, "link_again", {"days": days}, "public", service=True)
    assert purge(db, SYSTEM)["outbox"] == 1
    assert value(db, "SELECT parameters FROM outbox") == '{"days": 364}'


def test_an_opposition_goes_after_three_years(db):
    now = clock.now()
    addresses.know(db, "felicie@exemple.fr")
    with clock.frozen(now + timedelta(days=100)):
        addresses.oppose(db, addresses.token_of("felicie@exemple.fr"))
    with clock.frozen(now + timedelta(days=100 + 3 * 365)):
        assert purge(db, SYSTEM)["addresses"] == 0
    with clock.frozen(now + timedelta(days=101 + 3 * 365)):
        assert purge(db, SYSTEM)["addresses"] == 1
    assert not addresses.is_opposed(db, "felicie@exemple.fr")


def test_press_coverage_taken_away_goes_after_thirty_days_with_its_document(db, edition):
    scan = kept_files.keep("retombees", b"%PDF-1.4 retombee")
    other = kept_files.keep("retombees", b"%PDF-1.4 gardee")
    cover = {
        "edition_id": edition(),
        "published_on": "2026-11-20",
        "title": "On en parle",
        "scan_type": "application/pdf",
    }
    now = clock.now()
    for name, days in ((scan, 31), (other, 29)):
        removed = clock.stamp(now - timedelta(days=days))
        insert(db, "media_coverage", {**cover, "scan": name, "removed_at": removed})
    assert purge(db, SYSTEM)["media_coverage_removed"] == 1
    assert value(db, "SELECT scan FROM media_coverage") == other
    assert not kept_files.held("retombees", scan)
    assert kept_files.held("retombees", other)
