"""Who stands behind an id of the journal: for « Modifié par … à … », and for a job done later in their name."""

from collections.abc import Collection, Mapping

from campaign.accounts.model import AGENT_ROLES, SYSTEM, Actor
from campaign.accounts.store import agent_by_id
from campaign.base import clock
from campaign.base.database import Database, row, value
from campaign.base.errors import Conflict, NotAllowed

SOMEBODY = "un·e collègue"  # an account gone, or a line past its twelve months


def name_of_actor(db: Database, actor: str) -> str:
    """« agent:3 » -> « Camille Roussel », a contact -> « la boutique », anything else -> « le logiciel »."""
    kind, _, number = actor.partition(":")
    if kind == "agent":
        return str(value(db, "SELECT name FROM agents WHERE id = ?", [number]) or SOMEBODY)
    return "la boutique" if kind == "contact" else "le logiciel"


def conflict_on(
    db: Database, subject: str, subject_id: int, verbs: Collection[str], theirs: Mapping[str, str]
) -> Conflict:
    """The refusal to raise when a version was overtaken. ``verbs`` are those that change what the version counts."""
    marks = ", ".join("?" for _ in verbs)
    last = row(
        db,
        f"SELECT actor, at FROM journal WHERE subject = ? AND subject_id = ? AND verb IN ({marks}) "  # noqa: S608
        "ORDER BY id DESC LIMIT 1",
        [subject, subject_id, *verbs],
    )
    if last is None:
        return Conflict(SOMEBODY, clock.now(), theirs)
    return Conflict(name_of_actor(db, str(last["actor"])), clock.from_stamp(str(last["at"])), theirs)


def acting(db: Database, journal_name: str) -> Actor:
    """Whoever asked for a job, with the role they have now.

    Raises:
        NotAllowed: their account was closed since.
    """
    if journal_name == SYSTEM.journal_name:
        return SYSTEM
    kind, _, number = journal_name.partition(":")
    agent = agent_by_id(db, int(number)) if kind == "agent" and number.isdigit() else None
    if agent is None or agent.disabled_at is not None or agent.role not in AGENT_ROLES:
        raise NotAllowed()
    return agent
