"""Accounts and sessions: everything that changes who may come in."""

import secrets
from datetime import timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import PUBLIC, SESSION_LIFE, Actor, Agent, Role, check_password
from campaign.accounts.rights import guarded
from campaign.accounts.store import agent_by_id, agent_from, agent_row_by_email
from campaign.base import clock, journal, operations, throttle
from campaign.base.database import Database, insert, row, transaction, update_version, value
from campaign.base.errors import InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.fields import email as checked_email
from campaign.base.secret import fingerprint
from campaign.base.text import clean_text

AGENT_VERBS = (
    "add_agent", "change_agent", "disable_agent", "enable_agent", "reset_password", "change_own_password",
)  # fmt: skip
SIGN_IN_WINDOW = timedelta(minutes=10)
SIGN_IN_FAILURES = 5
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no sign that is read for another on paper
DEMONSTRATION_PASSWORD = "chiner-lampe-canard-velo"  # noqa: S105 - shown on the demonstration's sign-in page
DEMONSTRATION_AGENTS = (
    ("Camille Roussel", "camille@demo.example", Role.OFFICER),
    ("Dominique Aubert", "dominique@demo.example", Role.COMMUNICATION),
    ("Claude Mercier", "claude@demo.example", Role.LOGISTICS),
    ("Alix Fontaine", "alix@demo.example", Role.READER),
)
HASHER = PasswordHasher()


@lru_cache(maxsize=1)
def _some_hash() -> str:
    # Verified when the address is unknown, so that the answer takes as long as for a known one.
    return HASHER.hash(secrets.token_urlsafe(16))


def one_time_password() -> str:
    """Sixteen readable signs in groups of four (79 bits)."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def sign_in(db: Database, email: str, password: str, visitor: str) -> str:
    """Open a session; the token to put in the cookie. ``visitor`` is the network address asking.

    Failures are counted by address *and* account, so that nobody can lock a colleague out from elsewhere.

    Raises:
        TooManyAttempts: five failures in ten minutes from this address for this account, or thirty in all.
        NotAllowed: wrong address or password, or disabled account (the same sentence for all three).
    """
    email = email.strip().lower()[:254]
    keys = {f"sign-in:{visitor}:{email}": SIGN_IN_FAILURES, f"sign-in:{visitor}": 30}
    for key, limit in keys.items():
        throttle.refuse_beyond(db, key, limit, SIGN_IN_WINDOW)
    found = agent_row_by_email(db, email)
    try:
        HASHER.verify(found["password_hash"] if found else _some_hash(), password[:200])
        known = found is not None and found["disabled_at"] is None
    except (VerifyMismatchError, InvalidHashError):
        known = False
    if not known:
        for key in keys:
            throttle.count(db, key)
        journal.record(db, PUBLIC.journal_name, "sign_in_refused", "agent", found["id"] if found else None)
        raise NotAllowed("Adresse ou mot de passe inconnu. Vérifiez les deux, puis recommencez.")
    throttle.forget(db, f"sign-in:{visitor}:{email}")
    agent = agent_from(found)
    token = secrets.token_urlsafe(32)
    with transaction(db):
        now = clock.now()
        db.conn.execute("DELETE FROM sessions WHERE expires_at < ?", [clock.stamp(now)])
        db.conn.execute(
            "INSERT INTO sessions VALUES (?, ?, ?, ?, ?)",
            [fingerprint(token), agent.id, clock.stamp(now), clock.stamp(now), clock.stamp(now + SESSION_LIFE)],
        )
        db.conn.execute("UPDATE agents SET last_seen_at = ? WHERE id = ?", [clock.stamp(now), agent.id])
        journal.record(db, agent.journal_name, "sign_in", "agent", agent.id)
    return token


def sign_out(db: Database, token: str) -> None:
    """Close the session in every tab. An unknown token changes nothing."""
    with transaction(db):
        known = row(db, "SELECT agent_id FROM sessions WHERE fingerprint = ?", [fingerprint(token)])
        if known:
            db.conn.execute("DELETE FROM sessions WHERE fingerprint = ?", [fingerprint(token)])
            journal.record(db, f"agent:{known['agent_id']}", "sign_out", "agent", known["agent_id"])


@guarded
def note_presence(db: Database, agent: Actor, token: str) -> None:
    """Push back the end of an idle session; writes at most every five minutes."""
    late = clock.stamp(clock.now() - timedelta(minutes=5))
    if value(db, "SELECT 1 FROM sessions WHERE fingerprint = ? AND seen_at < ?", [fingerprint(token), late]):
        with transaction(db):
            db.conn.execute(
                "UPDATE sessions SET seen_at = ? WHERE fingerprint = ?", [clock.stamp(), fingerprint(token)]
            )


@guarded
def add_agent(db: Database, by: Actor, name: str, email: str, role: Role, operation: str) -> tuple[int, str]:
    """Create an account; its id and the one-time password to hand over (shown once, never stored).

    Raises:
        InvalidInput: name or address refused, or address already used.
    """
    name = clean_text(name, field="name", label="le nom de l’agent", max_length=80)
    email = checked_email(email, "email").lower()
    password = one_time_password()
    with transaction(db):
        if done := operations.replay(db, operation, "add_agent", email):
            return done["id"], ""
        if agent_row_by_email(db, email):
            raise InvalidInput("email", "Un compte existe déjà à cette adresse.")
        agent_id = insert(
            db,
            "agents",
            {
                "email": email,
                "name": name,
                "role": str(Role(role)),
                "password_hash": HASHER.hash(password),
                "must_change_password": 1,
                "created_at": clock.stamp(),
            },
        )
        journal.record(db, by.journal_name, "add_agent", "agent", agent_id, operation, {"role": str(role)})
        operations.remember(db, operation, "add_agent", email, {"id": agent_id})
    return agent_id, password


@guarded
def change_agent(db: Database, by: Actor, agent_id: int, version: int, name: str, role: Role, operation: str) -> None:
    """Change a name or a role. The last officer keeps theirs, or nobody could manage accounts.

    Raises:
        NotFound, Conflict, InvalidInput, Refused.
    """
    name = clean_text(name, field="name", label="le nom de l’agent", max_length=80)
    with transaction(db):
        if operations.replay(db, operation, "change_agent", agent_id) is not None:
            return
        agent = _known(db, agent_id)
        if agent.role is Role.OFFICER and role is not Role.OFFICER:
            _keep_an_officer(db, agent_id)
        if not update_version(db, "agents", agent_id, version, {"name": name, "role": str(Role(role))}):
            theirs = {"Nom": agent.name, "Rôle": agent.role.label}
            raise conflict_on(db, "agent", agent_id, AGENT_VERBS, theirs)
        journal.record(db, by.journal_name, "change_agent", "agent", agent_id, operation, {"role": str(role)})
        operations.remember(db, operation, "change_agent", agent_id)


@guarded
def disable_agent(db: Database, by: Actor, agent_id: int, operation: str) -> None:
    """Close an account and every session of it, at once.

    Raises:
        NotFound; Refused: the last officer cannot be disabled.
    """
    with transaction(db):
        if operations.replay(db, operation, "disable_agent", agent_id) is not None:
            return
        if _known(db, agent_id).role is Role.OFFICER:
            _keep_an_officer(db, agent_id)
        db.conn.execute(
            "UPDATE agents SET disabled_at = ?, version = version + 1 WHERE id = ?", [clock.stamp(), agent_id]
        )
        db.conn.execute("DELETE FROM sessions WHERE agent_id = ?", [agent_id])
        journal.record(db, by.journal_name, "disable_agent", "agent", agent_id, operation)
        operations.remember(db, operation, "disable_agent", agent_id)


@guarded
def enable_agent(db: Database, by: Actor, agent_id: int, operation: str) -> None:
    """Open a closed account again, with its password."""
    with transaction(db):
        if operations.replay(db, operation, "enable_agent", agent_id) is not None:
            return
        _known(db, agent_id)
        db.conn.execute("UPDATE agents SET disabled_at = NULL, version = version + 1 WHERE id = ?", [agent_id])
        journal.record(db, by.journal_name, "enable_agent", "agent", agent_id, operation)
        operations.remember(db, operation, "enable_agent", agent_id)


@guarded
def reset_password(db: Database, by: Actor, agent_id: int, operation: str) -> str:
    """A new one-time password for a colleague who lost theirs; closes their sessions. Shown once.

    Raises:
        NotFound; OperationReused: asked twice with the same operation (the first password was already shown).
    """
    password = one_time_password()
    with transaction(db):
        if operations.replay(db, operation, "reset_password", agent_id) is not None:
            raise Refused("Ce mot de passe a déjà été montré une fois. Recommencez pour en créer un autre.")
        _known(db, agent_id)
        _set_password(db, agent_id, password, must_change=True)
        journal.record(db, by.journal_name, "reset_password", "agent", agent_id, operation)
        operations.remember(db, operation, "reset_password", agent_id)
    return password


@guarded
def change_own_password(db: Database, agent: Agent, current: str, new: str) -> None:
    """Replace one's own password; every session is closed, sign in again.

    Raises:
        InvalidInput: wrong current password, or a new one that is too short, common or the same.
    """
    found = row(db, "SELECT * FROM agents WHERE id = ?", [agent.id])
    key = f"own-password:{agent.id}"
    throttle.refuse_beyond(db, key, SIGN_IN_FAILURES, SIGN_IN_WINDOW)
    try:
        HASHER.verify(found["password_hash"], current[:200])
    except (VerifyMismatchError, InvalidHashError):
        throttle.count(db, key)
        raise InvalidInput("current", "Le mot de passe actuel n’est pas celui-là.") from None
    new = check_password(new, [agent.name, agent.email, *agent.name.split(), *agent.email.split("@")])
    if new == current:
        raise InvalidInput("password", "Choisissez un mot de passe différent de l’actuel.")
    with transaction(db):
        _set_password(db, agent.id, new, must_change=False)
        journal.record(db, agent.journal_name, "change_own_password", "agent", agent.id)


@guarded
def make_first_officer(db: Database, by: Actor) -> tuple[str, str] | None:
    """On a database without accounts, an officer with a one-time password: (address, password); else None."""
    with transaction(db):
        if value(db, "SELECT count(*) FROM agents"):
            return None
        operation = operations.new_operation()
        _, password = add_agent(db, by, "Première connexion", "prevention@departement.example", Role.OFFICER, operation)
    return "prevention@departement.example", password


@guarded
def prepare_demonstration_agents(db: Database, by: Actor) -> None:
    """One account per role, whose shared password the sign-in page shows while the base is the demonstration."""
    with transaction(db):
        db.conn.execute("INSERT OR REPLACE INTO facts VALUES ('demonstration', '1')")
        # Everybody can read this password: hashed once for the four, since hashing is slow on purpose.
        shown = HASHER.hash(DEMONSTRATION_PASSWORD)
        for name, email, role in DEMONSTRATION_AGENTS:
            agent_id, _ = add_agent(db, by, name, email, role, operations.new_operation())
            _set_hash(db, agent_id, shown, must_change=False)


def _set_password(db: Database, agent_id: int, password: str, *, must_change: bool) -> None:
    _set_hash(db, agent_id, HASHER.hash(password), must_change=must_change)


def _set_hash(db: Database, agent_id: int, password_hash: str, *, must_change: bool) -> None:
    db.conn.execute(
        "UPDATE agents SET password_hash = ?, must_change_password = ?, version = version + 1 WHERE id = ?",
        [password_hash, int(must_change), agent_id],
    )
    db.conn.execute("DELETE FROM sessions WHERE agent_id = ?", [agent_id])


def _known(db: Database, agent_id: int) -> Agent:
    agent = agent_by_id(db, agent_id)
    if agent is None:
        raise NotFound("Ce compte n’existe pas.")
    return agent


def _keep_an_officer(db: Database, leaving: int) -> None:
    others = "SELECT count(*) FROM agents WHERE role = 'officer' AND disabled_at IS NULL AND id <> ?"
    if not value(db, others, [leaving]):
        raise Refused("C’est le dernier compte de prévention : donnez d’abord ce rôle à quelqu’un d’autre.")
