"""Who lives near a shop that takes part, commune by commune, and whom to call where the campaign is absent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.participation.model import Status
from campaign.participation.views import participations
from campaign.partners.location import commune_of
from campaign.partners.model import Place
from campaign.partners.store import places_where
from campaign.territory import views as territory
from campaign.territory.model import Commune, PointQuality, short_epci_name
from campaign.territory.reach import Reached, Share, Spot, left_out, reached, share, shares_by, within

NO_EPCI = "Sans intercommunalité"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The communes of the département, each with its nearest confirmed shop; the shares of the whole and of each EPCI
    (its communes of this département only, by name). ``nowhere`` are names of confirmed shops without any place."""

    reached: tuple[Reached, ...]
    everyone: Share
    by_epci: tuple[Share, ...]
    spots: tuple[Spot, ...]
    nowhere: tuple[str, ...]

    @property
    def at_commune(self) -> tuple[Spot, ...]:
        """The shops counted at their commune's point, for want of their own."""
        return tuple(one for one in self.spots if one.is_at_commune)

    def left_out(self, km: float) -> tuple[Reached, ...]:
        """Communes without a confirmed shop within ``km``, the most populated first."""
        return left_out(self.reached, km)


@dataclass(frozen=True, slots=True)
class Nearby:
    """A shop that could serve a commune left out: ``status`` is None when it is not invited to the edition."""

    place: Place
    status: Status | None
    km: float


@guarded
def coverage(db: Database, by: Actor, edition_id: int) -> Coverage:
    """How the confirmed shops of an edition cover the campaign's département.

    Raises:
        NotFound: no such edition.
    """
    confirmed = [one.place for one in participations(db, by, edition_id) if one.status is Status.CONFIRMED]
    spots = tuple(spot for place in confirmed if (spot := spot_of(place)))
    placed = {one.place_id for one in spots}
    communes = territory.communes_of(settings().departement)
    found = reached(communes, spots)
    by_epci = shares_by(found, lambda one: one.epci_siren).items()
    names = {one.epci_siren: one.epci_name for one in communes}
    named = [replace(one, name=short_epci_name(names[siren]) if siren else NO_EPCI) for siren, one in by_epci]
    return Coverage(
        found,
        share(territory.departement(settings().departement).name, found),
        tuple(sorted(named, key=lambda one: search_key(one.name))),
        spots,
        tuple(place.name for place in confirmed if place.id not in placed),
    )


@guarded
def shops_around(
    db: Database, by: Actor, edition_id: int, communes: Sequence[Commune], km: float
) -> dict[str, tuple[Nearby, ...]]:
    """By INSEE code, the shops of the registry within ``km`` of each commune's reference point that do not take part
    yet, nearest first: those to call. A shop without a point counts at its commune's.

    Raises:
        NotFound: no such edition.
    """
    states = {one.place.id: one.status for one in participations(db, by, edition_id)}
    idle = [
        (place, spot)
        for place in places_where(db, "kind = 'shop' AND archived_at IS NULL")
        if states.get(place.id) is not Status.CONFIRMED and (spot := spot_of(place))
    ]
    around: dict[str, tuple[Nearby, ...]] = {}
    for commune in communes:
        measured = ((within(commune, spot, km), place) for place, spot in idle)
        near = [Nearby(place, states.get(place.id), far) for far, place in measured if far is not None]
        around[commune.insee_code] = tuple(sorted(near, key=lambda one: (one.km, one.place.id)))
    return around


def spot_of(place: Place) -> Spot | None:
    """Where a place counts: at its own point, else at its commune's; None when neither is known."""
    own = place.latitude is not None and place.longitude is not None and place.location_quality is not PointQuality.NONE
    if own:
        at_commune = place.location_quality is PointQuality.COMMUNE
        return Spot(place.id, place.name, place.latitude, place.longitude, at_commune)
    commune = commune_of(place)
    if commune is None or commune.latitude is None or commune.longitude is None:
        return None
    return Spot(place.id, place.name, commune.latitude, commune.longitude, True)
