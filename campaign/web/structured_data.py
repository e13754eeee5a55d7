"""schema.org descriptions for search engines: the event, and each shop. Publishable facts only."""

from datetime import datetime

from campaign.base import clock
from campaign.base.clock import PARIS
from campaign.base.opening_hours import known_hours
from campaign.base.settings import settings
from campaign.editions.model import Edition
from campaign.participation.public_shop import PublicShop
from campaign.web.opening_data import opening_data
from campaign.web.shop_pictures import NO_PICTURES, ShopPictures

NAME = "Les bons jours de l’occasion"


def shop_address(shop: PublicShop) -> str:
    """The full address of a shop's page."""
    return f"{settings().public_url}/boutiques/{shop.slug}"


def shop_data(shop: PublicShop) -> dict[str, object]:
    """A Store."""
    found: dict[str, object] = {
        "@type": "Store",
        "@id": f"{shop_address(shop)}#boutique",
        "name": shop.name,
        "url": shop_address(shop),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": shop.address,
            "postalCode": shop.postcode,
            "addressLocality": shop.commune,
            "addressCountry": "FR",
        },
    }
    if shop.latitude is not None and shop.longitude is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": shop.latitude, "longitude": shop.longitude}
    optional = {"telephone": shop.phone, "sameAs": shop.website}
    return found | {name: value for name, value in optional.items() if value}


def shop_page_data(edition: Edition, shop: PublicShop, seen: ShopPictures = NO_PICTURES) -> dict[str, object]:
    """A shop with its hours, its pictures and its days as events."""
    events = [
        {
            "@type": "Event",
            "name": f"{NAME} : {shop.name}",
            "startDate": datetime.combine(one.day, one.opens, PARIS).isoformat(),
            "endDate": datetime.combine(one.day, one.closes, PARIS).isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "isAccessibleForFree": True,
            "location": {"@id": f"{shop_address(shop)}#boutique"},
        }
        for one in shop.days
    ]
    pictures: dict[str, object] = {"image": [one.absolute for one in seen.photos]} if seen.photos else {}
    pictures |= {"logo": seen.logo.absolute} if seen.logo else {}
    usual = known_hours(shop.opening_hours)
    hours = opening_data(usual, clock.today()) if usual else {}
    return {"@context": "https://schema.org", **shop_data(shop), **hours, **pictures, "event": events}


def edition_data(edition: Edition, count: int, departement: str, body_name: str) -> dict[str, object]:
    """The event as a whole."""
    address = settings().public_url
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": NAME,
        "description": f"{count} boutiques solidaires ouvrent ensemble, {edition.days_text}.",
        "startDate": edition.first_day.isoformat(),
        "endDate": edition.last_day.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "url": f"{address}/carte",
        "image": f"{address}/ressources/illustrations/pile.svg",
        "location": {
            "@type": "AdministrativeArea",
            "name": departement,
            "address": {"@type": "PostalAddress", "addressRegion": departement, "addressCountry": "FR"},
        },
        "organizer": {"@type": "GovernmentOrganization", "name": body_name, "url": address},
    }
