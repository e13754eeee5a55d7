"""Dates counted from the days: never on a closed day, never against the order, August left to shops and printers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from campaign.base.errors import InvalidInput
from campaign.base.working_days import is_working_day
from campaign.planning.scheduling import QUIET_MONTHS, quiet_in_words, schedule
from campaign.planning.tasks import Anchor, Asked, Lead, TaskRole, TaskState
from campaign.planning.template import TEMPLATE
from tests.planning.backplans import EDITION_1, backplans, event, event_days, task


def dates(tasks, days=EDITION_1, **values):
    return {code: (found.start, found.deadline) for code, found in schedule(tasks, days, **values).by_code.items()}


@given(backplans(), event_days())
def test_whatever_the_days_no_date_falls_on_a_weekend_or_a_holiday(tasks, days):
    for found in schedule(tasks, days).dated:
        if found.task.anchor is Anchor.EVENT:
            assert (found.start, found.deadline) == (min(days), max(days))
        else:
            assert is_working_day(found.start)
            assert is_working_day(found.deadline)
            assert found.start <= found.deadline


@given(backplans(), event_days())
def test_whatever_the_days_a_task_ends_before_what_waits_for_it_starts_and_its_lead_time_goes_by(tasks, days):
    plan = schedule(tasks, days)
    for found in plan.dated:
        for code in found.task.after:
            awaited = plan.by_code[code]
            if not (found.task.live and awaited.task.live):
                continue
            assert awaited.deadline < found.start
            between = (awaited.deadline + timedelta(days=rank) for rank in range((found.start - awaited.deadline).days))
            if awaited.task.anchor is not Anchor.EVENT:
                assert sum(map(is_working_day, between)) >= awaited.task.gap


@given(backplans(), event_days())
def test_in_august_nothing_is_asked_of_shops_nor_printers(tasks, days):
    for found in schedule(tasks, days).dated:
        if found.task.asked and found.task.anchor is not Anchor.EVENT:
            assert found.start.month != 8
            assert found.deadline.month != 8


@given(event_days())
def test_the_usual_backplan_holds_whatever_the_days(days):
    plan = schedule(TEMPLATE, days)
    for found in plan.dated:
        assert found.task.anchor is Anchor.EVENT or (is_working_day(found.start) and is_working_day(found.deadline))
        assert all(plan.by_code[code].deadline < found.start for code in found.task.after)


@given(backplans(), event_days(), event_days())
def test_moving_there_and_back_changes_nothing(tasks, days, others):
    first = schedule(tasks, days)
    assert schedule([one.task for one in schedule([one.task for one in first.dated], others).dated], days) == first


@given(backplans(), event_days())
def test_a_task_that_was_moved_says_so_and_the_others_are_where_their_offset_puts_them(tasks, days):
    plan = schedule(tasks, days)
    alone = {one.code: schedule([replace(one, after=())], days, quiet={}).dated[0].deadline for one in tasks}
    for found in plan.dated:
        assert bool(found.why) or found.deadline == alone[found.task.code]


def test_offsets_count_working_days_around_the_days():
    found = dates(
        [
            task("eve", -1),
            task("week", -5, 3),
            task("same", 0),
            task("morrow", 1, anchor=Anchor.LAST_DAY),
            task("closed", 0, anchor=Anchor.LAST_DAY),
        ]
    )
    assert found["eve"] == (date(2013, 11, 12), date(2013, 11, 12))
    # back: 12, 8 7 6 5 November (Monday 11 is a holiday); three days: 5, 4, and 31 October (Friday 1 is another)
    assert found["week"] == (date(2013, 10, 31), date(2013, 11, 5))
    assert found["same"] == (date(2013, 11, 13), date(2013, 11, 13))
    assert found["morrow"] == found["closed"] == (date(2013, 11, 18), date(2013, 11, 18))  # the last day is a Saturday


def test_offsets_that_contradict_the_order_bring_the_earlier_task_earlier_and_say_it():
    plan = schedule([task("b", -10, 3, ["a"], title="Livrer"), task("a", -8, 2)], EDITION_1)
    # 10 working days before 13 November: 12, 8 7 6 5 4, then 31 30 29 28 October; three days: from Thursday 24
    assert (plan.by_code["b"].start, plan.by_code["b"].deadline) == (date(2013, 10, 24), date(2013, 10, 28))
    assert plan.by_code["b"].why == ""
    assert (plan.by_code["a"].start, plan.by_code["a"].deadline) == (date(2013, 10, 22), date(2013, 10, 23))
    # from Wednesday 30 October, eight working days before: 29 28, 25 24 23
    assert plan.by_code["a"].why == (
        "Avancé de 5\u00a0jours ouvrés, au mercredi 23 octobre 2013, pour finir avant « Livrer »."
    )
    assert plan.moved == (plan.by_code["a"],)


def test_a_printing_ends_ten_working_days_before_it_is_delivered():
    tasks = [task("printing", -3, lead=Lead.PRINTING), task("delivery", -2, after=["printing"], title="Livrer")]
    found = schedule(tasks, EDITION_1).by_code["printing"]
    # delivered on Friday 8 November; back: 7 6 5 4 November, 31 30 29 28 25 24 October
    assert found.deadline == date(2013, 10, 24)
    assert found.why.endswith("pour finir 10 jours ouvrés avant « Livrer ».")


def test_what_waits_for_the_event_is_put_off_and_the_event_never_moves():
    tasks = [event("a"), task("a", 3), task("b", -2, 2, ["event"]), task("c", -1, 1, ["b"])]
    plan = schedule(tasks, EDITION_1)
    assert plan.by_code["a"].deadline == date(2013, 11, 12)
    assert (plan.by_code["b"].start, plan.by_code["b"].deadline) == (date(2013, 11, 18), date(2013, 11, 19))
    assert plan.by_code["b"].why == "Reculé au mardi 19 novembre 2013 pour venir après « Les bons jours »."
    assert plan.by_code["c"].deadline == date(2013, 11, 20)


def test_august_days_are_not_counted_for_shops_nor_printers():
    days = (date(2026, 9, 9),)
    values = {"offset": -10, "duration": 3}  # 26 August: 8 7 4 3 2 1 September, 31 28 27 26 August
    ours = dates([task("a", **values)], days)["a"]
    assert ours == (date(2026, 8, 24), date(2026, 8, 26))
    for theirs in (
        task("a", role=TaskRole.SHOPS, **values),
        task("a", lead=Lead.PRINTING, **values),
        task("a", asks=frozenset({Asked.SHOPS}), **values),
    ):
        assert dates([theirs], days)["a"] == (date(2026, 7, 29), date(2026, 7, 31))
    assert dates([task("a", role=TaskRole.SHOPS, **values)], days, quiet={})["a"] == ours
    shops = schedule([task("a", role=TaskRole.SHOPS, **values)], days).dated[0]
    assert shops.why == "Avancé au vendredi 31 juillet 2026 : en août, rien n’est demandé aux boutiques."


def test_after_the_days_what_would_be_asked_in_august_waits_for_september():
    found = schedule([task("a", 25, role=TaskRole.SHOPS, anchor=Anchor.LAST_DAY)], (date(2026, 7, 4),)).dated[0]
    assert found.deadline == date(2026, 9, 1)
    assert found.why == "Reculé au mardi 1er septembre 2026 : en août, rien n’est demandé aux boutiques."


def test_the_rule_of_august_is_said_and_can_be_changed():
    assert quiet_in_words() == "En août, rien n’est demandé aux boutiques ni aux imprimeurs."
    assert quiet_in_words({12: frozenset({Asked.SHOPS}), **QUIET_MONTHS}).endswith(
        "En décembre, rien n’est demandé aux boutiques."
    )
    assert quiet_in_words({}) == ""


def test_a_task_given_up_holds_nobody_back():
    tasks = [task("a", -5), task("b", -10, after=["a"], state=TaskState.GIVEN_UP)]
    plan = schedule(tasks, EDITION_1)
    assert plan.moved == ()
    assert schedule([replace(tasks[1], state=TaskState.TO_DO), tasks[0]], EDITION_1).moved != ()


def test_an_edition_without_days_says_what_to_do_first():
    with pytest.raises(InvalidInput, match="Choisissez d’abord les jours"):
        schedule(TEMPLATE, ())
