"""Databases for the measures, filled through the application's own commands and actions."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.store import agent_by_id
from campaign.base.database import Database, transaction
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.demonstration.volume import fill_volume
from campaign.editions import actions as editions_actions
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.identity.branding import change_brand
from campaign.participation import actions as participation
from campaign.participation import views
from campaign.participation.answer_form import DEFAULT_CLOSES, DEFAULT_OPENS
from campaign.participation.model import AnswerValues, OpenDay, Presence
from campaign.schema import open_database

EMAIL, PASSWORD = "mesures@exemple.fr", "quatre-tasses-rouges-empilees"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that goes away afterwards, whose ``campaign.db`` is this process's database too."""
    with tempfile.TemporaryDirectory(prefix="mesures-") as name:
        os.environ["CAMPAIGN_DB"] = str(Path(name) / "campaign.db")
        os.environ["CAMPAIGN_SETTINGS"] = str(Path(name) / "none.env")
        os.environ["CAMPAIGN_WORKER"] = "none"
        settings.cache_clear()
        yield Path(name)


def filled(shops: int) -> Database:
    """A database with that many shops and one open edition, 80 % of shops saying yes."""
    db = open_database()
    fill_volume(db, SYSTEM, shops, 1, 49)
    return db


def confirm_everyone(db: Database) -> None:
    """Every shop of the latest edition says yes."""
    edition = editions(db, SYSTEM)[0]
    days = tuple(OpenDay(day, DEFAULT_OPENS, DEFAULT_CLOSES) for day in edition.days)
    with transaction(db):
        for one in views.participations(db, SYSTEM, edition.id):
            if one.answer is None or one.answer.presence is not Presence.YES:
                values = AnswerValues(Presence.YES, days=days)
                participation.confirm_participation(
                    db, SYSTEM, edition.id, one.place.id, values, new_operation(), answered_by="Mesure"
                )


def campaign_of(shops: int) -> tuple[Database, int]:
    """A database with that many shops, all taking part in one open edition, and the printer known; the edition's id."""
    db = filled(shops)
    confirm_everyone(db)
    values = {"printer_name": "Imprimerie Exemple", "printer_town": "Angers", "paper": "papier recyclé"}
    change_brand(db, SYSTEM, 1, values, new_operation())
    return db, editions(db, SYSTEM)[0].id


def next_edition(db: Database) -> int:
    """A copy of the latest edition, a hundred days later, open, every shop invited and every link ready; its id."""
    former = editions(db, SYSTEM)[0]
    days = [day + timedelta(days=98) for day in former.days]
    values = check_edition("Édition mesurée", "", days, days[0] - timedelta(days=30), 500)
    edition_id = participation.copy_edition(db, SYSTEM, former.id, values, new_operation())
    editions_actions.open_edition(db, SYSTEM, edition_id, new_operation())
    participation.prepare_links(db, SYSTEM, edition_id, new_operation())
    return edition_view(db, edition_id).id


def add_officer(db: Database) -> None:
    """An officer who signs in with ``EMAIL`` and ``PASSWORD``."""
    agent_id, given = accounts.add_agent(db, SYSTEM, "Camille Mesure", EMAIL, Role.OFFICER, new_operation())
    accounts.change_own_password(db, agent_by_id(db, agent_id), given, PASSWORD)
