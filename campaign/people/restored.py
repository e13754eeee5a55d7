"""A backup brings erased people back: they go again before it serves. Inside the transaction of whoever restores."""

from campaign.base.database import Database, rows, value
from campaign.people.forgetting import forget_person


def erased_in(db: Database) -> tuple[tuple[int, str], ...]:
    """Who was erased from a database: their line's number and when it was made, which tells it from another's."""
    found = rows(db, "SELECT id, created_at FROM contacts WHERE erased_at IS NOT NULL")
    return tuple((one["id"], one["created_at"]) for one in found)


def forget_again(db: Database, erased: tuple[tuple[int, str], ...]) -> tuple[int, set[str]]:
    """Erase those whom the restored database still knows; how many, and the signatures that nothing refers to now."""
    count, signatures = 0, set()
    for contact_id, created_at in erased:
        same = "SELECT 1 FROM contacts WHERE id = ? AND created_at = ? AND erased_at IS NULL"
        if value(db, same, [contact_id, created_at]):
            signatures |= forget_person(db, contact_id)
            count += 1
    return count, signatures
