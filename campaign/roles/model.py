"""Who does what in an edition: the actors, what each is asked and receives, the project team, who read what."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.labels import Labelled
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import TaskRole

MAX_BRIEF, MAX_LINE, MAX_LINES = 300, 160, 12
MAX_MEMBERS = 40


class ActorRole(Labelled):
    """An actor of an edition; those who answer for tasks have the code of their ``TaskRole``."""

    ELECTED = "elected", "Élu·e référent·e"
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


def in_brief(words: Words) -> str:
    """« Votre rôle : ouvrir aux heures annoncées… »."""
    return f"Votre rôle : {words.brief}"
