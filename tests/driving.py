"""A round ready to be driven, for tests of the driver's pages: stock, slips, stops and the address of its link."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import insert, transaction
from campaign.base.operations import new_operation
from campaign.deliveries.model import Slip, SlipKind
from campaign.deliveries.store import known_slip, slips_where
from campaign.partners.store import place_by_id
from campaign.rounds.keeping import add_plan, plan_by_id
from campaign.rounds.links import driver_address, prepare_links
from campaign.rounds.model import Problem, Purpose, Round, Settings, Stop, Vehicle
from campaign.stock import items, moving
from campaign.stock.views import pieces
from campaign.territory.roads import Legs

VAN = Vehicle(1, "Kangoo", 3000, 600, time(8), time(17))


@dataclass
class Driven:
    """What a test holds of a round: ids, the numbers of its slips in the order of the stops, its address."""

    db: object
    edition_id: int
    round_id: int
    address: str
    numbers: list[str] = field(default_factory=list)
    shop_link: str = ""

    def slip(self, number: str) -> Slip:
        """A slip as it stands."""
        return known_slip(self.db, number)

    def field(self, number: str, code: str) -> str:
        """The name of the field of an item's line."""
        return next(f"ligne-{one.id}" for one in self.slip(number).lines if one.item.code == code)

    def counted(self) -> int:
        """How many entries count, of the whole database."""
        return self.db.conn.execute("SELECT count(*) FROM road_entries WHERE state = 'applied'").fetchone()[0]


def stocked(db, officer: Actor) -> dict[str, int]:
    """A hangar with posters, flyers, panels and wheels; the items' ids by code."""
    place = {"name": "Hangar de Beaucouzé", "address": "1 rue du Hangar, Beaucouzé", "phone": "02 41 00 00 01"}
    depot = items.add_depot(db, officer, place, new_operation())
    found = {}
    for code, name, kind, unit in (
        ("AFF-A3", "Affiches A3", "consumable", ""), ("FLY-A5", "Flyers A5", "consumable", "paquet de 100"),
        ("FLE", "Panneaux de fléchage", "counted", ""), ("ROUE", "Roue de la prévention", "numbered", ""),
    ):  # fmt: skip
        typed = {"code": code, "name": name, "kind": kind, "family": "papers", "unit": unit}
        found[code] = items.add_item(db, officer, typed, new_operation())
        if kind == "numbered":
            items.add_pieces(db, officer, found[code], 30, depot, new_operation())
        else:
            moving.receive(db, officer, found[code], depot, 5000, "", new_operation())
    return found


def to_deliver(db, edition_id: int, place_ids: list[int], stock: dict[str, int], officer: Actor) -> list[str]:
    """A delivery slip for each place: 20 posters, 5 packets of flyers, 8 panels, a wheel; their numbers."""
    wheels = pieces(db, officer, stock["ROUE"])
    numbers = []
    with transaction(db):
        for index, place_id in enumerate(place_ids):
            number = f"BL-2026-{17 + index:04d}"
            slip = insert(db, "slips", {"number": number, "kind": "delivery", "edition_id": edition_id,
                                        "place_id": place_id, "created_at": clock.stamp()})  # fmt: skip
            lines = [("AFF-A3", None, 20), ("FLY-A5", None, 5), ("FLE", None, 8), ("ROUE", wheels[index].piece.id, 1)]
            for code, piece_id, planned in lines:
                line = {"slip_id": slip, "item_id": stock[code], "piece_id": piece_id, "planned": planned}
                insert(db, "slip_lines", line)
            numbers.append(number)
    return numbers


def drive(db, officer: Actor, edition_id: int, place_ids: list[int], purpose: Purpose = Purpose.DELIVERY,
          number: str = "T2", day: date | None = None) -> Driven:  # fmt: skip
    """A round that serves these places in this order, from 8 h 20 every 35 minutes; its link is ready."""
    day = day or clock.today() + timedelta(days=1)
    stops = []
    for index, place_id in enumerate(place_ids):
        arrive = (datetime.combine(day, time(8, 20)) + timedelta(minutes=35 * index)).time()
        place = place_by_id(db, place_id)
        stops.append(Stop(0, 0, index + 1, place_id, arrive, arrive, False, 40, 12, place.name, place.commune))
    one = Round(0, 0, number, f"{number} Angers", day, VAN, 1, time(8), time(17), 42.0, 200, "Paul", tuple(stops))
    problem = Problem(purpose, "Hangar", (VAN,), (), Settings((day,)), Legs((), (), "à vol d’oiseau × 1,3"))
    with transaction(db):
        plan_id = add_plan(db, edition_id, problem, [one], [], 1, "system")
        db.conn.execute("UPDATE round_plans SET adopted_at = ? WHERE id = ?", [clock.stamp(), plan_id])
        prepare_links(db, officer, plan_by_id(db, plan_id))
    round_id = db.conn.execute("SELECT id FROM rounds WHERE plan_id = ?", [plan_id]).fetchone()[0]
    address = "/t/" + driver_address(db, officer, round_id).rpartition("/")[2]
    kind = SlipKind.DELIVERY if purpose is Purpose.DELIVERY else SlipKind.RETURN
    where = "edition_id = :edition AND kind = :kind"
    known = {one.place.id: one.number for one in slips_where(db, where, {"edition": edition_id, "kind": str(kind)})}
    return Driven(db, edition_id, round_id, address, [known[place_id] for place_id in place_ids])
