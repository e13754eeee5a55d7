"""``demo``, ``seed`` and ``prepare``: filling an empty database."""

from contextlib import suppress

import click

from campaign.accounts.actions import make_first_officer
from campaign.accounts.model import SYSTEM
from campaign.base.errors import NotEmpty
from campaign.base.french import plural
from campaign.base.settings import settings
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
@click.option("--debriefs", cls=FrenchOption, type=click.IntRange(0, 100), default=0, metavar="NOMBRE",
              help="Part des boutiques, en %, dont le bilan des éditions passées est fait (0 par défaut).")  # fmt: skip
@click.pass_context
def seed(ctx: click.Context, shops: int, editions: int, number: int, debriefs: int) -> None:
    """Remplit une base vide de données inventées, pour mesurer la vitesse."""
    from campaign.demonstration.volume import fill_volume

    with opened(ctx) as db, progress("Boutiques") as show:
        made = fill_volume(db, SYSTEM, shops, editions, number, show, debriefs / 100)
    told = f", {plural(made['debriefs'], 'bilan')}" if made["debriefs"] else ""
    give(ctx, made, f"{plural(made['shops'], 'boutique')}, {plural(made['answers'], 'réponse')}{told} : enregistrés.")


@click.command(cls=FrenchCommand)
@click.option("--empty", cls=FrenchOption, is_flag=True, help="Sans la démonstration : une base vide et un compte.")
@click.pass_context
def prepare(ctx: click.Context, empty: bool) -> None:
    """Prépare le premier démarrage ; ne change rien à une base déjà remplie.

    Une base neuve reçoit la démonstration (Maine-et-Loire), ou avec --empty un seul compte de prévention, dont le mot
    de passe provisoire est affiché une fois.
    """
    from campaign.demonstration.filling import DEPARTEMENT, fill_demonstration

    with opened(ctx) as db:
        if not empty and settings().departement == DEPARTEMENT:
            with suppress(NotEmpty):
                made = fill_demonstration(db, SYSTEM)
                give(ctx, made, "La démonstration est prête : les comptes sont écrits sur la page de connexion.")
                return
        first = make_first_officer(db, SYSTEM)
    if first is None:
        give(ctx, {"ready": True}, "La base est prête.")
        return
    email, password = first
    told = f"Premier compte : {email}\nMot de passe provisoire, à changer aussitôt : {password}"
    give(ctx, {"email": email, "password": password}, told)
