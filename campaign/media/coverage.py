"""« Retombées »: what was published, with its link or its scan."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import kept_files
from campaign.base.database import Database, Row
from campaign.base.errors import UnreadableFile
from campaign.base.fields import website, whole_number
from campaign.base.pictures import cleaned
from campaign.editions.views import edition as edition_view
from campaign.media.composing import audience_from
from campaign.media.model import Tone
from campaign.media.store import known_outlet

SCANS = "retombees"  # the purpose under which scans are kept (base.kept_files)
MAX_SCAN = 5 * 1024 * 1024
MOST_REACH = 100_000_000
PDF = "application/pdf"
TABLE, SUBJECT = "media_coverage", "coverage"


@guarded
def add_coverage(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Note something published; its id. ``scan`` is the bytes of a PDF, a JPEG or a PNG.

    Raises:
        InvalidForm; UnreadableFile: the scan. NotFound: no such edition.
    """
    edition_view(db, edition_id)
    columns = _columns(db, {"title": "", "published_on": None, **values, "outlet": values})
    return saving.add_row(
        db, by, TABLE, "add_coverage", SUBJECT, {"edition_id": edition_id, **columns, **_scan(values)}, operation
    )


@guarded
def change_coverage(
    db: Database, by: Actor, coverage_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields; a new ``scan`` replaces the former.

    Raises:
        InvalidForm, UnreadableFile, NotFound, Conflict.
    """
    named = {"outlet": values} if "outlet_id" in values or "outlet_name" in values else {}
    columns = _columns(db, {**values, **named}) | _scan(values)
    saving.change_row(db, by, TABLE, ("change_coverage", "remove_coverage", "restore_coverage"), SUBJECT, coverage_id,
                      version, columns, operation, "title")  # fmt: skip


@guarded
def remove_coverage(db: Database, by: Actor, coverage_id: int, operation: str) -> None:
    """Take it out of the list and of the totals. ``restore_coverage`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_coverage", SUBJECT, coverage_id, operation)


@guarded
def restore_coverage(db: Database, by: Actor, coverage_id: int, operation: str) -> None:
    """Put it back."""
    saving.set_aside(db, by, TABLE, "removed_at", "restore_coverage", SUBJECT, coverage_id, operation, back=True)


@guarded
def scan_of(db: Database, by: Actor, coverage_id: int) -> tuple[bytes, str]:
    """The scan and its media type.

    Raises:
        NotFound: no such line, no scan, or its file was lost.
    """
    found = saving.known_row(db, TABLE, coverage_id)
    return kept_files.read(SCANS, str(found["scan"])), str(found["scan_type"])


def _columns(db: Database, values: Mapping[str, object]) -> Row:
    columns = saving.checked(
        values,
        {
            "outlet": lambda typed: _outlet(db, typed),
            "published_on": saving.day_of("published_on", "Indiquez la date de parution."),
            "title": saving.text_of("title", "le titre de l’article ou de l’émission", 200, required=True),
            "link": lambda typed: website(str(typed), "link") if str(typed or "").strip() else "",
            "reach": _reach,
            "tone": saving.one_of(Tone, "tone", "Choisissez le ton.", required=False),
            "note": saving.text_of("note", "la note", 1000, multiline=True),
            "audience": _audience,
        },
    )
    outlet = columns.pop("outlet", {})
    return {**columns, **outlet}


def _outlet(db: Database, values: object) -> Row:
    """An outlet of the list, or the name of another."""
    typed = dict(values) if isinstance(values, Mapping) else {}
    if typed.get("outlet_id"):
        return {"outlet_id": known_outlet(db, int(str(typed["outlet_id"]))).id, "outlet_name": ""}
    name = saving.text_of("outlet_name", "le média, ou écrivez son nom", 120, required=True)(typed.get("outlet_name"))
    return {"outlet_id": None, "outlet_name": name}


def _reach(typed: object) -> int | None:
    """Nothing typed is unknown, which is not zero."""
    text = str(typed if typed is not None else "").strip()
    return whole_number(text, 0, MOST_REACH, "reach") if text else None


def _audience(typed: object) -> str:
    text = str(typed or "")
    audience_from(text)
    return text


def _scan(values: Mapping[str, object]) -> Row:
    """The kept scan: a PDF as it is, a picture without its metadata.

    Raises:
        UnreadableFile: too heavy, or neither.
    """
    data = values.get("scan")
    if not isinstance(data, bytes) or not data:
        return {}
    if len(data) > MAX_SCAN:
        raise UnreadableFile("5 Mo au plus : réduisez le document, puis envoyez-le de nouveau.")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return {"scan": kept_files.keep(SCANS, data), "scan_type": PDF}
    try:
        picture = cleaned(data)
    except UnreadableFile as problem:
        raise UnreadableFile(problem.message.replace("un PNG ou un JPEG", "un PDF, un PNG ou un JPEG")) from problem
    return {"scan": kept_files.keep(SCANS, picture.data), "scan_type": picture.media_type}
