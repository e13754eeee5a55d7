"""Placing what has no reliable point: by the national address service, or at the commune's own point."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import GeocoderUnavailable
from campaign.base.french import plural
from campaign.partners.model import Place
from campaign.partners.saving import update_place
from campaign.partners.store import places_where
from campaign.territory import views as territory
from campaign.territory.geocoder import NationalGeocoder
from campaign.territory.model import Commune, Point, PointQuality, PointSource

_RANK = (PointQuality.NONE, PointQuality.COMMUNE, PointQuality.STREET, PointQuality.EXACT)


@dataclass(frozen=True, slots=True)
class Placing:
    """What a run did: sheets by the quality of their point afterwards, and how many of them changed."""

    counts: dict[PointQuality, int]
    moved: int


@guarded
def place_shops(
    db: Database,
    by: Actor,
    operation: str,
    geocoder: NationalGeocoder | None = None,
    limit: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Placing:
    """Look for a better point for each shop whose own is missing or only its commune's; at most ``limit`` shops.

    Without a geocoder the commune's point is used. Each shop is saved by itself, the network being asked outside of any
    transaction; a sheet changed meanwhile by somebody is left alone. ``progress`` gets (done, total).

    Raises:
        GeocoderUnavailable: the service stopped answering; what was placed before stays.
    """
    wanted = [PointQuality.NONE] if geocoder is None else [PointQuality.NONE, PointQuality.COMMUNE]
    marks = ", ".join(f"'{quality}'" for quality in wanted)
    waiting = places_where(db, f"kind = 'shop' AND archived_at IS NULL AND location_quality IN ({marks})")
    waiting = sorted(waiting, key=lambda shop: shop.id)[:limit]
    counts = dict.fromkeys(PointQuality, 0)
    moved = 0
    for done, shop in enumerate(waiting):
        progress(done, len(waiting))
        commune = territory.commune(shop.insee_code) if shop.insee_code else None
        try:
            point = _point(geocoder, shop, commune)
        except GeocoderUnavailable as error:
            left = plural(len(waiting) - done, "boutique")
            raise GeocoderUnavailable(
                f"Le service d’adresses ne répond pas : il reste {left} à placer. Recommencez plus tard."
            ) from error
        if _RANK.index(point.quality) > _RANK.index(shop.location_quality):
            moved += _save(db, by, shop, point, f"{operation}-{shop.id}")
            counts[point.quality] += 1
        else:
            counts[shop.location_quality] += 1
    progress(len(waiting), len(waiting))
    return Placing(counts, moved)


def _point(geocoder: NationalGeocoder | None, shop: Place, commune: Commune | None) -> Point:
    if geocoder is None or not shop.address:
        return territory.commune_point(commune)
    return geocoder.locate(shop.address, commune=commune, postcode=shop.postcode, departement=shop.departement or None)


def _save(db: Database, by: Actor, shop: Place, point: Point, operation: str) -> bool:
    with transaction(db):
        if operations.replay(db, operation, "place_shop", shop.id) is not None:
            return False
        saved = update_place(
            db,
            shop.id,
            shop.version,
            {
                "latitude": point.latitude,
                "longitude": point.longitude,
                "location_source": str(PointSource(point.source)) if point.source else None,
                "location_quality": str(point.quality),
                "warnings": json.dumps(list(point.warnings), ensure_ascii=False),
            },
        )
        if saved:
            details = {"quality": str(point.quality), "source": str(point.source)}
            journal.record(db, by.journal_name, "change_place", "place", shop.id, operation, details)
        operations.remember(db, operation, "place_shop", shop.id)
    return saved
