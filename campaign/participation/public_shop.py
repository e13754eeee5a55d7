"""What residents may see of a shop that takes part: publishable fields only, in the order of the list and the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from campaign.base.french import NBSP, SHORT_DAYS, enumerate_in_words
from campaign.base.text import search_key
from campaign.participation.model import Activity, Answer, OpenDay
from campaign.partners.model import Category, Place
from campaign.territory.model import short_epci_name

TINTS = ("menthe", "field", "rose", "tilleul", "ciel", "peche", "lilas", "sable")


@dataclass(frozen=True, slots=True)
class PublicShop:
    """A confirmed shop, numbered by territory, then town, then name. ``tint`` is the colour of its territory.

    ``phone`` is the one residents may see: empty when it is somebody's mobile, published by nobody's leave.
    """

    number: int
    place_id: int
    slug: str
    name: str
    organisation: str
    territory: str
    tint: str
    address: str
    postcode: str
    commune: str
    insee_code: str
    latitude: float | None
    longitude: float | None
    categories: tuple[Category, ...]
    activities: tuple[Activity, ...]
    other_activity: str
    days: tuple[OpenDay, ...]
    phone: str
    website: str
    opening_hours: str
    opening_hours_text: str
    may_advertise: bool
    epci_siren: str = ""
    located_exactly: bool = True

    @property
    def hours_text(self) -> str:
        """« mer. et sam. 10 h – 18 h », or « mer. 14 h – 18 h, sam. 10 h – 18 h »."""
        return hours_by_day(self.days)

    @property
    def activity_names(self) -> tuple[str, ...]:
        """Activities in lower case, the shop's own idea last."""
        named = tuple(activity.label.lower() for activity in self.activities)
        return (*named, self.other_activity) if self.other_activity else named

    def opens_on(self, day: date) -> bool:
        """Whether the shop opens on an event day."""
        return any(one.day == day for one in self.days)


def hours_by_day(days: Sequence[OpenDay]) -> str:
    """Event days grouped by equal hours, in order."""
    groups: dict[str, list[str]] = {}
    for one in sorted(days, key=lambda opened: opened.day):
        groups.setdefault(one.hours_text, []).append(SHORT_DAYS[one.day.weekday()])
    return ", ".join(f"{enumerate_in_words(names)}{NBSP}{hours}" for hours, names in groups.items())


def common_hours(shops: Sequence[PublicShop], days: int) -> tuple[time, time] | None:
    """The hours when every shop opens every day from one hour to the same other; None as soon as one differs."""
    spans = {one.spans for shop in shops for one in shop.days}
    if len(spans) != 1 or any(len(shop.days) != days for shop in shops):
        return None
    (only,) = spans
    return only[0] if len(only) == 1 else None


def numbered(confirmed: Sequence[tuple[Place, Answer]]) -> list[PublicShop]:
    """Confirmed shops in public order: territory, town, name (accents apart); numbers run from 1.

    A place that opens on no event day is not shown. Eight tints follow the territories in order.
    """

    def order(pair: tuple[Place, Answer]) -> tuple[str, str, str, int]:
        place = pair[0]
        return search_key(short_epci_name(place.epci_name)), search_key(place.commune), search_key(place.name), place.id

    listed = sorted((pair for pair in confirmed if pair[1].days), key=order)
    territories = list(dict.fromkeys(place.epci_name for place, _ in listed))
    return [
        PublicShop(
            number=number,
            place_id=place.id,
            slug=place.slug,
            name=place.name,
            organisation=place.organisation,
            territory=place.epci_name,
            tint=TINTS[territories.index(place.epci_name) % len(TINTS)],
            address=", ".join(part for part in (place.address, place.address_more) if part),
            postcode=place.postcode,
            commune=place.commune,
            insee_code=place.insee_code,
            latitude=place.latitude,
            longitude=place.longitude,
            categories=place.categories,
            activities=answer.activities,
            other_activity=answer.other_activity,
            days=answer.days,
            phone=place.public_phone,
            website=place.website,
            opening_hours=place.opening_hours,
            opening_hours_text=place.opening_hours_text,
            may_advertise=place.may_advertise,
            epci_siren=place.epci_siren,
            located_exactly=place.location_quality in ("exact", "street"),
        )
        for number, (place, answer) in enumerate(listed, start=1)
    ]
