"""An edition and shops at hand, without a database."""

from datetime import date, time

from campaign.editions.model import Edition
from campaign.participation.model import Activity, OpenDay
from campaign.participation.public_shop import PublicShop

DAYS = (date(2013, 11, 13), date(2013, 11, 16))


def edition(days=DAYS) -> Edition:
    return Edition(1, "Novembre 2013", "", tuple(days), date(2013, 10, 12))


def shop(number: int, name: str = "La Malle à Félicie", commune: str = "Angers") -> PublicShop:
    return PublicShop(
        number=number,
        place_id=number,
        slug=f"boutique-{number}",
        name=name,
        organisation="",
        territory="CU Angers Loire Métropole",
        tint="menthe",
        address="",
        postcode="49000",
        commune=commune,
        insee_code="49007",
        latitude=None,
        longitude=None,
        categories=(),
        activities=(Activity.COFFEE,),
        other_activity="",
        days=tuple(OpenDay(day, time(10), time(18)) for day in DAYS),
        phone="",
        website="",
        opening_hours="",
        opening_hours_text="",
        may_advertise=True,
        epci_siren="244900015",
    )
