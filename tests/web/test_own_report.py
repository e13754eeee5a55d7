"""« Vos journées, à côté des autres »: each reads its own figures on its link, on screen and on paper."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.documents.page_texts import page_texts
from tests.web.conftest import at


@pytest.fixture
def link(confirmed):
    """The link of the first shop's contact."""
    return confirmed.link(confirmed.places[:1])


@pytest.fixture
def after(confirmed, link):
    """Two days after the event."""
    with clock.frozen(at(confirmed.days[-1] + timedelta(days=2))):
        yield confirmed


@pytest.fixture
def told(db, officer, after):
    """The first shop told its visitors."""
    first, second = after.days
    form = {f"visitors-{first}": "20 à 50", f"visitors-{second}-unknown": "yes"}
    save_section(db, officer, after.edition_id, after.places[0], "visits", form, new_operation())
    return after


def words(answer) -> str:
    return answer.text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


def test_a_shop_reads_its_figures_and_that_too_few_others_answered(browser, told, link):
    page = words(browser.get(f"{link}/retour"))
    assert "de 20 à 50 personnes (1 jour sur 2)" in page
    assert "trop peu de réponses" in page


def test_the_page_of_the_link_leads_there_once_something_was_told(browser, told, link):
    assert f"/retour?lieu={told.places[0]}" in browser.get(link).text


def test_nothing_leads_there_before(browser, after, link):
    assert "/retour" not in browser.get(link).text
    answer = browser.get(f"{link}/retour")
    assert answer.status_code == 404
    assert "dès que vous aurez raconté vos journées" in words(answer)


def test_another_place_is_nobodys_to_open(browser, db, officer, told, link):
    form = {f"visitors-{told.days[0]}": "40"}
    save_section(db, officer, told.edition_id, told.places[1], "visits", form, new_operation())
    for ending in ("", ".pdf"):
        assert browser.get(f"{link}/retour{ending}?lieu={told.places[1]}").status_code == 404


def test_the_same_page_can_be_kept_on_paper(browser, told, link):
    answer = browser.get(f"{link}/retour.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert "Vos journées" in " ".join(page_texts(answer.content))


def test_before_the_days_the_page_says_when_it_will_be_ready(browser, confirmed, link):
    for ending in ("", ".pdf"):
        answer = browser.get(f"{link}/retour{ending}")
        assert answer.status_code == 404
        assert "prête après les journées" in words(answer)
