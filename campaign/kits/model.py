"""Kits: models per kind of recipient, what each recipient gets and why; pure rules, in units of the stock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.base.french import plural
from campaign.base.labels import Labelled
from campaign.participation.model import Need
from campaign.partners.model import Kind, Place
from campaign.stock.model import Family, Item, ItemKind, Piece

RECIPIENTS = (Kind.SHOP, Kind.EPCI, Kind.RELAY)
MOST = 9_999  # units of a line: more is a slip of the finger
# Inhabitants from which an EPCI counts as medium, then large. Ours: the ten of Maine-et-Loire fall 4, 3 and 3.
MEDIUM_EPCI, LARGE_EPCI = 40_000, 100_000


class Size(Labelled):
    """How big a recipient is, among those of its kind."""

    SMALL = "small", "Petite"
    MEDIUM = "medium", "Moyenne"
    LARGE = "large", "Grande"


class Rule(Labelled):
    """How the three quantities of a line serve."""

    FIXED = "fixed", "Quantité fixe"
    ASKED = "asked", "Ce que la boutique demande"
    PER_DAY = "per_day", "Par jour d’ouverture"
    PER_SHOP = "per_shop", "Par boutique de l’EPCI"


@dataclass(frozen=True, slots=True)
class KitLine:
    """An item of a model: units for a small, a medium and a large recipient. ``need`` is what an ASKED line follows."""

    item_id: int
    rule: Rule
    small: int
    medium: int
    large: int
    need: Need | None = None

    def of_size(self, size: Size) -> int:
        """The units of a size."""
        return {Size.SMALL: self.small, Size.MEDIUM: self.medium, Size.LARGE: self.large}[size]


@dataclass(frozen=True, slots=True)
class KitModel:
    """What every recipient of a kind gets, or only some (``only``: ids of places; empty means all)."""

    id: int
    name: str
    kind: Kind
    lines: tuple[KitLine, ...] = ()
    only: tuple[int, ...] = ()
    note: str = ""
    archived_at: datetime | None = None
    version: int = 1

    @property
    def active(self) -> bool:
        """Whether it still serves."""
        return self.archived_at is None

    def serves(self, place: Place) -> bool:
        """Whether this place gets it."""
        return self.active and place.kind is self.kind and (not self.only or place.id in self.only)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a kit: ``days`` open, ``shops`` that take part in its EPCI, packets it asked for by need."""

    place: Place
    size: Size = Size.MEDIUM
    size_by_hand: bool = False
    days: int = 2
    shops: int = 0
    asked: Mapping[Need, int] | None = None
    access_note: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What the models give of an item, before anybody adjusts it, and why in French."""

    item_id: int
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the team decided for a recipient and an item; ``leftovers``: from what remained of a former edition."""

    place_id: int
    item_id: int
    quantity: int
    reason: str
    leftovers: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class NeedLine:
    """An item of a recipient's kit. ``planned`` is what the models alone would give; 0 in ``quantity`` means none.
    ``version`` is that of its adjustment, 0 when there is none."""

    item: Item
    pieces: tuple[Piece, ...]
    quantity: int
    reason: str
    adjusted: bool
    planned: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class RecipientNeed:
    """A recipient and its kit; litres and kilograms are those of every unit of it."""

    place: Place
    kind: Kind
    lines: tuple[NeedLine, ...]
    volume_litres: float
    weight_kg: float
    access_note: str = ""
    size: Size = Size.MEDIUM
    size_by_hand: bool = False


def is_game(item: Item) -> bool:
    """Lent on request, piece by piece: no model holds one, the loans say who gets it."""
    return item.family is Family.GAMES and item.kind is ItemKind.NUMBERED


def size_of_epci(inhabitants: int) -> Size:
    """The size of an EPCI nobody sized by hand."""
    if inhabitants < MEDIUM_EPCI:
        return Size.SMALL
    return Size.MEDIUM if inhabitants < LARGE_EPCI else Size.LARGE


def rules_for(kind: Kind) -> tuple[Rule, ...]:
    """The rules a model of this kind may use: only shops answer, only an EPCI or a relay has shops around it."""
    return (Rule.FIXED, Rule.ASKED, Rule.PER_DAY) if kind is Kind.SHOP else (Rule.FIXED, Rule.PER_DAY, Rule.PER_SHOP)


def units_asked(packets: int, need: Need, pack: int) -> int:
    """Units of the stock for what a shop asked: 5 packets of 100 flyers are 10 units of 50. Never less than asked."""
    return -(-packets * need.packet // max(1, pack))


def quantity_of(line: KitLine, model: KitModel, recipient: Recipient, pack: int) -> Planned:
    """What a line gives a recipient. ``pack`` is how many pieces a unit of its item holds.

    A shop that asked for nothing at all gets the model's quantity; one that asked for other things gets none of this.
    """
    base = line.of_size(recipient.size)
    kit = f"kit {model.name}"
    sized = f"{kit}, taille {recipient.size.label.lower()}"
    match line.rule:
        case Rule.ASKED if line.need and recipient.asked:
            units = units_asked(recipient.asked.get(line.need, 0), line.need, pack)
            return Planned(line.item_id, min(MOST, units), "demandé par la boutique")
        case Rule.PER_DAY:
            said = f"{kit} : {base} par jour, {plural(recipient.days, 'jour')}"
            return Planned(line.item_id, min(MOST, base * recipient.days), said)
        case Rule.PER_SHOP:
            said = f"{kit} : {base} par boutique, {plural(recipient.shops, 'boutique')}"
            return Planned(line.item_id, min(MOST, base * recipient.shops), said)
        case _:
            return Planned(line.item_id, base, sized)


def planned(models: Sequence[KitModel], recipient: Recipient, packs: Mapping[int, int]) -> dict[int, Planned]:
    """What the models give a recipient, by item id; ``packs`` are pieces in a unit, and say which items exist.

    An item in two models counts once: the larger quantity, saying which other model had it. Nothing is added up.
    """
    offers: dict[int, list[tuple[KitModel, Planned]]] = {}
    for model in models:
        if not model.serves(recipient.place):
            continue
        for line in model.lines:
            if line.item_id in packs:
                one = quantity_of(line, model, recipient, packs[line.item_id])
                offers.setdefault(line.item_id, []).append((model, one))
    return {item_id: _larger(found) for item_id, found in offers.items()}


def _larger(found: Sequence[tuple[KitModel, Planned]]) -> Planned:
    kept, best = max(found, key=lambda one: one[1].quantity)
    others = [(model, one) for model, one in found if model is not kept and one.quantity]
    if not others:
        return best
    said = ", ".join(f"kit {model.name} ({one.quantity})" for model, one in others)
    return Planned(best.item_id, best.quantity, f"{best.reason} ; aussi dans le {said}, compté une fois")


def adjusted_reason(before: int, adjustment: Adjustment) -> str:
    """« 35 au lieu de 50 : 18 restaient »."""
    if not before:
        return f"ajouté à la main : {adjustment.reason}"
    if before == adjustment.quantity:
        return f"{adjustment.quantity}, comme le kit : {adjustment.reason}"
    return f"{adjustment.quantity} au lieu de {before} : {adjustment.reason}"


def kit_lines(
    given: Mapping[int, Planned],
    adjustments: Mapping[int, Adjustment],
    lent: Mapping[int, Sequence[Piece]],
    chosen: Mapping[int, Sequence[Piece]],
    items: Mapping[int, Item],
) -> tuple[NeedLine, ...]:
    """The lines of one recipient, all by item id, in the order of ``items``.

    ``given`` by the models, changed by ``adjustments``; ``lent`` pieces are those of granted loans, ``chosen`` those
    picked by hand. A line whose pieces are more numerous than its quantity counts its pieces.
    """
    lines = []
    for item_id, item in items.items():
        plan, change = given.get(item_id), adjustments.get(item_id)
        before = plan.quantity if plan else 0
        pieces = tuple(lent.get(item_id, ()))
        if is_game(item):
            if pieces:
                lines.append(NeedLine(item, pieces, len(pieces), "prêté pour une animation", False, len(pieces)))
            continue
        if not plan and not change:
            continue
        quantity = change.quantity if change else before
        reason = adjusted_reason(before, change) if change else plan.reason if plan else ""
        picked = tuple(chosen.get(item_id, ()))[:quantity]
        version = change.version if change else 0
        lines.append(NeedLine(item, picked, quantity, reason, change is not None, before, version))
    return tuple(lines)


def recipient_need(recipient: Recipient, lines: Sequence[NeedLine]) -> RecipientNeed:
    """A recipient's kit with what it weighs and the room it takes."""
    return RecipientNeed(
        recipient.place,
        recipient.place.kind,
        tuple(lines),
        round(sum(line.quantity * line.item.volume_litres for line in lines), 1),
        round(sum(line.quantity * line.item.weight_kg for line in lines), 1),
        recipient.access_note,
        recipient.size,
        recipient.size_by_hand,
    )
