"""Opening hours of every kind, drawn for property tests."""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours import Dated, Rule, Span, opening_hours, period

_BOUNDS = st.sets(st.integers(0, 96).map(lambda quarter: quarter * 15), max_size=4).map(sorted)
_MONTH_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))
_RANKS = st.sampled_from((0, 1, 2, 3, 4, 5, -1, -2))


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % (24 * 60), 60))


SPANS = _BOUNDS.map(
    lambda bounds: tuple(Span(_clock(a), _clock(b)) for a, b in zip(bounds[::2], bounds[1::2], strict=False))
)
_MONTHS = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda ends: period((ends[0], 1), (ends[1], 31)))
PERIODS = _MONTHS | st.tuples(_MONTH_DAYS, _MONTH_DAYS).map(lambda ends: period(*ends))


@st.composite
def _rules(draw):
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1) | st.just(set(range(7))))
    season = draw(st.none() | PERIODS)
    nth = draw(_RANKS) if season else draw(_RANKS.filter(bool))
    spans = draw(SPANS)
    return [Rule(weekday, nth, season, spans) for weekday in weekdays]


@st.composite
def _dated(draw):
    first = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    return Dated(first, first + timedelta(days=draw(st.integers(0, 20))), draw(SPANS))


COMMENTS = st.sampled_from(("", "", "entrée par la cour", "sonner ; deuxième porte"))


@st.composite
def all_hours(draw):
    """Any hours that the model accepts."""
    week = {weekday: draw(SPANS) for weekday in range(7)}
    appointment = {weekday for weekday in draw(st.sets(st.integers(0, 6), max_size=3)) if not week[weekday]}
    said = {
        "closed_on_holidays": draw(st.booleans()),
        "appointment_days": appointment,
        "by_appointment": draw(st.booleans()),
        "comment": draw(COMMENTS),
    }
    rules, exceptions, kept = [], [], None
    for more in draw(st.lists(_rules(), max_size=4)):
        kept, rules = _accepted(week, said, [*rules, *more], exceptions, kept, rules)
    for one in draw(st.lists(_dated(), max_size=3)):
        found, _ = _accepted(week, said, rules, [*exceptions, one], None, rules)
        if found:
            kept, exceptions = found, [*exceptions, one]
    return (
        kept
        or _accepted(week, said, rules, exceptions, None, rules)[0]
        or opening_hours({0: [Span(time(9), time(12))]})
    )


def _accepted(week, said, rules, exceptions, kept, before):
    """The hours with these rules and the rules, or what was before when the model refuses them."""
    try:
        return opening_hours(week, rules=rules, exceptions=exceptions, **said), rules
    except InvalidInput:
        return kept, before
