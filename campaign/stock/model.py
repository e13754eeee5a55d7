"""Items, numbered pieces, depots, and where things are; pure rules.

Everything is counted in the item's own unit: a packet of 100 flyers is 1. A place where things are is a short text
(« location »), so that one ledger tells of depots, partners and everything else.
"""

from dataclasses import dataclass
from datetime import datetime

from campaign.base.errors import InvalidInput
from campaign.base.french import number, plural
from campaign.base.labels import Labelled

MOST = 100_000  # units of one item: beyond, a figure was mistyped


class ItemKind(Labelled):
    """How an item is followed."""

    CONSUMABLE = "consumable", "consommable"
    COUNTED = "counted", "à rendre, compté"
    NUMBERED = "numbered", "à rendre, numéroté"


class Family(Labelled):
    """What an item is for."""

    PAPERS = "papers", "Imprimés"
    SIGNAGE = "signage", "Signalétique"
    GAMES = "games", "Jeux"
    PRIZES = "prizes", "Lots"
    OTHER = "other", "Autre"


class Condition(Labelled):
    """The state of a numbered piece."""

    GOOD = "good", "Bon état"
    WORN = "worn", "Usé"
    DAMAGED = "damaged", "Abîmé"


class Reason(Labelled):
    """Why something moved."""

    ENTRY = "entry", "Entrée"
    TRANSFER = "transfer", "Transfert"
    DELIVERY = "delivery", "Livraison"
    RETURN = "return", "Retour"
    USED = "used", "Consommé"
    TO_REPAIR = "to_repair", "À réparer"
    REPAIRED = "repaired", "Réparé"
    LOSS = "loss", "Perte"
    FOUND = "found", "Retrouvé"
    SCRAP = "scrap", "Mis au rebut"
    COUNT = "count", "Comptage"
    CORRECTION = "correction", "Correction"


# Locations that are neither a depot nor a partner. The two sources have no end: what comes from them is new here.
SUPPLIER, FOUND = "supplier", "found"
REPAIR, USED, LOST, SCRAPPED = "repair", "used", "lost", "scrapped"
SOURCES = (SUPPLIER, FOUND)
LOCATION_NAMES = {
    SUPPLIER: "fournisseur", FOUND: "trouvé au comptage", REPAIR: "en réparation", USED: "consommé", LOST: "perdu",
    SCRAPPED: "au rebut",
}  # fmt: skip


def at_depot(depot_id: int) -> str:
    """The location of what a depot stores."""
    return f"depot:{depot_id}"


def at_partner(edition_id: int, place_id: int) -> str:
    """The location of what a partner holds for an edition."""
    return f"partner:{edition_id}:{place_id}"


def partner_of(location: str) -> tuple[int, int] | None:
    """(edition, place) of a partner's location."""
    kind, *ids = location.split(":")
    return (int(ids[0]), int(ids[1])) if kind == "partner" else None


def depot_of(location: str) -> int | None:
    """The depot of a location."""
    kind, *ids = location.split(":")
    return int(ids[0]) if kind == "depot" else None


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is stored. ``unit`` is what one counted unit is (« paquet de 100 »), '' for the piece itself;
    ``pack`` how many pieces it holds; volume, weight and value (to replace it) are those of one unit."""

    id: int
    code: str
    name: str
    kind: ItemKind
    family: Family
    unit: str = ""
    pack: int = 1
    volume_litres: float = 0.0
    weight_kg: float = 0.0
    value_cents: int = 0
    parts: tuple[str, ...] = ()
    note: str = ""
    archived_at: datetime | None = None
    version: int = 1

    @property
    def returnable(self) -> bool:
        """Whether it must come back."""
        return self.kind is not ItemKind.CONSUMABLE

    @property
    def label(self) -> str:
        """« Flyers A5 (paquets de 100) »."""
        return f"{self.name} ({_many(self.unit)})" if self.unit else self.name

    def counted(self, quantity: int) -> str:
        """« 5 paquets de 100 », « 2 roues »: the unit, or the first word of the name."""
        noun, _, rest = (self.unit or self.name.lower()).partition(" ")
        singular = noun if self.unit else _one(noun)
        said = plural(quantity, singular, _many(singular))
        return f"{said} {rest}" if self.unit and rest else said


def _many(words: str) -> str:
    noun, _, rest = words.partition(" ")
    if noun.endswith(("eau", "eu")):
        noun += "x"
    elif not noun.endswith(("s", "x", "z")):
        noun += "s"
    return f"{noun} {rest}".rstrip()


def _one(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") or noun.endswith("eaux") else noun


@dataclass(frozen=True, slots=True)
class Piece:
    """One numbered object: « ROUE n° 3 ». ``missing_parts`` are those of the item's list that are no longer there."""

    id: int
    item_id: int
    number: int
    condition: Condition = Condition.GOOD
    missing_parts: tuple[str, ...] = ()
    photo: str = ""
    note: str = ""
    retired_at: datetime | None = None
    version: int = 1

    def reference(self, item: Item) -> str:
        """« ROUE n° 3 », as its label says."""
        return f"{item.code} n°\u00a0{self.number}"

    def code(self, item: Item) -> str:
        """« ROUE-3 », as its QR code says; finds a piece, opens nothing."""
        return f"{item.code}-{self.number}"


@dataclass(frozen=True, slots=True)
class Depot:
    """Where things are stored. Rounds leave from the main one. The point (WGS84) is needed for that."""

    id: int
    name: str
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    main: bool = False
    note: str = ""
    archived_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Move:
    """A movement to write: ``quantity`` units of an item, or one piece, from a location to another."""

    item_id: int
    source: str
    destination: str
    quantity: int
    reason: Reason
    piece_id: int | None = None
    note: str = ""
    reference: str = ""
    cancels: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """How many units of an item (or which piece) a location holds."""

    item_id: int
    piece_id: int | None
    location: str
    quantity: int


@dataclass(frozen=True, slots=True)
class CountLine:
    """One line of a stock-taking: what the ledger said when it was counted, what was found (None: not counted yet)."""

    item: Item
    piece: Piece | None
    expected: int
    found: int | None = None
    note: str = ""

    @property
    def gap(self) -> int:
        """Found less expected; 0 while nothing was counted."""
        return 0 if self.found is None else self.found - self.expected

    @property
    def verdict(self) -> str:
        """« à compter », « trouvé », « il en manque 2 », « 3 de plus ».

        A piece that nobody expected here is « inattendu ».
        """
        if self.found is None:
            return "à compter"
        if self.gap == 0:
            return "trouvé"
        if self.piece is not None:
            return "inattendu" if self.gap > 0 else "manque"
        return f"il en manque {number(-self.gap)}" if self.gap < 0 else f"{number(self.gap)} de plus"


def check_quantity(value: object, field: str = "quantity", low: int = 1) -> int:
    """A whole number of units from ``low``.

    Raises:
        InvalidInput: « Quantité : entier à partir de 1. » (reliability.md, input 54).
    """
    typed = str(value).strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if not typed.isascii() or not typed.isdigit() or not low <= int(typed) <= MOST:
        raise InvalidInput(field, f"Quantité : entier à partir de {low}.")
    return int(typed)
