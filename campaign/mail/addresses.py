"""What is known of an address without keeping it: that its owner wants no more invitations, or that it is dead.

The key is the fingerprint of the address's unsubscribe token, itself made from the secret: the table cannot be read
back into addresses, and a token is made again at need, never stored. An opposition thus survives an erased contact.
"""

from campaign.base import clock
from campaign.base.database import Database, row, rows, transaction, value
from campaign.base.secret import derived, fingerprint


def token_of(email: str) -> str:
    """The token of this address's unsubscribe link; the same each time, whatever the case of the letters."""
    return derived("address", email.strip().lower())


def key_of(email: str) -> str:
    """The address's key in the tables."""
    return fingerprint(token_of(email))


def know(db: Database, email: str) -> str:
    """Note that something is sent to this address, so that its token is recognised later; its key."""
    key = key_of(email)
    with transaction(db):
        db.conn.execute("INSERT OR IGNORE INTO addresses (fingerprint, known_at) VALUES (?, ?)", [key, clock.stamp()])
    return key


def is_known(db: Database, token: str) -> bool:
    """Whether this is the token of an address to which something was sent."""
    return row(db, "SELECT 1 FROM addresses WHERE fingerprint = ?", [fingerprint(token)]) is not None


def oppose(db: Database, token: str) -> bool:
    """No more invitations to the token's address; twice is the same as once. False when the token is unknown."""
    with transaction(db):
        changed = db.conn.execute(
            "UPDATE addresses SET opposed_at = coalesce(opposed_at, ?) WHERE fingerprint = ?",
            [clock.stamp(), fingerprint(token)],
        ).rowcount
    return changed == 1


def accept_again(db: Database, token: str) -> bool:
    """The owner changed their mind: invitations again. False when the token is unknown."""
    with transaction(db):
        changed = db.conn.execute(
            "UPDATE addresses SET opposed_at = NULL WHERE fingerprint = ?", [fingerprint(token)]
        ).rowcount
    return changed == 1


def is_opposed_token(db: Database, token: str) -> bool:
    """Whether the token's address wants no more invitations."""
    return value(db, "SELECT opposed_at FROM addresses WHERE fingerprint = ?", [fingerprint(token)]) is not None


def is_opposed(db: Database, email: str) -> bool:
    """Whether this address wants no more invitations."""
    return is_opposed_token(db, token_of(email))


def is_bounced(db: Database, email: str) -> bool:
    """Whether messages to this address come back for good."""
    return value(db, "SELECT bounced_at FROM addresses WHERE fingerprint = ?", [key_of(email)]) is not None


def closed(db: Database) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of addresses that want no more invitations, and of dead ones: for looking at many at once."""
    found = rows(db, "SELECT * FROM addresses WHERE opposed_at IS NOT NULL OR bounced_at IS NOT NULL")
    opposed = frozenset(str(one["fingerprint"]) for one in found if one["opposed_at"])
    return opposed, frozenset(str(one["fingerprint"]) for one in found if one["bounced_at"])


def note_bounce(db: Database, key: str, code: str, *, permanent: bool) -> None:
    """A message to this address (by its key) came back; ``permanent`` marks the address as dead."""
    with transaction(db):
        db.conn.execute("INSERT OR IGNORE INTO addresses (fingerprint, known_at) VALUES (?, ?)", [key, clock.stamp()])
        if permanent:
            sql = "UPDATE addresses SET bounced_at = coalesce(bounced_at, ?), bounce_code = ? WHERE fingerprint = ?"
            db.conn.execute(sql, [clock.stamp(), code, key])
        else:
            db.conn.execute("UPDATE addresses SET soft_bounces = soft_bounces + 1 WHERE fingerprint = ?", [key])


def works_again(db: Database, email: str) -> None:
    """An agent says that this address is good after all."""
    with transaction(db):
        db.conn.execute(
            "UPDATE addresses SET bounced_at = NULL, bounce_code = '' WHERE fingerprint = ?", [key_of(email)]
        )
