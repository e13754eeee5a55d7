"""Taking an import back, and the list of the latest ones."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, row, rows, transaction, value
from campaign.base.errors import NotFound, Refused
from campaign.partners.confirmations import restore_confirmations
from campaign.partners.importing.verdicts import Verdict
from campaign.partners.saving import update_place

UNDO_LIFE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RecentImport:
    """One import as screens list it; ``counts`` is shaped as ``ImportCounts.as_dict``."""

    id: int
    file_name: str
    at: datetime
    who: str
    counts: dict[str, int]
    undone_at: datetime | None
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class UndoResult:
    """How many sheets were put away and put back as they were; ``left`` names those that changed or served since;
    ``withdrawn`` counts the proposals that no longer wait."""

    archived: int
    restored: int
    left: tuple[str, ...] = ()
    withdrawn: int = 0


@guarded
def undo_import(db: Database, by: Actor, import_id: int, operation: str) -> UndoResult:
    """Take an import of the last 30 days back: what it added is archived, what it changed is put back. A sheet that
    changed or served since (an invitation, an answer) is left as it is, and named. What it proposed and nobody decided
    is withdrawn.

    Raises:
        NotFound; Refused: already undone, or too old.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "undo_import", import_id)) is not None:
            return UndoResult(done["archived"], done["restored"], tuple(done["left"]), done.get("withdrawn", 0))
        found = row(db, "SELECT * FROM imports WHERE id = ?", [import_id])
        if found is None:
            raise NotFound("Cet import n’existe pas.")
        if found["undone_at"] is not None:
            raise Refused("Cet import est déjà annulé.")
        if clock.now() - clock.from_stamp(str(found["at"])) > UNDO_LIFE:
            raise Refused("Cet import a plus de 30 jours : il ne s’annule plus. Archivez les fiches une à une.")
        stamp = clock.stamp()
        archived, restored, left = 0, 0, []
        lines = "SELECT import_rows.*, name FROM import_rows JOIN places ON places.id = place_id WHERE import_id = ?"
        for line in rows(db, f"{lines} ORDER BY line", [import_id]):
            only_proposed = line["verdict"] == str(Verdict.UPDATED) and line["before"] == "{}"
            if only_proposed:
                continue
            if not _is_untouched(db, line):
                left.append(str(line["name"]))
            elif line["verdict"] == str(Verdict.UPDATED):
                _put_back(db, by, line, operation)
                restored += 1
            else:
                _put_away(db, by, line, stamp, operation)
                archived += 1
        db.conn.execute("UPDATE imports SET undone_at = ? WHERE id = ?", [stamp, import_id])
        withdrawn = db.conn.execute(
            "UPDATE sheet_suggestions SET state = 'replaced', decided_by = ?, decided_at = ? "
            "WHERE import_id = ? AND state = 'pending'",
            [by.journal_name, stamp, import_id],
        ).rowcount
        result = {"archived": archived, "restored": restored, "left": left, "withdrawn": withdrawn}
        operations.remember(db, operation, "undo_import", import_id, result)
    return UndoResult(archived, restored, tuple(left), withdrawn)


@guarded
def recent_imports(db: Database, by: Actor, limit: int = 20) -> list[RecentImport]:
    """The latest imports first."""
    names = {f"agent:{one['id']}": str(one["name"]) for one in rows(db, "SELECT id, name FROM agents")}
    listed = []
    for found in rows(db, "SELECT * FROM imports ORDER BY id DESC LIMIT ?", [limit]):
        at = clock.from_stamp(str(found["at"]))
        undone_at = clock.from_stamp(str(found["undone_at"])) if found["undone_at"] else None
        listed.append(
            RecentImport(
                id=int(found["id"]),
                file_name=str(found["file_name"]),
                at=at,
                who=names.get(str(found["actor"]), "le logiciel"),
                counts=json.loads(str(found["counts"])),
                undone_at=undone_at,
                can_be_undone=undone_at is None and clock.now() - at <= UNDO_LIFE,
            )
        )
    return listed


def _is_untouched(db: Database, line: Row) -> bool:
    """Whether nothing happened to the sheet since: same version, and no line of the journal about it after ours."""
    if value(db, "SELECT version FROM places WHERE id = ?", [line["place_id"]]) != line["version_after"]:
        return False
    last = row(
        db,
        # What the register of establishments says is no change of the sheet.
        "SELECT verb, details FROM journal WHERE subject = 'place' AND subject_id = ? AND verb <> 'compare_register' "
        "ORDER BY id DESC LIMIT 1",
        [line["place_id"]],
    )
    return (
        last is not None
        and last["verb"] == "import_place"
        and (json.loads(str(last["details"])).get("import") == line["import_id"])
    )


def _put_back(db: Database, by: Actor, line: Row, operation: str) -> None:
    before = json.loads(str(line["before"]))
    update_place(db, line["place_id"], line["version_after"], before)
    _as_confirmed_before(db, line)
    if before.get("network") == "":
        db.conn.execute(
            "UPDATE organisations SET network = '', version = version + 1 "
            "WHERE id = (SELECT organisation_id FROM places WHERE id = ?)",
            [line["place_id"]],
        )
    journal.record(db, by.journal_name, "undo_import", "place", line["place_id"], operation)


def _as_confirmed_before(db: Database, line: Row) -> None:
    if confirmed := json.loads(str(line["confirmed"])):
        restore_confirmations(db, line["place_id"], confirmed["former"], confirmed["at"])


def _put_away(db: Database, by: Actor, line: Row, stamp: str, operation: str) -> None:
    update_place(db, line["place_id"], line["version_after"], {"archived_at": stamp})
    _as_confirmed_before(db, line)
    journal.record(db, by.journal_name, "undo_import", "place", line["place_id"], operation)
    if line["contact_id"] is not None:
        # A contact whom somebody changed, or who answers for other shops too, stays.
        db.conn.execute(
            "UPDATE contacts SET archived_at = :at, version = version + 1 WHERE id = :id AND archived_at IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM journal WHERE subject = 'contact' AND subject_id = :id "
            "AND verb <> 'add_contact') "
            "AND NOT EXISTS (SELECT 1 FROM contact_places JOIN places ON places.id = place_id "
            "WHERE contact_id = :id AND places.archived_at IS NULL)",
            {"at": stamp, "id": line["contact_id"]},
        )
