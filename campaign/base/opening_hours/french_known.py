"""What a French text has said so far, clause by clause, and the hours it makes once it is wholly read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time

from campaign.base.opening_hours.french_days import NotUnderstood
from campaign.base.opening_hours.french_words import Token
from campaign.base.opening_hours.hours import OpeningHours, opening_hours
from campaign.base.opening_hours.rules import Dated, Period, Rule, contradict
from campaign.base.opening_hours.week import Span, Spans, checked_spans

Season = tuple[Period, ...]
Written = list[tuple[Token, Token]]
Ranked = frozenset[tuple[int, int]]
_NOON, _LUNCH_ENDS = (12, 0), (14, 0)


@dataclass(slots=True)
class Known:
    """``entries``: hours, [] for closed, by (season or None for all year, weekday, rank in the month or 0).

    ``origin`` says with which other days an entry was given, ``replaced`` which were given after « sauf ».
    """

    entries: dict[tuple[Season | None, int, int], Written] = field(default_factory=dict)
    origin: dict[tuple[Season | None, int, int], Ranked] = field(default_factory=dict)
    replaced: set[tuple[Season | None, int, int]] = field(default_factory=set)
    seasons: list[Season] = field(default_factory=list)
    others_unchanged: set[Season] = field(default_factory=set)
    hours_of_same_days: dict[Season, Written] = field(default_factory=dict)
    dated: list[tuple[date, date, Written]] = field(default_factory=list)
    appointment_days: set[int] = field(default_factory=set)
    by_appointment: bool = False

    @property
    def anything_open(self) -> bool:
        """Whether some opening was said."""
        return any(self.entries.values()) or any(written for *_, written in self.dated)

    def open(self, season: Season | None, days: Ranked, spans: Written) -> None:
        """Hours of these days, besides those given for the very same list."""
        for weekday, nth in days:
            key = (season, weekday, nth)
            if (season is None and not nth and weekday in self.appointment_days) or (
                key in self.entries and (not self.entries[key] or self.origin[key] != days)
            ):
                raise NotUnderstood  # « du lundi au vendredi 9h-12h, mercredi 14h-18h »: besides, or instead?
            self.entries[key] = [*self.entries.get(key, []), *spans]
            self.origin[key] = days

    def replace(self, days: Ranked, spans: Written) -> None:
        """Hours given after « sauf »."""
        for weekday, nth in days:
            key = (None, weekday, nth)
            self.entries[key], self.origin[key] = spans, days
            self.replaced.add(key)

    def close(self, season: Season | None, days: Ranked) -> None:
        """These days are closed; a day opened and closed in the same breath is not understood."""
        for weekday, nth in days:
            key = (season, weekday, nth)
            if self.entries.get(key) and self.origin[key] <= days:
                raise NotUnderstood
            self.entries[key], self.origin[key] = [], days

    def close_part(self, days: Ranked, part: str) -> None:
        """« fermé le jeudi matin »: only of one day whose morning and afternoon are said apart."""
        ((weekday, nth),) = days if len(days) == 1 else ((-1, 1),)
        key = (None, weekday, nth)
        spans = self.entries.get(key, [])
        mornings = [one for one in spans if _value(one[0]) < _NOON and _value(one[1]) <= _LUNCH_ENDS]
        afternoons = [one for one in spans if _value(one[0]) >= _NOON]
        kept = afternoons if part == "morning" else mornings
        if nth or not kept or len(mornings) + len(afternoons) != len(spans):
            raise NotUnderstood
        self.entries[key], self.origin[key] = kept, days

    def close_season(self, season: Period) -> None:
        """Closed each day of it, each year."""
        if (season,) in self.seasons:
            raise NotUnderstood
        self.seasons.append((season,))
        self.close((season,), frozenset((weekday, 0) for weekday in range(7)))

    def same_days(self, season: Season, spans: Written) -> None:
        """« juillet-août : 10h-13h »: on the days of the usual week."""
        self.hours_of_same_days[season] = spans

    def on_appointment(self, days: Ranked) -> None:
        """Weekdays open by appointment only."""
        for weekday, nth in days:
            if nth or (None, weekday, 0) in self.entries or weekday in self.appointment_days:
                raise NotUnderstood
            self.appointment_days.add(weekday)

    def hours(self, clock: Callable[..., time], *, closed_on_holidays: bool, comment: str) -> OpeningHours:
        """All of it. ``clock`` makes a time of a written one.

        Raises:
            NotUnderstood: seasons or months that could be read two ways.
            InvalidInput: hours that cannot be.
        """
        self._check_seasons()

        def spans(written: Written) -> Spans:
            return checked_spans(
                Span(clock(opens, closing=False), clock(closes, closing=True)) for opens, closes in written
            )

        if not (self.anything_open or self.appointment_days):
            raise NotUnderstood
        week = {weekday: spans(written) for (season, weekday, nth), written in self.entries.items()
                if season is None and not nth}  # fmt: skip
        rules = []
        for (season, weekday, nth), written in self.entries.items():
            if season is None and not nth:
                continue
            found = spans(written)
            if season is None and found and (None, weekday, nth) not in self.replaced:
                self._check_besides(weekday, found, week.get(weekday, ()))
            rules += [Rule(weekday, nth, one, found) for one in season or (None,)]
        if contradict(rules):
            raise NotUnderstood
        return opening_hours(
            week,
            closed_on_holidays=closed_on_holidays,
            rules=rules,
            exceptions=[Dated(first, last, spans(written)) for first, last, written in self.dated],
            appointment_days=self.appointment_days,
            by_appointment=self.by_appointment,
            comment=comment,
        )

    def _check_seasons(self) -> None:
        """A season says all its usual days, or that the others do not change."""
        usual = {weekday for (season, weekday, nth), written in self.entries.items()
                 if season is None and not nth and written}  # fmt: skip
        for season, written in self.hours_of_same_days.items():
            if not usual or any(key[0] == season for key in self.entries):
                raise NotUnderstood
            self.open(season, frozenset((weekday, 0) for weekday in usual), written)
        usual |= self.appointment_days
        for season in self.seasons:
            told = {weekday for (of, weekday, nth) in self.entries if of == season and not nth}
            if not usual <= told and season not in self.others_unchanged:
                raise NotUnderstood  # « juillet-août : mardi 10h-13h »: and on Saturdays?

    def _check_besides(self, weekday: int, spans: Spans, usual: Spans) -> None:
        """« samedi 9h-12h, 1er samedi du mois 14h-18h »: besides, or instead? When it covers the usual hours, both."""
        if weekday in self.appointment_days:
            raise NotUnderstood
        if any(not any(one.starts <= span.starts and span.ends <= one.ends for one in spans) for span in usual):
            raise NotUnderstood


def _value(token: Token) -> tuple[int, int]:
    return token.value
