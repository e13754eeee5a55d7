"""An edition of November 2026 with people to write to, on a Monday that does not move."""

from datetime import timedelta

import pytest

from campaign.accounts import links
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.participation import actions as participation
from campaign.participation.model import Answer

# What a sheet needs so that nothing is missing once the shop has answered.
COMPLETE = {"opening_hours_text": "mar. au sam. 10 h – 18 h", "phone": "02 41 00 00 05", "categories": ["livres"]}


@pytest.fixture
def people(db, officer, in_2026, edition, shop, contact):
    """Makes an open edition and its contacts, one complete shop each, links ready: (count) -> (edition id, Actors).

    Told on Monday 2 November 2026: the days are 1 and 4 January 2027, answers are due by 2 December.
    """

    def make(count: int = 1, **values) -> tuple[int, list]:
        edition_id = edition(**values)
        actors = []
        for rank in range(1, count + 1):
            place_id = shop(f"Boutique {rank}", **COMPLETE)
            participation.invite(db, officer, edition_id, [place_id], new_operation())
            actors.append(contact([place_id], name=f"Personne {rank}", email=f"personne{rank}@exemple.fr"))
        participation.prepare_links(db, officer, edition_id, new_operation())
        return edition_id, actors

    return make


@pytest.fixture
def says(db, answer_values):
    """A contact answers for a shop of theirs through their link: (edition id, actor, **changes) -> Answer."""

    def answer(edition_id: int, actor, place_id: int | None = None, **changes) -> Answer:
        found = (
            place_id
            or db.conn.execute(
                "SELECT place_id FROM contact_places WHERE contact_id = ? ORDER BY place_id", [actor.id]
            ).fetchone()[0]
        )
        values = answer_values(edition_id, **{"duties_read": True, **changes})
        return participation.confirm_participation(db, actor, edition_id, found, values, new_operation())

    return answer


@pytest.fixture
def opens(db):
    """A contact sees their page: (edition id, actor)."""

    def see(edition_id: int, actor) -> None:
        links.note_opening(db, actor, link_of(db, actor.id, edition_id))

    return see


@pytest.fixture
def later():
    """Moves the stopped clock: (**timedelta) -> context."""

    def move(**duration):
        return clock.frozen(clock.now() + timedelta(**duration))

    return move
