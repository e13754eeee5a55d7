"""Opening hours in French, as people write them (« lun. au sam. 9h-12h / 14h-18h ») and as we write them back.

The text is read whole or not at all: an unknown word, a day given twice, a list that could be read two ways give None.
"""

from dataclasses import dataclass, field
from datetime import time

from campaign.base.french import NBSP, SHORT_DAYS, enumerate_in_words, time_in_words
from campaign.base.opening_hours.french_words import Token, tokens
from campaign.base.opening_hours.week import OpeningHours, Span, clock_time, opening_hours, runs

_EVERY_DAY = frozenset(range(7))
_WEEKEND = frozenset((5, 6))
_HOURS = ("time", "bare", "noon", "midnight")
_DAYS = ("day", "everyday", "weekend", "holidays")


class _NotUnderstood(Exception):
    """Stays inside this file: the text is kept as it is."""


@dataclass(slots=True)
class _Group:
    """A list of days; ``several`` when it was written as a list that hours may not follow without doubt."""

    weekdays: frozenset[int] = frozenset()
    holidays: bool = False
    several: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads the tokens left to right; what is known of each day is in ``week``, [] for closed."""

    tokens: list[Token]
    at: int = 0
    week: dict[int, list[tuple[Token, Token]]] = field(default_factory=dict)
    origin: dict[int, frozenset[int]] = field(default_factory=dict)
    closed_on_holidays: bool = False

    def kind(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.tokens[index].kind if index < len(self.tokens) else "end"

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def skip(self, *kinds: str) -> None:
        while self.kind() in kinds:
            self.at += 1

    # -- the text

    def read(self) -> None:
        self.skip("colon", "stop", "comma", "dash")
        if self.kind() in (*_HOURS, "between", "morning", "afternoon"):
            self.hours_then_days()
        while self.kind() != "end":
            self.segment()
            self.skip("comma", "stop", "slash", "dash", "and")

    def hours_then_days(self) -> None:
        """« 10 h à 18 h tous les jours sauf le dimanche »: only when nothing else follows."""
        spans = self.spans()
        self.skip("comma", "colon", "dash")
        group = self.group()
        self.open_on(group, spans)
        self.skip("stop", "comma")
        if self.kind() not in ("end", "closed", "except"):
            raise _NotUnderstood

    def segment(self) -> None:
        if self.kind() == "closed":
            self.take()
            self.skip("colon")
            self.close(self.group())
            if self.kind() in (*_HOURS, *_DAYS, "colon", "between", "morning", "afternoon"):
                raise _NotUnderstood  # « fermé lundi, mardi 10h-12h »: is Tuesday closed?
        elif self.kind() == "except":
            self.exception()
        else:
            group = self.group()
            self.skip("colon", "comma", "dash")
            if self.kind() == "closed":
                self.take()
                self.close(group)
            else:
                self.open_on(group, self.spans())

    def exception(self) -> None:
        """« …, sauf le dimanche », « …, sauf le dimanche 14h-18h »."""
        self.take()
        if not self.week:
            raise _NotUnderstood
        group = self.group()
        self.skip("colon")
        if self.kind() in (*_HOURS, "between"):
            if group.several or group.holidays:
                raise _NotUnderstood
            spans = self.spans()
            self.week.update(dict.fromkeys(group.weekdays, spans))
            self.origin.update(dict.fromkeys(group.weekdays, group.weekdays))
        else:
            self.close(group)

    # -- days

    def group(self) -> _Group:
        found = self.day_list()
        if self.kind() == "except" and self.hours_come_after_exception():
            self.take()
            left_out = self.day_list()
            if left_out.holidays:
                self.closed_on_holidays = True
            if not left_out.weekdays <= found.weekdays:
                raise _NotUnderstood
            found.weekdays -= left_out.weekdays
        return found

    def hours_come_after_exception(self) -> bool:
        """« tous les jours sauf le dimanche : 10h-18h » rather than « fermé le lundi sauf… »."""
        index = self.at + 1
        while index < len(self.tokens) and self.tokens[index].kind in (*_DAYS, "and", "comma", "to", "dash", "colon"):
            index += 1
        return index < len(self.tokens) and self.tokens[index].kind in (*_HOURS, "between", "morning", "afternoon")

    def day_list(self) -> _Group:
        found, items, slashes = _Group(), 0, 0
        while True:
            self.day_item(found)
            items += 1
            ahead = 1 if self.kind() in ("comma", "and", "slash") else 0
            if ahead and self.kind(1) == "and":
                ahead = 2
            if not ahead or self.kind(ahead) not in _DAYS:
                break
            slashes += self.kind() == "slash"
            self.at += ahead
        found.several = items > 1
        if items == 2 and slashes and len(found.weekdays) == 2 and max(found.weekdays) - min(found.weekdays) > 1:
            raise _NotUnderstood  # « lundi/samedi »: two days, or from Monday to Saturday?
        return found

    def day_item(self, found: _Group) -> None:
        if self.kind() not in _DAYS:
            raise _NotUnderstood
        token = self.take()
        if token.kind == "holidays":
            found.holidays = True
            return
        weekdays = {"everyday": _EVERY_DAY, "weekend": _WEEKEND}.get(token.kind) or frozenset((token.value,))
        if token.kind == "day" and self.kind() in ("to", "dash") and self.kind(1) == "day":
            dash = self.take().kind == "dash"
            last = self.take().value
            if dash and self.kind() == "dash" and self.kind(1) == "day":
                raise _NotUnderstood  # « lundi - mardi - jeudi »: a list or a range?
            end = last if last >= token.value else last + 7
            weekdays = frozenset(day % 7 for day in range(token.value, end + 1))
        found.weekdays |= weekdays

    # -- hours

    def spans(self) -> list[tuple[Token, Token]]:
        found = [self.span()]
        while True:
            start = self.at
            self.skip("comma", "slash", "and", "dash", "stop")
            if self.kind() not in (*_HOURS, "between", "morning", "afternoon"):
                self.at = start
                return found
            found.append(self.span())

    def span(self) -> tuple[Token, Token]:
        part = self.take().kind if self.kind() in ("morning", "afternoon") else ""
        self.skip("colon")
        between = self.kind() == "between" and bool(self.take())
        opens = self.hour()
        if self.take_joint() not in (("and",) if between else ("to", "dash", "slash")):
            raise _NotUnderstood
        closes = self.hour()
        if opens.kind == closes.kind == "bare":
            raise _NotUnderstood  # « 9-12 » may be a date
        if (part == "morning" and closes.value > (14, 0)) or (part == "afternoon" and opens.value < (12, 0)):
            raise _NotUnderstood
        return opens, closes

    def hour(self) -> Token:
        if self.kind() not in _HOURS:
            raise _NotUnderstood
        return self.take()

    def take_joint(self) -> str:
        return self.take().kind if self.kind() != "end" else "end"

    # -- what is known

    def open_on(self, group: _Group, spans: list[tuple[Token, Token]]) -> None:
        if group.holidays or not group.weekdays:
            raise _NotUnderstood
        for weekday in group.weekdays:
            if weekday in self.week and (not self.week[weekday] or self.origin[weekday] != group.weekdays):
                raise _NotUnderstood  # « du lundi au vendredi 9h-12h, mercredi 14h-18h »: besides, or instead?
            self.week[weekday] = [*self.week.get(weekday, []), *spans]
            self.origin[weekday] = group.weekdays

    def close(self, group: _Group) -> None:
        self.closed_on_holidays = self.closed_on_holidays or group.holidays
        for weekday in group.weekdays:
            if self.week.get(weekday) and self.origin[weekday] <= group.weekdays:
                raise _NotUnderstood  # opened and closed in the same breath
            self.week[weekday] = []
            self.origin[weekday] = group.weekdays


def from_french(text: str) -> OpeningHours | None:
    """The week a French text says, None when it is not wholly understood.

    Raises:
        InvalidInput: « Heure impossible : 25:00. », a closing before its opening, spans that overlap.
    """
    found = tokens(text)
    if not found:
        return None
    reader = _Reader(found)
    try:
        reader.read()
    except _NotUnderstood:
        return None
    if not any(reader.week.values()):
        return None
    # Hours are checked once the whole text is understood: a text of another kind is never refused.
    return opening_hours(
        {
            weekday: [Span(_time(opens, closing=False), _time(closes, closing=True)) for opens, closes in spans]
            for weekday, spans in reader.week.items()
        },
        closed_on_holidays=reader.closed_on_holidays,
    )


def in_words(hours: OpeningHours) -> str:
    """« mar. au sam. 9 h 30 – 12 h, 14 h – 18 h ; fermé les jours fériés »."""
    phrases = [
        f"{_days_in_words(weekdays)} {', '.join(map(_span_in_words, spans))}" for weekdays, spans in hours.groups()
    ]
    return f"{NBSP}; ".join([*phrases, "fermé les jours fériés"] if hours.closed_on_holidays else phrases)


def _days_in_words(weekdays: list[int]) -> str:
    if len(weekdays) == 7:
        return "tous les jours"
    words = []
    for first, last in runs(weekdays):
        if last - first >= 2:
            words.append(f"{SHORT_DAYS[first]} au {SHORT_DAYS[last]}")
        else:
            words += SHORT_DAYS[first : last + 1]
    return enumerate_in_words(words)


def _span_in_words(span: Span) -> str:
    closes = "minuit" if span.ends == 24 * 60 else time_in_words(span.closes)
    return f"{time_in_words(span.opens)}{NBSP}–\u2060{NBSP}{closes}"


def _time(token: Token, *, closing: bool) -> time:
    return clock_time(*token.value, token.text, closing=closing)
