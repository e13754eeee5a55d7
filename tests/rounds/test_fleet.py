"""Vehicles and settings: typed, changed at the version read, refused with a sentence."""

from datetime import date, time

import pytest

from campaign.base.errors import Conflict, InvalidForm, NotFound
from campaign.base.operations import new_operation
from campaign.rounds.fleet import (
    add_vehicle,
    archive_vehicle,
    change_settings,
    change_vehicle,
    restore_vehicle,
)
from campaign.rounds.model import Purpose
from campaign.rounds.views import planning_settings, vehicle, vehicles

KANGOO = {"name": " Kangoo  1 ", "volume_litres": "3 000", "payload_kg": "600,5", "shift_from": "8h30"}


def test_a_vehicle_is_added_once_with_its_working_day(db, logistics):
    operation = new_operation()
    added = add_vehicle(db, logistics, KANGOO, operation)
    assert add_vehicle(db, logistics, KANGOO, operation) == added
    [one] = vehicles(db, logistics)
    assert (one.name, one.volume_litres, one.payload_kg) == ("Kangoo 1", 3000, 600.5)
    assert (one.shift_from, one.shift_to, one.shift.opens, one.shift.closes) == (time(8, 30), time(17), 510, 1020)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"volume_litres": "0"}, "volume_litres"),
        ({"volume_litres": "beaucoup"}, "volume_litres"),
        ({"payload_kg": "-5"}, "payload_kg"),
        ({"shift_from": "25 h"}, "shift_from"),
        ({"shift_to": "8 h"}, "shift_to"),
    ],
)
def test_a_vehicle_that_cannot_be_is_refused(db, logistics, typed, field):
    with pytest.raises(InvalidForm) as refused:
        add_vehicle(db, logistics, {**KANGOO, **typed}, new_operation())
    assert [one.field for one in refused.value.problems] == [field]


def test_a_vehicle_changes_at_the_version_read(db, logistics, officer):
    added = add_vehicle(db, logistics, KANGOO, new_operation())
    change_vehicle(db, officer, added, 1, {"payload_kg": 700.0, "shift_to": time(18)}, new_operation())
    assert (vehicle(db, logistics, added).payload_kg, vehicle(db, logistics, added).shift_to) == (700, time(18))
    with pytest.raises(Conflict):
        change_vehicle(db, logistics, added, 1, {"payload_kg": 800}, new_operation())
    with pytest.raises(InvalidForm, match="après le début"):
        change_vehicle(db, logistics, added, 2, {"shift_to": "8 h"}, new_operation())
    with pytest.raises(NotFound):
        change_vehicle(db, logistics, 99, 1, {"payload_kg": 800}, new_operation())


def test_an_archived_vehicle_may_come_back(db, logistics):
    added = add_vehicle(db, logistics, KANGOO, new_operation())
    archive_vehicle(db, logistics, added, new_operation())
    assert (vehicles(db, logistics), [one.id for one in vehicles(db, logistics, archived=True)]) == ([], [added])
    restore_vehicle(db, logistics, added, new_operation())
    assert [one.id for one in vehicles(db, logistics)] == [added]


def test_settings_are_the_usual_ones_until_somebody_chooses(db, logistics, officer, in_2026, edition):
    edition_id = edition(58)
    usual = planning_settings(db, logistics, edition_id, Purpose.DELIVERY)
    assert (usual.service_minutes, usual.version) == (12, 0)
    assert usual.days == (date(2026, 12, 22), date(2026, 12, 23))
    days = [date(2026, 12, 16), date(2026, 12, 15)]
    typed = {"days": days, "service_minutes": "15", "road_factor": "1,4"}
    change_settings(db, logistics, edition_id, Purpose.DELIVERY, 0, typed, new_operation())
    chosen = planning_settings(db, logistics, edition_id, Purpose.DELIVERY)
    assert (chosen.days, chosen.service_minutes, chosen.road_factor) == (tuple(sorted(days)), 15, 1.4)
    assert (chosen.loading_minutes, chosen.version) == (20, 1)
    assert planning_settings(db, logistics, edition_id, Purpose.RETURN).version == 0
    change_settings(db, logistics, edition_id, Purpose.RETURN, 0, {"seconds": 9}, new_operation())
    assert planning_settings(db, logistics, edition_id, Purpose.RETURN).days == (date(2027, 1, 4), date(2027, 1, 5))
    with pytest.raises(Conflict):
        change_settings(db, officer, edition_id, Purpose.DELIVERY, 0, {"seconds": 5}, new_operation())
    change_settings(db, officer, edition_id, Purpose.DELIVERY, 1, {"seconds": 5}, new_operation())
    after = planning_settings(db, logistics, edition_id, Purpose.DELIVERY)
    assert (after.seconds, after.service_minutes) == (5, 15)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"days": []}, "au moins un jour"),
        ({"days": [date(2026, 12, 25)]}, "férié"),
        ({"days": [date(2026, 12, day) for day in range(1, 12)]}, "10 jours au plus"),
        ({"service_minutes": "0"}, "Nombre entier"),
        ({"seconds": "3600"}, "Nombre entier"),
        ({"road_factor": "0,5"}, "Nombre entre"),
    ],
)
def test_settings_that_cannot_be_are_refused(db, logistics, in_2026, edition, typed, sentence):
    with pytest.raises(InvalidForm, match=sentence):
        change_settings(db, logistics, edition(58), Purpose.DELIVERY, 0, typed, new_operation())
