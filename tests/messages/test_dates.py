"""Proposed dates against a calendar, and what must be true of them whatever the edition."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from campaign.base.working_days import is_working_day, next_working_day, previous_working_day
from campaign.editions.model import Edition
from campaign.messages.dates import APART, leaving_at, proposed_dates, spread
from campaign.messages.model import AWAITING_ANSWER, Step

ASKING = (Step.INVITATION, Step.REMINDER_1, Step.REMINDER_2, Step.LAST_CALL)


def an_edition(first: date, deadline: date, opens_on: date | None = None) -> Edition:
    return Edition(1, "Essai", "", (first, first + timedelta(days=3)), deadline, opens_on)


# Wednesday 13 and Saturday 16 October 2027; answers by Friday 17 September; opened on Monday 2 August.
IN_TIME = an_edition(date(2027, 10, 13), date(2027, 9, 17), date(2027, 8, 2))


def test_an_edition_opened_in_time_has_its_usual_dates():
    assert proposed_dates(IN_TIME, date(2027, 8, 2)) == {
        Step.INVITATION: date(2027, 8, 2),
        Step.REMINDER_1: date(2027, 8, 27),  # 21 days before the deadline, a Friday
        Step.REMINDER_2: date(2027, 9, 7),  # 10 days before, a Tuesday
        Step.LAST_CALL: date(2027, 9, 14),  # 3 days before, a Tuesday
        Step.DELIVERY: date(2027, 9, 29),  # two weeks before the first day
        Step.PRACTICAL: date(2027, 10, 6),  # one week before
        Step.THANKS: date(2027, 10, 19),  # 3 days after Saturday 16: a Tuesday
        Step.FOLLOW_UP_3: date(2028, 1, 17),  # 16 January is a Sunday
        Step.FOLLOW_UP_6: date(2028, 4, 18),  # 16 April is Easter Sunday, the 17th Easter Monday
    }


def test_before_it_opens_an_invitation_is_proposed_six_weeks_before_the_deadline():
    preparing = an_edition(date(2027, 10, 13), date(2027, 9, 17))
    assert proposed_dates(preparing, date(2027, 6, 1))[Step.INVITATION] == date(2027, 8, 6)


def test_an_edition_opened_late_has_its_reminders_closer_but_five_days_apart():
    late = an_edition(date(2027, 10, 13), date(2027, 9, 17), date(2027, 8, 27))
    dates = proposed_dates(late, date(2027, 8, 27))
    # The first reminder would be the very day of the invitation: five days later is Wednesday 1 September.
    assert [dates[step] for step in ASKING] == [
        date(2027, 8, 27),
        date(2027, 9, 1),
        date(2027, 9, 7),
        date(2027, 9, 14),
    ]


def test_with_no_room_left_the_reminders_share_what_remains():
    # Opened on Monday 13 for Friday 17: reminders on Tuesday, Wednesday and Friday, none after the deadline.
    hurried = an_edition(date(2027, 10, 13), date(2027, 9, 17), date(2027, 9, 13))
    dates = proposed_dates(hurried, date(2027, 9, 13))
    assert [dates[step] for step in ASKING] == [
        date(2027, 9, 13),
        date(2027, 9, 14),
        date(2027, 9, 15),
        date(2027, 9, 17),
    ]


def test_a_date_that_has_passed_is_proposed_today_or_the_next_working_day():
    dates = proposed_dates(IN_TIME, date(2027, 8, 28), {Step.INVITATION: date(2027, 8, 2)})
    assert dates[Step.INVITATION] == date(2027, 8, 2)
    # The first reminder was for Friday 27 August; Saturday 28 proposes Monday 30.
    assert dates[Step.REMINDER_1] == date(2027, 8, 30)
    assert proposed_dates(IN_TIME, date(2028, 2, 5))[Step.FOLLOW_UP_3] == date(2028, 2, 7)


def test_a_reminder_moved_by_the_officer_pushes_the_next_ones_away():
    fixed = {Step.INVITATION: date(2027, 8, 2), Step.REMINDER_1: date(2027, 9, 3)}
    dates = proposed_dates(IN_TIME, date(2027, 9, 3), fixed)
    assert [dates[step] for step in ASKING[1:]] == [date(2027, 9, 3), date(2027, 9, 8), date(2027, 9, 14)]


def test_reminders_are_never_proposed_after_the_deadline():
    dates = proposed_dates(IN_TIME, date(2027, 9, 20))
    assert {dates[step] for step in AWAITING_ANSWER} == {date(2027, 9, 17)}


def test_a_step_leaves_at_nine_in_paris_in_summer_and_in_winter():
    assert leaving_at(date(2027, 7, 5)) == datetime(2027, 7, 5, 7, tzinfo=UTC)
    assert leaving_at(date(2027, 12, 6)) == datetime(2027, 12, 6, 8, tzinfo=UTC)


def test_at_most_fifty_messages_leave_in_the_same_minute():
    begins = datetime(2027, 7, 5, 7, tzinfo=UTC)
    moments = [spread(begins, rank) for rank in range(500)]
    assert max(moments.count(moment) for moment in moments) == 50
    assert moments[49] == begins
    assert moments[50] == begins + timedelta(minutes=1)
    assert moments[499] == begins + timedelta(minutes=9)


@st.composite
def editions_and_days(draw):
    first = draw(st.dates(date(2025, 3, 1), date(2060, 1, 1)))
    deadline = first - timedelta(days=draw(st.integers(1, 80)))
    opened = draw(st.none() | st.integers(-30, 120))
    opens_on = None if opened is None else deadline - timedelta(days=opened)
    today = first + timedelta(days=draw(st.integers(-200, 250)))
    return an_edition(first, deadline, opens_on), today


@given(editions_and_days())
def test_every_proposed_date_is_a_working_day_in_the_right_order(case):
    edition, today = case
    dates = proposed_dates(edition, today)
    assert list(dates) == list(Step)
    assert all(is_working_day(day) for day in dates.values())
    asking = [dates[step] for step in ASKING]
    assert asking == sorted(asking)
    assert asking[-1] <= edition.answer_deadline
    assert dates[Step.DELIVERY] <= dates[Step.PRACTICAL] < edition.first_day
    assert edition.last_day < dates[Step.THANKS] <= dates[Step.FOLLOW_UP_3] <= dates[Step.FOLLOW_UP_6]


@given(editions_and_days())
def test_nothing_is_proposed_in_the_past_while_there_is_a_day_left(case):
    edition, today = case
    dates = proposed_dates(edition, today)
    soon = next_working_day(today)
    if soon <= edition.answer_deadline:
        assert min(dates[step] for step in ASKING) >= today
    if soon < edition.first_day:
        assert dates[Step.DELIVERY] >= today
    assert dates[Step.THANKS] >= today


@given(editions_and_days())
def test_reminders_are_five_days_apart_whenever_there_is_room(case):
    edition, today = case
    dates = [proposed_dates(edition, today)[step] for step in ASKING]
    # The room there is, walking back from the deadline by five days and the weekends met on the way.
    day = previous_working_day(edition.answer_deadline)
    for _ in range(3):
        day = previous_working_day(day - APART)
    if dates[0] <= day and today <= day:
        assert all(after - before >= APART for before, after in pairwise(dates))
