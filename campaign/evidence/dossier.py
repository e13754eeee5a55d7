"""The evidence of an edition as one folder to hand to an auditor: its contents in PDF and XLSX, then the files.

The same list on the same day gives the same bytes. Files are written one after the other: what is held in memory is
never more than one of them (10 MB), whatever the edition keeps (100 MB).
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import BinaryIO

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, kept_files
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.exports import dated, xlsx_book
from campaign.base.text import slug
from campaign.documents.colours import Palette
from campaign.documents.reading_paper import paper_pdf
from campaign.evidence.model import Elsewhere
from campaign.evidence.naming import placed
from campaign.evidence.paper import Around, contents
from campaign.evidence.sheet import HEADERS, TASK_HEADERS, by_task, table
from campaign.evidence.store import FILES
from campaign.evidence.views import Evidence, evidence
from campaign.identity.views import brand, identity

CONTENTS_PDF, CONTENTS_XLSX = "00-sommaire.pdf", "00-sommaire.xlsx"
_NOON = time(12)
_PACKED = (".pdf", ".png", ".jpg", ".docx", ".xlsx", ".odt", ".ods")


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was written. ``lost``: files that the list names and that are no longer there."""

    name: str
    files: int
    lost: int


@guarded
def write_dossier(
    db: Database, by: Actor, edition_id: int, target: BinaryIO, elsewhere: Sequence[Elsewhere] = ()
) -> Dossier:
    """Write the folder of an edition as a zip into ``target``, a file open for writing. ``elsewhere``: what other
    screens hold, told in the contents.

    Raises:
        NotFound.
    """
    seen = evidence(db, by, edition_id)
    made_at = datetime.combine(clock.today(), _NOON, clock.PARIS)
    lost: set[int] = set()
    files = placed(seen.tracked)
    with zipfile.ZipFile(target, "w") as archive:
        for one in files:
            try:
                _put(archive, one.path, kept_files.read(FILES, one.file.file), made_at)
            except NotFound:
                lost.add(one.file.id)
        kept = brand(db)
        palette = Palette(kept.field, kept.accent, kept.second)
        around = Around(lost, elsewhere, palette, identity(db).body_name)
        _put(archive, CONTENTS_PDF, paper_pdf(contents(seen, made_at, around)).data, made_at)
        _put(archive, CONTENTS_XLSX, contents_xlsx(seen, made_at, elsewhere), made_at)
    return Dossier(dossier_name(seen), len(files) - len(lost), len(lost))


def dossier_name(seen: Evidence) -> str:
    """French, without accents."""
    return f"preuves-{slug(seen.edition.name) or seen.edition.id}.zip"


def contents_xlsx(seen: Evidence, made_at: datetime, elsewhere: Sequence[Elsewhere]) -> bytes:
    """The contents as a workbook: the list, then task by task, then what other screens hold."""
    sheets = [
        ("Preuves", HEADERS, table(seen.tracked, paths=True)),
        ("Tâche par tâche", TASK_HEADERS, by_task(seen.tracked, seen.tasks)),
        ("Déjà dans le logiciel", ("Écran", "Ce qui s’y trouve", "Noms"),
         [(one.label, one.count, " ; ".join(one.names)) for one in elsewhere]),
    ]  # fmt: skip
    return dated(xlsx_book(sheets), made_at)


def _put(archive: zipfile.ZipFile, path: str, data: bytes, at: datetime) -> None:
    entry = zipfile.ZipInfo(path, at.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
