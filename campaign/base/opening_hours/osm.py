"""OpenStreetMap's ``opening_hours`` syntax read: weeks, « first Saturday », months, dates, holidays, appointments.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification: after « ; » a rule replaces the earlier hours of
its days, after « , » it adds to them, after « || » it says the rest. What our model cannot say exactly the same
(weeks of the year, Easter, sunset, school holidays, comments of others) is not read: None.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours.hours import OpeningHours, opening_hours
from campaign.base.opening_hours.osm_selectors import DATES, DAYS, Selected, dates, days
from campaign.base.opening_hours.osm_written import COMMENT
from campaign.base.opening_hours.rules import Dated, Period, Rule, contradict, meet
from campaign.base.opening_hours.week import Span, checked_spans, clock_time

_CLOCK = r"(\d{1,2})[:h](\d{2})"
_SPAN = re.compile(rf"{_CLOCK}\s*[-–]\s*{_CLOCK}", re.IGNORECASE)
_SPANS = re.compile(rf"{_SPAN.pattern}(?:(?:\s*,\s*|\s+){_SPAN.pattern})*", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"\s*$')
_APPOINTMENT = re.compile(r"(?:uniquement )?(?:sur (?:rendez[- ]?vous|rdv)|(?:only )?by appointment(?: only)?)", re.I)
# A comma before a day and after an hour opens an additional rule: « Tu 10:00-12:00, Sa 10:00-17:00 ».
_RULES = re.compile(
    r"\s*(;|\|\||(?<=\d),(?=\s*(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b))\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", re.I
)
# « mar. 10:00 » is a Tuesday and « WE » a week-end to a French hand.
_MARCH_ALONE = re.compile(r"(?<!-)\bMar\b(?!\s*-\s*[A-Z]|\s+\d{1,2}(?![\d:h]))", re.I)
_SURELY_OSM = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Su|PH|off|closed)\b|\[")
_FRENCH = re.compile(r"\b(?:WE|we)\b")
_MARCH = Period((3, 1), (3, 31))
_EVERY_DAY = tuple((weekday, 0) for weekday in range(7))


class _NotOurs(Exception):
    """Stays inside this file: the text says what our model does not."""


@dataclass(slots=True)
class _Read:
    """What the rules read so far say. ``holidays_said``: only dated exceptions may follow."""

    week: dict[int, list[Span]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    exceptions: list[Dated] = field(default_factory=list)
    appointment_days: set[int] = field(default_factory=set)
    closed_on_holidays: bool = False
    by_appointment: bool = False
    comments: set[str] = field(default_factory=set)

    def rule(self, joint: str, text: str) -> None:
        quoted = _QUOTED.search(text)
        appointment, comment = _comment(quoted[1]) if quoted else (False, "")
        rest = (text[: quoted.start()] if quoted else text).strip()
        if appointment:
            # A comment alone means « unknown »; beside hours it would leave them open: not read.
            rest = rest.removesuffix("unknown").rstrip()
        if joint == "||":
            if not appointment or comment or rest or self.by_appointment:
                raise _NotOurs
            self.by_appointment = True
            return
        if self.by_appointment:
            raise _NotOurs
        selected, rest = _selected(rest)
        if appointment:
            self.comments |= {comment} if comment else set()
            self.appointment(selected, rest)
            return
        spans = _hours(rest)
        if spans:
            self.comments.add(comment)
        elif comment:
            raise _NotOurs
        if selected.dated:
            if selected.days or selected.holidays or joint == ",":
                raise _NotOurs
            self.exceptions += [Dated(first, last, spans) for first, last in selected.dated]
        else:
            self.usual(joint, selected, spans)

    def appointment(self, selected: Selected, rest: str) -> None:
        if rest or selected.dated or selected.periods or selected.holidays or self.rules or self.exceptions:
            raise _NotOurs
        if any(nth for _, nth in selected.days) or self.closed_on_holidays:
            raise _NotOurs
        weekdays = {weekday for weekday, _ in selected.days or _EVERY_DAY}
        self.week = {weekday: spans for weekday, spans in self.week.items() if weekday not in weekdays}
        self.appointment_days |= weekdays

    def usual(self, joint: str, selected: Selected, spans: tuple[Span, ...]) -> None:
        if selected.holidays:
            if spans or selected.periods or (self.exceptions and any(one.spans for one in self.exceptions)):
                raise _NotOurs
        elif not selected.days and not selected.periods:
            raise _NotOurs
        if spans and _MARCH in selected.periods and not selected.days:
            raise _NotOurs  # « Mar 10:00-12:00 »: in March, or on Tuesdays?
        pairs = selected.days or (() if selected.holidays else _EVERY_DAY)
        if pairs and (self.closed_on_holidays or self.exceptions):
            raise _NotOurs  # it would open again the days closed before it
        self.closed_on_holidays = self.closed_on_holidays or selected.holidays
        for weekday, nth in pairs:
            if nth or selected.periods:
                self.special(joint, weekday, nth, selected, spans)
            else:
                self.weekly(joint, weekday, spans)

    def weekly(self, joint: str, weekday: int, spans: tuple[Span, ...]) -> None:
        if joint == "," and (weekday in self.appointment_days or any(one.weekday == weekday for one in self.rules)):
            raise _NotOurs
        before = self.week.get(weekday, []) if joint == "," else []
        if before and not spans:
            raise _NotOurs
        self.week[weekday] = [*before, *spans]
        self.appointment_days.discard(weekday)
        self.rules = [one for one in self.rules if one.weekday != weekday]

    def special(self, joint: str, weekday: int, nth: int, selected: Selected, spans: tuple[Span, ...]) -> None:
        if joint == ",":
            if weekday in self.appointment_days or any(one.weekday == weekday for one in self.rules):
                raise _NotOurs
            spans = tuple(sorted({*spans, *self.week.get(weekday, [])})) if spans else spans
        for season in selected.periods or (None,):
            found = Rule(weekday, nth, season, spans)
            # The same days said again: the later word holds, as a rule replaces the hours of its days.
            self.rules = [one for one in self.rules if one[:3] != found[:3]]
            if spans and any(not one.spans and meet(one, found) for one in self.rules):
                raise _NotOurs  # it opens some of the days that an earlier rule closed
            self.rules.append(found)


def from_osm(text: str) -> OpeningHours | None:
    """The hours of « Mo-Sa 09:00-12:00,14:00-18:00; Sa[1] 10:00-17:00; PH off », None for another kind of text.

    Raises:
        InvalidInput: an impossible hour, a closing before its opening, spans that overlap.
    """
    text = " ".join(text.split())
    if not text or text.count('"') % 2 or _FRENCH.search(text):
        return None
    if _MARCH_ALONE.search(text) and not _SURELY_OSM.search(text):
        return None
    read = _Read()
    parts = [";", *_RULES.split(re.sub(r"^24/7", "Mo-Su 00:00-24:00", text.strip("; ")))]
    wrong: InvalidInput | None = None
    try:
        for joint, rule in zip(parts[::2], parts[1::2], strict=True):
            try:
                read.rule(joint, rule)
            except InvalidInput as problem:
                # Told once the whole text is understood: a text of another kind is never refused.
                wrong = wrong or problem
    except (_NotOurs, ValueError):
        return None
    if wrong:
        raise wrong
    return _built(read)


def _built(read: _Read) -> OpeningHours | None:
    opened = any(read.week.values()) or any(one.spans for one in (*read.rules, *read.exceptions))
    if not (opened or read.appointment_days) or contradict(read.rules) or len(read.comments) > 1:
        return None
    ordered = sorted(read.exceptions)
    if any(later.first <= earlier.last for earlier, later in pairwise(ordered)):
        return None  # the later replaces the earlier, which we do not say
    return opening_hours(
        read.week,
        closed_on_holidays=read.closed_on_holidays,
        rules=read.rules,
        exceptions=read.exceptions,
        appointment_days=read.appointment_days,
        by_appointment=read.by_appointment,
        comment="".join(read.comments),
    )


def _comment(quoted: str) -> tuple[bool, str]:
    """(whether it says « by appointment », our own remark)."""
    said, mark, remark = quoted.partition(COMMENT)
    said = said.strip(" ;")
    if said and not _APPOINTMENT.fullmatch(said):
        raise _NotOurs
    if not said and not mark:
        raise _NotOurs
    return bool(said), remark.strip()


def _selected(rule: str) -> tuple[Selected, str]:
    """What the rule speaks of, and the rest of it."""
    selected = Selected()
    if found := DATES.match(rule):
        dates(found[0], selected)
        rule = rule[found.end() :].lstrip(" :")
    if found := DAYS.match(rule):
        days(found[0], selected)
        rule = rule[found.end() :].strip()
    return selected, rule


def _hours(rest: str) -> tuple[Span, ...]:
    if rest.lower() in ("off", "closed"):
        return ()
    if not _SPANS.fullmatch(rest):
        raise _NotOurs
    return checked_spans(_span(found) for found in _SPAN.finditer(rest))


def _span(found: re.Match) -> Span:
    opens_hour, opens_minute, closes_hour, closes_minute = (int(digits) for digits in found.groups())
    return Span(
        clock_time(opens_hour, opens_minute, f"{found[1]}:{found[2]}", closing=False),
        clock_time(closes_hour, closes_minute, f"{found[3]}:{found[4]}", closing=True),
    )
