"""``site build``: the public pages as a folder of files."""

from pathlib import Path

import click

from campaign.base.french import plural
from campaign.cli.french import FrenchGroup, FrenchOption
from campaign.cli.output import give, opened, progress
from campaign.editions.views import edition as edition_view


@click.group(cls=FrenchGroup)
def site() -> None:
    """Le site public, en fichiers à déposer sur n’importe quel serveur."""


@site.command()
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--out", "folder", cls=FrenchOption, required=True, type=click.Path(file_okay=False, path_type=Path),
              metavar="DOSSIER", help="Où l’écrire : un dossier vide ou nouveau, ou une ancienne copie, alors "
              "remplacée. Obligatoire.")  # fmt: skip
@click.pass_context
def build(ctx: click.Context, edition: int, folder: Path) -> None:
    """Copie les pages publiques d’une édition, passée ou en cours.

    La carte, la liste, une page par boutique, les agendas et les données : tout s’ouvre sans serveur. « Signaler une
    erreur » mène au site en ligne quand CAMPAIGN_PUBLIC_URL est réglé.
    """
    from campaign.web.static_site import build_site, live_site

    with opened(ctx) as db, progress("Fichiers") as show:
        found = edition_view(db, edition)
        built = build_site(found, folder, live_site(db, found), show)
    pages, shops = plural(built.pages, "page"), plural(built.shops, "boutique")
    give(ctx, built.as_dict(), f"{pages} ({shops}), {plural(built.files, 'fichier')} dans {folder}.")
