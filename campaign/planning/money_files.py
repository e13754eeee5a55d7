"""The money of an edition as files to take away, by the ending of their name."""

from collections.abc import Callable
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import InvalidInput
from campaign.base.exports import csv_bytes
from campaign.base.text import slug
from campaign.documents.colours import Palette
from campaign.documents.reading_paper import paper_pdf
from campaign.editions.views import edition as edition_view
from campaign.identity.views import brand
from campaign.planning import sheet
from campaign.planning.line_books import edition_book, empty_book
from campaign.planning.money_paper import Shops, money_paper
from campaign.planning.money_views import watched
from campaign.planning.store import all_funds

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {".xlsx": EXCEL, ".csv": "text/csv", ".pdf": "application/pdf"}
EMPTY_NAME = "modele-depenses.xlsx"


@dataclass(frozen=True, slots=True)
class MoneyFile:
    """A file: its name, French without accents, its bytes, its media type."""

    name: str
    data: bytes
    media_type: str


@guarded
def money_file(db: Database, by: Actor, edition_id: int, ending: str, shops: Shops = (None, None)) -> MoneyFile:
    """The spending as « .xlsx » (every sheet), « .csv » (the lines) or « .pdf » (to print).

    ``shops``: those that took part the last time, and this time, for the cost of one.

    Raises:
        NotFound; InvalidInput: another ending.
    """
    if ending not in TYPES:
        raise InvalidInput("out", f"Les dépenses s’écrivent en {', '.join(TYPES)}.")
    edition, seen = edition_view(db, edition_id), watched(db, by, edition_id)
    money = seen.spending
    makers: dict[str, Callable[[], bytes]] = {
        ".xlsx": lambda: edition_book(seen),
        ".csv": lambda: csv_bytes(sheet.headers(money.funds), sheet.table(money.all_lines, money.funds, money.shares)),
        ".pdf": lambda: paper_pdf(money_paper(edition, seen, shops, _palette(db), clock.now())).data,
    }
    return MoneyFile(f"depenses-{slug(edition.name)}{ending}", makers[ending](), TYPES[ending])


@guarded
def empty_lines_book(db: Database, by: Actor) -> MoneyFile:
    """The workbook to fill in and to import."""
    funds = [one for one in all_funds(db) if one.archived_at is None]
    return MoneyFile(EMPTY_NAME, empty_book(funds), EXCEL)


def _palette(db: Database) -> Palette:
    """The département's own colours."""
    kept = brand(db)
    return Palette(kept.field, kept.accent, kept.second)
