"""Synthetic debriefs for measures: numbers, ranges, « je ne sais pas » and silence drawn by lot for an edition that is
over."""

import random
from collections.abc import Mapping, Sequence
from datetime import date

from campaign.accounts.model import Actor
from campaign.base.database import Database, transaction
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.debrief.default_questions import SHOP
from campaign.debrief.model import AnswerKind, Question, Unit, field_of
from campaign.debrief.reading import UNKNOWN, choices_of

_BATCH = 50  # debriefs a transaction
# Of the questions asked: « je ne sais pas », left empty; of the figures given: ranges, unusual ones.
_UNKNOWN, _EMPTY, _RANGE, _UNUSUAL = 0.10, 0.20, 0.35, 0.004
_WORDS = (
    "Les annuaires sont arrivés tard.",
    "Peu d’affiches cette fois.",
    "Beaucoup de monde le samedi, une vraie fête.",
    "Il faudrait prévenir la presse plus tôt.",
    "Nous avons rencontré d’autres boutiques.",
)


def tell_debriefs(
    db: Database,
    edition_id: int,
    days: Sequence[date],
    shops: Sequence[tuple[int, Actor]],
    share: float,
    chance: random.Random,
) -> int:
    """Debriefs of that share of ``shops`` (place, who answers for it), which all took part; how many. The clock is the
    caller's."""
    telling = [one for one in shops if chance.random() < share]
    for start in range(0, len(telling), _BATCH):
        with transaction(db):
            for place_id, actor in telling[start : start + _BATCH]:
                for section in SHOP.sections:
                    if not section.after_months:
                        form = _form(SHOP.of_section(section.code), days, chance)
                        save_section(db, actor, edition_id, place_id, section.code, form, new_operation())
    return len(telling)


def _form(
    questions: Sequence[Question], days: Sequence[date], chance: random.Random
) -> Mapping[str, str | Sequence[str]]:
    form: dict[str, str | Sequence[str]] = {}
    for question in questions:
        for day in days if question.per_day else (None,):
            form |= _field(question, field_of(question, day), chance)
    return form


def _field(question: Question, field: str, chance: random.Random) -> dict[str, str | Sequence[str]]:
    drawn = chance.random()
    figure = question.kind is AnswerKind.FIGURE
    if drawn < _UNKNOWN:
        return {f"{field}-{UNKNOWN}": "yes"} if figure or question.kind is AnswerKind.TEXT else {field: UNKNOWN}
    if drawn < _UNKNOWN + _EMPTY:
        return {}
    if figure:
        unit = chance.choice((question.units[0], *question.units))  # the usual one more often
        return {field: _figure(question, unit, chance), f"{field}-unit": str(unit)}
    if question.kind is AnswerKind.TEXT:
        quote = {f"{field}-quote": "yes"} if question.quotable and chance.random() < 0.5 else {}
        return {field: chance.choice(_WORDS), **quote}
    codes = [code for code, _ in choices_of(question)]
    return {field: chance.sample(codes, 2) if question.kind is AnswerKind.CHOICES else chance.choice(codes)}


def _figure(question: Question, unit: Unit, chance: random.Random) -> str:
    most = 100 if unit is Unit.PERCENT else int(question.most or 100)
    usual = max(1, round(most * chance.uniform(0.03, 0.2)))
    if unit is not Unit.PERCENT and chance.random() < _UNUSUAL:
        return str(2 * most)
    return f"{usual} à {usual + max(1, usual // 3)}" if chance.random() < _RANGE else str(usual)
