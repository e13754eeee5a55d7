"""An edition with two shops in two territories, its press page open, outlets and people of the press."""

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.base.text import slug
from campaign.identity import actions as identity_actions
from campaign.media.correspondents import add_correspondent
from campaign.media.outlets import add_outlet

ALM, SAUMUR = "244900015", "200071876"  # Angers Loire Métropole, Saumur Val de Loire


@pytest.fixture
def opened(db, officer, in_2026, edition, shop, answered) -> int:
    """An edition told on 2 November 2026, one shop in Angers, one in Saumur; its press page is open."""
    identity_actions.change_identity(db, officer, 1, {"body_name": "Département de Maine-et-Loire",
                                                      "contact_name": "Camille Moreau",
                                                      "contact_phone": "02 41 00 00 00"}, new_operation())  # fmt: skip
    edition_id = edition()
    answered(edition_id, shop())
    answered(edition_id, shop("Le Comptoir du réemploi", address="44 rue de Rouen", postcode="49400", commune="Saumur"))
    db.conn.execute("INSERT INTO press_sheets (edition_id, published_at) VALUES (?, ?)", [edition_id, clock.stamp()])
    return edition_id


@pytest.fixture
def outlet(db, officer):
    """Adds an outlet: (name, **values) -> id."""

    def add(name: str = "Le Courrier inventé", **values) -> int:
        return add_outlet(db, officer, {"name": name, "kind": "daily", **values}, new_operation())

    return add


@pytest.fixture
def person(db, officer):
    """Adds somebody of the press: (name, outlet ids, **values) -> id."""

    def add(name: str = "Paul Plume", outlet_ids=(), **values) -> int:
        email = f"{slug(name.partition(' ')[0])}@presse.example"
        typed = {"name": name, "email": email, "outlet_ids": list(outlet_ids), **values}
        return add_correspondent(db, officer, typed, new_operation())

    return add
