"""Small invented problems: places on a line or scattered around a depot, in the plain of Anjou."""

import random
from datetime import date, time

from campaign.rounds.model import Problem, Purpose, Settings, Task, Vehicle, Window
from campaign.territory.roads import Legs, as_the_crow_flies

TUESDAY, THURSDAY = date(2026, 11, 3), date(2026, 11, 5)
DAY = (Window(9 * 60, 18 * 60),)
LUNCH = (Window(9 * 60, 12 * 60), Window(14 * 60, 18 * 60))


def van(number: int = 1, volume: float = 8_000, weight: float = 1_200, opens: time = time(8), closes: time = time(17)):
    return Vehicle(number, f"Fourgon {number}", volume, weight, opens, closes)


def task(place_id: int, windows=DAY, volume: float = 100, weight: float = 20, days=(TUESDAY,), **values) -> Task:
    usual = {"name": f"Boutique {place_id}", "latitude": 47.4, "longitude": -0.5, "commune": f"Commune {place_id}"}
    return Task(place_id, volume_litres=volume, weight_kg=weight, windows=dict.fromkeys(days, tuple(windows)),
                **{**usual, **values})  # fmt: skip


def on_a_line(tasks, minutes_apart: int = 10, vehicles=None, **settings) -> Problem:
    """The depot, then a place every so many minutes (1 km a minute): all ways along one road."""
    size = len(tasks) + 1
    metres = tuple(tuple(1000 * minutes_apart * abs(i - j) for j in range(size)) for i in range(size))
    seconds = tuple(tuple(60 * minutes_apart * abs(i - j) for j in range(size)) for i in range(size))
    chosen = Settings(**{"days": (TUESDAY,), "service_minutes": 10, "loading_minutes": 20, **settings})
    return Problem(Purpose.DELIVERY, "Hangar", tuple(vehicles or (van(),)), tuple(tasks), chosen,
                   Legs(metres, seconds, "essai"))  # fmt: skip


def scattered(count: int, seed: int = 1, vehicles=None, days=(TUESDAY,), spread: float = 0.25, **settings) -> Problem:
    """Places drawn around Angers, with varied loads and hours."""
    draw = random.Random(seed)
    tasks = [
        task(
            number, draw.choice([DAY, LUNCH, (Window(10 * 60, 13 * 60),), (Window(14 * 60, 19 * 60),)]),
            draw.choice([60, 150, 400, 900]), draw.choice([10, 40, 90]), days,
            latitude=47.47 + draw.uniform(-spread, spread), longitude=-0.55 + draw.uniform(-spread, spread) * 1.4,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    legs = as_the_crow_flies([(47.47, -0.55), *((one.latitude, one.longitude) for one in tasks)])
    chosen = Settings(**{"days": tuple(days), **settings})
    fleet = tuple(vehicles or (van(1, 4_000), van(2, 4_000)))
    return Problem(Purpose.DELIVERY, "Hangar", fleet, tuple(tasks), chosen, legs)
