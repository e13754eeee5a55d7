"""What will lack before the van is loaded: needs against depots, item by item, and what to do; pure arithmetic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.french import enumerate_in_words, number, plural
from campaign.base.labels import Labelled
from campaign.kits.model import is_game
from campaign.partners.model import Kind, Place
from campaign.stock.model import Family, Item
from campaign.territory.model import short_epci_name

NAMED = 4  # recipients named one by one; beyond, they are counted by kind
RECIPIENTS_IN_WORDS = {
    Kind.SHOP: ("boutique", None),
    Kind.EPCI: ("collectivité", None),
    Kind.RELAY: ("relais", "relais"),
}


class Verdict(Labelled):
    """Whether the stock covers the needs."""

    ENOUGH = "enough", "Suffit"
    TIGHT = "tight", "Juste"
    SHORT = "short", "Manque"


@dataclass(frozen=True, slots=True)
class Share:
    """What one recipient needs of an item; ``held`` of it is already there, for this edition."""

    place: Place
    quantity: int
    held: int = 0

    @property
    def served(self) -> int:
        """What is there and counts: a surplus at one recipient serves nobody else."""
        return min(self.quantity, self.held)


@dataclass(frozen=True, slots=True)
class Supply:
    """Where an item is: units in depots, ``reserved`` by other editions' slips, still ``out``, in repair; by how many
    units it is ordered."""

    in_depots: int = 0
    reserved: int = 0
    out: int = 0
    in_repair: int = 0
    order_step: int = 1


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """An item that recipients need. ``available``: in depots, less what other editions reserved, plus what recipients
    already have. ``rest`` is negative when it lacks; ``missing`` never is."""

    item: Item
    needed: int
    available: int
    verdict: Verdict
    who: tuple[Share, ...]
    advice: str
    reserved: int = 0
    served: int = 0

    @property
    def rest(self) -> int:
        """What stays once everybody is served."""
        return self.available - self.needed

    @property
    def missing(self) -> int:
        """How many units lack."""
        return max(0, -self.rest)

    @property
    def used_percent(self) -> int:
        """The part of what is available that goes out, 100 at most."""
        return min(100, 100 * self.needed // self.available) if self.available else (100 if self.needed else 0)

    @property
    def for_whom(self) -> str:
        """« Angers, Saumur (2) », « 18 boutiques et 4 collectivités »."""
        return for_whom(self.who)


def verdict_of(item: Item, needed: int, available: int) -> Verdict:
    """« Manque » below zero; « Juste » under a tenth of the stock left, a quarter for what is lent: it can break.

    The limits are those of the picture of the forecast: 40 posters left of 400 are enough, 1 ladder left of 4 is not.
    """
    rest = available - needed
    if rest < 0:
        return Verdict.SHORT
    tight = 4 * rest <= available if item.returnable else 10 * rest < available
    return Verdict.TIGHT if needed and tight else Verdict.ENOUGH


def default_step(item: Item) -> int:
    """By how many units a printer or a supplier takes orders, until the team says otherwise."""
    if item.returnable:
        return 1
    if item.pack > 1:
        return 10
    return 50 if item.family is Family.PAPERS else 10


def rounded_up(quantity: int, step: int) -> int:
    """The next multiple of ``step``."""
    return -(-quantity // max(1, step)) * max(1, step)


def forecast_line(item: Item, shares: Sequence[Share], supply: Supply) -> ForecastLine:
    """The line of one item. Shares of nothing are left out; the largest come first."""
    who = sorted(
        (one for one in shares if one.quantity > 0), key=lambda one: (-one.quantity, one.place.name.casefold())
    )
    needed, served = sum(one.quantity for one in who), sum(one.served for one in who)
    available = max(0, supply.in_depots - supply.reserved) + served
    missing = max(0, needed - available)
    advice = _advice(item, missing, who, supply) if missing else ""
    verdict = verdict_of(item, needed, available)
    return ForecastLine(item, needed, available, verdict, tuple(who), advice, supply.reserved, served)


def for_whom(who: Sequence[Share]) -> str:
    """Recipients by name when they are few, else counted by kind."""
    if len(who) <= NAMED or all(one.place.kind is Kind.EPCI for one in who):
        return enumerate_in_words(
            f"{_short(one.place)} ({number(one.quantity)})" if one.quantity > 1 else _short(one.place) for one in who
        )
    counts = Counter(one.place.kind for one in who)
    return enumerate_in_words(
        plural(counts[kind], *words) for kind, words in RECIPIENTS_IN_WORDS.items() if counts[kind]
    )


def _short(place: Place) -> str:
    return short_epci_name(place.name) if place.kind is Kind.EPCI else place.short_name or place.name


def _advice(item: Item, missing: int, who: Sequence[Share], supply: Supply) -> str:
    if is_game(item):
        repair = f" Faire réparer {item.counted(supply.in_repair)} d’abord." if supply.in_repair else ""
        return f"Demandes : {for_whom(who)}. À départager, ou proposer un autre jour.{repair}"
    if item.returnable:
        return _fetch(item, missing, supply)
    verb = "Réimprimer" if item.family is Family.PAPERS else "Commander"
    said = f"{verb} {item.counted(rounded_up(missing, supply.order_step))}"
    return f"{said}, ou servir {_in_two_times(missing, who)} en deux fois."


def _fetch(item: Item, missing: int, supply: Supply) -> str:
    back = min(missing, supply.out)
    repaired = min(missing - back, supply.in_repair)
    rest = missing - back - repaired
    parts = [
        f"faire revenir {item.counted(back)} de chez les partenaires" if back else "",
        f"faire réparer {item.counted(repaired)}" if repaired else "",
        f"emprunter ou acheter {item.counted(rounded_up(rest, supply.order_step))}" if rest else "",
    ]
    said = enumerate_in_words(part for part in parts if part)
    return f"{said[0].upper()}{said[1:]}."


def _in_two_times(missing: int, who: Sequence[Share]) -> str:
    """The fewest recipients whose shares cover what lacks."""
    covered, chosen = 0, []
    for one in who:
        if covered >= missing:
            break
        covered += one.quantity - one.served
        chosen.append(one.place.kind)
    if len(set(chosen)) == 1:
        return plural(len(chosen), *RECIPIENTS_IN_WORDS[chosen[0]])
    return plural(len(chosen), "destinataire")
