"""When a shop opens: its week, and what departs from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise

from campaign.base.clock import exists_in_paris
from campaign.base.errors import InvalidInput
from campaign.base.opening_hours.rules import Dated, Rule, contradict, in_order
from campaign.base.opening_hours.week import Spans, checked_spans
from campaign.base.working_days import is_public_holiday

_EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Seven days, Monday first, each with its spans in order; an empty day is closed. Made by ``opening_hours``.

    Each line wins over those before it: the week, ``appointment_days`` (weekdays open by appointment only), the
    rules, public holidays, the dated exceptions. ``by_appointment`` says « ou sur rendez-vous » beside all that.
    """

    days: tuple[Spans, ...]
    closed_on_holidays: bool = False
    rules: tuple[Rule, ...] = ()
    exceptions: tuple[Dated, ...] = ()
    appointment_days: frozenset[int] = frozenset()
    by_appointment: bool = False
    comment: str = ""

    def on(self, day: date) -> Spans | None:
        """The spans of a date, () when closed; None when it cannot be known (by appointment only, or a year whose
        public holidays nobody knows)."""
        for one in self.exceptions:
            if one.first <= day <= one.last:
                return one.spans
        if self.closed_on_holidays:
            try:
                if is_public_holiday(day):
                    return ()
            except InvalidInput:
                return None
        spoken = [one.spans for one in self.rules if one.holds(day)]
        if spoken:
            return spoken[0] if all(spoken) else ()
        return None if day.weekday() in self.appointment_days else self.days[day.weekday()]

    def usually(self, day: date) -> Spans | None:
        """The spans of a date without its exceptions."""
        return replace(self, exceptions=()).on(day)

    def exception_on(self, day: date) -> Dated | None:
        """The exception that holds that day."""
        return next((one for one in self.exceptions if one.first <= day <= one.last), None)

    @property
    def only_by_appointment(self) -> bool:
        """Every day of the week."""
        return self.appointment_days == _EVERY_DAY

    @property
    def is_plain_week(self) -> bool:
        """Nothing but the same week all year."""
        return self == OpeningHours(self.days)

    def groups(self) -> Iterator[tuple[list[int], Spans]]:
        """The open weekdays that share the same spans, in the order of their first day."""
        by_spans: dict[Spans, list[int]] = {}
        for weekday, spans in enumerate(self.days):
            if spans:
                by_spans.setdefault(spans, []).append(weekday)
        for spans, weekdays in by_spans.items():
            yield weekdays, spans

    def since(self, day: date) -> "OpeningHours":
        """The same without the exceptions that ended before that day."""
        return replace(self, exceptions=tuple(one for one in self.exceptions if one.last >= day))


def opening_hours(
    week: Mapping[int, Iterable[tuple[time, time]]],
    *,
    closed_on_holidays: bool = False,
    rules: Iterable[Rule] = (),
    exceptions: Iterable[Dated] = (),
    appointment_days: Iterable[int] = (),
    by_appointment: bool = False,
    comment: str = "",
    field: str = "opening_hours",
) -> OpeningHours:
    """The checked hours of ``{weekday: [(opens, closes), …]}``; days left out are closed.

    Raises:
        InvalidInput: a closing before its opening, spans or exceptions that overlap, rules that contradict each other,
            an exception that ends before it begins, or no opening at all.
    """
    days = tuple(checked_spans(week.get(weekday, ()), field) for weekday in range(7))
    kept = in_order(one._replace(spans=checked_spans(one.spans, field)) for one in rules)
    dated = sorted(one._replace(spans=checked_spans(one.spans, field)) for one in set(exceptions))
    on_appointment = frozenset(appointment_days)
    if not (any(days) or on_appointment or any(one.spans for one in (*kept, *dated))):
        raise InvalidInput(field, "Indiquez au moins un jour d’ouverture.")
    if any(days[weekday] for weekday in on_appointment):
        raise InvalidInput(field, "Un même jour est à heures fixes et sur rendez-vous.")
    if contradict(kept):
        raise InvalidInput(field, "Deux règles se contredisent pour un même jour.")
    if any(one.last < one.first for one in dated):
        raise InvalidInput(field, "La fin de l’exception précède son début.")
    if any(later.first <= earlier.last for earlier, later in pairwise(dated)):
        raise InvalidInput(field, "Deux exceptions se chevauchent.")
    if any(_skipped_hour(one) for one in dated):
        raise InvalidInput(field, "Cette heure n’existe pas (passage à l’heure d’été).")
    comment = " ".join(comment.replace('"', "’").split())
    by_appointment = by_appointment and on_appointment != _EVERY_DAY
    return OpeningHours(days, closed_on_holidays, kept, tuple(dated), on_appointment, by_appointment, comment)


def _skipped_hour(one: Dated) -> bool:
    """Whether it opens or closes in the hour that the change to summer time leaves out, some night of March."""
    bounds = [at for span in one.spans for at in span]
    nights = (one.first + timedelta(days=shift) for shift in range((one.last - one.first).days + 1))
    return any(at.hour == 2 for at in bounds) and any(
        not exists_in_paris(day, at) for day in nights if day.month == 3 for at in bounds
    )
