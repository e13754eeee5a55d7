"""The minutes of a meeting: key points, decisions, what each one committed to; pure rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import date_fr
from campaign.base.french import date_in_figures
from campaign.base.text import clean_text
from campaign.planning.tasks import TaskRole, TaskState

MAX_TEXT, MAX_PROMISE, MAX_PERSON, MAX_PROMISES = 8000, 120, 80, 60
_MARK = re.compile(r"^\s*(?:[-–—•*]|\d+[.)])\s+")


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody committed to. ``task_id``: its task in the backplan, None until the minutes are sent.

    ``planned_due``: the deadline its task was given, the last working day when ``due`` is none; ``corrected``: written
    otherwise here since.
    """

    id: int
    meeting_id: int
    title: str
    role: TaskRole
    due: date
    person: str = ""
    task_id: int | None = None
    planned_due: date | None = None
    corrected: bool = False
    removed_at: datetime | None = None
    version: int = 1

    @property
    def who(self) -> str:
        """« Boutiques, Félicie Martin »."""
        return ", ".join(part for part in (self.role.label, self.person) if part)

    @property
    def said(self) -> str:
        """« Envoyer la liste des horaires (Boutiques, Félicie Martin), pour le 15/09/2013 »."""
        return f"{self.title} ({self.who}), pour le {date_in_figures(self.due)}"


@dataclass(frozen=True, slots=True)
class Followed:
    """A commitment and what became of its task.

    ``state`` is None while it has no task, or when the task was taken out (``gone``); ``late``: its day has passed and
    it is neither done nor given up; ``changed`` says in French what the backplan says otherwise, '' when the same.
    """

    promise: Promise
    state: TaskState | None = None
    due: date | None = None
    late: bool = False
    gone: bool = False
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What minutes say; as they left, kept whatever becomes of the meeting, the people and the tasks."""

    points: str = ""
    decisions: str = ""
    promises: tuple[Promise, ...] = ()
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    present_count: int = 0
    excused_count: int = 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """A version of the minutes; ``sent_at`` is None for the draft."""

    id: int
    meeting_id: int
    number: int
    written: Written
    sent_at: datetime | None = None
    version: int = 1


def lines_of(text: str) -> tuple[str, ...]:
    """One point a line, its dash or number left out: « - Les jours sont choisis » is « Les jours sont choisis »."""
    return tuple(said for line in text.splitlines() if (said := _MARK.sub("", line).strip()))


def checked_texts(typed: Mapping[str, object]) -> dict[str, str]:
    """``points`` and ``decisions`` as they are kept.

    Raises:
        InvalidForm.
    """
    labels = {"points": "les points abordés", "decisions": "les décisions"}
    return _checked(
        {
            field: lambda field=field, label=label: clean_text(
                str(typed.get(field) or ""), field=field, label=label, max_length=MAX_TEXT, required=False,
                multiline=True,
            )
            for field, label in labels.items()
        }
    )  # fmt: skip


def checked_promise(typed: Mapping[str, object]) -> dict[str, str]:
    """``title``, ``role``, ``due`` (text or a day) and ``person`` as columns.

    Raises:
        InvalidForm.
    """
    title, person = str(typed.get("title") or ""), str(typed.get("person") or "")
    return _checked(
        {
            "title": lambda: clean_text(title, field="title", label="ce qui est promis", max_length=MAX_PROMISE),
            "role": lambda: _role(typed.get("role")),
            "due": lambda: _due(typed.get("due")),
            "person": lambda: clean_text(
                person, field="person", label="la personne", max_length=MAX_PERSON, required=False
            ),
        }
    )


def _checked(checks: Mapping[str, object]) -> dict[str, str]:
    problems: list[InvalidInput] = []
    found: dict[str, str] = {}
    for field, check in checks.items():
        try:
            found[field] = check()  # type: ignore[operator]
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return found


def _role(typed: object) -> str:
    try:
        return str(TaskRole(str(typed or "")))
    except ValueError:
        raise InvalidInput("role", "Choisissez qui s’en charge.") from None


def _due(typed: object) -> str:
    if isinstance(typed, date):
        return typed.isoformat()
    if not str(typed or "").strip():
        raise InvalidInput("due", "Indiquez pour quand.")
    return date_fr(str(typed), "due").isoformat()
