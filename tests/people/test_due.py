"""Three years without an exchange: proposed, then anonymous; one word of them starts the time again."""

from datetime import datetime, timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import insert, rows, value
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.partners.contacts import archive_contact, change_contact
from campaign.people.due import due_contacts, last_exchanges, purge_contacts

MET = datetime(2022, 3, 1, 9, tzinfo=clock.PARIS)
THREE_YEARS = timedelta(days=3 * 365)


@pytest.fixture
def met(contact, shop):
    """A contact met on 1 March 2022."""
    with clock.frozen(MET):
        return contact([shop()], name="Zoé Quentin", email="zoe@exemple.fr")


def due_at(db, at) -> list[int]:
    with clock.frozen(at):
        return [one.contact.id for one in due_contacts(db, SYSTEM)]


def test_three_years_to_the_day_and_not_one_less(db, met):
    assert due_at(db, MET + THREE_YEARS) == []
    assert due_at(db, MET + THREE_YEARS + timedelta(seconds=1)) == [met.id]
    assert str(last_exchanges(db, SYSTEM)[met.id]) == "2022-03-01"


def corrected(db, officer, met):
    change_contact(db, officer, met.id, 1, {"job": "bénévole"}, new_operation())


def answered(db, officer, met):
    db.conn.execute("PRAGMA foreign_keys = OFF")
    insert(db, "answers", {"edition_id": 1, "place_id": 1, "presence": "yes", "source": "link",
                           "actor": met.journal_name, "at": clock.stamp()})  # fmt: skip


def opened(db, officer, met):
    insert(db, "links", {"contact_id": met.id, "edition_id": 1, "created_at": clock.stamp(MET),
                         "expires_on": "2023-01-01", "seen_at": clock.stamp()})  # fmt: skip


def written_to(db, officer, met):
    outbox.post(db, "step", {}, "system", service=True, recipient=f"contact:{met.id}")
    db.conn.execute("UPDATE outbox SET state = 'sent', ended_at = ?", [clock.stamp()])


@pytest.mark.parametrize("exchange", [corrected, answered, opened, written_to])
def test_an_exchange_starts_the_time_again(db, officer, met, exchange):
    later = MET + timedelta(days=400)
    with clock.frozen(later):
        exchange(db, officer, met)
    db.conn.commit()
    assert due_at(db, MET + THREE_YEARS + timedelta(days=1)) == []
    assert due_at(db, later + THREE_YEARS + timedelta(days=1)) == [met.id]


def test_putting_away_is_no_exchange_and_a_message_that_never_left_neither(db, officer, met):
    with clock.frozen(MET + timedelta(days=400)):
        archive_contact(db, officer, met.id, new_operation())
        outbox.post(db, "step", {}, "system", service=True, recipient=f"contact:{met.id}")
    assert due_at(db, MET + THREE_YEARS + timedelta(days=1)) == [met.id]


def test_the_purge_makes_them_anonymous_once_and_leaves_the_others(db, officer, met, contact, shop):
    young = contact([shop("Le Fil")], name="Paul Roux", email="paul@exemple.fr")
    with clock.frozen(MET + THREE_YEARS + timedelta(days=1)):
        db.conn.execute("UPDATE contacts SET created_at = ? WHERE id = ?", [clock.stamp(), young.id])
        db.conn.commit()
        assert purge_contacts(db, SYSTEM) == 1
        assert purge_contacts(db, SYSTEM) == 0
    names = [one["name"] for one in rows(db, "SELECT name FROM contacts ORDER BY id")]
    assert names == [f"Contact effacé n° {met.id}", "Paul Roux"]
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'erase_contact'") == 1
