"""Four EPCI with a shop each, four wheels, ladders and boards in the main storage place, an edition to come."""

from dataclasses import dataclass
from datetime import date

import pytest

from campaign.accounts.store import link_of
from campaign.base.operations import new_operation
from campaign.editions.views import edition as edition_view
from campaign.loans.asking import ask_game
from campaign.loans.deciding import decide_loans
from campaign.participation import actions as participation
from campaign.partners import actions as partners
from campaign.stock import items as stock
from campaign.stock import views as stock_views

# Real towns, with points near their town halls: Angers–Saumur 44 km as the crow flies, Cholet–Beaupréau 19 km.
PLACES = {
    "angers": ("Angers Loire Métropole", "Angers", "49100", 47.47, -0.55),
    "saumur": ("CA Saumur Val de Loire", "Saumur", "49400", 47.26, -0.08),
    "cholet": ("CA Cholet Agglomération", "Cholet", "49300", 47.06, -0.88),
    "mauges": ("CA Mauges Communauté", "Beaupréau-en-Mauges", "49600", 47.20, -1.00),
}
GAMES = {"wheel": ("ROUE", "Roue de la prévention"), "ladder": ("ECH", "Échelle de réduction"),
         "board": ("JEU", "Jeu des saisons")}  # fmt: skip


@dataclass
class Scene:
    """What the tests speak about: ids by short names, and what people do."""

    db: object
    officer: object
    edition_id: int
    days: tuple[date, ...]
    epcis: dict[str, int]
    shops: dict[str, int]
    games: dict[str, int]

    def values(self, who: str, day: int = 0, game: str = "wheel", **more) -> dict[str, object]:
        """The form of a request: at the EPCI's own shop, animated by Lise."""
        when = self.days[day] if isinstance(day, int) else day
        usual = {"epci": self.epcis[who], "item": self.games[game], "day": when, "shop": self.shops[who]}
        return {**usual, "site": "", "animator": "Lise", "note": "", **more}

    def ask(self, who: str, day: int = 0, game: str = "wheel", by=None, **more) -> int:
        """A request, by an agent unless said."""
        typed = self.values(who, day, game, **more)
        return ask_game(self.db, by or self.officer, self.edition_id, typed, new_operation())

    def decide(self):
        """Share out."""
        return decide_loans(self.db, self.officer, self.edition_id, new_operation())


@pytest.fixture
def scene(db, officer, in_2026, edition, shop, answered) -> Scene:
    edition_id = edition(9, answer_deadline=date(2026, 11, 8))  # Wednesday 11 and Saturday 14 November 2026
    epcis, shops = {}, {}
    for name, (title, commune, postcode, latitude, longitude) in PLACES.items():
        sheet = {"kind": "epci", "name": title, "address": "1 place de la Mairie", "postcode": postcode,
                 "commune": commune, "latitude": str(latitude), "longitude": str(longitude)}  # fmt: skip
        epcis[name] = partners.add_place(db, officer, sheet, new_operation())
        shops[name] = shop(f"Boutique de {commune}", postcode=postcode, commune=commune, latitude=str(latitude),
                           longitude=str(longitude))  # fmt: skip
        answered(edition_id, shops[name])
    stock.add_depot(db, officer, {"name": "Hangar"}, new_operation())
    depot = stock_views.depots(db, officer)[0]
    games = {}
    for short, (code, title) in GAMES.items():
        values = {"code": code, "name": title, "kind": "numbered", "family": "games"}
        games[short] = stock.add_item(db, officer, values, new_operation())
        stock.add_pieces(db, officer, games[short], 4, depot.id, new_operation())
    days = edition_view(db, edition_id).days
    return Scene(db, officer, edition_id, days, epcis, shops, games)


@pytest.fixture
def animator(scene, db, officer, contact):
    """The contact of an EPCI and their link: (name of the EPCI) -> (actor, link)."""

    def add(who: str = "angers"):
        actor = contact([scene.epcis[who]], name="Élodie Vasseur", email=f"{who}@epci.example")
        participation.prepare_links(db, officer, scene.edition_id, new_operation())
        return actor, link_of(db, actor.id, scene.edition_id)

    return add
