"""A shop that takes part, a storage place, and a kit of posters, panels and a wheel on its slip."""

from dataclasses import dataclass

import pytest

from campaign.base.database import insert, transaction
from campaign.base.operations import new_operation
from campaign.deliveries.model import DeliverySaid, LineSaid, Outcome, ReturnSaid
from campaign.deliveries.road import note_delivery, note_return
from campaign.deliveries.store import known_slip
from campaign.stock.views import pieces


@dataclass
class Lent:
    """What a test holds: the edition, the shop, its slip's number, the ids of the items and of the wheel."""

    edition: int
    place: int
    number: str
    posters: int
    panels: int
    wheel: int
    piece: int

    @property
    def back(self) -> str:
        """The number of the return slip."""
        return f"BR{self.number[2:]}"


@pytest.fixture
def lent(db, officer, in_2026, edition, shop, answered, depot, stocked) -> Lent:
    """A slip of 20 posters, 8 panels and wheel n° 1; the shelves hold 400, 140 and 4."""
    edition_id, place_id = edition(), shop()
    answered(edition_id, place_id)
    posters = stocked(400)
    panels = stocked(140, "FLE", "Panneaux de fléchage", "counted", value_cents="12")
    wheel = stocked(4, "ROUE", "Roue de la prévention", "numbered", value_cents="150")
    piece = pieces(db, officer, wheel)[0].piece.id
    with transaction(db):
        slip = insert(db, "slips", {"number": "BL-2027-0001", "kind": "delivery", "edition_id": edition_id,
                                    "place_id": place_id, "created_at": "2026-11-02T09:00:00Z"})  # fmt: skip
        for item_id, piece_id, planned in ((posters, None, 20), (panels, None, 8), (wheel, piece, 1)):
            insert(db, "slip_lines", {"slip_id": slip, "item_id": item_id, "piece_id": piece_id, "planned": planned})
    return Lent(edition_id, place_id, "BL-2027-0001", posters, panels, wheel, piece)


@pytest.fixture
def deliver(db, logistics, lent):
    """Delivers what is planned, less what is said: (posters=…, panels=…, wheel=…, **said) -> Received."""

    def note(posters: int = 20, panels: int = 8, wheel: int = 1, operation: str = "", by=None, **said):
        ids = [one.id for one in known_slip(db, lent.number).lines]
        left = dict(zip(ids, (posters, panels, wheel), strict=True))
        told = DeliverySaid(said.pop("outcome", Outcome.DELIVERED), left, **said)
        return note_delivery(db, by or logistics, lent.number, told, operation or new_operation())

    return note


@pytest.fixture
def give_back(db, logistics, lent):
    """Takes back (ok, damaged, missing) of the panels and of the wheel; None leaves a line out."""

    def note(panels=(8, 0, 0), wheel=(1, 0, 0), operation: str = "", by=None, **said):
        by_item = {one.item.id: one.id for one in known_slip(db, lent.back).lines}
        lines = {
            by_item[item]: LineSaid(*units) if len(units) == 3 else LineSaid(*units[:3], note=units[3])
            for item, units in ((lent.panels, panels), (lent.wheel, wheel))
            if units is not None
        }
        return note_return(db, by or logistics, lent.back, ReturnSaid(lines, **said), operation or new_operation())

    return note
