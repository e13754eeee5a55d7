"""The registry's shops as a file: a table (.csv, .xlsx), GeoJSON for maps, JSON for other programs."""

import json
from collections.abc import Callable, Sequence

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.base.exports import csv_bytes
from campaign.base.workbooks import typed_book
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where


def as_record(shop: Place) -> dict[str, object]:
    """A shop under the stable names of docs/contract.md: codes, plain numbers, null for what is not known."""
    return {
        "id": shop.id,
        "external_id": shop.external_id or None,
        "name": shop.name,
        "organisation": shop.organisation,
        "network": shop.network,
        "address": shop.address,
        "address_more": shop.address_more,
        "postcode": shop.postcode,
        "commune": shop.commune,
        "insee_code": shop.insee_code,
        "epci_siren": shop.epci_siren,
        "latitude": shop.latitude,
        "longitude": shop.longitude,
        "location_source": str(shop.location_source) if shop.location_source else None,
        "location_quality": str(shop.location_quality),
        "opening_hours": shop.opening_hours,
        "opening_hours_text": shop.opening_hours_text,
        "categories": [str(category) for category in shop.categories],
        "phone": shop.phone,
        "website": shop.website,
        "siret": shop.siret,
        "may_advertise": shop.may_advertise,
        "duplicate_of": shop.duplicate_of,
        "warnings": list(shop.warnings),
    }


def _as_json(shops: list[Place]) -> bytes:
    return json.dumps([as_record(shop) for shop in shops], ensure_ascii=False, indent=1).encode()


def _as_geojson(shops: list[Place]) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": shop.id,
            "geometry": None
            if shop.latitude is None
            else {"type": "Point", "coordinates": [shop.longitude, shop.latitude]},
            "properties": {name: one for name, one in as_record(shop).items() if name not in ("latitude", "longitude")},
        }
        for shop in shops
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _table(shops: list[Place]) -> tuple[list[str], list[list[object]]]:
    """The same names as headings: the import knows them, so that a table can be corrected and imported again."""
    return list(as_record(Place(0, Kind.SHOP, "", ""))), [list(as_record(shop).values()) for shop in shops]


_WRITERS: dict[str, Callable[[list[Place]], bytes]] = {
    ".csv": lambda shops: csv_bytes(*_table(shops)),
    ".xlsx": lambda shops: typed_book([("Boutiques", *_table(shops))]),
    ".geojson": _as_geojson,
    ".json": _as_json,
}
ENDINGS = tuple(_WRITERS)


@guarded
def shops_file(db: Database, by: Actor, ending: str, only: Sequence[int] | None = None) -> tuple[bytes, int]:
    """(the file, how many shops) of every shop not archived, oldest sheet first, or of ``only`` these, in their order;
    ``ending`` is « .csv », « .xlsx », « .geojson » or « .json ».

    Raises:
        Refused: another ending.
    """
    write = _WRITERS.get(ending.lower())
    if write is None:
        raise Refused("Le nom du fichier finit par .csv, .xlsx, .geojson ou .json.")
    if only is None:
        shops = places_where(db, "kind = 'shop' AND archived_at IS NULL")
        shops.sort(key=lambda shop: shop.id)
    else:
        known = {shop.id: shop for shop in places_where(db, "kind = 'shop'")}
        shops = [known[place_id] for place_id in only if place_id in known]
    return write(shops), len(shops)
