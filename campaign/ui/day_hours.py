"""The hours of one event day in a single text field: « 10 h – 18 h », « 10 h – 12 h 30, 14 h – 18 h »."""

from datetime import date

from campaign.base.errors import InvalidInput
from campaign.base.french import DAYS
from campaign.base.opening_hours import read_opening_hours

EXAMPLE = "10 h – 18 h, ou 10 h – 12 h, 14 h – 18 h"


def form_hours(day: date, typed: str) -> dict[str, list[str]]:
    """The answer form's four hour fields of a day, from the typed text.

    Raises:
        InvalidInput: not understood, more than one break, or an hour that cannot be.
    """
    key = day.isoformat()
    field = f"debut-{key}"
    name = DAYS[day.weekday()]
    try:
        week = read_opening_hours(f"{name} {typed}") if typed.strip() else None
    except InvalidInput as problem:
        raise InvalidInput(field, f"{name.capitalize()} : {problem.message}", problem.proposal) from problem
    spans = week.days[day.weekday()] if week and week.is_plain_week else ()
    if not spans or len(spans) > 2:
        raise InvalidInput(field, f"{name.capitalize()} : écrivez les heures ainsi : {EXAMPLE}.")
    hours = {f"jour-{key}": ["on"], field: [f"{spans[0].opens:%H:%M}"], f"fin-{key}": [f"{spans[-1].closes:%H:%M}"]}
    if len(spans) == 2:
        hours |= {f"pause-{key}": [f"{spans[0].closes:%H:%M}"], f"reprise-{key}": [f"{spans[1].opens:%H:%M}"]}
    return hours
