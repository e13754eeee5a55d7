"""A driver's link reaches the slips of its round; what cannot be counted waits, nothing is refused on the road."""

import pytest

from campaign.base.errors import NotFound
from campaign.base.operations import new_operation
from campaign.deliveries import views
from campaign.deliveries.model import DeliverySaid, Outcome, SlipKind, SlipState
from campaign.deliveries.road import note_delivery
from campaign.deliveries.road_views import road_page, road_slip
from campaign.deliveries.slips import prepare_slips
from campaign.deliveries.store import live_slip
from campaign.messages.actions import send_step
from campaign.messages.model import Step
from campaign.messages.passages import passage_in_words
from campaign.participation.actions import prepare_links
from campaign.rounds.links import driver_address, open_round
from campaign.rounds.views import round_of
from campaign.stock import moving
from campaign.stock.views import available, items
from tests.rounds.conftest import adopted, planned, told

__all__ = ["adopted", "planned", "told"]


@pytest.fixture
def driver(db, officer, logistics, told, adopted):
    """The first round's driver, once the slips are made."""
    prepare_slips(db, logistics, told.edition, new_operation())
    address = driver_address(db, officer, adopted.rounds[0].id)
    return open_round(db, address.rpartition("/")[2])


def of(db, told, place_id):
    return live_slip(db, told.edition, SlipKind.DELIVERY, place_id)


def everything(slip):
    return DeliverySaid(Outcome.DELIVERED, {one.id: one.planned for one in slip.lines}, receiver="Inès Garnier")


def test_a_driver_sees_the_stops_of_their_round_in_order(db, driver, told, adopted):
    page = road_page(db, driver.actor, driver.round_id)
    assert [one.place.id for one in page.stops] == [one.place_id for one in adopted.rounds[0].stops]
    assert page.next == page.stops[0]
    assert page.done == 0


def test_the_first_entry_starts_the_round(db, officer, driver, told, adopted):
    slip = of(db, told, adopted.rounds[0].stops[0].place_id)
    assert note_delivery(db, driver.actor, slip.number, everything(slip), new_operation()).status == "applied"
    assert round_of(db, officer, driver.round_id).started_at is not None
    page = road_page(db, driver.actor, driver.round_id)
    assert (page.done, page.stops[0].state) == (1, SlipState.DONE)


def test_a_second_entry_of_the_road_waits_and_overwrites_nothing(db, officer, driver, told, adopted):
    slip = of(db, told, adopted.rounds[0].stops[0].place_id)
    note_delivery(db, driver.actor, slip.number, everything(slip), new_operation())
    before = available(db, officer)
    said = note_delivery(db, driver.actor, slip.number, everything(slip), new_operation())
    assert said.status == "to_settle"
    assert "à arbitrer" in said.message
    assert available(db, officer) == before
    assert [one.slip.number for one in views.to_settle(db, officer)] == [slip.number]
    assert road_page(db, driver.actor, driver.round_id).stops[0].message.startswith(f"Bon {slip.number} déjà livré")


def test_what_the_stock_contradicts_is_kept_to_be_settled(db, officer, driver, told, adopted):
    flyers = next(one for one in items(db, officer) if one.code == "FLY-A5")
    moving.discard(db, officer, flyers.id, told.depot, 95, "", new_operation())
    slip = of(db, told, adopted.rounds[0].stops[0].place_id)
    said = note_delivery(db, driver.actor, slip.number, everything(slip), new_operation())
    assert (said.status, available(db, officer)[flyers.id]) == ("to_settle", 5)


def test_another_rounds_slip_does_not_exist_for_a_driver(db, driver, told, adopted, shop, answered, logistics):
    mine = {one.place_id for one in adopted.rounds[0].stops}
    other = shop("Ailleurs", commune="Segré-en-Anjou Bleu", postcode="49500")
    answered(told.edition, other)
    prepare_slips(db, logistics, told.edition, new_operation())
    slip = of(db, told, next(one for one in (*told.shops, other) if one not in mine))
    for attempt in (
        lambda: note_delivery(db, driver.actor, slip.number, everything(slip), new_operation()),
        lambda: road_slip(db, driver.actor, driver.round_id, slip.number),
    ):
        with pytest.raises(NotFound, match="pas de votre tournée"):
            attempt()


def test_each_shop_reads_when_the_van_passes_and_nobody_types_it(db, officer, told, adopted, contact):
    contact(told.shops[:1])
    prepare_links(db, officer, told.edition, new_operation())
    one = next(one for one in adopted.rounds for stop in one.stops if stop.place_id == told.shops[0])
    said = passage_in_words(db, told.edition, (told.shops[0],))
    assert said.startswith("mardi 15 décembre" if one.day.day == 15 else "mercredi 16 décembre")
    assert "entre" in said
    assert send_step(db, officer, told.edition, Step.DELIVERY, "", new_operation()) == 1
