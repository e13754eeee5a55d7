"""What the actions of the evidence share: a piece that is known, limits that hold."""

from campaign.base.database import Database, value
from campaign.base.errors import NotFound, Refused
from campaign.evidence.model import MAX_EDITION, MEGABYTE, MOST_PIECES, Piece
from campaign.evidence.store import kept_bytes, piece_by_id

FULL = f"{MAX_EDITION // MEGABYTE} Mo au plus pour les fichiers d’une édition : retirez-en, ou réduisez celui-ci."


def known_piece(db: Database, piece_id: int) -> Piece:
    """A piece.

    Raises:
        NotFound.
    """
    found = piece_by_id(db, piece_id)
    if found is None:
        raise NotFound("Cette preuve n’existe pas, ou plus.")
    return found


def refuse_too_many(db: Database, edition_id: int, more: int) -> None:
    """Raises Refused when the list cannot hold ``more`` pieces."""
    sql = "SELECT count(*) FROM evidence_pieces WHERE edition_id = ? AND removed_at IS NULL"
    if int(value(db, sql, [edition_id]) or 0) + more > MOST_PIECES:
        raise Refused(f"{MOST_PIECES} preuves au plus par édition : retirez-en, puis recommencez.")


def refuse_too_heavy(db: Database, edition_id: int, more: int) -> None:
    """Raises Refused when the edition cannot keep ``more`` bytes."""
    if kept_bytes(db, edition_id) + more > MAX_EDITION:
        raise Refused(FULL)
