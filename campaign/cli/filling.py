"""``demo`` and ``seed``: filling an empty database."""

import click

from campaign.accounts.model import SYSTEM
from campaign.base.french import plural
from campaign.cli.french import FrenchCommand, FrenchOption
from campaign.cli.output import give, opened, progress


@click.command(cls=FrenchCommand)
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Remplit une base vide avec la démonstration.

    Deux éditions passées de Maine-et-Loire et une troisième, ouverte, à moitié répondue ; boutiques et personnes sont
    inventées. Refuse une base qui contient déjà des données.
    """
    from campaign.demonstration.filling import fill_demonstration

    with opened(ctx) as db:
        made = fill_demonstration(db, SYSTEM)
    shops = plural(made["shops"], "boutique")
    text = f"La démonstration est prête : {plural(made['editions'], 'édition')}, {shops}."
    give(ctx, made, text)


@click.command(cls=FrenchCommand)
@click.option("--shops", cls=FrenchOption, type=click.IntRange(1, 10_000), required=True, metavar="NOMBRE",
              help="Combien de boutiques (obligatoire, 10 000 au plus).")  # fmt: skip
@click.option("--editions", cls=FrenchOption, type=click.IntRange(1, 20), default=1, metavar="NOMBRE",
              help="Combien d’éditions, la dernière étant ouverte (1 par défaut, 20 au plus).")  # fmt: skip
@click.option("--seed", "number", cls=FrenchOption, type=int, default=49, metavar="NOMBRE",
              help="Un même nombre donne les mêmes données (49 par défaut).")  # fmt: skip
@click.pass_context
def seed(ctx: click.Context, shops: int, editions: int, number: int) -> None:
    """Remplit une base vide de données inventées, pour mesurer la vitesse."""
    from campaign.demonstration.volume import fill_volume

    with opened(ctx) as db, progress("Boutiques") as show:
        made = fill_volume(db, SYSTEM, shops, editions, number, show)
    give(ctx, made, f"{plural(made['shops'], 'boutique')}, {plural(made['answers'], 'réponse')} enregistrées.")
