"""The calendar of a role, which a diary program reads by itself behind its own address, closed or renewed at will."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor, clean_token
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, row, transaction
from campaign.base.errors import LinkNotValid, LinkReplaced, NotFound
from campaign.base.secret import derived, fingerprint
from campaign.base.settings import settings
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.planning.plan_store import kept_tasks, planned
from campaign.planning.scheduling import Dated, schedule
from campaign.planning.tasks import TaskRole


@dataclass(frozen=True, slots=True)
class Feed:
    """The calendar of a role, as agents see it; ``address`` is None while it is closed."""

    id: int
    edition_id: int
    role: TaskRole
    address: str | None
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """What an address opens: the tasks of a role that are not given up, by date."""

    edition: Edition
    role: TaskRole
    tasks: tuple[Dated, ...]


@guarded
def feed(db: Database, by: Actor, edition_id: int, role: TaskRole) -> Feed | None:
    """The calendar of a role; None before anybody asked for it."""
    found = row(db, "SELECT * FROM plan_feeds WHERE edition_id = ? AND role = ?", [edition_id, str(role)])
    if found is None:
        return None
    address = None if found["revoked_at"] else f"{settings().public_url.rstrip('/')}/c/{_token(found)}.ics"
    revoked = clock.from_stamp(found["revoked_at"]) if found["revoked_at"] else None
    return Feed(found["id"], edition_id, role, address, clock.from_stamp(found["created_at"]), revoked)


@guarded
def prepare_feed(db: Database, by: Actor, edition_id: int, role: TaskRole, operation: str) -> None:
    """Make the calendar of a role, or give a new address to one that was closed or that went to the wrong person.

    Raises:
        NotFound.
    """
    edition_view(db, edition_id)
    with transaction(db):
        if operations.replay(db, operation, "prepare_feed", edition_id) is not None:
            return
        known = [edition_id, str(role)]
        found = row(db, "SELECT * FROM plan_feeds WHERE edition_id = ? AND role = ?", known)
        if found is None:
            insert(db, "plan_feeds", {"edition_id": edition_id, "role": str(role), "created_at": clock.stamp()})
        else:
            sql = "UPDATE plan_feeds SET generation = generation + 1, revoked_at = NULL WHERE id = ?"
            db.conn.execute(sql, [found["id"]])
        made = row(db, "SELECT * FROM plan_feeds WHERE edition_id = ? AND role = ?", known) or {}
        values = [fingerprint(_token(made)), made["id"], made["generation"]]
        db.conn.execute("INSERT INTO plan_feed_tokens (fingerprint, feed_id, generation) VALUES (?, ?, ?)", values)
        journal.record(db, by.journal_name, "prepare_feed", "plan_feed", made["id"], operation, {"role": str(role)})
        operations.remember(db, operation, "prepare_feed", edition_id)


@guarded
def close_feed(db: Database, by: Actor, feed_id: int, operation: str) -> None:
    """Close the address; ``prepare_feed`` gives another one.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "close_feed", feed_id) is not None:
            return
        if row(db, "SELECT 1 FROM plan_feeds WHERE id = ?", [feed_id]) is None:
            raise NotFound("Cet agenda n’existe pas, ou plus.")
        db.conn.execute("UPDATE plan_feeds SET revoked_at = ? WHERE id = ?", [clock.stamp(), feed_id])
        journal.record(db, by.journal_name, "close_feed", "plan_feed", feed_id, operation)
        operations.remember(db, operation, "close_feed", feed_id)


def open_feed(db: Database, token: str) -> OpenFeed:
    """What an address shows now. Reads only.

    Raises:
        LinkNotValid: unknown, altered or cut. LinkReplaced: closed or renewed.
    """
    given = clean_token(token)
    kept = row(db, "SELECT * FROM plan_feed_tokens WHERE fingerprint = ?", [fingerprint(given)]) if given else None
    found = row(db, "SELECT * FROM plan_feeds WHERE id = ?", [kept["feed_id"]]) if kept else None
    if kept is None or found is None:
        raise LinkNotValid
    if found["revoked_at"] or kept["generation"] != found["generation"]:
        raise LinkReplaced("Cet agenda a été fermé ou remplacé. Demandez la nouvelle adresse.")
    edition, role = edition_view(db, found["edition_id"]), TaskRole(found["role"])
    tasks = planned(kept_tasks(db, edition.id))
    dated = schedule(tasks, edition.days).dated if tasks else ()
    return OpenFeed(edition, role, tuple(one for one in dated if one.task.role is role and one.task.live))


def _token(found: dict[str, object]) -> str:
    return derived("plan_feed", found["id"], found["generation"])
