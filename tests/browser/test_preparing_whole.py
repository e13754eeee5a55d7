"""Preparing an edition from end to end: days sought, a shop's vote on its phone, the decision, the plan, the papers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from campaign.accounts.actions import prepare_demonstration_agents
from campaign.accounts.links import token_of
from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import days_in_words, short_date
from campaign.base.operations import new_operation
from campaign.base.working_days import is_working_day
from campaign.consultation.model import DaySet
from campaign.consultation.views import results_of
from campaign.editions.actions import add_edition
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.partners.actions import add_place
from campaign.partners.contacts import add_contact
from campaign.planning.backplan import begin_plan
from campaign.planning.moving import compare
from campaign.planning.plan_views import backplan
from campaign.planning.scheduling import schedule
from campaign.planning.tasks import Task, TaskState
from campaign.planning.template import TEMPLATE
from tests.browser.conftest import PHONE, drawn, listening_for_errors, ready, shoot, violations
from tests.browser.test_agents_screens import LAPTOP, sign_in
from tests.browser.test_plain_pages import database_of
from tests.servers import LiveServer

SERIOUS = ("serious", "critical")
WEEK, THREE_WEEKS = timedelta(weeks=1), timedelta(weeks=3)
POSTERS = "Mener la campagne d’affichage"  # due on the working day before the first day
SHOPS = (
    ("La Malle à Félicie", "mer. et sam. 10 h – 18 h"),
    ("La Remise", "mar. au sam. 14 h – 18 h"),
    ("Le Vestiaire", "mar. et sam. 9 h 30 – 12 h"),
)


@dataclass(frozen=True, slots=True)
class Preparing:
    """An edition whose days are not chosen yet: ``then`` are those it has meanwhile, ``wanted`` those a week later."""

    db: Database
    server: LiveServer
    edition_id: int
    then: DaySet
    wanted: DaySet
    contact_id: int


@pytest.fixture(scope="module")
def preparing_server(tmp_path_factory) -> Iterator[LiveServer]:
    """A server whose accounts are those of the demonstration."""
    with LiveServer(tmp_path_factory.mktemp("preparation"), is_warm=True) as live:
        yield live


@pytest.fixture
def preparing(preparing_server, monkeypatch) -> Iterator[Preparing]:
    """Three shops with their contacts, and the reference calendar on provisional days."""
    wanted = _days(clock.today())
    then = DaySet(tuple(day - WEEK for day in wanted.days))
    with database_of(preparing_server, monkeypatch) as db:
        prepare_demonstration_agents(db, SYSTEM)
        contacts = []
        for rank, (name, hours) in enumerate(SHOPS):
            place = {"name": name, "address": f"{rank + 3} rue des Artisans", "postcode": "49100", "commune": "Angers",
                     "opening_hours_text": hours}  # fmt: skip
            place_id = add_place(db, SYSTEM, place, new_operation())
            person = {"name": f"Contact {rank}", "email": f"contact{rank}@exemple.example", "place_ids": [place_id]}
            contacts.append(add_contact(db, SYSTEM, person, new_operation()))
        values = check_edition("Édition à préparer", "", then.days, then.first - timedelta(days=20))
        edition_id = add_edition(db, SYSTEM, values, new_operation())
        begin_plan(db, SYSTEM, edition_id, new_operation(), _tasks(then.days, clock.today()))
        yield Preparing(db, preparing_server, edition_id, then, wanted, contacts[0])


def _tasks(days: Sequence[date], today: date) -> list[Task]:
    """The reference calendar on these days; what should have begun is done."""
    dated = schedule(TEMPLATE, days).dated
    return [
        replace(one.task, state=TaskState.DONE, done_on=min(one.deadline, today)) if one.start < today else one.task
        for one in dated
    ]


def _days(today: date) -> DaySet:
    """A Wednesday and its Saturday near enough for three weeks less to harm the plan, which a week more does not. The
    Tuesdays before them, and a week before, are working days."""
    first = today + timedelta(days=100)
    first += timedelta(days=(2 - first.weekday()) % 7)
    while True:
        days = (first, first + timedelta(days=3))
        then, sooner = ([day - shift for day in days] for shift in (WEEK, THREE_WEEKS))
        eves = [one[0] - timedelta(days=1) for one in (days, then)]
        tasks = _tasks(then, today)
        later = compare(tasks, then, days, today)
        harmless = not (later.impossible or later.late or later.threatened)
        if harmless and all(is_working_day(eve) for eve in eves) and compare(tasks, days, sooner, today).impossible:
            return DaySet(days)
        first += WEEK


def test_from_the_candidates_to_the_page_of_each_actor(preparing, open_page):
    officer = open_page(preparing.server, LAPTOP)
    with listening_for_errors(officer) as heard:
        sign_in(officer, Role.OFFICER)
        ask_the_shops(officer, preparing)
        vote_on_a_phone(open_page(preparing.server, PHONE), preparing)
        decide(officer, preparing)
        read_the_plan(officer, preparing)
        read_who_does_what(officer, preparing)
    assert heard == []


def ask_the_shops(page: Page, told: Preparing) -> None:
    """The officer seeks, proposes both sets, and asks."""
    page.goto(f"/choisir-les-jours?edition={told.edition_id}")
    ready(page)
    for label, day in (("Du", told.then.first - timedelta(days=2)), ("Au (compris)", told.wanted.last)):
        field = page.get_by_label(label, exact=True)
        field.fill(f"{day:%d/%m/%Y}")
        field.blur()
        ready(page)
    page.get_by_role("button", name="Chercher les jours possibles").click()
    # La Malle and La Remise are open on both days; Le Vestiaire is closed on Wednesdays.
    expect(page.get_by_text("2 boutiques ouvertes les deux jours, 1 exclue (Le Vestiaire)").first).to_be_visible()
    for done in (1, 2):
        page.get_by_role("button", name="Proposer", exact=True).first.click()
        expect(page.get_by_role("button", name="Proposé", exact=True)).to_have_count(done)
        ready(page)
    shoot(page, "preparer-1-candidats")
    page.get_by_role("button", name="Consulter les acteurs").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("recevront un message")).to_be_visible()
    dialog.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("heading", name="On attend encore")).to_be_visible()


def vote_on_a_phone(page: Page, told: Preparing) -> None:
    """A shop answers on its link, on a screen of 390 px."""
    link = link_of(told.db, told.contact_id, told.edition_id)
    page.goto(f"/p/{token_of(link)}/dates")
    drawn(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(page, "preparer-2-vote-390")
    for days, answer in ((told.then, "no"), (told.wanted, "yes")):
        page.locator(f'input[name="choice-{days.code}"][value="{answer}"]').check(force=True)
    page.get_by_role("button", name="Envoyer mes choix").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    drawn(page)
    assert violations(page) == []
    shops = {one.days: one.shops for one in results_of(told.db, SYSTEM, told.edition_id).sets}
    assert (shops[told.wanted].yes, shops[told.then].no) == (1, 1)


def decide(page: Page, told: Preparing) -> None:
    """The days that the shop can do become those of the edition."""
    page.reload()
    ready(page)
    # The best set comes first: the one answered « oui ».
    page.get_by_role("button", name="Choisir ces jours").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Les jours de l’édition changent")).to_be_visible()
    expect(dialog.get_by_text("Rien ne devient impossible.")).to_be_visible()
    ready(page)
    shoot(page, "preparer-3-decision")
    dialog.get_by_role("button", name="Décider et prévenir").click()
    expect(page.get_by_role("heading", name="Les jours sont choisis")).to_be_visible()
    assert edition_view(told.db, told.edition_id).days == told.wanted.days


def read_the_plan(page: Page, told: Preparing) -> None:
    """The dates have moved by themselves; three weeks earlier, the screen says what becomes impossible."""
    eve = told.wanted.first - timedelta(days=1)
    plan = backplan(told.db, SYSTEM, told.edition_id)
    assert plan.plan.by_code["posters"].deadline == eve
    page.goto(f"/retroplanning?edition={told.edition_id}")
    ready(page)
    page.get_by_role("radio", name="Liste").click()
    page.get_by_role("radio", name="Toute l’édition").click()
    row = page.locator("[class*='st-key-task-']").filter(has=page.get_by_role("button", name=POSTERS))
    expect(row.first).to_contain_text(short_date(eve))

    tasks = [one.task for one in plan.kept]
    moved = compare(tasks, told.wanted.days, [day - THREE_WEEKS for day in told.wanted.days], clock.today())
    before, after = moved.before.by_code, moved.after.by_code
    impossible = [one.after.task for one in moved.impossible]
    # What should have started before today, and could still start in time.
    for task in impossible:
        assert after[task.code].start < clock.today() <= before[task.code].start
    page.get_by_role("button", name="3 sem. plus tôt").or_(page.get_by_role("radio", name="3 sem. plus tôt")).click()
    page.get_by_role("heading", name=re.compile("Si l’on avance")).wait_for()
    ready(page)
    page.get_by_text("Voir le détail").click()
    detail = page.locator(".st-key-move-card")
    expect(detail.get_by_text(f"Impossibles ({len(impossible)})")).to_be_visible()
    for task in impossible:
        expect(detail.get_by_role("listitem").filter(has_text=task.title).first).to_be_visible()
    assert violations(page, SERIOUS) == []
    shoot(page, "preparer-4-retroplanning")
    assert edition_view(told.db, told.edition_id).days == told.wanted.days


def read_who_does_what(page: Page, told: Preparing) -> None:
    """One page an actor, with the days that were decided."""
    page.goto(f"/qui-fait-quoi?edition={told.edition_id}")
    ready(page)
    shoot(page, "preparer-5-qui-fait-quoi")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Une page par acteur (PDF)").click()
    assert taken.value.suggested_filename == "qui-fait-quoi-edition-a-preparer.pdf"
    pages = PdfReader(BytesIO(Path(taken.value.path()).read_bytes())).pages
    assert len(pages) == 7
    said = [" ".join(one.extract_text().split()) for one in pages]
    assert all(" ".join(days_in_words(told.wanted.days).split()) in one for one in said)
    assert not any(" ".join(days_in_words(told.then.days).split()) in one for one in said)
