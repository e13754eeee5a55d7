"""``editions``: listing, adding, copying and opening editions."""

from datetime import date, datetime, timedelta

import click

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.french import date_in_figures, days_in_words
from campaign.base.operations import new_operation
from campaign.cli.french import FrenchGroup, FrenchOption
from campaign.cli.output import give, opened, table
from campaign.editions import actions, views
from campaign.editions.model import Edition, check_edition
from campaign.participation.actions import copy_edition

# Three weeks before the event: time to print and deliver what the shops ask for.
DEADLINE_BEFORE = timedelta(days=21)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=FrenchGroup)
def editions() -> None:
    """Les éditions de la campagne."""


def _days_option(function):  # noqa: ANN001, ANN202 - a click decorator
    return click.option("--day", "days", cls=FrenchOption, type=DAY, multiple=True, required=True,
                        metavar="AAAA-MM-JJ", help="Un jour de l’édition ; de un à quatre, à répéter. Obligatoire.")(
        function
    )  # fmt: skip


def _deadline_option(function):  # noqa: ANN001, ANN202 - a click decorator
    return click.option("--deadline", cls=FrenchOption, type=DAY, metavar="AAAA-MM-JJ",
                        help="Dernier jour pour répondre ; par défaut, trois semaines avant.")(function)  # fmt: skip


@editions.command("list")
@click.pass_context
def list_editions(ctx: click.Context) -> None:
    """Montre les éditions, de la plus ancienne à la plus récente."""
    with opened(ctx) as db:
        listed = views.editions(db, SYSTEM)
    lines = [(one.id, one.name, days_in_words(one.days), one.state(clock.today()).label) for one in listed]
    give(ctx, [record(one) for one in listed], table(("N°", "Nom", "Jours", "État"), lines, "Aucune édition."))


@editions.command()
@click.option("--name", cls=FrenchOption, required=True, metavar="NOM", help="Son nom. Obligatoire.")
@_days_option
@_deadline_option
@click.option("--theme", cls=FrenchOption, default="", metavar="TEXTE", help="Son thème.")
@click.option("--objective-shops", cls=FrenchOption, type=int, metavar="NOMBRE", help="Boutiques attendues.")
@click.option("--objective-visitors", cls=FrenchOption, type=int, metavar="NOMBRE", help="Visiteurs attendus.")
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    days: tuple[datetime, ...],
    deadline: datetime | None,
    theme: str,
    objective_shops: int | None,
    objective_visitors: int | None,
) -> None:
    """Crée une édition, en préparation."""
    with opened(ctx) as db:
        chosen = [one.date() for one in days]
        values = check_edition(name, theme, chosen, _deadline(chosen, deadline), objective_shops, objective_visitors)
        made = views.edition(db, actions.add_edition(db, SYSTEM, values, new_operation()))
    give(ctx, [record(made)], f"Édition n° {made.id} créée : {made.name}, {made.days_text}.")


@editions.command()
@click.argument("edition", type=int, metavar="EDITION")
@_days_option
@_deadline_option
@click.option("--name", cls=FrenchOption, metavar="NOM", help="Son nom ; par défaut, celui de l’édition copiée.")
@click.pass_context
def copy(
    ctx: click.Context, edition: int, days: tuple[datetime, ...], deadline: datetime | None, name: str | None
) -> None:
    """Prépare une édition à partir d’une autre : mêmes boutiques, invitées de nouveau."""
    with opened(ctx) as db:
        former = views.edition(db, edition)
        chosen = [one.date() for one in days]
        values = check_edition(
            name or former.name,
            former.theme,
            chosen,
            _deadline(chosen, deadline),
            former.objective_shops,
            former.objective_visitors,
        )
        made = views.edition(db, copy_edition(db, SYSTEM, edition, values, new_operation()))
    give(ctx, [record(made)], f"Édition n° {made.id} copiée de la n° {edition} : {made.name}, {made.days_text}.")


@editions.command("open")
@click.argument("edition", type=int, metavar="EDITION")
@click.pass_context
def open_edition(ctx: click.Context, edition: int) -> None:
    """Ouvre une édition : les boutiques peuvent répondre dès aujourd’hui."""
    with opened(ctx) as db:
        actions.open_edition(db, SYSTEM, edition, new_operation())
        made = views.edition(db, edition)
    until = date_in_figures(made.answer_deadline)
    give(ctx, [record(made)], f"Édition n° {made.id} ouverte : réponses attendues jusqu’au {until}.")


def _deadline(days: list[date], typed: datetime | None) -> date:
    if typed:
        return typed.date()
    usual = min(days) - DEADLINE_BEFORE
    # Added late, an edition still leaves the shops until the eve to answer.
    return usual if usual > clock.today() else min(days) - timedelta(days=1)


def record(edition: Edition) -> dict[str, object]:
    """What a program reads of an edition."""
    return {
        "id": edition.id,
        "name": edition.name,
        "theme": edition.theme,
        "days": [day.isoformat() for day in edition.days],
        "answer_deadline": edition.answer_deadline.isoformat(),
        "opens_on": edition.opens_on.isoformat() if edition.opens_on else None,
        "state": str(edition.state(clock.today())),
        "objective_shops": edition.objective_shops,
        "objective_visitors": edition.objective_visitors,
        "copied_from": edition.copied_from,
    }
