"""Each screen for each role: opens without an error, or refuses in French; signed out, asks to sign in."""

import pytest
from streamlit.testing.v1 import AppTest

from campaign.accounts.menu import SCREENS, Screen
from campaign.accounts.model import AGENT_ROLES, Role
from campaign.base.settings import ROOT
from tests.pages.conftest import bare, said

FILES = [screen.file for screen in SCREENS]
PAIRS = [(screen, role) for screen in SCREENS for role in AGENT_ROLES]


def name(value: object) -> str:
    return value.file.removesuffix(".py") if isinstance(value, Screen) else str(value)


def test_the_table_of_screens_is_the_folder_of_pages():
    assert {path.name for path in (ROOT / "pages").glob("*.py")} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_screen_is_short_and_begins_with_its_guard(file):
    text = (ROOT / "pages" / file).read_text("utf-8")
    assert len(text.splitlines()) <= 100
    assert f'agent, db = require_agent("{file}")' in text
    assert "unsafe_allow_html" not in text
    assert "SELECT" not in text


@pytest.mark.parametrize(("screen", "role"), PAIRS, ids=name)
def test_a_screen_opens_for_its_roles_on_an_empty_database_and_refuses_the_others(screen, role, enter, page):
    enter(role)
    at = page(screen.file)
    assert not at.exception
    assert at.title[0].value
    refused = "n’est pas ouvert à votre rôle" in said(at)
    assert refused == (role not in screen.roles)
    if refused:
        assert len(at.button) == 0


@pytest.mark.parametrize(("screen", "role"), [pair for pair in PAIRS if pair[1] in pair[0].roles], ids=name)
def test_a_screen_opens_for_its_roles_with_shops_and_answers(screen, role, enter, page, linked, answered, shop):
    edition_id, _, _, _ = linked
    answered(edition_id, shop("Le Fil retrouvé", commune="Les Ponts-de-Cé", postcode="49130"))
    enter(role)
    at = page(screen.file, fiche=1)
    assert not at.exception
    assert "n’est pas ouvert à votre rôle" not in said(at)


@pytest.mark.parametrize("file", FILES)
def test_signed_out_a_screen_shows_nothing_but_the_way_to_sign_in(file, page, cookies, linked):
    at = page(file)
    assert not at.exception
    assert [one.value for one in at.title] == ["Connexion nécessaire"]
    assert "La Malle" not in bare(said(at))
    assert len(at.button) == 0


def test_a_made_up_session_opens_nothing(page, cookies, db):
    cookies["session"] = "x" * 43
    assert page("dashboard.py").title[0].value == "Connexion nécessaire"


def test_under_https_the_plain_cookie_is_not_believed(enter, page, cookies, monkeypatch, own_settings):
    enter(Role.OFFICER)
    monkeypatch.setenv("CAMPAIGN_PUBLIC_URL", "https://exemple.fr")
    own_settings.cache_clear()
    assert page("dashboard.py").title[0].value == "Connexion nécessaire"
    cookies["__Host-session"] = cookies.pop("session")
    assert page("dashboard.py").title[0].value == "Tableau de bord"


def test_a_disabled_account_is_out_at_its_next_click(enter, page, db):
    agent = enter(Role.READER)
    at = page("dashboard.py")
    assert at.title[0].value == "Tableau de bord"
    db.conn.execute("UPDATE agents SET disabled_at = '2026-01-01T00:00:00+00:00' WHERE id = ?", [agent.id])
    db.conn.commit()
    assert at.run().title[0].value == "Connexion nécessaire"


def test_a_one_time_password_must_be_changed_first(enter, page, db):
    agent = enter(Role.OFFICER)
    db.conn.execute("UPDATE agents SET must_change_password = 1 WHERE id = ?", [agent.id])
    db.conn.commit()
    assert page("registry.py").title[0].value == "Choisissez votre mot de passe"


@pytest.mark.parametrize("file", ["dashboard.py", "participations.py", "answers_map.py", "editions.py"])
def test_a_reader_sees_no_personal_data(file, enter, page, linked):
    enter(Role.READER)
    at = page(file)
    shown = bare(said(at)) + "".join(str(frame.value.to_dict()) for frame in at.dataframe)
    for personal in ("Félicie Martin", "felicie@exemple.fr", "/p/"):
        assert personal not in shown


def test_the_door_runs_the_navigation(enter):
    enter(Role.OFFICER)
    at = AppTest.from_file(str(ROOT / "campaign_app.py"), default_timeout=60).run()
    assert not at.exception
    assert at.title[0].value == "Tableau de bord"


def test_the_door_shows_the_way_to_sign_in_to_whoever_is_out(cookies, db):
    at = AppTest.from_file(str(ROOT / "campaign_app.py"), default_timeout=60).run()
    assert not at.exception
    assert at.title[0].value == "Connexion nécessaire"
