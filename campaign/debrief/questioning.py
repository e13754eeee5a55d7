"""Writing a set of questions: what may be typed, the codes that answers are kept by, where a question stands. Pure.

A question whose kind, units or days change is another question: it takes a new code, so that two editions compare only
what was asked alike. Its words, hint, bound and place may change: it stays the same one.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from campaign.base.errors import InvalidForm, InvalidInput, Refused
from campaign.base.fields import decimal_fr
from campaign.base.french import NBSP
from campaign.base.text import clean_text, search_key, slug
from campaign.debrief.model import AnswerKind, Question, QuestionSet, Section, Unit

MOST_QUESTIONS, MOST_PARTS, MOST_CHOICES = 60, 12, 12
LABEL_LENGTH, TITLE_LENGTH, HINT_LENGTH, CHOICE_LENGTH = 120, 60, 160, 80
_MOST_PLAUSIBLE = 1_000_000
_CODE_LENGTH = 40
_ALIKE = 0.6  # of two choices: above, one is the other with a word mended
_CHOOSING = (AnswerKind.CHOICE, AnswerKind.CHOICES)

# What the edition's report counts by its code: without it, a chapter is missing.
_RELIED_ON = frozenset(
    ("visitors", "ordinary_visitors", "new_customers", "takings", "sold", "satisfaction", "again", "lasting",
     "difficulties", "suggestions", "moment")
)  # fmt: skip
_RELIED_ON_ALIKE = re.compile(r"(?:sold|activity)_\w+|\w+_left")

Typed = Mapping[str, object]


def relied_on(code: str) -> bool:
    """Whether the edition's report uses a question."""
    return code in _RELIED_ON or bool(_RELIED_ON_ALIKE.fullmatch(code))


def new_code(label: str, taken: Collection[str], prefix: str = "q") -> str:
    """« Réparations faites ? » -> « q_reparations_faites »; never one that served: « q_reparations_faites_2 »."""
    words = slug(label, fallback="question").replace("-", "_")
    base = f"{prefix}_{words}"[:_CODE_LENGTH].strip("_")
    code, rank = base, 2
    while code in taken:
        code, rank = f"{base}_{rank}", rank + 1
    return code


def same_measure(one: Question, other: Question) -> bool:
    """Whether two questions are answered alike: the order of units does not count, their words do not either."""
    return (one.kind, frozenset(one.units), one.per_day) == (other.kind, frozenset(other.units), other.per_day)


def read_question(typed: Typed, before: Question | None, parts: Collection[str]) -> Question:
    """The question typed; that of ``before``, its code included, for all that is not on the form.

    Raises:
        InvalidForm: every problem, in the order of the form.
    """
    problems: list[InvalidInput] = []

    def part_of(read: object) -> object:
        try:
            return read()
        except InvalidInput as problem:
            problems.append(problem)
            return None

    label = part_of(lambda: clean_text(str(typed["label"]), field="label", label="la question",
                                       max_length=LABEL_LENGTH))  # fmt: skip
    hint = part_of(lambda: clean_text(str(typed.get("hint") or ""), field="hint", label="l’aide", required=False,
                                      max_length=HINT_LENGTH))  # fmt: skip
    section = part_of(lambda: _part(str(typed.get("section") or ""), parts))
    kind = part_of(lambda: _kind(str(typed.get("kind") or "")))
    units: tuple[Unit, ...] = ()
    most, choices = None, ()
    if kind is AnswerKind.FIGURE:
        units = part_of(lambda: _units(typed.get("units"))) or ()
        most = part_of(lambda: _most(str(typed.get("most") or ""), units))
    elif kind in _CHOOSING:
        old = before.choices if before else ()
        choices = part_of(lambda: _choices(str(typed.get("choices") or ""), old)) or ()
    if problems:
        raise InvalidForm(problems)
    text = kind is AnswerKind.TEXT
    base = before or Question("", section, label, kind)
    return replace(
        base, section=section, label=label, hint=hint, kind=kind, units=units, most=most, choices=choices,
        per_day=bool(typed.get("per_day")) and not text, quotable=bool(typed.get("quotable")) and text,
        max_length=base.max_length if text else 0, item=base.item if kind is AnswerKind.FIGURE else "",
    )  # fmt: skip


def put_question(
    draft: QuestionSet, question: Question, served: QuestionSet, taken: Collection[str], code: str = ""
) -> QuestionSet:
    """The set with a question in the place of ``code``, or at the end of its part; its own code is found here.

    ``served`` is the version asked now: what is answered as it was there keeps its code. ``taken``: every code that
    ever served.

    Raises:
        Refused: too many questions, or the same words twice in a part.
    """
    others = [one for one in draft.questions if one.code != code]
    if any(one.section == question.section and search_key(one.label) == search_key(question.label) for one in others):
        raise InvalidInput("label", "Cette partie pose déjà cette question : changez ses mots.")
    if _asked_of_all([*others, question]) > MOST_QUESTIONS:
        raise Refused(f"{MOST_QUESTIONS} questions au plus, rayons et petits plus à part : retirez-en une d’abord.")
    found = replace(question, code=_code(question, served, {one.code for one in others}, taken, code))
    before = draft.question(code) if code else None
    if before is None or before.section != found.section:
        return replace(draft, questions=_by_part(draft.sections, [*others, found]))
    kept = (found if one.code == code else one for one in draft.questions)
    return replace(draft, questions=tuple(kept))


def without_question(draft: QuestionSet, code: str) -> QuestionSet:
    """The set without a question; what was answered to it stays in the debriefs."""
    return replace(draft, questions=tuple(one for one in draft.questions if one.code != code))


def moved_question(draft: QuestionSet, code: str, step: int) -> QuestionSet:
    """A question one place up (−1) or down (1) in its part, among those asked of everyone, or of a few, as it is; the
    set unchanged at either end."""
    question = draft.question(code)
    if question is None:
        return draft
    alike = [one for one in draft.of_section(question.section) if bool(one.only_for) == bool(question.only_for)]
    moved = iter(_moved([*alike], alike.index(question), step))
    return replace(draft, questions=tuple(next(moved) if one in alike else one for one in draft.questions))


def put_part(draft: QuestionSet, title: str, hint: str, taken: Collection[str], code: str = "") -> QuestionSet:
    """The set with a part renamed, or a new one at the end of those asked just after the event.

    Raises:
        InvalidForm: no title, too long, twice the same; Refused: too many parts.
    """
    problems: list[InvalidInput] = []
    try:
        title = clean_text(title, field="title", label="le titre de la partie", max_length=TITLE_LENGTH)
    except InvalidInput as problem:
        problems.append(problem)
    try:
        hint = clean_text(hint, field="hint", label="l’aide", required=False, max_length=HINT_LENGTH)
    except InvalidInput as problem:
        problems.append(problem)
    if any(one.code != code and search_key(one.title) == search_key(title) for one in draft.sections):
        problems.append(InvalidInput("title", "Une partie porte déjà ce titre."))
    if problems:
        raise InvalidForm(problems)
    if code:
        renamed = (replace(one, title=title, hint=hint) if one.code == code else one for one in draft.sections)
        return replace(draft, sections=tuple(renamed))
    if len(draft.sections) >= MOST_PARTS:
        raise Refused(f"{MOST_PARTS} parties au plus : retirez-en une d’abord.")
    made = Section(new_code(title, {*taken, *(one.code for one in draft.sections)}, "p"), title, hint)
    now = [one for one in draft.sections if not one.after_months]
    later = [one for one in draft.sections if one.after_months]
    return replace(draft, sections=(*now, made, *later))


def without_part(draft: QuestionSet, code: str) -> QuestionSet:
    """The set without an empty part.

    Raises:
        Refused: it still asks something.
    """
    if draft.of_section(code):
        raise Refused("Cette partie pose encore des questions : retirez-les, ou changez-les de partie.")
    return replace(draft, sections=tuple(one for one in draft.sections if one.code != code))


def moved_part(draft: QuestionSet, code: str, step: int) -> QuestionSet:
    """A part one place up or down, its questions with it; those asked months later stay the last ones."""
    part = draft.section(code)
    if part is None:
        return draft
    alike = [one for one in draft.sections if one.after_months == part.after_months]
    moved = iter(_moved(alike, alike.index(part), step))
    sections = tuple(next(moved) if one.after_months == part.after_months else one for one in draft.sections)
    return replace(draft, sections=sections, questions=_by_part(sections, draft.questions))


def check_set(draft: QuestionSet) -> None:
    """Raises Refused: a set that cannot be asked, because a part asks nothing, or for its numbers."""
    if not 0 < _asked_of_all(draft.questions) <= MOST_QUESTIONS or not 0 < len(draft.sections) <= MOST_PARTS:
        raise Refused(f"Un bilan a de 1 à {MOST_QUESTIONS} questions, en {MOST_PARTS} parties au plus.")
    for part in draft.sections:
        if not draft.of_section(part.code):
            raise Refused(f"La partie « {part.title} » ne pose aucune question : ajoutez-en une, ou retirez-la.")
    for one in draft.questions:
        if (one.kind is AnswerKind.FIGURE and not one.units) or (one.kind in _CHOOSING and len(one.choices) < 2):
            raise Refused(f"« {one.label} » : il manque une unité, ou deux réponses au moins.")


def _asked_of_all(questions: Sequence[Question]) -> int:
    """Those of a family or of an activity are asked of a few only, and come with us."""
    return sum(not one.only_for for one in questions)


def _code(
    question: Question, served: QuestionSet, others: Collection[str], taken: Collection[str], code: str
) -> str:  # fmt: skip
    """The code answers will be kept by: as long as it is answered alike, that it had."""
    known = served.question(code)
    if known and same_measure(known, question):
        return code
    for one in served.questions:  # changed, then changed back; taken away, then written again
        same_words = search_key(one.label) == search_key(question.label)
        if one.code not in others and same_words and same_measure(one, question):
            return one.code
    return code if code and code not in taken else new_code(question.label, {*taken, *others})


def _kind(typed: str) -> AnswerKind:
    try:
        return AnswerKind(typed)
    except ValueError:
        raise InvalidInput("kind", "Choisissez ce que l’on répond.") from None


def _part(typed: str, parts: Collection[str]) -> str:
    if typed not in parts:
        raise InvalidInput("section", "Choisissez la partie du bilan.")
    return typed


def _units(typed: object) -> tuple[Unit, ...]:
    chosen = typed if isinstance(typed, Sequence) and not isinstance(typed, str) else ()
    if not chosen:
        raise InvalidInput("units", "Choisissez l’unité : un nombre sans unité ne se compte pas.")
    return tuple(dict.fromkeys(Unit(str(one)) for one in chosen))


def _most(typed: str, units: Sequence[Unit]) -> float | None:
    if not typed.strip():
        return None
    try:
        most = decimal_fr(typed, "most", high=_MOST_PLAUSIBLE, decimals=max((one.decimals for one in units), default=0))
    except InvalidInput as problem:
        said = f"À relire au-dessus de{NBSP}: {problem.message[:1].lower()}{problem.message[1:]}"
        raise InvalidInput("most", said, problem.proposal) from problem
    if not most:
        raise InvalidInput("most", "À relire au-dessus de 0 : tout serait à relire. Laissez vide pour ne rien relire.")
    return float(most)


def _choices(typed: str, before: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """One a line. A choice whose words stay, or are only mended, keeps its code."""
    labels = [clean_text(line, field="choices", label="la réponse", max_length=CHOICE_LENGTH)
              for line in typed.splitlines() if line.strip()]  # fmt: skip
    if len({search_key(one) for one in labels}) < len(labels):
        raise InvalidInput("choices", "Une réponse est écrite deux fois.")
    if not 2 <= len(labels) <= MOST_CHOICES:
        raise InvalidInput("choices", f"Écrivez de 2 à {MOST_CHOICES} réponses, une par ligne.")
    codes: dict[str, str] = {}
    left = {label: code for code, label in before}
    for label in labels:
        if label in left:
            codes[label] = left.pop(label)
    for label in (one for one in labels if one not in codes):
        likeness = {old: SequenceMatcher(None, search_key(old), search_key(label)).ratio() for old in left}
        nearest = max(likeness, key=likeness.get, default="")
        if nearest and likeness[nearest] >= _ALIKE:
            codes[label] = left.pop(nearest)
        else:
            codes[label] = new_code(label, {*codes.values(), *(code for code, _ in before)}, "c")
    return tuple((codes[label], label) for label in labels)


def _by_part(sections: Sequence[Section], questions: Sequence[Question]) -> tuple[Question, ...]:
    return tuple(one for part in sections for one in questions if one.section == part.code)


def _moved(listed: list, index: int, step: int) -> list:
    to = index + step
    if 0 <= to < len(listed):
        listed[index], listed[to] = listed[to], listed[index]
    return listed
