"""Fixtures every test may use: a fresh database, one actor per role, the shared material when it is there."""

import os
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM, Actor, Agent, Role
from campaign.accounts.store import agent_by_id, link_of
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.demonstration.filling import fill_demonstration
from campaign.editions import actions as editions
from campaign.editions import views as editions_views
from campaign.editions.model import check_edition
from campaign.participation import actions as participation
from campaign.participation.model import Activity, Answer, AnswerValues, Need, OpenDay, Presence
from campaign.partners import actions as partners
from campaign.partners import contacts
from campaign.schema import open_database
from campaign.stock import items as stock_items
from campaign.stock import moving

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PASSWORD = "quatre-tasses-rouges-empilees"
# Argon2 at its lightest: thousands of tests make an account, and the real cost (0.14 s each) added up to minutes.
# What serves people is tried in tests/accounts/test_password_cost.py, in a process of its own.
accounts.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

# Shared machines are slow at times: what a property says matters, not how fast one example ran.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    """Each test has its own database, files and secret; no setting of the machine leaks in."""
    for name in [name for name in os.environ if name.startswith("CAMPAIGN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CAMPAIGN_DB", str(tmp_path / "campaign.db"))
    monkeypatch.setenv("CAMPAIGN_SETTINGS", str(tmp_path / "none.env"))
    monkeypatch.setenv("CAMPAIGN_WORKER", "none")
    settings.cache_clear()
    yield settings
    settings.cache_clear()


@pytest.fixture
def shared_dir() -> Path:
    """The material beside the project; tests that need it say so when it is absent."""
    if not SHARED.is_dir():
        pytest.skip("le dossier « shared » n’est pas à côté du projet : cet essai ne peut pas tourner")
    return SHARED


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A migrated database of the usual département, to copy: migrating one for each of the tests costs a minute."""
    path = tmp_path_factory.mktemp("empty") / "campaign.db"
    open_database(path, "49").close()
    return path


@pytest.fixture(scope="session")
def demonstration_of_today(tmp_path_factory):
    """A folder with the demonstration as made today at 10: its database, its secret, its files. To copy, or to read."""
    folder = tmp_path_factory.mktemp("demonstration-du-jour")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_DB", str(folder / "campaign.db"))
        settings.cache_clear()
        made = open_database()
        with clock.frozen(datetime.combine(clock.today(), time(10), clock.PARIS)):
            fill_demonstration(made, SYSTEM)
        made.close()
    settings.cache_clear()
    return folder


@pytest.fixture
def demonstration(own_settings, demonstration_of_today):
    """The demonstration made today, in a database of one's own."""
    shutil.copytree(demonstration_of_today, settings().database.parent, dirs_exist_ok=True)
    opened = open_database()
    yield opened
    opened.close()


@pytest.fixture
def db(own_settings, empty_database):
    """A fresh, migrated database."""
    if settings().departement == "49" and not settings().database.exists():
        settings().database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(empty_database, settings().database)
    opened = open_database()
    yield opened
    opened.close()


def stored_text(db) -> str:
    """Every byte of the database and its log, to look for what must not be there."""
    folder = settings().database.parent
    return b"".join(path.read_bytes() for path in folder.glob("campaign.db*")).decode("latin-1")


def agent_of(db, role: Role) -> Agent:
    """An account with that role, made at the first call."""
    email = f"{role}@exemple.fr"
    found = db.conn.execute("SELECT id FROM agents WHERE email = ?", [email]).fetchone()
    if found:
        return agent_by_id(db, found[0])
    agent_id, _ = accounts.add_agent(db, SYSTEM, f"Alex {role.name.title()}", email, role, new_operation())
    return agent_by_id(db, agent_id)


@pytest.fixture
def officer(db) -> Agent:
    return agent_of(db, Role.OFFICER)


@pytest.fixture
def communication(db) -> Agent:
    return agent_of(db, Role.COMMUNICATION)


@pytest.fixture
def logistics(db) -> Agent:
    return agent_of(db, Role.LOGISTICS)


@pytest.fixture
def reader(db) -> Agent:
    return agent_of(db, Role.READER)


@pytest.fixture
def signed_in(db):
    """Signs an agent in for real: (agent) -> session token."""

    def sign_in(agent: Agent) -> str:
        given = accounts.reset_password(db, SYSTEM, agent.id, new_operation())
        accounts.change_own_password(db, agent, given, PASSWORD)
        return accounts.sign_in(db, agent.email, PASSWORD, "127.0.0.1")

    return sign_in


@pytest.fixture
def shop(db, officer):
    """Adds an invented shop in a real commune: (name, **values) -> place id."""

    def add(name: str = "La Malle à Félicie", **values) -> int:
        sheet = {"name": name, "address": "31 rue des Artisans", "postcode": "49100", "commune": "Angers", **values}
        return partners.add_place(db, officer, sheet, new_operation())

    return add


@pytest.fixture
def contact(db, officer):
    """Adds a contact of places: (place ids, **values) -> Actor of that contact."""

    def add(place_ids: list[int], **values) -> Actor:
        typed = {"name": "Félicie Martin", "email": "felicie@exemple.fr", "place_ids": place_ids, **values}
        return Actor(Role.CONTACT, contacts.add_contact(db, officer, typed, new_operation()))

    return add


@pytest.fixture
def edition(db, officer):
    """Adds an edition, open by default: (days from today, **values) -> edition id."""

    def add(in_days: int = 60, opened: bool = True, **values) -> int:
        first = clock.today() + timedelta(days=in_days)
        typed = {
            "name": "Édition d’essai",
            "theme": "Le réflexe occasion",
            "days": [first, first + timedelta(days=3)],
            "answer_deadline": first - timedelta(days=30),
            "objective_shops": 17,
            **values,
        }
        edition_id = editions.add_edition(db, officer, check_edition(**typed), new_operation())
        if opened:
            editions.open_edition(db, officer, edition_id, new_operation())
        return edition_id

    return add


@pytest.fixture
def answer_values(db):
    """A « oui » for every day, 10 h – 18 h: (edition id, **changes) -> AnswerValues."""

    def values(edition_id: int, **changes) -> AnswerValues:
        days = tuple(OpenDay(day, time(10), time(18)) for day in editions_views.edition(db, edition_id).days)
        usual = {"presence": Presence.YES, "days": days, "activities": (Activity.COFFEE,), "needs": {Need.POSTERS: 20}}
        return AnswerValues(**{**usual, **changes})

    return values


@pytest.fixture
def answered(db, officer, answer_values):
    """Invites a shop and answers for it: (edition id, place id, **changes) -> Answer."""

    def answer(edition_id: int, place_id: int, **changes) -> Answer:
        participation.invite(db, officer, edition_id, [place_id], new_operation())
        values = answer_values(edition_id, **changes)
        return participation.confirm_participation(
            db, officer, edition_id, place_id, values, new_operation(), answered_by="Félicie Martin"
        )

    return answer


@pytest.fixture
def linked(db, officer, shop, contact, edition):
    """An open edition, an invited shop, its contact and their link: (edition id, place id, Actor, PersonalLink)."""
    edition_id, place_id = edition(), shop()
    actor = contact([place_id])
    participation.invite(db, officer, edition_id, [place_id], new_operation())
    participation.prepare_links(db, officer, edition_id, new_operation())
    return edition_id, place_id, actor, link_of(db, actor.id, edition_id)


@pytest.fixture
def in_2026():
    """A Monday in winter time, so that dates written in the tests are true whenever they run."""
    with clock.frozen(datetime(2026, 11, 2, 9, 0, tzinfo=UTC)):
        yield date(2026, 11, 2)


@pytest.fixture
def depot(db, officer) -> int:
    """The main storage place."""
    return stock_items.add_depot(db, officer, {"name": "Hangar de Beaucouzé", "address": "1 rue du Hangar, Beaucouzé",
                                         "latitude": "47,4753", "longitude": "-0,6340"}, new_operation())  # fmt: skip


@pytest.fixture
def item(db, officer):
    """Adds an item: (code, **values) -> id."""

    def add(code: str = "AFF-A3", name: str = "Affiches A3", kind: str = "consumable", **values) -> int:
        typed = {"code": code, "name": name, "kind": kind, "family": "papers", **values}
        return stock_items.add_item(db, officer, typed, new_operation())

    return add


@pytest.fixture
def stocked(db, officer, depot, item):
    """Adds an item with a quantity on the main shelf: (quantity, code, …) -> id."""

    def add(quantity: int, code: str = "AFF-A3", name: str = "Affiches A3", kind: str = "consumable", **values) -> int:
        item_id = item(code, name, kind, **values)
        if kind == "numbered":
            stock_items.add_pieces(db, officer, item_id, quantity, depot, new_operation())
        else:
            moving.receive(db, officer, item_id, depot, quantity, "", new_operation())
        return item_id

    return add
