"""Words and small facts that the parts of « Qui fait quoi » share."""

from collections.abc import Collection, Iterable

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import plural, short_date
from campaign.participation.role_readers import RoleReader
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import Anchor, TaskState
from campaign.roles.acknowledging import take_back_reading
from campaign.roles.model import TEAM_ROLES, ActorRole, Stand
from campaign.roles.team import restore_member
from campaign.ui.feedback import form_operation, reporting, undo_asked

FILE = "roles.py"
STAND_COLOURS = {Stand.READ: "green", Stand.AGAIN: "orange", Stand.UNREAD: "yellow"}
STAND_ICONS = {
    Stand.READ: ":material/check_circle:",
    Stand.AGAIN: ":material/update:",
    Stand.UNREAD: ":material/hourglass_empty:",
}
SHORT = {Stand.READ: "Lu", Stand.AGAIN: "À relire", Stand.UNREAD: "Pas encore lu"}
ROLE_ICONS = {
    ActorRole.ELECTED: ":material/account_balance:",
    ActorRole.PREVENTION: ":material/recycling:",
    ActorRole.COMMUNICATION: ":material/campaign:",
    ActorRole.IT: ":material/computer:",
    ActorRole.LOGISTICS: ":material/local_shipping:",
    ActorRole.SHOPS: ":material/storefront:",
    ActorRole.ANIMATORS: ":material/casino:",
}


def may_write(agent: Agent) -> bool:
    """The officer says what each role is, and who is of the team."""
    return agent.role is Role.OFFICER


def may_follow(agent: Agent) -> bool:
    """Whoever writes to people notes their readings and reminds them."""
    return agent.role in (Role.OFFICER, Role.COMMUNICATION)


def sees_people(agent: Agent) -> bool:
    """A reader sees no name of colleagues nor of contacts."""
    return agent.role is not Role.READER


def sentence(readers: Collection[RoleReader] | None) -> str:
    """« 12 personnes sur 27 ont lu leur rôle. »."""
    if readers is None:
        return "Ce que chacun a à faire, ce qu’il reçoit, et quand."
    if not readers:
        return "Personne n’a encore de rôle à lire : préparez les liens, et l’équipe projet."
    read = sum(not one.waits for one in readers)
    if read == len(readers):
        return "Chacun a lu son rôle."
    said = "ont lu leur rôle" if read > 1 else "a lu son rôle"
    return f"{plural(read, 'personne')} sur {len(readers)} {said}."


def read_count(readers: Iterable[RoleReader], role: ActorRole) -> tuple[int, int]:
    """(who has read, all) of a role."""
    mine = [one for one in readers if one.role is role]
    return sum(not one.waits for one in mine), len(mine)


def how_read(one: RoleReader) -> str:
    """« 3 nov., sur son lien personnel »; for former words « texte du 3 nov. »; '' when nothing was read."""
    reading = one.standing.reading
    if reading is None:
        return ""
    on = short_date(reading.at.astimezone(clock.PARIS).date())
    return f"{on}, {reading.how.label}" if one.stand is Stand.READ else f"avait lu le {on}, texte changé depuis"


def next_task(tasks: Iterable[Dated]) -> Dated | None:
    """The first thing still to do."""
    today = clock.today()
    return next((one for one in tasks if one.task.state is not TaskState.DONE and one.deadline >= today), None)


def day_of(one: Dated) -> str:
    """« 30 sept. 2013 », « les jours » for the event."""
    return "les jours" if one.task.anchor is Anchor.EVENT else short_date(one.deadline, year=True)


def undo_pressed(db: Database, agent: Agent) -> bool:
    """The offers: somebody taken out of the team, a reading noted by mistake; True when it was undone."""
    about, number = undo_asked() or ("", 0)
    if about == "role-reading":
        with reporting("C’est annulé.", operation_of=f"unread-{number}") as outcome:
            take_back_reading(db, agent, number, form_operation(f"unread-{number}"))
        return outcome.done
    return about == "role-member" and put_back(db, agent, number)


def put_back(db: Database, agent: Agent, member_id: int) -> bool:
    """True when it was done."""
    form = f"restore-member-{member_id}"
    with reporting("C’est remis.", operation_of=form) as outcome:
        restore_member(db, agent, member_id, form_operation(form))
    return outcome.done


def roles_of(code: str) -> tuple[ActorRole, ...]:
    """The roles of a filter of the address: « boutiques », « equipe », '' for all."""
    if code == "equipe":
        return TEAM_ROLES
    return tuple(one for one in ActorRole if one.slug == code) or tuple(ActorRole)
