"""Quantities proposed from what remained of the last edition; pure arithmetic."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from campaign.partners.model import Place
from campaign.stock.model import Item

STEP = 5  # units that are single pieces are proposed by five; packets one by one


@dataclass(frozen=True, slots=True)
class LastTime:
    """What a recipient had of an item in an edition. ``back`` is None when nobody ever said what remained."""

    delivered: int
    back: int | None

    @property
    def used(self) -> int | None:
        """What really served; unknown stays unknown, never zero."""
        return None if self.back is None else max(0, self.delivered - self.back)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A smaller quantity for a recipient, with the reason the line will bear once accepted."""

    place: Place
    item: Item
    planned: int
    proposed: int
    last: LastTime
    edition_name: str

    @property
    def why(self) -> str:
        """What is kept with the adjustment: « 18 restaient », « 18 restaient sur 60 » when the plan has changed."""
        back = self.last.back or 0
        over = "" if self.last.delivered == self.planned else f" sur {self.last.delivered}"
        return f"{back} restai{'ent' if back > 1 else 't'}{over}"

    @property
    def reason(self) -> str:
        """« 35 au lieu de 50 : 18 restaient »."""
        return f"{self.proposed} au lieu de {self.planned} : {self.why}"


def proposed_quantity(last: LastTime, pack: int) -> int | None:
    """What was used, rounded up to the next 5 for single pieces, to 1 for packets (``pack`` pieces in a unit).

    None when nothing is known, or nothing had been delivered.
    """
    if last.used is None or last.delivered <= 0:
        return None
    step = 1 if pack > 1 else STEP
    return -(-last.used // step) * step


def proposals(
    planned: Mapping[tuple[int, int], int],
    last: Mapping[tuple[int, int], LastTime],
    settled: Collection[tuple[int, int]],
    places: Mapping[int, Place],
    items: Mapping[int, Item],
    edition_name: str,
) -> list[Proposal]:
    """Smaller quantities to propose; keys are (place id, item id), ``settled`` those already adjusted or refused.

    Only for consumables: what has to be given back says nothing of the use. Only when something remained, and when the
    figure is below what the models give: a leftover never makes a kit larger.
    """
    found = []
    for (place_id, item_id), quantity in planned.items():
        key, item = (place_id, item_id), items.get(item_id)
        if item is None or item.returnable or key in settled or key not in last or place_id not in places:
            continue
        wanted = proposed_quantity(last[key], item.pack)
        if wanted is not None and last[key].back and wanted < quantity:
            found.append(Proposal(places[place_id], item, quantity, wanted, last[key], edition_name))
    return found
