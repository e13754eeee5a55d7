"""What a shop's own page shows: the week of the event, its extras, its neighbours."""

from datetime import date, timedelta

from campaign.base import clock
from campaign.base.french import DAYS, enumerate_in_words
from campaign.base.opening_hours import (
    OpeningHours,
    besides_in_words,
    dates_in_words,
    known_hours,
    shown_hours,
    spans_in_words,
    week_in_words,
)
from campaign.base.settings import settings
from campaign.editions.model import Edition
from campaign.participation.model import Activity
from campaign.participation.public_shop import PublicShop
from campaign.partners.model import Category
from campaign.territory.views import distance_km
from campaign.web.finder import Line
from campaign.web.outline_map import frame

ACTIVITY_PICTURES = {
    Activity.COFFEE: ("mug", "menthe"), Activity.MUSIC: ("radio", "rose"), Activity.PANCAKES: ("teapot", "paille"),
    Activity.GAMES: ("duck", "ciel"), Activity.PROMOTIONS: ("lamp-tomate", "menthe"),
    Activity.REPAIR: ("bike", "peche"), Activity.FASHION: ("jumper", "rose"), Activity.BUILDING: ("chair", "paille"),
}  # fmt: skip
_OBJECTS = {
    Category.FURNITURE: ("armchair-tomate", 186, 150), Category.CLOTHES: ("jumper", 180, 140),
    Category.BOOKS: ("books", 190, 130), Category.BIKES: ("bike", 236, 156), Category.DISHES: ("teapot", 190, 133),
    Category.TOYS: ("duck", 170, 140), Category.APPLIANCES: ("radio", 190, 140), Category.TOOLS: ("suitcase", 190, 142),
    Category.DECORATION: ("vase", 90, 160), Category.MULTIMEDIA: ("camera", 160, 120),
    Category.HABERDASHERY: ("jumper", 180, 140), Category.MATERIALS: ("chair", 100, 158),
}  # fmt: skip
# An exception is announced this long before it begins.
NEAR_DAYS = 30
NEIGHBOURS = 3
NEIGHBOUR_KM = 40


def shop_page_context(edition: Edition, shop: PublicShop, shops: tuple[PublicShop, ...]) -> dict[str, object]:
    """The values of ``shop.html``."""
    drawn = frame(settings().departement)
    placed = drawn is not None and shop.latitude is not None and shop.longitude is not None
    usual = known_hours(shop.opening_hours)
    same = len({one.hours_text for one in shop.days}) == 1
    return {
        "shop": shop,
        "edition": edition,
        "count": len(shops),
        "object": _OBJECTS[shop.categories[0]] if shop.categories else ("armchair-tomate", 186, 150),
        "activities": [(one.label, *ACTIVITY_PICTURES[one]) for one in shop.activities],
        "days_named": enumerate_in_words(DAYS[one.day.weekday()] for one in shop.days).capitalize(),
        "common_hours": shop.days[0].hours_text if same else "",
        "without_break": same and not shop.days[0].break_from,
        "week": event_week(edition, shop),
        "rest_of_year": rest_of_year(shop, clock.today()),
        "hours_told": "" if usual else shown_hours(shop.opening_hours_text, clock.today()),
        "notices": notices(usual, clock.today()),
        "neighbours": neighbours(shop, shops),
        "mini": (drawn.height + 8, *drawn.at(shop.latitude, shop.longitude)) if placed else None,
    }


def event_week(edition: Edition, shop: PublicShop) -> list[tuple[str, str, bool]]:
    """(day, hours, whether it is an event day) of the first event's week, Monday first. Without a readable usual week,
    event days alone."""
    usual = known_hours(shop.opening_hours)
    event_days = {one.day: one.hours_text for one in shop.days}
    if usual is None:
        return [(_named(day), hours, True) for day, hours in event_days.items()]
    monday = edition.first_day - timedelta(days=edition.first_day.weekday())
    week = []
    for day in sorted({*(monday + timedelta(days=shift) for shift in range(7)), *event_days}):
        hours = event_days.get(day)
        spans = usual.on(day)
        text = hours or ("sur rendez-vous" if spans is None else spans_in_words(spans))
        if hours is None and day in edition.days:
            text = "fermé ce jour-là"
        week.append((_named(day), text, hours is not None))
    return week


def _named(day: date) -> str:
    return f"{DAYS[day.weekday()].capitalize()} {'1er' if day.day == 1 else day.day}"


def rest_of_year(shop: PublicShop, today: date) -> list[str]:
    """What the event's week does not tell: months, seasons, holidays, exceptions to come, and then the usual week."""
    usual = known_hours(shop.opening_hours)
    if usual is None:
        return []
    besides = besides_in_words(usual.since(today))
    return [*week_in_words(usual), *besides] if besides else []


def notices(usual: OpeningHours | None, today: date) -> list[str]:
    """« Fermée exceptionnellement du 24 décembre 2026 au 3 janvier 2027 », when it is near."""
    if usual is None:
        return []
    near = [one for one in usual.since(today).exceptions if one.first <= today + timedelta(days=NEAR_DAYS)]
    return [
        f"Horaires exceptionnels {dates_in_words(one.first, one.last)} : {spans_in_words(one.spans)}"
        if one.spans
        else f"Fermée exceptionnellement {dates_in_words(one.first, one.last)}"
        for one in near
    ]


def neighbours(shop: PublicShop, shops: tuple[PublicShop, ...]) -> list[Line]:
    """The three nearest other shops, 40 km at most."""
    if shop.latitude is None or shop.longitude is None:
        return []
    measured = [
        Line(other, distance_km(shop.latitude, shop.longitude, other.latitude, other.longitude))
        for other in shops
        if other.place_id != shop.place_id
        and other.latitude is not None
        and other.longitude is not None
        # 40 km span less than this anywhere in mainland France: true distances are measured for these few only.
        and abs(other.latitude - shop.latitude) < 0.4
        and abs(other.longitude - shop.longitude) < 0.6
    ]
    near = sorted((line for line in measured if line.km <= NEIGHBOUR_KM), key=lambda line: line.km)
    return near[:NEIGHBOURS]
