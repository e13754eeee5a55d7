"""Debriefs to look at: nothing received, figures to correct or to confirm. Computed, never stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from campaign.base.french import day_in_words
from campaign.debrief.model import Alert, Audience, Concern, Debrief, Figure, Question, QuestionSet, is_abnormal

Sets = Mapping[tuple[Audience, int], QuestionSet]


def figures_to_confirm(debriefs: Iterable[Debrief], sets: Sets) -> list[Alert]:
    """Every figure that looks abnormal beside its question or beside the other places', and nobody confirmed."""
    debriefs = list(debriefs)
    given: dict[tuple[Audience, str, date | None], dict[int, Figure]] = defaultdict(dict)
    for one in debriefs:
        for answer in one.answers:
            if answer.figure:
                given[(one.audience, *answer.key)][one.place_id] = answer.figure
    alerts: list[Alert] = []
    for one in debriefs:
        questions = sets[(one.audience, one.set_version)]
        for answer in one.answers:
            question = questions.question(answer.question)
            if question is None or answer.figure is None or answer.confirmed:
                continue
            told = given[(one.audience, *answer.key)]
            others = [figure for place_id, figure in told.items() if place_id != one.place_id]
            if is_abnormal(question, answer.figure, others):
                sentence = _asked(question, answer.day, answer.figure)
                alerts.append(Alert(one.place_id, Concern.TO_CONFIRM, sentence, question.code, answer.day))
    return alerts


def nothing_received(place_ids: Iterable[int], debriefs: Iterable[Debrief]) -> list[Alert]:
    """The places that took part and told nothing yet: parts saved empty tell nothing, « je ne sais pas » does."""
    told = {one.place_id for one in debriefs if one.answers}
    return [Alert(one, Concern.NO_DATA, "Rien reçu pour l’instant.") for one in place_ids if one not in told]


def _asked(question: Question, day: date | None, figure: Figure) -> str:
    on = f", {day_in_words(day, year=False)}" if day else ""
    return f"{question.label}{on} : {figure.in_words} ?"
