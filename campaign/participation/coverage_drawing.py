"""The coverage as maps and pages are given it: communes tinted by distance, confirmed shops, and their words."""

import math
from collections.abc import Sequence

from campaign.base.french import number, plural
from campaign.base.settings import settings
from campaign.maps.model import Area, Pin, Shape
from campaign.participation.coverage import Coverage
from campaign.territory import views as territory
from campaign.territory.reach import BANDS_KM, Reached, Share

BAND_NAMES = dict(zip(BANDS_KM, ("near", "middle", "far"), strict=True))
RULE = "À vol d’oiseau, de la mairie ou du centre de la commune à la boutique confirmée la plus proche."
_DISC_KM, _SIDES = 2.2, 12  # where no contour is known, a commune is a small disc at its point


def band_words(km: int | None) -> str:
    """« À 5 km ou moins », « De 5 à 10 km », « À plus de 20 km »."""
    if km is None:
        return f"À plus de {BANDS_KM[-1]} km"
    rank = BANDS_KM.index(km)
    return f"De {BANDS_KM[rank - 1]} à {km} km" if rank else f"À {km} km ou moins"


def commune_words(one: Reached) -> str:
    """« 11 800 habitants · La Remise à 3,2 km »."""
    lives = plural(one.commune.population, "habitant")
    if one.nearest is None or one.distance_km is None:
        return f"{lives} · aucune boutique confirmée" if one.commune.latitude is not None else f"{lives} · sans point"
    return f"{lives} · {one.nearest.name} à {km_words(one.distance_km)}"


def percent(one: Share, km: int) -> str:
    """« 78 % », « moins de 1 % »; never « 100 % » while somebody is left out."""
    value = one.percent(km)
    if 0 < value < 1:
        return "moins de 1 %"
    return f"{min(round(value), 99) if value < 100 else 100} %"


def km_words(km: float) -> str:
    """« 3,2 km », « 0 km » in the same place, « 41 km » from ten."""
    return f"{number(km, 0 if km >= 10 or km < 0.05 else 1)} km"


def coverage_areas(found: Coverage) -> list[Area]:
    """The communes, tinted by distance; without contours, the département and a disc at each commune's point."""
    code = settings().departement
    by_code = {one.commune.insee_code: one for one in found.reached}
    features = (territory.commune_contours(code) or {}).get("features", ())
    drawn = [
        _area(by_code[feature["properties"]["insee_code"]], feature["geometry"])
        for feature in features
        if feature["properties"]["insee_code"] in by_code
    ]
    if drawn:
        return drawn
    outline = territory.departement_outline(code)
    whole = [Area(territory.departement(code).name, outline["geometry"])] if outline else []
    return whole + [_area(one, _disc(one)) for one in found.reached if one.commune.latitude is not None]


def coverage_pins(found: Coverage) -> list[Pin]:
    """The confirmed shops, without numbers: what counts here is where they are."""
    return [
        Pin(spot.place_id, "", spot.latitude, spot.longitude, Shape.DISC, spot.name,
            "centre de la commune" if spot.is_at_commune else "")
        for spot in found.spots
    ]  # fmt: skip


def by_band(found: Coverage) -> list[tuple[int | None, Sequence[Reached]]]:
    """The communes of each band, the nearest first, those beyond them all last."""
    return [(km, [one for one in found.reached if one.band_km == km]) for km in (*BANDS_KM, None)]


def _area(one: Reached, geometry: dict) -> Area:
    tint = BAND_NAMES[one.band_km] if one.band_km else ""
    return Area(one.commune.name, geometry, tint, commune_words(one))


def _disc(one: Reached) -> dict[str, object]:
    north = _DISC_KM / 111.2
    east = north / math.cos(math.radians(one.commune.latitude))
    angles = [2 * math.pi * side / _SIDES for side in range(_SIDES)]
    ring = [
        [
            round(one.commune.longitude + east * math.cos(angle), 5),
            round(one.commune.latitude + north * math.sin(angle), 5),
        ]
        for angle in angles
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
