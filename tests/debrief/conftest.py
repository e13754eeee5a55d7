"""A debrief to tell: the event is over, one shop took part."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.base import clock
from campaign.editions.views import edition as edition_view


@pytest.fixture
def told(db, linked, answered):
    """The event is over: (edition id, place id, the contact, their link), the two days."""
    edition_id, place_id, actor, link = linked
    answered(edition_id, place_id)
    days = edition_view(db, edition_id).days
    with clock.frozen(datetime.combine(days[-1] + timedelta(days=2), datetime.min.time(), UTC)):
        yield edition_id, place_id, actor, link, days
