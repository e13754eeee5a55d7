"""Opening hours written in OpenStreetMap's ``opening_hours`` syntax, saying exactly the same."""

from collections.abc import Iterable
from datetime import date

from campaign.base.opening_hours.hours import OpeningHours
from campaign.base.opening_hours.rules import Period, Rule
from campaign.base.opening_hours.week import Span, Spans, runs

CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
APPOINTMENT = "sur rendez-vous"
COMMENT = "Précision : "


def to_osm(hours: OpeningHours) -> str:
    """« Mo-Sa 09:00-12:00,14:00-18:00; Sa[1] 10:00-17:00; PH off; 2026 Dec 24-2027 Jan 03 off »."""
    said = f' "{COMMENT}{hours.comment}"' if hours.comment else ""
    # « unknown » is what a comment alone means; said, no reader takes it for an opening.
    appointment = f'unknown "{APPOINTMENT}{f" ; {COMMENT}{hours.comment}" if hours.comment else ""}"'
    rules = [f"{_days(weekdays)} {_spans(spans)}{said}" for weekdays, spans in hours.groups()]
    if hours.only_by_appointment:
        rules.append(appointment)
    elif hours.appointment_days:
        rules.append(f"{_days(hours.appointment_days)} {appointment}")
    rules += [f"{days} {_spans(spans)}{said if spans else ''}" for days, spans in _grouped(hours.rules)]
    rules += ["PH off"] if hours.closed_on_holidays else []
    for one in hours.exceptions:
        days = _date(one.first) if one.first == one.last else f"{_date(one.first)}-{_date(one.last)}"
        rules.append(f"{days} {_spans(one.spans)}{said if one.spans else ''}")
    return "; ".join(rules) + (f' || unknown "{APPOINTMENT}"' if hours.by_appointment else "")


def _grouped(rules: Iterable[Rule]) -> list[tuple[str, Spans]]:
    """Rules of one season and the same hours said together, in their order."""
    groups: dict[tuple[Period | None, Spans], list[Rule]] = {}
    for one in rules:
        groups.setdefault((one.period, one.spans), []).append(one)
    told = []
    for (season, spans), together in groups.items():
        each = [one.weekday for one in together if not one.nth]
        ranks: dict[int, list[int]] = {}
        for one in together:
            if one.nth:
                ranks.setdefault(one.weekday, []).append(one.nth)
        days = [f"{CODES[weekday]}[{','.join(map(str, nths))}]" for weekday, nths in ranks.items()]
        if each and not (len(each) == 7 and season and not spans and not days):
            days.insert(0, _days(each))
        told.append((" ".join(part for part in (_period(season) if season else "", ",".join(days)) if part), spans))
    return told


def _period(season: Period) -> str:
    (first_month, first_day), (last_month, last_day) = season
    # « Mar » alone could be read as a Tuesday.
    if season.whole_months and (first_month, last_month) != (3, 3):
        ends = dict.fromkeys((MONTHS[first_month - 1], MONTHS[last_month - 1]))
        return "-".join(ends)
    last_day = min(last_day, _LAST_DAYS[last_month - 1])
    if season.first == (last_month, last_day):
        return f"{MONTHS[first_month - 1]} {first_day:02d}"
    return f"{MONTHS[first_month - 1]} {first_day:02d}-{MONTHS[last_month - 1]} {last_day:02d}"


_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _date(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02d}"


def _days(weekdays: Iterable[int]) -> str:
    return ",".join(
        CODES[first] if first == last else f"{CODES[first]}-{CODES[last]}" for first, last in runs(weekdays)
    )


def _spans(spans: Spans) -> str:
    return ",".join(f"{span.opens:%H:%M}-{_closing(span)}" for span in spans) or "off"


def _closing(span: Span) -> str:
    return "24:00" if span.ends == 24 * 60 else f"{span.closes:%H:%M}"
