"""The calendar of a role behind its address: what a diary reads in it, and the addresses that open nothing."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.planning.backplan import add_task, begin_plan, set_state
from campaign.planning.feeds import close_feed, feed, prepare_feed
from campaign.planning.plan_views import backplan
from campaign.planning.tasks import TaskRole, TaskState
from campaign.web.access_log import masked
from tests.web.conftest import at

FIRST_DAYS = (date(2013, 11, 13), date(2013, 11, 16))


@pytest.fixture
def told(db, officer):
    """The first edition with its reference calendar, read on 21 October 2013."""
    with clock.frozen(at(date(2013, 9, 2))):
        values = check_edition("Novembre 2013", "", FIRST_DAYS, date(2013, 10, 4))
        edition_id = editions.add_edition(db, officer, values, new_operation())
        begin_plan(db, officer, edition_id, new_operation())
    with clock.frozen(at(date(2013, 10, 21))):
        yield edition_id


def address(db, officer, edition_id, role=TaskRole.LOGISTICS) -> str:
    if feed(db, officer, edition_id, role) is None:
        prepare_feed(db, officer, edition_id, role, new_operation())
    return "/c/" + feed(db, officer, edition_id, role).address.rpartition("/")[2]


def events_of(answer) -> dict[str, object]:
    return {str(one["summary"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_diary_reads_whole_day_deadlines_of_the_role_and_the_days(browser, db, officer, told):
    answer = browser.get(address(db, officer, told))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"].startswith("noindex")
    found = events_of(answer)
    # Computed by hand from the calendar of 2013: see planning/template.py.
    deadlines = {name: (one["dtstart"].dt, one["dtend"].dt) for name, one in found.items() if "Les bons" not in name}
    assert {name: begins for name, (begins, _) in deadlines.items()} == {
        "Préparer les kits": date(2013, 10, 11),
        "Livrer les kits et la signalétique aux boutiques": date(2013, 10, 30),
        "Livrer documents, jeux et lots aux animateurs": date(2013, 10, 30),
        "Reprendre le matériel": date(2013, 11, 29),
        "Compter et ranger au dépôt": date(2013, 12, 6),
    }
    assert all(ends - begins == timedelta(days=1) for begins, ends in deadlines.values())
    calendar = Calendar.from_ical(answer.content)
    assert str(calendar["x-wr-calname"]) == "Les bons jours : Logistique"
    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    assert "X-PUBLISHED-TTL:PT6H" in answer.text
    days = [one["dtstart"].dt for one in calendar.walk("VEVENT") if "Les bons" in str(one["summary"])]
    assert days == list(FIRST_DAYS)
    assert "À commencer le lundi 30 septembre." in str(found["Préparer les kits"]["description"])
    assert str(found["Préparer les kits"]["url"]).endswith(f"/retroplanning?edition={told}&tache=kits")


def test_a_task_moves_with_the_days_and_keeps_its_identifier(browser, db, officer, told):
    before = events_of(browser.get(address(db, officer, told)))["Préparer les kits"]
    edition = edition_view(db, told)
    later = [day + timedelta(days=21) for day in edition.days]
    values = check_edition(edition.name, "", later, edition.answer_deadline)
    editions.change_edition(db, officer, told, edition.version, values, new_operation())
    after = events_of(browser.get(address(db, officer, told)))["Préparer les kits"]
    assert before["uid"] == after["uid"]
    # Twenty-one working days before: 1 November counts out for the first, 11 November for both.
    assert (before["dtstart"].dt, after["dtstart"].dt) == (date(2013, 10, 11), date(2013, 11, 4))


def test_what_is_done_says_so_and_the_event_itself_is_told_once(browser, db, officer, told):
    kept = backplan(db, officer, told).by_code("answers")
    set_state(db, officer, kept.id, kept.version, TaskState.DONE, new_operation())
    found = [str(one["summary"]) for one in Calendar.from_ical(
        browser.get(address(db, officer, told, TaskRole.SHOPS)).content).walk("VEVENT")]  # fmt: skip
    assert "Fait : Répondre à l’invitation" in found
    assert len([one for one in found if "bons jours" in one]) == 2


def test_no_name_of_a_person_and_no_trick_in_a_title(browser, db, officer, told):
    values = {"title": "Charger\\, puis; ATTENDEE:mailto:x@y BEGIN:VALARM", "role": "logistics", "offset": -3,
              "person": "Jeanne Renard", "note": "Jeanne Renard, 06 00 00 00 00"}  # fmt: skip
    add_task(db, officer, told, values, new_operation())
    answer = browser.get(address(db, officer, told))
    assert "Renard" not in answer.text
    assert values["title"] in events_of(answer)
    assert Calendar.from_ical(answer.content).walk("VALARM") == []


def test_a_cancelled_edition_says_it_to_diaries(browser, db, officer, told):
    editions.cancel_edition(db, officer, told, new_operation())
    found = events_of(browser.get(address(db, officer, told)))
    assert {str(one["status"]) for one in found.values()} == {"CANCELLED"}


def test_a_renewed_and_a_closed_address_say_that_they_are_over(browser, db, officer, told):
    former = address(db, officer, told)
    prepare_feed(db, officer, told, TaskRole.LOGISTICS, new_operation())
    assert browser.get(former).status_code == 410
    latest = address(db, officer, told)
    assert browser.get(latest).status_code == 200
    close_feed(db, officer, feed(db, officer, told, TaskRole.LOGISTICS).id, new_operation())
    answer = browser.get(latest)
    assert answer.status_code == 410
    assert "Demandez la nouvelle adresse" in answer.text


@pytest.mark.parametrize("wrong", ["/c", "/c/", "/c/x.ics", "/c/../p.ics", "/c/%00.ics", f"/c/{'a' * 43}.ics",
                                   f"/c/{'a' * 43}", "/c/a/b.ics"])  # fmt: skip
def test_refused_addresses_all_answer_alike(browser, told, wrong):
    usual = browser.get(f"/c/{'b' * 43}.ics")
    answer = browser.get(wrong)
    assert answer.status_code == usual.status_code == 404


def test_an_altered_address_opens_nothing(browser, db, officer, told):
    good = address(db, officer, told)
    assert browser.get(good.removesuffix(".ics").swapcase().replace("/C/", "/c/") + ".ics").status_code == 404


def test_too_many_bad_addresses_stop_the_visitor(browser, db, officer, told):
    good = address(db, officer, told)
    answers = [browser.get(f"/c/{'a' * 43}.ics").status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]
    assert browser.get(good).status_code == 429


def test_reading_writes_nothing_and_nothing_can_be_sent(browser, db, officer, told):
    good = address(db, officer, told)
    before = db.conn.execute("SELECT total_changes()").fetchone()[0], len(list(db["journal"].rows))
    browser.get(good)
    assert (db.conn.execute("SELECT total_changes()").fetchone()[0], len(list(db["journal"].rows))) == before
    assert browser.post(good).status_code == 405


def test_the_access_log_does_not_keep_the_address(db, officer, told):
    good = address(db, officer, told)
    assert masked(f'127.0.0.1 - "GET {good} HTTP/1.1" 200') == '127.0.0.1 - "GET /c/… HTTP/1.1" 200'
    assert masked('"GET /carte HTTP/1.1" 200') == '"GET /carte HTTP/1.1" 200'


def test_robots_are_kept_away(browser):
    assert "Disallow: /c/" in browser.get("/robots.txt").text
