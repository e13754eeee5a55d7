"""Two sheets of one shop become one: values chosen field by field, everything else follows; and the way back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import conflict_on, name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, rows, transaction, value
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.partners import saving
from campaign.partners.actions import SHEET_VERBS
from campaign.partners.confirmations import How, confirmations_of
from campaign.partners.merge_fields import CHOICES, Difference, Side, columns_taken, differences, fields_taken
from campaign.partners.merge_moving import Record, move_back, move_rows
from campaign.partners.merge_words import counted, passing, staying
from campaign.partners.model import ArchiveReason, Place
from campaign.partners.sheet_changes import field_in_words, still_there
from campaign.partners.store import place_by_id


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What would happen: the fields to choose with the side proposed, what follows, what stays with the copy."""

    kept: Place
    copy: Place
    fields: tuple[Difference, ...]
    follows: str
    stays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge done. ``undoable``: neither undone nor covered by a later merge of the kept sheet."""

    id: int
    kept_id: int
    kept_name: str
    copy_id: int
    copy_name: str
    at: datetime
    who: str
    follows: str
    stays: tuple[str, ...]
    undone_at: datetime | None
    undoable: bool


@guarded
def merge(
    db: Database, by: Actor, kept_id: int, copy_id: int, kept_version: int, copy_version: int,
    choices: Mapping[str, str], operation: str,
) -> int:  # fmt: skip
    """Merge a copy into the sheet kept; the merge's id, which ``unmerge`` takes.

    ``choices``: a field of ``CHOICES`` -> « kept » or « copy »; a field not named keeps the kept sheet's value. Every
    row that refers to the copy passes to the kept sheet; the copy is archived and its address leads to the kept shop's.

    Raises:
        Refused: one sheet twice, an archived one, two kinds of place. NotFound; InvalidInput: no such choice.
        Conflict: one of the sheets was changed since it was read.
    """
    _check_choices(choices)
    with transaction(db):
        if (done := operations.replay(db, operation, "merge_places", f"{kept_id}-{copy_id}")) is not None:
            return done["id"]
        kept, copy = _known(db, kept_id), _known(db, copy_id)
        for sheet, version in ((kept, kept_version), (copy, copy_version)):
            if sheet["version"] != version:
                raise conflict_on(db, "place", sheet["id"], SHEET_VERBS, {"Fiche": f"n° {sheet['id']}"})
        _check_both(kept, copy)
        merge_id, _ = _join(db, by, kept, copy, choices, operation)
        operations.remember(db, operation, "merge_places", f"{kept_id}-{copy_id}", {"id": merge_id})
    return merge_id


@guarded
def unmerge(db: Database, by: Actor, merge_id: int, operation: str) -> tuple[str, ...]:
    """Give each sheet back what it had; sentences on what can no longer go back, because it changed since.

    Raises:
        NotFound; Refused: already undone, or a later merge stands in the way.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "unmerge_places", merge_id)) is not None:
            return tuple(done["left"])
        found = row(db, "SELECT * FROM merges WHERE id = ?", [merge_id])
        if found is None:
            raise NotFound("Cette fusion n’existe pas.")
        if found["undone_at"]:
            raise Refused("Cette fusion a déjà été annulée.")
        if _later(db, found):
            raise Refused("La fiche gardée a été fusionnée depuis : annulez d’abord la fusion la plus récente.")
        lost = move_back(db, Record.from_json(str(found["moved"])))
        fields = _fields_back(db, by, found, operation)
        db.conn.execute("UPDATE merges SET undone_at = ? WHERE id = ?", [clock.stamp(), merge_id])
        left = _left(lost, fields)
        operations.remember(db, operation, "unmerge_places", merge_id, {"left": left})
    return tuple(left)


@guarded
def merge_preview(db: Database, by: Actor, kept_id: int, copy_id: int) -> MergePreview:
    """What merging would do: the merge itself is rehearsed and given up, so that the preview cannot lie.

    Raises:
        NotFound, Refused: as ``merge`` does.
    """
    kept, copy = _known(db, kept_id), _known(db, copy_id)
    _check_both(kept, copy)
    with transaction(db):
        db.conn.execute("SAVEPOINT rehearsal")
        try:
            record = _move(db, by, kept, copy)[1]
        finally:
            db.conn.execute("ROLLBACK TO rehearsal")
            db.conn.execute("RELEASE rehearsal")
    said = [
        {name: one.at for name, one in confirmations_of(db, place_id).items() if one.how is not How.FILE}
        for place_id in (kept_id, copy_id)
    ]
    return MergePreview(
        kept=place_by_id(db, kept_id),
        copy=place_by_id(db, copy_id),
        fields=differences(kept, copy, *said),
        follows=passing(_passed(record)),
        stays=staying(_stayed(record), _editions(db)),
    )


@guarded
def recent_merges(db: Database, by: Actor, place_id: int | None = None, limit: int = 20) -> list[Merge]:
    """The latest merges, of one sheet or of all."""
    sql = (
        "SELECT merges.*, kept.name AS kept_name, copy.name AS copy_name FROM merges "
        "JOIN places kept ON kept.id = kept_id JOIN places copy ON copy.id = copy_id "
        "WHERE :place IS NULL OR :place IN (kept_id, copy_id) ORDER BY merges.id DESC LIMIT :limit"
    )
    return [_merge(db, found) for found in rows(db, sql, {"place": place_id, "limit": limit})]


def _check_choices(choices: Mapping[str, str]) -> None:
    for field, side in choices.items():
        if field not in CHOICES or side not in tuple(Side):
            raise InvalidInput(field, "Ce choix n’existe pas : rechargez la page et choisissez de nouveau.")


def _check_both(kept: Row, copy: Row) -> None:
    if kept["id"] == copy["id"]:
        raise Refused("Une fiche ne se fusionne pas avec elle-même : choisissez-en une autre.")
    if kept["archived_at"] or copy["archived_at"]:
        raise Refused("Une fiche archivée ne se fusionne pas : remettez-la d’abord au registre.")
    if kept["kind"] != copy["kind"]:
        raise Refused("Ces deux fiches ne sont pas du même type : elles ne se fusionnent pas.")


def _join(
    db: Database, by: Actor, kept: Row, copy: Row, choices: Mapping[str, str], operation: str
) -> tuple[int, Record]:
    merge_id, record = _move(db, by, kept, copy)
    columns = columns_taken(choices, kept, copy)
    archived = {"archived_at": clock.stamp(), "archive_reason": str(ArchiveReason.DUPLICATE), "archive_note": "",
                "merged_into": kept["id"]}  # fmt: skip
    if copy["external_id"] and not kept["external_id"]:
        # Later files know the shop by that number: the kept sheet answers to it from now on.
        columns["external_id"], archived["external_id"] = copy["external_id"], ""
    _set(db, int(copy["id"]), archived)
    saving.update_place(db, int(kept["id"]), int(kept["version"]), columns)
    _carry_confirmations(db, kept, copy, fields_taken(choices), record)
    about = {"merge": merge_id, "copy": copy["id"]}
    line = saving.record_change(db, by, "merge_places", int(kept["id"]), operation, kept, about)
    # Personal values lie with the journal's own, which the purge empties; here only their names.
    before = {
        "kept": {name: [kept[name], new] for name, new in columns.items() if name not in saving.PERSONAL},
        "personal": [name for name in columns if name in saving.PERSONAL],
        "line": line,
        "copy": {name: [copy[name], new] for name, new in archived.items()},
    }
    db.conn.execute(
        "UPDATE merges SET before = ?, moved = ? WHERE id = ?",
        [json.dumps(before, ensure_ascii=False), record.to_json(), merge_id],
    )
    about = {"merge": merge_id, "kept": kept["id"]}
    journal.record(db, by.journal_name, "merge_places", "place", int(copy["id"]), operation, about)
    return merge_id, record


def _move(db: Database, by: Actor, kept: Row, copy: Row) -> tuple[int, Record]:
    # First the line of the merge: the ledger of goods lets a partner's number change only when it finds it.
    line = {"kept_id": kept["id"], "copy_id": copy["id"], "at": clock.stamp(), "actor": by.journal_name,
            "before": "{}", "moved": Record().to_json()}  # fmt: skip
    merge_id = insert(db, "merges", line)
    return merge_id, move_rows(db, int(kept["id"]), int(copy["id"]))


def _carry_confirmations(db: Database, kept: Row, copy: Row, fields: tuple[str, ...], record: Record) -> None:
    """Who said a value right says it of the sheet that takes it."""
    sql = "SELECT * FROM field_confirmations WHERE place_id = ? AND field = ?"
    for field in fields:
        if mine := row(db, sql, [kept["id"], field]):
            record.take(db, "field_confirmations", {"place_id": kept["id"], "field": field}, mine)
        if theirs := row(db, sql, [copy["id"], field]):
            record.add(db, "field_confirmations", {**theirs, "place_id": kept["id"]})


def _set(db: Database, place_id: int, columns: Row) -> None:
    marks = ", ".join(f"{name} = :{name}" for name in columns)
    sql = f"UPDATE places SET {marks}, version = version + 1, updated_at = :_now WHERE id = :_id"  # noqa: S608
    db.conn.execute(sql, {**columns, "_id": place_id, "_now": clock.stamp()})


def _fields_back(db: Database, by: Actor, found: Row, operation: str) -> tuple[str, ...]:
    """Values back as they were, except those changed since: the names of these."""
    before = json.loads(str(found["before"]))
    kept, copy = _known(db, int(found["kept_id"])), _known(db, int(found["copy_id"]))
    said = rows(db, "SELECT field, before, after FROM journal_personal WHERE journal_id = ?", [before["line"]])
    pairs = {name: tuple(pair) for name, pair in before["kept"].items()}
    pairs |= {str(one["field"]): (one["before"], one["after"]) for one in said if one["field"] in before["personal"]}
    if "phone" in before["personal"] and "phone" not in pairs:
        pairs.pop("may_publish_phone", None)  # the consent was given for the number that is gone
    back, left = still_there(kept, pairs)
    left += tuple(name for name in before["personal"] if name not in pairs and kept[name] == copy[name])
    # The number of later files leaves the kept sheet before the copy takes it again.
    saving.update_place(db, int(kept["id"]), int(kept["version"]), back)
    mine = {name: old for name, (old, new) in before["copy"].items() if copy[name] == new}
    if "external_id" in mine and "external_id" not in back:
        del mine["external_id"]
    _set(db, int(copy["id"]), mine)
    about = {"merge": found["id"]}
    saving.record_change(db, by, "unmerge_places", int(kept["id"]), operation, kept, about | {"copy": copy["id"]})
    saving.record_change(db, by, "unmerge_places", int(copy["id"]), operation, copy, about | {"kept": kept["id"]})
    return tuple(field_in_words(field) for field in left)


def _left(lost: list[Row], fields: tuple[str, ...]) -> list[str]:
    said = []
    if fields:
        said.append(f"Changé depuis la fusion, laissé tel quel : {', '.join(fields)}.")
    if lost:
        many = len(lost) > 1
        said.append(
            f"{counted(one['table'] for one in lost)} {'restent' if many else 'reste'} à la fiche gardée : "
            "ce qui a changé depuis la fusion ne peut plus revenir."
        )
    return said


def _later(db: Database, found: Row) -> bool:
    sql = "SELECT 1 FROM merges WHERE copy_id = ? AND undone_at IS NULL AND id > ?"
    return value(db, sql, [found["kept_id"], found["id"]]) is not None


def _merge(db: Database, found: Row) -> Merge:
    record = Record.from_json(str(found["moved"]))
    return Merge(
        id=found["id"],
        kept_id=found["kept_id"],
        kept_name=found["kept_name"],
        copy_id=found["copy_id"],
        copy_name=found["copy_name"],
        at=clock.from_stamp(str(found["at"])),
        who=name_of_actor(db, str(found["actor"])),
        follows=counted(_passed(record)),
        stays=staying(_stayed(record), _editions(db)),
        undone_at=clock.from_stamp(str(found["undone_at"])) if found["undone_at"] else None,
        undoable=not found["undone_at"] and not _later(db, found),
    )


def _passed(record: Record) -> list[str]:
    """The tables of the rows that passed, each row once."""
    seen = {(one["table"], json.dumps(one["key"], sort_keys=True)) for one in record.steps if "key" in one}
    return sorted(table for table, _ in seen)


def _stayed(record: Record) -> list[tuple[str, object]]:
    return [(one["table"], one["edition"]) for one in record.stays]


def _editions(db: Database) -> dict[object, str]:
    return {one["id"]: str(one["name"]) for one in rows(db, "SELECT id, name FROM editions")}


def _known(db: Database, place_id: int) -> Row:
    found = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    if found is None:
        raise NotFound("Cette fiche n’existe pas.")
    return found
