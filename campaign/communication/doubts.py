"""What may still change in what is printed of the shops: corrections to decide, days not asked for, late answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from campaign.base.journal import Entry
from campaign.editions.model import Edition, State
from campaign.participation.model import Participation, Status
from campaign.partners.suggestions import Suggestion, SuggestionSource

_ANSWERED = (Status.CONFIRMED, Status.DECLINED)


@dataclass(frozen=True, slots=True)
class Doubts:
    """``corrections`` are fields by place, ``added`` when each late day was, ``awaited`` the EPCI of each shop that
    may still answer, ``answers_until`` the last day to do so, None once it is past."""

    corrections: dict[int, tuple[str, ...]] = field(default_factory=dict)
    added: dict[date, datetime] = field(default_factory=dict)
    awaited: tuple[str, ...] = ()
    answers_until: date | None = None

    def unasked_days(self, edition: Edition, found: Participation | None) -> tuple[date, ...]:
        """The event days that a shop does not open on because they were added since it answered."""
        answer = found.answer if found else None
        if answer is None or answer.at is None:
            return ()
        return tuple(
            day
            for day in edition.days
            if day in self.added and self.added[day] > answer.at and answer.open_day(day) is None
        )


def doubts_of(
    edition: Edition,
    today: date,
    participations: Iterable[Participation],
    suggestions: Iterable[Suggestion],
    entries: Sequence[Entry],
) -> Doubts:
    """The same, from the edition's ``entries`` of the journal and the ``suggestions`` that wait."""
    corrections: dict[int, tuple[str, ...]] = {}
    for one in suggestions:
        if one.source is SuggestionSource.RESIDENT:
            continue  # anybody may send one: it is read, and holds nothing back
        corrections[one.place_id] = (*corrections.get(one.place_id, ()), one.field)
    is_open = edition.state(today) is State.OPEN
    awaited = tuple(one.place.epci_siren for one in participations if is_open and one.status not in _ANSWERED)
    return Doubts(corrections, days_added(entries), awaited, edition.answer_deadline if is_open else None)


def days_added(entries: Sequence[Entry]) -> dict[date, datetime]:
    """When each day that an edition did not have at first was added; lines that do not tell the days say nothing."""
    known: set[date] | None = None
    added: dict[date, datetime] = {}
    for entry in sorted(entries, key=lambda one: one.id):
        if "days" not in entry.details:
            continue
        days = {date.fromisoformat(str(day)) for day in entry.details["days"]}
        if known is not None:
            added |= dict.fromkeys(days - known, entry.at)
        known = days
    return added
