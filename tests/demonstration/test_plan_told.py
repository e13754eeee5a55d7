"""The backplans of the demonstration: what happened, what it taught, what is under way."""

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.planning.following import Standing, by_standing
from campaign.planning.plan_views import backplan, lessons, week
from campaign.planning.tasks import TaskRole, TaskState


def test_the_first_edition_was_done_and_says_what_was_late(filled, then):
    seen = backplan(filled, SYSTEM, 1)
    # The 33 tasks of the template, and the five commitments of the two meetings.
    assert len(by_standing(seen.plan, clock.today())[Standing.DONE]) == len(seen.kept) == 38
    # The invitation, due on 6 September 2013, left on Monday 16: six working days.
    late = {one.code: one.late for one in lessons(filled, SYSTEM, 1)}
    assert late["invitation"] == 6
    assert "printing" not in late  # it waited for the answers, and left on time after them


def test_the_second_kept_the_plan_and_began_earlier_what_was_late(filled, then):
    seen = backplan(filled, SYSTEM, 2)
    assert seen.by_code("invitation").task.offset == -52
    assert seen.by_code("invitation").note.startswith("En retard lors de « Novembre 2013 »")
    assert seen.by_code("theme").task.state is TaskState.GIVEN_UP


def test_the_third_is_under_way_and_each_role_has_something_this_week(filled, then):
    seen = backplan(filled, SYSTEM, 3)
    assert seen.by_code("theme") is None  # what was left is not asked again
    assert seen.by_code("answers").task.state is TaskState.UNDER_WAY
    todo = week(filled, SYSTEM, 3)
    assert {TaskRole.COMMUNICATION, TaskRole.SHOPS, TaskRole.ANIMATORS} <= set(todo)
    assert [one.dated.task.code for one in todo[TaskRole.ANIMATORS] if one.standing is Standing.LATE] == [
        "games_request"
    ]
