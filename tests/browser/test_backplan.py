"""The plan in a real browser: a task ticked and unticked, other days tried, three views on a phone, a task's window."""

import re

from playwright.sync_api import expect

from campaign.accounts.model import Role
from campaign.editions.views import current_edition
from tests.browser.conftest import DESKTOP, listening_for_errors, ready, shoot, violations
from tests.browser.test_agents_screens import TELEPHONE, sign_in
from tests.browser.test_plain_pages import database_of

SERIOUS = ("serious", "critical")


def opened(page):
    sign_in(page, Role.OFFICER)
    page.goto("/retroplanning")
    ready(page)
    begin = page.get_by_role("button", name="Commencer par le calendrier de référence")
    if begin.count():
        begin.click()
        ready(page)
    page.get_by_role("heading", name="Rétroplanning", exact=True).wait_for()


def test_a_task_is_ticked_and_other_days_are_tried_without_changing_anything(
    demonstration_server, open_page, monkeypatch
):  # fmt: skip
    with database_of(demonstration_server, monkeypatch) as db:
        days = current_edition(db).days
    page = open_page(demonstration_server, DESKTOP)
    with listening_for_errors(page) as heard:
        opened(page)
        page.get_by_role("radio", name="Liste").click()
        page.get_by_role("radio", name="Toute l’édition").click()
        ready(page)
        box = page.get_by_role("checkbox", name="Faite : Proposer l’édition suivante")
        box.check(force=True)
        expect(page.get_by_text("« Proposer l’édition suivante » est faite.")).to_be_visible()
        ready(page)
        page.get_by_role("button", name="Annuler").click()
        expect(page.get_by_text("C’est annulé.")).to_be_visible()
        ready(page)
        expect(box).not_to_be_checked()

        page.get_by_role("button", name="3 sem. plus tôt").or_(
            page.get_by_role("radio", name="3 sem. plus tôt")
        ).click()
        title = page.get_by_role("heading", name=re.compile("Si l’on avance"))
        title.wait_for()
        ready(page)
        assert violations(page, SERIOUS) == []
        shoot(page, "retroplanning-essai")
        page.get_by_role("button", name=re.compile("Garder")).click()
        page.get_by_role("heading", name="Si l’on déplace les jours").wait_for()
    with database_of(demonstration_server, monkeypatch) as db:
        assert current_edition(db).days == days
    assert heard == []


def test_on_a_phone_the_three_views_and_a_task_are_accessible_and_nothing_overflows(demonstration_server, open_page):
    page = open_page(demonstration_server, TELEPHONE)
    opened(page)
    for name in ("Frise", "Mois", "Liste"):
        page.get_by_role("radio", name=name).click()
        page.wait_for_timeout(300)
        ready(page)
        assert violations(page, SERIOUS) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        shoot(page, f"retroplanning-412-{name}")
    page.get_by_role("button", name="Demander les jeux").first.click()
    window = page.get_by_role("dialog")
    window.get_by_role("heading", name="Demander les jeux").wait_for()
    window.get_by_text("Modifier la tâche").click()
    page.wait_for_timeout(500)
    assert violations(page, SERIOUS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(page, "retroplanning-412-tache")
