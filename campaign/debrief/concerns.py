"""Debriefs to look at: nothing received, figures to correct or to confirm. Computed, never stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from campaign.base.french import day_in_words
from campaign.debrief.model import (
    ENOUGH_OTHERS,
    Alert,
    Answer,
    Audience,
    Concern,
    Debrief,
    Figure,
    Question,
    QuestionSet,
    Unit,
    is_beyond,
)

Sets = Mapping[tuple[Audience, int], QuestionSet]


def unusual_among(given: Sequence[tuple[Question, Figure]]) -> list[int]:
    """The ranks, in ``given``, of the figures that look abnormal beside the others of the same unit.

    ``given``: everyone's figures for one question and one day, each with the question as its version asked it. The
    only place where the rule is applied: what is asked to be confirmed is exactly what a report keeps out of a total.
    """
    by_unit: dict[Unit, list[int]] = defaultdict(list)
    for rank, (_, figure) in enumerate(given):
        by_unit[figure.unit].append(rank)
    found = []
    for ranks in by_unit.values():
        ranks.sort(key=lambda rank: given[rank][1].middle)
        middles = [given[rank][1].middle for rank in ranks]
        for position, rank in enumerate(ranks):
            if is_beyond(*given[rank], _median_of_others(middles, position)):
                found.append(rank)
    return sorted(found)


def figures_to_confirm(debriefs: Iterable[Debrief], sets: Sets) -> list[Alert]:
    """Every figure that looks abnormal beside its question or beside the other places', and nobody confirmed."""
    debriefs = list(debriefs)
    asked = {served: {one.code: one for one in questions.questions} for served, questions in sets.items()}
    together: dict[tuple[Audience, str, date | None], list[tuple[int, Answer, Question, Figure]]] = defaultdict(list)
    for one in debriefs:
        of_set = asked[(one.audience, one.set_version)]
        for answer in one.answers:
            question = of_set.get(answer.question)
            if question and answer.figure:
                together[(one.audience, *answer.key)].append((one.place_id, answer, question, answer.figure))
    sentences: dict[tuple[int, str, date | None], str] = {}
    for told in together.values():
        for rank in unusual_among([(question, figure) for _, _, question, figure in told]):
            place_id, answer, question, figure = told[rank]
            if not answer.confirmed:
                sentences[(place_id, *answer.key)] = _asked(question, answer.day, figure)
    return [
        Alert(one.place_id, Concern.TO_CONFIRM, sentences[(one.place_id, *answer.key)], answer.question, answer.day)
        for one in debriefs
        for answer in one.answers
        if (one.place_id, *answer.key) in sentences
    ]


def nothing_received(place_ids: Iterable[int], debriefs: Iterable[Debrief]) -> list[Alert]:
    """The places that took part and told nothing yet: parts saved empty tell nothing, « je ne sais pas » does."""
    told = {one.place_id for one in debriefs if one.answers}
    return [Alert(one, Concern.NO_DATA, "Rien reçu pour l’instant.") for one in place_ids if one not in told]


def _median_of_others(middles: Sequence[float], position: int) -> float | None:
    """The median of ordered numbers but the one at ``position``; None when they are too few to say what is usual."""
    many = len(middles) - 1
    if many < ENOUGH_OTHERS:
        return None
    low, high = (middles[rank + (rank >= position)] for rank in ((many - 1) // 2, many // 2))
    return (low + high) / 2


def _asked(question: Question, day: date | None, figure: Figure) -> str:
    on = f", {day_in_words(day, year=False)}" if day else ""
    return f"{question.label}{on} : {figure.in_words} ?"
