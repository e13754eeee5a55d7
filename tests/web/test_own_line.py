"""Each shop reads its line of the directory on its link, says that it is right, or corrects it."""

import re
from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.participation.model import Presence
from campaign.partners import actions as partners
from campaign.proofs.lines import directory_lines
from tests.forms import form_holding
from tests.web.conftest import at


@pytest.fixture
def place(confirmed) -> int:
    """La Malle à Félicie: open both days, with music and a contest."""
    return confirmed.places[4]


@pytest.fixture
def link(confirmed, place) -> str:
    return confirmed.link([place])


def hidden_fields(html: str) -> dict[str, str]:
    """What the first « C’est juste » of a page would send."""
    return {name: values[0] for name, values in form_holding(html, "ligne").items()}


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.text)
    return re.sub(r"\s+", " ", text.replace("&nbsp;", " ").replace("\u00a0", " ").replace("\u202f", " "))


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def approved(confirmed, officer) -> list[int]:
    return [one.place_id for one in directory_lines(confirmed.db, officer, confirmed.edition_id) if one.approved]


def test_the_page_shows_the_line_as_it_is_printed(browser, confirmed, officer, place, link):
    page = browser.get(f"{link}/annuaire")
    (line,) = [one for one in directory_lines(confirmed.db, officer, confirmed.edition_id) if one.place_id == place]
    assert page.status_code == 200
    for part in line.lines:
        assert letters(part) in letters(words(page))
    assert "À relire" in words(page)


def test_looking_writes_nothing(browser, confirmed, link):
    before = confirmed.rows("SELECT count(*) FROM journal") + confirmed.rows("SELECT count(*) FROM link_visits")
    browser.get(f"{link}/annuaire")
    after = confirmed.rows("SELECT count(*) FROM journal") + confirmed.rows("SELECT count(*) FROM link_visits")
    assert before == after


def test_it_is_right_is_noted_once_even_when_line_ends_come_as_browsers_send_them(
    browser, confirmed, officer, place, link
):
    form = hidden_fields(browser.get(f"{link}/annuaire").text)
    form["ligne"] = form["ligne"].replace("\n", "\r\n")
    for _ in range(2):
        answer = browser.post(f"{link}/annuaire", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{link}/annuaire#ligne-{place}")
    assert approved(confirmed, officer) == [place]
    page = browser.get(f"{link}/annuaire")
    assert "Approuvée" in words(page)
    assert "C’est juste" not in words(page)
    assert len(confirmed.rows("SELECT 1 FROM journal WHERE verb = 'approve_line'")) == 1


def test_a_line_that_changed_meanwhile_comes_back_to_be_read(browser, confirmed, officer, place, link):
    form = hidden_fields(browser.get(f"{link}/annuaire").text)
    confirmed.answer(place, days=1)
    answer = browser.post(f"{link}/annuaire", data=form)
    assert answer.status_code == 409
    assert "Elle a changé pendant que vous la lisiez" in words(answer)
    assert approved(confirmed, officer) == []
    again = browser.post(f"{link}/annuaire", data=hidden_fields(answer.text))
    assert again.status_code == 303
    assert approved(confirmed, officer) == [place]


def test_what_was_approved_then_changed_is_to_be_read_again(browser, confirmed, place, link):
    browser.post(f"{link}/annuaire", data=hidden_fields(browser.get(f"{link}/annuaire").text))
    confirmed.answer(place, days=1)
    page = browser.get(f"{link}/annuaire")
    assert "Elle a changé depuis votre accord" in words(page)
    assert "C’est juste" in words(page)


def test_correcting_leads_to_the_answer_and_its_sheet(browser, confirmed, place, link):
    page = browser.get(f"{link}/annuaire")
    assert f'href="{link}?boutique={place}&amp;modifier=1#titre-fiche"' in page.text
    assert 'id="titre-fiche"' in browser.get(f"{link}?boutique={place}&modifier=1").text


def test_the_page_is_reached_from_where_documents_are(browser, confirmed, place, link):
    for address in (link, f"{link}/merci?boutique={place}", f"{link}/documents"):
        assert f'href="{link}/annuaire"' in browser.get(address).text


def test_another_contacts_shop_is_refused_and_noted(browser, confirmed, officer, link):
    form = hidden_fields(browser.get(f"{link}/annuaire").text) | {"boutique": str(confirmed.places[0])}
    assert browser.post(f"{link}/annuaire", data=form).status_code == 404
    assert approved(confirmed, officer) == []
    assert confirmed.rows("SELECT subject_id FROM journal WHERE verb = 'foreign_place_refused'") == [
        (confirmed.places[0],)
    ]


@pytest.mark.parametrize("form", [{}, {"operation": "x"}, {"boutique": "a"}])
def test_a_form_without_its_fields_writes_nothing(browser, confirmed, officer, link, form):
    assert browser.post(f"{link}/annuaire", data=form).status_code in (400, 404, 409)
    assert browser.post(f"{link}/annuaire", data={"operation": new_operation()}).status_code in (400, 404)
    assert approved(confirmed, officer) == []


def test_before_a_yes_the_page_says_what_to_do(browser, confirmed):
    waiting = confirmed.link([confirmed.places[3]], email="autre@exemple.fr")
    page = browser.get(f"{waiting}/annuaire")
    assert "Votre ligne s’écrit dès que vous avez répondu « Oui »" in words(page)
    assert f'href="{waiting}?boutique={confirmed.places[3]}"' in page.text
    declined = confirmed.link([confirmed.places[5]], email="encore@exemple.fr")
    assert "votre boutique n’est pas dans l’annuaire" in words(browser.get(f"{declined}/annuaire"))


def test_before_anybody_confirmed_the_page_still_opens(browser, campaign):
    link = campaign.link([campaign.places[0]])
    assert "Votre ligne s’écrit dès que" in words(browser.get(f"{link}/annuaire"))


def test_once_answers_are_closed_the_line_can_be_approved_but_is_corrected_by_a_call(
    browser, confirmed, officer, place, link
):
    with clock.frozen(at(confirmed.days[0] - timedelta(days=5))):
        page = browser.get(f"{link}/annuaire")
        assert "modifier=1" not in page.text
        assert "Quelque chose est faux" in words(page)
        assert browser.post(f"{link}/annuaire", data=hidden_fields(page.text)).status_code == 303
    assert approved(confirmed, officer) == [place]


def test_when_the_edition_is_over_or_cancelled_nothing_is_approved(browser, confirmed, officer, place, link):
    form = hidden_fields(browser.get(f"{link}/annuaire").text)
    with clock.frozen(at(confirmed.days[1] + timedelta(days=2))):
        assert "L’édition est passée" in words(browser.get(f"{link}/annuaire"))
        assert browser.post(f"{link}/annuaire", data=form).status_code == 409
    assert approved(confirmed, officer) == []
    editions.cancel_edition(confirmed.db, officer, confirmed.edition_id, new_operation())
    assert "a été annulée" in words(browser.get(f"{link}/annuaire"))
    assert browser.post(f"{link}/annuaire", data=form).status_code == 409


def test_a_contact_of_two_shops_has_both_lines_and_approves_one(browser, confirmed, officer):
    both = confirmed.link(confirmed.places[:2], email="deux@exemple.fr")
    page = browser.get(f"{both}/annuaire")
    assert page.text.count('name="ligne"') == 2
    second = confirmed.places[1]
    form = hidden_fields(page.text[page.text.index(f'id="ligne-{second}"') :])
    assert browser.post(f"{both}/annuaire", data=form).status_code == 303
    assert approved(confirmed, officer) == [second]


def test_a_name_with_markup_is_shown_as_text(browser, confirmed, officer, place, link):
    partners.change_place(confirmed.db, officer, place, 1, {"name": "<b>Malle</b> & Cie"}, new_operation())
    page = browser.get(f"{link}/annuaire")
    assert "<b>Malle</b>" not in page.text
    assert browser.post(f"{link}/annuaire", data=hidden_fields(page.text)).status_code == 303
    assert approved(confirmed, officer) == [place]


def test_a_no_takes_the_line_away(browser, confirmed, place, link):
    confirmed.answer(place, days=0, presence=Presence.NO, reason="Travaux", activities=())
    assert "votre boutique n’est pas dans l’annuaire" in words(browser.get(f"{link}/annuaire"))
