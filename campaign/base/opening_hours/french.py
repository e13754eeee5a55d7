"""Opening hours in French, as people write them: « mar. au sam. 9h-12h / 14h-18h, fermé le jeudi matin ».

The text is read whole or not at all: an unknown word, a day given twice, a list that could be read two ways give None.
"""

import re
from dataclasses import dataclass, field
from datetime import time

from campaign.base.opening_hours.french_dates import Days, read_dates
from campaign.base.opening_hours.french_days import DAYS, HOURS, PARTS, DayReader, Group, NotUnderstood
from campaign.base.opening_hours.french_known import Known, Season
from campaign.base.opening_hours.french_words import Token, tokens
from campaign.base.opening_hours.hours import OpeningHours
from campaign.base.opening_hours.rules import Period
from campaign.base.opening_hours.week import clock_time

_COMMENT = re.compile(r"(?:^|[\s;,.])pr[ée]cision\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)
_OPENINGS = (*HOURS, "between", *PARTS)


@dataclass(slots=True)
class _Reader(DayReader):
    """Reads clause after clause into ``known``. ``season`` is the one being described, None for all year; ``stopped``
    once a full stop or semicolon came after it: what follows may be about all year again."""

    known: Known = field(default_factory=Known)
    season: Season | None = None
    stopped: bool = False
    said: bool = True

    def read(self) -> None:
        self.skip("colon", "stop", "comma", "dash")
        if self.kind() in _OPENINGS and not self.at_date():
            self.hours_then_days()
        while self.kind() != "end":
            self.segment()
            self.skip("comma", "stop", "slash", "dash", "and")
            self.stopped = self.stopped or "stop" in self.skipped
        if not self.said:
            raise NotUnderstood

    def hours_then_days(self) -> None:
        """« 10 h à 18 h tous les jours sauf le dimanche »: only when nothing else follows."""
        spans = self.spans()
        self.skip("comma", "colon", "dash")
        self.open_on(self.group(), spans)
        self.skip("stop", "comma")
        if self.kind() not in ("end", "closed", "except", "or"):
            raise NotUnderstood

    def segment(self) -> None:
        if self.kind() == "exceptional" or (self.kind() == "closed" and self.kind(1) == "exceptional"):
            self.exceptional()
        elif self.kind() == "restofyear":
            self.take()
            if not self.said or not self.season:
                raise NotUnderstood
            self.season, self.stopped, self.said = None, False, False
            self.skip("colon")
        elif self.kind() == "closed":
            self.take()
            self.skip("colon")
            self.closings()
        elif self.kind() == "except":
            self.exception()
        elif self.kind() in ("or", "appointment"):
            self.appointment()
        elif self.kind() == "others" and self.season:
            self.take()
            self.known.others_unchanged.add(self.season)
        elif self.at_date():
            self.dated()
        else:
            self.days()

    def exceptional(self) -> None:
        """« fermé exceptionnellement du 2 au 8 mars 2027 »: only of dates, and of one year."""
        closed = self.kind() == "closed" and bool(self.take())
        self.take()
        if self.kind() == "closed" and not closed:
            closed = bool(self.take())
        if not self.at_date():
            raise NotUnderstood
        found = read_dates(self)
        if any(isinstance(one, Period) for one in found):
            raise NotUnderstood
        if closed:
            for one in found:
                self.close_dates(one)
        else:
            self.skip("colon")
            self.open_dates(found)

    def days(self) -> None:
        """« samedi 10h-12h », « lundi fermé », « lundi sur rendez-vous »."""
        group = self.group()
        self.skip("colon", "comma", "dash")
        part = self.kind() if self.kind() in PARTS and self.kind(1) == "closed" else ""
        if part:
            self.take()
        if self.kind() == "closed":
            self.take()
            self.close(group, part)
        elif self.kind() == "appointment":
            self.take()
            if group.holidays or self.season:
                raise NotUnderstood
            self.known.on_appointment(group.days)
        else:
            self.open_on(group, self.spans())

    def closings(self) -> None:
        """What is closed: days, mornings, holidays, dates."""
        while True:
            if self.at_date():
                for one in read_dates(self):
                    self.close_dates(one)
            else:
                group = self.group()
                part = self.take().kind if self.kind() in PARTS else ""
                self.close(group, part)
            ahead = 1 if self.kind() in ("comma", "and") else 0
            ahead += bool(ahead and self.kind(ahead) == "and")
            again = self.at_date(ahead) or self.kind(ahead) == "holidays"
            if not ahead or not (again or (self.kind(ahead) == "day" and self.kind(ahead + 1) in PARTS)):
                break
            self.at += ahead
        if self.kind() in (*_OPENINGS, *DAYS, "colon"):
            raise NotUnderstood  # « fermé lundi, mardi 10h-12h »: is Tuesday closed?

    def exception(self) -> None:
        """« …, sauf le dimanche », « …, sauf le dimanche 14h-18h », « …, sauf en août »."""
        self.take()
        if not self.known.anything_open:
            raise NotUnderstood
        if self.at_date():
            found = read_dates(self)
            self.skip("colon")
            if self.kind() in _OPENINGS:
                self.open_dates(found)
            else:
                for one in found:
                    self.close_dates(one)
            return
        if self.season and not self.stopped:
            raise NotUnderstood
        group = self.group()
        self.skip("colon")
        if self.kind() in (*HOURS, "between"):
            if group.several or group.holidays or (self.season and not any(nth for _, nth in group.days)):
                raise NotUnderstood
            self.known.replace(group.days, self.spans())
        else:
            self.close(group, self.take().kind if self.kind() in PARTS else "")

    def appointment(self) -> None:
        """« sur rendez-vous » alone, or « … ou sur rendez-vous »."""
        besides = self.kind() == "or" or "and" in self.skipped
        if self.kind() == "or":
            self.take()
        if self.take().kind != "appointment" or (self.season and not self.stopped):
            raise NotUnderstood
        if besides and (self.known.anything_open or self.known.appointment_days):
            self.known.by_appointment = True
        elif self.known.entries or besides or self.kind() not in ("end", "stop"):
            raise NotUnderstood  # « mardi 9h-12h sur rendez-vous »: are those hours by appointment only?
        else:
            self.known.on_appointment(frozenset((weekday, 0) for weekday in range(7)))

    # -- dates

    def dated(self) -> None:
        """« en août : fermé », « 24 décembre 2026 : 10h-16h », « de juin à septembre : mardi 10h-12h, … »."""
        apart = bool(self.skipped) or not (self.known.entries or self.known.dated)
        found = read_dates(self)
        self.skip("colon", "dash")
        if not apart:
            raise NotUnderstood  # « mardi 14h-18h en août mercredi 9h-12h »: of which day is it?
        yearly = tuple(one for one in found if isinstance(one, Period))
        if self.kind() == "closed":
            self.take()
            if self.kind() in DAYS and len(yearly) == len(found):
                self.begin(yearly)
                self.close(self.group(), "")
                return
            for one in found:
                self.close_dates(one)
            if self.kind() in _OPENINGS:
                raise NotUnderstood
        elif len(yearly) == len(found):
            self.begin(yearly)
            if self.kind() in _OPENINGS and not self.at_date():
                if any(one.first == one.last for one in yearly):
                    raise NotUnderstood  # « 1er août 10h-12h »: on a Sunday too?
                self.known.same_days(yearly, self.spans())
                self.said = True
        else:
            self.open_dates(found)

    def begin(self, season: Season) -> None:
        if not self.said or season in self.known.seasons:
            raise NotUnderstood
        self.season, self.stopped, self.said = season, False, False
        self.known.seasons.append(season)

    def close_dates(self, one: Period | Days) -> None:
        if isinstance(one, Period):
            self.known.close_season(one)
        else:
            self.known.dated.append((*one, []))

    def open_dates(self, found: list[Period | Days]) -> None:
        daily = self.kind() == "everyday" and bool(self.take())
        self.skip("colon")
        spans = self.spans()
        for one in found:
            # « du 1er au 15 août 2026 : 10h-13h »: on the usual days, or on each?
            if isinstance(one, Period) or (one[0] != one[1] and not daily):
                raise NotUnderstood
            self.known.dated.append((*one, spans))

    # -- hours

    def spans(self) -> list[tuple[Token, Token]]:
        found = [self.span()]
        while True:
            start = self.at
            self.skip("comma", "slash", "and", "dash", "stop")
            if self.kind() not in _OPENINGS or self.at_date():
                self.at = start
                return found
            found.append(self.span())

    def span(self) -> tuple[Token, Token]:
        part = self.take().kind if self.kind() in PARTS else ""
        self.skip("colon")
        between = self.kind() == "between" and bool(self.take())
        opens = self.hour()
        if self.take().kind not in (("and",) if between else ("to", "dash", "slash")):
            raise NotUnderstood
        closes = self.hour()
        if opens.kind == closes.kind == "bare":
            raise NotUnderstood  # « 9-12 » may be a date
        if (part == "morning" and closes.value > (14, 0)) or (part == "afternoon" and opens.value < (12, 0)):
            raise NotUnderstood
        return opens, closes

    def hour(self) -> Token:
        if self.kind() not in HOURS:
            raise NotUnderstood
        return self.take()

    # -- what is known

    def open_on(self, group: Group, spans: list[tuple[Token, Token]]) -> None:
        if group.holidays or not group.days or (self.season and self.stopped):
            raise NotUnderstood
        self.said = True
        self.known.open(self.season, group.days, spans)

    def close(self, group: Group, part: str) -> None:
        if (group.holidays or part) and self.season and not self.stopped:
            raise NotUnderstood  # on the holidays of that season, or all year?
        self.closed_on_holidays = self.closed_on_holidays or group.holidays
        if not group.days:
            return
        if self.season and self.stopped:
            raise NotUnderstood
        self.said = True
        if part:
            self.known.close_part(group.days, part)
        else:
            self.known.close(self.season, group.days)


def from_french(text: str) -> OpeningHours | None:
    """The hours a French text says, None when it is not wholly understood.

    Raises:
        InvalidInput: « Heure impossible : 25:00. », a closing before its opening, spans or exceptions that overlap.
    """
    remark = _COMMENT.search(text)
    found = tokens(text[: remark.start()] if remark else text)
    if not found:
        return None
    reader = _Reader(found)
    try:
        reader.read()
        return reader.known.hours(
            _time, closed_on_holidays=reader.closed_on_holidays, comment=remark[1] if remark else ""
        )
    except NotUnderstood:
        return None


def _time(token: Token, *, closing: bool) -> time:
    return clock_time(*token.value, token.text, closing=closing)
