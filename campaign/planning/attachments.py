"""Estimates, orders and invoices kept with a line of spending: a PDF as it is, a picture without its metadata."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import kept_files
from campaign.base.database import Database
from campaign.base.errors import UnreadableFile
from campaign.base.pictures import cleaned
from campaign.base.text import clean
from campaign.planning.store import attachment_of_row

FILES = "depenses"  # the purpose under which they are kept (base.kept_files)
MAX_BYTES = 5 * 1024 * 1024
MOST_NAME = 120
PDF = "application/pdf"
TABLE, SUBJECT = "spending_attachments", "spending_attachment"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An attachment to show or to download."""

    name: str
    media_type: str
    data: bytes


@guarded
def attach(db: Database, by: Actor, line_id: int, name: str, data: bytes, operation: str) -> int:
    """Keep a document with a line; its id. ``name`` is what the person called it, shown and never used as a path.

    Raises:
        UnreadableFile: over 5 MB, or neither a PDF, a PNG nor a JPEG. NotFound: no such line.
    """
    saving.known_row(db, "spending_lines", line_id)
    if len(data) > MAX_BYTES:
        raise UnreadableFile("5 Mo au plus : réduisez le document, puis envoyez-le de nouveau.")
    kept, media_type, ending = _readable(data)
    values = {
        "line_id": line_id, "name": _shown(name, ending), "file": kept_files.keep(FILES, kept),
        "media_type": media_type, "size": len(kept),
    }  # fmt: skip
    return saving.add_row(db, by, TABLE, "attach_document", SUBJECT, values, operation)


@guarded
def detach(db: Database, by: Actor, attachment_id: int, operation: str) -> None:
    """Take a document away from its line. ``reattach`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "detach_document", SUBJECT, attachment_id, operation)


@guarded
def reattach(db: Database, by: Actor, attachment_id: int, operation: str) -> None:
    """Put it back."""
    saving.set_aside(db, by, TABLE, "removed_at", "reattach_document", SUBJECT, attachment_id, operation, back=True)


@guarded
def attachment(db: Database, by: Actor, attachment_id: int) -> KeptFile:
    """A document.

    Raises:
        NotFound: no such document, or its file was lost.
    """
    found = attachment_of_row(saving.known_row(db, TABLE, attachment_id))
    return KeptFile(found.name, found.media_type, kept_files.read(FILES, found.file))


def _readable(data: bytes) -> tuple[bytes, str, str]:
    """What is kept, its media type, the ending of its name."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return data, PDF, "pdf"
    try:
        picture = cleaned(data)
    except UnreadableFile as problem:
        raise UnreadableFile(problem.message.replace("un PNG ou un JPEG", "un PDF, un PNG ou un JPEG")) from problem
    return picture.data, picture.media_type, picture.ending


def _shown(name: str, ending: str) -> str:
    """The last part of the name, with the ending of what was really kept."""
    stem = PurePosixPath(clean(name).replace("\\", "/")).stem[: MOST_NAME - 4].strip(". ")
    return f"{stem or 'document'}.{ending}"
