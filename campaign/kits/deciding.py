"""What the team decides recipient by recipient: size, who gets nothing, quantities, numbered pieces, proposals."""

from collections.abc import Collection, Sequence

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, insert, row, transaction, update_version
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.fields import whole_number
from campaign.base.text import clean_text
from campaign.editions.views import edition as edition_view
from campaign.kits.leftovers import Proposal
from campaign.kits.model import MOST, RECIPIENTS, Size, is_game
from campaign.kits.store import adjustment_of
from campaign.kits.views import kits, pickable, proposals
from campaign.partners.model import Kind, Place
from campaign.partners.store import place_by_id
from campaign.stock import views as stock
from campaign.stock.model import Condition, ItemKind

MAX_REASON = 120
Key = tuple[int, int]  # (place id, item id)


@guarded
def set_size(db: Database, by: Actor, place_id: int, size: Size | None, operation: str) -> None:
    """Say how big a recipient is, for every edition; None goes back to what is computed.

    Raises:
        NotFound; Refused: this place gets no kit.
    """
    with transaction(db):
        if operations.replay(db, operation, "set_kit_size", place_id) is not None:
            return
        _recipient(db, place_id)
        db.conn.execute("DELETE FROM kit_sizes WHERE place_id = ?", [place_id])
        if size is not None:
            insert(db, "kit_sizes", {"place_id": place_id, "size": str(size)})
        details = {"size": str(size) if size else ""}
        journal.record(db, by.journal_name, "set_kit_size", "kit", place_id, operation, details)
        operations.remember(db, operation, "set_kit_size", place_id)


@guarded
def leave_out(db: Database, by: Actor, edition_id: int, place_id: int, operation: str) -> None:
    """A relay or an EPCI gets no kit for this edition; games it was granted still come. ``take_in`` undoes.

    Raises:
        NotFound; Refused: a shop says itself whether it takes part.
    """
    _served(db, by, edition_id, place_id, operation, served=False)


@guarded
def take_in(db: Database, by: Actor, edition_id: int, place_id: int, operation: str) -> None:
    """A relay or an EPCI gets its kit again.

    Raises:
        NotFound; Refused: it is a shop.
    """
    _served(db, by, edition_id, place_id, operation, served=True)


@guarded
def adjust(
    db: Database, by: Actor, edition_id: int, place_id: int, item_id: int, quantity: object, reason: str, version: int,
    operation: str,
) -> None:  # fmt: skip
    """Decide how many units a recipient gets of an item, 0 for none, and why. ``version``: that of the adjustment that
    was on screen, 0 when there was none.

    Raises:
        InvalidInput: a wrong quantity, no reason, a game. NotFound, Conflict, Refused.
    """
    units = whole_number(str(quantity), 0, MOST, "quantity")
    said = clean_text(reason, field="reason", label="la raison", max_length=MAX_REASON)
    with transaction(db):
        if operations.replay(db, operation, "adjust_kit", f"{edition_id}/{place_id}/{item_id}") is not None:
            return
        edition_view(db, edition_id)
        _recipient(db, place_id)
        item = stock.item(db, by, item_id)
        if is_game(item):
            raise InvalidInput("item", f"« {item.name} » se prête à la demande des animateurs, dans « Jeux ».")
        _write(db, by, edition_id, place_id, item_id, units, said, version, leftovers=False)
        details = {"edition": edition_id, "item": item.code, "quantity": units}
        journal.record(db, by.journal_name, "adjust_kit", "kit", place_id, operation, details)
        operations.remember(db, operation, "adjust_kit", f"{edition_id}/{place_id}/{item_id}")


@guarded
def undo_adjustment(
    db: Database, by: Actor, edition_id: int, place_id: int, item_id: int, operation: str
) -> None:  # fmt: skip
    """Go back to what the models give."""
    with transaction(db):
        if operations.replay(db, operation, "undo_adjustment", f"{edition_id}/{place_id}/{item_id}") is not None:
            return
        db.conn.execute(
            "DELETE FROM kit_adjustments WHERE edition_id = ? AND place_id = ? AND item_id = ?",
            [edition_id, place_id, item_id],
        )
        details = {"edition": edition_id, "item_id": item_id}
        journal.record(db, by.journal_name, "undo_adjustment", "kit", place_id, operation, details)
        operations.remember(db, operation, "undo_adjustment", f"{edition_id}/{place_id}/{item_id}")


@guarded
def accept_proposals(
    db: Database, by: Actor, edition_id: int, operation: str, keys: Collection[Key] | None = None
) -> int:
    """Take quantities proposed from the last edition as adjustments: those of ``keys``, or all; how many.

    Raises:
        NotFound; Refused: a key has no proposal any more.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "accept_proposals", edition_id)) is not None:
            return done["accepted"]
        wanted = _proposed(db, by, edition_id, keys)
        for one in wanted:
            _write(db, by, edition_id, one.place.id, one.item.id, one.proposed, one.why, 0, leftovers=True)
        details = {"accepted": len(wanted)}
        journal.record(db, by.journal_name, "accept_proposals", "edition", edition_id, operation, details)
        operations.remember(db, operation, "accept_proposals", edition_id, details)
    return len(wanted)


@guarded
def refuse_proposals(
    db: Database, by: Actor, edition_id: int, operation: str, keys: Collection[Key] | None = None
) -> int:
    """Keep the quantities of the models, despite what remained: for ``keys``, or for all; how many.

    Raises:
        NotFound; Refused: a key has no proposal any more.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "refuse_proposals", edition_id)) is not None:
            return done["refused"]
        wanted = _proposed(db, by, edition_id, keys)
        for one in wanted:
            db.conn.execute("INSERT INTO kit_refusals VALUES (?, ?, ?)", [edition_id, one.place.id, one.item.id])
        details = {"refused": len(wanted)}
        journal.record(db, by.journal_name, "refuse_proposals", "edition", edition_id, operation, details)
        operations.remember(db, operation, "refuse_proposals", edition_id, details)
    return len(wanted)


@guarded
def reconsider_proposals(db: Database, by: Actor, edition_id: int, operation: str) -> int:
    """Show again the proposals that were refused for an edition; how many."""
    with transaction(db):
        if (done := operations.replay(db, operation, "reconsider_proposals", edition_id)) is not None:
            return done["back"]
        back = db.conn.execute("DELETE FROM kit_refusals WHERE edition_id = ?", [edition_id]).rowcount
        journal.record(db, by.journal_name, "reconsider_proposals", "edition", edition_id, operation, {"back": back})
        operations.remember(db, operation, "reconsider_proposals", edition_id, {"back": back})
    return back


@guarded
def pick_pieces(
    db: Database, by: Actor, edition_id: int, place_id: int, item_id: int, piece_ids: Sequence[int], operation: str
) -> None:
    """Promise numbered pieces of an item to a recipient, in place of those it had; none takes them all back.

    Raises:
        NotFound; Refused: a piece is promised to another, or is no longer on a shelf.
    """
    with transaction(db):
        subject = f"{edition_id}/{place_id}/{item_id}"
        if operations.replay(db, operation, "pick_pieces", subject) is not None:
            return
        place = _recipient(db, place_id)
        known = {one.piece.id: one for one in pickable(db, by, edition_id) if one.item.id == item_id}
        for piece_id in piece_ids:
            if piece_id not in known:
                raise NotFound("Cette pièce n’est plus au dépôt : choisissez-en une autre.")
            if known[piece_id].place_id not in (None, place.id):
                said = known[piece_id].piece.reference(known[piece_id].item)
                raise Refused(f"{said} est déjà promise à un autre destinataire.")
        for one in known.values():
            if one.place_id == place.id:
                db.conn.execute(
                    "DELETE FROM kit_pieces WHERE edition_id = ? AND piece_id = ?", [edition_id, one.piece.id]
                )
        for piece_id in dict.fromkeys(piece_ids):
            insert(db, "kit_pieces", {"edition_id": edition_id, "piece_id": piece_id, "place_id": place_id})
        details = {"edition": edition_id, "pieces": len(piece_ids)}
        journal.record(db, by.journal_name, "pick_pieces", "kit", place_id, operation, details)
        operations.remember(db, operation, "pick_pieces", subject)


@guarded
def share_pieces(db: Database, by: Actor, edition_id: int, operation: str) -> int:
    """Promise free numbered pieces to the recipients that lack some, in their order, lowest numbers first; how many.

    Damaged pieces are left to hands. What is already promised does not move.

    Raises:
        NotFound.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "share_pieces", edition_id)) is not None:
            return done["shared"]
        free: dict[int, list[int]] = {}
        for one in pickable(db, by, edition_id):
            if one.place_id is None and one.piece.condition is not Condition.DAMAGED:
                free.setdefault(one.item.id, []).append(one.piece.id)
        shared = 0
        for need in kits(db, by, edition_id):
            for line in need.lines:
                if line.item.kind is not ItemKind.NUMBERED or is_game(line.item):
                    continue
                for _ in range(max(0, line.quantity - len(line.pieces))):
                    if not (left := free.get(line.item.id)):
                        break
                    given = {"edition_id": edition_id, "piece_id": left.pop(0), "place_id": need.place.id}
                    insert(db, "kit_pieces", given)
                    shared += 1
        journal.record(db, by.journal_name, "share_pieces", "edition", edition_id, operation, {"pieces": shared})
        operations.remember(db, operation, "share_pieces", edition_id, {"shared": shared})
    return shared


def _recipient(db: Database, place_id: int) -> Place:
    place = place_by_id(db, place_id)
    if place is None:
        raise NotFound("Cette fiche n’existe pas.")
    if place.kind not in RECIPIENTS:
        raise Refused("Seuls boutiques, collectivités et relais reçoivent un kit.")
    return place


def _served(db: Database, by: Actor, edition_id: int, place_id: int, operation: str, *, served: bool) -> None:
    verb = "take_in_kits" if served else "leave_out_of_kits"
    with transaction(db):
        if operations.replay(db, operation, verb, f"{edition_id}/{place_id}") is not None:
            return
        edition_view(db, edition_id)
        if _recipient(db, place_id).kind is Kind.SHOP:
            raise Refused("Une boutique qui participe reçoit son kit ; pour ne rien lui donner, ajustez-le à 0.")
        if served:
            db.conn.execute("DELETE FROM kit_left_out WHERE edition_id = ? AND place_id = ?", [edition_id, place_id])
        else:
            db.conn.execute("INSERT OR IGNORE INTO kit_left_out VALUES (?, ?)", [edition_id, place_id])
        journal.record(db, by.journal_name, verb, "kit", place_id, operation, {"edition": edition_id})
        operations.remember(db, operation, verb, f"{edition_id}/{place_id}")


def _write(
    db: Database, by: Actor, edition_id: int, place_id: int, item_id: int, quantity: int, reason: str, version: int,
    *, leftovers: bool,
) -> None:  # fmt: skip
    values = {"quantity": quantity, "reason": reason, "leftovers": int(leftovers)}
    before = adjustment_of(db, edition_id, place_id, item_id)
    if (before.version if before else 0) != version:
        seen = (
            {"Quantité": str(before.quantity), "Raison": before.reason} if before else {"Quantité": "sans ajustement"}
        )
        verbs = ("adjust_kit", "undo_adjustment", "accept_proposals")
        raise conflict_on(db, "kit", place_id, verbs, seen)
    if before is None:
        key = {"edition_id": edition_id, "place_id": place_id, "item_id": item_id}
        insert(db, "kit_adjustments", {**key, **values})
        return
    sql = "SELECT id FROM kit_adjustments WHERE edition_id = ? AND place_id = ? AND item_id = ?"
    found = row(db, sql, [edition_id, place_id, item_id])
    update_version(db, "kit_adjustments", found["id"] if found else 0, version, values)


def _proposed(db: Database, by: Actor, edition_id: int, keys: Collection[Key] | None) -> list[Proposal]:
    found = {(one.place.id, one.item.id): one for one in proposals(db, by, edition_id)}
    if keys is None:
        return list(found.values())
    if any(key not in found for key in keys):
        raise Refused("Une de ces propositions n’est plus d’actualité. Rechargez la page.")
    return [found[key] for key in dict.fromkeys(keys)]
