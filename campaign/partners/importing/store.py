"""The shops already known, read once and filed by what a line of a file may share with them."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaign.base.database import Database, Row, rows
from campaign.base.text import search_key
from campaign.partners.importing.changes import Known
from campaign.partners.likeness import street_key

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """Every shop, archived or not, by id. ``known`` holds what else is known of each (values last imported, fields
    vouched for since, proposals that wait); ``undone`` the shops that an import undone put away; ``other_ids`` the
    external ids of places that are not shops."""

    shops: dict[int, Row]
    by_external_id: dict[str, int]
    by_key: dict[Key, list[int]]
    known: dict[int, Known] = field(default_factory=dict)
    undone: frozenset[int] = frozenset()
    other_ids: frozenset[str] = frozenset()
    networks: dict[str, str] = field(default_factory=dict)


def keys(columns: Row) -> list[Key]:
    """What a line and a sheet share when they are one shop: the SIRET in a commune, or the name, commune and street."""
    insee_code = str(columns.get("insee_code") or "")
    found: list[Key] = []
    if siret := str(columns.get("siret") or ""):
        found.append(("siret", siret, insee_code))
    street = street_key(str(columns.get("address") or ""))[1]
    found.append(("name", name_key(columns), insee_code, street))
    return found


def name_key(columns: Row) -> str:
    """The name to compare letter by letter, accents and case apart."""
    return search_key(str(columns["name"])) or str(columns["name"])


def read_registry(db: Database) -> Registry:
    """The registry as it stands now."""
    shops = {int(found["id"]): found for found in rows(db, "SELECT * FROM shop_card WHERE kind = 'shop' ORDER BY id")}
    by_key: dict[Key, list[int]] = defaultdict(list)
    # Active sheets come before archived ones.
    for place_id in sorted(shops, key=lambda one: (shops[one]["archived_at"] is not None, one)):
        for key in keys(shops[place_id]):
            by_key[key].append(place_id)
    others = rows(db, "SELECT external_id FROM places WHERE kind <> 'shop' AND external_id <> ''")
    undone = rows(
        db,
        "SELECT place_id FROM import_rows JOIN imports ON imports.id = import_id JOIN places ON places.id = place_id "
        "WHERE undone_at IS NOT NULL AND archived_at = undone_at",
    )
    organisations = rows(db, "SELECT search_key, network FROM organisations")
    return Registry(
        shops=shops,
        by_external_id={str(one["external_id"]): place_id for place_id, one in shops.items() if one["external_id"]},
        by_key=dict(by_key),
        known=_known(db, shops),
        undone=frozenset(int(found["place_id"]) for found in undone),
        other_ids=frozenset(str(found["external_id"]) for found in others),
        networks={str(found["search_key"]): str(found["network"]) for found in organisations},
    )


def _known(db: Database, shops: Iterable[int]) -> dict[int, Known]:
    """What an import weighs a line against, besides the sheet's row. Imports undone since said nothing."""
    written: dict[int, Row] = defaultdict(dict)
    last_import: dict[int, str] = {}
    for one in rows(
        db,
        "SELECT place_id, written, at FROM import_rows JOIN imports ON imports.id = import_id "
        "WHERE undone_at IS NULL AND place_id IS NOT NULL ORDER BY import_id, line",
    ):
        written[int(one["place_id"])].update(json.loads(one["written"]))
        last_import[int(one["place_id"])] = str(one["at"])
    vouched: dict[int, set[str]] = defaultdict(set)
    for one in rows(db, "SELECT place_id, field, at FROM field_confirmations WHERE how IN ('agent', 'shop')"):
        if str(one["at"]) >= last_import.get(int(one["place_id"]), ""):
            vouched[int(one["place_id"])].add(str(one["field"]))
    waiting: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for one in rows(
        db,
        "SELECT place_id, field, proposed FROM sheet_suggestions WHERE source = 'file' AND state IN "
        "('pending', 'refused')",
    ):
        waiting[int(one["place_id"])].add((str(one["field"]), str(one["proposed"])))
    return {
        place_id: Known(written.get(place_id, {}), frozenset(vouched[place_id]), frozenset(waiting[place_id]))
        for place_id in shops
        if place_id in written or place_id in vouched or place_id in waiting
    }


def registry_state(db: Database) -> tuple[str, ...]:
    """Figures that differ as soon as anything an import depends on has changed."""
    found = rows(
        db,
        "SELECT (SELECT count(*) FROM places) AS places, (SELECT coalesce(sum(version), 0) FROM places) AS versions, "
        "(SELECT coalesce(sum(version), 0) FROM organisations) AS organisations, "
        "(SELECT count(*) FROM imports) AS imports, (SELECT count(undone_at) FROM imports) AS undone, "
        "(SELECT coalesce(max(at), '') FROM field_confirmations) AS confirmed, "
        "(SELECT count(*) || coalesce(max(decided_at), '') FROM sheet_suggestions) AS suggested",
    )[0]
    return tuple(str(figure) for figure in found.values())
