"""How an entry counts: what it moves in the ledger, why it may not count by itself, what it leaves to follow up."""

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database, insert, rows, value
from campaign.base.errors import NotEnough
from campaign.base.french import clock_in_words, date_in_figures, plural
from campaign.deliveries.model import Entry, Outcome, Slip, SlipKind, SlipLine, why_closed
from campaign.deliveries.owed import GapKind, Settlement
from campaign.deliveries.returning import follow_return_slip
from campaign.deliveries.store import entries_where
from campaign.editions.views import edition as edition_view
from campaign.stock.ledger import held_at, post, reverse
from campaign.stock.model import FOUND, REPAIR, USED, Move, Reason, at_depot, at_partner


def why_not(db: Database, slip: Slip, entry: Entry) -> str:
    """Why an entry cannot be counted as it is; '' when it can. Looks at today's state, inside the transaction."""
    edition = edition_view(db, slip.edition_id)
    if slip.cancelled_at:
        return f"Le bon {slip.number} a été annulé entre-temps."
    if closed := why_closed(edition, slip.kind, clock.today()):
        return closed
    if slip.kind is SlipKind.DELIVERY:
        return _why_not_delivered(db, slip, entry) or _why_not_in_stock(db, slip, entry)
    return _why_not_returned(db, slip, entry)


def count(db: Database, by: Actor, slip: Slip, entry: Entry, entry_id: int) -> None:
    """Write in the ledger what an entry moved, and open its gaps, in the caller's transaction.

    Raises:
        NotEnough: less is there than what was moved.
    """
    moves = delivery_moves(db, slip, entry) if slip.kind is SlipKind.DELIVERY else return_moves(db, slip, entry)
    post(db, by, moves, entry.operation)
    if slip.kind is SlipKind.DELIVERY:
        follow_return_slip(db, by, slip.edition_id, slip.place.id)
        return
    for one in entry.lines:
        line = slip.line(one.line_id)
        _settle_found(db, by, slip, line, one.ok + one.damaged)
        surplus = max(0, one.ok + one.damaged - line.remaining)
        missing = min(one.missing, max(0, line.remaining - one.ok - one.damaged))
        for kind, many in ((GapKind.DAMAGED, one.damaged), (GapKind.MISSING, missing), (GapKind.SURPLUS, surplus)):
            if many:
                _open_gap(db, slip, line, kind, many, one.note, entry_id)
        if one.damaged and line.piece:
            db.conn.execute(
                "UPDATE stock_pieces SET condition = 'damaged', note = CASE WHEN ? = '' THEN note ELSE ? END, "
                "version = version + 1 WHERE id = ?",
                [one.note, one.note, line.piece.id],
            )


def uncount(db: Database, by: Actor, entry: Entry, operation: str) -> None:
    """Take an entry out of the ledger, in the caller's transaction; its gaps end with it.

    Raises:
        NotEnough: what it moved has moved again since.
    """
    sql = (
        "SELECT id FROM stock_movements m WHERE operation = ? AND cancels IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM stock_movements c WHERE c.cancels = m.id)"
    )
    reverse(db, by, [one["id"] for one in rows(db, sql, [entry.operation])], operation, "Saisie corrigée")
    db.conn.execute(
        "UPDATE stock_pieces SET condition = 'good', version = version + 1 WHERE id IN (SELECT piece_id "
        "FROM road_lines JOIN slip_lines ON slip_lines.id = line_id WHERE entry_id = ? AND damaged > 0)",
        [entry.id],
    )
    db.conn.execute(
        "UPDATE gaps SET settlement = ?, settled_at = ?, settled_by = ? WHERE entry_id = ? AND settled_at IS NULL",
        [str(Settlement.CORRECTED), clock.stamp(), by.journal_name, entry.id],
    )


def delivery_moves(db: Database, slip: Slip, entry: Entry) -> list[Move]:
    """From the main depot to the place, what was really left."""
    if not (entry.outcome and entry.outcome.left_something):
        return []
    here, there = _depot(db), at_partner(slip.edition_id, slip.place.id)
    return [
        Move(line.item.id, here, there, one.left, Reason.DELIVERY, line.piece.id if line.piece else None, "",
             slip.number)
        for one in entry.lines
        if one.left and (line := slip.line(one.line_id))
    ]  # fmt: skip


def return_moves(db: Database, slip: Slip, entry: Entry) -> list[Move]:
    """From the place to the depot or the repair bench; unused consumables too, the rest of them being used up."""
    here, there = _depot(db), at_partner(slip.edition_id, slip.place.id)
    moves = []
    for one in entry.lines:
        line = slip.line(one.line_id)
        piece = line.piece.id if line.piece else None
        lent = min(line.remaining, one.ok + one.damaged)
        back = min(one.ok, lent)
        parts = (
            (there, here, back, Reason.RETURN), (there, REPAIR, lent - back, Reason.TO_REPAIR),
            (FOUND, here, one.ok - back, Reason.FOUND), (FOUND, REPAIR, one.damaged - (lent - back), Reason.FOUND),
        )  # fmt: skip
        moves += [
            Move(line.item.id, source, to, many, reason, piece, one.note, slip.number)
            for source, to, many, reason in parts
            if many > 0
        ]
    for item_id, many in entry.leftovers.items():
        had = held_at(db, there, item_id)
        back = min(many, had)
        parts = (
            (there, here, back, Reason.RETURN), (there, USED, had - back, Reason.USED),
            (FOUND, here, many - back, Reason.FOUND),
        )  # fmt: skip
        moves += [
            Move(item_id, source, to, units, why, None, "", slip.number)
            for source, to, units, why in parts
            if units > 0
        ]
    return moves


def _why_not_delivered(db: Database, slip: Slip, entry: Entry) -> str:
    former = [
        one
        for one in entries_where(db, "e.slip_id = :slip AND e.state = 'applied'", {"slip": slip.id})
        if one.outcome and one.outcome.left_something
    ]
    if not former:
        return ""
    last = former[-1]
    if entry.outcome in (Outcome.ABSENT, Outcome.REFUSED) and entry.at <= last.at:
        return ""  # an attempt before the delivery, told late: history, nothing to settle
    return f"Bon {slip.number} déjà livré {_when(last)}{_whom(last)}."


def _why_not_in_stock(db: Database, slip: Slip, entry: Entry) -> str:
    wanted: dict[tuple[int, int | None], int] = {}
    for move in delivery_moves(db, slip, entry):
        key = (move.item_id, move.piece_id)
        wanted[key] = wanted.get(key, 0) + move.quantity
    here = _depot(db)
    for (item_id, piece_id), many in wanted.items():
        there = held_at(db, here, item_id, piece_id)
        if there < many:
            line = next(one for one in slip.lines if one.item.id == item_id)
            if piece_id:
                piece = next(one.piece for one in slip.lines if one.piece and one.piece.id == piece_id)
                return f"{piece.reference(line.item)} n’est pas au dépôt, d’après le stock."
            return f"Il reste {line.item.counted(there)} au dépôt, d’après le stock ; {many} ont été laissés."
    return ""


def _why_not_returned(db: Database, slip: Slip, entry: Entry) -> str:
    for one in entry.lines:
        line, back = slip.line(one.line_id), one.ok + one.damaged
        if one.missing > max(0, line.remaining - back):
            return f"{line.reference} : {back + one.missing} pointés, alors qu’il en reste {line.remaining} à rendre."
        if not back:
            continue
        if line.planned and not line.remaining:
            last = _last_return(db, slip, line)
            subject = f"{line.reference}" if line.piece else f"{line.item.name}, bon {slip.number} :"
            return f"{subject} déjà rendu {_when(last)}{_whom(last)}." if last else f"{subject} déjà rendu."
        if back > line.remaining and (line.piece or not entry.surplus_accepted):
            return f"{back} rendus pour {line.remaining} livrés : déclarer un écart ?"
    there = at_partner(slip.edition_id, slip.place.id)
    for item_id, many in entry.leftovers.items():
        had = held_at(db, there, item_id)
        if many > had and not entry.surplus_accepted:
            return f"{many} rendus pour {had} livrés : déclarer un écart ?"
    return ""


def _last_return(db: Database, slip: Slip, line: SlipLine) -> Entry | None:
    found = entries_where(db, "e.slip_id = :slip AND e.state = 'applied'", {"slip": slip.id})
    mine = [one for one in found if any(said.line_id == line.id and said.ok + said.damaged for said in one.lines)]
    return mine[-1] if mine else None


def _when(entry: Entry) -> str:
    local = entry.at.astimezone(clock.PARIS)
    return f"le {date_in_figures(local.date())} à {clock_in_words(entry.at)}"


def _whom(entry: Entry) -> str:
    return f" par {entry.said_by}" if entry.said_by else ""


def _open_gap(db: Database, slip: Slip, line: SlipLine, kind: GapKind, many: int, note: str, entry_id: int) -> None:
    """A missing object told twice is one gap, not two."""
    piece = line.piece.id if line.piece else None
    if kind is GapKind.MISSING:
        known = value(
            db,
            "SELECT coalesce(sum(quantity), 0) FROM gaps WHERE slip_id = ? AND item_id = ? AND piece_id IS ? "
            "AND kind = 'missing' AND settled_at IS NULL",
            [slip.id, line.item.id, piece],
        )
        many = max(0, many - known)
    if many:
        insert(
            db,
            "gaps",
            {
                "edition_id": slip.edition_id, "place_id": slip.place.id, "item_id": line.item.id, "piece_id": piece,
                "kind": str(kind), "quantity": many, "slip_id": slip.id, "entry_id": entry_id,
                "opened_at": clock.stamp(), "note": note,
            },
        )  # fmt: skip


def _settle_found(db: Database, by: Actor, slip: Slip, line: SlipLine, back: int) -> None:
    """What was missing and comes back ends its gap; half of it leaves the other half open."""
    piece = line.piece.id if line.piece else None
    sql = (
        "SELECT * FROM gaps WHERE slip_id = ? AND item_id = ? AND piece_id IS ? AND kind = 'missing' "
        "AND settled_at IS NULL ORDER BY id"
    )
    unspoken = line.remaining - sum(one["quantity"] for one in rows(db, sql, [slip.id, line.item.id, piece]))
    left = back - max(0, unspoken)
    for gap in rows(db, sql, [slip.id, line.item.id, piece]):
        if left <= 0:
            return
        if left < gap["quantity"]:
            db.conn.execute("UPDATE gaps SET quantity = quantity - ? WHERE id = ?", [left, gap["id"]])
            return
        left -= gap["quantity"]
        db.conn.execute(
            "UPDATE gaps SET settlement = ?, settled_at = ?, settled_by = ? WHERE id = ?",
            [str(Settlement.FOUND), clock.stamp(), by.journal_name, gap["id"]],
        )


def _depot(db: Database) -> str:
    depot = value(db, "SELECT id FROM stock_depots WHERE main = 1")
    if depot is None:
        raise NotEnough("Aucun lieu de stockage n’est enregistré : ajoutez d’abord le dépôt.")
    return at_depot(depot)


def summary(slip: Slip, entry: Entry) -> str:
    """« Livré : 42 unités, il en manque 2. » for whoever wrote it."""
    if slip.kind is SlipKind.RETURN:
        back = sum(one.ok + one.damaged for one in entry.lines)
        missing = sum(one.missing for one in entry.lines)
        said = f"Reprise enregistrée : {plural(back, 'objet revenu', 'objets revenus')}"
        return f"{said}, {plural(missing, 'manque', 'manquent')}." if missing else f"{said}."
    if not entry.outcome.left_something:
        return f"{entry.outcome.label} : c’est noté."
    many = sum(one.left for one in entry.lines)
    return f"{entry.outcome.label} : {plural(many, 'colis laissé', 'colis laissés')}."
