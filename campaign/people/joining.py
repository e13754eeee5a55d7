"""Two lines for one person: found by their address, joined into one."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, row, rows, transaction
from campaign.base.errors import NotFound, Refused
from campaign.partners.store import contact_by_id
from campaign.people.due import last_exchanges
from campaign.people.model import Twins


@guarded
def twins(db: Database, by: Actor) -> tuple[Twins, ...]:
    """Contacts in use who have the same address, case apart."""
    shared = rows(
        db,
        "SELECT lower(email) AS email, group_concat(id) AS ids FROM contacts WHERE archived_at IS NULL AND email <> '' "
        "GROUP BY lower(email) HAVING count(*) > 1 ORDER BY lower(email)",
    )
    seen = last_exchanges(db, by) if shared else {}
    found = []
    for one in shared:
        same = [contact_by_id(db, int(number)) for number in one["ids"].split(",")]
        latest_first = sorted(same, key=lambda contact: (seen[contact.id], -contact.id), reverse=True)
        found.append(Twins(one["email"], tuple(latest_first)))
    return tuple(found)


@guarded
def join_contacts(db: Database, by: Actor, kept_id: int, other_id: int, operation: str) -> None:
    """One person, one line: ``kept_id`` answers for the places of both and takes what their own line lacks; the other
    is put away with its links closed, what was done under it stays. Showing or erasing the person covers both.

    Raises:
        NotFound; Refused: the same line twice, or a line already erased or joined.
    """
    with transaction(db):
        if operations.replay(db, operation, "join_contacts", kept_id) is not None:
            return
        kept, other = (row(db, "SELECT * FROM contacts WHERE id = ?", [one]) for one in (kept_id, other_id))
        if kept is None or other is None:
            raise NotFound("Ce contact n’existe pas.")
        if kept_id == other_id or any(one["erased_at"] or one["joined_to"] for one in (kept, other)):
            raise Refused("Ces deux contacts ne peuvent pas être réunis : rechargez la page.")
        taken = {name: other[name] for name in ("email", "phone", "job") if not kept[name] and other[name]}
        db.conn.execute(
            "UPDATE contacts SET email = ?, phone = ?, job = ?, archived_at = NULL, heard_at = ?, "
            "version = version + 1 WHERE id = ?",
            [*(taken.get(name, kept[name]) for name in ("email", "phone", "job")), clock.stamp(), kept_id],
        )
        db.conn.execute(
            "INSERT OR IGNORE INTO contact_places SELECT ?, place_id FROM contact_places WHERE contact_id = ?",
            [kept_id, other_id],
        )
        db.conn.execute(
            "UPDATE contacts SET archived_at = ?, joined_to = ?, version = version + 1 WHERE id = ?",
            [clock.stamp(), kept_id, other_id],
        )
        db.conn.execute(
            "UPDATE links SET revoked_at = coalesce(revoked_at, ?) WHERE contact_id = ?", [clock.stamp(), other_id]
        )
        details = {"other": other_id}
        journal.record(db, by.journal_name, "join_contacts", "contact", kept_id, operation, details)
        operations.remember(db, operation, "join_contacts", kept_id)
