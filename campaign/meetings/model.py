"""A meeting, who is invited, what each answered and whether they came; pure rules, no I/O and no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from campaign.base.french import day_in_words, hours_in_words
from campaign.base.labels import Labelled
from campaign.roles.model import ActorRole

MAX_GUESTS = 400


class MeetingKind(Labelled):
    """What a meeting is for; the first and the second mark the reference calendar (1 July 2013, 14 January 2014)."""

    ACTORS = "actors", "Réunion des acteurs"
    REVIEW = "review", "Réunion de bilan"
    COMMITTEE = "committee", "Comité"
    OTHER = "other", "Autre réunion"


class Reply(Labelled):
    """What somebody answers to an invitation."""

    YES = "yes", "Oui"
    MAYBE = "maybe", "Peut-être"
    NO = "no", "Non"


class Presence(Labelled):
    """Who was there."""

    PRESENT = "present", "Présent·e"
    EXCUSED = "excused", "Excusé·e"
    ABSENT = "absent", "Absent·e"


class Stage(Labelled):
    """Where a meeting stands; computed, never stored."""

    DRAFT = "draft", "À envoyer"
    INVITED = "invited", "Invitations envoyées"
    TO_NOTE = "to_note", "Présences à noter"
    TO_WRITE = "to_write", "Compte rendu à écrire"
    DONE = "done", "Compte rendu envoyé"
    CANCELLED = "cancelled", "Annulée"


@dataclass(frozen=True, slots=True)
class MeetingValues:
    """What makes a meeting, checked. Hours are local (Europe/Paris)."""

    kind: MeetingKind
    title: str
    day: date
    starts: time
    ends: time
    place: str = ""
    address: str = ""
    link: str = ""
    agenda: str = ""

    @property
    def when(self) -> tuple[date, time, time]:
        """What an answer was given for: another day or other hours ask again."""
        return (self.day, self.starts, self.ends)

    @property
    def announced(self) -> tuple[object, ...]:
        """What everybody invited was told; a change of it is to be told too."""
        return (*self.when, self.title, self.place, self.address, self.link)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of an edition.

    ``sequence`` is that of its iCalendar invitation: it grows when what was announced changes. ``asked_sequence`` is
    the one of the latest day and hours: answers given before it are to be asked again. ``invited_at``: when the first
    invitations were sent.
    """

    id: int
    edition_id: int
    values: MeetingValues
    sequence: int = 0
    asked_sequence: int = 0
    invited_at: datetime | None = None
    cancelled_at: datetime | None = None
    attendance_at: datetime | None = None
    version: int = 1

    @property
    def title(self) -> str:
        return self.values.title

    @property
    def day(self) -> date:
        return self.values.day

    @property
    def hours_text(self) -> str:
        """« 14 h – 16 h 30 »."""
        return hours_in_words(self.values.starts, self.values.ends)

    @property
    def when_text(self) -> str:
        """« lundi 1er juillet 2013, 14 h – 16 h 30 »."""
        return f"{day_in_words(self.day)}, {self.hours_text}"

    @property
    def when_title(self) -> str:
        """The same at the head of a paper: « Lundi 1er juillet 2013… »."""
        said = self.when_text
        return f"{said[:1].upper()}{said[1:]}"

    @property
    def where_text(self) -> str:
        """« Salle du Conseil, 1 place Foch, Angers », or « en visio »; empty when nothing is said."""
        said = ", ".join(part for part in (self.values.place, self.values.address) if part)
        return said or ("en visio" if self.values.link else "")

    @property
    def named(self) -> str:
        """« Réunion des acteurs du 1er juillet 2013 », for a task, a file, a subject."""
        return f"{self.title} du {day_in_words(self.day, weekday=False)}"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited, or who came unexpected.

    ``contact_id``: a contact of a shop or of an EPCI, who answers through their personal link; the others have a link
    of their own. ``of``: their shops, their service. ``role`` is stated to them; ``email`` is empty for who is known by
    name only. ``told_number``: the latest version of the minutes sent to them, 0 for none. ``reply`` counts for the
    meeting's present hours only when ``reply_sequence`` is not before its ``asked_sequence`` (see ``answer_of``).
    """

    id: int
    meeting_id: int
    name: str
    email: str = ""
    of: str = ""
    role: ActorRole | None = None
    contact_id: int | None = None
    invited_at: datetime | None = None
    reminded_at: datetime | None = None
    unexpected: bool = False
    removed_at: datetime | None = None
    reply: Reply | None = None
    people: int = 1
    word: str = ""
    replied_at: datetime | None = None
    reply_sequence: int = 0
    by_agent: bool = False
    presence: Presence | None = None
    told_number: int = 0

    @property
    def reachable(self) -> bool:
        """Whether an invitation can leave for them."""
        return bool(self.email)


@dataclass(frozen=True, slots=True)
class Count:
    """Answers in figures; ``people`` adds those who come with somebody."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    waiting: int = 0
    people: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0


def answer_of(meeting: Meeting, guest: Guest) -> Reply | None:
    """The answer that counts: one given before the day or the hours changed is to be asked again."""
    return guest.reply if guest.reply and guest.reply_sequence >= meeting.asked_sequence else None


def expected_presence(meeting: Meeting, guest: Guest) -> Presence:
    """What attendance is prefilled with: noted already, else from the answer."""
    if guest.presence is not None:
        return guest.presence
    if guest.unexpected:
        return Presence.PRESENT
    match answer_of(meeting, guest):
        case Reply.YES:
            return Presence.PRESENT
        case Reply.NO:
            return Presence.EXCUSED
    return Presence.ABSENT


def count(meeting: Meeting, guests: Iterable[Guest]) -> Count:
    """The answers and the attendance of those invited and not taken out."""
    tally = dict.fromkeys(("yes", "maybe", "no", "waiting", "people", "present", "excused", "absent"), 0)
    for one in guests:
        if one.removed_at:
            continue
        if one.presence:
            tally[str(one.presence)] += 1
        if one.unexpected:
            continue
        said = answer_of(meeting, one)
        tally[str(said) if said else "waiting"] += 1
        if said is Reply.YES:
            tally["people"] += one.people
    return Count(**tally)


def stage_of(meeting: Meeting, now: datetime, *, sent: bool) -> Stage:
    """Where the meeting stands at a local (Paris) instant; ``sent``: its minutes left."""
    if meeting.cancelled_at:
        return Stage.CANCELLED
    if sent:
        return Stage.DONE
    if now >= datetime.combine(meeting.day, meeting.values.starts, now.tzinfo):
        return Stage.TO_WRITE if meeting.attendance_at else Stage.TO_NOTE
    return Stage.INVITED if meeting.invited_at else Stage.DRAFT
