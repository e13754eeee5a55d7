"""What a report may say of the answers: who answered, who does not know, what was observed. Pure arithmetic.

Nothing here is guessed: no total for those who did not answer (see ``estimating``), no unit turned into another, no
unusual figure counted before somebody confirmed it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import fsum
from statistics import median

from campaign.debrief.concerns import unusual_among
from campaign.debrief.counted import ChoiceCount, FigureCount, Held, Participant, Standing
from campaign.debrief.model import Answer, AnswerKind, Figure, Question, Unit

NO_NETWORK = "Sans réseau"
NO_EPCI = "Collectivité inconnue"
YES_NO = (("yes", "Oui"), ("no", "Non"))
# Adding percentages says nothing: they only have a median.
NEVER_ADDED = (Unit.PERCENT,)


def by_epci(one: Participant) -> str:
    """The group of a participant, by EPCI."""
    return one.epci or NO_EPCI


def by_network(one: Participant) -> str:
    """The group of a participant, by network."""
    return one.network or NO_NETWORK


def count_figures(
    question: Question, participants: Sequence[Participant], day: date | None = None
) -> tuple[FigureCount, ...]:
    """One count for each unit really used, the question's usual unit first; never one made of two units.

    For a question asked by day, ``day`` counts that day among those open on it; without it each participant counts for
    the days it was open. When nobody gave a figure, one line remains, in the usual unit, with who is silent.
    """
    return _counts(question, participants, day, _unconfirmed(question, participants))


def count_figures_by(
    question: Question,
    participants: Sequence[Participant],
    group: Callable[[Participant], str],
    day: date | None = None,
) -> dict[str, tuple[FigureCount, ...]]:
    """The same by group, in alphabetical order. Totals of the groups add up to the whole.

    What is unusual is judged among all, not inside a group: a figure is in both totals or in neither.
    """
    held = _unconfirmed(question, participants)
    groups: dict[str, list[Participant]] = {}
    for one in participants:
        groups.setdefault(group(one), []).append(one)
    return {name: _counts(question, groups[name], day, held) for name in sorted(groups)}


def count_choices(question: Question, participants: Sequence[Participant], day: date | None = None) -> ChoiceCount:
    """How many chose each code; a code of an older set is kept, at the end, under its own name.

    A text only counts as given: nothing is read in it. Several choices may add up to more than the respondents.
    """
    asked = [one for one in participants if _is_asked(question, one) and (day is None or day in _open(question, one))]
    found = [given for one in asked if (given := one.answer(question.code, day))]
    told = [one for one in found if not one.unknown and (one.choices or one.text)]
    labels = dict(question.choices or (YES_NO if question.kind is AnswerKind.YES_NO else ()))
    for code in sorted({code for one in told for code in one.choices} - labels.keys()):
        labels[code] = code
    counts = tuple((code, label, sum(code in one.choices for one in told)) for code, label in labels.items())
    unknown = sum(one.unknown for one in found)
    return ChoiceCount(question.code, question.label, len(asked), len(told), unknown, counts)


def unusual_figures(question: Question, participants: Sequence[Participant]) -> list[Held]:
    """Every figure to ask again and not yet confirmed, each day and unit judged apart."""
    by_day: dict[date | None, list[tuple[Participant, Answer, Figure]]] = {}
    for one in participants:
        for given in one.answers:
            if given.question == question.code and given.figure and not given.unknown:
                by_day.setdefault(given.day, []).append((one, given, given.figure))
    found = []
    for together in by_day.values():
        for rank in unusual_among([(question, figure) for _, _, figure in together]):
            one, given, figure = together[rank]
            if not given.confirmed:
                found.append(Held(one.place_id, one.name, given.day, figure))
    return sorted(found, key=lambda one: (one.day or date.min, -one.figure.high, one.place_id))


def _unconfirmed(question: Question, participants: Sequence[Participant]) -> dict[tuple[int, date | None], Held]:
    return {(one.place_id, one.day): one for one in unusual_figures(question, participants)}


def _counts(
    question: Question,
    participants: Sequence[Participant],
    day: date | None,
    held: Mapping[tuple[int, date | None], Held],
) -> tuple[FigureCount, ...]:
    wanted = {one.place_id: _days(question, one, day) for one in participants}
    asked = [one for one in participants if wanted[one.place_id]]
    used = {
        given.figure.unit
        for one in asked
        for when in wanted[one.place_id]
        if (given := one.answer(question.code, when)) and given.figure and not given.unknown
    }
    usual = [unit for unit in question.units if unit in used]
    units = [*usual, *sorted(used.difference(usual))] or list(question.units[:1])
    return tuple(_count(question, unit, asked, wanted, held) for unit in units)


def _days(question: Question, one: Participant, day: date | None) -> tuple[date | None, ...]:
    """The answers awaited of a participant: none when it was not asked."""
    if not _is_asked(question, one):
        return ()
    if not question.per_day:
        return (None,)
    return tuple(opened for opened in _open(question, one) if day in (None, opened))


def _is_asked(question: Question, one: Participant) -> bool:
    """Whether the question was for it; an answer is never dropped because the sheet has changed since."""
    wanted = question.only_for
    return not wanted or wanted in one.has or any(given.question == question.code for given in one.answers)


def _open(question: Question, one: Participant) -> tuple[date, ...]:
    """The days it was open, and any other for which it answered."""
    told = {given.day for given in one.answers if given.question == question.code and given.day}
    return tuple(sorted({*one.days, *told}))


def _count(
    question: Question,
    unit: Unit,
    asked: Sequence[Participant],
    wanted: Mapping[int, tuple[date | None, ...]],
    held: Mapping[tuple[int, date | None], Held],
) -> FigureCount:
    standings = dict.fromkeys(Standing, 0)
    figures: dict[int, Figure] = {}
    complete: list[int] = []
    apart: list[Held] = []
    for one in asked:
        seen: list[Standing] = []
        counted: list[Figure] = []
        for when in wanted[one.place_id]:
            given = one.answer(question.code, when)
            seen.append(_standing(given, unit, (one.place_id, when) in held))
            if seen[-1] is Standing.KNOWN and given and given.figure:
                counted.append(given.figure)
            elif seen[-1] is Standing.TO_CONFIRM:
                apart.append(held[one.place_id, when])
        standing = _together(seen)
        standings[standing] += 1
        if counted:
            figures[one.place_id] = _sum(counted, unit)
        if standing is Standing.KNOWN:
            complete.append(one.place_id)
    middles = [figures[place_id].middle for place_id in complete]
    return FigureCount(
        question=question.code,
        label=question.label,
        unit=unit,
        standings=standings,
        total=_sum(list(figures.values()), unit) if figures and unit not in NEVER_ADDED else None,
        median=median(middles) if middles else None,
        figures=figures,
        complete=tuple(sorted(complete)),
        held=tuple(sorted(apart, key=lambda one: (one.day or date.min, -one.figure.high, one.place_id))),
    )


def _standing(given: Answer | None, unit: Unit, held: bool) -> Standing:
    """What one answer is to a line in ``unit``."""
    if given is None or not (given.unknown or given.figure):
        return Standing.NOT_ANSWERED
    if given.unknown or given.figure is None:
        return Standing.UNKNOWN
    if given.figure.unit is not unit:
        return Standing.OTHER_UNIT
    return Standing.TO_CONFIRM if held else Standing.KNOWN


def _together(seen: Sequence[Standing]) -> Standing:
    """What several days make: known only when each is; else the first of this order that is there."""
    if all(one is Standing.KNOWN for one in seen):
        return Standing.KNOWN
    if Standing.KNOWN in seen:
        return Standing.PARTLY
    order = (Standing.TO_CONFIRM, Standing.OTHER_UNIT, Standing.UNKNOWN, Standing.NOT_ANSWERED)
    return next(one for one in order if one in seen)


def _sum(figures: Sequence[Figure], unit: Unit) -> Figure:
    """Their sum, in whatever order they come (``fsum`` loses nothing), to the cent where there are cents."""
    low, high = (round(fsum(getattr(one, side) for one in figures), unit.decimals) for side in ("low", "high"))
    return Figure(low, high, unit)
