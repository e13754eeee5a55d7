"""What the papers of a round say, as plain values: what is loaded in which order, where the van goes and when."""

from dataclasses import dataclass

from campaign.documents.map_plan import Territory
from campaign.documents.slip_content import Header


@dataclass(frozen=True, slots=True)
class LoadItem:
    """``quantity`` units of an item for a stop, with the litres and kilograms they take together.

    ``reference`` is « AFF-A3 », or « ROUE n° 3 » for a numbered piece, which is then ``piece``.
    """

    name: str
    reference: str
    quantity: int
    volume_litres: float = 0.0
    weight_kg: float = 0.0
    piece: bool = False


@dataclass(frozen=True, slots=True)
class LoadStop:
    """``position`` is its rank on the road, from 1; ``number`` its slip's."""

    position: int
    place: str
    number: str
    items: tuple[LoadItem, ...]


@dataclass(frozen=True, slots=True)
class ItemTotal:
    """An item for the whole van; ``pieces`` are those numbered."""

    name: str
    reference: str
    quantity: int
    volume_litres: float
    weight_kg: float
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadingList:
    """A round's load; ``stops`` are in the order of the road, drawn from the last to the first.

    The van takes ``volume_litres`` and ``payload_kg``; 0 when nobody knows.
    """

    round_name: str
    when: str
    vehicle: str
    driver: str
    leaves: str
    volume_litres: float
    payload_kg: float
    stops: tuple[LoadStop, ...]

    @property
    def totals(self) -> tuple[ItemTotal, ...]:
        """One a name, in the order first met from the depot."""
        found: dict[tuple[str, str], list[LoadItem]] = {}
        for stop in self.stops:
            for item in stop.items:
                found.setdefault((item.name, "" if item.piece else item.reference), []).append(item)
        return tuple(
            ItemTotal(
                name,
                reference,
                sum(item.quantity for item in items),
                sum(item.volume_litres for item in items),
                sum(item.weight_kg for item in items),
                tuple(item.reference for item in items if item.piece),
            )
            for (name, reference), items in found.items()
        )


@dataclass(frozen=True, slots=True)
class LoadingLists:
    """The loading lists of several rounds, one file."""

    title: str
    header: Header
    lists: tuple[LoadingList, ...]


@dataclass(frozen=True, slots=True)
class RouteStop:
    """A stop as the driver reads it; ``brief`` is what is left there, ``point`` its (latitude, longitude)."""

    name: str
    arrive: str
    number: str
    address: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    access_note: str = ""
    brief: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """A round for who drives it: no address with a token is ever printed, only the numbers of slips.

    ``what`` heads the column of what is left at each stop, or taken back.
    """

    round_name: str
    when: str
    vehicle: str
    driver: str
    leaves: str
    back: str
    km: float
    depot: str
    stops: tuple[RouteStop, ...]
    depot_address: tuple[str, ...] = ()
    depot_phone: str = ""
    depot_point: tuple[float, float] | None = None
    territories: tuple[Territory, ...] = ()
    distances: str = ""
    what: str = "On y laisse"


@dataclass(frozen=True, slots=True)
class RouteSheets:
    """The driver's sheets of several rounds, one file."""

    title: str
    header: Header
    sheets: tuple[RouteSheet, ...]
