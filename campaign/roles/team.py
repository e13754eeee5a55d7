"""The project team of an edition: who, with which role, with an account or not; taken again from the last edition."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.store import agent_by_id
from campaign.base import journal, operations
from campaign.base.database import Database, Row, insert, transaction
from campaign.base.errors import InvalidInput, Refused
from campaign.base.fields import email
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.roles.model import MAX_MEMBERS, TEAM_ROLES, ActorRole
from campaign.roles.store import team_of

TABLE, SUBJECT = "role_team", "role_member"


@guarded
def add_member(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add somebody: ``name``, ``duty``, ``role``, ``email``, ``agent_id`` (None without an account); their id.

    Raises:
        InvalidForm, NotFound; Refused: too many.
    """
    edition_view(db, edition_id)
    columns = _columns(db, {"name": "", "role": "", **values})
    with transaction(db):
        if done := operations.replay(db, operation, "add_member"):
            return done["id"]
        if len(team_of(db, edition_id)) >= MAX_MEMBERS:
            raise Refused(f"{MAX_MEMBERS} personnes au plus dans une équipe projet : retirez-en une.")
        return saving.add_row(db, by, TABLE, "add_member", SUBJECT, {"edition_id": edition_id, **columns}, operation)


@guarded
def change_member(
    db: Database, by: Actor, member_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of somebody read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    verbs = ("change_member", "remove_member", "restore_member")
    saving.change_row(db, by, TABLE, verbs, SUBJECT, member_id, version, _columns(db, values), operation, "name")


@guarded
def remove_member(db: Database, by: Actor, member_id: int, operation: str) -> None:
    """Take somebody out of the team. ``restore_member`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_member", SUBJECT, member_id, operation)


@guarded
def restore_member(db: Database, by: Actor, member_id: int, operation: str) -> None:
    """Put them back."""
    saving.set_aside(db, by, TABLE, "removed_at", "restore_member", SUBJECT, member_id, operation, back=True)


@guarded
def copy_team(db: Database, by: Actor, edition_id: int, operation: str) -> int:
    """Take the team of the latest edition before this one that has one; how many people came. Nobody comes twice.

    Raises:
        NotFound; Refused: no edition before has a team.
    """
    edition = edition_view(db, edition_id)
    with transaction(db):
        if (done := operations.replay(db, operation, "copy_team", edition_id)) is not None:
            return done["count"]
        before = [one for one in editions(db, by) if one.first_day < edition.first_day]
        source = next(
            (found for one in sorted(before, key=lambda one: one.first_day, reverse=True)
             if (found := team_of(db, one.id))), None,
        )  # fmt: skip
        if source is None:
            raise Refused("Aucune édition passée n’a d’équipe : ajoutez la première personne.")
        here = {(one.name, one.role) for one in team_of(db, edition_id)}
        coming = [one for one in source if (one.name, one.role) not in here]
        for one in coming:
            open_account = one.agent_id if _has_account(db, one.agent_id) else None
            values = {"edition_id": edition_id, "name": one.name, "duty": one.duty, "role": str(one.role),
                      "email": one.email, "agent_id": open_account}  # fmt: skip
            insert(db, TABLE, values)
        journal.record(db, by.journal_name, "copy_team", "edition", edition_id, operation, {"count": len(coming)})
        operations.remember(db, operation, "copy_team", edition_id, {"count": len(coming)})
    return len(coming)


def _columns(db: Database, values: Mapping[str, object]) -> Row:
    return saving.checked(
        values,
        {
            "name": saving.text_of("name", "le nom", 120, required=True),
            "duty": saving.text_of("duty", "la fonction", 120),
            "role": _role,
            "email": lambda typed: email(str(typed), "email") if str(typed or "").strip() else "",
            "agent_id": lambda typed: _agent(db, typed),
        },
    )


def _role(typed: object) -> object:
    role = saving.one_of(ActorRole, "role", "Choisissez le rôle de cette personne.")(typed)
    if role not in TEAM_ROLES:
        raise InvalidInput("role", "Choisissez un rôle de l’équipe : boutiques et animateurs ont leur lien.")
    return role


def _agent(db: Database, typed: object) -> int | None:
    if typed in (None, ""):
        return None
    agent_id = int(str(typed)) if str(typed).isascii() and str(typed).isdigit() else None
    if agent_id is None or not _has_account(db, agent_id):
        raise InvalidInput("agent_id", "Ce compte n’existe pas, ou plus : rechargez la page.")
    return agent_id


def _has_account(db: Database, agent_id: int | None) -> bool:
    agent = agent_by_id(db, agent_id) if agent_id is not None else None
    return agent is not None and agent.disabled_at is None
