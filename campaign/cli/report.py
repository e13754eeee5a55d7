"""``report``: the report of an edition, in a file; ``bilan`` and ``fiche-experience`` among its documents."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.cli.french import FrenchCommand, FrenchOption
from campaign.cli.output import give, opened
from campaign.communication.assembling import Line
from campaign.communication.cache import write
from campaign.communication.model import DEPARTEMENT, Audience
from campaign.experience.files import sheet_file
from campaign.report.exports import report_record
from campaign.report.files import report_file
from campaign.report.views import report as report_view

REPORT, SHEET = "bilan", "fiche-experience"
FOLDER = "05_bilan"
_A4 = (210, 297)


@click.command("report", cls=FrenchCommand)
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--out", "file", cls=FrenchOption, required=True, type=click.Path(dir_okay=False, path_type=Path),
              metavar="FICHIER", help="Où l’écrire : .pdf, .docx, .xlsx (sans noms) ou .json, selon sa fin. "
                                      "Obligatoire.")  # fmt: skip
@click.pass_context
def report_command(ctx: click.Context, edition: int, file: Path) -> None:
    """Écrit le bilan d’une édition."""
    with opened(ctx) as db:
        made = report_file(db, SYSTEM, edition, file.suffix.lower())
        told = report_view(db, SYSTEM, edition)
    write(file, made.data)
    pages = f", {plural(made.pages, 'page')}" if made.pages else ""
    figures = {"path": str(file), "pages": made.pages or None, **report_record(told)}
    give(ctx, figures, f"{told.edition.name} : {told.received.in_words}{pages}, dans {file}.")


def reading_papers(
    db: Database, edition_id: int, kinds: Sequence[str], audience: Audience | None, put: Callable[[str, bytes], None]
) -> list[Line]:
    """The report and the experience sheet, when they are asked for by name, handed to ``put``; their manifest lines.

    Raises:
        NotFound.
    """
    lines = []
    if REPORT in kinds and audience in (None, DEPARTEMENT):
        made = report_file(db, SYSTEM, edition_id, ".pdf")
        lines.append(_line(REPORT, made.name, made.data, made.pages, put))
    if SHEET in kinds and audience in (None, DEPARTEMENT):
        made = sheet_file(db, SYSTEM, edition_id, ".pdf")
        lines.append(_line(SHEET, made.name, made.data, made.pages, put))
    return lines


def _line(kind: str, name: str, data: bytes, pages: int, put: Callable[[str, bytes], None]) -> Line:
    path = f"{FOLDER}/{name}"
    put(path, data)
    return Line(path, kind, str(DEPARTEMENT), "pdf", pages, _A4, hashlib.sha256(data).hexdigest(), (), ())
