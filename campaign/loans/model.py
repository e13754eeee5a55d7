"""Requests for the scarce games, what was decided of each, and the rules of a fair and possible loan; no I/O."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.labels import Labelled
from campaign.base.text import search_key

TRAVEL_KM = 40  # from one event day's site to the next one's; an edition may set its own
EDITIONS_COUNTED = 3  # loans of the last three editions give their order to the EPCI


class How(Labelled):
    """How a decision came."""

    ALLOCATION = "allocation", "Répartition"
    HAND = "hand", "Décidé à la main"
    BOOKING = "booking", "Réservé directement"


class Answer(Labelled):
    """What an animator reads beside their request."""

    WAITING = "waiting", "En attente"
    GRANTED = "granted", "Accordé"
    REFUSED = "refused", "Pas disponible"


class Cause(Labelled):
    """Why a request has no game; the sentence is made by ``sentences``."""

    NO_PIECE = "no_piece", "Aucun exemplaire en état"
    FULL = "full", "Tous prêtés ce jour-là"
    SERVED_FIRST = "served_first", "Une collectivité sans jeu passe d’abord"
    TRAVEL = "travel", "Trajet impossible entre deux jours"
    HAND = "hand", "Décision de l’équipe"


@dataclass(frozen=True, slots=True)
class GameRequest:
    """An EPCI asks for one piece of a game, for one day of the edition, at one site.

    The site is a shop taking part (``site_place_id``) or a place said in words. ``animator`` is who animates that day,
    empty while nobody is named: without one a game cannot move between two sites.
    """

    id: int
    edition_id: int
    epci_place_id: int
    item_id: int
    day: date
    site_place_id: int | None
    site: str
    animator: str
    note: str
    requested_at: datetime
    withdrawn_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a request: a piece, or none and its cause; ``words`` are an agent's own."""

    request_id: int
    piece_id: int | None
    how: How
    at: datetime
    cause: Cause | None = None
    words: str = ""

    @property
    def by_hand(self) -> bool:
        """Kept when the allocation is made again: an agent's word, or a booking already confirmed to an animator."""
        return self.how is not How.ALLOCATION


@dataclass(frozen=True, slots=True)
class Rules:
    """An edition's own settings. ``decided_at`` is when games were shared out: free ones are then booked at once."""

    edition_id: int
    deadline: date
    travel_km: int = TRAVEL_KM
    decided_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """What sharing out needs to know of a request. ``loans`` counts the EPCI's of the last three editions."""

    id: int
    epci: int
    item: int
    day: date
    loans: int
    requested_at: datetime
    site: str = ""
    point: tuple[float, float] | None = None
    animated: bool = False

    @property
    def rank(self) -> tuple[int, datetime, int]:
        """Fewest loans first, then the earliest request, then the number."""
        return (self.loans, self.requested_at, self.id)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A game still free: another day, or another game the same day, and what it takes."""

    item_id: int
    game: str
    day: date
    condition: str = ""


Kilometres = Callable[[tuple[float, float], tuple[float, float]], float]  # by road, between two WGS84 points
Follows = Callable[[Ask, Ask], bool]


def site_key(place_id: int | None, epci_place_id: int, words: str) -> str:
    """The same text for the same site: a shop is itself; words are compared inside one EPCI, accents apart."""
    if place_id is not None:
        return f"place:{place_id}"
    said = search_key(words)
    return f"words:{epci_place_id}:{said}" if said else ""


def road_km(one: Ask, other: Ask, by_road: Kilometres) -> float | None:
    """Road kilometres between two sites, None when one is nowhere on the map."""
    if one.point is None or other.point is None:
        return None
    return by_road(one.point, other.point)


def may_follow(earlier: Ask, later: Ask, limit_km: float, by_road: Kilometres) -> bool:
    """Whether one piece can serve both: the same game, on a later day, at the same site, or by a possible travel.

    Only the animators move a game between two event days: each side must name one, and the road not exceed the limit.
    """
    if earlier.item != later.item or earlier.day >= later.day:
        return False
    if earlier.site and earlier.site == later.site:
        return True
    if not (earlier.animated and later.animated):
        return False
    kilometres = road_km(earlier, later, by_road)
    return kilometres is not None and kilometres <= limit_km


def free_piece(wanted: Ask, pieces: list[int], held: Mapping[int, list[Ask]], follows: Follows) -> int | None:
    """A piece that can serve one more request without moving any promised one; None when there is none.

    ``held`` maps a piece to the requests it serves. A piece nobody has is preferred to one that must travel.
    """
    for piece in sorted(pieces, key=lambda one: (len(held.get(one, [])), one)):
        chain = held.get(piece, [])
        if any(one.day == wanted.day for one in chain):
            continue
        before = max((one for one in chain if one.day < wanted.day), key=lambda one: one.day, default=None)
        after = min((one for one in chain if one.day > wanted.day), key=lambda one: one.day, default=None)
        if (before is None or follows(before, wanted)) and (after is None or follows(wanted, after)):
            return piece
    return None
