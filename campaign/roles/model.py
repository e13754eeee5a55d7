"""Who does what in an edition: the actors, what each is asked and receives, the project team, who read what."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.labels import Labelled
from campaign.base.text import clean, clean_text
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import TaskRole

MAX_BRIEF, MAX_LINE, MAX_LINES = 300, 160, 12
MAX_MEMBERS = 40
ASKED, RECEIVED = "Ce que nous demandons", "Ce qu’ils reçoivent"
_BULLETS = " -–—•*\u00a0\t"


class ActorRole(Labelled):
    """An actor of an edition; those who answer for tasks have the code of their ``TaskRole``."""

    ELECTED = "elected", "Élu référent"
    PREVENTION = "prevention", "Prévention"
    COMMUNICATION = "communication", "Communication"
    IT = "it", "Informatique"
    LOGISTICS = "logistics", "Logistique"
    SHOPS = "shops", "Boutiques"
    ANIMATORS = "animators", "Animateurs"

    @property
    def tasks(self) -> TaskRole | None:
        """The role of the backplan whose tasks are theirs; an elected person answers for none."""
        return None if self is ActorRole.ELECTED else TaskRole(str(self))

    @property
    def slug(self) -> str:
        """What lands in the name of a file and in an address."""
        return _SLUGS[self]

    @property
    def linked(self) -> bool:
        """Whether these people read their role on a personal link, without an account."""
        return self in (ActorRole.SHOPS, ActorRole.ANIMATORS)


_SLUGS = {
    ActorRole.ELECTED: "elu",
    ActorRole.PREVENTION: "prevention",
    ActorRole.COMMUNICATION: "communication",
    ActorRole.IT: "informatique",
    ActorRole.LOGISTICS: "logistique",
    ActorRole.SHOPS: "boutiques",
    ActorRole.ANIMATORS: "animateurs",
}
# What a team is made of, inside the Département; shops and animators are told on their link.
TEAM_ROLES = tuple(one for one in ActorRole if not one.linked)
# The milestones an elected person attends, by their code in the backplan, whoever prepares them.
ELECTED_TASKS = ("actors_meeting", "debrief_meeting")


class Stand(Labelled):
    """Where somebody is with their role."""

    READ = "read", "Lu"
    AGAIN = "again", "À relire : le texte a changé"
    UNREAD = "unread", "Pas encore lu"


class How(Labelled):
    """How somebody said that they had read their role."""

    LINK = "link", "sur son lien personnel"
    SCREEN = "screen", "sur cet écran"
    PHONE = "phone", "lu au téléphone"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a role: a sentence that follows « Votre rôle : », what is asked and received, a line each."""

    brief: str
    asked: tuple[str, ...]
    received: tuple[str, ...]

    @property
    def mark(self) -> str:
        """A fingerprint of the words: who read others is asked to read again, whatever the path back to these."""
        said = "\n".join([self.brief, "", *self.asked, "", *self.received])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Statement:
    """What is expected of an actor in an edition. ``tasks`` are on their dates of today, by deadline; ``version`` is 0
    until somebody writes other words than the proposed ones, ``changed_at`` None too."""

    edition_id: int
    role: ActorRole
    words: Words
    days: tuple[date, ...]
    tasks: tuple[Dated, ...] = ()
    call: str = ""
    is_default: bool = True
    version: int = 0
    changed_at: datetime | None = None

    @property
    def title(self) -> str:
        """« Votre rôle : boutiques »."""
        return f"Votre rôle : {self.role.label.lower()}"

    @property
    def text(self) -> str:
        """The statement in plain French, tasks apart: « - » begins a line of a list."""
        asked = "\n".join(f"- {line}" for line in self.words.asked)
        received = "\n".join(f"- {line}" for line in self.words.received)
        parts = [in_brief(self.words)]
        if asked:
            parts.append(f"Ce que nous vous demandons :\n{asked}")
        if received:
            parts.append(f"Ce que vous recevez :\n{received}")
        if self.call:
            parts.append(f"Une question ? Appelez {self.call}.")
        return "\n\n".join(parts)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the project team. ``duty`` is their function (« cheffe du service communication »)."""

    id: int
    edition_id: int
    name: str
    duty: str
    role: ActorRole
    email: str = ""
    agent_id: int | None = None
    removed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read a role: a contact or a member of the team; ``mark`` and ``version`` are those of the words."""

    role: ActorRole
    mark: str
    version: int
    at: datetime
    how: How
    actor: str
    contact_id: int | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody is with a role; ``reading`` is the latest one of the words that stand, else of former ones."""

    stand: Stand
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role as the person who has it reads it."""

    statement: Statement
    standing: Standing
    member_id: int | None = None


def standing_of(readings: Iterable[Reading], words: Words) -> Standing:
    """Where somebody stands, from all the readings they made of one role, oldest first."""
    made = list(readings)
    current = [one for one in made if one.mark == words.mark]
    if current:
        return Standing(Stand.READ, current[-1])
    return Standing(Stand.AGAIN, made[-1]) if made else Standing(Stand.UNREAD)


def words_typed(brief: str, asked: str, received: str) -> Words:
    """The words of a form: one sentence, and two lists, a line each; signs that begin a line of a list are dropped.

    Raises:
        InvalidForm: ``brief``, ``asked``, ``received``.
    """
    problems: list[InvalidInput] = []
    said = ""
    try:
        said = clean_text(brief, field="brief", label="le rôle en une phrase", max_length=MAX_BRIEF)
    except InvalidInput as problem:
        problems.append(problem)
    lists = {}
    for field, label, typed in (
        ("asked", "Ce que nous demandons", asked),
        ("received", "Ce qu’ils reçoivent", received),
    ):
        lines = tuple(
            line for one in clean(typed, multiline=True).splitlines() if (line := one.strip(" -–—•*\u00a0\t"))
        )
        lists[field] = lines
        if field == "asked" and not lines:
            problems.append(InvalidInput(field, f"{label} : écrivez au moins une ligne."))
        elif len(lines) > MAX_LINES:
            problems.append(InvalidInput(field, f"{label} : {MAX_LINES} lignes au plus ({len(lines)} écrites)."))
        elif long := next((line for line in lines if len(line) > MAX_LINE), ""):
            start = f"{long[:40].rstrip()}…"
            problems.append(
                InvalidInput(field, f"{label} : {MAX_LINE} signes au plus par ligne. Raccourcissez « {start} ».")
            )
    if problems:
        raise InvalidForm(problems)
    return Words(said, lists["asked"], lists["received"])


def in_brief(words: Words) -> str:
    """« Votre rôle : ouvrir aux heures annoncées… »."""
    return f"Votre rôle : {words.brief}"
