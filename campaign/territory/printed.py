"""Outlines as printed maps take them."""

from functools import lru_cache

from campaign.documents.map_plan import Territory
from campaign.territory import views
from campaign.territory.model import epci_forms


@lru_cache(maxsize=4)
def outlines(departement: str) -> dict[str, Territory]:
    """The EPCI of a département by SIREN; where their contours are unknown, the département itself by its code."""
    features = (views.epci_contours(departement) or {}).get("features", ())
    found = {
        one["properties"]["siren"]: Territory(epci_forms(one["properties"]["name"])[0], _rings(one["geometry"]))
        for one in features
    }
    whole = views.departement_outline(departement)
    if not found and whole:
        found[departement] = Territory(views.departement(departement).name, _rings(whole["geometry"]))
    return found


def _rings(geometry: dict) -> tuple[tuple[tuple[float, float], ...], ...]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(tuple((x, y) for x, y, *_ in ring) for polygon in polygons for ring in polygon)
