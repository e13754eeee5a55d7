"""The messages that came back: a dead address is marked, its message becomes a failure, and a task appears."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.operations import new_operation
from campaign.base.secret import fingerprint
from campaign.mail import addresses, outbox
from campaign.mail.bounces import Kind, Returned, returned
from campaign.mail.outbox import Posted

log = logging.getLogger("campaign.messages")
MAX_FILE = 50_000_000  # bytes: a mailbox beyond is left to be cut into pieces
_ENDINGS = (".eml", ".mbox", ".mbx")
_MAILDIR = ("new", "cur")


@dataclass(frozen=True, slots=True)
class BouncesRead:
    """``permanent``: dead addresses; ``transient``: delays, nothing to do; ``refused``: messages refused for what they
    are, whose address is not in question; ``other``: about no message of ours, not understood, or read before."""

    permanent: int = 0
    transient: int = 0
    other: int = 0
    refused: int = 0


@guarded
def read_bounces(db: Database, by: Actor, files: Sequence[bytes], operation: str) -> BouncesRead:
    """Read .eml files, or whole mailboxes in mbox. The same message, in whatever file, counts once."""
    found = [one for content in files for one in returned(content)]
    with transaction(db):
        if done := operations.replay(db, operation, "read_bounces"):
            return BouncesRead(**done)
        counted = _take_in(db, found)
        journal.record(db, by.journal_name, "read_bounces", "outbox", None, operation, asdict(counted))
        operations.remember(db, operation, "read_bounces", result=asdict(counted))
    return counted


@guarded
def read_folder(db: Database, by: Actor, folder: Path) -> BouncesRead:
    """Read what is new in a folder: .eml and .mbox files, or a Maildir. Nothing in it is changed.

    A folder or a file that cannot be read is left for the next time, and said in the server's log.
    """
    files = [(known_as, path) for known_as, path in _files_of(folder) if not _is_read(db, known_as)]
    contents = [(known_as, content) for known_as, path in files if (content := _content(path)) is not None]
    if not contents:
        return BouncesRead()
    found = [one for _, content in contents for one in returned(content)]
    with transaction(db):
        counted = _take_in(db, found)
        for known_as, _ in contents:
            _note_read(db, known_as)
        if counted.permanent or counted.refused or counted.transient:
            journal.record(
                db, by.journal_name, "read_bounces", "outbox", None, new_operation(), details=asdict(counted)
            )
    return counted


def _take_in(db: Database, found: Sequence[Returned]) -> BouncesRead:
    kinds = Counter(_take_one(db, one) for one in found)
    return BouncesRead(kinds[Kind.PERMANENT], kinds[Kind.TRANSIENT], kinds[Kind.OTHER], kinds[Kind.REFUSED])


def _take_one(db: Database, one: Returned) -> Kind:
    """What it changed: OTHER when it is none of our business."""
    if one.kind is Kind.OTHER or _is_read(db, one.key):
        return Kind.OTHER
    posted = _message_of(db, one)
    address = posted.address if posted else _known_address(db, one.recipient)
    if not address:
        return Kind.OTHER
    if one.kind is not Kind.REFUSED:
        addresses.note_bounce(db, address, one.status, permanent=one.kind is Kind.PERMANENT)
    if posted and one.kind is not Kind.TRANSIENT:
        outbox.note_return(db, posted.id, one.status, _reason(one))
    _note_read(db, one.key)
    return one.kind


def _message_of(db: Database, one: Returned) -> Posted | None:
    """The message it is about: by its number; when the report quotes none, the last that left for that address."""
    for known_as in one.originals:
        if posted := outbox.by_message_id(db, known_as):
            return posted
    if one.originals or not one.recipient:
        return None
    return outbox.latest_to_address(db, addresses.key_of(one.recipient))


def _known_address(db: Database, recipient: str) -> str | None:
    """The key of an address that we wrote to: some relays give messages numbers of their own."""
    return addresses.key_of(recipient) if recipient and addresses.is_known(db, addresses.token_of(recipient)) else None


def _reason(one: Returned) -> str:
    code = f" ({one.status})" if one.status else ""
    if one.kind is Kind.REFUSED:
        return f"Refusé par la messagerie du destinataire{code}."
    if one.status == "5.1.2":
        return f"Le domaine de l’adresse n’existe pas{code}."
    return f"L’adresse ne fonctionne plus{code}."


def _files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files to read, each with what tells whether it changed since it was read."""
    try:
        places = [folder, *(folder / name for name in _MAILDIR if (folder / name).is_dir())]
        listed = [
            path
            for place in places
            for path in sorted(place.iterdir())
            if path.is_file() and (place.name in _MAILDIR or path.suffix.lower() in _ENDINGS)
        ]
        for path in listed:
            seen = path.stat()
            yield fingerprint(f"file\x1f{path.name}\x1f{seen.st_size}\x1f{seen.st_mtime_ns}"), path
    except OSError as error:
        log.warning("the folder of returned messages cannot be read: %s", type(error).__name__)


def _content(path: Path) -> bytes | None:
    try:
        if path.stat().st_size > MAX_FILE:
            log.warning("a returned mailbox is too large to be read")
            return None
        return path.read_bytes()
    except OSError as error:
        log.warning("a returned message cannot be read: %s", type(error).__name__)
        return None


def _is_read(db: Database, key: str) -> bool:
    return bool(db.conn.execute("SELECT 1 FROM bounces_read WHERE fingerprint = ?", [key]).fetchone())


def _note_read(db: Database, key: str) -> None:
    db.conn.execute("INSERT OR IGNORE INTO bounces_read VALUES (?, ?)", [key, clock.stamp()])
