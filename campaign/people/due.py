# ruff: noqa: S608 - every word of these statements is ours
"""Contacts whose time is past: three years without any exchange (CNIL, prospection), whatever their state."""

from datetime import date, timedelta

from campaign.accounts.model import Actor
from campaign.accounts.retention import Retention
from campaign.accounts.rights import guarded
from campaign.base import clock, journal
from campaign.base.database import Database, rows, transaction
from campaign.partners.store import contact_by_id
from campaign.people.forgetting import forget_person, forget_signatures
from campaign.people.model import KEPT_YEARS, Due


def _by(table: str, at: str) -> str:
    """What contacts did by themselves: the journal's name of who did it says whom."""
    return f"SELECT CAST(substr(actor, 9) AS INTEGER), {at} FROM {table} WHERE actor LIKE 'contact:%'"


# What counts as an exchange: they answered, opened their link, were written to or called, or somebody corrected a line.
# One pass over each table, whatever the number of contacts: the screen shows the last exchange of each.
_EXCHANGES = (
    "SELECT id AS contact_id, max(created_at, heard_at) AS at FROM contacts",
    "SELECT contact_id, max(created_at, coalesce(opened_at, ''), coalesce(seen_at, '')) FROM links",
    _by("answers", "at"),
    _by("consultation_replies", "at"),
    _by("debriefs", "coalesce(finished_at, started_at)"),
    _by("declarations", "at"),
    _by("loan_requests", "requested_at"),
    "SELECT contact_id, at FROM role_readings WHERE contact_id IS NOT NULL",
    "SELECT contact_id, replied_at FROM meeting_guests WHERE contact_id IS NOT NULL AND replied_at IS NOT NULL",
    "SELECT contact_id, at FROM calls",
    "SELECT contact_id, at FROM letters",
    _by("outbox", "ended_at").replace("actor", "recipient") + " AND state = 'sent'",
)
_LAST = f"SELECT contact_id, max(at) AS last FROM ({' UNION ALL '.join(_EXCHANGES)}) GROUP BY contact_id"
_PAST = f"erased_at IS NULL AND joined_to IS NULL AND id IN (SELECT contact_id FROM ({_LAST}) WHERE last < :before)"
# Made anonymous, not deleted: the figures of what they did stay.
CONTACTS = Retention(
    "contacts", "contacts sans échange depuis 3 ans, rendus anonymes", KEPT_YEARS * timedelta(days=365), "contacts",
    _PAST,
)  # fmt: skip


@guarded
def due_contacts(db: Database, by: Actor) -> tuple[Due, ...]:
    """Who is past their time, the oldest exchange first. Writes nothing."""
    before = clock.stamp(clock.now() - CONTACTS.kept)
    past = [one["id"] for one in rows(db, f"SELECT id FROM contacts WHERE {_PAST}", {"before": before})]
    seen = last_exchanges(db, by) if past else {}
    found = [Due(contact_by_id(db, contact_id), seen[contact_id]) for contact_id in past]
    return tuple(sorted(found, key=lambda one: (one.last_exchange, one.contact.id)))


@guarded
def last_exchanges(db: Database, by: Actor) -> dict[int, date]:
    """The day of the last exchange with each contact, by id."""
    return {
        one["contact_id"]: clock.from_stamp(one["last"]).astimezone(clock.PARIS).date()
        for one in rows(db, _LAST)
        if one["last"]
    }


@guarded
def purge_contacts(db: Database, by: Actor) -> int:
    """Make anonymous every contact past their time; how many."""
    signatures: set[str] = set()
    with transaction(db):
        found = due_contacts(db, by)
        for one in found:
            signatures |= forget_person(db, one.contact.id)
            journal.record(db, by.journal_name, "erase_contact", "contact", one.contact.id)
    forget_signatures(db, signatures)
    return len(found)
