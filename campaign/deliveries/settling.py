"""What a person decides: entries « à arbitrer », entries typed wrong, gaps and what ends them."""

from dataclasses import replace

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, value
from campaign.base.errors import InvalidInput, Refused, SurplusToDeclare
from campaign.base.text import clean
from campaign.deliveries.counting_entries import count, uncount, why_not
from campaign.deliveries.model import (
    Decision,
    DeliverySaid,
    Entry,
    EntryLine,
    EntryState,
    ReturnSaid,
    Slip,
    SlipKind,
    check_units,
    outcome_of,
)
from campaign.deliveries.owed import GapKind, Settlement
from campaign.deliveries.owed_store import gaps_where
from campaign.deliveries.returning import follow_return_slip
from campaign.deliveries.road import MAX_NAME, MAX_NOTE, kept_picture
from campaign.deliveries.store import add_entry, entries_where, known_entry, set_entry_state, slips_where
from campaign.stock.ledger import post
from campaign.stock.model import LOST, REPAIR, SCRAPPED, SUPPLIER, Move, Reason, at_depot, at_partner

MAX_SETTLING_NOTE = 300
POSSIBLE = {
    GapKind.MISSING: (Settlement.FOUND, Settlement.REPLACED, Settlement.WRITTEN_OFF),
    GapKind.DAMAGED: (Settlement.REPAIRED, Settlement.REPLACED, Settlement.WRITTEN_OFF),
    GapKind.SURPLUS: (Settlement.NOTED,),
}


@guarded
def settle_entry(db: Database, by: Actor, entry_id: int, decision: Decision, operation: str) -> None:
    """Decide an entry that waits: counted too, counted instead of the others of its slip, or set aside.

    Raises:
        NotFound; Refused: settled already. NotEnough: the stock still says that there is less; count it first.
    """
    with transaction(db):
        if operations.replay(db, operation, "settle_entry", entry_id) is not None:
            return
        entry = known_entry(db, entry_id)
        if entry.state is not EntryState.TO_SETTLE:
            raise Refused("Cette saisie est déjà arbitrée. Rechargez la page.")
        if decision is Decision.DISCARD:
            set_entry_state(db, entry_id, EntryState.DISCARDED, by.journal_name)
        else:
            if decision is Decision.REPLACE:
                mine = entries_where(db, "e.slip_id = :slip AND e.state = 'applied'", {"slip": entry.slip_id})
                for other in reversed(mine):
                    uncount(db, by, other, operation)
                    set_entry_state(db, other.id, EntryState.CORRECTED, by.journal_name)
                _follow(db, by, _slip(db, entry))
            set_entry_state(db, entry_id, EntryState.APPLIED, by.journal_name)
            # The entry is not counted yet: its own lines must not read as already done.
            slip = _slip_without(db, entry)
            count(db, by, slip, entry, entry_id)
        journal.record(db, by.journal_name, "settle_entry", "entry", entry_id, operation, {"decision": str(decision)})
        operations.remember(db, operation, "settle_entry", entry_id)


@guarded
def correct_entry(db: Database, by: Actor, entry_id: int, said: DeliverySaid | ReturnSaid, operation: str) -> int:
    """Put right an entry typed wrong: the former is taken out of the ledger, the new one counted; its id.

    Raises:
        NotFound; Refused: it no longer counts, or the new one cannot be counted. NotEnough: what it had moved has
        moved again since. SurplusToDeclare, InvalidInput.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "correct_entry", entry_id):
            return done["id"]
        former = known_entry(db, entry_id)
        if former.state is not EntryState.APPLIED:
            raise Refused("Cette saisie ne compte plus : il n’y a rien à corriger.")
        uncount(db, by, former, operation)
        set_entry_state(db, entry_id, EntryState.CORRECTED, by.journal_name)
        slip = _slip(db, former)
        if slip.kind is SlipKind.DELIVERY:
            _follow(db, by, slip)
        entry = _corrected(db, by, slip, former, said, f"{operation}-c")
        if problem := why_not(db, slip, entry):
            raise SurplusToDeclare(problem) if problem.endswith("déclarer un écart ?") else Refused(problem)
        new_id = add_entry(db, entry)
        count(db, by, slip, entry, new_id)
        journal.record(db, by.journal_name, "correct_entry", "entry", entry_id, operation, {"slip": slip.number})
        operations.remember(db, operation, "correct_entry", entry_id, {"id": new_id})
    return new_id


@guarded
def settle_gap(db: Database, by: Actor, gap_id: int, settlement: Settlement, note: str, operation: str) -> None:
    """End a gap: found, repaired, replaced by a new one, written off; the ledger follows.

    Raises:
        NotFound; InvalidInput: this cannot end that; Refused: settled already. NotEnough: the object moved since.
    """
    with transaction(db):
        if operations.replay(db, operation, "settle_gap", gap_id) is not None:
            return
        found = gaps_where(db, "gaps.id = :id", {"id": gap_id})
        if not found:
            raise Refused("Cet écart n’existe pas.")
        gap = found[0]
        if gap.settlement:
            raise Refused("Cet écart est déjà réglé. Rechargez la page.")
        if settlement not in POSSIBLE[gap.kind]:
            raise InvalidInput("settlement", "Choisissez comment cet écart se règle.")
        depot = value(db, "SELECT id FROM stock_depots WHERE main = 1")
        here = at_depot(depot)
        where = at_partner(gap.edition_id, gap.place_id) if gap.kind is GapKind.MISSING else REPAIR
        piece = gap.piece.id if gap.piece else None
        said = clean(note)[:MAX_SETTLING_NOTE]
        gone = LOST if gap.kind is GapKind.MISSING else SCRAPPED
        moves = {
            Settlement.FOUND: [(where, here, Reason.RETURN)],
            Settlement.REPAIRED: [(where, here, Reason.REPAIRED)],
            Settlement.REPLACED: [(where, gone, Reason.LOSS)],
            Settlement.WRITTEN_OFF: [(where, gone, Reason.LOSS)],
            Settlement.NOTED: [],
        }[settlement]
        post(db, by, [Move(gap.item.id, source, to, gap.quantity, why, piece, said, gap.slip_number)
                      for source, to, why in moves], operation)  # fmt: skip
        if settlement is Settlement.REPAIRED and piece:
            db.conn.execute("UPDATE stock_pieces SET condition = 'good', version = version + 1 WHERE id = ?", [piece])
        if settlement is Settlement.REPLACED:
            _replace(db, by, gap.item.id, gap.quantity, piece, here, gap.slip_number, operation)
        if settlement in (Settlement.REPLACED, Settlement.WRITTEN_OFF) and piece:
            db.conn.execute(
                "UPDATE stock_pieces SET retired_at = ?, version = version + 1 WHERE id = ?", [clock.stamp(), piece]
            )
        db.conn.execute(
            "UPDATE gaps SET settlement = ?, settled_at = ?, settled_by = ?, "
            "note = CASE WHEN ? = '' THEN note ELSE ? END WHERE id = ?",
            [str(settlement), clock.stamp(), by.journal_name, said, said, gap_id],
        )
        follow_return_slip(db, by, gap.edition_id, gap.place_id)
        details = {"settlement": str(settlement)}
        journal.record(db, by.journal_name, "settle_gap", "gap", gap_id, operation, details)
        operations.remember(db, operation, "settle_gap", gap_id)


def _replace(
    db: Database, by: Actor, item_id: int, quantity: int, piece: int | None, here: str, reference: str, operation: str
) -> None:
    """A new one enters: numbered after the last, when pieces have numbers."""
    new_piece = None
    if piece is not None:
        last = value(db, "SELECT max(number) FROM stock_pieces WHERE item_id = ?", [item_id])
        new_piece = insert(db, "stock_pieces", {"item_id": item_id, "number": last + 1})
    entering = Move(item_id, SUPPLIER, here, quantity, Reason.ENTRY, new_piece, "Remplacement", reference)
    post(db, by, [entering], operation)


def _corrected(
    db: Database, by: Actor, slip: Slip, former: Entry, said: DeliverySaid | ReturnSaid, operation: str
) -> Entry:
    base = replace(
        former, id=0, operation=operation, state=EntryState.APPLIED, actor=by.journal_name, problem="",
        said_by=by.name or name_of_actor(db, by.journal_name), received_at=clock.now(),
        note=clean(said.note, multiline=True)[:MAX_NOTE],
    )  # fmt: skip
    if isinstance(said, DeliverySaid):
        left = {key: check_units(many, f"left_{key}") for key, many in said.left.items()}
        outcome = outcome_of(said, slip.lines)
        lines = tuple(EntryLine(key, left=many) for key, many in left.items() if outcome.left_something)
        return replace(base, outcome=outcome, lines=lines, receiver=clean(said.receiver)[:MAX_NAME] or former.receiver)
    photos = {one.line_id: one.photo for one in former.lines}  # a photo taken stays with its line
    lines = tuple(
        EntryLine(
            key, 0, check_units(one.ok), check_units(one.damaged), check_units(one.missing), clean(one.note)[:MAX_NOTE],
            kept_picture(one.photo) or photos.get(key, ""),
        )
        for key, one in said.lines.items()
    )  # fmt: skip
    leftovers = {item: check_units(many) for item, many in said.leftovers.items()}
    return replace(base, lines=lines, leftovers=leftovers, surplus_accepted=said.surplus_accepted,
                   receiver=clean(said.giver)[:MAX_NAME] or former.receiver)  # fmt: skip


def _slip(db: Database, entry: Entry) -> Slip:
    return slips_where(db, "id = :id", {"id": entry.slip_id})[0]


def _slip_without(db: Database, entry: Entry) -> Slip:
    """The slip as it stands without this entry, whose lines would otherwise count as done before they are."""
    slip = _slip(db, entry)
    mine = {one.line_id: one for one in entry.lines}
    lines = []
    for line in slip.lines:
        said = mine.get(line.id, EntryLine(line.id))
        done = line.done - said.left - said.ok - said.damaged
        lines.append(replace(line, done=done, damaged=line.damaged - said.damaged))
    return replace(slip, lines=tuple(lines))


def _follow(db: Database, by: Actor, slip: Slip) -> None:
    follow_return_slip(db, by, slip.edition_id, slip.place.id)
