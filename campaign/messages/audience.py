"""Who a step reaches now, and why the others are left out. Asked on the screen, at launch, and again when a message
leaves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from campaign.base import clock
from campaign.base.database import Database, Row, row, rows
from campaign.base.errors import NotSent
from campaign.debrief.model import State as Told
from campaign.debrief.stages import stages
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.mail import addresses
from campaign.messages.model import (
    ASKS_DEBRIEF,
    AWAITING_ANSWER,
    INVITATIONS,
    QUIET,
    REMINDERS,
    Audience,
    Outcome,
    Progress,
    Recipient,
    Skip,
    Step,
)
from campaign.messages.store import contacts_written_to
from campaign.messages.timing import is_over

SILENT = (Outcome.NO_REPLY, Outcome.WRONG_NUMBER)  # calls that reached nobody: the person has not acted

_SHOPS = """
    SELECT contacts.id AS contact_id, contacts.name AS contact, contacts.email, contacts.phone,
        places.id AS place_id, places.name AS place, presence, duties_read, answers.at, answers.actor,
        places.address <> '' AND places.phone <> '' AND places.categories <> '[]'
            AND (places.opening_hours <> '' OR places.opening_hours_text <> '') AS is_complete
    FROM invitations
    JOIN places ON places.id = invitations.place_id AND places.archived_at IS NULL
    JOIN contact_places ON contact_places.place_id = places.id
    JOIN contacts ON contacts.id = contact_places.contact_id AND contacts.archived_at IS NULL
    LEFT JOIN answers ON answers.edition_id = invitations.edition_id AND answers.place_id = places.id
    WHERE invitations.edition_id = :edition {of_contact}
    ORDER BY contacts.name COLLATE NOCASE, contacts.id, places.search_key, places.id
"""


def audience_of(db: Database, edition_id: int, step: Step, now: datetime) -> Audience:
    """Everybody a step concerns, each either due or skipped with the reason; by name. A few queries, whatever the
    number of shops.

    Raises:
        NotFound: no such edition.
    """
    edition = edition_view(db, edition_id)
    seen = _seen(db, edition, step, None, now)
    written = contacts_written_to(db, edition_id, step)
    listed = [replace(one, skip=Skip.ALREADY) if _has_it(one, written) else one for one in seen]
    return Audience(
        due=tuple(one for one in listed if one.skip is None), skipped=tuple(one for one in listed if one.skip)
    )


def recipient_of(db: Database, edition_id: int, step: Step, contact_id: int) -> Recipient:
    """One contact as a step sees them now; ``skip`` is GONE when they are archived, or no longer concerned.

    Whether they already have this message is not looked at: this serves to render that very message.

    Raises:
        NotFound: no such edition.
    """
    edition = edition_view(db, edition_id)
    found = _seen(db, edition, step, contact_id, clock.now())
    if found:
        return found[0]
    known = row(db, "SELECT name, email, phone FROM contacts WHERE id = ?", [contact_id]) or {}
    name, email, phone = (str(known.get(column, "")) for column in ("name", "email", "phone"))
    return Recipient(contact_id, name, email, phone, (), (), Progress.NOTHING, skip=Skip.GONE)


def check_still_due(
    db: Database, edition: Edition, step: Step, recipient: Recipient, in_batch: bool = True, *, asked: bool = False
) -> None:
    """What ``recipient_of`` says now must still let the message leave.

    ``in_batch`` is False for a message not yet in the outbox: having it already is then a reason. ``asked`` is True for
    one that an agent sends again by hand: that the person acted lately does not stop it.

    Raises:
        NotSent: ``code`` is the Skip.
    """
    skip = recipient.skip
    if asked and skip is Skip.JUST_ACTED:
        skip = None
    if skip is None and not in_batch and _has_it(recipient, contacts_written_to(db, edition.id, step)):
        skip = Skip.ALREADY
    if skip is not None:
        raise NotSent(skip.label, code=str(skip))


def _has_it(one: Recipient, written: set[int]) -> bool:
    return one.contact_id in written and one.skip not in (Skip.OVER, Skip.DONE, Skip.GONE)


def _seen(db: Database, edition: Edition, step: Step, contact_id: int | None, now: datetime) -> list[Recipient]:
    """Those concerned, with their progress and their skip, ALREADY and GONE apart."""
    values = {"edition": edition.id, "contact": contact_id}
    # Written only when it narrows: « or it is null » would read the whole edition for each message that leaves.
    of_contact = "" if contact_id is None else "AND contact_id = :contact"
    silent = ", ".join(f"'{outcome}'" for outcome in SILENT)
    seen = rows(
        db,
        f"SELECT contact_id, opened_at, seen_at FROM links WHERE edition_id = :edition {of_contact}",  # noqa: S608
        values,
    )
    links = {one["contact_id"]: one for one in seen}
    called = rows(
        db,
        f"SELECT contact_id, max(at) AS at FROM calls WHERE edition_id = :edition {of_contact} "  # noqa: S608
        f"AND outcome NOT IN ({silent}) GROUP BY contact_id",
        values,
    )
    calls = {one["contact_id"]: one["at"] for one in called}
    shops_of_all = rows(db, _SHOPS.format(of_contact=of_contact), values)
    taking_part = {one["place_id"] for one in shops_of_all if one["presence"] == "yes"}
    told = stages(db, edition.id, taking_part, ASKS_DEBRIEF[step]) if step in ASKS_DEBRIEF else {}
    opposed, bounced = addresses.closed(db)
    over = is_over(step, edition.state(now.astimezone(clock.PARIS).date()))
    listed = []
    for known, group in groupby(shops_of_all, key=lambda one: one["contact_id"]):
        shops = list(group)
        if step not in AWAITING_ANSWER:
            shops = [one for one in shops if one["presence"] == "yes"]
        if step in ASKS_DEBRIEF:
            shops = [one for one in shops if one["place_id"] in told]
        if not shops:
            continue
        link = links.get(known) or {}
        if step in AWAITING_ANSWER:
            progress = _progress(shops, opened=bool(link.get("opened_at")))
        else:
            progress = _told(told.get(one["place_id"]) for one in shops)
        one = _recipient(shops, progress, _acted_at(known, shops, link.get("seen_at"), calls.get(known)))
        key = addresses.key_of(one.email) if one.email and (opposed or bounced) else ""
        skip = Skip.OVER if over else _skip(one, step, now, is_opposed=key in opposed, is_bounced=key in bounced)
        listed.append(replace(one, skip=skip))
    return listed


def _recipient(shops: list[Row], progress: Progress, acted_at: datetime | None) -> Recipient:
    first = shops[0]
    return Recipient(
        contact_id=first["contact_id"],
        name=first["contact"],
        email=first["email"],
        phone=first["phone"],
        shops=tuple(one["place"] for one in shops),
        place_ids=tuple(one["place_id"] for one in shops),
        progress=progress,
        acted_at=acted_at,
    )


def _progress(shops: list[Row], *, opened: bool) -> Progress:
    settled = [one for one in shops if one["presence"] in ("yes", "no")]
    if len(settled) < len(shops):
        begun = opened or settled or any(one["presence"] for one in shops)
        return Progress.BEGUN if begun else Progress.NOTHING
    lacking = any(one["presence"] == "yes" and not (one["duties_read"] and one["is_complete"]) for one in shops)
    return Progress.TO_COMPLETE if lacking else Progress.DONE


def _told(stages_of_shops: Iterable[Told | None]) -> Progress:
    """How far somebody is with their debriefs: to complete once one of several shops has ended; nothing for a step that
    asks none."""
    seen = set(stages_of_shops)
    if seen == {Told.DONE}:
        return Progress.DONE
    if Told.DONE in seen:
        return Progress.TO_COMPLETE
    return Progress.BEGUN if Told.STARTED in seen else Progress.NOTHING


def _acted_at(contact_id: int, shops: list[Row], seen_at: str | None, called_at: str | None) -> datetime | None:
    """The last time this person looked, answered (or an agent for them), or was reached; not a colleague's answer."""
    answered = [
        one["at"]
        for one in shops
        if one["at"] and (one["actor"] == f"contact:{contact_id}" or not one["actor"].startswith("contact:"))
    ]
    moments = [at for at in (*answered, seen_at, called_at) if at]
    return clock.from_stamp(max(moments)) if moments else None


def _skip(one: Recipient, step: Step, now: datetime, *, is_opposed: bool, is_bounced: bool) -> Skip | None:
    # An invitation asks whether they come: whoever said so is not asked again, even with something to complete.
    if one.progress is Progress.DONE or (step is Step.INVITATION and one.progress is Progress.TO_COMPLETE):
        return Skip.DONE
    if step in REMINDERS and one.acted_at and now - one.acted_at < QUIET:
        return Skip.JUST_ACTED
    if not one.email:
        return Skip.NO_EMAIL
    if is_opposed and step in INVITATIONS:
        return Skip.OPPOSED
    return Skip.BOUNCED if is_bounced else None
