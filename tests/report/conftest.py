"""An edition just over, with shops that told what they lived."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import finish, save_section
from campaign.editions.views import edition as edition_view


@pytest.fixture
def over(db, edition):
    """An edition whose days were the day before yesterday and five days ago; the clock stands after it."""
    edition_id = edition()
    last = edition_view(db, edition_id).last_day
    with clock.frozen(datetime.combine(last + timedelta(days=2), datetime.min.time(), clock.PARIS)):
        yield edition_id


@pytest.fixture
def tell(db, officer):
    """Types parts of a debrief: (edition id, place id, {section: form}, done=False)."""

    def typed(edition_id: int, place_id: int, parts: dict[str, dict[str, str]], *, done: bool = False) -> None:
        for section, form in parts.items():
            save_section(db, officer, edition_id, place_id, section, form, new_operation())
        if done:
            finish(db, officer, edition_id, place_id, new_operation())

    return typed


@pytest.fixture
def says(db, officer, shop, answered):
    """A shop that took part and writes in « Et après ? »: (edition id, name, **fields) -> place id."""

    def tell(edition_id: int, name: str = "La Malle à Félicie", **fields: str) -> int:
        place_id = shop(name, address=f"{len(name)} rue {name}")
        answered(edition_id, place_id)
        last = edition_view(db, edition_id).last_day
        with clock.frozen(datetime.combine(last + timedelta(days=2), datetime.min.time(), UTC)):
            save_section(db, officer, edition_id, place_id, "after", fields, new_operation(), answered_by="La boutique")
        return place_id

    return tell
