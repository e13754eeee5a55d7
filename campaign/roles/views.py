"""Each actor's role as screens, messages and pages say it, and the project team."""

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.identity.model import Identity
from campaign.identity.views import identity
from campaign.planning.plan_views import backplan, tasks_of
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import TaskRole
from campaign.roles.model import ELECTED_TASKS, ActorRole, Member, OwnRole, Reading, Statement, in_brief, standing_of
from campaign.roles.reach import roles_of_contact
from campaign.roles.store import moment, readings_of, statement_row, team_of, words_of


@guarded
def statement(db: Database, by: Actor, edition_id: int, role: ActorRole | TaskRole) -> Statement:
    """What is expected of an actor, with their tasks on their dates of today.

    Raises:
        NotFound.
    """
    wanted = ActorRole(str(role))
    edition = edition_view(db, edition_id)
    return _said(db, edition, wanted, _tasks(db, by, edition_id, wanted))


@guarded
def statements(db: Database, by: Actor, edition_id: int) -> tuple[Statement, ...]:
    """Every role of an edition, the backplan being dated once.

    Raises:
        NotFound.
    """
    seen = backplan(db, by, edition_id)
    dated = [one for one in seen.plan.dated if one.task.live] if seen.plan else []
    return tuple(_said(db, seen.edition, role, tuple(one for one in dated if _is_of(one, role))) for role in ActorRole)


@guarded
def statement_in_brief(db: Database, by: Actor, edition_id: int, role: ActorRole | TaskRole) -> str:
    """« Votre rôle : ouvrir aux heures annoncées… », for an e-mail or a page.

    Raises:
        NotFound.
    """
    wanted = ActorRole(str(role))
    edition_view(db, edition_id)
    return in_brief(words_of(statement_row(db, edition_id, wanted), wanted))


@guarded
def team(db: Database, by: Actor, edition_id: int) -> tuple[Member, ...]:
    """The project team of an edition, by role."""
    return tuple(team_of(db, edition_id))


@guarded
def removed_members(db: Database, by: Actor, edition_id: int) -> tuple[Member, ...]:
    """Those taken out of the team, who may be put back."""
    return tuple(team_of(db, edition_id, removed=True))


@guarded
def readings(db: Database, by: Actor, edition_id: int) -> tuple[Reading, ...]:
    """Who said that they had read their role, oldest first."""
    return tuple(readings_of(db, edition_id))


@guarded
def own_roles(db: Database, by: Actor, edition_id: int) -> tuple[OwnRole, ...]:
    """The roles of whoever asks: a contact's by what they answer for, an agent's by their lines of the team.

    Raises:
        NotFound: no such edition; another one's than that of the link.
    """
    kept = readings_of(db, edition_id)
    found = []
    if by.role is Role.CONTACT:
        for role in roles_of_contact(db, by, edition_id):
            said = statement(db, by, edition_id, role)
            mine = [one for one in kept if one.contact_id == by.id and one.role is role]
            found.append(OwnRole(said, standing_of(mine, said.words)))
        return tuple(found)
    for member in team_of(db, edition_id):
        if by.id is not None and member.agent_id == by.id:
            said = statement(db, by, edition_id, member.role)
            mine = [one for one in kept if one.member_id == member.id and one.role is member.role]
            found.append(OwnRole(said, standing_of(mine, said.words), member.id))
    return tuple(found)


def whom_to_call(known: Identity) -> str:
    """« Camille Moreau, 02 41 00 00 00 », with what is known of the two."""
    phone = phone_in_words(known.contact_phone) if known.contact_phone else ""
    if not known.contact_name and phone:
        return f"le {phone}"
    return ", ".join(part for part in (known.contact_name, phone) if part) or (
        f"le service {known.contact_service}" if known.contact_service else ""
    )


def _said(db: Database, edition: Edition, role: ActorRole, tasks: tuple[Dated, ...]) -> Statement:
    kept = statement_row(db, edition.id, role)
    return Statement(
        edition_id=edition.id,
        role=role,
        words=words_of(kept, role),
        days=edition.days,
        tasks=tuple(sorted(tasks, key=lambda one: (one.deadline, one.start))),
        call=whom_to_call(identity(db)),
        is_default=kept is None or kept["brief"] is None,
        version=kept["version"] if kept else 0,
        changed_at=moment(kept["at"]) if kept else None,
    )


def _tasks(db: Database, by: Actor, edition_id: int, role: ActorRole) -> tuple[Dated, ...]:
    """By deadline. A contact reads those of shops and animators only."""
    listed = tasks_of(db, by, edition_id, role.tasks or TaskRole.PREVENTION)
    return tuple(one for one in listed if _is_of(one, role))


def _is_of(one: Dated, role: ActorRole) -> bool:
    """Whether a task is an actor's: an elected person attends meetings that others prepare."""
    return one.task.role is role.tasks if role.tasks else one.task.code in ELECTED_TASKS
