"""Files given as evidence, kept as they come: checked by their content, taken away, put back."""

from hashlib import sha256

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import NotFound, Refused
from campaign.evidence.content import received
from campaign.evidence.keeping import FULL, known_piece, refuse_too_heavy
from campaign.evidence.model import MAX_EDITION, MOST_FILES, File, Piece
from campaign.evidence.store import FILES, GIVEN, file_by_id, kept_bytes

SUBJECT = "evidence_file"


@guarded
def give_file(db: Database, by: Actor, piece_id: int, name: str, data: bytes, operation: str) -> int:
    """Keep a file with a piece; its id. ``name`` is what the person called it, shown and never used as a path. A piece
    that was without object is no longer so.

    Raises:
        UnreadableFile: what it is cannot be kept. NotFound: no such piece. Refused: the piece or the edition holds as
            much as it may, or has this very file already.
    """
    edition_id = known_piece(db, piece_id).edition_id
    if done := operations.replay(db, operation, "give_evidence_file"):
        return done["id"]
    if kept_bytes(db, edition_id) >= MAX_EDITION:
        raise Refused(FULL)
    found = received(name, data)
    fingerprint = sha256(found.data).hexdigest()
    with transaction(db):
        if done := operations.replay(db, operation, "give_evidence_file"):
            return done["id"]
        piece = known_piece(db, piece_id)
        if piece.removed_at:
            raise Refused("Cette preuve a été retirée de la liste : remettez-la, puis donnez le fichier.")
        if any(one.file == fingerprint for one in piece.files):
            raise Refused(f"« {found.name} » est déjà joint à cette preuve.")
        _refuse_beyond(db, piece.edition_id, len(piece.files), len(found.data))
        values = {
            "piece_id": piece_id, "name": found.name, "file": kept_files.keep(FILES, found.data),
            "media_type": found.media_type, "size": len(found.data), "added_at": clock.stamp(),
        }  # fmt: skip
        file_id = saving.add_row(db, by, GIVEN, "give_evidence_file", SUBJECT, values, operation)
        _wanted_again(db, by, piece, operation)
    return file_id


@guarded
def remove_file(db: Database, by: Actor, file_id: int, operation: str) -> None:
    """Take a file away from its piece; ``restore_file`` undoes for thirty days, then it is erased."""
    saving.set_aside(db, by, GIVEN, "removed_at", "remove_evidence_file", SUBJECT, file_id, operation)


@guarded
def restore_file(db: Database, by: Actor, file_id: int, operation: str) -> None:
    """Put it back.

    Raises:
        NotFound; Refused: the piece or the edition holds as much as it may.
    """
    with transaction(db):
        if operations.replay(db, operation, "restore_evidence_file", file_id) is not None:
            return
        found = _known(db, file_id)
        if found.removed_at:
            piece = known_piece(db, found.piece_id)
            _refuse_beyond(db, piece.edition_id, len(piece.files), found.size)
            _wanted_again(db, by, piece, operation)
        saving.set_aside(db, by, GIVEN, "removed_at", "restore_evidence_file", SUBJECT, file_id, operation, back=True)


def _known(db: Database, file_id: int) -> File:
    found = file_by_id(db, file_id)
    if found is None:
        raise NotFound("Ce fichier n’existe pas, ou plus.")
    return found


def _wanted_again(db: Database, by: Actor, piece: Piece, operation: str) -> None:
    """What is there is no longer without object."""
    if piece.why_not:
        db.conn.execute("UPDATE evidence_pieces SET why_not = '', version = version + 1 WHERE id = ?", [piece.id])
        journal.record(db, by.journal_name, "change_evidence", "evidence", piece.id, operation)


def _refuse_beyond(db: Database, edition_id: int, files: int, more: int) -> None:
    if files >= MOST_FILES:
        raise Refused(f"{MOST_FILES} fichiers au plus par preuve : retirez-en un, puis donnez celui-ci.")
    refuse_too_heavy(db, edition_id, more)
