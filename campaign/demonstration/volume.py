"""Synthetic volume: any number of shops, spread as the département's people are, for measures and trials."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from campaign.accounts import links
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import Database, transaction
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.demonstration.days import next_days, on
from campaign.demonstration.filling import refuse_unless_empty
from campaign.demonstration.volume_debriefs import tell_debriefs
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.participation import actions as participation
from campaign.participation.model import Activity, AnswerValues, Need, OpenDay, Presence
from campaign.participation.store import answers_of_edition
from campaign.partners import actions as partners
from campaign.partners import contacts
from campaign.partners.model import Category
from campaign.territory import views as territory
from campaign.territory.model import Commune
from campaign.territory.outlines import contains

_FIRST = ("La Malle", "Le Grenier", "L’Atelier", "La Remise", "Le Comptoir", "La Halle", "Le Vestiaire", "La Ronde")
_SECOND = (
    "aux trésors",
    "des possibles",
    "du réemploi",
    "solidaire",
    "des objets",
    "à malices",
    "retrouvé",
    "d’à côté",
)
_STREETS = ("rue des Lilas", "rue du Moulin", "place du Marché", "rue de la Gare", "allée des Tilleuls", "rue Neuve")
_HOURS = ("mer. et sam. 10 h – 18 h", "mar. au sam. 10 h – 19 h", "mer. au sam. 9 h 30 – 12 h, 14 h – 18 h", "")
_NETWORKS = ("Emmaüs", "Secours Catholique", "Réseau des ressourceries", "Indépendante")
_BATCH = 200  # sheets a transaction: each commit waits for the disk
_HALF_A_YEAR = timedelta(days=182)
_TOLD_AFTER = timedelta(days=10)
_YES, _NO = 0.80, 0.12  # the rest has not decided yet


@guarded
def fill_volume(
    db: Database,
    by: Actor,
    shops: int,
    edition_count: int,
    number: int,
    progress: Callable[[int, int], None] = lambda done, total: None,
    debriefs: float = 0,
) -> dict[str, int]:
    """Fill an empty database with ``shops`` shops and ``edition_count`` editions, the last one open, 80 % of shops
    saying yes. The same ``number`` gives the same data, dates apart. Counts of what was made.

    ``debriefs``: the share, 0 to 1, of the shops of each past edition that told how it went.

    Raises:
        NotEmpty.
    """
    refuse_unless_empty(db)
    chance = random.Random(number)  # noqa: S311 - not a secret: the same data each time is the point
    total = shops * (1 + edition_count)
    contact_of: dict[int, Actor] = {}
    communes = [one for one in territory.communes_of(settings().departement) if one.postcodes and one.latitude]
    placed = chance.choices(communes, [one.population for one in communes], k=shops)
    for start in range(0, shops, _BATCH):
        with transaction(db):
            batch = range(start, min(start + _BATCH, shops))
            places = [_add_shop(db, by, chance, rank, placed[rank]) for rank in batch]
            contact_of |= _add_contacts(db, by, chance, places, start)
        progress(start + len(places), total)
    made = {"shops": shops, "contacts": len(set(contact_of.values())), "editions": 0, "links": 0, "answers": 0,
            "debriefs": 0}  # fmt: skip
    telling = random.Random(number)  # noqa: S311 - apart: debriefs do not change the rest
    days = next_days(clock.today())
    for back in reversed(range(edition_count)):
        begins = clock.today() - back * _HALF_A_YEAR
        event = tuple(day - back * _HALF_A_YEAR for day in days)
        edition_id, links_made = _edition(db, by, chance, begins, event, contact_of)
        made["links"] += links_made
        if debriefs and event[-1] + _TOLD_AFTER <= clock.today():
            with on(event[-1] + _TOLD_AFTER, 10):
                took_part = [
                    (place_id, contact_of[place_id])
                    for place_id, answer in answers_of_edition(db, edition_id).items()
                    if answer.presence is Presence.YES
                ]
                made["debriefs"] += tell_debriefs(db, edition_id, event, took_part, debriefs, telling)
        made["editions"] += 1
        made["answers"] += shops
        progress(shops * (1 + made["editions"]), total)
    return made


def _add_shop(db: Database, by: Actor, chance: random.Random, rank: int, commune: Commune) -> int:
    latitude, longitude = spread(commune, chance)
    values = {
        "name": f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} n° {rank + 1}",
        "organisation": f"Association {rank % 97 + 1}",
        "network": _NETWORKS[rank % 97 % len(_NETWORKS)],
        "address": f"{chance.randint(1, 90)} {chance.choice(_STREETS)}",
        "postcode": chance.choice(commune.postcodes),
        "commune": commune.name,
        "latitude": latitude,
        "longitude": longitude,
        "opening_hours_text": chance.choice(_HOURS),
        "phone": f"02 41 {rank // 10000:02d} {rank // 100 % 100:02d} {rank % 100:02d}",
        "email": f"boutique{rank + 1}@exemple.example",
        "categories": [str(one) for one in chance.sample(list(Category), chance.randint(1, 4))],
        "may_advertise": chance.random() < 0.85,
    }
    return partners.add_place(db, by, values, new_operation())


def spread(commune: Commune, chance: random.Random) -> tuple[float, float]:
    """A point of a commune, near its reference point: inside its outline where we have it."""
    outline = next(
        (
            area["geometry"]
            for area in (territory.commune_contours(commune.departement) or {}).get("features", ())
            if area["properties"]["insee_code"] == commune.insee_code
        ),
        None,
    )
    for _ in range(30):
        # A degree of latitude is 111 km, one of longitude about 75 km at 47° north.
        latitude = round(commune.latitude + chance.gauss(0, commune.reach_km / 6) / 111, 5)
        longitude = round(commune.longitude + chance.gauss(0, commune.reach_km / 6) / 75, 5)
        if outline is None:
            near = territory.point_is_credible(latitude, longitude, commune)
        else:
            near = contains(outline, latitude, longitude)
        if near:
            return latitude, longitude
    return commune.latitude, commune.longitude


def _add_contacts(db: Database, by: Actor, chance: random.Random, places: list[int], start: int) -> dict[int, Actor]:
    """One contact a shop; every tenth or so answers for three."""
    found: dict[int, Actor] = {}
    left = list(places)
    while left:
        mine = [left.pop(0) for _ in range(min(len(left), 3 if chance.random() < 0.1 else 1))]
        rank = start + len(found) + 1
        values = {"name": f"Contact {rank}", "email": f"contact{rank}@exemple.example", "place_ids": mine}
        actor = Actor(Role.CONTACT, contacts.add_contact(db, by, values, new_operation()))
        found |= dict.fromkeys(mine, actor)
    return found


def _edition(
    db: Database,
    by: Actor,
    chance: random.Random,
    begins: date,
    days: tuple[date, ...],
    contact_of: dict[int, Actor],
) -> tuple[int, int]:
    """One edition opened, then answered ten days later by everyone; its id, how many links."""
    values = check_edition(f"Édition du {days[0]:%d/%m/%Y}", "", days, days[0] - timedelta(days=21), len(contact_of))
    with clock.frozen(datetime.combine(begins - timedelta(days=20), time(9), clock.PARIS)):
        with transaction(db):
            edition_id = editions.add_edition(db, by, values, new_operation())
            participation.invite(db, by, edition_id, list(contact_of), new_operation())
            editions.open_edition(db, by, edition_id, new_operation())
            ready = participation.prepare_links(db, by, edition_id, new_operation())
    places = list(contact_of.items())
    with clock.frozen(datetime.combine(begins - timedelta(days=10), time(9), clock.PARIS)):
        for start in range(0, len(places), _BATCH):
            with transaction(db):
                for place_id, actor in places[start : start + _BATCH]:
                    answer = _answer(chance, days)
                    links.note_opening(db, actor, link_of(db, actor.id, edition_id))
                    participation.confirm_participation(db, actor, edition_id, place_id, answer, new_operation())
    return edition_id, ready


def _answer(chance: random.Random, days: tuple[date, ...]) -> AnswerValues:
    said = chance.random()
    if said >= _YES:
        presence = Presence.NO if said < _YES + _NO else Presence.UNDECIDED
        return AnswerValues(presence, "Fermé cette semaine-là." if presence is Presence.NO else "")
    opened = [day for day in days if chance.random() < 0.9] or [days[0]]
    hours = chance.choice(((10, 18), (9, 17), (14, 18), (10, 19)))
    return AnswerValues(
        Presence.YES,
        days=tuple(OpenDay(day, time(hours[0]), time(hours[1])) for day in opened),
        activities=tuple(chance.sample(list(Activity), chance.randint(0, 3))),
        needs={need: chance.randint(1, 8) for need in Need if chance.random() < 0.6},
        duties_read=True,
    )
