"""What is doubtful about where a sheet's point stands. Rules only: nothing is read but the territory's assets."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from campaign.base.errors import NotFound
from campaign.base.french import number
from campaign.base.settings import settings
from campaign.partners.model import Place
from campaign.territory import views as territory
from campaign.territory.geocoder import SURE_SCORE
from campaign.territory.model import Commune, PointQuality, PointSource
from campaign.territory.outlines import contains

AT_COMMUNE = "centre de la commune"
KEPT_BY_HAND = "La commune a changé ; le point placé à la main est resté où il était : vérifiez-le."
# The sentences that placing, importing and moving write about a point; a new point answers them.
_ABOUT_THE_POINT = re.compile(r"coordonnées|longitude|latitude|\bpoint\b|position|adresse (imprécise|trouvée)", re.I)


def is_at_commune(place: Place) -> bool:
    """Whether the sheet stands at its commune's own point, for want of a better one: maps and lists say so."""
    return place.latitude is not None and place.location_quality is PointQuality.COMMUNE


def location_doubts(place: Place) -> tuple[str, ...]:
    """French sentences on a point to look at: none, outside the campaign's département, far from its commune
    (``reach_km``), or an answer that the address service was not sure of (score < 0.6). Empty when nothing is wrong;
    the centre of a commune is not a doubt (``is_at_commune``). Whoever sets a point by hand has seen the border."""
    if place.latitude is None or place.longitude is None:
        return ("Aucun point sur la carte.",)
    commune = commune_of(place)
    doubts = []
    if not territory.point_is_credible(place.latitude, place.longitude, commune):
        doubts.append(_far(place, commune))
    if place.location_source is not PointSource.MANUAL and _is_outside(
        place.latitude, place.longitude, settings().departement
    ):
        doubts.append(f"Le point n’est pas {territory.departement(settings().departement).in_form}.")
    unsure = place.location_source is PointSource.BAN and place.location_score is not None
    if unsure and place.location_score < SURE_SCORE:
        percent = round(100 * place.location_score)
        doubts.append(f"Le service d’adresses n’est sûr de ce point qu’à {percent} %.")
    return tuple(doubts)


def without_doubts_of_point(warnings: Iterable[str]) -> tuple[str, ...]:
    """The warnings of a sheet that are about something else than its point."""
    return tuple(one for one in warnings if one.startswith("Commune ") or not _ABOUT_THE_POINT.search(one))


def with_kept_by_hand(stored: str | None) -> str:
    """The stored warnings (JSON) of a sheet whose commune changes under a point set by hand: it stays, and says so."""
    warnings = json.loads(stored or "[]")
    return json.dumps([*(one for one in warnings if one != KEPT_BY_HAND), KEPT_BY_HAND], ensure_ascii=False)


def commune_of(place: Place) -> Commune | None:
    """The sheet's commune; None when it has none, or a code that no commune has any more."""
    try:
        return territory.commune(place.insee_code) if place.insee_code else None
    except NotFound:
        return None


def _far(place: Place, commune: Commune | None) -> str:
    if commune is None or not territory.point_is_credible(place.latitude, place.longitude, None):
        return "Le point n’est pas en France."
    far = territory.distance_km(place.latitude, place.longitude, commune.latitude, commune.longitude)
    return f"Le point est à {number(far, 0)} km de la commune ({commune.name})."


@lru_cache(maxsize=4096)
def _is_outside(latitude: float, longitude: float, departement: str) -> bool:
    # Lists ask this of every shop at each display, and an outline has thousands of sides.
    outline = territory.departement_outline(departement)
    if outline and contains(outline["geometry"], latitude, longitude):
        return False
    # Outlines are simplified: a shop of a border town may fall a street outside. Its nearest commune then says.
    nearest = territory.commune_of_point(latitude, longitude, departement)
    return nearest is None or nearest.departement != departement
