"""Sheets of the registry that look like one shop, whether a file brought them or not; and those said to be two."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, rows, transaction
from campaign.base.errors import NotFound, Refused
from campaign.partners.likeness import SAME_NAMES, Likeness, Look, likeness, look, names_likeness
from campaign.partners.lookalikes import Lookalikes
from campaign.partners.model import Place
from campaign.partners.store import places_where

# Comparing a thousand sheets takes most of a second, and the answer only changes with the registry: one per database.
_KNOWN: dict[str, tuple[tuple[object, ...], list["_Found"]]] = {}
MARKED = "signalées par un import"
_SIRET_ELSEWHERE = 70


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


_Found = tuple[int, int, int, tuple[str, ...], bool]


@guarded
def probable_pairs(db: Database, by: Actor) -> list[Pair]:
    """Pairs of active shops to decide on: those an import marked first, then by likeness; never those said apart."""
    state = _state(db)
    name = str(rows(db, "PRAGMA database_list")[0]["file"])
    if name not in _KNOWN or _KNOWN[name][0] != state:
        _KNOWN[name] = state, _compare(db)
    found = _KNOWN[name][1]
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


def _state(db: Database) -> tuple[object, ...]:
    found = row(
        db,
        "SELECT (SELECT count(*) FROM places) AS places, (SELECT coalesce(sum(version), 0) FROM places) AS versions, "
        "(SELECT count(archived_at) FROM places) AS archived, "
        "(SELECT sum(version) FROM organisations) AS organisations, "
        "(SELECT total(first_id * 1000003 + second_id) FROM apart_pairs) AS apart, "
        "(SELECT total(duplicate_of * 7 + id) FROM places WHERE duplicate_of IS NOT NULL) AS marked, "
        "(SELECT max(updated_at) FROM places) AS latest",
    )
    return tuple(found.values()) if found else ()


def _compare(db: Database) -> list[_Found]:
    """(older sheet, the other, score, grounds, marked by an import), the surest first."""
    sheets = rows(db, "SELECT * FROM shop_card WHERE kind = 'shop' AND archived_at IS NULL ORDER BY id")
    looks = {int(one["id"]): look(int(one["id"]), one) for one in sheets}
    apart = {(one["first_id"], one["second_id"]) for one in rows(db, "SELECT first_id, second_id FROM apart_pairs")}
    found: dict[tuple[int, int], tuple[Likeness, bool]] = {}
    known = Lookalikes()
    by_siret: dict[str, list[Look]] = {}
    for place_id, mine in looks.items():
        for other, alike in known.alike(mine):
            found[_pair(place_id, other.of)] = alike, False
        for other in by_siret.get(mine.siret, ()):
            found.setdefault(_pair(place_id, other.of), (_one_number(mine, other), False))
        known.add(mine)
        if mine.siret:
            by_siret.setdefault(mine.siret, []).append(mine)
    for one in sheets:
        place_id, of = int(one["id"]), one["duplicate_of"]
        if of in looks and of != place_id:
            alike = likeness(looks[place_id], looks[of]) or Likeness(0, (MARKED,))
            found[_pair(place_id, of)] = alike, True
    listed = [
        (*pair, alike.score, alike.grounds, marked) for pair, (alike, marked) in found.items() if pair not in apart
    ]
    return sorted(listed, key=lambda one: (not one[4], -one[2], one[0], one[1]))


def _one_number(one: Look, other: Look) -> Likeness:
    """A SIRET names one establishment at one address: two sheets that share it are worth a look, wherever they are."""
    wording = ("même nom",) if names_likeness(one.words, other.words) >= SAME_NAMES else ()
    where = "même commune" if one.insee_code == other.insee_code else "autre commune"
    return Likeness(_SIRET_ELSEWHERE + 5 * len(wording), ("même SIRET", *wording, where))


def _pair(one: object, other: object) -> tuple[int, int]:
    first, second = sorted((int(str(one)), int(str(other))))
    return first, second


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
