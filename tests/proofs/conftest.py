"""The edition of the communication room's tests: proofs are made of its pieces."""

from datetime import time

import pytest

from campaign.editions.views import edition as edition_view
from campaign.participation.model import OpenDay
from tests.communication.conftest import printer, told

__all__ = ["opening_at", "printer", "told"]


@pytest.fixture
def opening_at(db, told, answered):
    """A shop answers again, to open every day from that hour to 18 h."""

    def again(place_id: int, hour: int) -> None:
        days = tuple(OpenDay(day, time(hour), time(18)) for day in edition_view(db, told.edition).days)
        answered(told.edition, place_id, days=days)

    return again
