"""``documents``: the printed pieces and pictures of an edition, in a folder."""

from pathlib import Path

import click

from campaign.accounts.model import SYSTEM
from campaign.base.french import plural
from campaign.cli.french import FrenchGroup, FrenchOption
from campaign.cli.output import give, opened, progress
from campaign.cli.report import REPORT, SHEET, reading_papers
from campaign.communication import road_papers, role_papers
from campaign.communication.assembling import Line, assemble, wanted
from campaign.communication.cache import write
from campaign.communication.content import read_source
from campaign.communication.kit_papers import MANIFEST, manifest_bytes
from campaign.communication.model import read_audience
from campaign.documents.presets import Preset

EVERYONE = "all"


@click.group(cls=FrenchGroup)
def documents() -> None:
    """Les affiches, flyers, annuaires et images d’une édition."""


@documents.command()
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--out", "folder", cls=FrenchOption, required=True, type=click.Path(file_okay=False, path_type=Path),
              metavar="DOSSIER", help="Où les écrire, avec la liste manifest.json. Obligatoire.")  # fmt: skip
@click.option("--kind", "kinds", cls=FrenchOption, multiple=True, metavar="PIECE",
              help="Une sorte de pièce, par exemple affiche-a3 ; à répéter. Par défaut, toutes celles de la "
                   "communication ; bon-livraison, bon-reprise, feuille-de-route et qui-fait-quoi (noms, "
                   "téléphones), bilan et fiche-experience seulement si on les demande.")  # fmt: skip
@click.option("--audience", cls=FrenchOption, default=EVERYONE, metavar="POUR",
              help="departement, epci:SIREN, shop:NUMERO, ou all : tous (par défaut).")  # fmt: skip
@click.option("--preset", cls=FrenchOption, type=click.Choice([str(one) for one in Preset]), default="ecran",
              metavar="SORTIE", help="ecran (par défaut), imprimeur, ou imprimeur-en-ligne.")  # fmt: skip
@click.pass_context
def build(ctx: click.Context, edition: int, folder: Path, kinds: tuple[str, ...], audience: str, preset: str) -> None:
    """Fait les documents d’une édition.

    Une pièce qu’une boutique ne peut pas avoir à son nom reste dans la liste, sans fichier, avec la règle.
    """
    for_whom = None if audience == EVERYONE else read_audience(audience)
    with opened(ctx) as db:
        asked = [one for one in kinds if one not in (*road_papers.KINDS, role_papers.KIND, REPORT, SHEET)]
        # A role is said long before a shop has answered: alone, it needs nothing of what documents are made from.
        source = read_source(db, SYSTEM, edition) if set(kinds) != {role_papers.KIND} else None
        pieces = wanted(source, asked, for_whom) if source and (asked or not kinds) else []
        folder.mkdir(parents=True, exist_ok=True)
        with progress("Documents") as show:

            def shown(done: int, total: int, label: str) -> bool:
                show(done, total)
                return True

            def put(path: str, data: bytes) -> None:
                write(folder / path, data)

            lines = (assemble(source, pieces, Preset(preset), put, shown) if source else []) or []
            lines += role_papers.role_papers(db, SYSTEM, edition, kinds, for_whom, put)
            lines += road_papers.road_papers(db, SYSTEM, edition, kinds, for_whom, put)
            lines += reading_papers(db, edition, kinds, for_whom, put)
        write(folder / MANIFEST, manifest_bytes(lines))
    give(ctx, [line.as_dict() for line in lines], _said(lines, folder))


def _said(lines: list[Line], folder: Path) -> str:
    made = [line for line in lines if line.path]
    said = [f"{plural(len(made), 'document')} dans {folder}."]
    if to_read := sum(bool(line.warnings) and not line.blocking for line in made):
        said.append(f"{plural(to_read, 'document')} à relire : {MANIFEST} dit quoi.")
    said += [f"À corriger : {line.path} : {' '.join(line.blocking)}" for line in made if line.blocking]
    said += [
        f"Sans fichier : {line.kind}, {line.audience} : {' '.join(line.blocking)}" for line in lines if not line.path
    ]
    return "\n".join(said)
