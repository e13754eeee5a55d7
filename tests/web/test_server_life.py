"""Health, logs, first start, the worker as a child, and a locked database."""

import asyncio
import logging
import sys
import threading
import time
from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.jobs import beat
from campaign.mail import outbox, relay_rest
from campaign.schema import open_database
from campaign.web import access_log, health
from campaign.web.server import lifespan
from campaign.web.worker_child import keep_worker
from tests.web.conftest import form_of
from tests.web.test_public_pages import words


def test_health_says_what_is_checked_and_nothing_personal(browser, campaign):
    campaign.link([campaign.places[0]])
    answer = browser.get("/sante")
    assert answer.status_code == 200
    content = answer.json()
    assert content["status"] == "ok"
    assert set(content["checks"]) == {"database", "disk", "mail", "worker"}
    assert content["journal_mode"] in ("wal", "delete")
    assert content["schema"] >= 6
    for personal in ("felicie", "Camille", "/p/", "/tmp", "campaign.db"):
        assert personal not in answer.text


def test_health_is_bad_when_the_worker_is_silent_for_more_than_ten_minutes(browser, db):
    beat(db, "worker")
    assert browser.get("/sante").status_code == 200
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        answer = browser.get("/sante")
    assert answer.status_code == 503
    assert "dix minutes" in answer.json()["checks"]["worker"]


def test_a_child_worker_that_never_spoke_is_told_after_ten_minutes(browser, db, monkeypatch, own_settings):
    monkeypatch.setenv("CAMPAIGN_WORKER", "child")
    own_settings.cache_clear()
    monkeypatch.setattr(health, "_started", time.monotonic())
    assert browser.get("/sante").status_code == 200
    monkeypatch.setattr(health, "_started", time.monotonic() - 601)
    assert browser.get("/sante").status_code == 503


def test_health_is_bad_when_the_disk_is_nearly_full(browser, db, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 60)
    answer = browser.get("/sante")
    assert answer.status_code == 503
    assert "libérez de la place" in answer.json()["checks"]["disk"]


def test_health_and_pages_speak_french_when_the_database_is_damaged(browser, own_settings):
    path = own_settings().database
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"this is not a database, " * 400)
    answer = browser.get("/sante")
    assert answer.status_code == 503
    assert "Restaurez" in answer.json()["checks"]["database"]
    page = browser.get("/carte")
    assert page.status_code == 503
    assert "La base est abîmée." in words(page)
    assert page.headers["retry-after"] == "30"


def test_an_unexpected_error_has_a_page_without_a_trace(browser, campaign, monkeypatch, caplog):
    from campaign.web import public

    def broken(*arguments: object) -> None:
        raise RuntimeError("felicie@exemple.fr")

    monkeypatch.setattr(public, "public_shops", broken)
    with caplog.at_level(logging.ERROR):
        answer = browser.get("/carte")
    assert answer.status_code == 500
    assert "Un tiroir s’est coincé" in words(answer)
    assert "RuntimeError" not in answer.text
    assert "Traceback" not in answer.text


def test_reading_goes_on_while_somebody_writes(browser, campaign):
    link = campaign.link([campaign.places[4]])
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        db = open_database()
        with transaction(db):
            held.set()
            done.wait(30)
        db.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(10)
        assert browser.get("/sante").status_code == 200
        assert browser.get("/carte").status_code == 200
        assert browser.get("/boutiques").status_code == 200
    finally:
        done.set()
        holder.join()
    assert browser.post(link, data=form_of(campaign, campaign.places[4])).status_code == 303


@pytest.mark.parametrize(("written", "read"), [
    ("GET /p/AbC-d_9 HTTP/1.1", "GET /p/… HTTP/1.1"),
    ("/p/AbC/merci?boutique=3", "/p/…/merci?boutique=3"),
    ("/t/secret", "/t/…"),
    ("POST /p/arret/AbC-d_9 HTTP/1.1", "POST /p/arret/… HTTP/1.1"),
    ("/p/arret/AbC/reprise", "/p/arret/…/reprise"),
    ("/p/reunion/AbC/agenda.ics", "/p/reunion/…/agenda.ics"),
    ("/p/AbC/reunions/3.ics", "/p/…/reunions/3.ics"),
    ("/p/renvoi?fait=1", "/p/renvoi?fait=1"),
    ("/p/renvoi2", "/p/…"),
    ('"/p/abc" from', '"/p/…" from'),
    ("/participations /plan-du-site", "/participations /plan-du-site"),
])  # fmt: skip
def test_personal_links_are_masked(written, read):
    assert access_log.masked(written) == read


def test_the_servers_log_never_holds_a_link(caplog):
    access_log.install()
    access_log.install()
    logger = logging.getLogger("uvicorn.access")
    assert sum(isinstance(one, access_log.MaskPersonalLinks) for one in logger.filters) == 1
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1", "GET", "/p/SeCrEt-token/vu", "1.1", 204)
    assert "SeCrEt" not in caplog.text
    assert "/p/…/vu" in caplog.text


def test_the_first_start_shows_one_password_once(own_settings, capsys):
    async def live() -> None:
        async with lifespan(None):
            pass

    asyncio.run(live())
    shown = capsys.readouterr().out
    assert "Premier démarrage." in shown
    assert "prevention@departement.example" in shown
    asyncio.run(live())
    assert capsys.readouterr().out == ""


def test_the_worker_is_started_again_when_it_dies_and_stopped_with_the_server(tmp_path):
    lives = tmp_path / "lives"
    script = f"import pathlib, sys, time; p = pathlib.Path({str(lives)!r}); p.open('a').write('x')\n"
    script += "time.sleep(60) if p.stat().st_size > 1 else sys.exit(3)"

    async def live() -> None:
        task = asyncio.create_task(keep_worker((sys.executable, "-c", script)))
        for _ in range(600):
            if lives.exists() and lives.stat().st_size == 2:
                break
            await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(live())
    assert lives.read_text() == "xx"


def test_messages_kept_back_for_more_than_an_hour_are_an_alarm(db, browser):
    outbox.post(db, "link_again", {}, "public", service=True)
    assert browser.get("/sante").json()["checks"]["mail"] == "ok"
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        answer = browser.get("/sante")
        assert answer.status_code == 503
        assert answer.json()["checks"]["mail"] == "Des messages attendent depuis plus d’une heure."
        relay_rest.rest(db, "Le relais de messagerie ne répond pas.")
        assert "relais de messagerie ne répond pas" in browser.get("/sante").json()["checks"]["mail"]
