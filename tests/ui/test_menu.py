"""The menu by role, and the words around it."""

import re
from pathlib import Path

import pytest

from campaign.accounts.menu import SCREENS
from campaign.accounts.model import AGENT_ROLES, Agent, Role
from campaign.base.settings import ASSETS
from campaign.ui import navigation
from campaign.ui.journal_words import SENTENCES


def shown(agent: Agent | None) -> set[str]:
    return {screen.file for _, screen, visible in navigation.arranged(agent, "") if visible}


@pytest.mark.parametrize("role", AGENT_ROLES)
def test_a_role_sees_its_own_screens_and_the_others_are_kept_hidden(role):
    agent = Agent(role, 1, "Alex")
    assert len(navigation.arranged(agent, "")) == len(SCREENS)
    assert shown(agent) == {one.file for one in SCREENS if role in one.roles and not one.hidden}


def test_a_reader_sees_what_holds_no_personal_data():
    open_to_all = {
        "dashboard.py",
        "participations.py",
        "answers_map.py",
        "coverage.py",
        "editions.py",
        "meetings.py",
        "dates.py",
        "messages.py",
        "documents.py",
        "press.py",
        "press_and_posters.py",
        "proofs.py",
        "stock.py",
        "kits.py",
        "rounds.py",
        "games.py",
        "deliveries.py",
        "returns.py",
        "spending.py",
        "backplan.py",
        "roles.py",
        "debriefs.py",
        "report.py",
        "experience.py",
        "evidence.py",
    }
    assert shown(Agent(Role.READER, 1, "Alex")) == open_to_all


def test_nobody_sees_a_menu_when_signed_out():
    assert shown(None) == set()


def test_the_section_of_the_current_screen_is_in_bold():
    sections = {section for section, _, _ in navigation.arranged(Agent(Role.OFFICER, 1, "Alex"), "registre")}
    assert sections == {
        "",
        "**Boutiques**",
        "Préparer",
        "Logistique",
        "Écrire",
        "Communiquer",
        "Retenir",
        "Administrer",
    }


def test_a_phone_gets_a_flat_list():
    assert isinstance(navigation.menu(Agent(Role.READER, 1, "Alex"), "", phone=True), list)
    assert isinstance(navigation.menu(Agent(Role.READER, 1, "Alex"), "", phone=False), dict)


def test_the_only_style_is_ten_rules():
    rules = [line for line in (ASSETS / "agents" / "agents.css").read_text("utf-8").splitlines() if "{" in line]
    assert len(rules) == 10


def test_every_verb_of_the_journal_is_a_french_sentence():
    source = "\n".join(path.read_text("utf-8") for path in Path(navigation.__file__).parents[1].rglob("*.py"))
    found = set(re.findall(r'journal\.record\(\s*db,\s*[^,]+,\s*"(\w+)"', source))
    assert {"invite", "sign_in", "add_place"} <= found
    assert found - set(SENTENCES) == set()
