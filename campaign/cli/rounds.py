"""``rounds``: planning the delivery rounds of an edition and showing them."""

from datetime import time

import click

from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.french import number, short_day, time_in_words
from campaign.cli.french import FrenchGroup, FrenchOption
from campaign.cli.output import give, opened, progress, table
from campaign.editions.views import edition as edition_view
from campaign.partners.model import Kind
from campaign.partners.views import place
from campaign.rounds import views
from campaign.rounds.model import Plan, Purpose, Vehicle
from campaign.rounds.planning import plan_now

LITRES, KILOS, HOURS, LEAVES = 8_000, 1_000, 8, 8  # a usual van, and a day that begins at eight


@click.group(cls=FrenchGroup)
def rounds() -> None:
    """Les tournées de livraison."""


@rounds.command("plan")
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--vehicles", cls=FrenchOption, type=click.IntRange(1, 50), metavar="NOMBRE",
              help="Tant de véhicules identiques, au lieu de ceux qui sont enregistrés.")  # fmt: skip
@click.option("--capacity", cls=FrenchOption, type=click.FloatRange(1, 100_000), metavar="LITRES",
              help="Volume de chacun ; 8 000 litres par défaut.")  # fmt: skip
@click.option("--shift", cls=FrenchOption, type=click.FloatRange(1, 15), metavar="HEURES",
              help="Durée de leur journée, à partir de 8 h ; 8 heures par défaut.")  # fmt: skip
@click.option("--seconds", cls=FrenchOption, type=click.IntRange(1, 600), metavar="NOMBRE",
              help="Temps de calcul ; par défaut, celui des réglages de l’édition.")  # fmt: skip
@click.option("--crow-flies", cls=FrenchOption, is_flag=True,
              help="Accepte des distances à vol d’oiseau si le service d’itinéraires ne répond pas.")  # fmt: skip
@click.pass_context
def plan_rounds(
    ctx: click.Context,
    edition: int,
    vehicles: int | None,
    capacity: float | None,
    shift: float | None,
    seconds: int | None,
    crow_flies: bool,
) -> None:
    """Calcule les tournées d’une édition ; les précédentes sont gardées.

    Avec --vehicles, --capacity ou --shift, le calcul prend des véhicules identiques au lieu de ceux du registre.
    """
    with opened(ctx) as db, progress("Tournées") as show:

        def tell(done: int, total: int, words: str) -> bool:
            show(done, total)
            return True

        fleet = None
        if vehicles or capacity or shift:
            count = vehicles or len(views.vehicles(db, SYSTEM)) or 1
            fleet = _identical(count, capacity or LITRES, shift or HOURS)
        plan_now(db, SYSTEM, edition, vehicles=fleet, seconds=seconds, crow_flies_if_down=crow_flies, tell=tell)
        _give(ctx, db, edition)


@rounds.command("show")
@click.argument("edition", type=int, metavar="EDITION")
@click.pass_context
def show_rounds(ctx: click.Context, edition: int) -> None:
    """Montre les dernières tournées calculées d’une édition."""
    with opened(ctx) as db:
        _give(ctx, db, edition)


def _identical(count: int, litres: float, hours: float) -> list[Vehicle]:
    """So many vans; their numbers are below zero: they are in no registry."""
    ends = LEAVES * 60 + round(hours * 60)
    return [
        Vehicle(-index, f"Véhicule {index}", litres, KILOS, time(LEAVES), time(*divmod(ends, 60)))
        for index in range(1, count + 1)
    ]


def _give(ctx: click.Context, db: Database, edition_id: int) -> None:
    edition_view(db, edition_id)
    plan = views.current_plan(db, SYSTEM, edition_id, Purpose.DELIVERY)
    if plan is None:
        raise NotFound("Aucune tournée n’est calculée pour cette édition : lancez « rounds plan ».")
    give(ctx, _record(db, plan), _text(plan))


def _record(db: Database, plan: Plan) -> dict[str, object]:
    return {
        "rounds": [
            {
                "vehicle": one.vehicle.name,
                "trip": one.trip,
                "km": one.km,
                "minutes": one.minutes,
                "stops": [
                    {"place": stop.name, "shop": _shop(db, stop.place_id), "arrive": f"{stop.arrive:%H:%M}"}
                    for stop in one.stops
                ],
            }
            for one in plan.rounds
            if one.stops
        ],
        "km": plan.km,
        "unserved": [{"place": one.name, "reason": one.reason} for one in plan.unserved],
    }


def _shop(db: Database, place_id: int) -> int | None:
    return place_id if place(db, SYSTEM, place_id).kind is Kind.SHOP else None


def _text(plan: Plan) -> str:
    lines = [
        (one.name, short_day(one.day), one.vehicle.name, time_in_words(stop.arrive), stop.name)
        for one in plan.rounds
        for stop in one.stops
    ]
    said = [table(("Tournée", "Jour", "Véhicule", "Arrivée", "Lieu"), lines, "Aucune tournée.")]
    said.append(f"{number(plan.km)} km, distances {plan.distances}.")
    said += [f"Non servi : {one.name}. {one.reason}" for one in plan.unserved]
    return "\n".join([*said, *plan.notes])
