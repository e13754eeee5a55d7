"""Days as the French list them: « du mardi au samedi », « 1er et 3e samedis du mois », « tous les jours sauf… »."""

from dataclasses import dataclass, field

from campaign.base.opening_hours.french_words import Token

HOURS = ("time", "bare", "noon", "midnight")
PARTS = ("morning", "afternoon")
DAYS = ("day", "everyday", "weekend", "holidays")
_EVERY_DAY = frozenset(range(7))
_WEEKEND = frozenset((5, 6))


class NotUnderstood(Exception):
    """Stays inside the readers of French: the text is kept as it is."""


@dataclass(slots=True)
class Group:
    """A list of days, as (weekday, rank in the month or 0); ``several`` when hours may not follow it without doubt."""

    days: frozenset[tuple[int, int]] = frozenset()
    holidays: bool = False
    several: bool = False


@dataclass(slots=True)
class DayReader:
    """Goes through the tokens left to right."""

    tokens: list[Token]
    at: int = 0
    closed_on_holidays: bool = False
    skipped: set[str] = field(default_factory=set)

    def kind(self, ahead: int = 0) -> str:
        """What comes next, "end" after the last token."""
        index = self.at + ahead
        return self.tokens[index].kind if index < len(self.tokens) else "end"

    def take(self) -> Token:
        """The next token."""
        if self.at >= len(self.tokens):
            raise NotUnderstood
        self.at += 1
        return self.tokens[self.at - 1]

    def skip(self, *kinds: str) -> None:
        """Pass over these; what was passed is in ``skipped``."""
        self.skipped = set()
        while self.kind() in kinds:
            self.skipped.add(self.take().kind)

    def at_date(self, ahead: int = 0) -> bool:
        """Whether a date or a month comes next: « août », « 24 décembre », « samedi 2 janvier 2027 »."""
        kind = self.kind(ahead)
        if kind in ("date", "month"):
            return True
        if kind == "day":
            return self.kind(ahead + 1) in ("bare", "rank", "date") and self.at_date(ahead + 1)
        if kind not in ("bare", "rank"):
            return False
        while self.kind(ahead) in ("bare", "rank") and self.kind(ahead + 1) in ("to", "dash", "and", "comma"):
            ahead += 2
        return self.kind(ahead) in ("bare", "rank") and self.kind(ahead + 1) == "month"

    def group(self) -> Group:
        """A list of days, those left out by « sauf » taken away."""
        found = self.day_list()
        if self.kind() == "except" and self._hours_come_after_exception():
            self.take()
            left_out = self.day_list()
            if left_out.holidays:
                self.closed_on_holidays = True
            if not left_out.days <= found.days:
                raise NotUnderstood
            found.days -= left_out.days
        return found

    def _hours_come_after_exception(self) -> bool:
        """« tous les jours sauf le dimanche : 10h-18h » rather than « fermé le lundi sauf… »."""
        ahead = 1
        while self.kind(ahead) in (*DAYS, "and", "comma", "to", "dash", "colon"):
            ahead += 1
        return self.kind(ahead) in (*HOURS, "between", *PARTS) and not self.at_date(ahead)

    def day_list(self) -> Group:
        """« mardi, jeudi et 1er samedi du mois »."""
        found, items, slashes = Group(), 0, 0
        while True:
            ranked = self._day_item(found)
            items += 1
            ahead = 1 if self.kind() in ("comma", "and", "slash") else 0
            if ahead and self.kind(1) == "and":
                ahead = 2
            if not ahead or self.kind(ahead) not in (*DAYS, "rank") or self.at_date(ahead):
                break
            if ranked == "open" and self.kind(ahead) == "day":
                raise NotUnderstood  # « 1er samedi et dimanche »: each Sunday, or the first?
            slashes += self.kind() == "slash"
            self.at += ahead
        found.several = items > 1
        weekdays = {weekday for weekday, _ in found.days}
        if items == 2 and slashes and len(weekdays) == 2 and max(weekdays) - min(weekdays) > 1:
            raise NotUnderstood  # « lundi/samedi »: two days, or from Monday to Saturday?
        return found

    def _day_item(self, found: Group) -> str:
        """Add one item. "open" for ranked days that « du mois » did not end."""
        if self.kind() == "rank":
            return self._ranked_item(found)
        if self.kind() not in DAYS:
            raise NotUnderstood
        token = self.take()
        if token.kind == "holidays":
            found.holidays = True
            return ""
        weekdays = {"everyday": _EVERY_DAY, "weekend": _WEEKEND}.get(token.kind) or frozenset((token.value,))
        if token.kind == "day" and self.kind() in ("to", "dash") and self.kind(1) == "day":
            dash = self.take().kind == "dash"
            last = self.take().value
            if dash and self.kind() == "dash" and self.kind(1) == "day":
                raise NotUnderstood  # « lundi - mardi - jeudi »: a list or a range?
            end = last if last >= token.value else last + 7
            weekdays = frozenset(day % 7 for day in range(token.value, end + 1))
        found.days |= {(weekday, 0) for weekday in weekdays}
        return ""

    def _ranked_item(self, found: Group) -> str:
        ranks = {self.take().value}
        while self.kind() in ("and", "comma") and self.kind(1) == "rank":
            self.take()
            ranks.add(self.take().value)
        if self.kind() != "day":
            raise NotUnderstood
        weekday = self.take().value
        found.days |= {(weekday, rank) for rank in ranks}
        if self.kind() in ("to", "dash") and self.kind(1) in ("day", "rank"):
            raise NotUnderstood
        if self.kind() != "ofmonth":
            return "open"
        self.take()
        return "closed"
