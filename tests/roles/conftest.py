"""An edition with a shop, an animator and a team, each with a role to read."""

from dataclasses import dataclass

import pytest

from campaign.accounts.model import Actor
from campaign.base.operations import new_operation
from campaign.participation import actions as participation
from campaign.partners import actions as partners
from campaign.roles.team import add_member

CHOLETAIS = "200071678"


@dataclass(frozen=True, slots=True)
class Crew:
    """Who is there."""

    edition_id: int
    shop_id: int
    felicie: Actor
    amina: Actor


@pytest.fixture
def crew(db, officer, shop, contact, edition) -> Crew:
    """« La Malle à Félicie » in Cholet and its contact, the animator of its EPCI, both with their link."""
    edition_id = edition()
    shop_id = shop(postcode="49300", commune="Cholet")
    sheet = {"name": "Cholet Agglomération", "kind": "epci", "address": "Rue de l’Essai", "postcode": "49300",
             "commune": "Cholet"}  # fmt: skip
    epci_id = partners.add_place(db, officer, sheet, new_operation())
    felicie = contact([shop_id])
    amina = contact([epci_id], name="Amina Diallo", email="amina@exemple.fr")
    participation.invite(db, officer, edition_id, [shop_id], new_operation())
    participation.prepare_links(db, officer, edition_id, new_operation())
    return Crew(edition_id, shop_id, felicie, amina)


@pytest.fixture
def member(db, officer):
    """Adds somebody to the team: (edition id, **values) -> member id."""

    def add(edition_id: int, **values) -> int:
        typed = {"name": "Nour Petit", "duty": "cheffe du service communication", "role": "communication",
                 "email": "nour@exemple.fr", **values}  # fmt: skip
        return add_member(db, officer, edition_id, typed, new_operation())

    return add
