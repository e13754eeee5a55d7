"""The return slip follows what was really left: nobody writes it."""

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database, insert, row, rows, value
from campaign.deliveries.model import SlipKind
from campaign.deliveries.owed import Settlement
from campaign.deliveries.store import live_slip, next_number
from campaign.editions.views import edition as edition_view
from campaign.stock.model import Item, at_partner
from campaign.stock.store import balances, items_by_id


def follow_return_slip(db: Database, by: Actor, edition_id: int, place_id: int) -> None:
    """Bring the return slip of a place in line with what it holds, in the caller's transaction; made when needed.

    What was checked in stays on it: planned is what came back plus what is still there.
    """
    items = items_by_id(db)
    held = balances(db, "location = :at", {"at": at_partner(edition_id, place_id)})
    holds = {(one.item_id, one.piece_id): one.quantity for one in held if items[one.item_id].returnable}
    slip = live_slip(db, edition_id, SlipKind.RETURN, place_id)
    if slip is None:
        if not holds:
            return
        _make(db, edition_id, place_id)
        slip = live_slip(db, edition_id, SlipKind.RETURN, place_id)
    known = {(one.item.id, one.piece.id if one.piece else None): one for one in slip.lines}
    changed = False
    for key, line in known.items():
        there = holds.pop(key, 0)
        _fit_gaps(db, by, slip.id, key, there)
        planned = line.done + there
        if planned != line.planned:
            db.conn.execute("UPDATE slip_lines SET planned = ? WHERE id = ?", [planned, line.id])
            changed = True
    for (item_id, piece_id), many in holds.items():
        insert(db, "slip_lines", {"slip_id": slip.id, "item_id": item_id, "piece_id": piece_id, "planned": many})
        changed = True
    if changed and slip.lines:
        db.conn.execute("UPDATE slips SET revision = revision + 1 WHERE id = ?", [slip.id])


def _fit_gaps(db: Database, by: Actor, slip_id: int, key: tuple[int, int | None], there: int) -> None:
    """Nobody misses more than what is still out: what a correction or a stock-taking brought back is settled."""
    sql = (
        "SELECT id, quantity FROM gaps WHERE slip_id = ? AND item_id = ? AND piece_id IS ? AND kind = 'missing' "
        "AND settled_at IS NULL ORDER BY id DESC"
    )
    missing = rows(db, sql, [slip_id, *key])
    excess = sum(one["quantity"] for one in missing) - there
    for one in missing:
        if excess <= 0:
            return
        if one["quantity"] > excess:
            db.conn.execute("UPDATE gaps SET quantity = quantity - ? WHERE id = ?", [excess, one["id"]])
        else:
            db.conn.execute(
                "UPDATE gaps SET settlement = ?, settled_at = ?, settled_by = ? WHERE id = ?",
                [str(Settlement.CORRECTED), clock.stamp(), by.journal_name, one["id"]],
            )
        excess -= one["quantity"]


def _make(db: Database, edition_id: int, place_id: int) -> None:
    """« BR-2026-0017 » goes with « BL-2026-0017 » when it can: people hold both on one sheet."""
    sql = (
        "SELECT number FROM slips WHERE edition_id = ? AND kind = 'delivery' AND place_id = ? ORDER BY id DESC LIMIT 1"
    )
    found = row(db, sql, [edition_id, place_id])
    number = f"BR{found['number'][2:]}" if found else ""
    if not number or value(db, "SELECT 1 FROM slips WHERE number = ?", [number]):
        number = next_number(db, SlipKind.RETURN, edition_view(db, edition_id).first_day.year)
    insert(
        db,
        "slips",
        {
            "number": number, "kind": str(SlipKind.RETURN), "edition_id": edition_id, "place_id": place_id,
            "created_at": clock.stamp(),
        },
    )  # fmt: skip


def consumables_at(db: Database, edition_id: int, place_id: int) -> tuple[tuple[Item, int], ...]:
    """What a place got that is used up, with how many units it may still hold."""
    items = items_by_id(db)
    there = balances(db, "location = :at", {"at": at_partner(edition_id, place_id)})
    found = [(items[one.item_id], one.quantity) for one in there if not items[one.item_id].returnable]
    return tuple(sorted(found, key=lambda one: one[0].name.casefold()))
