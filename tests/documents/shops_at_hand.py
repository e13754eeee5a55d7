"""Shops and outlines to print: the demonstration's own, as many as asked, and the longest names one can imagine."""

import json
from dataclasses import replace

from campaign.base.settings import ASSETS
from campaign.demonstration.shops import FIRST_SHOPS
from campaign.documents.content import Shop
from campaign.documents.map_plan import Territory
from campaign.territory.model import epci_forms
from campaign.territory.outlines import contains

LONGEST = (
    "Association intermédiaire pour le réemploi solidaire et l’insertion par l’activité économique du bassin de vie "
    "de l’Anjou bleu"
)


def _features() -> list[dict]:
    return json.loads((ASSETS / "territory/contours/epci_49.geojson").read_text(encoding="utf-8"))["features"]


def territories() -> tuple[Territory, ...]:
    """The EPCI of Maine-et-Loire."""
    found = []
    for feature in _features():
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = tuple(tuple((x, y) for x, y, *_ in ring) for polygon in polygons for ring in polygon)
        found.append(Territory(epci_forms(feature["properties"]["name"])[0], rings))
    return tuple(found)


def shops(count: int, long: bool = False) -> tuple[Shop, ...]:
    """``count`` shops numbered by territory then town, each a little away from the first of its kind."""
    found = []
    for index in range(count):
        one, turn = FIRST_SHOPS[index % len(FIRST_SHOPS)], index // len(FIRST_SHOPS)
        point = (one.point[0] + 0.011 * turn, one.point[1] - 0.017 * turn)
        territory = next(
            (epci_forms(f["properties"]["name"])[0] for f in _features() if contains(f["geometry"], *one.point)), ""
        )  # fmt: skip
        name = LONGEST if long and index % 3 == 0 else one.name
        found.append(
            Shop(
                0, name, one.commune, address=one.address, short_name=one.short_name, hours=one.hours,
                activities=("Café offert", "jeu de piste"), territory=territory, point=point,
            )
        )  # fmt: skip
    found.sort(key=lambda shop: (shop.territory, shop.commune))
    return tuple(replace(shop, number=number) for number, shop in enumerate(found, 1))
