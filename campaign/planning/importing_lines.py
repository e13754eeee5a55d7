"""A spreadsheet of spending brought into an edition: looked at first, written once, taken back in one gesture."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, rows, transaction, update_version
from campaign.base.errors import NotFound, Refused
from campaign.base.text import clean
from campaign.editions.views import edition as edition_view
from campaign.planning.line_file import read_lines_file
from campaign.planning.line_verdicts import WRITTEN, ReadLine, Verdict, columns_of, judge
from campaign.planning.model import Line
from campaign.planning.store import all_funds, lines_of

LINES, SUBJECT = "spending_lines", "spending_import"
_ON_LINES = {Verdict.NEW: "add_spending", Verdict.CHANGED: "change_spending", Verdict.BACK: "restore_spending"}


@dataclass(frozen=True, slots=True)
class LinesPlan:
    """What a file would do to an edition; ``state`` says the spending it was judged against."""

    edition_id: int
    file_name: str
    lines: tuple[ReadLine, ...]
    notes: tuple[str, ...]
    state: str

    def of(self, verdict: Verdict) -> tuple[ReadLine, ...]:
        """The rows of one verdict, in the order of the file."""
        return tuple(one for one in self.lines if one.verdict is verdict)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines an import added, changed and put back."""

    import_id: int
    added: int
    changed: int
    back: int


@dataclass(frozen=True, slots=True)
class RecentLines:
    """An import of an edition as screens list it."""

    id: int
    file_name: str
    at: datetime
    who: str
    count: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class UndoneLines:
    """How many lines were taken out and put back as they were; ``left``: those that somebody changed since."""

    removed: int
    restored: int
    left: tuple[str, ...]


@guarded
def prepare_lines(
    db: Database, by: Actor, edition_id: int, name: str, data: bytes, *, thousands: bool = False
) -> LinesPlan:
    """The verdict of each row of a CSV or XLSX file; nothing is written.

    ``thousands``: the officer said that « 1.234 » is 1 234 €.

    Raises:
        UnreadableFile, NotFound.
    """
    edition_view(db, edition_id)
    funds, lines = all_funds(db), lines_of(db, edition_id)
    raw = read_lines_file(name, data, funds)
    judged = tuple(judge(raw, lines, funds, thousands=thousands))
    shown = clean(name.replace("\\", "/").rsplit("/", 1)[-1])[:120] or "fichier"
    return LinesPlan(edition_id, shown, judged, raw.notes, _state(lines))


@guarded
def import_lines(
    db: Database, by: Actor, plan: LinesPlan, operation: str, verdicts: Collection[Verdict] = WRITTEN
) -> Imported:
    """Write the rows of these verdicts, all or none.

    Raises:
        Refused: the spending changed since the file was looked at, or nothing is left to write.
    """
    wanted = [one for one in plan.lines if one.verdict in verdicts and one.verdict in WRITTEN]
    verb = "import_spending"
    with transaction(db):
        if (done := operations.replay(db, operation, verb, plan.edition_id)) is not None:
            return Imported(done["id"], done["added"], done["changed"], done["back"])
        known = lines_of(db, plan.edition_id)
        if _state(known) != plan.state:
            raise Refused("Les dépenses ont changé depuis que ce fichier a été lu : regardez l’aperçu de nouveau.")
        if not wanted:
            raise Refused("Rien à écrire : toutes les lignes du fichier sont déjà là, ou refusées.")
        by_id = {one.id: one for one in known}
        written = [_write(db, by, plan.edition_id, one, by_id, operation) for one in wanted]
        values = {
            "edition_id": plan.edition_id, "name": plan.file_name, "at": clock.stamp(), "actor": by.journal_name,
            "done": json.dumps(written),
        }  # fmt: skip
        import_id = insert(db, "spending_imports", values)
        journal.record(db, by.journal_name, verb, SUBJECT, import_id, operation)
        counts = {name: sum(one.verdict is verdict for one in wanted) for name, verdict in (
            ("added", Verdict.NEW), ("changed", Verdict.CHANGED), ("back", Verdict.BACK))}  # fmt: skip
        operations.remember(db, operation, verb, plan.edition_id, {"id": import_id, **counts})
    return Imported(import_id, **counts)


@guarded
def undo_lines_import(db: Database, by: Actor, import_id: int, operation: str) -> UndoneLines:
    """Take an import back: what it added is taken out, what it changed is as before; what changed since is left.

    Raises:
        NotFound; Refused: already taken back.
    """
    verb = "undo_spending_import"
    with transaction(db):
        if (done := operations.replay(db, operation, verb, import_id)) is not None:
            return UndoneLines(done["removed"], done["restored"], tuple(done["left"]))
        found = row(db, "SELECT * FROM spending_imports WHERE id = ?", [import_id])
        if found is None:
            raise NotFound("Cet import n’existe pas.")
        if found["undone_at"] is not None:
            raise Refused("Cet import est déjà annulé.")
        removed, restored, left = 0, 0, []
        for line_id, version, before in json.loads(found["done"]):
            columns = before or {"removed_at": clock.stamp()}
            if not update_version(db, LINES, line_id, version, columns):
                kept = row(db, "SELECT label FROM spending_lines WHERE id = ?", [line_id])
                left.append(kept["label"] if kept else "")
                continue
            journal.record(db, by.journal_name, verb, "spending", line_id, operation)
            removed, restored = removed + (before is None), restored + (before is not None)
        db.conn.execute("UPDATE spending_imports SET undone_at = ? WHERE id = ?", [clock.stamp(), import_id])
        journal.record(db, by.journal_name, verb, SUBJECT, import_id, operation)
        result = {"removed": removed, "restored": restored, "left": left}
        operations.remember(db, operation, verb, import_id, result)
    return UndoneLines(removed, restored, tuple(left))


@guarded
def recent_lines_imports(db: Database, by: Actor, edition_id: int, limit: int = 10) -> list[RecentLines]:
    """The latest imports of an edition first."""
    sql = "SELECT * FROM spending_imports WHERE edition_id = ? ORDER BY id DESC LIMIT ?"
    return [
        RecentLines(
            one["id"], one["name"], clock.from_stamp(one["at"]), name_of_actor(db, one["actor"]),
            len(json.loads(one["done"])), clock.from_stamp(one["undone_at"]) if one["undone_at"] else None,
        )
        for one in rows(db, sql, [edition_id, limit])
    ]  # fmt: skip


def _write(
    db: Database, by: Actor, edition_id: int, one: ReadLine, known: Mapping[int, Line], operation: str
) -> tuple[int, int, Row | None]:
    """(line id, its version after, what it was before or None for a new one)."""
    verb = _ON_LINES[one.verdict]
    if one.line_id is None:
        line_id = insert(db, LINES, {"edition_id": edition_id, "key": one.key, **one.columns})
        journal.record(db, by.journal_name, verb, "spending", line_id, operation)
        return line_id, 1, None
    line = known[one.line_id]
    before = columns_of(line, one.columns)
    removed = clock.stamp(line.removed_at) if line.removed_at else None
    if removed:
        before |= {"removed_at": removed}
    columns = {**one.columns, **({"removed_at": None} if removed else {})}
    update_version(db, LINES, line.id, line.version, columns)
    journal.record(db, by.journal_name, verb, "spending", line.id, operation)
    return line.id, line.version + 1, before


def _state(lines: Collection[Line]) -> str:
    """A word that changes with the spending."""
    known = sorted((one.id, one.version) for one in lines)
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()
