"""The part of OpenStreetMap's ``opening_hours`` syntax that says a plain week.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification: after « ; » a rule replaces the earlier hours of
its days, after « , » it adds to them. Months, weeks, « first Saturday » and comments are not a plain week: None.
"""

import re

from campaign.base.opening_hours.week import OpeningHours, Span, clock_time, opening_hours, runs

_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_DAYS = re.compile(rf"{_DAY}(?:\s*-\s*{_DAY})?(?:(?:\s*,\s*|\s+){_DAY}(?:\s*-\s*{_DAY})?)*", re.IGNORECASE)
_CLOCK = r"(\d{1,2})[:h](\d{2})"
_SPAN = re.compile(rf"{_CLOCK}\s*[-–]\s*{_CLOCK}", re.IGNORECASE)
_SPANS = re.compile(rf"{_SPAN.pattern}(?:(?:\s*,\s*|\s+){_SPAN.pattern})*", re.IGNORECASE)
# A comma before a day and after an hour opens an additional rule: « Tu 10:00-12:00, Sa 10:00-17:00 ».
_RULES = re.compile(rf"\s*(;|(?<=\d),(?=\s*{_DAY}\b))\s*", re.IGNORECASE)


def from_osm(text: str) -> OpeningHours | None:
    """The week of « Mo-Sa 09:00-12:00,14:00-18:00; Su off; PH off », None when it is another kind of text.

    Raises:
        InvalidInput: an impossible hour, a closing before its opening, spans that overlap.
    """
    text = " ".join(text.split())
    if text == "24/7":
        return opening_hours({weekday: [Span(*_whole_day())] for weekday in range(7)})
    week: dict[int, list[tuple[re.Match, ...]]] = {}
    closed_on_holidays = False
    parts = ["", *_RULES.split(text.strip("; "))]
    parts[0] = ";"
    for joint, rule in zip(parts[::2], parts[1::2], strict=True):
        read = _rule(rule)
        if read is None:
            return None
        weekdays, holidays, spans = read
        if holidays and spans:
            return None
        closed_on_holidays = closed_on_holidays or holidays
        for weekday in weekdays:
            week[weekday] = [*(week.get(weekday, []) if joint == "," else []), *spans]
    if not any(week.values()):
        return None
    # Hours are checked once the whole text is understood: a text of another kind is never refused.
    return opening_hours(
        {weekday: [_span(found) for found in spans] for weekday, spans in week.items()},
        closed_on_holidays=closed_on_holidays,
    )


def to_osm(hours: OpeningHours) -> str:
    """« Mo-Sa 09:00-12:00,14:00-18:00; PH off »."""
    rules = []
    for weekdays, spans in hours.groups():
        days = ",".join(
            _CODES[first] if first == last else f"{_CODES[first]}-{_CODES[last]}" for first, last in runs(weekdays)
        )
        rules.append(f"{days} " + ",".join(f"{span.opens:%H:%M}-{_closing(span)}" for span in spans))
    return "; ".join([*rules, "PH off"] if hours.closed_on_holidays else rules)


def _rule(rule: str) -> tuple[set[int], bool, list[re.Match]] | None:
    days = _DAYS.match(rule)
    if not days:
        return None
    rest = rule[days.end() :].strip()
    weekdays: set[int] = set()
    holidays = False
    for start_day, end_day in re.findall(rf"({_DAY})(?:\s*-\s*({_DAY}))?", days[0], re.IGNORECASE):
        first, last = start_day.title(), (end_day or start_day).title()
        if "Ph" in (first, last):
            if first != last:
                return None
            holidays = True
            continue
        start, end = _CODES.index(first), _CODES.index(last)
        weekdays.update(day % 7 for day in range(start, (end if end >= start else end + 7) + 1))
    if rest.lower() in ("off", "closed"):
        return weekdays, holidays, []
    if not _SPANS.fullmatch(rest):
        return None
    return weekdays, holidays, list(_SPAN.finditer(rest))


def _span(found: re.Match) -> Span:
    opens_hour, opens_minute, closes_hour, closes_minute = (int(digits) for digits in found.groups())
    return Span(
        clock_time(opens_hour, opens_minute, f"{found[1]}:{found[2]}", closing=False),
        clock_time(closes_hour, closes_minute, f"{found[3]}:{found[4]}", closing=True),
    )


def _whole_day() -> Span:
    return _span(_SPAN.fullmatch("00:00-24:00"))


def _closing(span: Span) -> str:
    return "24:00" if span.ends == 24 * 60 else f"{span.closes:%H:%M}"
