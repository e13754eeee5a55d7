"""Shops placed on the map by the worker: asked for, followed, stopped, and what is left to look at."""

import threading
from datetime import timedelta

import pytest

from campaign.base import clock, jobs
from campaign.base.database import value
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.partners import actions, placing
from campaign.partners.found_addresses import AddressesInDatabase
from campaign.partners.geocoding import place_shops
from campaign.partners.store import place_by_id
from campaign.territory.geocoder import NationalGeocoder
from campaign.territory.model import PointQuality, PointSource
from campaign.worker import daily_care, run_jobs
from tests.address_service import EMPTY, Server, answer


@pytest.fixture
def server(monkeypatch):
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        monkeypatch.setenv("CAMPAIGN_GEOCODER_URL", running.url)
        settings.cache_clear()
        yield running
        running.released.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def geocoder(server):
    with NationalGeocoder(server.url, pause_s=0, timeout_s=1) as running:
        yield running


def place(db, place_id):
    return place_by_id(db, place_id)


def test_a_placed_sheet_keeps_how_sure_the_service_was_and_when(db, officer, shop, server, geocoder):
    place_id = shop()
    server.planned = [answer(score=0.52)]
    placed = place_shops(db, officer, new_operation(), geocoder)
    found = place(db, place_id)
    assert (found.location_source, found.location_quality, found.location_score) == (
        PointSource.BAN, PointQuality.STREET, 0.52,
    )  # fmt: skip
    assert clock.now() - found.located_at < timedelta(minutes=1)
    assert placed.to_look_at == (place_id,)
    listed = placing.places_to_look_at(db, officer).to_look_at
    assert [one.place.id for one in listed] == [place_id]
    assert "Le service d’adresses n’est sûr de ce point qu’à 52 %." in listed[0].why


def test_an_address_not_found_stays_at_its_commune_and_says_so(db, officer, shop, server, geocoder):
    place_id = shop()
    db.conn.execute("UPDATE places SET warnings = ?", ['["Horaires non compris."]'])
    db.conn.commit()
    for _ in range(2):
        place_shops(db, officer, new_operation(), geocoder)
    found = place(db, place_id)
    assert (found.location_quality, found.location_source) == (PointQuality.COMMUNE, PointSource.COMMUNE)
    assert found.warnings == ("Horaires non compris.", "Adresse imprécise : placez le point sur la carte.")
    assert found.version == 2  # the second run found nothing new
    listed = placing.places_to_look_at(db, officer).to_look_at
    assert [(one.why, one.at_commune) for one in listed] == [(found.warnings[1:], True)]


def test_what_was_found_is_not_asked_again_for_ninety_days_and_nothing_for_seven(db, officer, shop, server, geocoder):
    shop("A", address="1 rue des Lilas")
    server.planned = [EMPTY]
    with clock.frozen(clock.now()):
        place_shops(db, officer, new_operation(), geocoder)
        asked = len(server.asked)
        place_shops(db, officer, new_operation(), geocoder)
    assert len(server.asked) == asked
    with clock.frozen(clock.now() + timedelta(days=8)):
        place_shops(db, officer, new_operation(), geocoder)
    assert len(server.asked) == 2 * asked
    kept = AddressesInDatabase(db)
    kept.keep("q", '{"a": 1}')
    with clock.frozen(clock.now() + timedelta(days=89)):
        assert kept.find("q") == '{"a": 1}'
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert kept.find("q") is None
        daily_care(db)
    assert value(db, "SELECT count(*) FROM found_addresses WHERE question = 'q'") == 0


def test_one_address_that_breaks_the_service_does_not_stop_the_others(db, officer, shop, server, geocoder):
    first, broken, last = shop("A", address="1 rue A"), shop("B", address="2 rue B"), shop("C", address="3 rue C")
    server.by_address = lambda asked: (500, "erreur") if "rue B" in asked else answer()
    placed = place_shops(db, officer, new_operation(), geocoder)
    assert (placed.moved, placed.left) == (2, 1)
    qualities = [place(db, one).location_quality for one in (first, broken, last)]
    assert qualities == [PointQuality.EXACT, PointQuality.COMMUNE, PointQuality.EXACT]


def test_a_service_that_stops_half_way_keeps_what_was_placed_and_says_how_many_remain(db, officer, shop, server):
    ids = [shop(f"Boutique {n}", address=f"{n} rue X") for n in range(1, 8)]
    server.by_address = lambda asked: answer() if asked.startswith(("1 ", "2 ")) else (429, "trop")
    job_id = placing.start_placing(db, officer, new_operation())
    run_jobs(db)
    job = placing.placing_job(db, officer, job_id)
    assert job.state == "done", job.message
    assert (job.state, job.result["moved"], job.result["left"]) == ("done", 2, 5)
    assert "il reste 5\N{NO-BREAK SPACE}boutiques à placer" in job.message
    assert sum(place(db, one).location_quality is PointQuality.EXACT for one in ids) == 2
    assert len(server.asked) == 3


def test_a_job_is_followed_and_asked_only_once(db, officer, communication, shop, server):
    shop()
    server.planned = [answer()]
    job_id = placing.start_placing(db, officer, new_operation())
    assert placing.start_placing(db, communication, new_operation()) == job_id
    assert placing.placing_under_way(db, communication).id == job_id
    run_jobs(db)
    assert placing.placing_under_way(db, officer) is None
    last = placing.last_placing(db, officer)
    assert (last.id, last.done, last.total) == (job_id, 1, 1)
    assert last.result["counts"] == {"exact": 1, "street": 0, "commune": 0, "none": 0}


def test_a_stopped_job_asks_nothing_more(db, officer, shop, server):
    shop()
    job_id = placing.start_placing(db, officer, new_operation())
    placing.stop_placing(db, officer, job_id, new_operation())
    run_jobs(db)
    assert (server.asked, placing.placing_job(db, officer, job_id).state) == ([], "cancelled")


def test_a_job_stopped_while_it_runs_keeps_what_it_placed(db, officer, shop, server, geocoder):
    first, second = shop("A", address="1 rue A"), shop("B", address="2 rue B")
    server.planned = [answer()]
    job_id = placing.start_placing(db, officer, new_operation())
    job = jobs.lease_next(db)

    def follow(done, total):
        if done == 1:
            placing.stop_placing(db, officer, job_id, new_operation())
        return jobs.progress(db, job, done, total)

    placed = place_shops(db, officer, new_operation(), geocoder, None, follow)
    assert (placed.moved, placed.left) == (1, 1)
    assert place(db, first).location_quality is PointQuality.EXACT
    assert place(db, second).location_quality is PointQuality.COMMUNE


def test_without_a_service_the_point_of_the_commune_is_marked_as_such(db, officer, shop):
    place_id = shop()
    db.conn.execute("UPDATE places SET latitude = NULL, longitude = NULL, location_quality = 'none'")
    db.conn.commit()
    job_id = placing.start_placing(db, officer, new_operation())
    run_jobs(db)
    assert placing.placing_job(db, officer, job_id).result["asked_the_service"] is False
    found = place(db, place_id)
    assert (found.location_quality, found.location_source) == (PointQuality.COMMUNE, PointSource.COMMUNE)
    standing = placing.places_to_look_at(db, officer)
    assert [(one.why, one.at_commune) for one in standing.to_look_at] == [((), True)]
    assert standing.counts[PointQuality.COMMUNE] == 1


def test_a_sheet_changed_meanwhile_is_left_to_whoever_changed_it(db, officer, shop, server, geocoder):
    place_id = shop()
    server.planned = [answer()]

    def meanwhile(done, total):
        # The list was read; the service is about to be asked.
        if done == 0:
            actions.change_place(db, officer, place_id, 1, {"phone": "02 41 00 00 01"}, new_operation())
        return True

    assert place_shops(db, officer, new_operation(), geocoder, None, meanwhile).moved == 0
    found = place(db, place_id)
    assert (found.phone, found.location_quality) == ("+33241000001", PointQuality.COMMUNE)


def test_a_job_taken_up_again_after_a_crash_places_each_shop_once(db, officer, shop, server, geocoder):
    place_id = shop()
    server.planned = [answer()]
    operation = new_operation()
    place_shops(db, officer, operation, geocoder)
    version = place(db, place_id).version
    place_shops(db, officer, operation, geocoder)
    assert place(db, place_id).version == version
