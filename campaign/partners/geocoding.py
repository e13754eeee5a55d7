"""Placing what has no reliable point: by the national address service, or at the commune's own point."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, operations
from campaign.base.database import Database, Row, row, transaction
from campaign.base.errors import GeocoderUnavailable
from campaign.base.french import plural
from campaign.partners.found_addresses import AddressesInDatabase
from campaign.partners.location import commune_of, without_doubts_of_point
from campaign.partners.model import Place
from campaign.partners.saving import record_change, update_place
from campaign.partners.store import places_where
from campaign.territory import views as territory
from campaign.territory.geocoder import NationalGeocoder
from campaign.territory.model import Commune, Point, PointQuality, PointSource

_RANK = (PointQuality.NONE, PointQuality.COMMUNE, PointQuality.STREET, PointQuality.EXACT)
# A point placed by hand is never looked for again.
_WAITING = "kind = 'shop' AND archived_at IS NULL AND coalesce(location_source, '') <> 'manual' AND location_quality "

Progress = Callable[[int, int], bool | None]  # done, total -> False to stop


@dataclass(frozen=True, slots=True)
class Placing:
    """What a run did: sheets by the quality of their point afterwards, how many of them changed, and how many are left
    because the service did not answer for them or the run was stopped. ``to_look_at`` are ids of sheets whose address
    was not found, or not surely."""

    counts: dict[PointQuality, int]
    moved: int
    left: int = 0
    to_look_at: tuple[int, ...] = ()


@guarded
def place_shops(
    db: Database,
    by: Actor,
    operation: str,
    geocoder: NationalGeocoder | None = None,
    limit: int | None = None,
    progress: Progress = lambda done, total: True,
) -> Placing:
    """Look for a better point for each shop whose own is missing or only its commune's; at most ``limit`` shops.

    Without a geocoder the commune's point is used. Each shop is saved by itself, the network being asked outside of any
    transaction; a sheet changed meanwhile by somebody is left alone. One address for which the service fails is left
    and the next is asked; once the service rests, nothing more is.
    """
    wanted = [PointQuality.NONE] if geocoder is None else [PointQuality.NONE, PointQuality.COMMUNE]
    marks = ", ".join(f"'{quality}'" for quality in wanted)
    waiting = sorted(places_where(db, f"{_WAITING} IN ({marks})"), key=lambda shop: shop.id)[:limit]
    known = AddressesInDatabase(db)
    counts = dict.fromkeys(PointQuality, 0)
    moved, left, doubtful = 0, 0, []
    for done, shop in enumerate(waiting):
        resting = geocoder is not None and geocoder.is_resting
        if progress(done, len(waiting)) is False or (left and resting):
            left += len(waiting) - done
            break
        commune = commune_of(shop)
        try:
            point = _point(geocoder, known, shop, commune)
        except GeocoderUnavailable:
            left += 1
            continue
        columns = _better(shop, point, commune)
        moved += _save(db, by, shop, columns, f"{operation}-{shop.id}")
        counts[PointQuality(columns.get("location_quality", shop.location_quality))] += 1
        if point.warnings:
            doubtful.append(shop.id)
    else:
        progress(len(waiting), len(waiting))
    return Placing(counts, moved, left, tuple(doubtful))


def left_sentence(left: int) -> str:
    """What to say when the service stopped answering: what was placed stays."""
    return (
        f"Le service d’adresses ne répond pas : il reste {plural(left, 'boutique')} à placer. "
        "Recommencez plus tard : ce qui est placé le reste."
    )


def _point(
    geocoder: NationalGeocoder | None, known: AddressesInDatabase, shop: Place, commune: Commune | None
) -> Point:
    if geocoder is None or not shop.address:
        return territory.commune_point(commune)
    departement = shop.departement or None
    return geocoder.locate(shop.address, commune=commune, postcode=shop.postcode, departement=departement, known=known)


def _better(shop: Place, point: Point, commune: Commune | None) -> Row:
    """Columns to write: the point when it is better than the sheet's, the doubts about it in any case."""
    warnings = [*without_doubts_of_point(shop.warnings), *point.warnings]
    told = {"warnings": json.dumps(warnings, ensure_ascii=False)}
    if _RANK.index(point.quality) <= _RANK.index(shop.location_quality):
        if shop.location_quality is not PointQuality.NONE or commune is None or commune.latitude is None:
            return told
        point = territory.commune_point(commune)  # nothing found: better there than nowhere
    return told | {
        "latitude": point.latitude,
        "longitude": point.longitude,
        "location_source": str(PointSource(point.source)),
        "location_quality": str(point.quality),
        "location_score": point.score,
        "located_at": clock.stamp(),
    }


def _save(db: Database, by: Actor, shop: Place, columns: Row, operation: str) -> bool:
    with transaction(db):
        if operations.replay(db, operation, "place_shop", shop.id) is not None:
            return False
        before = row(db, "SELECT * FROM shop_card WHERE id = ?", [shop.id])
        saved = _differs(before, columns) and update_place(db, shop.id, shop.version, columns)
        if saved:
            details = {"quality": columns.get("location_quality"), "source": columns.get("location_source")}
            record_change(db, by, "change_place", shop.id, operation, before, details)
        operations.remember(db, operation, "place_shop", shop.id)
    return saved and "location_quality" in columns


def _differs(before: Row, columns: Row) -> bool:
    return any(before[name] != columns[name] for name in columns if name != "located_at")
