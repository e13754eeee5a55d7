"""The table role × function covers everything, and every entry is tried with every role."""

import importlib
import inspect
import pkgutil

import pytest

import campaign
from campaign.accounts.model import AGENT_ROLES, Actor, Role
from campaign.accounts.rights import EVERYONE, RIGHTS
from campaign.accounts.rights_table import TOPICS
from campaign.base.errors import NotAllowed

ROOMS = (
    "accounts", "territory", "identity", "partners", "editions", "planning", "roles", "evidence", "consultation",
    "meetings", "participation", "stock",
    "loans", "kits", "rounds", "deliveries", "press", "communication", "proofs", "media", "debrief",
    "report", "experience", "handover", "people",
    "messages",
)  # fmt: skip
# The inner files of a room, which only its own actions and views call (an import contract keeps it so).
INNER = (
    "store", "spots_store", "saving", "keeping", "reach", "last_answers", "rights", "authors", "audience",
    "audiences", "posting", "ledger", "counting_entries", "returning", "board", "request_form", "passages",
    "stages", "owed_store", "assembling", "participants", "rest", "bringing_goods", "bringing_texts", "learnt",
    "names", "plan_given", "bringing_plan", "plan_store", "plan_writing", "role_standing", "guest_links",
    "guest_list", "minutes_store", "minutes_content", "promise_tasks", "suggestions", "confirmations", "tables",
    "keys", "forgetting", "restored", "merge_references", "pairs_found", "merge_moving", "merge_texts", "sources",
    "pictures_store", "sheet_changes",
)  # fmt: skip


def public_functions():
    """Every function of a room that takes the database, by its name in the table."""
    for room in ROOMS:
        package = importlib.import_module(f"campaign.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"campaign.{room}."):
            if found.name.rsplit(".", 1)[1] in INNER or found.ispkg:
                continue
            module = importlib.import_module(found.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                defined_here = function.__module__ == found.name and not name.startswith("_")
                if defined_here and next(iter(inspect.signature(function).parameters), "") == "db":
                    yield f"{found.name.removeprefix('campaign.')}.{name}", function


FUNCTIONS = dict(public_functions())


def test_every_action_and_view_is_in_the_table():
    missing = sorted(FUNCTIONS.keys() - RIGHTS.keys())
    assert missing == [], f"absent du tableau des droits : {missing}"


def test_the_table_names_nothing_that_does_not_exist():
    named = {name for name in RIGHTS if name.split(".")[0] in ROOMS}
    for name in sorted(named - FUNCTIONS.keys()):
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(f"campaign.{module}"), function)), name


def test_no_line_of_a_topic_hides_one_of_another():
    assert len(RIGHTS) == sum(len(topic) for topic in TOPICS)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_each_function_refuses_every_role_the_table_does_not_give_it(db, name):
    function, allowed = FUNCTIONS[name], RIGHTS[name]
    if allowed == EVERYONE:
        return
    assert getattr(function, "guarded_as", None) == name, f"{name} n’est pas gardée par @guarded"
    for role in set(Role) - allowed:
        with pytest.raises(NotAllowed):
            function(db, Actor(role, 1))
    for role in allowed:
        try:
            function(db, Actor(role, 999))
        except NotAllowed:
            pytest.fail(f"{name} refuse {role}")
        except Exception:
            continue  # its other arguments are missing: the guard let it in, which is what is tried here


def test_nobody_without_an_account_or_a_link_reaches_more_than_the_public_functions():
    public = {name for name, roles in RIGHTS.items() if Role.PUBLIC in roles}
    assert {name for name in public if name.startswith("partners.")} == {"partners.reporting.report_mistake"}
    assert {name for name in public if name.startswith("participation.")} == {
        "participation.link_again.ask_link_again",
        "participation.views.public_shops",
        "participation.views.public_shop",
        "participation.views.public_shops_changed",
        "participation.public_pictures.public_pictures",
        "participation.public_pictures.public_picture",
    }


def test_a_reader_writes_nothing_but_their_own_password():
    writing = {
        name
        for name, roles in RIGHTS.items()
        if Role.READER in roles
        and roles != EVERYONE
        and name.split(".")[0] in ROOMS
        and name.split(".")[1] in ("actions", "contacts", "corrections")
    }
    assert writing == {"accounts.actions.change_own_password", "accounts.actions.note_presence"}


def test_every_agent_role_is_given_at_least_one_function():
    for role in AGENT_ROLES:
        assert any(role in roles for roles in RIGHTS.values())


def test_the_rooms_listed_here_are_all_the_rooms():
    folders = {found.name for found in pkgutil.iter_modules(campaign.__path__) if found.ispkg}
    assert folders - {"base", "maps", "mail", "documents", "web", "ui", "cli", "demonstration"} == set(ROOMS)
