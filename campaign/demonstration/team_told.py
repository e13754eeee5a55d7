"""The project team of each edition, and who said that they had read their role. Two people have no account."""

from collections.abc import Collection

from campaign.accounts.model import Actor
from campaign.accounts.store import all_agents
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.demonstration.registry import Registry
from campaign.roles.acknowledging import note_read, read_own_role
from campaign.roles.model import ActorRole
from campaign.roles.team import add_member, copy_team
from campaign.roles.views import own_roles, team

# name, function, role; the two last are invented, and reached by nobody.
TEAM = (
    ("Camille Roussel", "chargée de prévention", ActorRole.PREVENTION),
    ("Dominique Aubert", "communication", ActorRole.COMMUNICATION),
    ("Claude Mercier", "logistique", ActorRole.LOGISTICS),
    ("Solange Audouin", "élue référente (personne inventée)", ActorRole.ELECTED),
    ("Nolwenn Perrigault", "informatique (personne inventée)", ActorRole.IT),
)
ELECTED, IT = "Solange Audouin", "Nolwenn Perrigault"
EMAILS = {ELECTED: "solange.audouin@exemple.example", IT: "nolwenn.perrigault@exemple.example"}


def tell_team(db: Database, officer: Actor, edition_id: int) -> None:
    """The team of the first edition; whoever has an account is bound to it."""
    agents = {one.name: one for one in all_agents(db)}
    for name, duty, role in TEAM:
        agent = agents.get(name)
        values = {
            "name": name, "duty": duty, "role": str(role), "agent_id": agent.id if agent else None,
            "email": agent.email if agent else EMAILS[name],
        }  # fmt: skip
        add_member(db, officer, edition_id, values, new_operation())


def take_team(db: Database, officer: Actor, edition_id: int) -> None:
    """The team of the edition before, taken again."""
    copy_team(db, officer, edition_id, new_operation())


def read_in_team(db: Database, officer: Actor, edition_id: int, names: Collection[str]) -> None:
    """These people of the team read their role: on their screen, or said so on the telephone to the officer."""
    agents = {one.name: one for one in all_agents(db)}
    for member in team(db, officer, edition_id):
        if member.name not in names:
            continue
        if agent := agents.get(member.name):
            read_own(db, agent, edition_id)
        else:
            note_read(db, officer, edition_id, member.role, new_operation(), member_id=member.id)


def read_own(db: Database, by: Actor, edition_id: int) -> None:
    """Somebody reads each of their roles, as its words stand that day."""
    for one in own_roles(db, by, edition_id):
        said = one.statement
        read_own_role(db, by, edition_id, said.role, said.words.mark, new_operation())


def read_on_links(
    db: Database, registry: Registry, edition_id: int, shops: Collection[int], epcis: Collection[str]
) -> None:
    """Whoever answers for these shops and EPCI reads their role on their link, once."""
    people = [*(registry.actor(number) for number in shops), *(registry.animator(name) for name in epcis)]
    for actor in dict.fromkeys(people):
        read_own(db, actor, edition_id)
