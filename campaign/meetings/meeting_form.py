"""What people type of a meeting or of an answer, checked; pure."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from campaign.base.clock import exists_in_paris
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import date_fr, time_fr, website
from campaign.base.french import day_in_words, time_in_words
from campaign.base.text import clean_text
from campaign.meetings.model import MeetingKind, MeetingValues, Reply

MAX_TITLE, MAX_PLACE, MAX_ADDRESS, MAX_LINK, MAX_AGENDA = 120, 120, 200, 300, 4000
MAX_WORD, MAX_PEOPLE = 500, 20
FAR = timedelta(days=3 * 366)  # before the first day or after the last: further, the year was mistyped


def checked_meeting(typed: Mapping[str, object], days: Sequence[date]) -> MeetingValues:
    """The typed values of a meeting of an edition on these ``days``. Day and hours are text as people write them.

    Raises:
        InvalidForm: ``kind``, ``title``, ``day``, ``starts``, ``ends``, ``place``, ``address``, ``link``, ``agenda``.
    """
    problems: list[InvalidInput] = []
    found: dict[str, object] = {}

    def check(name: str, read: object) -> None:
        try:
            found[name] = read()  # type: ignore[operator]
        except InvalidInput as problem:
            problems.append(problem)

    check("kind", lambda: _kind(typed.get("kind")))
    check("title", lambda: _text(typed, "title", "le titre de la réunion", MAX_TITLE, required=True))
    check("day", lambda: _day(typed.get("day"), days))
    check("starts", lambda: _hour(typed.get("starts"), "starts", "Indiquez l’heure de début."))
    check("ends", lambda: _hour(typed.get("ends"), "ends", "Indiquez l’heure de fin."))
    check("place", lambda: _text(typed, "place", "le lieu", MAX_PLACE))
    check("address", lambda: _text(typed, "address", "l’adresse", MAX_ADDRESS))
    check("link", lambda: _link(typed.get("link")))
    check("agenda", lambda: _text(typed, "agenda", "l’ordre du jour", MAX_AGENDA, multiline=True))
    day, starts, ends = (found.get(name) for name in ("day", "starts", "ends"))
    for name, at in (("starts", starts), ("ends", ends)):
        if isinstance(day, date) and isinstance(at, time) and not exists_in_paris(day, at):
            problems.append(InvalidInput(name, f"{time_in_words(at)} : cette heure n’existe pas ce jour-là "
                                               "(passage à l’heure d’été)."))  # fmt: skip
    if isinstance(starts, time) and isinstance(ends, time) and ends <= starts:
        problems.append(InvalidInput("ends", "La fin précède le début."))
    if problems:
        raise InvalidForm(problems)
    return MeetingValues(**found)  # type: ignore[arg-type]


def checked_reply(typed: Mapping[str, object]) -> tuple[Reply, int, str]:
    """(answer, number of people, word) as sent by a form. People only count with a « oui » or a « peut-être ».

    Raises:
        InvalidForm: ``reply``, ``people``, ``word``.
    """
    problems: list[InvalidInput] = []
    reply, people, word = Reply.NO, 1, ""
    try:
        reply = Reply(str(typed.get("reply") or ""))
    except ValueError:
        problems.append(InvalidInput("reply", "Choisissez oui, non ou peut-être."))
    many = str(typed.get("people") or "1").strip()
    if many.isascii() and many.isdigit() and 1 <= int(many[:6]) <= MAX_PEOPLE:
        people = int(many)
    else:
        problems.append(InvalidInput("people", f"Nombre entier entre 1 et {MAX_PEOPLE}."))
    try:
        word = _text(typed, "word", "votre mot", MAX_WORD, multiline=True)
    except InvalidInput as problem:
        problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return reply, people if reply is not Reply.NO else 1, word


def _text(
    typed: Mapping[str, object], field: str, label: str, most: int, *, required: bool = False, multiline: bool = False
) -> str:
    return clean_text(
        str(typed.get(field) or ""), field=field, label=label, max_length=most, required=required, multiline=multiline
    )


def _kind(typed: object) -> MeetingKind:
    try:
        return MeetingKind(str(typed or ""))
    except ValueError:
        raise InvalidInput("kind", "Choisissez la sorte de réunion.") from None


def _day(typed: object, days: Sequence[date]) -> date:
    day = typed if isinstance(typed, date) else date_fr(str(typed or ""), "day")
    if day < days[0] - FAR or day > days[-1] + FAR:
        raise InvalidInput("day", f"Le {day_in_words(day)} est à plus de trois ans de l’édition : vérifiez l’année.")
    return day


def _hour(typed: object, field: str, missing: str) -> time:
    if isinstance(typed, time):
        return typed
    if not str(typed or "").strip():
        raise InvalidInput(field, missing)
    return time_fr(str(typed), field)


def _link(typed: object) -> str:
    said = str(typed or "").strip()
    if not said:
        return ""
    if len(said) > MAX_LINK:
        raise InvalidInput("link", f"{MAX_LINK} caractères au plus ({len(said)} saisis).")
    return website(said, "link")
