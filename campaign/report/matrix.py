"""The AFOM matrix: points written, changed, taken out, put back; what shops told, grouped under them or set aside."""

from collections.abc import Iterable, Mapping, Sequence

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, Row, row, transaction
from campaign.base.errors import InvalidInput, NotFound
from campaign.editions.views import edition as edition_view
from campaign.report.model import Point, Quadrant
from campaign.report.store import points_of

TABLE, SUBJECT = "matrix_points", "matrix_point"
LABELS = {"quadrant": "Où", "text": "Le point, en peu de mots"}
MOST_TEXT = 200
# As many as a report of a thousand debriefs may hold: a form never sends more at once.
MOST_REMARKS = 10_000
Key = tuple[int, str]


@guarded
def points(db: Database, by: Actor, edition_id: int) -> list[Point]:
    """The points of an edition, corner by corner, as they were written."""
    return points_of(db, edition_id)


@guarded
def removed_points(db: Database, by: Actor, edition_id: int) -> list[Point]:
    """Those taken out, which may be put back."""
    return points_of(db, edition_id, removed=True)


@guarded
def add_point(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Write a point in a corner of an edition's matrix; its id.

    Raises:
        InvalidForm, NotFound.
    """
    edition_view(db, edition_id)
    columns = {"edition_id": edition_id, **_columns({"quadrant": "", "text": "", **values})}
    return saving.add_row(db, by, TABLE, "add_matrix_point", SUBJECT, columns, operation)


@guarded
def change_point(
    db: Database, by: Actor, point_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the words or the corner of a point read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    verbs = ("change_matrix_point", "remove_matrix_point", "restore_matrix_point")
    saving.change_row(db, by, TABLE, verbs, SUBJECT, point_id, version, _columns(values), operation, "text")


@guarded
def remove_point(db: Database, by: Actor, point_id: int, operation: str) -> None:
    """Take a point out of the matrix: what it grouped is to be read again. ``restore_point`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_matrix_point", SUBJECT, point_id, operation)


@guarded
def restore_point(db: Database, by: Actor, point_id: int, operation: str) -> None:
    """Put it back, with what it grouped unless that was put elsewhere since."""
    saving.set_aside(db, by, TABLE, "removed_at", "restore_matrix_point", SUBJECT, point_id, operation, back=True)


@guarded
def group_remarks(db: Database, by: Actor, point_id: int, keys: Sequence[Key], operation: str) -> None:
    """Put remarks under a point; each leaves the one it was under, so that nobody is counted twice.

    Raises:
        NotFound: no such point, or one taken out. InvalidInput: a remark that nobody made in this edition.
    """
    point = saving.known_row(db, TABLE, point_id)
    if point["removed_at"]:
        raise NotFound("Ce point a été retiré entre-temps : rechargez la page.")
    _place(db, by, "group_remarks", SUBJECT, point_id, point["edition_id"], keys, operation, point_id)


@guarded
def add_point_with(
    db: Database, by: Actor, edition_id: int, values: Mapping[str, object], keys: Sequence[Key], operation: str
) -> int:
    """Write a point and put remarks under it, both or none; its id.

    Raises:
        InvalidForm, InvalidInput, NotFound.
    """
    with transaction(db):
        point_id = add_point(db, by, edition_id, values, f"{operation}-point")
        group_remarks(db, by, point_id, keys, operation)
    return point_id


@guarded
def set_aside_remarks(db: Database, by: Actor, edition_id: int, keys: Sequence[Key], operation: str) -> None:
    """Say of remarks that they were read and are not for the matrix. ``put_back_remarks`` undoes.

    Raises:
        NotFound, InvalidInput.
    """
    edition_view(db, edition_id)
    _place(db, by, "set_aside_remarks", "edition", edition_id, edition_id, keys, operation, None)


@guarded
def put_back_remarks(db: Database, by: Actor, edition_id: int, keys: Sequence[Key], operation: str) -> None:
    """Take remarks from their point, or from those set aside: they are to be read again.

    Raises:
        NotFound, InvalidInput.
    """
    edition_view(db, edition_id)
    wanted = _read(keys)
    with transaction(db):
        if operations.replay(db, operation, "put_back_remarks", edition_id) is not None:
            return
        db.conn.executemany(
            "DELETE FROM matrix_remarks WHERE edition_id = ? AND place_id = ? AND question = ?",
            [(edition_id, *key) for key in wanted],
        )
        _written(db, by, "put_back_remarks", "edition", edition_id, len(wanted), operation)


def _place(
    db: Database, by: Actor, verb: str, subject: str, subject_id: int, edition_id: int, keys: Iterable[Key],
    operation: str, point_id: int | None,
) -> None:  # fmt: skip
    wanted = _read(keys)
    with transaction(db):
        if operations.replay(db, operation, verb, subject_id) is not None:
            return
        for key in wanted:
            _refuse_unsaid(db, edition_id, key)
        db.conn.executemany(
            "INSERT INTO matrix_remarks (edition_id, place_id, question, point_id) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (edition_id, place_id, question) DO UPDATE SET point_id = excluded.point_id",
            [(edition_id, *key, point_id) for key in wanted],
        )
        _written(db, by, verb, subject, subject_id, len(wanted), operation)


def _written(db: Database, by: Actor, verb: str, subject: str, subject_id: int, count: int, operation: str) -> None:
    journal.record(db, by.journal_name, verb, subject, subject_id, operation, {"count": count})
    operations.remember(db, operation, verb, subject_id)


def _read(keys: Iterable[Key]) -> list[Key]:
    """The remarks asked for, once each."""
    found = list(dict.fromkeys((int(place_id), str(question)) for place_id, question in keys))
    if not found:
        raise InvalidInput("remarks", "Cochez au moins une remarque.")
    if len(found) > MOST_REMARKS:
        raise InvalidInput("remarks", "Trop de remarques d’un coup : faites-le en plusieurs fois.")
    return found


def _refuse_unsaid(db: Database, edition_id: int, key: Key) -> None:
    sql = (
        "SELECT 1 FROM debriefs d JOIN debrief_answers a ON a.debrief_id = d.id "
        "WHERE d.edition_id = ? AND d.place_id = ? AND a.question = ? AND a.unknown = 0"
    )
    if row(db, sql, [edition_id, *key]) is None:
        raise InvalidInput("remarks", "Une de ces remarques n’existe plus : rechargez la page.")


def _columns(values: Mapping[str, object]) -> Row:
    return saving.checked(
        values,
        {
            "quadrant": saving.one_of(Quadrant, "quadrant", "Choisissez : atout, faiblesse, opportunité ou menace."),
            "text": saving.text_of("text", "le point", MOST_TEXT, required=True),
        },
    )
