"""What delays teach: each task answers for its own, and the next plan takes only what the officer accepts."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.planning.learning import copied, proposals
from campaign.planning.scheduling import schedule
from campaign.planning.tasks import Anchor, TaskState
from campaign.planning.template import TEMPLATE
from tests.planning.backplans import EDITION_1, backplans, event, event_days, task


def done(code, on, offset=-21, duration=1, after=(), **values):
    return task(code, offset, duration, after, state=TaskState.DONE, done_on=on, **values)


def test_a_task_done_six_working_days_late_is_proposed_six_days_earlier():
    # due on Friday 11 October, done on Monday 21: 14 15 16 17 18 21
    [found] = proposals([done("games", date(2013, 10, 21), title="Réserver les jeux")], EDITION_1)
    assert (found.title, found.late, found.offset, found.duration) == ("Réserver les jeux", 6, -27, 1)
    assert found.words == "commencer 6\u00a0jours ouvrés plus tôt"


def test_a_task_is_not_blamed_for_what_it_waited_for():
    # a due on 11 October, done on 21; b due on 14, of two days, could not end before 23: done on 24, one day of its own
    tasks = [done("a", date(2013, 10, 21)), done("b", date(2013, 10, 24), -19, 2, ["a"])]
    assert schedule(tasks, EDITION_1).by_code["b"].deadline == date(2013, 10, 15)
    assert [(one.code, one.late) for one in proposals(tasks, EDITION_1)] == [("a", 6), ("b", 1)]


def test_a_delay_that_left_time_enough_excuses_nobody():
    # a ended on 21 instead of 11 October; b, due on 12 November, had until then
    tasks = [done("a", date(2013, 10, 21)), done("b", date(2013, 11, 14), -1, 1, ["a"])]
    assert [(one.code, one.late) for one in proposals(tasks, EDITION_1)] == [("a", 6), ("b", 2)]


def test_after_the_days_a_late_task_is_given_longer_for_it_cannot_begin_before():
    # due on 29 November (ten working days after the 16th), done on 4 December: 2 3 4
    tasks = [event(), done("back", date(2013, 12, 4), 10, 10, ["event"], anchor=Anchor.LAST_DAY)]
    [found] = proposals(tasks, EDITION_1)
    assert (found.late, found.offset, found.duration) == (3, 13, 13)
    assert found.words == "laisser 3\u00a0jours ouvrés de plus"


def test_nothing_is_learnt_from_what_was_in_time_not_done_or_given_up():
    tasks = [
        done("a", date(2013, 10, 11)),
        task("b", -21),
        task("c", -21, state=TaskState.GIVEN_UP, done_on=date(2013, 11, 1)),
        done("d", None),
    ]
    assert proposals(tasks, EDITION_1) == ()


def test_a_copy_begins_again_with_what_was_accepted_and_without_what_was_given_up():
    tasks = [
        done("a", date(2013, 10, 21), person="Camille", funds=(3,)),
        task("b", -20, state=TaskState.GIVEN_UP, after=["a"]),
        task("c", -10, state=TaskState.UNDER_WAY, after=["a", "b"]),
    ]
    found = proposals(tasks, EDITION_1)
    assert copied(tasks) == (task("a", -21, person="Camille", funds=(3,)), task("c", -10, after=["a"]))
    assert [one.offset for one in copied(tasks, found)] == [-27, -10]


def test_a_plan_kept_as_it_was_is_copied_whole():
    assert copied(TEMPLATE) == TEMPLATE


@given(backplans(), event_days(), st.data())
def test_a_plan_done_in_time_teaches_nothing_and_any_plan_can_be_copied(tasks, days, data):
    plan = schedule(tasks, days)
    in_time = [replace(one.task, state=TaskState.DONE, done_on=one.deadline) for one in plan.dated if one.task.live]
    known = {one.code for one in in_time}
    in_time = [replace(one, after=tuple(code for code in one.after if code in known)) for one in in_time]
    assert proposals(in_time, days) == ()
    again = copied(
        in_time,
        proposals(
            [replace(one, done_on=data.draw(st.dates(date(2000, 1, 1), date(2091, 1, 1)))) for one in in_time], days
        ),
    )
    assert len(schedule(again, days).dated) == len(in_time)
    assert all(one.state is TaskState.TO_DO and one.done_on is None for one in again)
