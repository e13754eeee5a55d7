"""What each place of an edition gets, or gives back: the kits before the event, what partners still hold after it."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.kits.views import needs
from campaign.rounds.model import Load, Purpose
from campaign.stock.model import Depot
from campaign.stock.views import held, main_depot


@guarded
def loads_of_edition(db: Database, by: Actor, edition_id: int, purpose: Purpose = Purpose.DELIVERY) -> list[Load]:
    """Litres and kilograms by place; a return round brings back what has to be given back, not what was handed out.

    Raises:
        NotFound.
    """
    if purpose is Purpose.DELIVERY:
        return [Load(one.place.id, one.volume_litres, one.weight_kg) for one in needs(db, by, edition_id)]
    found: dict[int, tuple[float, float]] = {}
    for one in held(db, by, edition_id):
        if one.item.returnable:
            litres, kilos = found.get(one.place_id, (0.0, 0.0))
            found[one.place_id] = (
                litres + one.quantity * one.item.volume_litres,
                kilos + one.quantity * one.item.weight_kg,
            )
    return [Load(place_id, *load) for place_id, load in found.items()]


@guarded
def departure(db: Database, by: Actor) -> Depot:
    """Where rounds leave from.

    Raises:
        Refused: no main depot, or it is not on the map.
    """
    found = main_depot(db, by)
    if found is None:
        raise Refused("Indiquez d’abord le lieu de stockage principal : les tournées en partent.")
    if found.latitude is None or found.longitude is None:
        raise Refused(f"Placez « {found.name} » sur la carte : les tournées en partent.")
    return found
