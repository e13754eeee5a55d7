"""``shops import``, ``shops export`` and ``geocode``."""

from pathlib import Path

import click

from campaign.accounts.model import SYSTEM
from campaign.base.errors import GeocoderUnavailable, Refused
from campaign.base.exports import csv_bytes
from campaign.base.french import plural
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.cli.french import FrenchCommand, FrenchGroup, FrenchOption
from campaign.cli.output import give, opened, progress
from campaign.territory import views


@click.group(cls=FrenchGroup)
def shops() -> None:
    """Le registre des boutiques : importer une liste, exporter."""


@shops.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER")
@click.option("--dry-run", cls=FrenchOption, is_flag=True, help="Dit ce qui serait fait, sans rien écrire.")
@click.option("--departement", cls=FrenchOption, metavar="CODE",
              help="Refuse les lignes d’un autre département ; sans elle, aucune n’est refusée pour cela.")  # fmt: skip
@click.option("--report", cls=FrenchOption, type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER",
              help="Écrit le verdict de chaque ligne dans ce fichier .csv.")  # fmt: skip
@click.pass_context
def import_shops(ctx: click.Context, file: Path, dry_run: bool, departement: str | None, report: Path | None) -> None:
    """Importe une liste de boutiques (.csv ou .xlsx).

    Le même fichier une seconde fois ne change rien. Un doublon probable est marqué, jamais fusionné tout seul.
    """
    from campaign.partners.importing.apply import apply_import
    from campaign.partners.importing.plan import prepare_import
    from campaign.partners.importing.report import report_rows

    if report is not None and report.suffix.lower() != ".csv":
        raise Refused("Le rapport est un tableau : son nom finit par .csv.")
    code = views.departement(departement).code if departement else None
    data = file.read_bytes()
    with opened(ctx) as db, progress("Lignes") as show:
        plan = prepare_import(db, SYSTEM, file.name, data, departement=code, progress=show)
        if plan.missing:
            raise Refused(" ".join(plan.missing))
        counts, done = plan.counts, plan.counts.in_words
        if not dry_run:
            result = apply_import(db, SYSTEM, plan, None, new_operation(), show)
            counts, done = result.counts, result.in_words
    if report is not None:
        write_whole(report, csv_bytes(*report_rows(plan)))
    kept = ["Colonnes reprises du dernier import de ce fichier."] if plan.chosen_before else []
    words = [*plan.notes, *kept, done]
    if counts.to_review:
        words.append(f"{plural(counts.to_review, 'fiche à vérifier', 'fiches à vérifier')}.")
    give(ctx, counts.as_dict(), "\n".join([*words, *(["Rien n’a été écrit (essai)."] if dry_run else [])]))


@shops.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER")
@click.pass_context
def export_shops(ctx: click.Context, file: Path) -> None:
    """Écrit les boutiques dans un fichier .csv, .xlsx, .geojson ou .json, selon sa fin."""
    from campaign.partners.exporting import shops_file

    with opened(ctx) as db:
        content, count = shops_file(db, SYSTEM, file.suffix)
    write_whole(file, content)
    give(ctx, {"written": count}, f"{plural(count, 'boutique écrite', 'boutiques écrites')} dans {file}.")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.partiel")
    draft.write_bytes(content)
    draft.replace(path)


@click.command(cls=FrenchCommand)
@click.option("--provider", cls=FrenchOption, type=click.Choice(["ban", "commune"]),
              help="« ban » interroge le service d’adresses réglé par CAMPAIGN_GEOCODER_URL ; « commune » prend le "
              "point de la commune. Par défaut : « ban » s’il est réglé.")  # fmt: skip
@click.option("--limit", cls=FrenchOption, type=click.IntRange(1), metavar="NOMBRE",
              help="Combien de boutiques au plus.")  # fmt: skip
@click.pass_context
def geocode(ctx: click.Context, provider: str | None, limit: int | None) -> None:
    """Place sur la carte les boutiques qui n’ont pas de point sûr."""
    from campaign.partners.geocoding import left_sentence, place_shops
    from campaign.territory.geocoder import configured_geocoder

    with opened(ctx) as db, progress("Adresses") as show:
        geocoder = None if provider == "commune" else configured_geocoder(settings().geocoder_url)
        if provider == "ban" and geocoder is None:
            raise Refused("Aucun service d’adresses n’est réglé : renseignez CAMPAIGN_GEOCODER_URL.")
        placed = place_shops(db, SYSTEM, new_operation(), geocoder, limit, show)
    if placed.left:
        raise GeocoderUnavailable(left_sentence(placed.left))
    counts = {str(quality): count for quality, count in placed.counts.items()}
    words = ", ".join(f"{quality.label.lower()} : {count}" for quality, count in placed.counts.items())
    give(ctx, counts, f"{plural(placed.moved, 'boutique placée', 'boutiques placées')} ({words}).")
