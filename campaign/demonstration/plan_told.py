"""The backplans: the first edition's as its calendar went, what it taught the second, the third one under way."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.planning.backplan import begin_plan, change_task, set_state
from campaign.planning.following import Standing, standing
from campaign.planning.plan_views import Backplan, backplan
from campaign.planning.tasks import TaskState
from campaign.planning.template import TEMPLATE

# When each task of the first edition was really done: what happened, where the demonstration tells it; the calendar of
# the reference edition otherwise. The invitation left ten days late, and what waited for the answers with it.
FIRST_DONE = {
    "theme": date(2012, 12, 21),
    "actors": date(2013, 3, 29),
    "actors_meeting": date(2013, 7, 1),
    "consultation": date(2013, 7, 12),
    "roles": date(2013, 7, 19),
    "supports": date(2013, 8, 30),
    "web_texts": date(2013, 8, 30),
    "magazine": date(2013, 9, 13),
    "invitation": date(2013, 9, 16),
    "proof": date(2013, 9, 24),
    "web_page": date(2013, 9, 30),
    "press_kit": date(2013, 10, 18),
    "answers": date(2013, 10, 21),
    "magazine_printing": date(2013, 10, 11),
    "printing": date(2013, 10, 22),
    "games_request": date(2013, 10, 23),
    "games": date(2013, 10, 25),
    "kits": date(2013, 10, 31),
    "press_kit_given": date(2013, 10, 31),
    "shops_delivery": date(2013, 11, 6),
    "animators_delivery": date(2013, 11, 6),
    "posters": date(2013, 11, 12),
    "magazine_given": date(2013, 11, 12),
    "shops_ready": date(2013, 11, 12),
    "animators_ready": date(2013, 11, 12),
    "thanks": date(2013, 11, 20),
    "take_back": date(2013, 11, 29),
    "storing": date(2013, 12, 6),
    "debriefs": date(2014, 1, 13),
    "debrief_meeting": date(2014, 1, 14),
}
# Done for the first edition, and good for the next ones.
ALREADY = ("theme", "actors", "actors_meeting", "supports", "web_texts", "magazine", "magazine_printing",
           "magazine_given", "web_page")  # fmt: skip
ALREADY_SAID = "Déjà fait pour la première édition : rien à refaire."
PEOPLE = {
    "consultation": "Camille Roussel",
    "roles": "Camille Roussel",
    "invitation": "Camille Roussel",
    "games": "Camille Roussel",
    "proof": "Dominique Aubert",
    "printing": "Dominique Aubert",
    "press_kit": "Dominique Aubert",
    "posters": "Dominique Aubert",
    "kits": "Claude Mercier",
    "shops_delivery": "Claude Mercier",
    "take_back": "Claude Mercier",
}
# What has begun in the third edition, late or not: the rest is done as its day comes.
UNDER_WAY = ("answers", "games_request", "proof")


def tell_first_plan(db: Database, officer: Actor, edition_id: int) -> None:
    """The template, with who does what, and what was done until then."""
    tasks = [replace(one, person=PEOPLE.get(one.code, "")) for one in TEMPLATE]
    begin_plan(db, officer, edition_id, new_operation(), tasks)
    tell_done(db, officer, edition_id)


def tell_done(db: Database, officer: Actor, edition_id: int) -> None:
    """What was done since, each on its day."""
    _done(db, officer, edition_id, {code: day for code, day in FIRST_DONE.items() if day <= clock.today()})


def tell_second_plan(db: Database, officer: Actor, edition_id: int) -> None:
    """What was good for both editions is left; the rest is to do."""
    seen = backplan(db, officer, edition_id)
    for code in ALREADY:
        if one := seen.by_code(code):
            values = {"note": ALREADY_SAID}
            change_task(db, officer, one.id, one.version, values, new_operation())
            set_state(db, officer, one.id, one.version + 1, TaskState.GIVEN_UP, new_operation())


def tell_all_done(db: Database, officer: Actor, edition_id: int) -> None:
    """Everything that was left, each on its deadline, or today for what is still to come."""
    _on_time(db, officer, edition_id, ())


def tell_third_plan(db: Database, officer: Actor, edition_id: int) -> None:
    """Under way: what is due is done, but for what has only begun."""
    _on_time(db, officer, edition_id, UNDER_WAY)
    seen = backplan(db, officer, edition_id)
    for code in UNDER_WAY:
        if (one := seen.by_code(code)) and one.task.state is TaskState.TO_DO:
            set_state(db, officer, one.id, one.version, TaskState.UNDER_WAY, new_operation())


def _on_time(db: Database, officer: Actor, edition_id: int, but: Iterable[str]) -> None:
    seen, today = backplan(db, officer, edition_id), clock.today()
    due = {
        one.task.code: min(one.deadline, today)
        for one in (seen.plan.dated if seen.plan else ())
        if standing(one, today) is Standing.LATE and one.task.code not in but
    }
    _done(db, officer, edition_id, due)


def _done(db: Database, officer: Actor, edition_id: int, days: Mapping[str, date]) -> None:
    seen: Backplan = backplan(db, officer, edition_id)
    for code, day in days.items():
        one = seen.by_code(code)
        if one and one.task.state not in (TaskState.DONE, TaskState.GIVEN_UP):
            set_state(db, officer, one.id, one.version, TaskState.DONE, new_operation(), day)
