"""An open edition with many invited shops, for the tests that write to it from several processes."""

from dataclasses import dataclass
from datetime import date

import pytest

from campaign.accounts.model import Actor
from campaign.base.database import transaction
from campaign.base.operations import new_operation
from campaign.editions import views as editions
from campaign.participation import actions as participation


@dataclass(frozen=True, slots=True)
class Invited:
    """An open edition, its days, its invited shops, and the one contact who answers for them all."""

    edition_id: int
    days: tuple[date, ...]
    place_ids: tuple[int, ...]
    contact: Actor


@pytest.fixture
def invited(db, officer, shop, contact, edition):
    """Adds an open edition with that many invited shops, links ready: (count) -> Invited."""

    def make(count: int) -> Invited:
        edition_id = edition()
        with transaction(db):
            place_ids = tuple(shop(f"Boutique {number}") for number in range(count))
            actor = contact(list(place_ids))
            participation.invite(db, officer, edition_id, place_ids, new_operation())
            participation.prepare_links(db, officer, edition_id, new_operation())
        return Invited(edition_id, editions.edition(db, edition_id).days, place_ids, actor)

    return make
