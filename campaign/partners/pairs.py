"""Sheets of the registry that look like one shop, whether a file brought them or not; and those said to be two."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, rows, transaction
from campaign.base.errors import NotFound, Refused
from campaign.partners.model import Place
from campaign.partners.pairs_found import found_pairs
from campaign.partners.store import places_where


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sheets that may be one shop: ``kept`` is the older. ``score`` 0 to 100, ``grounds`` in French; ``marked``: a
    file brought the copy and an import said so."""

    kept: Place
    copy: Place
    score: int
    grounds: tuple[str, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class Apart:
    """Two sheets that somebody said are two shops."""

    first_id: int
    first_name: str
    second_id: int
    second_name: str
    at: datetime
    who: str


@guarded
def probable_pairs(db: Database, by: Actor) -> list[Pair]:
    """Pairs of active shops to decide on: those an import marked first, then by likeness; never those said apart."""
    found = found_pairs(db)
    wanted = {place_id for one in found for place_id in one[:2]}
    places = {one.id: one for one in places_where(db, "archived_at IS NULL") if one.id in wanted}
    return [Pair(places[kept], places[copy], *rest) for kept, copy, *rest in found]


@guarded
def pairs_apart(db: Database, by: Actor, limit: int = 20) -> list[Apart]:
    """The latest pairs said to be two shops, both still in the registry."""
    sql = (
        "SELECT apart_pairs.*, one.name AS first_name, other.name AS second_name FROM apart_pairs "
        "JOIN places one ON one.id = first_id AND one.archived_at IS NULL "
        "JOIN places other ON other.id = second_id AND other.archived_at IS NULL "
        "ORDER BY at DESC, first_id, second_id LIMIT ?"
    )
    return [
        Apart(
            one["first_id"], one["first_name"], one["second_id"], one["second_name"],
            clock.from_stamp(str(one["at"])), name_of_actor(db, str(one["actor"])),
        )
        for one in rows(db, sql, [limit])
    ]  # fmt: skip


@guarded
def keep_apart(db: Database, by: Actor, one_id: int, other_id: int, operation: str) -> None:
    """« Ce ne sont pas des doublons »: neither this screen nor a later import proposes the pair. ``compare_again``
    undoes.

    Raises:
        NotFound; Refused: a sheet with itself.
    """
    first, second = sorted((one_id, other_id))
    subject = f"{first}-{second}"
    with transaction(db):
        if operations.replay(db, operation, "keep_apart", subject) is not None:
            return
        if first == second:
            raise Refused("Choisissez deux fiches différentes.")
        sheets = {place_id: _known(db, place_id) for place_id in (first, second)}
        if not _said(db, first, second):
            marked = ""
            for name, place_id, other in (("first", first, second), ("second", second, first)):
                if sheets[place_id]["duplicate_of"] == other:
                    marked = name
                    _mark(db, place_id, None)
            added = {"first_id": first, "second_id": second, "at": clock.stamp(), "actor": by.journal_name}
            insert(db, "apart_pairs", added | {"marked": marked})
        _record(db, by, "keep_apart", first, second, operation)
        operations.remember(db, operation, "keep_apart", subject)


@guarded
def compare_again(db: Database, by: Actor, one_id: int, other_id: int, operation: str) -> None:
    """Take back « ce ne sont pas des doublons »: the pair is proposed again, marked as it was.

    Raises:
        NotFound: nobody said so.
    """
    first, second = sorted((one_id, other_id))
    subject = f"{first}-{second}"
    with transaction(db):
        if operations.replay(db, operation, "compare_again", subject) is not None:
            return
        said = _said(db, first, second)
        if not said:
            raise NotFound("Ces deux fiches ne sont pas dites différentes.")
        db.conn.execute("DELETE FROM apart_pairs WHERE first_id = ? AND second_id = ?", [first, second])
        if said["marked"]:
            _mark(db, *((first, second) if said["marked"] == "first" else (second, first)))
        _record(db, by, "compare_again", first, second, operation)
        operations.remember(db, operation, "compare_again", subject)


def _said(db: Database, first: int, second: int) -> Row | None:
    return row(db, "SELECT * FROM apart_pairs WHERE first_id = ? AND second_id = ?", [first, second])


def _mark(db: Database, place_id: int, of: int | None) -> None:
    db.conn.execute("UPDATE places SET duplicate_of = ?, version = version + 1 WHERE id = ?", [of, place_id])


def _record(db: Database, by: Actor, verb: str, first: int, second: int, operation: str) -> None:
    for place_id, other in ((first, second), (second, first)):
        journal.record(db, by.journal_name, verb, "place", place_id, operation, {"other": other})


def _known(db: Database, place_id: int) -> Row:
    found = row(db, "SELECT * FROM places WHERE id = ?", [place_id])
    if found is None:
        raise NotFound("Cette fiche n’existe pas.")
    return found
