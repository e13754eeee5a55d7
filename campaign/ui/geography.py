"""Answers laid on the territory: EPCI tinted where a shop takes part, pins by state, and who is absent."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.french import plural
from campaign.base.settings import settings
from campaign.maps.model import TINTS, Area, Pin
from campaign.participation.model import Participation, Status
from campaign.partners.location import AT_COMMUNE, is_at_commune
from campaign.partners.model import Place
from campaign.territory import views as territory
from campaign.territory.model import short_epci_name as short_epci
from campaign.ui.chips import STATUS_SHAPES


@dataclass(frozen=True, slots=True)
class Coverage:
    """One EPCI of the département: shops invited and taking part."""

    siren: str
    name: str
    invited: int
    confirmed: int


def in_departement() -> str:
    """« en Maine-et-Loire »."""
    return territory.departement(settings().departement).in_form


def coverage(participations: Sequence[Participation]) -> list[Coverage]:
    """Every EPCI of the département drawn on our contours (else those of the shops), by name."""
    contours = territory.epci_contours(settings().departement)
    known = {one["properties"]["siren"]: one["properties"]["name"] for one in (contours or {}).get("features", ())}
    if not known:
        known = {one.place.epci_siren: one.place.epci_name for one in participations if one.place.epci_siren}
    mainly_here = {siren: name for siren, name in known.items() if _belongs_here(siren)}
    counted = []
    for siren, name in mainly_here.items():
        mine = [one for one in participations if one.place.epci_siren == siren]
        confirmed = sum(one.status is Status.CONFIRMED for one in mine)
        counted.append(Coverage(siren, short_epci(name), len(mine), confirmed))
    return sorted(counted, key=lambda one: one.name)


def _belongs_here(siren: str) -> bool:
    # An EPCI of the neighbouring département may reach over the border with one commune: it is not ours to cover.
    found = [one for one in territory.epcis_of(settings().departement) if one.siren == siren]
    if not found or len(found[0].departements) == 1:
        return True
    communes = [one for one in territory.communes_of(settings().departement) if one.epci_siren == siren]
    return sum(one.population for one in communes) * 2 >= found[0].population


def areas(participations: Sequence[Participation]) -> list[Area]:
    """EPCI to draw: a tint each where somebody takes part; without contours, the département's outline."""
    code = settings().departement
    by_siren = {one.siren: one for one in coverage(participations)}
    features = (territory.epci_contours(code) or {}).get("features", ())
    if not features:
        outline = territory.departement_outline(code)
        return [Area(territory.departement(code).name, outline["geometry"])] if outline else []
    covered = [siren for siren, one in by_siren.items() if one.confirmed]
    drawn = []
    for feature in features:
        siren = feature["properties"]["siren"]
        one = by_siren.get(siren)
        tint = list(TINTS)[covered.index(siren) % len(TINTS)] if siren in covered else ""
        note = (
            f"{plural(one.confirmed, 'boutique participe', 'boutiques participent')} sur {one.invited}" if one else ""
        )
        drawn.append(Area(short_epci(feature["properties"]["name"]), feature["geometry"], tint, note))
    return drawn


def numbers(participations: Sequence[Participation]) -> dict[int, int]:
    """The number of each shop of an edition, by place id: the same on lists and maps."""
    return {one.place.id: number for number, one in enumerate(participations, start=1)}


def pins(participations: Sequence[Participation], numbered: dict[int, int]) -> list[Pin]:
    """A pin for every shop that has a point."""
    return [
        Pin(
            key=one.place.id,
            number=str(numbered[one.place.id]),
            latitude=one.place.latitude,
            longitude=one.place.longitude,
            shape=STATUS_SHAPES[one.status],
            title=one.place.name,
            note=f"{one.place.commune} · {one.status.label}{_mark(one.place)}",
        )
        for one in participations
        if one.place.latitude is not None and one.place.longitude is not None
    ]


def _mark(place: Place) -> str:
    return f" · {AT_COMMUNE}" if is_at_commune(place) else ""


def pin_at(drawn: Sequence[Pin], clicked: dict[str, float] | None) -> Pin | None:
    """The pin a click on the map fell on: the map gives back its point, not its key."""
    if not clicked:
        return None
    near = [
        (abs(pin.latitude - clicked["lat"]) + abs(pin.longitude - clicked["lng"]), index)
        for index, pin in enumerate(drawn)
    ]
    distance, index = min(near, default=(1.0, -1))
    return drawn[index] if distance < 1e-4 else None
