"""What was written and said to the people of one place: messages, calls, letters."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.mail import addresses
from campaign.mail.outbox import State
from campaign.messages.model import Outcome, Step

_MESSAGES = """
    SELECT outbox.kind, outbox.state, outbox.reason, outbox.ended_at, outbox.not_before, sendings.step, contacts.name,
        coalesce(sendings.edition_id, json_extract(outbox.parameters, '$.edition_id')) AS edition_id
    FROM outbox JOIN contacts ON contacts.id = json_extract(outbox.parameters, '$.contact_id')
        OR outbox.recipient = 'contact:' || contacts.id
    LEFT JOIN sendings ON outbox.batch = 'sending:' || sendings.id
    WHERE contacts.id IN (SELECT contact_id FROM contact_places WHERE place_id = ?)
    ORDER BY outbox.id DESC LIMIT ?
"""
_PEOPLE = """
    SELECT name, email FROM contacts WHERE archived_at IS NULL AND email <> ''
    AND id IN (SELECT contact_id FROM contact_places WHERE place_id = ?) ORDER BY name
"""
_CALLS = """
    SELECT calls.*, name FROM calls JOIN contacts ON contacts.id = contact_id
    WHERE contact_id IN (SELECT contact_id FROM contact_places WHERE place_id = ?) ORDER BY calls.id DESC LIMIT ?
"""
_LETTERS = """
    SELECT letters.*, name FROM letters JOIN contacts ON contacts.id = contact_id
    WHERE contact_id IN (SELECT contact_id FROM contact_places WHERE place_id = ?) ORDER BY letters.at DESC LIMIT ?
"""
MOST = 200  # lines of one place


@dataclass(frozen=True, slots=True)
class PlaceMessage:
    """One message, call or letter. ``state`` for a message, ``outcome`` for a call, neither for a letter; ``more`` is
    why it did not leave, or what was noted; ``by`` who called or posted."""

    at: datetime
    name: str
    step: Step | None
    edition_id: int | None
    state: State | None = None
    outcome: Outcome | None = None
    more: str = ""
    by: str = ""
    kind: str = ""  # the outbox's code of the message


@guarded
def place_messages(db: Database, by: Actor, place_id: int) -> list[PlaceMessage]:
    """What was sent to the contacts of a place or said to them, the latest first."""
    found = [
        PlaceMessage(
            clock.from_stamp(one["ended_at"] or one["not_before"]), one["name"],
            Step(one["step"]) if one["step"] else None, one["edition_id"], State(one["state"]), more=one["reason"],
            kind=one["kind"],
        )
        for one in rows(db, _MESSAGES, [place_id, MOST])
    ]  # fmt: skip
    for one in rows(db, _CALLS, [place_id, MOST]):
        at, author = clock.from_stamp(one["at"]), name_of_actor(db, one["actor"])
        outcome = Outcome(one["outcome"])
        found.append(PlaceMessage(at, one["name"], None, one["edition_id"], None, outcome, one["note"], author))
    for one in rows(db, _LETTERS, [place_id, MOST]):
        at, author = clock.from_stamp(one["at"]), name_of_actor(db, one["actor"])
        found.append(PlaceMessage(at, one["name"], Step(one["step"]), one["edition_id"], by=author))
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


@guarded
def place_bounces(db: Database, by: Actor, place_id: int) -> list[str]:
    """The names of the people of a place whose address is dead: what is sent to them comes back."""
    _, dead = addresses.closed(db)
    listed = rows(db, _PEOPLE, [place_id]) if dead else []
    return [one["name"] for one in listed if addresses.key_of(one["email"]) in dead]
