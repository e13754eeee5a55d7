"""Slips of an edition: made from the kits, kept in line with them until the van leaves, cancelled."""

from datetime import date, timedelta

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, row, rows, transaction
from campaign.base.errors import InvalidInput, Refused
from campaign.deliveries.model import Slip, SlipKind, SlipState
from campaign.deliveries.returning import follow_return_slip
from campaign.deliveries.store import due_of, known_slip, next_number, slips_where
from campaign.editions.views import edition as edition_view
from campaign.kits.model import NeedLine
from campaign.kits.views import needs
from campaign.stock.model import ItemKind

A_YEAR = timedelta(days=365)


@guarded
def prepare_slips(db: Database, by: Actor, edition_id: int, operation: str) -> dict[str, int]:
    """Make the delivery slip of each recipient that has none, and bring those not yet delivered in line with the kits:
    {« made », « changed », « cancelled »}. A slip whose lines changed has a new revision: print it again.

    Raises:
        NotFound.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "prepare_slips", edition_id):
            return done
        edition = edition_view(db, edition_id)
        wanted = {one.place.id: one for one in needs(db, by, edition_id) if one.lines}
        known = {one.place.id: one for one in _alive(db, edition_id)}
        counts = {"made": 0, "changed": 0, "cancelled": 0}
        for place_id, need in wanted.items():
            lines = _lines(need.lines)
            slip = known.get(place_id)
            if slip is None:
                values = {
                    "number": next_number(db, SlipKind.DELIVERY, edition.first_day.year),
                    "kind": str(SlipKind.DELIVERY), "edition_id": edition_id, "place_id": place_id,
                    "created_at": clock.stamp(),
                }  # fmt: skip
                _set_lines(db, insert(db, "slips", values), lines)
                counts["made"] += 1
            elif slip.state in (SlipState.TO_DO, SlipState.FAILED) and _of(slip) != lines:
                _set_lines(db, slip.id, lines)
                db.conn.execute("UPDATE slips SET revision = revision + 1 WHERE id = ?", [slip.id])
                counts["changed"] += 1
        for place_id, slip in known.items():
            if place_id not in wanted and slip.state is SlipState.TO_DO:
                db.conn.execute("UPDATE slips SET cancelled_at = ? WHERE id = ?", [clock.stamp(), slip.id])
                counts["cancelled"] += 1
        journal.record(db, by.journal_name, "prepare_slips", "edition", edition_id, operation, dict(counts))
        operations.remember(db, operation, "prepare_slips", edition_id, counts)
    return counts


@guarded
def cancel_slip(db: Database, by: Actor, number: str, operation: str) -> None:
    """A slip that will not serve; preparing again makes another if the recipient still has a kit.

    Raises:
        NotFound; Refused: something was already done with it.
    """
    with transaction(db):
        slip = known_slip(db, number)
        if operations.replay(db, operation, "cancel_slip", slip.id) is not None:
            return
        if slip.state not in (SlipState.TO_DO, SlipState.FAILED):
            raise Refused(f"{slip.number} a déjà servi : corrigez plutôt la saisie.")
        if slip.kind is SlipKind.RETURN:
            raise Refused("Ce bon suit ce que le lieu détient encore : il disparaît quand tout est rendu.")
        db.conn.execute("UPDATE slips SET cancelled_at = ? WHERE id = ?", [clock.stamp(), slip.id])
        journal.record(db, by.journal_name, "cancel_slip", "slip", slip.id, operation)
        operations.remember(db, operation, "cancel_slip", slip.id)


@guarded
def set_due(db: Database, by: Actor, edition_id: int, due_on: date, version: int, operation: str) -> None:
    """When what was lent is expected back; ``version`` is the one read, 0 for the usual day.

    Raises:
        NotFound, Conflict; InvalidInput: before the end of the event.
    """
    edition = edition_view(db, edition_id)
    if due_on <= edition.last_day:
        raise InvalidInput("due_on", "Le retour se fait après le dernier jour de l’événement.")
    with transaction(db):
        if operations.replay(db, operation, "set_due", edition_id) is not None:
            return
        now, known = due_of(db, edition)
        if known != version:
            raise conflict_on(db, "edition", edition_id, ("set_due",), {"Retour attendu le": f"{now:%d/%m/%Y}"})
        db.conn.execute(
            "INSERT INTO delivery_terms (edition_id, due_on) VALUES (?, ?) "
            "ON CONFLICT (edition_id) DO UPDATE SET due_on = excluded.due_on, version = version + 1",
            [edition_id, due_on.isoformat()],
        )
        journal.record(db, by.journal_name, "set_due", "edition", edition_id, operation)
        operations.remember(db, operation, "set_due", edition_id)


@guarded
def follow_returns(db: Database, by: Actor) -> None:
    """Bring return slips in line with what places hold: a stock-taking may have found what they still owed."""
    with transaction(db):
        recent = (clock.today() - A_YEAR).isoformat()
        sql = (
            "SELECT DISTINCT edition_id, place_id FROM slips WHERE kind = 'return' AND cancelled_at IS NULL "
            "AND edition_id IN (SELECT edition_id FROM edition_days WHERE day >= ?)"
        )
        owing = rows(db, sql, [recent])
        for one in owing:
            follow_return_slip(db, by, one["edition_id"], one["place_id"])


def _alive(db: Database, edition_id: int) -> list[Slip]:
    where = "edition_id = :edition AND kind = 'delivery' AND cancelled_at IS NULL"
    return slips_where(db, where, {"edition": edition_id})


def _lines(lines: tuple[NeedLine, ...]) -> dict[tuple[int, int | None], int]:
    wanted: dict[tuple[int, int | None], int] = {}
    for one in lines:
        for piece in one.pieces:
            wanted[one.item.id, piece.id] = 1
        if not one.pieces and one.quantity and one.item.kind is not ItemKind.NUMBERED:
            wanted[one.item.id, None] = wanted.get((one.item.id, None), 0) + one.quantity
    return wanted


def _of(slip: Slip) -> dict[tuple[int, int | None], int]:
    return {(one.item.id, one.piece.id if one.piece else None): one.planned for one in slip.lines if one.planned}


def _set_lines(db: Database, slip_id: int, wanted: dict[tuple[int, int | None], int]) -> None:
    """Lines stay once written (entries refer to them): what is no longer wanted is planned at zero."""
    db.conn.execute("UPDATE slip_lines SET planned = 0 WHERE slip_id = ?", [slip_id])
    for (item_id, piece_id), many in wanted.items():
        known = row(
            db, "SELECT id FROM slip_lines WHERE slip_id = ? AND item_id = ? AND piece_id IS ?",
            [slip_id, item_id, piece_id],
        )  # fmt: skip
        if known:
            db.conn.execute("UPDATE slip_lines SET planned = ? WHERE id = ?", [many, known["id"]])
        else:
            insert(db, "slip_lines", {"slip_id": slip_id, "item_id": item_id, "piece_id": piece_id, "planned": many})
