"""Sentences about a sheet: who said last that a field is right, why a sheet was put away."""

from collections.abc import Mapping
from datetime import date, datetime

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS, today
from campaign.base.database import Database
from campaign.base.french import day_in_words
from campaign.editions.model import State
from campaign.editions.views import editions
from campaign.partners.checking import MONTHS_VALID, valid_since
from campaign.partners.confirming import Confirmed
from campaign.partners.model import How, Place
from campaign.ui.plain import plain

RULE = (
    f"Un champ est à revérifier quand personne n’a dit qu’il est juste depuis {MONTHS_VALID} mois, "
    "ou depuis la dernière édition."
)
NEVER = "jamais vérifié"
AGAIN = "à revérifier"


def last_edition_day(db: Database, agent: Agent) -> date | None:
    """The first day of the last edition that took place: what was said before it no longer counts."""
    past = [
        one.first_day for one in editions(db, agent) if one.state(today()) in (State.OVER, State.ARCHIVED)
    ]  # fmt: skip
    return max((day for day in past if day <= today()), default=None)


def day_said(at: datetime) -> str:
    """« 12 octobre », with the year when it is another."""
    day = at.astimezone(PARIS).date()
    return day_in_words(day, weekday=False, year=day.year != today().year)


def said_of(one: Confirmed | None) -> str:
    """« vérifié le 12 octobre par Camille Roussel », « dit par la boutique le 3 mars », « jamais vérifié »."""
    if one is None:
        return NEVER
    on = f"le {day_said(one.at)}"
    if one.how is How.SHOP:
        return f"dit par la boutique {on}"
    if one.how is How.FILE:
        return f"lu dans un fichier {on}, importé par {one.who}"
    if one.how is How.REGISTER:
        return f"en activité au répertoire {on}"
    return f"vérifié {on} par {one.who}"


def confirmed_line(one: Confirmed | None, last_edition: date | None) -> str:
    """The same as a quiet line under a field, in markdown; what no longer counts says so."""
    is_old = one is not None and one.at.astimezone(PARIS).date() < valid_since(today(), last_edition)
    return f":small[:gray[{plain(said_of(one))}{f' · {AGAIN}' if is_old else ''}]]"


def lines_of_fields(
    place: Place | None, confirmed: Mapping[str, Confirmed], last_edition: date | None
) -> dict[str, str]:
    """Field -> its quiet line; none under a field that is empty and of which nobody ever spoke."""
    if place is None:
        return {}
    # A commune goes with its postcode, a structure with its network.
    shown = {name: getattr(place, name, "") for name in _UNDER}
    return {
        name: confirmed_line(confirmed.get(name), last_edition)
        for name, value in shown.items()
        if name in confirmed or (value and name in _ASKED)
    }


def archived_sentence(place: Place) -> str:
    """« Archivée le 3 mars 2026 : la boutique a fermé (fin de bail). »"""
    said = f"Archivée le {day_said(place.archived_at)}"
    if place.archive_reason:
        said += f" : {place.archive_reason.label[0].lower()}{place.archive_reason.label[1:]}"
    return f"{said} ({place.archive_note})." if place.archive_note else f"{said}."


_ASKED = frozenset({"name", "address", "commune", "phone", "website", "opening_hours_text", "categories"})
_UNDER = ("name", "short_name", "organisation", "siret", "address", "commune", "phone", "email", "website",
          "opening_hours_text", "categories")  # fmt: skip
