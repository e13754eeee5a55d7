"""Opening hours in schema.org's words, for search engines: the week, seasons with their dates, special days."""

from collections.abc import Sequence
from datetime import date, timedelta

from campaign.base.opening_hours import OpeningHours, Period, Span, Spans

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# « 1er samedi du mois » and holidays cannot be said as rules: their dates are, this many days ahead.
AHEAD = 92


def opening_data(hours: OpeningHours, today: date) -> dict[str, object]:
    """``openingHoursSpecification`` for the week and the seasons to come, ``specialOpeningHoursSpecification`` for the
    other days that differ from them; nothing for days by appointment."""
    week = [_specification(weekdays, span) for weekdays, spans in hours.groups() for span in spans]
    seasons = dict.fromkeys(one.period for one in hours.rules if one.period)
    for season in seasons:
        first, last = _next(season, today)
        by_spans: dict[Spans, list[int]] = {}
        for one in hours.rules:
            if one.period == season and not one.nth:
                by_spans.setdefault(one.spans, []).append(one.weekday)
        for spans, weekdays in by_spans.items():
            week += [_specification(weekdays, span, first, last) for span in spans or (None,)]
    special = _special(hours, today)
    found: dict[str, object] = {"openingHoursSpecification": week} if week else {}
    return found | ({"specialOpeningHoursSpecification": special} if special else {})


def _special(hours: OpeningHours, today: date) -> list[dict[str, object]]:
    """The exceptions, and the days ahead that the week and its seasons do not say; closings in a row said once."""
    told: list[dict[str, object]] = []
    for one in hours.since(today).exceptions:
        told += [_specification((), span, one.first, one.last) for span in one.spans or (None,)]
    for shift in range(AHEAD):
        day = today + timedelta(days=shift)
        spans = hours.on(day)
        if hours.exception_on(day) or spans is None or spans == _said(hours, day):
            continue
        told += [_specification((), span, day, day) for span in spans or (None,)]
    return told


def _said(hours: OpeningHours, day: date) -> Spans:
    """What the week and its seasons say of a date."""
    spoken = [one.spans for one in hours.rules if one.period and not one.nth and one.holds(day)]
    return spoken[0] if spoken and all(spoken) else () if spoken else hours.days[day.weekday()]


def _next(season: Period, today: date) -> tuple[date, date]:
    """The first and last day of the season that is running, else of the next one."""
    first = last = today
    while not season.holds(first):
        first += timedelta(days=1)
    while season.holds(first - timedelta(days=1)) and (today - first).days < 366:
        first -= timedelta(days=1)
    last = max(first, today) if season.holds(max(first, today)) else first
    while season.holds(last + timedelta(days=1)) and (last - first).days < 365:
        last += timedelta(days=1)
    return first, last


def _specification(
    weekdays: Sequence[int], span: Span | None, first: date | None = None, last: date | None = None
) -> dict[str, object]:
    """One line; closed is said as 00:00 to 00:00, and midnight as 23:59, as search engines ask."""
    opens, closes = ("00:00", "00:00") if span is None else (f"{span.opens:%H:%M}", f"{span.closes:%H:%M}")
    if span is not None and closes == "00:00":
        closes = "23:59"
    found: dict[str, object] = {"@type": "OpeningHoursSpecification", "opens": opens, "closes": closes}
    if weekdays:
        found["dayOfWeek"] = [_DAYS[weekday] for weekday in weekdays]
    if first and last:
        found |= {"validFrom": first.isoformat(), "validThrough": last.isoformat()}
    return found
