"""What screens show of accounts: agents, the person signed in, the journal."""

from campaign.accounts.actions import DEMONSTRATION_AGENTS, DEMONSTRATION_PASSWORD
from campaign.accounts.model import Actor, Agent, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import all_agents, session_agent
from campaign.base import journal as base_journal
from campaign.base.database import Database, rows, value


@guarded
def agents(db: Database, by: Actor) -> list[Agent]:
    """Every account, active ones first."""
    return all_agents(db)


def agent_of_session(db: Database, token: str | None) -> Agent | None:
    """Whose live session a cookie's token is; None when it is over, idle, or of a closed account."""
    return session_agent(db, token) if token else None


def is_demonstration(db: Database) -> bool:
    """Whether this database is the demonstration (banner, noindex, shown accounts)."""
    return value(db, "SELECT value FROM facts WHERE name = 'demonstration'") == "1"


def demonstration_accounts(db: Database) -> list[tuple[str, str, Role, str]]:
    """(name, address, role, password) of the demonstration's accounts; empty on any other database."""
    if not is_demonstration(db):
        return []
    return [(name, email, role, DEMONSTRATION_PASSWORD) for name, email, role in DEMONSTRATION_AGENTS]


@guarded
def names_of_agents(db: Database, by: Actor) -> dict[str, str]:
    """« agent:3 » -> « Camille Roussel », to read the journal."""
    return {f"agent:{found['id']}": found["name"] for found in rows(db, "SELECT id, name FROM agents")}


@guarded
def journal(
    db: Database, by: Actor, subject: str | None = None, subject_id: int | None = None, limit: int = 100
) -> list[base_journal.Entry]:
    """The latest lines of the journal, of one subject or of all."""
    return base_journal.entries(db, subject, subject_id, limit)
