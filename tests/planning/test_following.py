"""Where tasks stand on a day: late, for this week by role, who waits for whom, what is threatened."""

from datetime import date

from hypothesis import given

from campaign.planning.following import (
    Standing,
    by_standing,
    forecast,
    in_brief,
    standing,
    this_week,
    threatened,
    waiting,
)
from campaign.planning.scheduling import schedule
from campaign.planning.tasks import Asked, Lead, TaskRole, TaskState
from campaign.planning.template import TEMPLATE
from tests.planning.backplans import DAYS, EDITION_1, backplans, event, event_days, task

MONDAY = date(2013, 10, 21)
LOGISTICS, PREVENTION = TaskRole.LOGISTICS, TaskRole.PREVENTION
# Back from 13 November: -8 is 30 October, -11 Friday 25, -14 Tuesday 22, -16 Friday 18, -21 Friday 11.
WEEK = schedule(
    [
        task("late", -21, role=LOGISTICS, title="Réserver"),
        task("due", -11, role=LOGISTICS, title="Compter"),
        task("begins", -8, 5, role=LOGISTICS, title="Livrer"),
        task("runs", -8, 10, role=PREVENTION, title="Relancer"),
        task("later", -2, role=PREVENTION),
        task("done", -21, role=PREVENTION, state=TaskState.DONE),
        task("dropped", -21, role=PREVENTION, state=TaskState.GIVEN_UP),
    ],
    EDITION_1,
)


def codes(listed):
    return [one.task.code for one in listed]


def test_each_task_has_one_standing_and_a_deadline_is_late_from_its_morrow():
    found = {one: codes(listed) for one, listed in by_standing(WEEK, MONDAY).items()}
    assert found == {
        Standing.LATE: ["late"],
        Standing.THIS_WEEK: ["due"],
        Standing.NOT_YET: ["runs", "begins", "later"],
        Standing.DONE: ["done"],
        Standing.GIVEN_UP: ["dropped"],
    }
    due = WEEK.by_code["due"]
    stands = {day: standing(due, date(2013, 10, day)) for day in (20, 21, 25, 26)}
    assert stands == {
        20: Standing.NOT_YET,  # Sunday: the week before
        21: Standing.THIS_WEEK,
        25: Standing.THIS_WEEK,
        26: Standing.LATE,
    }


def test_the_week_of_each_role_begins_with_what_is_late():
    week = this_week(WEEK, MONDAY)
    assert list(week) == [PREVENTION, LOGISTICS]
    # from Friday 11 to Monday 21: 14 15 16 17 18 21
    assert [(one.dated.task.code, one.late, one.words) for one in week[LOGISTICS]] == [
        ("late", 6, "6\u00a0jours ouvrés de retard"),
        ("due", 0, "ven.\u00a025"),
        ("begins", 0, "dès jeu.\u00a024"),
    ]
    assert [(one.dated.task.code, one.words) for one in week[PREVENTION]] == [("runs", "jusqu’au 30 octobre")]


def test_a_friday_deadline_read_on_saturday_is_late_without_a_day_lost():
    plan = schedule([task("due", -11)], EDITION_1)
    [todo] = this_week(plan, date(2013, 10, 26))[TaskRole.COMMUNICATION]
    assert (todo.standing, todo.late, todo.words) == (Standing.LATE, 0, "attendue ven.\u00a025")


def test_the_event_is_done_once_its_last_day_is_past():
    plan = schedule([event(), task("back", 5, after=["event"])], EDITION_1)
    assert standing(plan.by_code["event"], date(2013, 11, 16)) is Standing.THIS_WEEK
    assert standing(plan.by_code["event"], date(2013, 11, 17)) is Standing.DONE
    assert [codes(one.awaits) for one in waiting(plan, date(2013, 11, 16))] == [[], ["event"]]
    assert [codes(one.awaits) for one in waiting(plan, date(2013, 11, 17))] == [[]]


def test_who_waits_for_whom_leaves_out_what_is_done_or_given_up():
    plan = schedule(
        [
            task("a", state=TaskState.DONE),
            task("b", state=TaskState.GIVEN_UP),
            task("c", -9),
            task("d", -5, after=["a", "b", "c"]),
        ],
        EDITION_1,
    )
    found = {one.dated.task.code: (codes(one.awaits), codes(one.awaited_by)) for one in waiting(plan, MONDAY)}
    assert found == {"c": ([], ["d"]), "d": (["c"], [])}


def test_what_cannot_be_done_in_time_any_more_is_threatened_before_it_is_late():
    # Approved on 11 October, printed on 16, ten days for the printer, delivered from 31 October to 5 November.
    tasks = [
        task("proof", -21, 5),
        task("printing", -18, 2, ["proof"], lead=Lead.PRINTING),
        task("delivery", -5, 3, ["printing"]),
    ]
    plan = schedule(tasks, EDITION_1)
    assert codes(threatened(plan, date(2013, 10, 7))) == []
    # Nothing begun on Tuesday 8: approved on 14, printed on 16, delivered from 30: in time, one day to spare.
    assert plan.by_code["printing"].deadline == date(2013, 10, 16)
    assert forecast(plan, date(2013, 10, 8)) == {
        "proof": date(2013, 10, 14),
        "printing": date(2013, 10, 16),
        "delivery": date(2013, 11, 5),
    }
    assert codes(threatened(plan, date(2013, 10, 8))) == ["proof"]
    # Nothing begun on Friday 18: approved on 24, printed on 28, ten days for the printer until 13 November, and three.
    assert forecast(plan, date(2013, 10, 18))["delivery"] == date(2013, 11, 15)
    assert codes(threatened(plan, date(2013, 10, 18))) == ["delivery"]


def test_a_task_under_way_has_what_remains_of_its_days():
    plan = schedule([task("a", -8, 8, state=TaskState.UNDER_WAY)], EDITION_1)  # 21 to 30 October
    assert forecast(plan, date(2013, 10, 24)) == {"a": date(2013, 10, 30)}
    assert forecast(plan, date(2013, 11, 4)) == {"a": date(2013, 11, 4)}


def test_the_plan_in_brief_counts_and_says_what_comes_next():
    assert in_brief(WEEK, MONDAY) == (
        "6\u00a0tâches, 1\u00a0faite, 1 en retard. Prochaine : Compter, vendredi 25 octobre."
    )
    assert in_brief(schedule(TEMPLATE, EDITION_1), MONDAY).startswith("33\u00a0tâches, 0\u00a0faite")
    assert in_brief(schedule([task("a", state=TaskState.DONE)], EDITION_1), MONDAY) == (
        "1\u00a0tâche, 1\u00a0faite, 0 en retard."
    )


def test_what_waits_for_the_shops_may_begin_in_august_though_they_answer_in_july():
    # Nothing is asked of shops in August: they answer on Friday 30 July, and the next task may start on Tuesday 31
    # August, well before the first day of September on which shops may be asked again.
    asked = task("asked", 0, 1, asks=frozenset([Asked.SHOPS]))
    drawn = task("drawn", -123, 30, ["asked"])
    plan = schedule([asked, drawn], [date(2000, 4, 1)])
    assert [(one.task.code, one.start, one.deadline) for one in plan.dated] == [
        ("asked", date(1999, 7, 30), date(1999, 7, 30)),
        ("drawn", date(1999, 8, 31), date(1999, 10, 11)),
    ]
    assert threatened(plan, date(1999, 7, 30)) == ()


@given(backplans(), event_days())
def test_a_plan_not_begun_yet_is_never_threatened(tasks, days):
    plan = schedule(tasks, days)
    to_come = [one for one in plan.dated if one.task.state is not TaskState.UNDER_WAY]
    assert {*codes(threatened(plan, plan.dated[0].start))}.isdisjoint(codes(to_come))


@given(backplans(), event_days(), DAYS)
def test_every_task_is_in_one_standing_and_this_week_shows_all_that_is_late(tasks, days, today):
    plan = schedule(tasks, days)
    found = by_standing(plan, today)
    assert sorted(code for listed in found.values() for code in codes(listed)) == sorted(one.code for one in tasks)
    shown = [todo.dated.task.code for listed in this_week(plan, today).values() for todo in listed]
    assert {*codes(found[Standing.LATE]), *codes(found[Standing.THIS_WEEK])} <= set(shown)
