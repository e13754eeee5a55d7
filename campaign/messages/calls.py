"""Who to call, in which order, and what each call gave."""

from dataclasses import dataclass
from datetime import date, datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, transaction, value
from campaign.base.errors import EditionOver, InvalidInput, NotFound
from campaign.base.text import clean_text, search_key
from campaign.editions.model import State
from campaign.editions.views import edition as edition_view
from campaign.messages.audience import audience_of
from campaign.messages.model import AWAITING_ANSWER, QUIET, Outcome, Progress, Recipient, Skip, Step
from campaign.messages.store import add_call, call_row, calls_of_edition, remove_call, sendings_of

NOTHING_TO_CALL = (State.OVER, State.ARCHIVED, State.CANCELLED)
SETTLED = (Outcome.ANSWERED, Outcome.WILL_ANSWER, Outcome.DECLINED)  # these are left in peace some days
MAX_NOTE = 300
TASKS = {
    Progress.NOTHING: "n’a pas encore répondu",
    Progress.BEGUN: "a commencé, sans finir",
    Progress.TO_COMPLETE: "a répondu, reste à compléter",
    Progress.DONE: "a répondu",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it was noted; ``by`` is the agent's name."""

    id: int
    contact_id: int
    outcome: Outcome
    note: str
    call_back_on: date | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """Somebody to call: what they still have to do, by which step they were last asked, their calls latest first."""

    recipient: Recipient
    step: Step | None = None
    calls: tuple[Call, ...] = ()

    @property
    def last(self) -> Call | None:
        """The latest call."""
        return self.calls[0] if self.calls else None

    @property
    def without_email(self) -> bool:
        """A call or a letter is the only way to this person."""
        return not self.recipient.email or self.recipient.skip in (Skip.NO_EMAIL, Skip.BOUNCED)

    @property
    def never_reacted(self) -> bool:
        """Neither a click, nor an answer, nor a word on the telephone."""
        return self.recipient.acted_at is None and not any(call.outcome in SETTLED for call in self.calls)

    def rank(self, now: datetime) -> int:
        """The order of the list: promised calls, no e-mail, silent ones, those who began, details, then the called."""
        if last := self.last:
            if last.call_back_on:
                return 0 if last.call_back_on <= now.astimezone(clock.PARIS).date() else 5
            if last.outcome in SETTLED and now - last.at < QUIET:
                return 5
        if self.recipient.progress is Progress.TO_COMPLETE:  # has answered: details only
            return 4
        return 1 if self.without_email else 2 if self.never_reacted else 3


@guarded
def call_list(db: Database, by: Actor, edition_id: int) -> list[CallLine]:
    """Everybody who still has to act, whom to call first first. Empty once the edition is past or cancelled.

    Raises:
        NotFound.
    """
    edition, now = edition_view(db, edition_id), clock.now()
    if edition.state(clock.today()) in NOTHING_TO_CALL:
        return []
    audience = audience_of(db, edition_id, Step.LAST_CALL, now)
    step = _last_step(db, edition_id)
    noted = calls_of_edition(db, edition_id)
    names = {actor: name_of_actor(db, actor) for actor in {str(found["actor"]) for found in noted}}
    calls: dict[int, list[Call]] = {}
    for found in noted:
        calls.setdefault(found["contact_id"], []).append(_call(found, names[found["actor"]]))
    lines = [
        CallLine(one, step, tuple(calls.get(one.contact_id, ())))
        for one in (*audience.due, *audience.skipped)
        if one.progress is not Progress.DONE and one.skip not in (Skip.GONE, Skip.DONE)
    ]
    return sorted(lines, key=lambda line: (line.rank(now), search_key(line.recipient.name)))


@guarded
def note_call(
    db: Database,
    by: Actor,
    edition_id: int,
    contact_id: int,
    outcome: Outcome,
    note: str,
    call_back_on: date | None,
    operation: str,
) -> int:
    """Write down what a call gave; its id.

    Raises:
        NotFound: nobody of this edition. EditionOver. InvalidInput: ``call_back_on`` past or after the last event day,
        or too long a ``note``.
    """
    note = clean_text(note, field="note", label="la note", max_length=MAX_NOTE, required=False, multiline=True)
    with transaction(db):
        if done := operations.replay(db, operation, "note_call", f"{edition_id}:{contact_id}"):
            return done["id"]
        edition = edition_view(db, edition_id)
        if edition.state(clock.today()) in NOTHING_TO_CALL:
            raise EditionOver()
        _check_contact(db, edition_id, contact_id)
        if call_back_on and not clock.today() <= call_back_on <= edition.last_day:
            raise InvalidInput("call_back_on", "Rappelez à partir d’aujourd’hui, et avant la fin de l’édition.")
        values = {
            "edition_id": edition_id,
            "contact_id": contact_id,
            "outcome": str(outcome),
            "note": note,
            "call_back_on": call_back_on.isoformat() if call_back_on else None,
            "at": clock.stamp(),
            "actor": by.journal_name,
        }
        call_id = add_call(db, values)
        details = {"edition": edition_id, "outcome": str(outcome)}
        journal.record(db, by.journal_name, "note_call", "contact", contact_id, operation, details)
        operations.remember(db, operation, "note_call", f"{edition_id}:{contact_id}", {"id": call_id})
    return call_id


@guarded
def undo_call(db: Database, by: Actor, call_id: int, operation: str) -> None:
    """Take back a call noted by mistake; the journal keeps that it was.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "undo_call", call_id) is not None:
            return
        found = call_row(db, call_id)
        if found is None:
            raise NotFound("Cet appel n’est plus noté.")
        remove_call(db, call_id)
        details = {"edition": found["edition_id"], "outcome": found["outcome"]}
        journal.record(db, by.journal_name, "undo_call", "contact", found["contact_id"], operation, details)
        operations.remember(db, operation, "undo_call", call_id)


def _call(found: Row, by: str) -> Call:
    return Call(
        id=found["id"],
        contact_id=found["contact_id"],
        outcome=Outcome(found["outcome"]),
        note=found["note"],
        call_back_on=date.fromisoformat(found["call_back_on"]) if found["call_back_on"] else None,
        at=clock.from_stamp(found["at"]),
        by=by,
    )


def _check_contact(db: Database, edition_id: int, contact_id: int) -> None:
    sql = (
        "SELECT 1 FROM contacts JOIN contact_places ON contact_places.contact_id = contacts.id "
        "JOIN invitations USING (place_id) WHERE edition_id = ? AND contacts.id = ? AND contacts.archived_at IS NULL"
    )
    if not value(db, sql, [edition_id, contact_id]):
        raise NotFound("Ce contact ne répond pour aucune boutique de cette édition.")


def _last_step(db: Database, edition_id: int) -> Step | None:
    launched = [one for one in sendings_of(db, edition_id) if one.launched_at and one.stage == "launched"]
    asking = [one for one in launched if one.step in AWAITING_ANSWER]
    return max(asking, key=lambda one: one.launched_at).step if asking else None
