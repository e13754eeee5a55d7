"""Tables of sendings, texts, calls and letters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from campaign.base import clock
from campaign.base.database import (
    Database,
    Migrations,
    Row,
    insert,
    row,
    rows,
    run_script,
    transaction,
    update_version,
)
from campaign.messages.default_texts import DEFAULT_TEXTS, StepText, text_states
from campaign.messages.model import ASKS_DEBRIEF, Progress, Sending, Step

migrations = Migrations("messages")


@migrations()
def m001_messages(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE sendings (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), step TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('scheduled', 'launched', 'cancelled')),
        leaves_at TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL, created_at TEXT NOT NULL,
        launched_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE UNIQUE INDEX sendings_step ON sendings (edition_id, step) WHERE state <> 'cancelled';
    CREATE TABLE texts (
        step TEXT NOT NULL, progress TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
        actor TEXT NOT NULL, at TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (step, progress)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE calls (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        contact_id INTEGER NOT NULL REFERENCES contacts (id), outcome TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
        call_back_on TEXT, at TEXT NOT NULL, actor TEXT NOT NULL
    ) STRICT;
    CREATE INDEX calls_contact ON calls (edition_id, contact_id);
    CREATE TABLE letters (
        edition_id INTEGER NOT NULL REFERENCES editions (id), step TEXT NOT NULL,
        contact_id INTEGER NOT NULL REFERENCES contacts (id), at TEXT NOT NULL, actor TEXT NOT NULL,
        PRIMARY KEY (edition_id, step, contact_id)
    ) STRICT, WITHOUT ROWID;
    """,
    )


def calls_of_edition(db: Database, edition_id: int) -> list[Row]:
    """Every call of an edition, latest first."""
    return rows(db, "SELECT * FROM calls WHERE edition_id = ? ORDER BY id DESC", [edition_id])


def call_row(db: Database, call_id: int) -> Row | None:
    """One call."""
    return row(db, "SELECT * FROM calls WHERE id = ?", [call_id])


def add_call(db: Database, values: Row) -> int:
    """Write a call down; its id."""
    return insert(db, "calls", values)


def remove_call(db: Database, call_id: int) -> None:
    """Take a call noted by mistake away."""
    db.conn.execute("DELETE FROM calls WHERE id = ?", [call_id])


def letters_posted(db: Database, edition_id: int, step: str) -> dict[int, str]:
    """contact id -> stamp, for the letters of a step already posted."""
    found = rows(db, "SELECT contact_id, at FROM letters WHERE edition_id = ? AND step = ?", [edition_id, step])
    return {one["contact_id"]: one["at"] for one in found}


def add_letter(db: Database, edition_id: int, step: str, contact_id: int, at: str, actor: str) -> bool:
    """Note a letter as posted; False when it already was."""
    values = [edition_id, step, contact_id, at, actor]
    return db.conn.execute("INSERT OR IGNORE INTO letters VALUES (?, ?, ?, ?, ?)", values).rowcount == 1


def remove_letter(db: Database, edition_id: int, step: str, contact_id: int) -> bool:
    """Take back « postée » for a letter; False when it was not posted."""
    sql = "DELETE FROM letters WHERE edition_id = ? AND step = ? AND contact_id = ?"
    return db.conn.execute(sql, [edition_id, step, contact_id]).rowcount == 1


_SENDINGS = "SELECT * FROM sendings"


def sendings_of(db: Database, edition_id: int, step: Step | None = None) -> list[Sending]:
    """The sendings of an edition (of one step when given), oldest first, cancelled ones included."""
    where = "edition_id = :edition" + (" AND step = :step" if step else "")
    found = rows(db, f"{_SENDINGS} WHERE {where} ORDER BY id", {"edition": edition_id, "step": str(step)})
    return [_sending(one) for one in found]


def sending_by_id(db: Database, sending_id: int) -> Sending | None:
    """One sending."""
    found = row(db, f"{_SENDINGS} WHERE id = ?", [sending_id])
    return _sending(found) if found else None


def sendings_due(db: Database) -> list[Sending]:
    """Scheduled sendings whose moment has come, the earliest first."""
    sql = f"{_SENDINGS} WHERE state = 'scheduled' AND leaves_at <= ? ORDER BY leaves_at, id"
    return [_sending(one) for one in rows(db, sql, [clock.stamp()])]


def add_sending(
    db: Database, edition_id: int, step: Step, leaves_at: datetime, note: str, actor: str, stage: str
) -> int:
    """Write a sending down; its id."""
    now = clock.stamp()
    return insert(
        db,
        "sendings",
        {
            "edition_id": edition_id,
            "step": str(step),
            "state": stage,
            "leaves_at": clock.stamp(leaves_at),
            "note": note,
            "actor": actor,
            "created_at": now,
            "launched_at": now if stage == "launched" else None,
        },
    )


def change_sending(db: Database, sending: Sending, **values: object) -> bool:
    """Write ``values`` if nobody changed the sending since it was read."""
    return update_version(db, "sendings", sending.id, sending.version, values)


_MESSAGES_OF_STEPS = "FROM sendings JOIN outbox ON outbox.batch = 'sending:' || sendings.id"
_CONTACT_OF_MESSAGE = "CAST(substr(outbox.recipient, 9) AS INTEGER)"  # after « contact: »


def message_counts(db: Database, edition_id: int) -> list[Row]:
    """How many messages of each ``step`` stand in each ``state`` of the outbox (``n``)."""
    sql = f"SELECT step, outbox.state, count(*) AS n {_MESSAGES_OF_STEPS} WHERE edition_id = ? GROUP BY 1, 2"
    return rows(db, sql, [edition_id])


def seen_since(db: Database, edition_id: int) -> dict[Step, int]:
    """How many people saw their page after the message of each step had left."""
    sql = (
        f"SELECT step, count(DISTINCT recipient) AS n {_MESSAGES_OF_STEPS} JOIN links "
        f"ON links.edition_id = sendings.edition_id AND links.contact_id = {_CONTACT_OF_MESSAGE} "
        "WHERE sendings.edition_id = ? AND outbox.state = 'sent' AND seen_at >= ended_at GROUP BY 1"
    )
    return {Step(one["step"]): int(one["n"]) for one in rows(db, sql, [edition_id])}


def answered_since(db: Database, edition_id: int) -> dict[Step, int]:
    """For how many people a shop said yes or no after the message of each step had left; or told a part of its debrief,
    for those that ask for one."""
    of_places = (
        f"SELECT step, count(DISTINCT recipient) AS n {_MESSAGES_OF_STEPS} "
        f"JOIN contact_places ON contact_id = {_CONTACT_OF_MESSAGE} "
    )
    asking = ", ".join(f"'{step}'" for step in ASKS_DEBRIEF)
    answered = (
        f"{of_places} JOIN answers ON answers.place_id = contact_places.place_id "
        "AND answers.edition_id = sendings.edition_id WHERE sendings.edition_id = :edition AND outbox.state = 'sent' "
        f"AND answers.at >= ended_at AND presence <> 'undecided' AND step NOT IN ({asking}) GROUP BY 1"
    )
    told = (
        f"{of_places} JOIN debriefs ON debriefs.place_id = contact_places.place_id "
        "AND debriefs.edition_id = sendings.edition_id JOIN debrief_sections ON debrief_id = debriefs.id "
        "WHERE sendings.edition_id = :edition AND outbox.state = 'sent' AND saved_at >= ended_at "
        f"AND step IN ({asking}) GROUP BY 1"
    )
    found = [one for sql in (answered, told) for one in rows(db, sql, {"edition": edition_id})]
    return {Step(one["step"]): int(one["n"]) for one in found}


def contacts_written_to(db: Database, edition_id: int, step: Step) -> set[int]:
    """Ids of those for whom a message of this step left, waits, failed or is uncertain: not those left out."""
    sql = (
        f"SELECT DISTINCT {_CONTACT_OF_MESSAGE} AS id {_MESSAGES_OF_STEPS} "
        "WHERE edition_id = ? AND step = ? AND outbox.state NOT IN ('skipped', 'cancelled')"
    )
    return {int(one["id"]) for one in rows(db, sql, [edition_id, str(step)])}


def messages_of_edition(db: Database, edition_id: int) -> list[Row]:
    """Every message of an edition, the latest first: the outbox's columns with ``step`` (None for a link asked for
    again), ``contact_id``, ``name`` and ``email``, empty when the contact is no longer known."""
    return rows(
        db,
        "SELECT outbox.*, sendings.step, contacts.id AS contact_id, coalesce(contacts.name, '') AS name, "
        "coalesce(contacts.email, '') AS email FROM outbox "
        "LEFT JOIN sendings ON outbox.batch = 'sending:' || sendings.id "
        "LEFT JOIN contacts ON contacts.id = json_extract(outbox.parameters, '$.contact_id') "
        "WHERE sendings.edition_id = :edition "
        "OR (sendings.id IS NULL AND json_extract(outbox.parameters, '$.edition_id') = :edition) "
        "ORDER BY outbox.id DESC",
        {"edition": edition_id},
    )


def spread_again(db: Database, batch: str, moment: Callable[[int], datetime]) -> None:
    """Give what waits in a batch new moments, by rank (from 0) in the order it was to leave."""
    waiting = rows(db, "SELECT id FROM outbox WHERE batch = ? AND state = 'waiting' ORDER BY not_before, id", [batch])
    for rank, one in enumerate(waiting):
        db.conn.execute("UPDATE outbox SET not_before = ? WHERE id = ?", [clock.stamp(moment(rank)), one["id"]])


def set_resent_aside(db: Database, message_id: int) -> None:
    """An uncertain message that somebody sent again: another took its place."""
    db.conn.execute(
        "UPDATE outbox SET state = 'skipped', code = 'resent', reason = 'Incertain, renvoyé depuis.', ended_at = ? "
        "WHERE id = ? AND state = 'uncertain'",
        [clock.stamp(), message_id],
    )


def _sending(found: Row) -> Sending:
    return Sending(
        id=found["id"],
        edition_id=found["edition_id"],
        step=Step(found["step"]),
        stage=found["state"],
        leaves_at=clock.from_stamp(found["leaves_at"]),
        note=found["note"],
        launched_at=clock.from_stamp(found["launched_at"]) if found["launched_at"] else None,
        version=found["version"],
    )


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text that an agent adapted; empty once the original was put back."""

    step: Step
    progress: Progress
    subject: str
    body: str
    actor: str
    at: datetime
    version: int


def stored_text(db: Database, step: Step, progress: Progress) -> StoredText | None:
    """The adapted text of a step for those this far."""
    found = row(db, "SELECT * FROM texts WHERE step = ? AND progress = ?", [str(step), str(progress)])
    return _stored_text(found) if found else None


def text_for(db: Database, step: Step, progress: Progress) -> StepText:
    """The text of a step for somebody this far: the adapted one, else the original."""
    states = text_states(step)
    state = progress if progress in states else states[0]
    kept = stored_text(db, step, state)
    if kept and kept.subject:
        return StepText(step, state, kept.subject, kept.body, is_default=False, version=kept.version)
    subject, body = DEFAULT_TEXTS[step, state]
    return StepText(step, state, subject, body, is_default=True, version=kept.version if kept else 0)


def save_text(db: Database, step: Step, progress: Progress, subject: str, body: str, actor: str) -> None:
    """Write a text down; its version goes up by one."""
    db.conn.execute(
        "INSERT INTO texts (step, progress, subject, body, actor, at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET subject = excluded.subject, body = excluded.body, actor = excluded.actor, "
        "at = excluded.at, version = version + 1",
        [str(step), str(progress), subject, body, actor, clock.stamp()],
    )


def _stored_text(found: Row) -> StoredText:
    return StoredText(
        step=Step(found["step"]),
        progress=Progress(found["progress"]),
        subject=str(found["subject"]),
        body=str(found["body"]),
        actor=str(found["actor"]),
        at=clock.from_stamp(str(found["at"])),
        version=int(found["version"]),
    )


def hold_scheduled_after_restoration(db: Database) -> int:
    """Steps whose moment passed since the backup was made may have left: they are proposed again. How many."""
    with transaction(db):
        return db.conn.execute(
            "UPDATE sendings SET state = 'cancelled', version = version + 1 "
            "WHERE state = 'scheduled' AND leaves_at <= ?",
            [clock.stamp()],
        ).rowcount
