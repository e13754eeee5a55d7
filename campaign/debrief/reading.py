"""What people type in a debrief -> answers: numbers, ranges, « je ne sais pas ». Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import decimal_fr, whole_number
from campaign.base.text import clean_text
from campaign.debrief.model import Answer, AnswerKind, Figure, Question, Quote, Unit, field_of

Typed = Mapping[str, str | Sequence[str]]

LONGEST_TEXT = 5000  # what a free text holds at most (reliability.md, input 27)
NAME_LENGTH = 80
UNKNOWN = "unknown"  # the code of « je ne sais pas » among the choices, and the end of its field's name

# What may be typed after a number: the words of its own unit, and no other's.
_WORDS = {
    Unit.PEOPLE: r"personnes?|pers\.?|visiteurs?|clients?",
    Unit.EUROS: r"€|euros?",
    Unit.ARTICLES: r"articles?|objets?",
    Unit.KILOS: r"kg|kilos?",
    Unit.LITRES: r"litres?|l",
    Unit.PERCENT: r"%|pour cent",
    Unit.PACKETS: r"paquets?",
    Unit.PIECES: r"exemplaires?",
    Unit.HOURS: r"heures?|h",
}
# No debrief of one place goes above: such a number is a slip of the finger. « most » of a question asks, this refuses.
_HIGHEST = {Unit.PERCENT: 100, Unit.EUROS: 10_000_000, Unit.HOURS: 10_000}
_HIGHEST_OF_OTHERS = 100_000
_RANGE = re.compile(
    r"(?:de |entre )?(?P<low>.*?\d.*?)\s*(?:(?<=[\d\s€%a-z.])[-–—]|\bà\b|\bet\b)\s*(?P<high>.*\d.*)", re.I
)
_LONGEST_FIGURE = 60  # beyond, it is no number, and looking for a range in it takes its time


def read_figure(typed: str, unit: Unit, field: str = "number") -> Figure:
    """The number or the range of « 50 », « 20 à 50 », « 20-50 », « de 20 à 50 personnes », « 1 234,56 € ».

    Raises:
        InvalidInput: not a number of that unit (« environ 50 », « 1e9 », « −3 », « ١٢ », cents of people…), a figure
            that may be read two ways, or a range upside down (the right way round is proposed).
    """
    text = typed.strip()
    span = _RANGE.fullmatch(text) if len(text) <= _LONGEST_FIGURE else None
    parts = (span["low"], span["high"]) if span else (text, text)
    low, high = (_number(part, unit, field) for part in parts)
    if low > high:
        right = f"{parts[1].strip()} à {parts[0].strip()}"
        raise InvalidInput(field, f"Fourchette à l’envers : écrivez « {right} ».", right)
    return Figure(low, high, unit)


def read_section(questions: Iterable[Question], days: Sequence[date], typed: Typed) -> tuple[Answer, ...]:
    """The answers of one part's form; a question left empty gives none, « je ne sais pas » gives an unknown one.

    Raises:
        InvalidForm: every problem, in the order of the form.
    """
    answers: list[Answer] = []
    problems: list[InvalidInput] = []
    for question in questions:
        for day in days if question.per_day else (None,):
            try:
                answer = _answer(question, day, typed)
            except InvalidInput as problem:
                problems.append(problem)
            else:
                answers.extend([answer] if answer else [])
    if problems:
        raise InvalidForm(problems)
    return tuple(answers)


def read_quotes(questions: Iterable[Question], answers: Sequence[Answer], typed: Typed) -> tuple[Quote, ...]:
    """The texts that their author allows to quote: a permission without words is none.

    Raises:
        InvalidForm: a name too long.
    """
    written = {one.question for one in answers if one.text}
    quotes: list[Quote] = []
    for question in questions:
        field = field_of(question)
        if question.quotable and question.code in written and _one(typed, f"{field}-quote"):
            try:
                name = clean_text(_one(typed, f"{field}-name"), field=f"{field}-name", label="le nom", required=False,
                                  max_length=NAME_LENGTH)  # fmt: skip
            except InvalidInput as problem:
                raise InvalidForm([problem]) from problem
            quotes.append(Quote(question.code, name))
    return tuple(quotes)


def typed_of(question: Question, answer: Answer) -> dict[str, str | tuple[str, ...]]:
    """The fields of a form as this answer fills them: what is read back is the same answer."""
    field = field_of(question, answer.day)
    if answer.unknown:
        return {f"{field}-{UNKNOWN}": "yes"} if question.kind in _TICKED else {field: UNKNOWN}
    if answer.figure:
        ends = [_written(end) for end in dict.fromkeys((answer.figure.low, answer.figure.high))]
        return {field: " à ".join(ends), f"{field}-unit": str(answer.figure.unit)}
    if question.kind is AnswerKind.CHOICES:
        return {field: answer.choices}
    return {field: answer.text or "".join(answer.choices)}


# Kinds whose « je ne sais pas » is a box beside the field; the others have it among their choices.
_TICKED = (AnswerKind.FIGURE, AnswerKind.TEXT)
_YES_NO = (("yes", "Oui"), ("no", "Non"))


def choices_of(question: Question) -> tuple[tuple[str, str], ...]:
    """The (code, label) a question offers, « je ne sais pas » aside."""
    return _YES_NO if question.kind is AnswerKind.YES_NO else question.choices


def _answer(question: Question, day: date | None, typed: Typed) -> Answer | None:
    field = field_of(question, day)
    unknown = bool(_one(typed, f"{field}-{UNKNOWN}"))
    if question.kind is AnswerKind.FIGURE:
        text = _one(typed, field).strip()
        if unknown and text:
            raise InvalidInput(field, "Gardez le nombre, ou cochez « je ne sais pas » : pas les deux.")
        found = Answer(question.code, day, read_figure(text, _unit(question, field, typed), field)) if text else None
    elif question.kind is AnswerKind.TEXT:
        text = clean_text(_one(typed, field), field=field, label="votre réponse", required=False, multiline=True,
                          max_length=min(question.max_length or LONGEST_TEXT, LONGEST_TEXT))  # fmt: skip
        unknown = unknown and not text
        found = Answer(question.code, day, text=text) if text else None
    else:
        codes = _many(typed, field)
        unknown = unknown or codes == [UNKNOWN]
        codes = [] if unknown else codes
        known = [code for code, _ in choices_of(question)]
        alone = question.kind is not AnswerKind.CHOICES
        if any(code not in known for code in codes) or (alone and len(codes) > 1):
            raise InvalidInput(field, "Choisissez une des réponses proposées.")
        found = Answer(question.code, day, choices=tuple(code for code in known if code in codes)) if codes else None
    return Answer(question.code, day, unknown=True) if unknown else found


def _unit(question: Question, field: str, typed: Typed) -> Unit:
    chosen = _one(typed, f"{field}-unit") or str(question.units[0])
    if chosen not in question.units:
        raise InvalidInput(field, "Choisissez l’unité dans la liste.")
    return Unit(chosen)


def _number(typed: str, unit: Unit, field: str) -> float:
    bare = re.sub(rf"\s*(?:{_WORDS[unit]})$", "", typed.strip(), flags=re.IGNORECASE)
    highest = _HIGHEST.get(unit, _HIGHEST_OF_OTHERS)
    # « 50 € » of people: a sign of another unit stays, and is refused like any other word.
    if unit.decimals == 0 or re.search(r"[^\W\d_]|[€%]", bare):
        return float(whole_number(bare, 0, highest, field))
    return float(decimal_fr(bare, field, high=highest, decimals=unit.decimals))


def _written(number: float) -> str:
    whole = int(number)
    return str(whole) if whole == number else f"{number:.2f}".rstrip("0").replace(".", ",")


def _one(typed: Typed, field: str) -> str:
    value = typed.get(field, "")
    return value if isinstance(value, str) else "".join(value[:1])


def _many(typed: Typed, field: str) -> list[str]:
    value = typed.get(field, "")
    return [one for one in ([value] if isinstance(value, str) else value) if one]
