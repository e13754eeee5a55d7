"""The forms of a debrief as its page draws them: one field a question and day, with what was answered or just typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from campaign.base.french import day_in_words
from campaign.debrief.model import AnswerKind, Question, Section, field_of
from campaign.debrief.reading import LONGEST_TEXT, UNKNOWN, choices_of
from campaign.debrief.views import DebriefPage, PartOfPage

Fields = Mapping[str, str | tuple[str, ...]]
_LONG = 1000  # beyond, a limit is not worth saying before somebody reaches it


@dataclass(frozen=True, slots=True)
class Field:
    """One question, for one day when it is asked by day; ``name`` is also its id."""

    question: Question
    name: str
    label: str
    hint: str
    value: str
    chosen: tuple[str, ...]
    unit: str
    unknown: bool
    quoted: bool
    signed: str
    problem: str

    @property
    def kind(self) -> AnswerKind:
        """What is awaited."""
        return self.question.kind

    @property
    def filled(self) -> bool:
        """Whether something is said, or to be corrected, there."""
        return bool(self.value or self.unknown or self.problem)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be ticked; one choice among several also offers « je ne sais pas »."""
        offered = choices_of(self.question)
        return offered if self.kind is AnswerKind.CHOICES else (*offered, (UNKNOWN, "Je ne sais pas"))

    @property
    def described(self) -> str:
        """The ids of what explains the field."""
        hint, problem = [f"{self.name}-aide"] if self.hint else [], [f"{self.name}-erreur"] if self.problem else []
        return " ".join(hint + problem)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its form when ``opened``, else what was said. ``number``: its rank among those of the event, 0 for a
    follow-up; ``is_open``: may still be written; ``by_family``: folded away."""

    section: Section
    number: int
    is_open: bool
    version: int
    operation: str
    opened: bool
    fields: tuple[Field, ...]
    by_family: tuple[Field, ...]
    said: tuple[tuple[str, str], ...]


def part_of(
    page: DebriefPage, part: PartOfPage, values: Fields, problems: Mapping[str, str], *, operation: str, opened: bool
) -> Part:
    """A part ready to be drawn. ``values``: what its fields hold."""
    asked = [(one, day) for one in part.questions for day in (page.days if one.per_day else (None,))]
    fields = [_field(page, one, day, values, problems) for one, day in asked]
    return Part(
        section=part.section,
        number=0 if part.section.after_months else page.parts.index(part) + 1,
        is_open=part.is_open,
        version=part.version,
        operation=operation,
        opened=opened,
        fields=tuple(one for one in fields if not _by_family(one)),
        by_family=tuple(one for one in fields if _by_family(one)),
        said=tuple(
            (_label(one, day), one.said(answer))
            for one, day in asked
            for answer in part.answers
            if answer.key == (one.code, day)
        ),
    )


def _field(
    page: DebriefPage, question: Question, day: date | None, values: Fields, problems: Mapping[str, str]
) -> Field:
    name = field_of(question, day)
    held = values.get(name, "")
    return Field(
        question=question,
        name=name,
        label=_label(question, day),
        hint=_hint(page, question),
        value=held if isinstance(held, str) else "".join(held[:1]),
        chosen=(held,) if isinstance(held, str) else held,
        unit=_text(values, f"{name}-unit"),
        unknown=bool(_text(values, f"{name}-{UNKNOWN}")),
        quoted=bool(_text(values, f"{name}-quote")),
        signed=_text(values, f"{name}-name"),
        problem=problems.get(name) or problems.get(f"{name}-name", ""),
    )


def _by_family(one: Field) -> bool:
    return one.question.only_for.startswith("family:")


def _label(question: Question, day: date | None) -> str:
    return f"{question.label}, {day_in_words(day, year=False)}" if day else question.label


def _hint(page: DebriefPage, question: Question) -> str:
    received = page.received.get(question.code)
    if received:
        return f"sur {received} livrés" if received > 1 else "sur 1 livré"
    if question.kind is AnswerKind.TEXT and 0 < question.max_length < min(_LONG, LONGEST_TEXT):
        return " · ".join(part for part in (question.hint, f"{question.max_length} caractères au plus") if part)
    return question.hint


def _text(values: Fields, name: str) -> str:
    held = values.get(name, "")
    return held if isinstance(held, str) else "".join(held[:1])
