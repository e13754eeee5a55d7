"""The common framework as the team writes it: texts, locks, blocks added, removed, moved. Local texts stay."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, update_version, value
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.press.keeping import (
    checked_text,
    checked_title,
    conflict,
    ensure_framework,
    is_fixed,
    keep_text,
    known_block,
)
from campaign.press.model import COMMON
from campaign.press.reach import live_edition
from campaign.press.store import blocks_of

MOST_ADDED = 12  # blocks besides those of the default framework
_SUBJECT = "press"


@guarded
def change_block(
    db: Database, by: Actor, edition_id: int, code: str, version: int, title: str, text: str, operation: str
) -> None:
    """Write the common text of a block (and the title of an added one) if nobody else did since ``version``.

    Raises:
        InvalidInput: too long, an unknown variable, a link that leads nowhere; Conflict: with the text that stands;
        NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_press_block", f"{edition_id}/{code}") is not None:
            return
        live_edition(db, edition_id)
        ensure_framework(db, edition_id, by.journal_name)
        block = known_block(db, edition_id, code)
        kept_text = checked_text(db, edition_id, block, text)
        kept_title = checked_title(title) if block.custom else block.title
        if block.version != version:
            raise conflict(db, block)
        if (kept_title, kept_text) != (block.title, block.text):
            values = {"title": kept_title, "text": kept_text, "actor": by.journal_name, "at": clock.stamp()}
            update_version(db, "press_blocks", block.id, version, values)
            keep_text(db, block.id, COMMON, version + 1, kept_title, kept_text, by.journal_name)
            _note(db, by, "change_press_block", edition_id, code, operation)
        operations.remember(db, operation, "change_press_block", f"{edition_id}/{code}")


@guarded
def set_lock(db: Database, by: Actor, edition_id: int, code: str, locked: bool, operation: str) -> None:
    """Keep a block to the team, or let territories and shops adapt it. Local texts stay, and come back when unlocked.

    Raises:
        NotFound; EditionOver.
    """
    verb = "lock_press_block" if locked else "unlock_press_block"
    with transaction(db):
        if operations.replay(db, operation, verb, f"{edition_id}/{code}") is not None:
            return
        live_edition(db, edition_id)
        ensure_framework(db, edition_id, by.journal_name)
        block = known_block(db, edition_id, code)
        if block.locked != locked:
            # The version counts texts: what was adapted is not « behind » because of a lock.
            db.conn.execute("UPDATE press_blocks SET locked = ? WHERE id = ?", [int(locked), block.id])
            _note(db, by, verb, edition_id, code, operation)
        operations.remember(db, operation, verb, f"{edition_id}/{code}")


@guarded
def add_block(db: Database, by: Actor, edition_id: int, title: str, operation: str) -> str:
    """Add an empty block that everyone may adapt, after the others; its code, « bloc-3 ».

    Raises:
        InvalidInput: no title, or too long; Refused: too many; EditionOver.
    """
    kept = checked_title(title)
    with transaction(db):
        if (done := operations.replay(db, operation, "add_press_block", edition_id)) is not None:
            return done["code"]
        live_edition(db, edition_id)
        ensure_framework(db, edition_id, by.journal_name)
        standing = blocks_of(db, edition_id)
        if sum(one.custom for one in standing) >= MOST_ADDED:
            raise Refused(f"{MOST_ADDED} blocs ajoutés au plus : retirez-en un d’abord.")
        if any(one.title.lower() == kept.lower() for one in standing):
            raise InvalidInput("title", "Un bloc porte déjà ce titre. Donnez-lui-en un autre.")
        ever = value(db, "SELECT count(*) FROM press_blocks WHERE edition_id = ? AND custom", [edition_id])
        code = f"bloc-{int(ever or 0) + 1}"
        values = {
            "edition_id": edition_id,
            "code": code,
            "title": kept,
            "text": "",
            "locked": 0,
            "position": max(one.position for one in standing) + 1,
            "custom": 1,
            "actor": by.journal_name,
            "at": clock.stamp(),
        }
        keep_text(db, insert(db, "press_blocks", values), COMMON, 1, kept, "", by.journal_name)
        _note(db, by, "add_press_block", edition_id, code, operation)
        operations.remember(db, operation, "add_press_block", edition_id, {"code": code})
    return code


@guarded
def remove_block(db: Database, by: Actor, edition_id: int, code: str, operation: str) -> None:
    """Take an added block off the framework; ``restore_block`` brings it back with its local texts.

    Raises:
        Refused: a block of the default framework, which is left empty instead; NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "remove_press_block", f"{edition_id}/{code}") is not None:
            return
        live_edition(db, edition_id)
        ensure_framework(db, edition_id, by.journal_name)
        block = known_block(db, edition_id, code)
        if not block.custom:
            raise Refused("Ce bloc fait partie de la trame : videz-le, il ne s’imprimera pas.")
        db.conn.execute("UPDATE press_blocks SET removed = 1 WHERE id = ?", [block.id])
        _note(db, by, "remove_press_block", edition_id, code, operation)
        operations.remember(db, operation, "remove_press_block", f"{edition_id}/{code}")


@guarded
def restore_block(db: Database, by: Actor, edition_id: int, code: str, operation: str) -> None:
    """Put back a block that was removed.

    Raises:
        NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "restore_press_block", f"{edition_id}/{code}") is not None:
            return
        live_edition(db, edition_id)
        sql = "UPDATE press_blocks SET removed = 0 WHERE edition_id = ? AND code = ? AND removed"
        if db.conn.execute(sql, [edition_id, code]).rowcount != 1:
            raise NotFound("Ce bloc n’a pas été retiré.")
        _note(db, by, "restore_press_block", edition_id, code, operation)
        operations.remember(db, operation, "restore_press_block", f"{edition_id}/{code}")


@guarded
def move_block(db: Database, by: Actor, edition_id: int, code: str, earlier: bool, operation: str) -> None:
    """Exchange a block with its neighbour; what makes the press release stays at the head.

    Raises:
        Refused: one of those; NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "move_press_block", f"{edition_id}/{code}") is not None:
            return
        live_edition(db, edition_id)
        ensure_framework(db, edition_id, by.journal_name)
        if is_fixed(known_block(db, edition_id, code)):
            raise Refused("Le titre, le chapô et le communiqué restent en tête.")
        ordered = blocks_of(db, edition_id)
        here = next(index for index, one in enumerate(ordered) if one.code == code)
        there = here - 1 if earlier else here + 1
        if 0 <= there < len(ordered) and not is_fixed(ordered[there]):
            ordered[here], ordered[there] = ordered[there], ordered[here]
            for position, one in enumerate(ordered, start=1):
                db.conn.execute("UPDATE press_blocks SET position = ? WHERE id = ?", [position, one.id])
            _note(db, by, "move_press_block", edition_id, code, operation)
        operations.remember(db, operation, "move_press_block", f"{edition_id}/{code}")


def _note(db: Database, by: Actor, verb: str, edition_id: int, code: str, operation: str) -> None:
    journal.record(db, by.journal_name, verb, _SUBJECT, edition_id, operation, {"block": code})
