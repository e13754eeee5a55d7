"""What is kept twelve months goes after twelve months, and not a day before."""

from datetime import timedelta

from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import past_retention, purge
from campaign.base import clock, journal
from campaign.base.database import value


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
