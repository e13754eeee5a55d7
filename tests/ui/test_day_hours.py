"""The hours of one event day in a single field."""

from datetime import date

import pytest

from campaign.base.errors import InvalidInput
from campaign.ui.day_hours import form_hours

WEDNESDAY = date(2013, 11, 13)


def hours(typed: str) -> list[str]:
    found = form_hours(WEDNESDAY, typed)
    return [
        found[f"{part}-2013-11-13"][0] for part in ("debut", "pause", "reprise", "fin") if f"{part}-2013-11-13" in found
    ]


@pytest.mark.parametrize("typed", ["10 h – 18 h", "10h-18h", "10:00-18:00", "10 h à 18 h"])
def test_one_span_is_read_however_it_is_written(typed):
    assert hours(typed) == ["10:00", "18:00"]


def test_a_midday_break_is_read():
    assert hours("10 h – 12 h 30, 14 h – 18 h") == ["10:00", "12:30", "14:00", "18:00"]


@pytest.mark.parametrize("typed", ["", "toute la journée ou presque", "9h-10h, 11h-12h, 14h-15h"])
def test_what_is_not_understood_is_asked_again_with_an_example(typed):
    with pytest.raises(InvalidInput, match="Mercredi : écrivez les heures ainsi") as refused:
        form_hours(WEDNESDAY, typed)
    assert refused.value.field == "debut-2013-11-13"


@pytest.mark.parametrize(("typed", "why"), [("9h-25h", "Heure impossible"), ("18h-9h", "précède l’ouverture")])
def test_hours_that_cannot_be_are_refused_with_the_day(typed, why):
    with pytest.raises(InvalidInput, match=f"^Mercredi : .*{why}"):
        form_hours(WEDNESDAY, typed)
