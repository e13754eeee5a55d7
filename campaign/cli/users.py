"""``users``: the agents' accounts."""

import click

from campaign.accounts import actions, views
from campaign.accounts.model import AGENT_ROLES, SYSTEM, Agent, Role
from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.base.operations import new_operation
from campaign.cli.french import FrenchGroup, FrenchOption
from campaign.cli.output import give, opened, table


@click.group(cls=FrenchGroup)
def users() -> None:
    """Les comptes des agents."""


@users.command()
@click.argument("email", metavar="ADRESSE")
@click.option("--role", cls=FrenchOption, type=click.Choice([str(role) for role in AGENT_ROLES]), required=True,
              help="Son rôle : officer (prévention), communication, logistics (logistique) ou reader (lecture seule). "
              "Obligatoire.")  # fmt: skip
@click.option("--name", cls=FrenchOption, metavar="NOM", help="Son nom ; par défaut, le début de l’adresse.")
@click.pass_context
def add(ctx: click.Context, email: str, role: str, name: str | None) -> None:
    """Crée un compte et montre, une seule fois, son mot de passe provisoire."""
    usual = email.split("@", maxsplit=1)[0].replace(".", " ").title()
    with opened(ctx) as db:
        agent_id, password = actions.add_agent(db, SYSTEM, name or usual, email, Role(role), new_operation())
        agent = next(one for one in views.agents(db, SYSTEM) if one.id == agent_id)
    text = f"Compte créé pour {agent.email}. Mot de passe provisoire, à changer à la première connexion : {password}"
    give(ctx, [{**_record(agent), "password": password}], text)


@users.command("list")
@click.pass_context
def list_users(ctx: click.Context) -> None:
    """Montre les comptes, les comptes fermés en dernier."""
    with opened(ctx) as db:
        agents = views.agents(db, SYSTEM)
    lines = [
        (agent.email, agent.name, agent.role.label, "fermé" if agent.disabled_at else "ouvert") for agent in agents
    ]
    give(ctx, [_record(agent) for agent in agents], table(("Adresse", "Nom", "Rôle", "Compte"), lines, "Aucun compte."))


@users.command()
@click.argument("email", metavar="ADRESSE")
@click.pass_context
def disable(ctx: click.Context, email: str) -> None:
    """Ferme un compte, et aussitôt toutes ses sessions."""
    with opened(ctx) as db:
        wanted = email.strip().lower()
        found = next((one for one in views.agents(db, SYSTEM) if one.email.lower() == wanted), None)
        if found is None:
            raise NotFound("Aucun compte n’a cette adresse.")
        actions.disable_agent(db, SYSTEM, found.id, new_operation())
        agent = next(one for one in views.agents(db, SYSTEM) if one.id == found.id)
    give(ctx, [_record(agent)], f"Compte fermé : {agent.email}.")


def _record(agent: Agent) -> dict[str, object]:
    return {
        "id": agent.id,
        "email": agent.email,
        "name": agent.name,
        "role": str(agent.role),
        "disabled_at": clock.stamp(agent.disabled_at) if agent.disabled_at else None,
        "last_seen_at": clock.stamp(agent.last_seen_at) if agent.last_seen_at else None,
    }
