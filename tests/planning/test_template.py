"""The backplan an edition begins with, on the days of the first edition, is the calendar that edition had."""

from datetime import date

import pytest

from campaign.planning.scheduling import schedule
from campaign.planning.tasks import Anchor, TaskRole, check_task
from campaign.planning.template import TEMPLATE
from tests.planning.backplans import EDITION_1


@pytest.mark.parametrize(
    ("code", "start", "deadline"),
    [
        ("theme", date(2012, 10, 1), date(2012, 12, 21)),  # last quarter of 2012
        ("actors", date(2013, 1, 7), date(2013, 3, 29)),  # first quarter of 2013
        ("actors_meeting", date(2013, 7, 1), date(2013, 7, 1)),
        ("supports", date(2013, 7, 15), date(2013, 8, 30)),  # summer
        ("web_page", date(2013, 9, 2), date(2013, 9, 27)),  # September
        ("shops_delivery", date(2013, 10, 15), date(2013, 10, 30)),  # October
        ("animators_delivery", date(2013, 10, 15), date(2013, 10, 30)),
        ("press_kit_given", date(2013, 10, 21), date(2013, 10, 31)),
        ("posters", date(2013, 11, 4), date(2013, 11, 12)),  # November, before the days
        ("magazine_given", date(2013, 11, 4), date(2013, 11, 12)),
        ("event", date(2013, 11, 13), date(2013, 11, 16)),
        ("take_back", date(2013, 11, 18), date(2013, 11, 29)),
        ("debrief_meeting", date(2014, 1, 14), date(2014, 1, 14)),
        ("next_edition", date(2014, 2, 3), date(2014, 2, 11)),
    ],
)
def test_each_step_falls_where_the_first_edition_had_it(code, start, deadline):
    found = schedule(TEMPLATE, EDITION_1).by_code[code]
    assert (found.start, found.deadline) == (start, deadline)


def test_on_the_days_of_the_first_edition_no_task_has_to_be_moved():
    assert schedule(TEMPLATE, EDITION_1).moved == ()


def test_it_goes_from_some_four_hundred_days_before_to_ninety_after():
    found = schedule(TEMPLATE, EDITION_1)
    assert (EDITION_1[0] - found.dated[0].start).days == 408
    assert (max(one.deadline for one in found.dated) - EDITION_1[0]).days == 90


def test_every_role_has_its_part_and_every_task_would_pass_the_form():
    assert {one.role for one in TEMPLATE} == set(TaskRole)
    assert tuple(check_task(one) for one in TEMPLATE) == TEMPLATE
    assert [one.code for one in TEMPLATE if one.anchor is Anchor.EVENT] == ["event"]
