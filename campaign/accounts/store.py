"""Tables of agents, sessions and personal links."""

from datetime import date

from campaign.accounts.model import SESSION_IDLE, Agent, PersonalLink, Role
from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.base.secret import fingerprint

migrations = Migrations("accounts")


@migrations()
def m001_agents_sessions_links(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE agents (
        id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('officer', 'communication', 'logistics', 'reader')),
        password_hash TEXT NOT NULL, must_change_password INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL, disabled_at TEXT, last_seen_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE sessions (
        fingerprint TEXT PRIMARY KEY, agent_id INTEGER NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
        created_at TEXT NOT NULL, seen_at TEXT NOT NULL, expires_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_agent ON sessions (agent_id);
    CREATE TABLE links (
        id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL, edition_id INTEGER NOT NULL,
        generation INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, expires_on TEXT NOT NULL,
        opened_at TEXT, revoked_at TEXT, UNIQUE (contact_id, edition_id)
    ) STRICT;
    CREATE TABLE link_tokens (
        fingerprint TEXT PRIMARY KEY, link_id INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE,
        generation INTEGER NOT NULL, replaced_at TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE link_visits (
        id INTEGER PRIMARY KEY, link_id INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE, at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX link_visits_link ON link_visits (link_id, at);
    """,
    )


@migrations()
def m002_when_a_link_was_last_seen(db: Database) -> None:
    run_script(
        db,
        """
    ALTER TABLE links ADD COLUMN seen_at TEXT;
    UPDATE links SET seen_at = opened_at;
    """,
    )


def agent_from(found: Row) -> Agent:
    """A row of ``agents`` as an Agent."""
    return Agent(
        role=Role(found["role"]),
        id=found["id"],
        name=found["name"],
        email=found["email"],
        must_change_password=bool(found["must_change_password"]),
        disabled_at=clock.from_stamp(found["disabled_at"]) if found["disabled_at"] else None,
        last_seen_at=clock.from_stamp(found["last_seen_at"]) if found["last_seen_at"] else None,
        version=found["version"],
    )


def agent_by_id(db: Database, agent_id: int) -> Agent | None:
    """One agent, disabled or not."""
    found = row(db, "SELECT * FROM agents WHERE id = ?", [agent_id])
    return agent_from(found) if found else None


def agent_row_by_email(db: Database, email: str) -> Row | None:
    """The whole row, password hash included: for signing in only."""
    return row(db, "SELECT * FROM agents WHERE email = ?", [email])


def all_agents(db: Database) -> list[Agent]:
    """Every agent: active ones first, by name."""
    return [agent_from(found) for found in rows(db, "SELECT * FROM agents ORDER BY disabled_at IS NOT NULL, name")]


def link_from(found: Row) -> PersonalLink:
    """A row of ``links`` as a PersonalLink."""
    return PersonalLink(
        id=found["id"],
        contact_id=found["contact_id"],
        edition_id=found["edition_id"],
        generation=found["generation"],
        created_at=clock.from_stamp(found["created_at"]),
        expires_on=date.fromisoformat(found["expires_on"]),
        opened_at=clock.from_stamp(found["opened_at"]) if found["opened_at"] else None,
        revoked_at=clock.from_stamp(found["revoked_at"]) if found["revoked_at"] else None,
        seen_at=clock.from_stamp(found["seen_at"]) if found["seen_at"] else None,
    )


def link_of(db: Database, contact_id: int, edition_id: int) -> PersonalLink | None:
    """The link of a contact for an edition."""
    found = row(db, "SELECT * FROM links WHERE contact_id = ? AND edition_id = ?", [contact_id, edition_id])
    return link_from(found) if found else None


def links_of_edition(db: Database, edition_id: int) -> list[PersonalLink]:
    """Every link of an edition."""
    return [link_from(found) for found in rows(db, "SELECT * FROM links WHERE edition_id = ?", [edition_id])]


def token_row(db: Database, fingerprint: str) -> Row | None:
    """The link a token's fingerprint belongs to, with ``token_generation`` and ``replaced_at``."""
    return row(
        db,
        "SELECT links.*, link_tokens.generation AS token_generation, link_tokens.replaced_at FROM link_tokens "
        "JOIN links ON links.id = link_tokens.link_id WHERE fingerprint = ?",
        [fingerprint],
    )


def session_agent(db: Database, token: str) -> Agent | None:
    """Whose live session this token is: neither over, nor idle for two hours, nor of a disabled account."""
    found = row(
        db,
        "SELECT agents.* FROM sessions JOIN agents ON agents.id = sessions.agent_id "
        "WHERE fingerprint = ? AND expires_at > ? AND seen_at > ? AND disabled_at IS NULL",
        [fingerprint(token), clock.stamp(), clock.stamp(clock.now() - SESSION_IDLE)],
    )
    return agent_from(found) if found else None
