"""What did not come back as it left, and what places tell of it; pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from campaign.base.labels import Labelled
from campaign.stock.model import Item, Piece

REMINDERS_AFTER = (3, 10, 24)  # days after the due date


class GapKind(Labelled):
    """What did not come back as it left."""

    MISSING = "missing", "Manquant"
    DAMAGED = "damaged", "Abîmé"
    SURPLUS = "surplus", "Rendu en trop"


class Settlement(Labelled):
    """How a gap ends."""

    FOUND = "found", "Retrouvé"
    REPAIRED = "repaired", "Réparé"
    REPLACED = "replaced", "Remplacé"
    WRITTEN_OFF = "written_off", "Perdu, ou mis au rebut"
    NOTED = "noted", "Vu"
    CORRECTED = "corrected", "Saisie corrigée"


class DeclarationKind(Labelled):
    """What a shop tells on its link."""

    PROBLEM = "problem", "Un problème"
    LEFTOVERS = "leftovers", "Ce qui reste"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that did not come back as it left, until it is settled."""

    id: int
    edition_id: int
    place_id: int
    place_name: str
    item: Item
    piece: Piece | None
    kind: GapKind
    quantity: int
    slip_number: str
    opened_at: datetime
    note: str = ""
    settlement: Settlement | None = None
    settled_at: datetime | None = None
    settled_by: str = ""

    @property
    def value_cents(self) -> int:
        """What replacing it would cost; nothing for a surplus."""
        return 0 if self.kind is GapKind.SURPLUS else self.quantity * self.item.value_cents

    @property
    def what(self) -> str:
        """« ROUE n° 3 », « 2 panneaux »."""
        return self.piece.reference(self.item) if self.piece else self.item.counted(self.quantity)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a shop tells; leftovers by item id, an item left out is unknown, never zero."""

    kind: DeclarationKind
    text: str = ""
    leftovers: Mapping[int, int] = field(default_factory=dict)
    id: int = 0
    place_id: int = 0
    at: datetime | None = None
    treated_at: datetime | None = None
