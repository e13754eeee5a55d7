"""The driver's link: an address made from the secret, for one round of the adopted plan, closed or renewed at will."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from campaign.accounts.model import Actor, Role, clean_token
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, row, transaction
from campaign.base.errors import LinkExpired, LinkNotValid, LinkReplaced, NotFound, Refused
from campaign.base.french import day_in_words
from campaign.base.secret import derived, fingerprint
from campaign.base.settings import settings
from campaign.rounds.keeping import driven_plan_ids, plan_by_id, round_by_id
from campaign.rounds.model import Plan, Round

LIFE = timedelta(days=7)  # after the round's day: entries kept on a phone still arrive
_UNKNOWN = "Ce lien de tournée n’est pas valable. Demandez-en un nouveau au dépôt."


@dataclass(frozen=True, slots=True)
class OpenRound:
    """What an address opens: ``token`` is the clean one, ``actor`` the driver."""

    link_id: int
    round_id: int
    token: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class RoundLink:
    """A round's link, as agents see it."""

    id: int
    round_id: int
    generation: int
    created_at: datetime
    revoked_at: datetime | None
    expires_on: date


@guarded
def round_link(db: Database, by: Actor, round_id: int) -> RoundLink | None:
    """The link of a round; None before its plan is adopted.

    Raises:
        NotFound.
    """
    return _of_round(db, round_by_id(db, round_id))


@guarded
def driver_address(db: Database, by: Actor, round_id: int) -> str:
    """The address to hand to the driver, under the configured public address.

    Raises:
        NotFound; Refused: the plan is not adopted, or the link was closed.
    """
    link = _known(db, round_id)
    if link.revoked_at:
        raise Refused("Le lien de cette tournée est fermé. Renouvelez-le pour en donner un autre.")
    return f"{settings().public_url.rstrip('/')}/t/{_token(link)}"


@guarded
def renew_round_link(db: Database, by: Actor, round_id: int, operation: str) -> None:
    """Replace the link: a phone lost, an address sent to the wrong person.

    Raises:
        NotFound; Refused: the plan is not adopted.
    """
    with transaction(db):
        if operations.replay(db, operation, "renew_round_link", round_id) is not None:
            return
        link = _known(db, round_id)
        sql = "UPDATE round_tokens SET replaced_at = ? WHERE link_id = ? AND replaced_at IS NULL"
        db.conn.execute(sql, [clock.stamp(), link.id])
        sql = "UPDATE round_links SET generation = generation + 1, revoked_at = NULL WHERE id = ?"
        db.conn.execute(sql, [link.id])
        _keep_token(db, _known(db, round_id))
        journal.record(db, by.journal_name, "renew_round_link", "round", round_id, operation)
        operations.remember(db, operation, "renew_round_link", round_id)


@guarded
def revoke_round_link(db: Database, by: Actor, round_id: int, operation: str) -> None:
    """Close the link; renewing it gives another address.

    Raises:
        NotFound; Refused: the plan is not adopted.
    """
    with transaction(db):
        if operations.replay(db, operation, "revoke_round_link", round_id) is not None:
            return
        link = _known(db, round_id)
        db.conn.execute("UPDATE round_links SET revoked_at = ? WHERE id = ?", [clock.stamp(), link.id])
        journal.record(db, by.journal_name, "revoke_round_link", "round", round_id, operation)
        operations.remember(db, operation, "revoke_round_link", round_id)


def open_round(db: Database, token: str) -> OpenRound:
    """The round behind an address. Reads only.

    Raises:
        LinkNotValid: unknown, altered or cut. LinkReplaced: renewed, closed, or another plan was adopted since.
        LinkExpired: more than a week after the round.
    """
    given = clean_token(token)
    kept = row(db, "SELECT * FROM round_tokens WHERE fingerprint = ?", [fingerprint(given)]) if given else None
    found = row(db, "SELECT * FROM round_links WHERE id = ?", [kept["link_id"]]) if kept else None
    if kept is None or found is None:
        raise LinkNotValid(_UNKNOWN)
    one = round_by_id(db, found["round_id"])
    link = _of_round(db, one)
    if link.revoked_at or kept["generation"] != link.generation:
        raise LinkReplaced("Ce lien de tournée a été fermé ou remplacé. Demandez le nouveau au dépôt.")
    plan = plan_by_id(db, one.plan_id)
    if plan.id not in driven_plan_ids(db, plan.edition_id, plan.purpose):
        raise LinkReplaced("Les tournées ont été recalculées : ce lien ne sert plus. Demandez le nouveau au dépôt.")
    if clock.today() > link.expires_on:
        day = day_in_words(link.expires_on, weekday=False)
        raise LinkExpired(f"Ce lien de tournée a expiré le {day}. Demandez-en un nouveau au dépôt.")
    return OpenRound(link.id, one.id, given, Actor(Role.DRIVER, link.id, one.driver))


@guarded
def driven_round(db: Database, by: Actor) -> int:
    """The round that a driver's link opens.

    Raises:
        NotFound: not, or no longer, a link.
    """
    found = row(db, "SELECT round_id FROM round_links WHERE id = ?", [by.id])
    if found is None:
        raise NotFound("Cette tournée n’existe pas, ou plus.")
    return found["round_id"]


@guarded
def prepare_links(db: Database, by: Actor, plan: Plan) -> None:
    """One link per round of a plan, made at the first call, in the caller's transaction."""
    for one in plan.rounds:
        if _of_round(db, one) is None:
            insert(db, "round_links", {"round_id": one.id, "created_at": clock.stamp()})
            _keep_token(db, _known(db, one.id))


def _of_round(db: Database, one: Round) -> RoundLink | None:
    found = row(db, "SELECT * FROM round_links WHERE round_id = ?", [one.id])
    if found is None:
        return None
    revoked = clock.from_stamp(found["revoked_at"]) if found["revoked_at"] else None
    made = clock.from_stamp(found["created_at"])
    return RoundLink(found["id"], one.id, found["generation"], made, revoked, one.day + LIFE)


def _known(db: Database, round_id: int) -> RoundLink:
    link = _of_round(db, round_by_id(db, round_id))
    if link is None:
        raise Refused("Adoptez d’abord ce plan : chaque tournée aura alors son lien.")
    return link


def _token(link: RoundLink) -> str:
    return derived("round", link.id, link.generation)


def _keep_token(db: Database, link: RoundLink) -> None:
    values = [fingerprint(_token(link)), link.id, link.generation]
    db.conn.execute("INSERT INTO round_tokens (fingerprint, link_id, generation) VALUES (?, ?, ?)", values)
