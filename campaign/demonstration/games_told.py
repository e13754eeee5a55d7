"""The games of the demonstration, told through ordinary actions: past loans, then requests shared out with reasons."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from campaign.accounts.model import Actor, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.editions.views import edition as edition_view
from campaign.loans import asking, deciding
from campaign.loans.own_page import OwnGames, epcis_and_shops
from campaign.partners.views import contacts_of
from campaign.stock.views import items


class _Asked(NamedTuple):
    """One request: the beginning of the EPCI's name, the game's code, the day's rank, and what is written."""

    epci: str
    game: str
    day: int
    site: str = ""  # '' for the first of its shops open that day
    animator: str | None = None  # None for the EPCI's own animator
    note: str = ""


# Angers had most, Anjou Bleu and the Baugeois none: the order of fairness shows.
PAST: tuple[tuple[_Asked, ...], ...] = (
    (
        _Asked("Angers", "ROUE", 0),
        _Asked("Saumur", "ROUE", 0),
        _Asked("Angers", "ECH", 1),
        _Asked("Cholet", "JEU", 1),
    ),
    (
        _Asked("Cholet", "ROUE", 0),
        _Asked("Angers", "ROUE", 1),
        _Asked("Mauges", "ECH", 0),
        _Asked("Angers", "JEU", 0),
    ),
)
COMING = (
    _Asked("Angers", "ROUE", 0, note="Prévoir une rallonge de 10 m."),
    _Asked("Angers", "ROUE", 1),
    _Asked("Cholet", "ROUE", 0),
    _Asked("Saumur", "ROUE", 0),
    _Asked("Saumur", "JEU", 1),
    _Asked("Cholet", "ECH", 0, "Médiathèque Élie-Chamard", ""),
    _Asked("Mauges", "ROUE", 0),
    _Asked("Mauges", "JEU", 0),
    _Asked("Angers", "JEU", 0, "Jardin des Plantes"),
    _Asked("Anjou Bleu", "ROUE", 0),
    _Asked("Anjou Bleu", "ROUE", 1, "Halle de Candé", note="Le même animateur les deux jours."),
    _Asked("Baugeois", "ECH", 1, "Place du Marché, Baugé", ""),
    _Asked("Saumur", "ECH", 1),
)
LATE = _Asked("Cholet", "JEU", 0)


def ask_past_games(db: Database, by: Actor, edition_id: int, asked: Sequence[_Asked]) -> None:
    """Requests of a past edition, before its deadline; the clock is the caller's. ``by`` is the logistics."""
    for one in asked:
        _ask(db, by, edition_id, one)


def share_games(db: Database, by: Actor, edition_id: int) -> None:
    """The games of an edition are shared out; the clock is the caller's."""
    deciding.decide_loans(db, by, edition_id, new_operation())


def games_steps(db: Database, by: Actor, edition_id: int) -> list[tuple[int, int, int, Callable[[], object]]]:
    """Requests of the edition under way these last weeks, shared out three days ago, one come since: (days before
    today, hour, minute, what is done). The stock and the answers are already told."""
    return [
        *(
            (18 - rank, 9 + rank % 8, 11 * rank % 60, partial(_ask, db, by, edition_id, one))
            for rank, one in enumerate(COMING)
        ),
        (3, 15, 10, partial(share_games, db, by, edition_id)),
        (1, 16, 25, partial(_ask, db, by, edition_id, LATE, on_behalf=True)),
    ]


def _ask(db: Database, by: Actor, edition_id: int, one: _Asked, *, on_behalf: bool = False) -> None:
    """The EPCI's animator asks, or the logistics in its name where nobody answers for it."""
    own = next(known for known in epcis_and_shops(db, by, edition_id) if known.name.startswith(one.epci))
    day = edition_view(db, edition_id).days[one.day]
    shop, site = (None, one.site) if one.site else _site(own, day)
    people = contacts_of(db, by, own.place.id)
    named = one.animator if one.animator is not None else people[0].name if people else ""
    typed = {"epci": own.place.id, "item": next(item.id for item in items(db, by) if item.code == one.game),
             "day": day, "shop": shop or "", "site": site, "animator": named, "note": one.note}  # fmt: skip
    linked = people and not on_behalf and clock.today() <= edition_view(db, edition_id).answer_deadline
    actor = Actor(Role.CONTACT, people[0].id) if linked else by
    asking.ask_game(db, actor, edition_id, typed, new_operation())


def _site(own: OwnGames, day: date) -> tuple[int | None, str]:
    """Its first shop open that day, else its own place."""
    for shop, days in own.shops:
        if day in days:
            return shop.id, ""
    return None, f"Hôtel de la collectivité, {own.place.commune}"
