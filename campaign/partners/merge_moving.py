"""Rows that pass from one place to another, each remembered so that it can go back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaign.base import clock
from campaign.base.database import Database, Row, insert, row, rows, value
from campaign.partners.merge_references import ASKED, FOLLOWING, SAID_ALREADY, Reference, References, references
from campaign.partners.merge_texts import text_changes

# A row as the record of a merge keeps it: its table and its primary key.
_OVER = (
    "SELECT 1 FROM editions WHERE id = ? AND archived_on IS NULL AND cancelled_on IS NULL "
    "AND (SELECT max(day) FROM edition_days WHERE edition_id = editions.id) >= ?"
)


@dataclass(slots=True)
class Record:
    """What a merge did to rows, in order (kept as JSON in ``merges.moved``), and which of the copy's stayed.

    A step is {"table", "key", "column", "old", "new"} for a row that passed, {"table", "taken": row} or
    {"table", "added": row}. ``stays`` holds {"table", "key", "edition"}.
    """

    steps: list[Row] = field(default_factory=list)
    stays: list[Row] = field(default_factory=list)

    def to_json(self) -> str:
        """As ``merges.moved`` keeps it."""
        return json.dumps({"steps": self.steps, "stays": self.stays}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """Read back."""
        found = json.loads(text)
        return cls(found["steps"], found["stays"])

    def take(self, db: Database, table: str, key: Row, found: Row) -> None:
        """Delete a row, remembering the whole of it."""
        db.conn.execute(f"DELETE FROM {table} WHERE {_where(key)}", key)  # noqa: S608 - names of our own tables
        self.steps.append({"table": table, "taken": found})

    def add(self, db: Database, table: str, added: Row) -> None:
        """Insert a row, remembering that it was not there."""
        insert(db, table, added)
        self.steps.append({"table": table, "added": added})


def move_rows(db: Database, kept_id: int, copy_id: int) -> Record:
    """Pass every row of ``copy_id`` to ``kept_id``, inside the caller's transaction.

    Where only one row may be, the kept place's stays the one, and the copy's stays with it.
    """
    # Composite keys are whole again once parent and child have both passed.
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    every, record = references(db), Record()
    for reference in every.columns:
        for found in _rows_of(db, reference, copy_id):
            _pass(db, every, reference, found, kept_id, record)
    for change in text_changes(db, kept_id, copy_id, _editions_of(record, "slips")):
        _write(db, change, record)
    _rewrite_apart(db, kept_id, copy_id, record)
    _take_away_doubles(db, every, record)
    return record


def move_back(db: Database, record: Record) -> list[Row]:
    """Undo the steps, the last first; those that no longer can be."""
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    every, lost = references(db), []
    for step in reversed(record.steps):
        if "taken" in step:
            if not _insert_if_free(db, step["table"], step["taken"]):
                lost.append(step)
        elif "added" in step:
            added = step["added"]
            db.conn.execute(f"DELETE FROM {step['table']} WHERE {_where(added)}", added)  # noqa: S608
        elif not _back(db, every, step):
            lost.append(step)
    return lost + _stock_again(db, record)


def _rows_of(db: Database, reference: Reference, place_id: int) -> list[Row]:
    order = ", ".join(reference.key)
    sql = f"SELECT * FROM {reference.table} WHERE {reference.column} = ? ORDER BY {order}"  # noqa: S608
    return rows(db, sql, [place_id])


def _pass(db: Database, every: References, reference: Reference, found: Row, kept_id: int, record: Record) -> None:
    key = {name: found[name] for name in reference.key}
    # A sheet marked as the copy of the one that joins it is no copy any more.
    new = None if reference.table == "places" and found["id"] == kept_id else kept_id
    step = {"table": reference.table, "key": key, "column": reference.column, "old": found[reference.column]}
    if _held(every, reference.table, found, record) or not _write(db, {**step, "new": new}, record):
        record.stays.append({"table": reference.table, "key": key, "edition": found.get("edition_id")})


def _held(every: References, table: str, found: Row, record: Record) -> bool:
    """Whether a row stays because of another which did: its own parent, or what it has no sense without."""
    for key in every.parents_of(table):
        for one in record.stays:
            if one["table"] == key.parent and all(found[mine] == one["key"].get(to) for mine, to in key.columns):
                return True
    companion = FOLLOWING.get(table)
    return companion is not None and found.get("edition_id") in _editions_of(record, companion)


def _editions_of(record: Record, table: str) -> set[object]:
    return {one["edition"] for one in record.stays if one["table"] == table}


def _write(db: Database, step: Row, record: Record) -> bool:
    """Do one step; False when the kept place has a row there already."""
    if not _update(db, step["table"], step["key"], step["column"], step["old"], step["new"]):
        return False
    key = {name: step["new"] if name == step["column"] else known for name, known in step["key"].items()}
    record.steps.append({**step, "key": key})
    return True


def _update(db: Database, table: str, key: Row, column: str, old: object, new: object) -> bool:
    sql = f"UPDATE OR IGNORE {table} SET {column} = :_new WHERE {_where(key)} AND {column} IS :_old"  # noqa: S608
    return db.conn.execute(sql, {**key, "_new": new, "_old": old}).rowcount == 1


def _find(db: Database, table: str, key: Row) -> Row | None:
    return row(db, f"SELECT * FROM {table} WHERE {_where(key)}", key)  # noqa: S608 - names of our own tables


def _where(key: Iterable[str]) -> str:
    return " AND ".join(f"{name} IS :{name}" for name in key)


def _rewrite_apart(db: Database, kept_id: int, copy_id: int, record: Record) -> None:
    """What was said not to be the copy is not the kept shop either; the pair itself is forgotten."""
    sql = "SELECT * FROM apart_pairs WHERE :copy IN (first_id, second_id) ORDER BY first_id, second_id"
    for found in rows(db, sql, {"copy": copy_id}):
        key = {"first_id": found["first_id"], "second_id": found["second_id"]}
        record.take(db, "apart_pairs", key, found)
        other = found["first_id"] + found["second_id"] - copy_id
        pair = {"first_id": min(other, kept_id), "second_id": max(other, kept_id)}
        if other != kept_id and not _find(db, "apart_pairs", pair):
            record.add(db, "apart_pairs", {**found, **pair})


def _take_away_doubles(db: Database, every: References, record: Record) -> None:
    """Nobody is asked twice: a second invitation on which nothing hangs goes, unless its edition is over."""
    for one in list(record.stays):
        table, key = one["table"], one["key"]
        asked = table in ASKED and value(db, _OVER, [one["edition"], clock.today().isoformat()])
        if (asked and not _children(db, every, table, key)) or table in SAID_ALREADY:
            record.take(db, table, key, _find(db, table, key))
            record.stays.remove(one)


def _children(db: Database, every: References, table: str, key: Row) -> bool:
    for one in every.children_of(table):
        theirs = {mine: key[to] for mine, to in one.columns}
        if _find(db, one.table, theirs):
            return True
    return False


def _back(db: Database, every: References, step: Row) -> bool:
    table, column, key = step["table"], step["column"], step["key"]
    if column in key and _children(db, every, table, key):
        # Something new hangs on it since (an answer to that invitation): the kept place keeps it, the copy has its own.
        found = _find(db, table, key)
        return bool(found) and _insert_if_free(db, table, {**found, column: step["old"]})
    return _update(db, table, key, column, step["new"], step["old"])


def _insert_if_free(db: Database, table: str, found: Row) -> bool:
    columns, marks = ", ".join(found), ", ".join(f":{name}" for name in found)
    return db.conn.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", found).rowcount == 1  # noqa: S608


def _stock_again(db: Database, record: Record) -> list[Row]:
    """Goods that left the kept place since cannot go back to the copy: those of that edition stay where they are."""
    lost = []
    of = [one for one in record.steps if one["table"] == "stock_movements"]
    for location in sorted({one["new"] for one in of}):
        if value(db, "SELECT 1 FROM stock_balances WHERE location = ? AND quantity < 0", [location]):
            for one in of:
                if one["new"] == location and _update(
                    db, one["table"], one["key"], one["column"], one["old"], one["new"]
                ):
                    lost.append(one)
    return lost
