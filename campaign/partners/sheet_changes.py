"""What a line of the history changed in a sheet: as people read it, and as it is stored, to be put back."""

import json
from dataclasses import dataclass

from campaign.base.database import Database, Row, row, rows
from campaign.base.fields import phone_in_words
from campaign.base.french import number
from campaign.base.journal import Entry
from campaign.partners.model import PLACE_LABELS, Category, Kind
from campaign.partners.saving import KEPT_COLUMNS, PERSONAL

# The lines that an agent may take back one by one. An import as a whole and a merge have their own way back.
UNDOABLE = frozenset({"change_place", "import_place", "undo_change", "confirm_sheet"})
GONE = "effacé depuis"
_POINT = "Point sur la carte"

Pairs = dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that go together: put back when the ``leading`` ones that changed are still what the change wrote."""

    field: str
    leading: tuple[str, ...]
    following: tuple[str, ...] = ()


_TOGETHER = (
    Group("commune", ("postcode", "insee_code", "commune"), ("epci_siren", "epci_name", "departement")),
    Group(
        "latitude", ("latitude", "longitude"),
        ("location_source", "location_quality", "location_score", "located_at"),
    ),
    Group("opening_hours_text", ("opening_hours_text",), ("opening_hours",)),
    Group("organisation", ("organisation", "network")),
    Group("siret", ("siret",), ("siret_state", "siret_checked_on", "siret_closed_on")),
    Group("phone", ("phone",), ("may_publish_phone",)),
)  # fmt: skip
_GROUPED = {name for group in _TOGETHER for name in (*group.leading, *group.following)}
GROUPS = (*_TOGETHER, *(Group(name, (name,)) for name in KEPT_COLUMNS if name not in _GROUPED))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a change, in words: « Téléphone », before, after."""

    label: str
    before: str
    after: str


def stored_changes(db: Database, entry: Entry) -> tuple[Pairs, tuple[str, ...]]:
    """(column -> (before, after) as stored, names of the personal fields erased since) of a line of the history."""
    pairs: Pairs = {name: tuple(pair) for name, pair in entry.details.get("columns", {}).items()}
    if entry.verb == "import_place" and "columns" not in entry.details:
        pairs = _imported(db, entry)
    kept = {
        str(one["field"]): (one["before"] or "", one["after"] or "")
        for one in rows(db, "SELECT * FROM journal_personal WHERE journal_id = ?", [entry.id])
    }
    gone = tuple(name for name in entry.details.get("personal", ()) if name not in kept)
    return pairs | {name: pair for name, pair in kept.items() if name in PERSONAL}, gone


def still_there(now: Row, pairs: Pairs) -> tuple[Row, tuple[str, ...]]:
    """(columns to write to put the former values back, fields that changed since and are left)."""
    back: Row = {}
    left = []
    for group in GROUPS:
        mine = [name for name in (*group.leading, *group.following) if name in pairs]
        if not mine:
            continue
        watched = [name for name in group.leading if name in pairs] or mine
        if all(now[name] == pairs[name][1] for name in watched):
            back |= {name: pairs[name][0] for name in mine}
        else:
            left.append(group.field)
    return back, tuple(left)


def can_be_undone(db: Database, now: Row, entry: Entry) -> bool:
    """Whether something of a line of the history is still there to take back; ``now``: the sheet's row."""
    if entry.verb not in UNDOABLE:
        return False
    if entry.details.get("confirmed"):
        return True
    pairs, _ = stored_changes(db, entry)
    return bool(pairs) and bool(still_there(now, pairs)[0])


def in_words(db: Database, entry: Entry) -> tuple[FieldChange, ...]:
    """What a line changed, field by field, in the order of the form; a personal value past its time is said erased."""
    shown = {name: tuple(pair) for name, pair in entry.details.get("fields", {}).items() if len(pair) == 2}
    kept = {
        str(one["field"]): (one["before"] or "", one["after"] or "")
        for one in rows(db, "SELECT * FROM journal_personal WHERE journal_id = ?", [entry.id])
    }
    shown |= {name: kept.get(name, (GONE, GONE)) for name in entry.details.get("personal", kept)}
    if "latitude" in shown or "longitude" in shown:
        pairs, _ = stored_changes(db, entry)
        shown["latitude"] = tuple(_point(pairs, side) for side in (0, 1))
        shown.pop("longitude", None)
    return tuple(
        FieldChange(
            _POINT if name == "latitude" else PLACE_LABELS[name],
            value_in_words(name, shown[name][0]),
            value_in_words(name, shown[name][1]),
        )
        for name in PLACE_LABELS
        if name in shown
    )


def value_in_words(field: str, stored: object) -> str:
    """A stored or journaled value as people read it: « 02 41 00 00 05 », « Vélos, Jouets », « oui »."""
    if stored in ("", None) or stored == GONE:
        return str(stored or "")
    if field == "phone":
        return phone_in_words(str(stored))
    if field == "categories":
        return ", ".join(Category(code).label if code in list(Category) else code for code in str(stored).split(", "))
    if field == "kind" and stored in list(Kind):
        return Kind(stored).label
    if field in ("may_advertise", "may_publish_phone"):
        return "oui" if stored not in (0, "0", False) else "non"
    return f"fiche n° {stored}" if field == "duplicate_of" else str(stored)


def field_in_words(name: str) -> str:
    """« téléphone », « point sur la carte » for both coordinates."""
    return "point sur la carte" if name in ("latitude", "longitude") else PLACE_LABELS[name].lower()


def _point(pairs: Pairs, side: int) -> str:
    at = [pairs[name][side] for name in ("latitude", "longitude") if name in pairs]
    return " ; ".join(number(round(float(one), 5)) for one in at if one is not None)


def _imported(db: Database, entry: Entry) -> Pairs:
    """An import keeps what each line replaced beside it."""
    found = row(
        db,
        "SELECT before, written FROM import_rows WHERE import_id = ? AND line = ?",
        [entry.details.get("import"), entry.details.get("line")],
    )
    if found is None:
        return {}
    before, written = json.loads(found["before"] or "{}"), json.loads(found["written"])
    return {
        name: (before[name], written[name])
        for name in KEPT_COLUMNS
        if name in before and name in written and before[name] != written[name]
    }
