"""The report as files to take away, by the ending of their name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import InvalidInput, NotFound
from campaign.base.text import slug
from campaign.debrief.views import photo_file, photos
from campaign.documents.colours import Palette
from campaign.documents.paper_content import Photo
from campaign.documents.reading_paper import paper_pdf
from campaign.documents.reading_word import paper_word
from campaign.identity.views import brand
from campaign.report.exports import report_json, report_xlsx
from campaign.report.model import Report
from campaign.report.paper import report_paper
from campaign.report.views import report

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRINTED = (".pdf", ".docx")
MOST_PHOTOS = 8  # two pages
TYPES = {".pdf": "application/pdf", ".docx": WORD, ".xlsx": EXCEL, ".json": "application/json"}


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file: its name, French without accents, its bytes; ``pages`` of a printed one."""

    name: str
    data: bytes
    pages: int = 0


@guarded
def report_file(db: Database, by: Actor, edition_id: int, ending: str) -> ReportFile:
    """The report of an edition as « .pdf », « .docx », « .xlsx » (anonymous) or « .json ».

    Raises:
        NotFound; InvalidInput: another ending.
    """
    if ending not in TYPES:
        raise InvalidInput("out", f"Le bilan s’écrit en {', '.join(TYPES)} : changez la fin du nom du fichier.")
    shown = _photos(db, by, edition_id) if ending in PRINTED else ()
    return file_of(report(db, by, edition_id), ending, _palette(db), shown)


def file_of(told: Report, ending: str, palette: Palette, shown: Sequence[Photo] = ()) -> ReportFile:
    """The same, from a report already made; ``shown``: its photographs."""
    name = f"bilan-{slug(told.edition.name)}{ending}"
    if ending == ".pdf":
        built = paper_pdf(report_paper(told, palette, shown))
        return ReportFile(name, built.data, built.pages)
    makers: dict[str, Callable[[], bytes]] = {
        ".docx": lambda: paper_word(report_paper(told, palette, shown)),
        ".xlsx": lambda: report_xlsx(told),
        ".json": lambda: report_json(told),
    }
    return ReportFile(name, makers[ending]())


def _photos(db: Database, by: Actor, edition_id: int) -> tuple[Photo, ...]:
    """Photographs that their authors gave, one of each place first, eight at most; a file that is lost is left out."""
    kept = sorted(photos(db, by, edition_id), key=lambda one: one.id)
    first = {one.place_id: one for one in reversed(kept)}
    order = [*first.values(), *(one for one in kept if first[one.place_id] is not one)]
    shown = []
    for one in order[:MOST_PHOTOS]:
        try:
            data = photo_file(db, by, one.id)
        except NotFound:
            continue
        shown.append(Photo(data, one.caption, one.credit, one.shows))
    return tuple(shown)


def _palette(db: Database) -> Palette:
    """The département's own colours."""
    kept = brand(db)
    return Palette(kept.field, kept.accent, kept.second)
