"""A stock with the usual items, an edition with a shop and its EPCI, models written for them."""

import pytest

from campaign.base.operations import new_operation
from campaign.kits.actions import add_model
from campaign.partners import actions as partners
from campaign.stock import items, moving
from campaign.stock.views import main_depot

GOODS = {
    "AFF-A3": {"name": "Affiches A3", "kind": "consumable", "family": "papers", "volume_litres": "0,1",
               "weight_kg": "0,05"},
    "FLY-A5": {"name": "Flyers A5", "kind": "consumable", "family": "papers", "unit": "paquet de 100", "pack": 100},
    "ANN": {"name": "Annuaires", "kind": "consumable", "family": "papers", "unit": "paquet de 50", "pack": 50},
    "FLE": {"name": "Panneaux de fléchage", "kind": "counted", "family": "signage"},
    "ORI": {"name": "Oriflamme et pied", "kind": "numbered", "family": "signage"},
    "ROUE": {"name": "Roue de la prévention", "kind": "numbered", "family": "games"},
}  # fmt: skip


@pytest.fixture
def depot(db, officer) -> int:
    """The main storage place."""
    found = main_depot(db, officer)
    if found:
        return found.id
    values = {"name": "Hangar", "address": "2 rue du Hangar, Angers", "latitude": "47,47", "longitude": "-0,55"}
    return items.add_depot(db, officer, values, new_operation())


@pytest.fixture
def goods(db, officer) -> dict[str, int]:
    """The usual items, by code."""
    return {
        code: items.add_item(db, officer, {"code": code, **values}, new_operation()) for code, values in GOODS.items()
    }


@pytest.fixture
def stocked(db, logistics, goods, depot):
    """Puts units on the shelf: (code, quantity)."""

    def receive(code: str, quantity: int) -> None:
        moving.receive(db, logistics, goods[code], depot, quantity, "", new_operation())

    return receive


@pytest.fixture
def place(db, officer):
    """Adds an EPCI or a relay: (kind, name, **values) -> id."""

    def add(kind: str, name: str, postcode: str = "49100", commune: str = "Angers", **values) -> int:
        sheet = {"kind": kind, "name": name, "postcode": postcode, "commune": commune, "address": "1 rue du Mail"}
        return partners.add_place(db, officer, {**sheet, **values}, new_operation())

    return add


@pytest.fixture
def written(db, logistics, goods):
    """Writes a model: (kind, {code: (rule, small, medium, large, need)}, **values) -> id."""

    def write(kind: str, lines: dict, **values) -> int:
        typed = [
            {"item_id": goods[code], "rule": rule, "small": low, "medium": middle, "large": high, "need": need}
            for code, (rule, low, middle, high, need) in lines.items()
        ]
        names = {"shop": "Boutique", "epci": "Collectivité", "relay": "Relais"}
        return add_model(db, logistics, {"name": names[kind], "kind": kind, **values}, typed, new_operation())

    return write
