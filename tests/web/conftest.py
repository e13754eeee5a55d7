"""The plain pages asked as a browser asks them, on a campaign of invented shops in real communes of Maine-et-Loire."""

import warnings
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from starlette.applications import Starlette

from campaign.accounts.links import token_of
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.identity import actions as identity_actions
from campaign.participation import actions as participation
from campaign.participation.model import Activity, AnswerValues, Need, OpenDay, Presence
from campaign.partners import actions as partners
from campaign.partners import contacts
from campaign.web.server import MIDDLEWARE, ROUTES

with warnings.catch_warnings():
    # Starlette 1.10 announces another client library; httpx is the one locked here, and Streamlit's tests use it too.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

# name, address, postcode, commune, latitude, longitude, categories, usual hours
SHOPS = (
    ("La Grange aux Trouvailles", "4 rue du Champ-de-Foire", "49500", "Segré-en-Anjou Bleu", 47.686, -0.873,
     ["meubles", "vaisselle"], "mardi au samedi 10h-18h"),
    ("Le Vestiaire solidaire", "12 place du Marché", "49440", "Candé", 47.559, -1.033,
     ["vetements", "jouets"], "mercredi et samedi 9h30-12h, 14h-18h"),
    ("Bric-à-brac des deux rives", "3 quai d'Anjou", "49220", "Le Lion-d'Angers", 47.634, -0.737,
     ["meubles", "livres", "vaisselle"], "mercredi et samedi 10h-19h"),
    ("L'Atelier du second tour", "8 bd de la Liberté", "49000", "Angers", 47.468, -0.552,
     ["electromenager", "meubles", "livres"], "mardi au samedi 14h-18h"),
    ("La Malle à Félicie", "31 rue des Artisans", "49100", "Angers", 47.4667, -0.5777,
     ["velos", "jouets", "vetements"], "mardi au vendredi 14h-18h, samedi 10h-18h"),
    ("Boutique du Bois doré", "5 avenue des Lilas", "49240", "Avrillé", 47.507, -0.589,
     ["livres", "velos", "jouets"], "mercredi au samedi 9h30-18h"),
    ("Le Fil retrouvé", "16 rue Victor-Hugo", "49130", "Les Ponts-de-Cé", 47.427, -0.51,
     ["vetements", "vaisselle"], ""),
    ("Électro Seconde Vie, appareils rénovés et garantis", "ZI Est, rue de l'Avenir", "49124",
     "Saint-Barthélemy-d'Anjou", 47.474, -0.481, ["electromenager"], "mercredi 10h-18h"),
    ("La Remise", "route de Cheffes", "49125", "Tiercé", 47.626, -0.442,
     ["vaisselle", "electromenager", "meubles"], "mercredi et samedi 14h-18h"),
    ("Recyclerie des Ardoisières", "2 allée du Buisson", "49800", "Trélazé", 47.451, -0.475,
     ["jouets", "vetements"], ""),
    ("La Bouquinerie du Baugeois", "7 rue de l'Église", "49150", "Baugé-en-Anjou", 47.541, -0.104,
     ["livres"], "samedi 10h-18h"),
    ("Recyclerie des Troglos", "boulevard Foulon", "49700", "Doué-en-Anjou", 47.193, -0.275,
     ["meubles", "vaisselle"], ""),
    ("Le Comptoir du réemploi", "44 rue de Rouen", "49400", "Saumur", 47.267, -0.083,
     ["meubles", "livres", "velos"], "mardi au samedi 10h-19h"),
    ("La Ressource des Mauges", "11 rue des Mauges", "49600", "Beaupréau-en-Mauges", 47.203, -0.995,
     ["meubles", "vetements"], ""),
    ("Les Trois Chaînons", "6 rue du Moulin", "49120", "Chemillé-en-Anjou", 47.213, -0.727,
     ["velos", "electromenager"], "mercredi et samedi 14h-18h"),
    ("Tout repart !", "25 rue de Bordeaux", "49300", "Cholet", 47.046, -0.878,
     ["meubles", "vetements", "livres", "vaisselle"], "lundi au samedi 10h-18h"),
)  # fmt: skip
CONTACT = {"body_name": "Département de Maine-et-Loire", "contact_name": "Camille Moreau",
           "contact_service": "prévention des déchets", "contact_phone": "02 41 00 00 00",
           "contact_email": "prevention@exemple.fr",
           "partners": "Réseau des ressourceries\nAvec le soutien de l'ADEME"}  # fmt: skip


@dataclass
class Campaign:
    """A small campaign, and what a test needs to change it."""

    db: object
    officer: Actor
    edition_id: int
    days: tuple[date, ...]
    places: list[int]

    def answer(self, place_id: int, days: int = 2, **changes: object) -> None:
        """The shop opens the first ``days`` days, 10 h – 18 h, unless told otherwise."""
        open_days = tuple(OpenDay(day, time(10), time(18)) for day in self.days[:days])
        values = {
            "presence": Presence.YES,
            "days": open_days,
            "activities": (Activity.COFFEE, Activity.MUSIC),
            **changes,
        }
        participation.confirm_participation(
            self.db,
            self.officer,
            self.edition_id,
            place_id,
            AnswerValues(**values),
            new_operation(),
            answered_by="Félicie",
        )

    def link(self, place_ids: list[int], name: str = "Félicie Martin", email: str = "felicie@exemple.fr") -> str:
        """« /p/TOKEN » of a new contact for these shops."""
        values = {"name": name, "email": email, "place_ids": place_ids}
        contact_id = contacts.add_contact(self.db, self.officer, values, new_operation())
        participation.prepare_links(self.db, self.officer, self.edition_id, new_operation())
        return f"/p/{token_of(link_of(self.db, contact_id, self.edition_id))}"

    def rows(self, sql: str, *parameters: object) -> list[tuple]:
        """What the database holds."""
        return self.db.conn.execute(sql, parameters).fetchall()


def seed(db, officer: Actor, count: int = 6, first_day: date | None = None, opened: bool = True, **values) -> Campaign:
    """An edition on a Wednesday and a Saturday, ``count`` invited shops, and the département's contact."""
    first = first_day or clock.today() + timedelta(days=60)
    first += timedelta(days=(2 - first.weekday()) % 7)  # a Wednesday, as the real editions
    days = (first, first + timedelta(days=3))
    identity_actions.change_identity(db, officer, 1, CONTACT, new_operation())
    typed = {"name": "Édition de novembre", "theme": "Le réflexe occasion", "days": days,
             "answer_deadline": first - timedelta(days=40), "objective_shops": 17, **values}  # fmt: skip
    edition_id = editions.add_edition(db, officer, check_edition(**typed), new_operation())
    if opened:
        editions.open_edition(db, officer, edition_id, new_operation())
    places = []
    for number in range(count):
        name, address, postcode, commune, latitude, longitude, categories, hours = SHOPS[number % len(SHOPS)]
        turn = number // len(SHOPS)
        sheet = {
            "name": f"{name} {turn + 1}" if turn else name,
            "address": address, "postcode": postcode, "commune": commune,
            "latitude": latitude + turn % 17 * 0.004, "longitude": longitude + turn % 13 * 0.006,
            "categories": categories, "opening_hours_text": hours,
            "phone": f"02 41 00 {number // 100:02d} {number % 100:02d}",
        }  # fmt: skip
        places.append(partners.add_place(db, officer, sheet, new_operation()))
    participation.invite(db, officer, edition_id, places, new_operation())
    return Campaign(db, officer, edition_id, days, places)


@pytest.fixture
def campaign(db, officer) -> Campaign:
    """Six invited shops, nobody has answered yet."""
    return seed(db, officer)


@pytest.fixture
def confirmed(campaign) -> Campaign:
    """Six shops, four of which come: the third on the first day only, the sixth said no."""
    for place_id in campaign.places[:2]:
        campaign.answer(place_id)
    campaign.answer(campaign.places[2], days=1, activities=(Activity.REPAIR,))
    campaign.answer(campaign.places[4], other_activity="Concours du plus beau pull", needs={Need.POSTERS: 20})
    campaign.answer(campaign.places[5], days=0, presence=Presence.NO, reason="Inventaire", activities=())
    return campaign


@pytest.fixture
def browser(own_settings):
    """A visitor's browser on our routes and the gate; redirections are shown, not followed."""
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    with TestClient(app, base_url="http://localhost:8501", follow_redirects=False) as client:
        yield client


def at(day: date, hour: int = 12) -> datetime:
    """Noon in Paris on a day, to stop the clock at."""
    return datetime.combine(day, time(hour), clock.PARIS)


def form_of(campaign: Campaign, place_id: int, **changes) -> dict[str, object]:
    """What the page sends for « oui, les deux jours »."""
    form: dict[str, object] = {"operation": new_operation(), "boutique": str(place_id), "presence": "yes",
                               "fiche": "juste",
                               "animation": ["cafe"], "besoin-posters": "20", "version": "0", "role": "on"}  # fmt: skip
    for day in campaign.days:
        key = day.isoformat()
        form |= {
            f"jour-{key}": "on",
            f"debut-{key}": "10:00",
            f"fin-{key}": "18:00",
            f"pause-{key}": "",
            f"reprise-{key}": "",
        }
    return {name: value for name, value in (form | changes).items() if value is not None}


__all__ = ["SYSTEM", "Role", "at", "form_of", "seed"]
