"""Writing the lines an officer took: all of them or none, in one transaction."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, transaction, value
from campaign.base.errors import Refused
from campaign.partners.confirmations import How, kept_before, note_confirmed
from campaign.partners.importing.judging import judge
from campaign.partners.importing.sources import remember_columns
from campaign.partners.importing.store import read_registry, registry_state
from campaign.partners.importing.verdicts import (
    ImportCounts,
    ImportLine,
    ImportPlan,
    ImportResult,
    Verdict,
    counted,
)
from campaign.partners.location import with_kept_by_hand
from campaign.partners.model import CONFIRMABLE, Kind
from campaign.partners.saving import PERSONAL, insert_place, update_place
from campaign.partners.suggestions import SuggestionSource, keep_suggestion

_WRITTEN = (Verdict.NEW, Verdict.UPDATED, Verdict.DUPLICATE)
_CHANGED = "Le registre a changé pendant l’import : rien n’a été écrit. Relancez l’aperçu."
_OVERTAKEN = (
    "Fiche modifiée par un·e collègue entre-temps : cette ligne n’a rien changé. Relancez l’aperçu pour la revoir."
)


@guarded
def apply_import(
    db: Database,
    by: Actor,
    plan: ImportPlan,
    lines: Collection[int] | None,
    operation: str,
    progress: Callable[[int, int], object] | None = None,
    *,
    seen: Mapping[int, int] | None = None,
) -> ImportResult:
    """Write the taken lines of a plan (numbers as in ``ImportLine.number``; None for all) and say what was done.

    When the registry moved since the plan, every line is judged again; a line about a sheet that somebody changed in
    the meantime is left, with a sentence. ``seen`` (``plan.versions()``) says what the officer had before their eyes,
    when the plan was made again since.

    Raises:
        Refused: a column that the file needs was not found.
    """
    if plan.missing:
        raise Refused(" ".join(plan.missing))
    with transaction(db):
        if (done := operations.replay(db, operation, "apply_import")) is not None:
            return _result(done)
        current, left = _judged_again(db, plan, plan.versions() if seen is None else seen)
        taken = [line for line in current if lines is None or line.number in lines]
        writing = _Writing(db, by, operation)
        import_id = None
        if any(line.verdict in _WRITTEN for line in taken):
            import_id = _open_import(db, by, plan)
        final = []
        for index, line in enumerate(taken):
            if progress and index % 100 == 0:
                progress(index, len(taken))
            final.append(writing.write(import_id, line) if line.verdict in _WRITTEN else line)
        counts = counted(final)
        as_guessed = plan.mapping == plan.guessed and plan.heading_row_guessed
        remember_columns(db, by, plan.source, plan.file_name, plan.mapping, same=as_guessed)
        if import_id is not None:
            db.conn.execute("UPDATE imports SET counts = ? WHERE id = ?", [json.dumps(counts.as_dict()), import_id])
        result = ImportResult(
            import_id, counts, tuple((n, _OVERTAKEN) for n in left if lines is None or n in lines), writing.suggested
        )
        operations.remember(db, operation, "apply_import", result=_as_dict(result))
    return result


def _judged_again(
    db: Database, plan: ImportPlan, seen: Mapping[int, int]
) -> tuple[tuple[ImportLine, ...], tuple[int, ...]]:
    """The plan's lines, judged against the registry as it stands inside the transaction, and the lines overtaken."""
    lines = plan.lines
    if registry_state(db) != plan.registry_state:
        lines = judge([line.sheet for line in plan.lines], read_registry(db), plan.departement)
    left = [
        line.number for line in lines if line.verdict is Verdict.UPDATED and seen.get(line.number) != line.place_version
    ]
    overtaken = frozenset(left)
    kept = (
        replace(line, verdict=Verdict.UNCHANGED, to_review=False, reasons=(_OVERTAKEN,))
        if line.number in overtaken
        else line
        for line in lines
    )
    return tuple(kept), tuple(left)


def _open_import(db: Database, by: Actor, plan: ImportPlan) -> int:
    values = {
        "file_name": plan.file_name,
        "fingerprint": plan.fingerprint,
        "at": clock.stamp(),
        "actor": by.journal_name,
        "counts": "{}",
    }
    return insert(db, "imports", values)


class _Writing:
    """One import being written: remembers which sheet each line became, for the duplicates below it."""

    def __init__(self, db: Database, by: Actor, operation: str) -> None:
        self.db, self.by, self.operation = db, by, operation
        self.places: dict[int, int] = {}
        self.suggested = 0

    def write(self, import_id: int, line: ImportLine) -> ImportLine:
        """Write one line; the line as it ended, since a duplicate of a line left aside is a new shop."""
        contact_id = None
        if line.restores:
            contact_id = self._contact_back(line.place_id)
        if line.verdict is Verdict.UPDATED or line.restores:
            place_id = self._update(line)
        else:
            line = self._rooted(line)
            place_id = self._insert(line)
            # A probable copy gets no contact: the same person would be asked twice.
            contact_id = self._contact(line, place_id) if line.verdict is Verdict.NEW else None
        self.places[line.number] = place_id
        self._suggest(import_id, line, place_id)
        confirmed = self._confirm(line, place_id)
        version = value(self.db, "SELECT version FROM places WHERE id = ?", [place_id])
        insert(
            self.db,
            "import_rows",
            {
                "import_id": import_id,
                "line": line.number,
                "place_id": place_id,
                "verdict": str(line.verdict),
                "before": json.dumps(dict(line.before), ensure_ascii=False),
                "written": json.dumps(dict(line.sheet.columns), ensure_ascii=False),
                "version_after": version,
                "contact_id": contact_id,
                "confirmed": json.dumps(confirmed),
            },
        )
        fields = {name: pair for name, pair in line.changes.items() if name not in PERSONAL}
        personal = {name: pair for name, pair in line.changes.items() if name in PERSONAL}
        details = {"import": import_id, "line": line.number, "verdict": str(line.verdict), "fields": fields}
        if line.suggested:
            details["suggested"] = list(line.suggested)
        journal.record(
            self.db, self.by.journal_name, "import_place", "place", place_id, self.operation, details, personal
        )
        return line

    def _rooted(self, line: ImportLine) -> ImportLine:
        if line.verdict is not Verdict.DUPLICATE or line.duplicate_of is not None:
            return line
        root = self.places.get(line.duplicate_of_line or 0)
        if root is not None:
            return replace(line, duplicate_of=root)
        return replace(line, verdict=Verdict.NEW, duplicate_of_line=None, to_review=line.sheet.to_review)

    def _insert(self, line: ImportLine) -> int:
        warnings = line.sheet.warnings
        if line.verdict is Verdict.DUPLICATE:
            warnings = (line.reasons[0], *warnings)
        columns: Row = {
            **line.columns,
            "kind": str(Kind.SHOP),
            "warnings": json.dumps(warnings, ensure_ascii=False),
            "duplicate_of": line.duplicate_of if line.verdict is Verdict.DUPLICATE else None,
        }
        return insert_place(self.db, columns)

    def _update(self, line: ImportLine) -> int:
        columns = dict(line.columns)
        if line.restores:
            columns["archived_at"] = None
        if not columns:
            return self._untouched(line)
        stored = row(self.db, "SELECT location_source, warnings FROM places WHERE id = ?", [line.place_id])
        manual = stored["location_source"] == "manual"
        if manual and "insee_code" in columns:
            columns["warnings"] = with_kept_by_hand(stored["warnings"])
        elif not manual and not line.duplicate_of:
            columns["warnings"] = json.dumps(line.sheet.warnings, ensure_ascii=False)
        if not update_place(self.db, line.place_id, line.place_version, columns):
            raise Refused(_CHANGED)
        return line.place_id

    def _untouched(self, line: ImportLine) -> int:
        if value(self.db, "SELECT version FROM places WHERE id = ?", [line.place_id]) != line.place_version:
            raise Refused(_CHANGED)
        return line.place_id

    def _suggest(self, import_id: int, line: ImportLine, place_id: int) -> None:
        """What somebody set since the last import waits beside the sheet for a decision."""
        if not line.suggested:
            return
        place = row(self.db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
        for field, proposed in line.suggested.items():
            keep_suggestion(self.db, self.by, SuggestionSource.FILE, place, field, proposed, import_id=import_id)
        self.suggested += len(line.suggested)

    def _confirm(self, line: ImportLine, place_id: int) -> dict[str, object]:
        """The fields written are as the file says; what was known of them before, for whoever undoes the import."""
        fields = [field for field in CONFIRMABLE if field in line.columns]
        if not fields:
            return {}
        former = kept_before(self.db, place_id, fields)
        return {"at": note_confirmed(self.db, place_id, fields, self.by.journal_name, How.FILE), "former": former}

    def _contact_back(self, place_id: int) -> int | None:
        """The contact that was put away together with a sheet coming back."""
        found = row(
            self.db,
            "SELECT contact_id FROM import_rows JOIN places ON places.id = place_id JOIN contacts ON contacts.id = "
            "contact_id WHERE place_id = ? AND contacts.archived_at = places.archived_at",
            [place_id],
        )
        if found is None:
            return None
        self.db.conn.execute(
            "UPDATE contacts SET archived_at = NULL, version = version + 1 WHERE id = ?", [found["contact_id"]]
        )
        return found["contact_id"]

    def _contact(self, line: ImportLine, place_id: int) -> int | None:
        """The contact of a new shop; one already known by this e-mail address answers for it too."""
        contact = line.sheet.contact
        if not contact:
            return None
        known = None
        if contact["email"]:
            same = "SELECT id FROM contacts WHERE email = ? COLLATE NOCASE AND archived_at IS NULL ORDER BY id"
            known = row(self.db, same, [contact["email"]])
        contact_id = known["id"] if known else insert(self.db, "contacts", {**contact, "created_at": clock.stamp()})
        self.db.conn.execute("INSERT OR IGNORE INTO contact_places VALUES (?, ?)", [contact_id, place_id])
        if not known:
            journal.record(self.db, self.by.journal_name, "add_contact", "contact", contact_id, self.operation)
        return contact_id


def _as_dict(result: ImportResult) -> dict[str, object]:
    return {
        "import_id": result.import_id,
        "counts": result.counts.as_dict(),
        "left": [list(one) for one in result.left],
        "suggested": result.suggested,
    }


def _result(done: Mapping[str, object]) -> ImportResult:
    counts = {name: number for name, number in done["counts"].items() if name != "read"}
    left = tuple((number, why) for number, why in done["left"])
    return ImportResult(done["import_id"], ImportCounts(**counts), left, done.get("suggested", 0))
