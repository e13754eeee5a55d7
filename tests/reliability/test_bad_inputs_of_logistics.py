"""Inputs 53 to 59 of the list of hostile inputs: each is refused, or kept to be settled, in its own sentence.

The last one, a phone that keeps nothing, is tried in a browser (``tests/browser/test_driver_offline.py``); fifty
bookings at once in ``tests/loans/test_booking.py``.
"""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import InvalidInput, NotEnough, NotFound, Refused, SurplusToDeclare
from campaign.base.operations import new_operation
from campaign.deliveries import views
from campaign.deliveries.model import DeliverySaid, EntryState, LineSaid, Outcome, ReturnSaid
from campaign.deliveries.road import note_delivery, note_return
from campaign.deliveries.slips import prepare_slips
from campaign.deliveries.store import known_slip
from campaign.editions.actions import cancel_edition
from campaign.rounds.links import driver_address, open_round
from campaign.stock import moving
from campaign.stock.views import available, items
from tests.deliveries.conftest import deliver, give_back, lent
from tests.rounds.conftest import adopted, planned, told

__all__ = ["adopted", "deliver", "give_back", "lent", "planned", "told"]


def test_53_more_than_the_depot_holds(db, officer, depot, stocked):
    wheels = stocked(2, "ROU", "Roues", "counted")
    with pytest.raises(NotEnough, match=r"Il reste 2\u00a0roues au dépôt ; vous en demandez 3\."):
        moving.discard(db, officer, wheels, depot, 3, "", new_operation())


@pytest.mark.parametrize("typed", ["-1", "0", "2,5"])
def test_54_a_quantity_that_is_none(db, officer, depot, item, typed):
    with pytest.raises(InvalidInput, match=r"Quantité : entier à partir de 1\."):
        moving.receive(db, officer, item(), depot, typed, "", new_operation())


def test_55_a_kit_given_back_twice_says_who_and_when(db, lent, deliver, give_back):
    deliver()
    give_back(panels=None)
    with pytest.raises(Refused, match=r"ROUE n°\u00a01 déjà rendu le 02/11/2026 à 10\u00a0h par Alex Logistics"):
        give_back(panels=None)


def test_56_more_than_was_delivered_asks_whether_it_is_a_gap(db, lent, deliver, give_back):
    deliver(panels=3)
    with pytest.raises(SurplusToDeclare, match="4 rendus pour 3 livrés : déclarer un écart"):
        give_back(panels=(4, 0, 0))


def test_56_a_kit_never_delivered_and_another_editions_line_are_unknown(db, logistics, lent, deliver):
    with pytest.raises(NotFound, match="Ce bon n’existe pas"):
        note_return(db, logistics, lent.back, ReturnSaid({}), new_operation())
    deliver()
    delivered_line = known_slip(db, lent.number).lines[0].id
    with pytest.raises(InvalidInput, match="pas sur ce bon"):
        note_return(db, logistics, lent.back, ReturnSaid({delivered_line: LineSaid(ok=1)}), new_operation())


@pytest.fixture
def road(db, officer, logistics, told, adopted):
    """The first stop of a round, told by its driver: (number of the slip, what to say, the driver)."""
    prepare_slips(db, logistics, told.edition, new_operation())
    driver = open_round(db, driver_address(db, officer, adopted.rounds[0].id).rpartition("/")[2]).actor
    place = adopted.rounds[0].stops[0].place_id
    found = next(one for one in views.slips(db, officer, told.edition, "delivery") if one.place.id == place)
    said = {one.id: one.planned for one in found.lines}
    return found.number, said, driver


def test_58_a_batch_sent_twice_is_silent(db, officer, road):
    number, left, driver = road
    said, operation = DeliverySaid(Outcome.DELIVERED, left), new_operation()
    first = note_delivery(db, driver, number, said, operation)
    before = available(db, officer)
    assert note_delivery(db, driver, number, said, operation) == first
    assert available(db, officer) == before
    assert first.status == "applied"


def test_58_a_phone_a_day_late_is_believed_and_its_clock_is_told(db, officer, road):
    number, left, driver = road
    late = clock.now() - timedelta(days=1)
    note_delivery(db, driver, number, DeliverySaid(Outcome.DELIVERED, left, entered_at=late, sent_at=late),
                  new_operation())  # fmt: skip
    (entry,) = views.entries(db, officer, number)
    assert (entry.clock_gap, entry.at, entry.state) == (86400, entry.received_at, EntryState.APPLIED)


def test_58_an_edition_closed_meanwhile_leaves_the_entry_to_be_settled(db, officer, told, road):
    number, left, driver = road
    cancel_edition(db, officer, told.edition, new_operation())
    before = available(db, officer)
    said = note_delivery(db, driver, number, DeliverySaid(Outcome.DELIVERED, left), new_operation())
    assert (said.status, available(db, officer)) == ("to_settle", before)
    assert [one.entry.problem for one in views.to_settle(db, officer)] == ["L’édition a été annulée entre-temps."]


def test_58_what_the_stock_contradicts_is_kept_whole(db, officer, told, road):
    number, left, driver = road
    flyers = next(one.id for one in items(db, officer) if one.code == "FLY-A5")
    moving.discard(db, officer, flyers, told.depot, 100, "", new_operation())
    said = note_delivery(db, driver, number, DeliverySaid(Outcome.DELIVERED, left, receiver="Inès"), new_operation())
    assert said.status == "to_settle"
    (waiting,) = views.to_settle(db, officer)
    assert (waiting.entry.receiver, sum(one.left for one in waiting.entry.lines)) == ("Inès", sum(left.values()))
