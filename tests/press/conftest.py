"""An edition with shops of two territories, their animator and a shop's contact, for tests that write the press kit."""

from dataclasses import dataclass

import pytest

from campaign.accounts.model import Actor
from campaign.base.operations import new_operation
from campaign.participation import actions as participation

ANGERS = "epci:244900015"


@dataclass
class Newsroom:
    """Who writes, and about what; audiences as the room of the press writes them."""

    edition_id: int
    shop_id: int
    animator: Actor
    shopkeeper: Actor

    @property
    def shop(self) -> str:
        return f"shop:{self.shop_id}"


@pytest.fixture
def newsroom(db, officer, shop, contact, edition) -> Newsroom:
    """A shop of Angers that comes, its contact, and the animator of Angers with their link."""
    edition_id = edition()
    shop_id = shop()
    saumur = shop("Le Comptoir du réemploi", postcode="49400", commune="Saumur", address="44 rue de Rouen")
    office = shop("Angers Loire Métropole", kind="epci", address="")
    participation.invite(db, officer, edition_id, [shop_id, saumur], new_operation())
    shopkeeper = contact([shop_id])
    animator = contact([office], name="Nadia Benali", email="nadia@exemple.fr")
    participation.prepare_links(db, officer, edition_id, new_operation())
    return Newsroom(edition_id, shop_id, animator, shopkeeper)
