"""Rows of the registry as dataclasses, and back."""

import json
from datetime import date

from campaign.base import clock
from campaign.base.database import Database, Row, row, rows, value
from campaign.base.text import search_key, slug
from campaign.partners.model import ArchiveReason, Category, Contact, Kind, Place, SiretState
from campaign.territory.model import PointQuality, PointSource


def place_from(found: Row) -> Place:
    """A row of ``shop_card`` as a Place."""
    return Place(
        id=found["id"],
        kind=Kind(found["kind"]),
        name=found["name"],
        slug=found["slug"],
        short_name=found["short_name"],
        organisation_id=found["organisation_id"],
        organisation=found["organisation"],
        network=found["network"],
        address=found["address"],
        address_more=found["address_more"],
        postcode=found["postcode"],
        insee_code=found["insee_code"],
        commune=found["commune"],
        epci_siren=found["epci_siren"],
        epci_name=found["epci_name"],
        departement=found["departement"],
        latitude=found["latitude"],
        longitude=found["longitude"],
        location_source=PointSource(found["location_source"]) if found["location_source"] else None,
        location_quality=PointQuality(found["location_quality"]),
        opening_hours=found["opening_hours"],
        opening_hours_text=found["opening_hours_text"],
        phone=found["phone"],
        email=found["email"],
        website=found["website"],
        siret=found["siret"],
        categories=tuple(Category(code) for code in json.loads(found["categories"])),
        may_advertise=bool(found["may_advertise"]),
        external_id=found["external_id"],
        duplicate_of=found["duplicate_of"],
        warnings=tuple(json.loads(found["warnings"])),
        note=found["note"],
        archived_at=clock.from_stamp(found["archived_at"]) if found["archived_at"] else None,
        archive_reason=ArchiveReason(found["archive_reason"]) if found["archive_reason"] else None,
        archive_note=found["archive_note"],
        merged_into=found["merged_into"],
        may_publish_phone=bool(found["may_publish_phone"]),
        siret_state=SiretState(found["siret_state"]),
        siret_checked_on=date.fromisoformat(found["siret_checked_on"]) if found["siret_checked_on"] else None,
        siret_closed_on=date.fromisoformat(found["siret_closed_on"]) if found["siret_closed_on"] else None,
        location_score=found["location_score"],
        located_at=clock.from_stamp(found["located_at"]) if found["located_at"] else None,
        updated_at=clock.from_stamp(found["updated_at"]),
        version=found["version"],
    )


def place_by_id(db: Database, place_id: int) -> Place | None:
    """One place, archived or not."""
    found = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    return place_from(found) if found else None


def places_where(db: Database, where: str = "1 = 1", parameters: dict[str, object] | None = None) -> list[Place]:
    """Places by a condition written in our code, never by users; by commune then name."""
    sql = f"SELECT * FROM shop_card WHERE {where} ORDER BY search_key, id"  # noqa: S608
    return [place_from(found) for found in rows(db, sql, parameters or {})]


def organisation_id(db: Database, name: str, network: str) -> int | None:
    """The organisation of that name (accents and case apart), made at need inside the transaction; None when empty."""
    if not name:
        return None
    key = search_key(name) or name
    found = row(db, "SELECT id, network FROM organisations WHERE search_key = ?", [key])
    if found is None:
        cursor = db.conn.execute(
            "INSERT INTO organisations (name, search_key, network) VALUES (?, ?, ?)", [name, key, network]
        )
        return cursor.lastrowid
    if network and network != found["network"]:
        db.conn.execute(
            "UPDATE organisations SET network = ?, version = version + 1 WHERE id = ?", [network, found["id"]]
        )
    return found["id"]


def free_slug(db: Database, name: str, commune: str) -> str:
    """An address for the shop's public page that no other has: name, then with the commune, then numbered."""
    plain, with_commune = slug(name), slug(f"{name} {commune}")
    for candidate in (plain, with_commune):
        if not value(db, "SELECT 1 FROM places WHERE slug = ?", [candidate]):
            return candidate
    # Steps that double until a free number, then back by halves: a few looks at the index, however many namesakes.
    # Archived sheets keep their address, so numbers in use follow one another.
    used, free = 1, 2
    while value(db, "SELECT 1 FROM places WHERE slug = ?", [f"{with_commune}-{free}"]):
        used, free = free, free * 2
    while free - used > 1:
        middle = (used + free) // 2
        if value(db, "SELECT 1 FROM places WHERE slug = ?", [f"{with_commune}-{middle}"]):
            used = middle
        else:
            free = middle
    return f"{with_commune}-{free}"


def contact_from(found: Row) -> Contact:
    """A row of ``contacts`` with ``place_ids`` and ``place_names`` (JSON lists) as a Contact."""
    return Contact(
        id=found["id"],
        name=found["name"],
        email=found["email"],
        phone=found["phone"],
        job=found["job"],
        may_publish=bool(found["may_publish"]),
        place_ids=tuple(json.loads(found["place_ids"])),
        place_names=tuple(json.loads(found["place_names"])),
        archived_at=clock.from_stamp(found["archived_at"]) if found["archived_at"] else None,
        erased_at=clock.from_stamp(found["erased_at"]) if found["erased_at"] else None,
        joined_to=found["joined_to"],
        version=found["version"],
    )


_CONTACTS = """
    SELECT contacts.*,
        (SELECT coalesce(json_group_array(place_id), '[]') FROM (SELECT place_id FROM contact_places
            JOIN places ON places.id = place_id WHERE contact_id = contacts.id ORDER BY places.name)) AS place_ids,
        (SELECT coalesce(json_group_array(name), '[]') FROM (SELECT places.name FROM contact_places
            JOIN places ON places.id = place_id WHERE contact_id = contacts.id ORDER BY places.name)) AS place_names
    FROM contacts
"""


def contacts_where(db: Database, where: str = "1 = 1", parameters: dict[str, object] | None = None) -> list[Contact]:
    """Contacts by a condition written in our code, by name."""
    sql = f"{_CONTACTS} WHERE {where} ORDER BY contacts.name COLLATE NOCASE, contacts.id"
    return [contact_from(found) for found in rows(db, sql, parameters or {})]


def contact_by_id(db: Database, contact_id: int) -> Contact | None:
    """One contact, archived or not."""
    found = contacts_where(db, "contacts.id = :id", {"id": contact_id})
    return found[0] if found else None


def set_contact_places(db: Database, contact_id: int, place_ids: tuple[int, ...]) -> None:
    """Replace the places a contact answers for."""
    db.conn.execute("DELETE FROM contact_places WHERE contact_id = ?", [contact_id])
    db.conn.executemany(
        "INSERT INTO contact_places VALUES (?, ?)", [(contact_id, place_id) for place_id in dict.fromkeys(place_ids)]
    )


def current_slug(db: Database, address: str) -> str:
    """The address of the sheet that took the place of the one at ``address``; the same when none did."""
    sql = (
        "WITH RECURSIVE mine(id, slug, merged_into) AS (SELECT id, slug, merged_into FROM places WHERE slug = ? "
        "UNION SELECT places.id, places.slug, places.merged_into FROM places "
        "JOIN mine ON places.id = mine.merged_into) SELECT slug FROM mine WHERE merged_into IS NULL"
    )
    return str(value(db, sql, [address]) or address)


def count_places(db: Database, kind: Kind) -> int:
    """Active places of a kind."""
    return int(value(db, "SELECT count(*) FROM places WHERE kind = ? AND archived_at IS NULL", [str(kind)]) or 0)
