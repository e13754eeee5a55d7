"""The correspondence of an edition as screens show it: the plan, who a step reaches, the log, what needs somebody."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, Row
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.editions.views import edition as edition_view
from campaign.mail import addresses, outbox, relay_rest
from campaign.mail.delivery import way_out
from campaign.mail.outbox import State
from campaign.messages.audience import audience_of
from campaign.messages.dates import proposed_dates
from campaign.messages.model import NEEDS_NOTE, REMINDERS, Audience, PlannedStep, Results, Sending, SendingState, Step
from campaign.messages.passages import passages, unplanned
from campaign.messages.store import answered_since, message_counts, messages_of_edition, seen_since, sendings_of
from campaign.participation.decisions import Decision, DecisionKind

LINK_AGAIN = "Lien redemandé"
_LEAVING = (State.WAITING, State.SENDING)


@guarded
def plan(db: Database, by: Actor, edition_id: int) -> list[PlannedStep]:
    """The nine steps of an edition, in the order of the calendar, each with its date, its state and what it gave.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    sendings: dict[Step, list[Sending]] = {step: [] for step in Step}
    for one in sendings_of(db, edition_id):
        sendings[one.step].append(one)
    counts: dict[Step, dict[State, int]] = {step: {} for step in Step}
    for one in message_counts(db, edition_id):
        counts[Step(one["step"])][State(one["state"])] = int(one["n"])
    seen, answered = seen_since(db, edition_id), answered_since(db, edition_id)
    states = {step: _state(sendings[step], counts[step]) for step in Step}
    shown = {step: _shown(sendings[step]) for step in Step}
    fixed = {
        step: (one.launched_at or one.leaves_at).astimezone(clock.PARIS).date() for step, one in shown.items() if one
    }
    dates = proposed_dates(edition, clock.today(), fixed)
    return [
        PlannedStep(
            edition_id=edition_id,
            step=step,
            proposed_on=dates[step],
            state=states[step],
            sending_id=one.id if (one := shown[step]) else None,
            leaves_at=one.leaves_at if one else None,
            note=one.note if one else "",
            results=_results(counts[step], seen.get(step, 0), answered.get(step, 0)),
            launched_at=one.launched_at if one else None,
            version=one.version if one else 1,
        )
        for step in Step
    ]


@guarded
def audience(db: Database, by: Actor, edition_id: int, step: Step) -> Audience:
    """Who a step would reach now, and who not with the reason.

    Raises:
        NotFound.
    """
    return audience_of(db, edition_id, step, clock.now())


@guarded
def next_reminder(db: Database, by: Actor, edition_id: int) -> Step | None:
    """The first reminder that has not left; None when all have.

    Raises:
        NotFound.
    """
    waiting = (SendingState.PROPOSED, SendingState.SCHEDULED, SendingState.CANCELLED)
    return next((one.step for one in plan(db, by, edition_id) if one.step in REMINDERS and one.state in waiting), None)


@dataclass(frozen=True, slots=True)
class LoggedMessage:
    """A message of the log. ``kind_label`` is its step, or what else it is; ``at`` when it left, ended, or else may
    leave; ``word`` what an agent added."""

    id: int
    kind_label: str
    step: Step | None
    contact_id: int | None
    name: str
    email: str
    state: State
    reason: str
    at: datetime
    attempts: int
    word: str


@guarded
def log(
    db: Database, by: Actor, edition_id: int, search: str = "", state: str = "", step: str = ""
) -> list[LoggedMessage]:
    """The messages of an edition, the latest first, filtered by words (name, address), state and step.

    Raises:
        NotFound.
    """
    edition_view(db, edition_id)
    words = search_key(search).split()
    listed = []
    for found in messages_of_edition(db, edition_id):
        text = search_key(f"{found['name']} {found['email']}")
        if state in ("", found["state"]) and step in ("", found["step"]) and all(word in text for word in words):
            listed.append(_logged(found))
    return listed


@guarded
def tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """What the correspondence asks of somebody: dead addresses, messages nobody knows the fate of, failed ones.

    Raises:
        NotFound.
    """
    edition_view(db, edition_id)
    messages = messages_of_edition(db, edition_id)
    bounced, found = _bounced(db, edition_id), []
    for contact_id, name in bounced.items():
        text = "ses messages reviennent : l’adresse ne fonctionne plus"
        parameters = {"contact": str(contact_id)}
        found.append(Decision(DecisionKind.BOUNCED, name, text, "Corriger", "contacts.py", None, parameters))
    # Sent again since, or to an address already to be corrected: nothing more to decide.
    latest = {(one["batch"], one["contact_id"]): one["id"] for one in reversed(messages)}
    for one in reversed(messages):
        if latest[one["batch"], one["contact_id"]] != one["id"] or one["contact_id"] in bounced:
            continue
        if one["state"] == State.UNCERTAIN:
            text = f"{_label(one).lower()} : peut-être reçu, peut-être pas"
            found.append(_decision(DecisionKind.UNCERTAIN, one, text, "Trancher"))
        elif one["state"] == State.FAILED:
            text = f"{_label(one).lower()} : {one['reason']}".rstrip(" :.")
            found.append(_decision(DecisionKind.FAILED, one, text, "Regarder"))
    order = (DecisionKind.BOUNCED, DecisionKind.UNCERTAIN, DecisionKind.FAILED)
    return sorted(found, key=lambda one: order.index(one.kind))


@dataclass(frozen=True, slots=True)
class RelayState:
    """Where messages go and whether they do. ``way`` is « relay » or « folder », ``place`` its host or path; nothing is
    tried before ``rest_until``, since ``since``, for ``reason``; ``waiting`` counts messages whose time has come or
    will."""

    way: str
    place: str
    rest_until: datetime | None
    since: datetime | None
    reason: str
    sent_at: datetime | None
    waiting: int


@guarded
def relay_state(db: Database, by: Actor) -> RelayState:
    """How the sending of messages goes.

    Raises:
        BadSetting: the relay's address cannot be used.
    """
    way = way_out(settings().smtp_url, settings().mail_folder)
    rest = relay_rest.state(db)
    until = rest.rest_until if rest.is_resting(clock.now()) else None
    waiting = outbox.counts(db).get(State.WAITING, 0)
    return RelayState(way.way, way.place, until, rest.since, rest.reason, rest.sent_at, waiting)


def _shown(sendings: Sequence[Sending]) -> Sending | None:
    """The sending a step is known by: the one that stands, else the latest that had begun."""
    standing = [one for one in sendings if one.stage != "cancelled"] or [one for one in sendings if one.launched_at]
    return standing[-1] if standing else None


def _state(sendings: Sequence[Sending], counts: dict[State, int]) -> SendingState:
    if any(one.stage == "scheduled" for one in sendings):
        return SendingState.SCHEDULED
    if not any(one.launched_at for one in sendings):
        return SendingState.PROPOSED
    if counts.get(State.PAUSED):
        return SendingState.PAUSED
    if any(counts.get(one) for one in _LEAVING):
        return SendingState.LEAVING
    return SendingState.CANCELLED if set(counts) == {State.CANCELLED} else SendingState.SENT


def _results(counts: dict[State, int], opened: int, answered: int) -> Results:
    return Results(
        sent=counts.get(State.SENT, 0),
        waiting=sum(counts.get(one, 0) for one in (*_LEAVING, State.PAUSED)),
        failed=counts.get(State.FAILED, 0),
        uncertain=counts.get(State.UNCERTAIN, 0),
        skipped=counts.get(State.SKIPPED, 0),
        cancelled=counts.get(State.CANCELLED, 0),
        opened=opened,
        answered=answered,
    )


def _label(found: Row) -> str:
    return Step(found["step"]).label if found["step"] else LINK_AGAIN


def _logged(found: Row) -> LoggedMessage:
    return LoggedMessage(
        id=found["id"],
        kind_label=_label(found),
        step=Step(found["step"]) if found["step"] else None,
        contact_id=found["contact_id"],
        name=found["name"],
        email=found["email"],
        state=State(found["state"]),
        reason=found["reason"],
        at=clock.from_stamp(found["ended_at"] or found["not_before"]),
        attempts=found["attempts"],
        word=str(json.loads(found["parameters"]).get("word", "")),
    )


def _bounced(db: Database, edition_id: int) -> dict[int, str]:
    """Those of the edition whose address is dead, by id: the name."""
    _, dead = addresses.closed(db)
    if not dead:
        return {}
    found = audience_of(db, edition_id, Step.INVITATION, clock.now())
    everyone = (*found.due, *found.skipped)
    return {one.contact_id: one.name for one in everyone if one.email and addresses.key_of(one.email) in dead}


def _decision(kind: DecisionKind, found: Row, text: str, verb: str) -> Decision:
    at = clock.from_stamp(found["ended_at"] or found["not_before"])
    return Decision(kind, found["name"], text, verb, "sent_messages.py", at, {"message": str(found["id"])})


@guarded
def when_to_type(db: Database, by: Actor, edition_id: int, step: Step) -> list[str] | None:
    """Names of the shops for which somebody has to write when, empty when the adopted rounds say it for all; None when
    this step says nothing of a moment, or no round is adopted yet.

    Raises:
        NotFound.
    """
    if step not in NEEDS_NOTE or not passages(db, edition_id):
        return None
    return unplanned(db, edition_view(db, edition_id), audience_of(db, edition_id, step, clock.now()))
