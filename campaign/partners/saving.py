"""How a place is written, whoever asks (form, import, accepted suggestion): slug, search key, organisation, version."""

import json
from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.base import clock, journal
from campaign.base.database import Database, Row, insert, row, update_version
from campaign.base.text import search_key
from campaign.partners.model import PLACE_LABELS
from campaign.partners.store import free_slug, organisation_id

# A small shop's phone and e-mail are often its manager's own; notes may name people.
PERSONAL = frozenset({"phone", "email", "note"})
# What a line of the history keeps of a change, so that it can be undone: the columns as they are stored.
KEPT_COLUMNS = (
    "kind", "name", "short_name", "organisation", "network", "address", "address_more", "postcode", "insee_code",
    "commune", "epci_siren", "epci_name", "departement", "latitude", "longitude", "location_source",
    "location_quality", "location_score", "located_at", "opening_hours", "opening_hours_text", "phone", "email",
    "website", "siret", "siret_state", "siret_checked_on", "siret_closed_on", "categories", "may_advertise",
    "may_publish_phone", "external_id", "duplicate_of", "warnings", "note",
)  # fmt: skip


def insert_place(db: Database, columns: Row) -> int:
    """Insert a place inside the current transaction; its id. ``columns`` are checked, with at least a name and kind."""
    columns = _with_organisation(db, columns, {})
    stamp = clock.stamp()
    columns |= {
        "slug": free_slug(db, str(columns["name"]), str(columns.get("commune", ""))),
        "search_key": _key(db, columns),
        "created_at": stamp,
        "updated_at": stamp,
    }
    return insert(db, "places", columns)


def update_place(db: Database, place_id: int, version: int, columns: Row) -> bool:
    """Write the given columns if the place is still at ``version``; False when somebody came first."""
    before = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    columns = _with_organisation(db, columns, before)
    if "phone" in columns and columns["phone"] != before["phone"]:
        columns.setdefault("may_publish_phone", 0)  # the consent was given for another number
    if "location_source" in columns:
        # What the address service said was of another point.
        columns = {"location_score": None, "located_at": None, **columns}
    if "siret" in columns and columns["siret"] != before["siret"]:
        # What the register said was of another number.
        columns = {"siret_state": "", "siret_checked_on": None, "siret_closed_on": None, **columns}
    columns |= {"search_key": _key(db, {**before, **columns}), "updated_at": clock.stamp()}
    return update_version(db, "places", place_id, version, columns)


def record_change(
    db: Database, by: Actor, verb: str, place_id: int, operation: str, before: Row,
    details: Mapping[str, object] | None = None,
) -> int:  # fmt: skip
    """Journal what changed in a sheet since ``before`` (its row of ``shop_card``), inside the caller's transaction.

    ``fields`` is what people read, ``columns`` what ``undo_change`` puts back; personal values lie apart, and are
    only named here. The id of the line.
    """
    after = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    changed = {name: [before[name], after[name]] for name in KEPT_COLUMNS if before[name] != after[name]}
    shown = differences(before, after)
    personal = {name: tuple(pair) for name, pair in changed.items() if name in PERSONAL}
    written = {
        **(details or {}),
        "fields": {field: list(pair) for field, pair in shown.items() if field not in PERSONAL},
        "columns": {name: pair for name, pair in changed.items() if name not in PERSONAL},
        "personal": list(personal),
    }
    return journal.record(db, by.journal_name, verb, "place", place_id, operation, written, personal)


def differences(before: Row, columns: Row) -> dict[str, tuple[object, object]]:
    """Fields of the sheet that ``columns`` would change: name -> (before, after), as shown in the history."""
    changed = {}
    for field in PLACE_LABELS:
        if field in columns and _shown(before.get(field)) != _shown(columns[field]):
            changed[field] = (_shown(before.get(field)), _shown(columns[field]))
    return changed


def _shown(value: object) -> object:
    if isinstance(value, str) and value.startswith("["):
        return ", ".join(json.loads(value))
    return "" if value is None else value


def _with_organisation(db: Database, columns: Row, before: Row) -> Row:
    columns = dict(columns)
    name = columns.pop("organisation", None)
    network = columns.pop("network", None)
    if name is not None or network is not None:
        name = before.get("organisation", "") if name is None else name
        # A network belongs to an organisation: alone, it names one (« Emmaüs »).
        columns["organisation_id"] = organisation_id(db, str(name or network or ""), str(network or ""))
    return columns


def _key(db: Database, columns: Row) -> str:
    organisation = ""
    if columns.get("organisation_id"):
        found = row(db, "SELECT name, network FROM organisations WHERE id = ?", [columns["organisation_id"]])
        organisation = f"{found['name']} {found['network']}"
    words = (
        columns.get("name"),
        columns.get("commune"),
        organisation,
        columns.get("address"),
        columns.get("epci_name"),
    )
    return search_key(" ".join(str(word) for word in words if word))
