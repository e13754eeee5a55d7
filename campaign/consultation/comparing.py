"""How a score is made, and what each day of a set would be worth alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from campaign.base.french import DAYS, NBSP, day_in_words, enumerate_in_words, number, plural
from campaign.consultation.model import DaySet, Weights
from campaign.consultation.scoring import CalendarDay, ScoredSet, score_set

_MINUS, _TIMES = "−", "×"
_ALL_DAYS = {2: "les deux jours", 3: "les trois jours", 4: "les quatre jours"}


@dataclass(frozen=True, slots=True)
class Term:
    """What one thing brings to a score: ``points`` won, or lost when below zero, and how they are told."""

    points: int
    words: str


def terms(scored: ScoredSet, weights: Weights) -> tuple[Term, ...]:
    """What makes the score, in the order of the weights; what counts for nothing is left out, open shops excepted."""
    found = [
        Term(weights.open_shop * len(scored.open), _counted(len(scored.open), "ouverte", weights.open_shop)),
        Term(-weights.excluded_shop * len(scored.excluded),
             _counted(len(scored.excluded), "exclue", weights.excluded_shop)),
        _lost(weights.public_holiday, len(scored.public_holidays), "jour férié", "jours fériés"),
        _lost(weights.rival_event, len(scored.rival_events), "événement", "événements"),
        _lost(weights.school_holidays, bool(scored.school_holidays), "les vacances", "les vacances"),
    ]  # fmt: skip
    return tuple(one for rank, one in enumerate(found) if rank == 0 or one.points)


def formula(scored: ScoredSet, weights: Weights) -> str:
    """« 18 ouvertes − 2 exclues − 1 pour les vacances = 15 »."""
    said = "".join(f" {_MINUS} {one.words}" if rank else one.words for rank, one in enumerate(terms(scored, weights)))
    return f"{said} = {number(scored.score)}"


def each_alone(scored: ScoredSet, calendar: Mapping[date, CalendarDay], weights: Weights) -> tuple[ScoredSet, ...]:
    """Each day of a set, scored as if it were the only one; for the same shops and the same events.

    ``calendar`` has each of its days.
    """
    shops = sorted((*scored.open, *scored.excluded, *scored.unknown), key=lambda one: one.id)
    return tuple(
        score_set(DaySet((day,)), shops, calendar, scored.rival_events, weights) for day in scored.days.days
    )  # fmt: skip


def alone_in_words(scored: ScoredSet, alone: tuple[ScoredSet, ...]) -> str:
    """« 18 boutiques ouvertes les deux jours ; 20 le mercredi 13 seul et 12 le samedi 16 seul. »; '' for one day."""
    if len(scored.days.days) < 2:
        return ""
    months = {(day.year, day.month) for day in scored.days.days}
    days = [_day(one.days.first, named=len(months) > 1) for one in alone]
    said = enumerate_in_words([f"{len(one.open)} {day} seul" for day, one in zip(days, alone, strict=True)])
    together = plural(len(scored.open), "boutique ouverte", "boutiques ouvertes")
    return f"{together} {_ALL_DAYS[len(alone)]}{NBSP}; {said}."


def _day(day: date, *, named: bool) -> str:
    if named:
        return f"le {day_in_words(day, year=False)}"
    return f"le {DAYS[day.weekday()]} {'1er' if day.day == 1 else day.day}"


def pattern(days: DaySet) -> str:
    """« mer. + sam. », « mer. + sam. (+1 sem.) »: what sets of different weeks have in common."""
    names = [f"{DAYS[day.weekday()][:3]}." for day in days.days]
    weeks = [(day - days.first).days // 7 for day in days.days]
    return " + ".join(f"{name} (+{week} sem.)" if week else name for name, week in zip(names, weeks, strict=True))


def _counted(count: int, noun: str, weight: int) -> str:
    said = f"{number(count)} {noun if count < 2 else noun + 's'}"
    return said if weight == 1 else f"{said} {_TIMES} {weight}"


def _lost(weight: int, count: int, one: str, many: str) -> Term:
    points = weight * count
    what = one if one.startswith("les ") else f"{count} {one if count < 2 else many}"
    return Term(-points, f"{number(points)} pour {what}")
