"""An open edition with three confirmed shops in two EPCI, one of which may not advertise."""

from dataclasses import dataclass

import pytest

from campaign.base.operations import new_operation
from campaign.identity import branding
from campaign.participation.model import Need
from campaign.partners.model import Category

CHOLET = {"address": "16 rue des Essais", "postcode": "49300", "commune": "Cholet"}


@dataclass(frozen=True)
class Told:
    """The edition and its three shops by id: the Malle (Angers), the Fil (Cholet, may not advertise), the Remise."""

    edition: int
    malle: int
    fil: int
    remise: int


@pytest.fixture
def told(db, in_2026, shop, edition, answered) -> Told:
    edition_id = edition()
    malle = shop(categories=(Category.BOOKS, Category.FURNITURE))
    ids = [malle, shop("Le Fil", may_advertise=False, **CHOLET), shop("La Remise", **CHOLET)]
    for place_id, posters in zip(ids, (20, 30, 11), strict=True):
        answered(edition_id, place_id, needs={Need.POSTERS: posters, Need.FLYERS: 2})
    return Told(edition_id, *ids)


@pytest.fixture
def printer(db, officer):
    """The printer's name and town, without which nothing is ready to print."""
    values = {"printer_name": "Imprimerie Exemple", "printer_town": "Angers", "paper": "papier recyclé"}
    branding.change_brand(db, officer, 1, values, new_operation())
