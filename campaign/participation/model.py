"""What a shop answers, and the state it is in."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from campaign.base.french import enumerate_in_words, hours_in_words, number, plural, short_day
from campaign.base.labels import Labelled
from campaign.editions.model import Edition
from campaign.partners.model import Contact, Place


class Presence(Labelled):
    """The answer to « serez-vous des nôtres ? »."""

    YES = "yes", "Oui"
    UNDECIDED = "undecided", "Pas encore décidé"
    NO = "no", "Non"


class Activity(Labelled):
    """What a shop offers on the day (domain.md, animations seen)."""

    COFFEE = "cafe", "Café offert"
    MUSIC = "musique", "Musique"
    PANCAKES = "crepes", "Crêpes, goûter"
    GAMES = "jeux", "Jeux, tombola"
    PROMOTIONS = "promotions", "Vente flash"
    REPAIR = "reparation", "Atelier réparation"
    FASHION = "defile", "Défilé, essayage"
    BUILDING = "construction", "Construction insolite"


class Need(Labelled):
    """What a shop asks for; quantities are in units, packets of ``packet`` on the form."""

    POSTERS = "posters", "Affiches A3"
    FLYERS = "flyers", "Flyers"
    DIRECTORIES = "directories", "Annuaires"
    SIGNAGE = "signage", "Panneaux de fléchage"

    @property
    def packet(self) -> int:
        """How many pieces a packet holds."""
        return {"flyers": 100, "directories": 50}.get(str(self), 1)

    @property
    def hint(self) -> str:
        """What the form says under the name."""
        return {
            "posters": "pour la vitrine et les voisins",
            "flyers": "paquets de 100",
            "directories": "paquets de 50",
            "signage": "prêtés, à rendre après les deux jours",
        }[str(self)]

    @property
    def piece(self) -> str:
        """The singular name, for « 20 affiches »."""
        return {"posters": "affiche", "flyers": "flyer", "directories": "annuaire", "signage": "panneau"}[str(self)]

    def quantity_in_words(self, packets: int) -> str:
        """« 500 flyers » for 5 packets."""
        many = {"signage": "panneaux"}.get(str(self))
        return plural(packets * self.packet, self.piece, many)


MAX_PACKETS = 999


class Status(Labelled):
    """The funnel, computed from invitation, link and answer; never stored."""

    TO_INVITE = "to_invite", "À inviter"
    LINK_READY = "link_ready", "Lien prêt"
    LINK_OPENED = "link_opened", "Lien ouvert"
    UNDECIDED = "undecided", "Pas encore décidé"
    CONFIRMED = "confirmed", "Participe"
    DECLINED = "declined", "Ne participe pas"
    NO_ANSWER = "no_answer", "Sans réponse"


class Source(Labelled):
    """By which way an answer came."""

    LINK = "link", "par le lien personnel"
    AGENT = "agent", "saisie par un agent"
    IMPORT = "import", "reprise d’une édition passée"


@dataclass(frozen=True, slots=True)
class OpenDay:
    """Hours of one event day, Paris time; a break when closed at midday."""

    day: date
    opens: time
    closes: time
    break_from: time | None = None
    break_to: time | None = None

    @property
    def hours_text(self) -> str:
        """« 10 h – 12 h, 14 h – 18 h »."""
        if self.break_from and self.break_to:
            return f"{hours_in_words(self.opens, self.break_from)}, {hours_in_words(self.break_to, self.closes)}"
        return hours_in_words(self.opens, self.closes)

    @property
    def spans(self) -> tuple[tuple[time, time], ...]:
        """The open spans of the day, in order."""
        if self.break_from and self.break_to:
            return (self.opens, self.break_from), (self.break_to, self.closes)
        return ((self.opens, self.closes),)


@dataclass(frozen=True, slots=True)
class AnswerValues:
    """A checked answer, ready to be saved. ``needs`` counts packets."""

    presence: Presence
    reason: str = ""
    days: tuple[OpenDay, ...] = ()
    activities: tuple[Activity, ...] = ()
    other_activity: str = ""
    needs: dict[Need, int] = field(default_factory=dict)
    access_note: str = ""
    duties_read: bool = False
    photos_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Answer(AnswerValues):
    """A shop's answer to an edition. ``answered_by`` is a name given by the agent when answering for the shop."""

    id: int = 0
    edition_id: int = 0
    place_id: int = 0
    source: Source = Source.LINK
    answered_by: str = ""
    actor: str = ""
    at: datetime | None = None
    version: int = 1

    @property
    def values(self) -> AnswerValues:
        """The answer without who and when."""
        return AnswerValues(**{name: getattr(self, name) for name in AnswerValues.__dataclass_fields__})

    def open_day(self, day: date) -> OpenDay | None:
        """The hours of an event day, None when closed that day."""
        return next((one for one in self.days if one.day == day), None)


@dataclass(frozen=True, slots=True)
class Participation:
    """A shop invited to an edition: its sheet, its contact, its link's state and its answer, as agents see them."""

    edition_id: int
    place: Place
    status: Status
    contact: Contact | None = None
    answer: Answer | None = None
    link_id: int | None = None
    invited_at: datetime | None = None
    opened_at: datetime | None = None
    has_contact: bool = False  # somebody answers for it, even where their name may not be seen


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many shops stand in each state; ``answered`` and ``confirmed`` against the objective."""

    counts: dict[Status, int]
    objective: int | None = None

    @property
    def invited(self) -> int:
        """Shops of the edition, whatever their state."""
        return sum(self.counts.values())

    @property
    def confirmed(self) -> int:
        """Shops that take part."""
        return self.counts.get(Status.CONFIRMED, 0)

    @property
    def answered(self) -> int:
        """Shops that said yes or no."""
        return self.confirmed + self.counts.get(Status.DECLINED, 0)

    @property
    def opened(self) -> int:
        """Shops whose contact opened the link or that answered."""
        return self.answered + sum(self.counts.get(one, 0) for one in (Status.LINK_OPENED, Status.UNDECIDED))

    @property
    def missing(self) -> int:
        """How many more confirmations the objective needs."""
        return max(0, (self.objective or 0) - self.confirmed)

    @property
    def waiting(self) -> int:
        """Shops that neither said yes nor no."""
        return self.invited - self.answered


def status_of(
    *, has_contact: bool, link_ready: bool, opened: bool, answer: Answer | None, answers_over: bool
) -> Status:
    """The state of a shop in the funnel: the answer first, then the link, then what is missing to invite."""
    if answer and answer.presence is Presence.YES:
        return Status.CONFIRMED
    if answer and answer.presence is Presence.NO:
        return Status.DECLINED
    if answers_over:
        return Status.NO_ANSWER
    if answer:
        return Status.UNDECIDED
    if not (has_contact and link_ready):
        return Status.TO_INVITE
    return Status.LINK_OPENED if opened else Status.LINK_READY


def presence_in_words(edition: Edition, answer: AnswerValues) -> str:
    """« les deux jours », « mercredi 13 seulement », « non », « pas encore décidé »."""
    if answer.presence is Presence.NO:
        return "pas cette fois"
    if answer.presence is Presence.UNDECIDED:
        return "pas encore décidé"
    if len(answer.days) == len(edition.days):
        names = {1: "oui", 2: "les deux jours", 3: "les trois jours", 4: "les quatre jours"}
        return names[len(edition.days)]
    only = enumerate_in_words(short_day(one.day) for one in answer.days)
    return f"{only} seulement"


def summary(edition: Edition, answer: AnswerValues) -> list[tuple[str, str]]:
    """An answer as (name, text) lines, for the recap on the page, the receipt and the agents' panel."""
    lines = [("Présence", presence_in_words(edition, answer))]
    if answer.reason:
        lines.append(("Raison", answer.reason))
    if answer.presence is not Presence.YES:
        return lines
    for day in edition.days:
        opened = next((one for one in answer.days if one.day == day), None)
        lines.append((short_day(day, capital=True), opened.hours_text if opened else "fermé"))
    activities = [activity.label.lower() for activity in answer.activities]
    activities += [answer.other_activity] if answer.other_activity else []
    lines.append(("Petit plus", ", ".join(activities) or "rien de particulier"))
    needs = [need.quantity_in_words(packets) for need, packets in answer.needs.items() if packets]
    lines.append(("Kit", ", ".join(needs) or "rien"))
    if answer.access_note:
        lines.append(("Pour le livreur", answer.access_note))
    return lines


def percent(part: int, whole: int) -> str:
    """« 75 % », « — » when there is nothing to compare with."""
    return f"{number(round(100 * part / whole))}\u00a0%" if whole else "—"
