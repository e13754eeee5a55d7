"""Every change of correspondents: personal data of the press, to be shown to them and erased when they ask."""

from collections.abc import Mapping, Sequence

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.saving import checked
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, rows, transaction, update_version
from campaign.base.errors import NotFound
from campaign.base.exports import csv_bytes
from campaign.base.fields import email as checked_email
from campaign.base.fields import phone as checked_phone
from campaign.base.fields import phone_in_words
from campaign.base.text import clean_text
from campaign.mail import outbox
from campaign.media.model import recipient
from campaign.media.outlets import checked_territories
from campaign.media.store import known_correspondent, known_outlet, sending_by_id

MAX_NAME, MAX_NOTE = 120, 500
LABELS = {
    "name": "Nom", "job": "Fonction", "email": "Adresse électronique", "phone": "Téléphone", "note": "Note",
    "territories": "Territoire", "outlet_ids": "Médias",
}  # fmt: skip
_VERBS = ("add_correspondent", "change_correspondent", "archive_correspondent", "restore_correspondent")


@guarded
def add_correspondent(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add somebody of the press and their outlets; their id.

    Raises:
        InvalidForm.
    """
    columns = checked_correspondent({"name": "", **values})
    with transaction(db):
        if done := operations.replay(db, operation, "add_correspondent"):
            return done["id"]
        now = clock.stamp()
        correspondent_id = insert(db, "media_correspondents", {**columns, "created_at": now, "contacted_at": now})
        _set_outlets(db, correspondent_id, values.get("outlet_ids", ()))
        journal.record(db, by.journal_name, "add_correspondent", "correspondent", correspondent_id, operation)
        operations.remember(db, operation, "add_correspondent", result={"id": correspondent_id})
    return correspondent_id


@guarded
def change_correspondent(
    db: Database, by: Actor, correspondent_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a correspondent read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    columns = checked_correspondent(values)
    with transaction(db):
        if operations.replay(db, operation, "change_correspondent", correspondent_id) is not None:
            return
        before = _row(db, correspondent_id)
        # Whoever corrects a line has just heard of them.
        changes = {**columns, "contacted_at": clock.stamp()}
        if not update_version(db, "media_correspondents", correspondent_id, version, changes):
            theirs = {LABELS[field]: str(before[field]) for field in ("name", "email") if field in columns}
            raise conflict_on(db, "correspondent", correspondent_id, _VERBS, theirs)
        if "outlet_ids" in values:
            _set_outlets(db, correspondent_id, values["outlet_ids"])
        kept = {name: (before[name], new) for name, new in columns.items() if before[name] != new}
        personal = {name: pair for name, pair in kept.items() if name != "territories"}
        journal.record(
            db, by.journal_name, "change_correspondent", "correspondent", correspondent_id, operation, {}, personal
        )
        operations.remember(db, operation, "change_correspondent", correspondent_id)


@guarded
def archive_correspondent(db: Database, by: Actor, correspondent_id: int, operation: str) -> None:
    """Put a correspondent away: nothing more leaves for them. ``restore_correspondent`` undoes."""
    _set_archived(db, by, correspondent_id, "archive_correspondent", clock.stamp(), operation)


@guarded
def restore_correspondent(db: Database, by: Actor, correspondent_id: int, operation: str) -> None:
    """Bring an archived correspondent back."""
    _set_archived(db, by, correspondent_id, "restore_correspondent", None, operation)


@guarded
def erase_correspondent(db: Database, by: Actor, correspondent_id: int, operation: str) -> None:
    """Erase everything known of somebody, former values of the journal too. Nothing undoes it.

    What was sent stays counted, without who received it. An opposition outlives it: it hangs on the address.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "erase_correspondent", correspondent_id) is not None:
            return
        _row(db, correspondent_id)
        db.conn.execute(
            "UPDATE outbox SET state = 'cancelled', ended_at = ? "
            "WHERE recipient = ? AND state IN ('waiting', 'paused')",
            [clock.stamp(), recipient(correspondent_id)],
        )
        db.conn.execute(
            "DELETE FROM journal_personal WHERE journal_id IN "
            "(SELECT id FROM journal WHERE subject = 'correspondent' AND subject_id = ?)",
            [correspondent_id],
        )
        db.conn.execute("DELETE FROM media_correspondents WHERE id = ?", [correspondent_id])
        journal.record(db, by.journal_name, "erase_correspondent", "correspondent", correspondent_id, operation)
        operations.remember(db, operation, "erase_correspondent", correspondent_id)


@guarded
def correspondent_file(db: Database, by: Actor, correspondent_id: int) -> bytes:
    """Everything kept about somebody, for them who asks (GDPR, article 15), as a CSV: what is written, what was sent.

    Raises:
        NotFound.
    """
    one = known_correspondent(db, correspondent_id)
    lines: list[tuple[object, ...]] = [
        (LABELS["name"], one.name, ""),
        (LABELS["job"], one.job, ""),
        (LABELS["email"], one.email, ""),
        (LABELS["phone"], phone_in_words(one.phone) if one.phone else "", ""),
        (LABELS["note"], one.note, ""),
        (LABELS["outlet_ids"], list(one.outlets), ""),
        ("Dernier échange", "", one.contacted_at),
    ]
    for posted in outbox.messages_to(db, recipient(correspondent_id)):
        sending = sending_by_id(db, int(str(posted.parameters.get("sending_id", 0))))
        lines.append((f"Message ({posted.state.label.lower()})", sending.subject if sending else "", posted.ended_at))
    return csv_bytes(("Donnée", "Valeur", "Date"), lines)


def checked_correspondent(values: Mapping[str, object]) -> Row:
    """The columns of what was typed.

    Raises:
        InvalidForm.
    """
    checks = {
        "name": lambda typed: clean_text(typed, field="name", label="le nom de la personne", max_length=MAX_NAME),
        "job": lambda typed: clean_text(
            typed, field="job", label="la fonction", max_length=MAX_NAME, required=False
        ),
        "email": lambda typed: checked_email(typed) if str(typed).strip() else "",
        "phone": lambda typed: checked_phone(typed) if str(typed).strip() else "",
        "note": lambda typed: clean_text(
            typed, field="note", label="la note", max_length=MAX_NOTE, required=False, multiline=True
        ),
        "territories": checked_territories,
    }  # fmt: skip
    return checked(values, checks)


def _set_outlets(db: Database, correspondent_id: int, outlet_ids: Sequence[int]) -> None:
    wanted = {int(one) for one in outlet_ids}
    for outlet_id in wanted:
        known_outlet(db, outlet_id)
    # Those of an archived outlet are not on the form: they come back with it.
    sql = (
        "SELECT outlet_id FROM media_correspondent_outlets l JOIN media_outlets o ON o.id = l.outlet_id "
        "WHERE correspondent_id = ? AND o.archived_at IS NOT NULL"
    )
    hidden = {one["outlet_id"] for one in rows(db, sql, [correspondent_id])}
    db.conn.execute("DELETE FROM media_correspondent_outlets WHERE correspondent_id = ?", [correspondent_id])
    db.conn.executemany(
        "INSERT INTO media_correspondent_outlets VALUES (?, ?)",
        [(correspondent_id, one) for one in sorted(wanted | hidden)],
    )


def _set_archived(db: Database, by: Actor, correspondent_id: int, verb: str, at: str | None, operation: str) -> None:
    with transaction(db):
        if operations.replay(db, operation, verb, correspondent_id) is not None:
            return
        _row(db, correspondent_id)
        db.conn.execute(
            "UPDATE media_correspondents SET archived_at = ?, version = version + 1 WHERE id = ?",
            [at, correspondent_id],
        )
        journal.record(db, by.journal_name, verb, "correspondent", correspondent_id, operation)
        operations.remember(db, operation, verb, correspondent_id)


def _row(db: Database, correspondent_id: int) -> Row:
    found = row(db, "SELECT * FROM media_correspondents WHERE id = ?", [correspondent_id])
    if found is None:
        raise NotFound("Cette personne n’est pas, ou plus, dans le fichier presse.")
    return found
