"""The backplan of an edition as agents write it: begun, changed, done, taken out, copied; dated at each reading."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given

from campaign.accounts.links import prepare_link
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.retention import purge
from campaign.base import clock
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.base.working_days import is_working_day
from campaign.editions.actions import change_edition
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.participation.actions import copy_edition
from campaign.planning.backplan import (
    add_commitment,
    add_task,
    begin_plan,
    change_task,
    remove_task,
    restore_task,
    set_state,
)
from campaign.planning.copying import copy_plan
from campaign.planning.plan_views import backplan, lessons, moved, tasks_of, week
from campaign.planning.scheduling import offset_of, schedule
from campaign.planning.tasks import Anchor, Task, TaskRole, TaskState
from campaign.planning.template import TEMPLATE
from tests.planning.backplans import DAYS, EDITION_1, event_days

SEPTEMBER = datetime(2013, 9, 2, 10, tzinfo=clock.PARIS)  # a Monday


@pytest.fixture
def november(db, officer, edition):
    """The first edition with its backplan, read on Monday 2 September 2013: its id."""
    with clock.frozen(SEPTEMBER):
        edition_id = edition(days=list(EDITION_1), answer_deadline=date(2013, 10, 11))
        begin_plan(db, officer, edition_id, new_operation())
        yield edition_id


@pytest.fixture
def kept(db, officer, november):
    """A task of that edition, by its code."""
    return lambda code: backplan(db, officer, november).by_code(code)


@pytest.fixture
def put(db, officer, kept):
    """Says how far a task is: (code, state, **more)."""

    def say(code, state, **more):
        one = kept(code)
        set_state(db, officer, one.id, one.version, state, new_operation(), **more)

    return say


def test_a_plan_begins_as_the_template_on_the_edition_s_days(db, officer, november):
    seen = backplan(db, officer, november)
    assert seen.plan.dated == schedule(TEMPLATE, EDITION_1).dated
    assert [one.task.code for one in seen.kept] == [one.code for one in TEMPLATE]


def test_a_plan_begins_once(db, officer, november, edition):
    with pytest.raises(Refused, match="déjà un rétroplanning"):
        begin_plan(db, officer, november, new_operation())
    other, operation = edition(), new_operation()
    assert begin_plan(db, officer, other, operation) == begin_plan(db, officer, other, operation) == len(TEMPLATE)
    assert len(backplan(db, officer, other).kept) == len(TEMPLATE)


def test_an_edition_without_plan_has_nothing_to_do_and_says_it(db, officer, edition):
    seen = backplan(db, officer, edition())
    assert (seen.plan, seen.kept, week(db, officer, seen.edition.id)) == (None, (), {})
    assert tasks_of(db, officer, seen.edition.id, TaskRole.SHOPS) == ()
    assert lessons(db, officer, seen.edition.id) == ()


def test_dates_are_computed_when_read_so_that_moving_the_edition_moves_them(db, officer, november):
    before = edition_view(db, november)
    later = [day + timedelta(weeks=3) for day in EDITION_1]
    values = check_edition(before.name, before.theme, later, before.answer_deadline)
    change_edition(db, officer, november, before.version, values, new_operation())
    assert backplan(db, officer, november).plan.dated == schedule(TEMPLATE, later).dated


def test_moving_asks_without_changing_anything(db, officer, november, put):
    for code in ("theme", "actors", "actors_meeting", "consultation", "roles", "supports", "web_texts"):
        put(code, TaskState.DONE)
    put("magazine", TaskState.UNDER_WAY)
    earlier = [day - timedelta(weeks=3) for day in EDITION_1]
    move = moved(db, officer, november, earlier)
    # Counted by hand in test_moving.py.
    assert {one.after.task.code for one in move.impossible} == {
        "web_page", "games_request", "proof", "answers", "invitation",
    }  # fmt: skip
    assert edition_view(db, november).days == EDITION_1


def test_a_task_is_placed_by_a_day_and_follows_the_edition(db, officer, november):
    # Wednesday 6 November is the fourth working day before Wednesday 13: 12, Monday 11 is a holiday, 8, 7, 6.
    values = {"title": "Appeler le journal", "role": "communication", "deadline": date(2013, 11, 6)}
    task_id = add_task(db, officer, november, values, new_operation())
    one = backplan(db, officer, november).by_id(task_id)
    assert (one.task.anchor, one.task.offset, one.task.code) == (Anchor.FIRST_DAY, -4, "appeler-le-journal")
    assert backplan(db, officer, november).dated_of(task_id).deadline == date(2013, 11, 6)


@pytest.mark.parametrize(
    ("day", "anchor", "offset"),
    [
        (date(2013, 11, 12), Anchor.FIRST_DAY, -1),
        (date(2013, 11, 10), Anchor.FIRST_DAY, -2),  # a Sunday, then Monday 11 November: Friday 8
        (date(2013, 11, 13), Anchor.FIRST_DAY, 0),
        (date(2013, 11, 15), Anchor.FIRST_DAY, 2),
        (date(2013, 11, 18), Anchor.LAST_DAY, 1),
        (date(2014, 1, 14), Anchor.LAST_DAY, 40),
    ],
)
def test_a_day_becomes_working_days_from_the_event(day, anchor, offset):
    assert offset_of(day, EDITION_1) == (anchor, offset)


@given(DAYS, event_days())
def test_a_task_placed_by_a_working_day_is_due_that_day(day, days):
    if abs((day - days[0]).days) > 700 or not is_working_day(day):
        return
    anchor, offset = offset_of(day, days)
    [dated] = schedule([Task("t", "T", TaskRole.PREVENTION, offset, anchor=anchor)], days).dated
    assert dated.deadline == day


def test_a_commitment_says_where_it_comes_from_and_is_written_once(db, officer, november):
    operation, due = new_operation(), date(2013, 10, 1)
    asked = ("Prêter la sono", TaskRole.SHOPS, "Inès Garnier", due, operation, "Réunion du 1er juillet")
    first = add_commitment(db, officer, november, *asked)
    assert add_commitment(db, officer, november, *asked) == first
    one = backplan(db, officer, november).by_id(first)
    assert (one.source, one.task.person, one.task.role) == ("Réunion du 1er juillet", "Inès Garnier", TaskRole.SHOPS)


def test_two_tasks_of_the_same_title_keep_two_codes(db, officer, november):
    for _ in range(2):
        add_task(db, officer, november, {"title": "Appeler", "role": "it", "offset": -3}, new_operation())
    codes = [one.task.code for one in backplan(db, officer, november).kept]
    assert {"appeler", "appeler-2"} <= set(codes)


def test_links_that_go_round_in_a_circle_are_refused_with_their_titles(db, officer, november, kept):
    theme = kept("theme")
    with pytest.raises(InvalidInput, match="Choisir le thème"):
        change_task(db, officer, theme.id, theme.version, {"after": ["invitation"]}, new_operation())
    assert kept("theme").task.after == ()


def test_a_task_put_back_may_not_close_a_circle_made_meanwhile(db, officer, november, kept):
    # kits waits for answers, shops_delivery for kits. Without kits, answers may wait for shops_delivery… but printing
    # waits for answers too: taken out with it.
    removed = kept("kits")
    for code in ("kits", "printing"):
        remove_task(db, officer, kept(code).id, new_operation())
    answers = kept("answers")
    values = {"after": ["invitation", "shops_delivery"]}
    change_task(db, officer, answers.id, answers.version, values, new_operation())
    with pytest.raises(InvalidInput, match="s’attendent l’une l’autre"):
        restore_task(db, officer, removed.id, new_operation())


def test_nobody_waits_for_a_task_taken_out_and_it_comes_back_whole(db, officer, november, kept):
    before, kits = backplan(db, officer, november), kept("kits")
    operation = new_operation()
    remove_task(db, officer, kits.id, operation)
    remove_task(db, officer, kits.id, operation)
    seen = backplan(db, officer, november)
    assert "kits" not in seen.plan.by_code
    assert [one.task.code for one in seen.removed] == ["kits"]
    restore_task(db, officer, kits.id, new_operation())
    assert backplan(db, officer, november).plan.dated == before.plan.dated


def test_the_days_themselves_are_neither_taken_out_nor_moved_here(db, officer, november, kept):
    event = kept("event")
    with pytest.raises(Refused):
        remove_task(db, officer, event.id, new_operation())
    with pytest.raises(InvalidForm):
        set_state(db, officer, event.id, event.version, TaskState.GIVEN_UP, new_operation())
    change_task(db, officer, event.id, event.version, {"offset": -3, "title": "Nos deux jours"}, new_operation())
    assert (kept("event").task.offset, kept("event").task.title) == (0, "Nos deux jours")
    with pytest.raises(InvalidInput):
        add_task(db, officer, november, {"title": "Autre", "role": "it", "anchor": "event"}, new_operation())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 500}, "title"),
        ({"duration": 0}, "duration"),
        ({"offset": -10_000}, "offset"),
        ({"role": "chef"}, "role"),
        ({"after": ["inconnue"]}, "after"),
        ({"funds": [999]}, "shares"),
    ],
)
def test_a_task_that_cannot_be_is_refused_and_nothing_is_written(db, officer, november, values, field):
    with pytest.raises((InvalidForm, InvalidInput)) as refusal:
        add_task(db, officer, november, {"title": "Tâche", "role": "it", **values}, new_operation())
    problems = refusal.value.problems if isinstance(refusal.value, InvalidForm) else [refusal.value]
    assert [one.field for one in problems] == [field]
    assert len(backplan(db, officer, november).kept) == len(TEMPLATE)


def test_done_keeps_the_day_it_was_done_and_undone_forgets_it(kept, put):
    put("theme", TaskState.DONE, done_on=date(2013, 8, 30))
    assert kept("theme").task.done_on == date(2013, 8, 30)
    put("theme", TaskState.TO_DO)
    assert kept("theme").task.done_on is None
    put("theme", TaskState.DONE)
    assert kept("theme").task.done_on == date(2013, 9, 2)
    with pytest.raises(InvalidInput, match="pas encore venu"):
        put("actors", TaskState.DONE, done_on=date(2013, 9, 3))


def test_two_people_on_the_same_task_are_told_and_neither_is_lost(db, officer, kept, put):
    seen = kept("invitation")
    put("invitation", TaskState.UNDER_WAY)
    with pytest.raises(Conflict) as conflict:
        change_task(db, officer, seen.id, seen.version, {"title": "Écrire aux boutiques"}, new_operation())
    assert conflict.value.theirs == {"Tâche": "Inviter les boutiques", "État": "En cours"}


def test_logistics_say_what_is_done_and_change_nothing_else(db, november, kept):
    logistics, one = Actor(Role.LOGISTICS, 1), kept("kits")
    set_state(db, logistics, one.id, one.version, TaskState.DONE, new_operation())
    for wrong in (Actor(Role.READER, 1), Actor(Role.CONTACT, 1)):
        with pytest.raises(NotAllowed):
            set_state(db, wrong, one.id, one.version + 1, TaskState.TO_DO, new_operation())
    with pytest.raises(NotAllowed):
        change_task(db, logistics, one.id, one.version + 1, {"title": "Autre"}, new_operation())


def test_a_contact_reads_the_work_of_those_who_hold_a_link_in_their_edition(
    db, officer, november, edition, shop, contact
):
    actor = contact([shop()])
    prepare_link(db, officer, actor.id, november, date(2014, 6, 16))
    assert {one.task.code for one in tasks_of(db, actor, november, TaskRole.SHOPS)} == {
        "answers", "shops_ready", "event", "debriefs",
    }  # fmt: skip
    with pytest.raises(NotFound):
        tasks_of(db, actor, november, TaskRole.PREVENTION)
    with pytest.raises(NotFound):
        tasks_of(db, actor, edition(), TaskRole.SHOPS)


def test_a_copied_edition_keeps_its_plan_to_do_again_and_begins_earlier_what_was_late(db, officer, november, kept, put):
    # Due on Friday 6 September; done on Wednesday 11: Monday, Tuesday and Wednesday, three working days late.
    with clock.frozen(SEPTEMBER + timedelta(days=9)):
        put("invitation", TaskState.DONE)
    put("web_texts", TaskState.GIVEN_UP)
    [lesson] = lessons(db, officer, november)
    assert (lesson.code, lesson.late, lesson.words) == ("invitation", 3, "commencer 3\u00a0jours ouvrés plus tôt")
    days = [date(2014, 4, 2), date(2014, 4, 5)]
    values = check_edition("Avril 2014", "", days, date(2014, 3, 1))
    with clock.frozen(SEPTEMBER + timedelta(days=120)):
        new_id = copy_edition(db, officer, november, values, new_operation())
        seen = backplan(db, officer, new_id)
    assert len(seen.kept) == len(TEMPLATE) - 1
    assert {one.task.state for one in seen.kept} == {TaskState.TO_DO}
    invitation = seen.by_code("invitation")
    assert (invitation.task.offset, invitation.note) == (
        -49, "En retard lors de « Édition d’essai » : commencer 3\u00a0jours ouvrés plus tôt.",
    )  # fmt: skip
    assert seen.by_code("web_page").task.after == ()


def test_who_did_a_task_is_forgotten_a_year_after_the_edition_and_the_role_stays(db, officer, november, kept):
    theme = kept("theme")
    change_task(db, officer, theme.id, theme.version, {"person": "Camille Roussel"}, new_operation())
    with clock.frozen(datetime(2014, 11, 15, 10, tzinfo=clock.PARIS)):
        assert purge(db, SYSTEM)["plan_people"] == 0
    with clock.frozen(datetime(2014, 11, 18, 10, tzinfo=clock.PARIS)):
        assert purge(db, SYSTEM)["plan_people"] == 1
    assert (kept("theme").task.person, kept("theme").task.role) == ("", TaskRole.PREVENTION)


def test_a_lesson_may_be_left_and_a_plan_is_never_written_over(db, officer, november, put, edition):
    with clock.frozen(SEPTEMBER + timedelta(days=9)):
        put("invitation", TaskState.DONE)
    other = edition()
    assert copy_plan(db, officer, november, other, [], new_operation()) == len(TEMPLATE)
    assert backplan(db, officer, other).by_code("invitation").task.offset == -46
    with pytest.raises(Refused):
        copy_plan(db, officer, november, other, None, new_operation())
    assert copy_plan(db, officer, edition(), edition(), None, new_operation()) == 0
