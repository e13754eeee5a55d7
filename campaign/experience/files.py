"""The sheet as files to take away, by the ending of their name: printed page, Word file, values."""

import json
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import InvalidInput
from campaign.base.text import slug
from campaign.documents.colours import Palette
from campaign.documents.reading_paper import paper_pdf
from campaign.documents.reading_word import paper_word
from campaign.experience.model import KEYWORDS, ExperienceSheet, keywords_of
from campaign.experience.paper import CODE, sheet_paper
from campaign.experience.views import experience_sheet
from campaign.identity.views import brand

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {".pdf": "application/pdf", ".docx": WORD, ".json": "application/json"}


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file: its name, French without accents, its bytes; ``pages`` of a printed one."""

    name: str
    data: bytes
    pages: int = 0


@guarded
def sheet_file(db: Database, by: Actor, edition_id: int, ending: str) -> SheetFile:
    """The experience sheet of an edition as « .pdf », « .docx » or « .json ».

    Raises:
        NotFound; InvalidInput: another ending.
    """
    if ending not in TYPES:
        raise InvalidInput("out", f"La fiche s’écrit en {', '.join(TYPES)} : changez la fin du nom du fichier.")
    sheet = experience_sheet(db, by, edition_id)
    name = f"{CODE}-{slug(sheet.edition_name)}{ending}"
    if ending == ".json":
        return SheetFile(name, json.dumps(values_of(sheet), ensure_ascii=False, indent=2).encode())
    kept = brand(db)
    content = sheet_paper(sheet, Palette(kept.field, kept.accent, kept.second), clock.now())
    if ending == ".docx":
        return SheetFile(name, paper_word(content))
    built = paper_pdf(content)
    return SheetFile(name, built.data, built.pages)


def values_of(sheet: ExperienceSheet) -> dict[str, object]:
    """The sheet as plain values: every part in order, its text without our signs."""
    return {
        "edition": {"id": sheet.edition_id, "name": sheet.edition_name, "days": sheet.days},
        "title": sheet.title,
        "owner": sheet.body_name,
        "state": str(sheet.state),
        "updated_on": sheet.updated_on.isoformat() if sheet.updated_on else None,
        "parts": [
            {
                "code": one.part.code,
                "chapter": one.part.chapter.label,
                "title": one.part.label,
                "text": one.to_copy,
                "edited": one.own,
            }
            for one in sheet.parts
        ],
        "keywords": keywords_of(sheet.part(KEYWORDS).text),
    }
