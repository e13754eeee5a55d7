"""What the pictures of preparing an edition need: one more edition whose days are not chosen yet, and where to look."""

from datetime import date, timedelta

from playwright.sync_api import Page

from campaign.accounts.links import prepare_link, token_of
from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import MONTHS, date_in_figures
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.preparing import add_rival, note_set, propose, save_search
from campaign.consultation.views import candidates_scored, places_to_ask
from campaign.editions.actions import add_edition
from campaign.editions.model import check_edition
from campaign.partners.views import contacts
from campaign.schema import open_database

AFTER = timedelta(weeks=17)
_WEEK = timedelta(weeks=1)
ANSWERING = "Félicie Aubry"
_THREE = 3


def begin_the_next(db: Database, coming: tuple[date, ...]) -> int:
    """An edition some months after the one under way, its days sought and three sets proposed; its id."""
    first = coming[0] + AFTER
    days = (first, first + timedelta(days=3))
    name = f"{MONTHS[first.month - 1].capitalize()} {first.year}"
    values = check_edition(name, "", days, first - timedelta(days=30), 20)
    edition_id = add_edition(db, SYSTEM, values, new_operation())
    typed = {"first": date_in_figures(first - 3 * _WEEK), "last": date_in_figures(days[1] + 3 * _WEEK),
             "day_count": "2", "gap": "3"}  # fmt: skip
    save_search(db, SYSTEM, edition_id, typed, (2, 5), new_operation())
    fair = first + _WEEK
    name = "Braderie des commerçants (inventée)"
    add_rival(db, SYSTEM, edition_id, name, fair, fair + timedelta(days=4), new_operation())
    best = [one.scored.days.code for one in candidates_scored(db, SYSTEM, edition_id)][:_THREE]
    propose(db, SYSTEM, edition_id, best, new_operation())
    note_set(db, SYSTEM, edition_id, best[0], "Le public est plus libre ces deux jours.", new_operation())
    return edition_id


def a_voters_page(db: Database, edition_id: int) -> str:
    """The path of the page where a shop says which days suit it, once the consultation is open."""
    person = next(one for one in contacts(db, SYSTEM) if one.name == ANSWERING)
    link = prepare_link(db, SYSTEM, person.id, edition_id, clock.today() + timedelta(days=600))
    return f"/p/{token_of(link)}/dates"


def ask_everybody(edition_id: int) -> object:
    """Open the consultation once the screen before it was taken, then show the voter's page."""

    def press(page: Page) -> None:
        db = open_database()
        asked = [one.id for one in places_to_ask(db, SYSTEM, edition_id)]
        open_consultation(db, SYSTEM, edition_id, clock.today() + 2 * _WEEK, 60, asked, new_operation())
        db.close()
        page.reload()
        page.wait_for_timeout(1_500)
        page.locator("h1").first.evaluate("title => title.scrollIntoView()")
        page.wait_for_timeout(500)

    return press


def three_weeks_sooner(page: Page) -> None:
    """Try other days: the plan says what they would make impossible."""
    shift = page.get_by_role("button", name="3 sem. plus tôt").or_(page.get_by_role("radio", name="3 sem. plus tôt"))
    shift.click()
    page.get_by_role("heading", name="Si l’on avance").wait_for()
    page.wait_for_timeout(2_500)
