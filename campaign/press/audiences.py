"""The names of those a text, a quote or a figure serves."""

from campaign.base.database import Database
from campaign.base.settings import settings
from campaign.partners.store import place_by_id
from campaign.press.model import COMMON
from campaign.press.reach import EPCI, SHOP, parts_of
from campaign.territory import views as territory
from campaign.territory.model import epci_forms


def audience_name(db: Database, audience: str) -> str:
    """« Maine-et-Loire », « Saumur Val de Loire », « La Malle à Félicie »; '' for a shop that is gone.

    Raises:
        NotFound: no such audience.
    """
    if audience == COMMON:
        return territory.departement(settings().departement).name
    scale, number = parts_of(audience)
    if scale == EPCI:
        return epci_forms(territory.epci(number).name)[0]
    place = place_by_id(db, int(number)) if scale == SHOP else None
    return place.name if place else ""
