"""Local versions: what a territory or a shop writes in place of a common block, and its way back to the framework."""

from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, transaction
from campaign.base.errors import NotFound, Refused
from campaign.press.comparing import Piece, difference, differs
from campaign.press.keeping import (
    checked_text,
    conflict,
    ensure_framework,
    keep_text,
    known_block,
    known_local,
    last_text,
)
from campaign.press.model import AudienceBlock, Block, LocalText, for_audience
from campaign.press.reach import check_reach, territory_of
from campaign.press.store import common_text_at

_LOCKED = "Ce bloc est commun à tous : le Département l’a verrouillé. Proposez-lui votre idée."


@dataclass(frozen=True, slots=True)
class Differences:
    """What the common text became since the local one was written ([] when nothing), and local against common."""

    since: tuple[Piece, ...]
    own: tuple[Piece, ...]


@guarded
def change_local(
    db: Database,
    by: Actor,
    edition_id: int,
    audience: str,
    code: str,
    version: int,
    text: str,
    operation: str,
    seen: int | None = None,
) -> None:
    """Write an audience's own text of a block.

    ``version`` is that of its text (0 before the first), ``seen`` that of the common text it was written beside: a
    newer one is told, never imposed.

    Raises:
        NotFound: somebody else's; Refused: a locked block, or a shop that may not advertise; InvalidInput; Conflict:
        with the text that stands; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_local_text", _subject(edition_id, audience, code)) is not None:
            return
        block, local = _adaptable(db, by, edition_id, audience, code)
        kept = checked_text(db, edition_id, block, text)
        if (local.version if local else 0) != version:
            raise conflict(db, local or block)
        if kept != _read_now(db, block, audience, local):
            started = block.version if seen is None else max(1, min(seen, block.version))
            based_on = local.based_on if local and local.text is not None else started
            _write(db, by, block, audience, local, kept, based_on)
            _note(db, by, "change_local_text", edition_id, audience, code, operation)
        operations.remember(db, operation, "change_local_text", _subject(edition_id, audience, code))


@guarded
def back_to_framework(
    db: Database, by: Actor, edition_id: int, audience: str, code: str, version: int, operation: str
) -> None:
    """« Revenir à la trame »: the common text prints again; the local one is kept, and ``bring_back`` restores it.

    Raises:
        As ``change_local``.
    """
    with transaction(db):
        if operations.replay(db, operation, "back_to_framework", _subject(edition_id, audience, code)) is not None:
            return
        block, local = _adaptable(db, by, edition_id, audience, code)
        _same(db, block, local, version)
        if local and local.text is not None:
            _write(db, by, block, audience, local, None, block.version)
            _note(db, by, "back_to_framework", edition_id, audience, code, operation)
        operations.remember(db, operation, "back_to_framework", _subject(edition_id, audience, code))


@guarded
def bring_back(
    db: Database, by: Actor, edition_id: int, audience: str, code: str, version: int, operation: str
) -> None:
    """Put back the text that an audience had before it went back to the framework.

    Raises:
        As ``change_local``; NotFound: it never had one.
    """
    with transaction(db):
        if operations.replay(db, operation, "bring_back_local", _subject(edition_id, audience, code)) is not None:
            return
        block, local = _adaptable(db, by, edition_id, audience, code)
        _same(db, block, local, version)
        former = last_text(db, block.id, audience)
        if local is None or former is None:
            raise NotFound("Aucun texte local n’a été gardé pour ce bloc.")
        if local.text is None:
            _write(db, by, block, audience, local, former, block.version)
            _note(db, by, "bring_back_local", edition_id, audience, code, operation)
        operations.remember(db, operation, "bring_back_local", _subject(edition_id, audience, code))


@guarded
def take_update(
    db: Database, by: Actor, edition_id: int, audience: str, code: str, version: int, seen: int, operation: str
) -> None:
    """« Prendre en compte »: the common text of version ``seen`` was read, and the local one stays as it is.

    Raises:
        As ``change_local``.
    """
    with transaction(db):
        if operations.replay(db, operation, "take_update", _subject(edition_id, audience, code)) is not None:
            return
        block, local = _adaptable(db, by, edition_id, audience, code)
        _same(db, block, local, version)
        read = min(seen, block.version)
        if local and local.text is not None and read > local.based_on:
            sql = "UPDATE press_locals SET based_on = ?, version = version + 1 WHERE block_id = ? AND audience = ?"
            db.conn.execute(sql, [read, block.id, audience])
            _note(db, by, "take_update", edition_id, audience, code, operation)
        operations.remember(db, operation, "take_update", _subject(edition_id, audience, code))


@guarded
def differences(db: Database, by: Actor, edition_id: int, audience: str, one: AudienceBlock) -> Differences:
    """What to read before deciding about a block that an audience adapted.

    Raises:
        NotFound: somebody else's; EditionOver.
    """
    check_reach(db, by, edition_id, audience)
    local, block = one.local, one.block
    if local is None or local.text is None:
        return Differences((), ())
    former = common_text_at(db, block.id, local.based_on)
    since = difference(former, block.text) if one.behind and former is not None else []
    return Differences(tuple(since) if differs(since) else (), tuple(difference(block.text, local.text)))


def _adaptable(db: Database, by: Actor, edition_id: int, audience: str, code: str) -> tuple[Block, LocalText | None]:
    check_reach(db, by, edition_id, audience)
    ensure_framework(db, edition_id, by.journal_name)
    block = known_block(db, edition_id, code)
    if block.locked:
        raise Refused(_LOCKED)
    return block, known_local(db, block, audience)


def _read_now(db: Database, block: Block, audience: str, local: LocalText | None) -> str:
    """Its own text, a shop's territory's, or the common one: saving it untouched adapts nothing."""
    own = local if local and local.text is not None else None
    around = known_local(db, block, territory_of(db, audience)) if own is None else None
    return for_audience(block, own, around).text


def _same(db: Database, block: Block, local: LocalText | None, version: int) -> None:
    if (local.version if local else 0) != version:
        raise conflict(db, local or block)


def _write(
    db: Database, by: Actor, block: Block, audience: str, local: LocalText | None, text: str | None, based_on: int
) -> None:
    version = local.version + 1 if local else 1
    values: Row = {
        "block_id": block.id,
        "audience": audience,
        "text": text,
        "based_on": based_on,
        "actor": by.journal_name,
        "at": clock.stamp(),
        "version": version,
    }
    if local is None:
        insert(db, "press_locals", values)
    else:
        db.conn.execute(
            "UPDATE press_locals SET text = :text, based_on = :based_on, actor = :actor, at = :at, version = :version "
            "WHERE block_id = :block_id AND audience = :audience",
            values,
        )
    keep_text(db, block.id, audience, version, block.title, text, by.journal_name)


def _subject(edition_id: int, audience: str, code: str) -> str:
    return f"{edition_id}/{audience}/{code}"


def _note(db: Database, by: Actor, verb: str, edition_id: int, audience: str, code: str, operation: str) -> None:
    details = {"block": code, "audience": audience}
    journal.record(db, by.journal_name, verb, "press", edition_id, operation, details)
