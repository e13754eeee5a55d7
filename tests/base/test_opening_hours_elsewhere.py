"""What we write in OpenStreetMap's syntax opens the same hours for another program (opening-hours-rs)."""

import csv
from datetime import date

from hypothesis import given, settings

from benchmarks.hours import differs, hours_read, open_intervals
from campaign.base.opening_hours import from_osm, to_osm
from tests.base.drawn_hours import all_hours

FIRST, DAYS = date(2026, 6, 1), 580


@settings(max_examples=60, deadline=None)
@given(all_hours())
def test_what_we_write_opens_the_same_days_for_another_program(hours):
    written = to_osm(hours)
    theirs = open_intervals(written, FIRST, DAYS)
    assert theirs is not None, written
    assert differs(hours, theirs, FIRST, DAYS) is None, written


def test_the_comparison_can_fail():
    theirs = open_intervals("Tu-Sa 10:00-18:00; PH off", FIRST, DAYS)
    assert differs(from_osm("Tu-Sa 10:00-18:00"), theirs, FIRST, DAYS) == date(2026, 7, 14)
    assert differs(from_osm("Tu-Sa 10:00-18:15; PH off"), theirs, FIRST, DAYS) == date(2026, 6, 2)


def test_the_real_texts_are_read_right_or_kept(shared_dir):
    with (shared_dir / "data/shops/boutiques_reemploi_open.csv").open(encoding="utf-8-sig", newline="") as file:
        found = hours_read(row["horaires"] for row in csv.DictReader(file))
    assert (found.texts, found.wrong) == (70, ())
    assert len(found.read) >= 50
    assert found.compared >= 30
