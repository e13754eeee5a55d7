"""Campaigns with their press kit and their shops: the whole département, one territory."""

from dataclasses import replace

from campaign.documents.content import Campaign, Partner, Place
from campaign.documents.press_text import Press
from tests.documents.campaigns import campaign
from tests.documents.press_texts import LOCAL, PRESS
from tests.documents.shops_at_hand import shops, territories

_PROGRAMMES = (("café offert", "jeu de piste"), ("atelier réparation de vélos",), (), ("musique", "défilé de mode"))


def busy(count: int, long: bool = False):
    """Shops with hours, a telephone, and something to do in three of four."""
    return tuple(
        replace(
            shop, activities=_PROGRAMMES[index % 4], phone=f"02 41 11 00 {index:02d}",
            hours=shop.hours or "mer. et sam. 10 h – 18 h",
        )
        for index, shop in enumerate(shops(count, long))
    )  # fmt: skip


def with_press(press: Press = PRESS, count: int = 20, **changes) -> Campaign:
    """The campaign of that press kit."""
    partners = ("Département de Maine-et-Loire", "Réseau des ressourceries", "Saumur Val de Loire")
    values = {"shops": busy(count), "territories": territories(), "partners": tuple(map(Partner, partners))}
    return campaign(**(values | {"press": press} | changes))


def local() -> Campaign:
    """That of an EPCI with its own shops."""
    mine = tuple(shop for shop in busy(20) if "Saumur" in shop.territory)
    inside = tuple(one for one in territories() if "Saumur" in one.name)
    place = Place("Saumur Val de Loire", "à Saumur Val de Loire", "de Saumur Val de Loire")
    return with_press(LOCAL, shops=mine, territories=inside, place=place)
