"""The care of the database: worker, backups, verification, migrations, retention."""

import logging
import sys
from pathlib import Path

import click

from campaign import backups, schema
from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import RULES, past_retention
from campaign.accounts.retention import purge as purge_data
from campaign.base import jobs
from campaign.base.database import connect, pending_migrations
from campaign.base.french import number, plural
from campaign.base.settings import settings
from campaign.cli.french import FrenchCommand, FrenchOption
from campaign.cli.output import chosen_database, give, opened


@click.command(cls=FrenchCommand)
@click.option("--once", cls=FrenchOption, is_flag=True, help="Fait ce qui attend, puis s’arrête.")
@click.pass_context
def work(ctx: click.Context, once: bool) -> None:
    """Fait ce qui attend : messages, travaux longs, entretien de chaque jour.

    Sans --once, continue jusqu’à ce qu’on l’arrête.
    """
    from campaign import worker  # loads every room

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    if not once:
        with chosen_database(ctx):
            worker.work()
        give(ctx, {"stopped": True}, "Arrêté.")
        return
    with opened(ctx) as db:
        jobs.beat(db, "worker")
        done = 0
        while taken := worker.run_once(db):
            done += taken
        worker.daily_care(db)
    give(ctx, {"jobs": done}, f"{plural(done, 'travail fait', 'travaux faits')}.")


@click.command(cls=FrenchCommand)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER")
@click.pass_context
def backup(ctx: click.Context, file: Path) -> None:
    """Écrit une archive (.tar.gz) de la base et des fichiers, même pendant qu’on s’en sert.

    Le secret des liens personnels n’y est pas : gardez-en une copie ailleurs.
    """
    with opened(ctx) as db:
        made = backups.back_up(db, SYSTEM, file.absolute(), settings().files)
    size = number(round(made.size / 1e6, 1))
    give(ctx, backups.as_json(made), f"Sauvegarde écrite : {file} ({size} Mo, {plural(made.state.shops, 'boutique')}).")


@click.command(cls=FrenchCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FICHIER")
@click.pass_context
def restore(ctx: click.Context, file: Path) -> None:
    """Remet une sauvegarde à la place de la base, en gardant l’ancienne à côté.

    Refuse une archive abîmée ou venue d’une version plus récente ; rien n’est alors changé.
    """
    with chosen_database(ctx) as database:
        made = backups.restore(database, SYSTEM, file.absolute(), settings().files, settings().departement)
    kept = f" L’ancienne base est gardée : {made.kept}." if made.kept else ""
    give(ctx, backups.as_json(made), f"Base restaurée ({plural(made.state.shops, 'boutique')}).{kept}")


@click.command(cls=FrenchCommand)
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Lit toute la base et dit si elle est saine."""
    with opened(ctx) as db:
        state = backups.verify(db, SYSTEM)
        path = settings().database
    text = (
        f"La base est saine : {plural(state.shops, 'boutique')}, {plural(state.editions, 'édition')}, "
        f"{plural(state.answers, 'réponse')}."
    )
    give(ctx, {"state": "ok", "database": str(path), **backups.as_json(state)}, text)


@click.command(cls=FrenchCommand)
@click.pass_context
def migrate(ctx: click.Context) -> None:
    """Met la base à jour, après en avoir gardé une copie à côté."""
    with chosen_database(ctx) as database:
        db = connect(database)
        try:
            missing = pending_migrations(db, schema.SETS)
        finally:
            db.close()
        schema.open_database().close()
    text = f"Base mise à jour ({plural(len(missing), 'étape')})." if missing else "La base était déjà à jour."
    give(ctx, {"applied": missing, "state": "ok"}, text)


@click.command(cls=FrenchCommand)
@click.option("--apply", "is_real", cls=FrenchOption, is_flag=True, help="Efface vraiment.")
@click.pass_context
def purge(ctx: click.Context, is_real: bool) -> None:
    """Compte les données personnelles gardées assez longtemps, et les efface avec --apply."""
    from campaign.people.due import CONTACTS, due_contacts, purge_contacts  # loads every room

    with opened(ctx) as db:
        counts = {CONTACTS.name: purge_contacts(db, SYSTEM) if is_real else len(due_contacts(db, SYSTEM))}
        counts |= purge_data(db, SYSTEM) if is_real else past_retention(db, SYSTEM)
    lines = [f"{number(counts[rule.name])} {rule.label}" for rule in (CONTACTS, *RULES) if counts[rule.name]]
    ending = "Effacé." if is_real else "Rien n’a été effacé : ajoutez --apply pour le faire."
    give(ctx, counts, "\n".join([*(lines or ["Rien à effacer."]), *([ending] if lines else [])]))
