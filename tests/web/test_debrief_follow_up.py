"""Three and six months after, on a personal link: one part more, said kindly, once its day has come."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.debrief.model import State
from campaign.debrief.store import debrief_of
from campaign.editions import actions as editions
from campaign.editions.model import months_after
from tests.forms import form_holding
from tests.web.conftest import at
from tests.web.test_debrief_page import words

PARTS = ("visits", "sales", "activities", "papers", "after")
ONE_PART_MORE = "une partie de plus, deux minutes"


@pytest.fixture
def link(confirmed):
    """The personal page of the first shop's contact."""
    return confirmed.link(confirmed.places[:1])


def told_the_event(campaign, place=0):
    with clock.frozen(at(campaign.days[-1])):
        for part in PARTS:
            save_section(campaign.db, campaign.officer, campaign.edition_id, campaign.places[place], part, {},
                         new_operation())  # fmt: skip


def months_later(campaign, months):
    return clock.frozen(at(months_after(campaign.days[-1], months)))


def kept(campaign):
    return debrief_of(campaign.db, campaign.edition_id, campaign.places[0])


def test_nothing_more_is_asked_before_three_months(browser, confirmed, link):
    told_the_event(confirmed)
    with clock.frozen(at(months_after(confirmed.days[-1], 3)) - timedelta(days=1)):
        assert "Trois mois" not in words(browser.get(f"{link}/bilan"))
        assert "Merci, votre bilan est complet." in words(browser.get(link))


def test_three_months_later_one_part_waits_first_and_ends_in_one_gesture(browser, confirmed, link):
    told_the_event(confirmed)
    with months_later(confirmed, 3):
        over = words(browser.get(link))
        assert "Trois mois ont passé" in over
        assert "Faire le bilan" not in over
        page = browser.get(f"{link}/bilan")
        assert f"Trois mois ont passé : {ONE_PART_MORE}" in words(page)
        assert page.text.index('aria-labelledby="months_3"') < page.text.index('aria-labelledby="visits"')
        form = form_holding(page.text, "months_3_regulars")
        sent = form | {"months_3_opening": "days", "months_3_regulars": "5 à 10", "months_3_joined": "unknown"}
        answer = browser.post(f"{link}/bilan", data=sent)
        assert answer.status_code == 303
        after = words(browser.get(answer.headers["location"]))
        assert "Merci, tout est enregistré." in after
        assert ONE_PART_MORE not in after
        assert "Merci, votre bilan est complet." in words(browser.get(link))
    told = kept(confirmed)
    assert (told.state, told.answer("months_3_regulars").figure.low) == (State.DONE, 5)
    assert told.answer("months_3_joined").unknown


def test_what_is_typed_wrong_in_a_follow_up_comes_back(browser, confirmed, link):
    told_the_event(confirmed)
    with months_later(confirmed, 3):
        form = form_holding(browser.get(f"{link}/bilan").text, "months_3_regulars")
        answer = browser.post(f"{link}/bilan", data=form | {"months_3_regulars": "une dizaine"})
        assert answer.status_code == 422
        assert form_holding(answer.text, "months_3_regulars")["months_3_regulars"] == ["une dizaine"]
    assert "months_3" not in kept(confirmed).sections_done


def test_six_months_later_what_was_told_at_three_stays_and_what_was_not_is_not_asked_again(browser, confirmed, link):
    told_the_event(confirmed)
    with months_later(confirmed, 6):
        page = words(browser.get(f"{link}/bilan"))
        assert f"Six mois ont passé : {ONE_PART_MORE}" in page
        assert "Trois mois après" not in page


def test_who_told_nothing_is_asked_both_and_fini_still_needs_the_event(browser, confirmed, link):
    with months_later(confirmed, 3):
        answer = browser.post(f"{link}/bilan", data=form_holding(browser.get(f"{link}/bilan").text, "months_3_help"))
        assert "Il reste : Les passages" in words(browser.get(answer.headers["location"]))
    assert kept(confirmed).state is State.STARTED


def test_archiving_leaves_the_follow_up_and_closes_the_rest(browser, officer, confirmed, link):
    told_the_event(confirmed)
    with months_later(confirmed, 3):
        editions.archive_edition(confirmed.db, officer, confirmed.edition_id, new_operation())
        assert "Trois mois ont passé" in words(browser.get(link))
        page = browser.get(f"{link}/bilan").text
        assert "corriger=" not in page
        stale = {"operation": new_operation(), "lieu": str(confirmed.places[0]), "geste": "partie", "partie": "visits"}
        assert browser.post(f"{link}/bilan", data=stale | {"version": "1"}).status_code == 409
        assert browser.post(f"{link}/bilan", data=form_holding(page, "months_3_help")).status_code == 303
    assert kept(confirmed).section_version("visits") == 1


def test_an_archived_edition_asks_nothing_before_three_months(browser, officer, confirmed, link):
    told_the_event(confirmed)
    with clock.frozen(at(months_after(confirmed.days[-1], 1))):
        editions.archive_edition(confirmed.db, officer, confirmed.edition_id, new_operation())
        assert "/bilan" not in browser.get(link).text
        page = browser.get(f"{link}/bilan")
        assert (page.status_code, "<form" in page.text) == (200, False)


def test_a_contact_of_two_shops_sees_which_one_waits(browser, confirmed):
    link = confirmed.link(confirmed.places[:2])
    told_the_event(confirmed)
    with months_later(confirmed, 3):
        page = words(browser.get(f"{link}/bilan"))
        assert f"Trois mois ont passé : {ONE_PART_MORE}" in page
        assert page.count(": trois mois après") == 2
