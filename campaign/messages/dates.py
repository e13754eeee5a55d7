"""When the steps of an edition are proposed: worked backwards from its deadline and its days, on working days only."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from campaign.base.clock import PARIS
from campaign.base.working_days import next_working_day, previous_working_day
from campaign.editions.model import Edition, months_after
from campaign.messages.model import ASKS_DEBRIEF, AWAITING_ANSWER, Step

MORNING = time(9)  # Paris: opened with the day's mail
A_MINUTE = 50  # messages: what a shared relay takes without slowing down or suspecting us
APART = timedelta(days=5)  # between two messages to the same person

# Days before the answer deadline, when there is time for all.
_BEFORE_DEADLINE = {Step.INVITATION: 42, Step.REMINDER_1: 21, Step.REMINDER_2: 10, Step.LAST_CALL: 3}
_BEFORE_FIRST_DAY = {Step.DELIVERY: 14, Step.PRACTICAL: 7}
_THANKS_AFTER = timedelta(days=3)
_ASKING = tuple(_BEFORE_DEADLINE)


def proposed_dates(edition: Edition, today: date, fixed: Mapping[Step, date] | None = None) -> dict[Step, date]:
    """A date for each step, in the order of the calendar; those already scheduled or gone (``fixed``) keep theirs.

    A date that has passed is proposed today or the next working day. What asks for an answer is never proposed after
    the deadline, nor what prepares the days once they have begun: past that, the last working day that was possible.

    Raises:
        InvalidInput: the holidays of a year are not known.
    """
    fixed = fixed or {}
    dates = _asking(edition, today, fixed)
    eve = previous_working_day(edition.first_day - timedelta(days=1))
    for step, days in _BEFORE_FIRST_DAY.items():
        wanted = previous_working_day(edition.first_day - timedelta(days=days))
        dates[step] = min(_not_past(wanted, today), eve)
    dates[Step.THANKS] = _not_past(next_working_day(edition.last_day + _THANKS_AFTER), today)
    for step in (Step.FOLLOW_UP_3, Step.FOLLOW_UP_6):
        months = ASKS_DEBRIEF[step]
        dates[step] = _not_past(next_working_day(months_after(edition.last_day, months)), today)
    return {step: fixed.get(step, dates[step]) for step in Step}


def _asking(edition: Edition, today: date, fixed: Mapping[Step, date]) -> dict[Step, date]:
    """The invitation and its reminders: at least five days apart, and spread evenly when there is no room for that."""
    last = previous_working_day(edition.answer_deadline)
    latest = {_ASKING[-1]: fixed.get(_ASKING[-1], last)}
    for step, following in zip(_ASKING[-2::-1], _ASKING[:0:-1], strict=True):
        latest[step] = fixed.get(step) or previous_working_day(latest[following] - APART)
    wanted = edition.opens_on or edition.answer_deadline - timedelta(days=_BEFORE_DEADLINE[Step.INVITATION])
    dates = {Step.INVITATION: fixed.get(Step.INVITATION) or min(_not_past(next_working_day(wanted), today), last)}
    for rank, step in enumerate(_ASKING[1:], 1):
        before = dates[_ASKING[rank - 1]]
        earliest = next_working_day(max(before + APART, today))
        if step in fixed:
            dates[step] = fixed[step]
        elif earliest <= latest[step]:
            ideal = previous_working_day(edition.answer_deadline - timedelta(days=_BEFORE_DEADLINE[step]))
            dates[step] = min(max(ideal, earliest), latest[step])
        else:
            begins = max(before, today)
            share = (last - begins) // (len(_ASKING) - rank)
            dates[step] = min(max(previous_working_day(begins + share), next_working_day(begins)), last)
    return dates


def _not_past(day: date, today: date) -> date:
    return day if day >= today else next_working_day(today)


def leaving_at(day: date) -> datetime:
    """The instant a step leaves on that day: nine o'clock in Paris, in UTC."""
    return datetime.combine(day, MORNING, PARIS).astimezone(UTC)


def latest_day(edition: Edition, step: Step) -> date | None:
    """The last day a step still makes sense; None when it has no end."""
    if step in AWAITING_ANSWER:
        return edition.answer_deadline
    return edition.last_day if step in _BEFORE_FIRST_DAY else None


def earliest_day(edition: Edition, step: Step) -> date | None:
    """The first day a step makes sense: thanks come after the last event day, a follow-up once its part is asked."""
    if step is Step.THANKS:
        return edition.last_day + timedelta(days=1)
    return months_after(edition.last_day, ASKS_DEBRIEF[step]) if step in ASKS_DEBRIEF else None


def spread(begins: datetime, rank: int) -> datetime:
    """Not before when the message of that rank (from 0) leaves, a sending beginning at ``begins``."""
    return begins + timedelta(minutes=rank // A_MINUTE)
