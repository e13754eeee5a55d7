"""What papers of the depot say, as plain values: labels to stick on numbered pieces, sheets to count what is there."""

from dataclasses import dataclass

from campaign.documents.slip_content import Header


@dataclass(frozen=True, slots=True)
class PieceLabel:
    """A numbered piece: « Roue de la prévention », « ROUE n° 3 », what its code opens."""

    name: str
    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class PieceLabels:
    """Labels for a sheet of 3 × 8; ``owner`` is « Propriété du Département de Maine-et-Loire ».

    ``first`` is the place of the first label on a sheet already begun, from 1.
    """

    title: str
    header: Header
    labels: tuple[PieceLabel, ...]
    owner: str
    phone: str = ""
    first: int = 1


@dataclass(frozen=True, slots=True)
class CountLine:
    """An item to count; ``pieces`` are the numbered ones expected there (« n° 3 »), one box each."""

    name: str
    reference: str
    expected: int
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountDepot:
    """A place where things are kept, or whoever holds them, with what should be there."""

    name: str
    address: str
    lines: tuple[CountLine, ...]


@dataclass(frozen=True, slots=True)
class CountSheets:
    """A sheet a depot. Without ``shown`` the expected quantity stays off the paper, so that one really counts."""

    title: str
    header: Header
    depots: tuple[CountDepot, ...]
    day: str = ""
    shown: bool = False
