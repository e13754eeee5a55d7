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

# What counts as an exchange: they answered, opened their link, were written to or called, or somebody corrected a line.
_ACTOR = "'contact:' || c.id"
_EXCHANGES = (
    "(SELECT max(max(created_at, coalesce(opened_at, ''), coalesce(seen_at, ''))) FROM links WHERE contact_id = c.id)",
    f"(SELECT max(at) FROM answers WHERE actor = {_ACTOR})",
    f"(SELECT max(at) FROM consultation_replies WHERE actor = {_ACTOR})",
    f"(SELECT max(coalesce(finished_at, started_at)) FROM debriefs WHERE actor = {_ACTOR})",
    f"(SELECT max(at) FROM declarations WHERE actor = {_ACTOR})",
    f"(SELECT max(requested_at) FROM loan_requests WHERE actor = {_ACTOR})",
    "(SELECT max(at) FROM role_readings WHERE contact_id = c.id)",
    "(SELECT max(replied_at) FROM meeting_guests WHERE contact_id = c.id)",
    "(SELECT max(at) FROM calls WHERE contact_id = c.id)",
    "(SELECT max(at) FROM letters WHERE contact_id = c.id)",
    f"(SELECT max(ended_at) FROM outbox WHERE recipient = {_ACTOR} AND state = 'sent')",
)
_ALL = ", ".join(f"coalesce({one}, '')" for one in _EXCHANGES)
LAST_EXCHANGE = f"max(c.created_at, c.heard_at, {_ALL})"
_PAST = f"erased_at IS NULL AND joined_to IS NULL AND {LAST_EXCHANGE} < :before"
# Made anonymous, not deleted: the figures of what they did stay.
CONTACTS = Retention(
    "contacts", "contacts sans échange depuis 3 ans, rendus anonymes", KEPT_YEARS * timedelta(days=365),
    "contacts AS c", _PAST,
)  # fmt: skip


@guarded
def due_contacts(db: Database, by: Actor) -> tuple[Due, ...]:
    """Who is past their time, the oldest exchange first. Writes nothing."""
    before = clock.stamp(clock.now() - CONTACTS.kept)
    sql = f"SELECT c.id, {LAST_EXCHANGE} AS last FROM contacts AS c WHERE {_PAST} ORDER BY last, c.id"
    return tuple(
        Due(contact_by_id(db, one["id"]), date.fromisoformat(one["last"][:10]))
        for one in rows(db, sql, {"before": before})
    )


@guarded
def last_exchanges(db: Database, by: Actor) -> dict[int, date]:
    """The day of the last exchange with each contact, by id."""
    found = rows(db, f"SELECT c.id, {LAST_EXCHANGE} AS last FROM contacts AS c WHERE erased_at IS NULL")
    return {one["id"]: clock.from_stamp(one["last"]).astimezone(clock.PARIS).date() for one in found}


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
