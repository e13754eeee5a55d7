"""The steps of an edition's correspondence: to whom, when, which text; pure rules."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from campaign.base.labels import Labelled

QUIET = timedelta(days=5)  # who acted this lately is left in peace by a reminder


class Step(Labelled):
    """One moment of the correspondence, in the order of the calendar."""

    INVITATION = "invitation", "Invitation"
    REMINDER_1 = "reminder_1", "Première relance"
    REMINDER_2 = "reminder_2", "Deuxième relance"
    LAST_CALL = "last_call", "Dernier appel"
    DELIVERY = "delivery", "Avis de livraison"
    PRACTICAL = "practical", "Informations pratiques"
    THANKS = "thanks", "Remerciements et bilan"
    FOLLOW_UP_3 = "follow_up_3", "Suivi à 3 mois"
    FOLLOW_UP_6 = "follow_up_6", "Suivi à 6 mois"


# An invitation asks somebody to take part: an opposition stops it. The others serve what a shop agreed to.
INVITATIONS = frozenset({Step.INVITATION, Step.REMINDER_1, Step.REMINDER_2, Step.LAST_CALL})
REMINDERS = frozenset({Step.REMINDER_1, Step.REMINDER_2, Step.LAST_CALL})
AWAITING_ANSWER = INVITATIONS  # these go to those who still have to answer; the others to those who take part
# These lead to the page of the debrief: how many months after the event the part they ask for is.
ASKS_DEBRIEF = {Step.THANKS: 0, Step.FOLLOW_UP_3: 3, Step.FOLLOW_UP_6: 6}
NEEDS_NOTE = frozenset({Step.DELIVERY})  # says when: the adopted rounds do, else the agent types it


class Progress(Labelled):
    """How far a contact is with what is asked; each has its own text."""

    NOTHING = "nothing", "Rien de fait"
    BEGUN = "begun", "Commencé"
    TO_COMPLETE = "to_complete", "À compléter"
    DONE = "done", "Fait"


TEXT_STATES = (Progress.NOTHING, Progress.BEGUN, Progress.TO_COMPLETE)


class Skip(Labelled):
    """Why somebody of a step gets no e-mail."""

    DONE = "done", "a déjà répondu"
    JUST_ACTED = "just_acted", "a agi ces cinq derniers jours"
    OPPOSED = "opposed", "ne veut plus d’invitation"
    BOUNCED = "bounced", "adresse qui ne fonctionne plus"
    NO_EMAIL = "no_email", "sans adresse électronique"
    GONE = "gone", "contact archivé ou plus invité"
    OVER = "over", "édition terminée, annulée ou réponses closes"
    ALREADY = "already", "a déjà ce message"


class SendingState(Labelled):
    """Where a step stands."""

    PROPOSED = "proposed", "Proposée"
    SCHEDULED = "scheduled", "Programmée"
    LEAVING = "leaving", "En cours d’envoi"
    PAUSED = "paused", "En pause"
    SENT = "sent", "Partie"
    CANCELLED = "cancelled", "Annulée"


class Outcome(Labelled):
    """What a call gave."""

    ANSWERED = "answered", "A répondu au téléphone"
    WILL_ANSWER = "will_answer", "Va répondre en ligne"
    CALL_BACK = "call_back", "À rappeler"
    NO_REPLY = "no_reply", "Pas de réponse"
    WRONG_NUMBER = "wrong_number", "Mauvais numéro"
    DECLINED = "declined", "Ne participe pas"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A contact as a step sees them: their shops of the edition, how far they are, why they may be left out."""

    contact_id: int
    name: str
    email: str
    phone: str
    shops: tuple[str, ...]
    place_ids: tuple[int, ...]
    progress: Progress
    acted_at: datetime | None = None  # last opening by a person, answer, or noted call
    skip: Skip | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a step would reach now."""

    due: tuple[Recipient, ...]
    skipped: tuple[Recipient, ...]

    @property
    def without_email(self) -> tuple[Recipient, ...]:
        """Those for whom the step becomes a letter or a call: no address, or one that no longer works."""
        return tuple(one for one in self.skipped if one.skip in (Skip.NO_EMAIL, Skip.BOUNCED))


@dataclass(frozen=True, slots=True)
class Results:
    """What a step gave. ``opened`` and ``answered`` count people who acted after the message left."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    uncertain: int = 0
    skipped: int = 0
    cancelled: int = 0
    opened: int = 0
    answered: int = 0

    @property
    def total(self) -> int:
        """Every message of the step, whatever became of it."""
        return self.sent + self.waiting + self.failed + self.uncertain + self.skipped + self.cancelled


@dataclass(frozen=True, slots=True)
class Sending:
    """A step somebody scheduled or launched. ``stage`` is « scheduled », « launched » or « cancelled »: what became of
    its messages is the outbox's to say."""

    id: int
    edition_id: int
    step: Step
    stage: str
    leaves_at: datetime  # UTC
    note: str = ""
    launched_at: datetime | None = None
    version: int = 1

    @property
    def batch(self) -> str:
        """What its messages have in common in the outbox."""
        return f"sending:{self.id}"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of an edition: its date (proposed until scheduled), its note, its results."""

    edition_id: int
    step: Step
    proposed_on: date
    state: SendingState
    sending_id: int | None = None
    leaves_at: datetime | None = None  # UTC
    note: str = ""
    results: Results = field(default_factory=Results)
    launched_at: datetime | None = None
    version: int = 1
