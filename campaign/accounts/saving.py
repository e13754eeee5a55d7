"""What rooms of lists share: fields checked one by one, rows changed at the version read, set aside, put back."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput, NotFound
from campaign.base.labels import Labelled
from campaign.base.text import clean_text

Checks = Mapping[str, Callable[[object], object]]


def checked(values: Mapping[str, object], checks: Checks) -> Row:
    """The columns of what was typed.

    Raises:
        InvalidForm: every problem, in the order of the form.
    """
    problems: list[InvalidInput] = []
    columns: Row = {}
    for name, check in checks.items():
        if name in values:
            try:
                columns[name] = check(values[name])
            except InvalidInput as problem:
                problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return columns


def one_of(kind: type[Labelled], field: str, sentence: str, *, required: bool = True) -> Callable[[object], object]:
    """A check: a code of an enum, or nothing when it is not required."""

    def check(typed: object) -> object:
        if typed in (None, "") and not required:
            return None
        try:
            return str(kind(str(typed)))
        except ValueError as problem:
            raise InvalidInput(field, sentence) from problem

    return check


def text_of(field: str, label: str, most: int, *, required: bool = False, multiline: bool = False) -> Callable:
    """A check: a text."""
    return lambda typed: clean_text(
        str(typed or ""), field=field, label=label, max_length=most, required=required, multiline=multiline
    )


def day_of(field: str, sentence: str) -> Callable[[object], str]:
    """A check: a day."""

    def check(typed: object) -> str:
        if not isinstance(typed, date):
            raise InvalidInput(field, sentence)
        return typed.isoformat()

    return check


def add_row(db: Database, by: Actor, table: str, verb: str, subject: str, values: Row, operation: str) -> int:
    """Insert a row once; its id."""
    with transaction(db):
        if done := operations.replay(db, operation, verb):
            return done["id"]
        row_id = insert(db, table, values)
        journal.record(db, by.journal_name, verb, subject, row_id, operation)
        operations.remember(db, operation, verb, result={"id": row_id})
    return row_id


def change_row(
    db: Database, by: Actor, table: str, verbs: Collection[str], subject: str, row_id: int, version: int, values: Row,
    operation: str, shown: str,
) -> None:  # fmt: skip
    """Change a row read at ``version``; the first verb is this change's, ``shown`` the column a conflict shows.

    Raises:
        NotFound, Conflict.
    """
    verb = next(iter(verbs))
    with transaction(db):
        if operations.replay(db, operation, verb, row_id) is not None:
            return
        before = known_row(db, table, row_id)
        if not update_version(db, table, row_id, version, values or {shown: before[shown]}):
            raise conflict_on(db, subject, row_id, verbs, {"Intitulé": str(before[shown])})
        journal.record(db, by.journal_name, verb, subject, row_id, operation)
        operations.remember(db, operation, verb, row_id)


def set_aside(
    db: Database, by: Actor, table: str, column: str, verb: str, subject: str, row_id: int, operation: str,
    *, back: bool = False,
) -> None:  # fmt: skip
    """Take a row out of the lists, or put it ``back``: nothing is erased."""
    with transaction(db):
        if operations.replay(db, operation, verb, row_id) is not None:
            return
        known_row(db, table, row_id)
        db.conn.execute(
            f"UPDATE {table} SET {column} = ?, version = version + 1 WHERE id = ?",  # noqa: S608 - our own words
            [None if back else clock.stamp(), row_id],
        )
        journal.record(db, by.journal_name, verb, subject, row_id, operation)
        operations.remember(db, operation, verb, row_id)


def known_row(db: Database, table: str, row_id: int) -> Row:
    """A row of one of our tables.

    Raises:
        NotFound.
    """
    found = row(db, f"SELECT * FROM {table} WHERE id = ?", [row_id])  # noqa: S608 - our own words
    if found is None:
        raise NotFound("Cette ligne n’existe pas, ou plus.")
    return found
