"""``experience-sheet``: what an edition taught, for the national exchange base."""

from pathlib import Path

import click

from campaign.accounts.model import SYSTEM
from campaign.base.french import plural
from campaign.cli.french import FrenchCommand, FrenchOption
from campaign.cli.output import give, opened
from campaign.communication.cache import write
from campaign.experience.files import sheet_file, values_of
from campaign.experience.views import experience_sheet


@click.command("experience-sheet", cls=FrenchCommand)
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--out", "file", cls=FrenchOption, required=True, type=click.Path(dir_okay=False, path_type=Path),
              metavar="FICHIER", help="Où l’écrire : .pdf, .docx ou .json, selon sa fin. Obligatoire.")  # fmt: skip
@click.pass_context
def experience_sheet_command(ctx: click.Context, edition: int, file: Path) -> None:
    """Écrit la fiche retour d’expérience d’une édition."""
    with opened(ctx) as db:
        made = sheet_file(db, SYSTEM, edition, file.suffix.lower())
        sheet = experience_sheet(db, SYSTEM, edition)
    write(file, made.data)
    figures = {"path": str(file), "pages": made.pages or None, **values_of(sheet)}
    pages = f", {plural(made.pages, 'page')}" if made.pages else ""
    give(ctx, figures, f"{sheet.title} : {sheet.state.label.lower()}{pages}, dans {file}.")
