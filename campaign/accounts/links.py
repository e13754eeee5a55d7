"""Personal links: one per contact and edition, shown again at will, yet not readable in the database."""

from datetime import date, timedelta

from campaign.accounts.model import Actor, PersonalLink, clean_token
from campaign.accounts.rights import guarded
from campaign.accounts.store import link_from, link_of, token_row
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, row, transaction, waiting_at_most
from campaign.base.errors import LinkExpired, LinkNotValid, LinkReplaced, NotFound
from campaign.base.french import day_in_words
from campaign.base.secret import derived, fingerprint
from campaign.base.settings import settings

SEEN_EVERY = timedelta(minutes=1)


def token_of(link: PersonalLink) -> str:
    """The token of a link, computed from the secret outside the database."""
    return derived("link", link.id, link.generation)


@guarded
def link_address(db: Database, by: Actor, link: PersonalLink) -> str:
    """The address to hand to the contact, under the configured public address (never the request's Host)."""
    return f"{settings().public_url}/p/{token_of(link)}"


@guarded
def prepare_link(db: Database, by: Actor, contact_id: int, edition_id: int, expires_on: date) -> PersonalLink:
    """The link of a contact for an edition: made at the first call, the same afterwards; a revoked one is renewed."""
    with transaction(db):
        link = link_of(db, contact_id, edition_id)
        if link is None:
            link_id = insert(
                db,
                "links",
                {
                    "contact_id": contact_id,
                    "edition_id": edition_id,
                    "created_at": clock.stamp(),
                    "expires_on": expires_on.isoformat(),
                },
            )
            link = _by_id(db, link_id)
            _store_fingerprint(db, link)
            journal.record(db, by.journal_name, "prepare_link", "link", link_id, details={"edition": edition_id})
        elif link.revoked_at:
            link = _next_generation(db, by, link, None)
        if link.expires_on != expires_on:
            db.conn.execute("UPDATE links SET expires_on = ? WHERE id = ?", [expires_on.isoformat(), link.id])
            link = _by_id(db, link.id)
    return link


@guarded
def renew_link(db: Database, by: Actor, link_id: int, operation: str) -> PersonalLink:
    """Replace a link: the former address says so and offers the new one by e-mail.

    Raises:
        NotFound.
    """
    with transaction(db):
        link = _by_id(db, link_id)
        if operations.replay(db, operation, "renew_link", link_id) is None:
            link = _next_generation(db, by, link, operation)
            operations.remember(db, operation, "renew_link", link_id)
    return link


@guarded
def revoke_link(db: Database, by: Actor, link_id: int, operation: str) -> None:
    """Close a link; preparing it again makes a new address."""
    with transaction(db):
        _by_id(db, link_id)
        if operations.replay(db, operation, "revoke_link", link_id) is None:
            db.conn.execute("UPDATE links SET revoked_at = ? WHERE id = ?", [clock.stamp(), link_id])
            journal.record(db, by.journal_name, "revoke_link", "link", link_id, operation)
            operations.remember(db, operation, "revoke_link", link_id)


def open_link(db: Database, received: str) -> PersonalLink:
    """The link behind an address. Reads only.

    Raises:
        LinkNotValid: unknown, altered or cut; the same sentence for all. LinkReplaced, LinkExpired: with the day.
    """
    token = clean_token(received)
    found = token_row(db, fingerprint(token)) if token else None
    if found is None:
        raise LinkNotValid()
    link = link_from(found)
    if link.revoked_at or found["token_generation"] != link.generation:
        at = clock.from_stamp(found["replaced_at"]) if found["replaced_at"] else link.revoked_at
        day = at.astimezone(clock.PARIS).date()
        raise LinkReplaced(f"Ce lien a été remplacé le {day_in_words(day, weekday=False)}. Demandez-en un nouveau.")
    if clock.today() > link.expires_on:
        raise LinkExpired(
            f"Ce lien a expiré le {day_in_words(link.expires_on, weekday=False)}. Demandez-en un nouveau."
        )
    return link


@guarded
def note_opening(db: Database, contact: Actor, link: PersonalLink) -> None:
    """A person saw the page (a POST from the visible page, never a GET): « lien ouvert », and when it was last seen.

    At most one write a minute: a page left open or reloaded costs nothing.
    """
    now = clock.now()
    if link.opened_at and link.seen_at and now - link.seen_at < SEEN_EVERY:
        return
    with transaction(db):
        opened = db.conn.execute(
            "UPDATE links SET opened_at = ? WHERE id = ? AND opened_at IS NULL", [clock.stamp(now), link.id]
        ).rowcount
        db.conn.execute(
            "UPDATE links SET seen_at = ? WHERE id = ? AND (seen_at IS NULL OR seen_at <= ?)",
            [clock.stamp(now), link.id, clock.stamp(now - SEEN_EVERY)],
        )
        if opened:
            journal.record(db, contact.journal_name, "open_link", "link", link.id)


def note_visit(db: Database, link: PersonalLink) -> None:
    """One line per visit, robots included: the only thing a GET may write. The page does not wait for it.

    Raises:
        DatabaseBusy: somebody has been writing for a second; the page is worth more than the line.
    """
    with waiting_at_most(db, 1), transaction(db):
        db.conn.execute("INSERT INTO link_visits (link_id, at) VALUES (?, ?)", [link.id, clock.stamp()])


def _next_generation(db: Database, by: Actor, link: PersonalLink, operation: str | None) -> PersonalLink:
    now = clock.stamp()
    db.conn.execute("UPDATE link_tokens SET replaced_at = ? WHERE link_id = ? AND replaced_at IS NULL", [now, link.id])
    db.conn.execute(
        "UPDATE links SET generation = generation + 1, revoked_at = NULL, opened_at = NULL WHERE id = ?", [link.id]
    )
    renewed = _by_id(db, link.id)
    _store_fingerprint(db, renewed)
    journal.record(db, by.journal_name, "renew_link", "link", link.id, operation)
    return renewed


def _store_fingerprint(db: Database, link: PersonalLink) -> None:
    db.conn.execute(
        "INSERT INTO link_tokens (fingerprint, link_id, generation) VALUES (?, ?, ?)",
        [fingerprint(token_of(link)), link.id, link.generation],
    )


def _by_id(db: Database, link_id: int) -> PersonalLink:
    found = row(db, "SELECT * FROM links WHERE id = ?", [link_id])
    if found is None:
        raise NotFound("Ce lien n’existe pas.")
    return link_from(found)
