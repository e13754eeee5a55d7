"""Synthetic volume: as much as asked, spread as people are, the same each time."""

import random

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import rows, value
from campaign.base.errors import NotEmpty
from campaign.base.settings import settings
from campaign.debrief.store import debriefs_of
from campaign.demonstration.volume import fill_volume, spread
from campaign.editions.model import State
from campaign.editions.views import editions
from campaign.schema import open_database
from campaign.territory import views as territory
from campaign.territory.outlines import contains


def test_it_makes_what_was_asked_and_counts_it(db):
    made = fill_volume(db, SYSTEM, 40, 2, 7)
    assert (made["shops"], made["editions"], made["answers"]) == (40, 2, 80)
    assert made["contacts"] == value(db, "SELECT count(*) FROM contacts")
    assert made["links"] == value(db, "SELECT count(*) FROM links")
    states = [one.state(clock.today()) for one in editions(db, SYSTEM)]
    assert states == [State.OVER, State.OPEN]


def test_four_answers_in_five_are_yes(db):
    fill_volume(db, SYSTEM, 200, 1, 49)
    yes = value(db, "SELECT count(*) FROM answers WHERE presence = 'yes'")
    # 200 draws at 0.8: 160, standard deviation 5.7.
    assert 140 <= yes <= 180


def test_debriefs_come_for_past_editions_only_with_ranges_and_unknown_ones_and_the_rest_stays(db, tmp_path):
    made = fill_volume(db, SYSTEM, 30, 2, 5, debriefs=0.7)
    past, _open = editions(db, SYSTEM)
    told = debriefs_of(db, past.id)
    assert made["debriefs"] == len(told) == value(db, "SELECT count(*) FROM debriefs")
    # 24 said yes or so, 70 % of them told.
    assert 10 <= len(told) <= 23
    assert all(one.finished_at for one in told)
    answers = [given for one in told for given in one.answers]
    assert {one.figure.exact for one in answers if one.figure} == {True, False}
    assert any(one.unknown for one in answers)
    assert len({one.figure.unit for one in answers if one.question == "sold" and one.figure}) > 1
    other = open_database(tmp_path / "other.db")
    fill_volume(other, SYSTEM, 30, 2, 5, debriefs=0.7)
    kept = (
        "SELECT place_id, question, low, high, unit, choices, unknown FROM debrief_answers a "
        "JOIN debriefs d ON d.id = a.debrief_id ORDER BY 1, 2, day"
    )
    assert rows(db, kept) == rows(other, kept)
    other.close()
    bare = open_database(tmp_path / "bare.db")
    assert fill_volume(bare, SYSTEM, 30, 2, 5)["debriefs"] == 0
    answered = "SELECT place_id, presence FROM answers ORDER BY 1, edition_id"
    assert rows(db, answered) == rows(bare, answered)
    bare.close()


def test_the_same_number_gives_the_same_shops(db, tmp_path, monkeypatch):
    sql = "SELECT name, address, insee_code, latitude, longitude, categories FROM places ORDER BY id"
    fill_volume(db, SYSTEM, 15, 1, 3)
    other = open_database(tmp_path / "other.db")
    fill_volume(other, SYSTEM, 15, 1, 3)
    third = open_database(tmp_path / "third.db")
    fill_volume(third, SYSTEM, 15, 1, 4)
    assert rows(db, sql) == rows(other, sql)
    assert rows(db, sql) != rows(third, sql)
    other.close()
    third.close()


def test_shops_stand_inside_their_commune_the_large_towns_having_most(db):
    fill_volume(db, SYSTEM, 200, 1, 49)
    outlines = {
        area["properties"]["insee_code"]: area["geometry"] for area in territory.commune_contours("49")["features"]
    }
    placed = rows(db, "SELECT insee_code, latitude, longitude FROM places")
    assert all(contains(outlines[one["insee_code"]], one["latitude"], one["longitude"]) for one in placed)
    # Angers has 159 022 of the département's about 828 000 people: 38 shops of 200, standard deviation 5.6.
    assert 22 <= sum(one["insee_code"] == "49007" for one in placed) <= 56


def test_where_outlines_are_unknown_points_stay_near_the_commune():
    laval = territory.commune("53130")
    for _ in range(50):
        latitude, longitude = spread(laval, random.Random(1))
        assert territory.point_is_credible(latitude, longitude, laval)


def test_another_departement_can_be_measured_too(tmp_path, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_DEPARTEMENT", "53")
    settings.cache_clear()
    mayenne = open_database(tmp_path / "53.db")
    assert fill_volume(mayenne, SYSTEM, 10, 1, 1)["shops"] == 10
    assert {one["departement"] for one in rows(mayenne, "SELECT departement FROM places")} == {"53"}
    mayenne.close()


def test_a_database_with_something_in_it_is_refused(db, shop):
    shop()
    with pytest.raises(NotEmpty):
        fill_volume(db, SYSTEM, 1, 1, 1)
