"""« Alors, ces deux jours ? » on a personal link: each part on its own, unknown never zero, nothing lost."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.model import Figure, State, Unit
from campaign.debrief.store import debrief_of
from tests.forms import form_holding
from tests.web.conftest import at


@pytest.fixture
def link(confirmed):
    """The page of the first shop's contact."""
    return confirmed.link(confirmed.places[:1]) + "/bilan"


@pytest.fixture
def after(confirmed, link):
    """Two days after the event."""
    with later(confirmed):
        yield confirmed


def later(campaign):
    """Two days after the event."""
    return clock.frozen(at(campaign.days[-1] + timedelta(days=2)))


def words(answer) -> str:
    """The page with ordinary spaces."""
    return answer.text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


def filled(browser, link, field, **changes):
    """The form that holds this field, as a browser would send it, with what somebody types."""
    form = form_holding(browser.get(link).text, field)
    return {**form, **{name: value for name, value in changes.items() if not name.startswith("_")}}


def told(db, campaign, number=0):
    return debrief_of(db, campaign.edition_id, campaign.places[number])


def test_a_range_and_one_i_do_not_know_are_kept_as_such_without_script(browser, db, after, link):
    first, second = (f"visitors-{day}" for day in after.days)
    form = filled(browser, link, first) | {first: "20 à 50", f"{second}-unknown": "yes"}
    answer = browser.post(link, data=form)
    assert (answer.status_code, answer.headers["location"].partition("#")[2]) == (303, "sales")
    kept = told(db, after)
    assert kept.answer("visitors", after.days[0]).figure == Figure(20, 50, Unit.PEOPLE)
    assert (kept.answer("visitors", after.days[1]).unknown, kept.answer("visitors", after.days[1]).figure) == (
        True,
        None,
    )
    page = words(browser.get(link))
    assert "de 20 à 50 personnes" in page
    assert "je ne sais pas" in page
    assert "C’est fait, merci" in page


def test_reading_the_page_keeps_nothing(browser, db, after, link):
    before = after.rows("SELECT count(*) FROM journal")
    assert browser.get(link).status_code == 200
    assert (told(db, after), after.rows("SELECT count(*) FROM journal")) == (None, before)


def test_the_debrief_ends_when_every_part_was_saved_and_may_still_be_corrected(browser, db, after, link):
    fields = (f"visitors-{after.days[0]}", "sold", "moment", "posters_left", "suggestions")
    for field in fields:
        assert told(db, after) is None or told(db, after).state is State.STARTED
        assert browser.post(link, data=filled(browser, link, field) | {"again": "yes"}).status_code == 303
    assert told(db, after).state is State.DONE
    again = form_holding(browser.get(f"{link}?corriger=after").text, "suggestions")
    assert (again["again"], again["version"]) == (["yes"], ["1"])
    assert browser.post(link, data=again | {"suggestions": "Ouvrir plus tôt"}).status_code == 303
    assert told(db, after).answer("suggestions").text == "Ouvrir plus tôt"
    assert told(db, after).answer("posters_left") is None, "une case vide n’est pas un zéro"


def test_what_is_left_is_said_after_each_part(browser, after, link):
    answer = browser.post(link, data=filled(browser, link, "suggestions"))
    page = words(browser.get(answer.headers["location"]))
    assert "Il reste : Les passages, Les ventes, Votre petit plus et Affiches et flyers." in page


@pytest.mark.parametrize("typed", ["-3", "1e9", "12,5", "١٢", "NaN", "environ 50"])
def test_what_is_no_number_comes_back_as_typed_with_the_rest_of_the_part(browser, db, after, link, typed):
    first, second = (f"visitors-{day}" for day in after.days)
    answer = browser.post(link, data=filled(browser, link, first) | {first: typed, second: "120"})
    assert answer.status_code == 422
    assert "Nombre entier entre 0 et 100 000." in words(answer)
    back = form_holding(answer.text, first)
    assert (back[first], back[second]) == ([typed], ["120"])
    assert told(db, after) is None
    assert browser.post(link, data=back | {first: "50"}).status_code == 303


def test_an_amount_reads_however_it_is_written_and_asks_when_it_cannot_tell(browser, db, after, link):
    field = f"takings-{after.days[0]}"
    for typed in ("1 234,56", "1.234,56", "1,234.56"):
        answer = browser.post(link, data=filled(browser, f"{link}?corriger=sales", field) | {field: typed})
        assert answer.status_code == 303
        assert told(db, after).answer("takings", after.days[0]).figure.low == 1234.56
    answer = browser.post(link, data=filled(browser, f"{link}?corriger=sales", field) | {field: "1.234"})
    assert answer.status_code == 422
    assert "deux façons" in words(answer)


def test_a_text_too_long_is_refused_and_not_lost(browser, db, after, link):
    long = "é" * 5001
    answer = browser.post(link, data=filled(browser, link, "suggestions") | {"suggestions": long})
    assert answer.status_code == 422
    assert "5 000 caractères au plus (5 001 saisis)" in words(answer)
    assert form_holding(answer.text, "suggestions")["suggestions"] == [long]


def test_a_surprising_figure_is_asked_then_confirmed_in_one_gesture(browser, db, after, link):
    field = f"visitors-{after.days[0]}"
    browser.post(link, data=filled(browser, link, field) | {field: "4 500"})
    assert "4 500 personnes ?" in words(browser.get(link))
    assert browser.post(link, data=form_holding(browser.get(link).text, "question")).status_code == 303
    assert "4 500 personnes ?" not in words(browser.get(link))


def test_a_double_click_writes_once(browser, after, link):
    field = f"visitors-{after.days[0]}"
    form = filled(browser, link, field) | {field: "50"}
    browser.post(link, data=form)
    browser.post(link, data=form)
    assert after.rows("SELECT count(*) FROM journal WHERE verb = 'save_debrief'") == [(1,)]


def test_a_part_saved_meanwhile_is_not_overwritten(browser, db, after, link):
    field = f"visitors-{after.days[0]}"
    mine, theirs = (filled(browser, link, field) for _ in range(2))
    browser.post(link, data=theirs | {field: "50"})
    answer = browser.post(link, data=mine | {field: "70"})
    assert answer.status_code == 409
    assert "50 personnes" in words(answer)
    back = form_holding(answer.text, field)
    assert back[field] == ["70"]
    assert told(db, after).answer("visitors", after.days[0]).figure.low == 50
    assert browser.post(link, data=back).status_code == 303
    assert told(db, after).answer("visitors", after.days[0]).figure.low == 70


def test_another_contact_s_place_is_refused_and_noted(browser, db, after, link):
    form = filled(browser, link, f"visitors-{after.days[0]}") | {"lieu": str(after.places[1])}
    assert browser.post(link, data=form).status_code == 404
    assert browser.get(f"{link}?lieu={after.places[1]}").status_code == 404
    assert told(db, after, 1) is None
    assert after.rows("SELECT count(*) FROM journal WHERE verb = 'foreign_place_refused'") == [(1,)]


def test_a_contact_of_two_shops_chooses_first(browser, confirmed):
    link = confirmed.link(confirmed.places[:2]) + "/bilan"
    with later(confirmed):
        page = words(browser.get(link))
    assert "Pour quel lieu" in page
    for place_id in confirmed.places[:2]:
        assert f"/bilan?lieu={place_id}" in page


def test_a_shop_that_did_not_come_is_asked_nothing(browser, confirmed):
    link = confirmed.link(confirmed.places[5:6]) + "/bilan"
    with later(confirmed):
        assert browser.get(link).status_code == 404


def test_before_the_event_the_page_says_when_it_opens(browser, confirmed):
    link = confirmed.link(confirmed.places[:1]) + "/bilan"
    page = browser.get(link)
    assert page.status_code == 200
    assert "Le bilan s’ouvre" in words(page)
    assert "<form" not in page.text
    form = {"operation": new_operation(), "lieu": str(confirmed.places[0]), "geste": "partie", "partie": "visits"}
    assert browser.post(link, data=form).status_code == 409


def test_what_people_wrote_is_text_and_nothing_else(browser, after, link):
    nasty = "<script>alert(1)</script>{{ 7*7 }}"
    browser.post(link, data=filled(browser, link, "moment") | {"moment": nasty, "moment-quote": "yes"})
    page = browser.get(link).text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page.replace("\u00a0", " ")
    assert form_holding(browser.get(f"{link}?corriger=activities").text, "moment")["moment-quote"] == ["yes"]


def test_once_the_event_is_over_the_link_leads_to_the_debrief_of_who_took_part(browser, confirmed):
    came = confirmed.link(confirmed.places[:1])
    declined = confirmed.link(confirmed.places[5:6], "Paul", "paul@exemple.fr")
    assert "/bilan" not in browser.get(came).text
    with later(confirmed):
        assert f'href="{came}/bilan"' in browser.get(came).text
        assert "/bilan" not in browser.get(declined).text
