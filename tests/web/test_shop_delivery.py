"""« Votre livraison » on a personal link: when it comes, what was left, what is owed, what the shop tells."""

from datetime import time, timedelta

import pytest

from campaign.base import clock
from campaign.base.french import day_in_words
from campaign.base.operations import new_operation
from campaign.deliveries.model import DeliverySaid, Outcome
from campaign.deliveries.road import note_delivery
from campaign.deliveries.views import declarations
from campaign.rounds.model import Purpose
from tests.driving import drive, stocked, to_deliver
from tests.forms import form_holding


@pytest.fixture
def prepared(db, officer, confirmed):
    """Two shops have a slip and a round tomorrow; (campaign, the round)."""
    stock = stocked(db, officer)
    places = confirmed.places[:2]
    to_deliver(db, confirmed.edition_id, places, stock, officer)
    return confirmed, drive(db, officer, confirmed.edition_id, places)


@pytest.fixture
def delivered(db, logistics, prepared):
    """The first shop got all but two packets of flyers."""
    campaign, road = prepared
    left = {one.id: 3 if one.item.code == "FLY-A5" else one.planned for one in road.slip(road.numbers[0]).lines}
    note_delivery(db, logistics, road.numbers[0], DeliverySaid(Outcome.DELIVERED, left), new_operation())
    return campaign, road


def words(answer) -> str:
    """The page with ordinary spaces."""
    return answer.text.replace("\u00a0", " ").replace("\u2060", "")


def told(db, officer, campaign):
    return [(place.id, one.kind.value, one.text, dict(one.leftovers))
            for place, one in declarations(db, officer, campaign.edition_id)]  # fmt: skip


def test_the_day_and_the_hours_come_from_the_round(browser, prepared):
    campaign, _ = prepared
    page = words(browser.get(campaign.link(campaign.places[:1]) + "/livraison"))
    day = day_in_words(clock.today() + timedelta(days=1)).replace("\u00a0", " ")
    assert day in page
    # Planned at 8 h 20: 45 minutes before and after, on the quarter of an hour.
    assert "entre 7 h 30 et 9 h 15" in page
    assert "5 paquets de 100" in page
    assert time(8, 20)


def test_what_was_left_is_said_with_what_was_missing_and_what_is_owed(browser, delivered):
    campaign, _ = delivered
    page = words(browser.get(campaign.link(campaign.places[:1]) + "/livraison"))
    assert "3 paquets de 100 ; il en manquait 2" in page
    assert "À rendre au plus tard" in page
    assert "Roue de la prévention, ROUE n° 1" in page
    assert "8 panneaux" in page


def test_a_shop_sees_its_own_deliveries_only(browser, delivered):
    campaign, _ = delivered
    link = campaign.link(campaign.places[1:2])
    page = words(browser.get(link + "/livraison"))
    assert "Le Vestiaire solidaire" in page
    assert "Grange aux Trouvailles" not in page
    assert "ROUE n° 1" not in page


def test_the_link_leads_to_the_delivery_only_when_there_is_one(browser, prepared):
    campaign, _ = prepared
    first, fifth = campaign.link(campaign.places[:1]), campaign.link(campaign.places[4:5], "Paul", "paul@exemple.fr")
    assert f'href="{first}/livraison"' in browser.get(first).text
    assert "/livraison" not in browser.get(fifth).text
    assert "Rien n’est prévu" in browser.get(f"{fifth}/livraison").text


def test_a_problem_is_told_once_and_read_again(db, officer, browser, delivered):
    campaign, _ = delivered
    address = campaign.link(campaign.places[:1]) + "/livraison"
    form = form_holding(browser.get(address).text, "texte") | {"texte": "Un carton <b>mouillé</b>"}
    for _ in range(2):
        answer = browser.post(address, data=form)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{address}?fait={campaign.places[0]}#lieu-{campaign.places[0]}"
    assert told(db, officer, campaign) == [(campaign.places[0], "problem", "Un carton <b>mouillé</b>", {})]
    page = browser.get(answer.headers["location"].partition("#")[0]).text
    assert "Merci, c’est noté." in page
    assert "Un carton &lt;b&gt;mouillé&lt;/b&gt;" in page


def leftovers_form(browser, address: str) -> dict:
    """The second form of the page, by a field that it alone has."""
    page = browser.get(address).text
    name = next(one.partition('"')[0] for one in page.split('name="') if one.startswith("reste_"))
    return form_holding(page, name)


def test_an_empty_leftover_is_unknown_never_zero(db, officer, browser, delivered):
    campaign, _ = delivered
    address = campaign.link(campaign.places[:1]) + "/livraison"
    form = leftovers_form(browser, address)
    posters, flyers = [name for name in form if name.startswith("reste_")]
    assert form[posters] == form[flyers] == [""]
    assert browser.post(address, data=form | {posters: "4"}).status_code == 303
    item = int(posters.partition("_")[2])
    assert told(db, officer, campaign) == [(campaign.places[0], "leftovers", "", {item: 4})]


@pytest.mark.parametrize("typed", ["-1", "2,5", "1000000000", "beaucoup"])
def test_a_leftover_that_is_no_number_comes_back_as_typed(db, officer, browser, delivered, typed):
    campaign, _ = delivered
    address = campaign.link(campaign.places[:1]) + "/livraison"
    form = leftovers_form(browser, address)
    first = next(name for name in form if name.startswith("reste_"))
    answer = browser.post(address, data=form | {first: typed})
    assert answer.status_code == 422
    assert "Quantité : entier à partir de 0" in words(answer)
    assert f'value="{typed}"' in answer.text
    assert told(db, officer, campaign) == []


def test_nothing_said_and_more_than_received_are_refused_with_a_sentence(db, officer, browser, delivered):
    campaign, _ = delivered
    address = campaign.link(campaign.places[:1]) + "/livraison"
    form = leftovers_form(browser, address)
    first = next(name for name in form if name.startswith("reste_"))
    assert "Écrivez au moins une quantité" in words(browser.post(address, data=form))
    assert "20 au plus" in words(browser.post(address, data=form | {first: "21"}))
    problem = form_holding(browser.get(address).text, "texte")
    assert browser.post(address, data=problem | {"texte": " "}).status_code == 422
    assert told(db, officer, campaign) == []


def test_another_shop_or_no_operation_is_refused(db, officer, browser, delivered):
    campaign, _ = delivered
    address = campaign.link(campaign.places[:1]) + "/livraison"
    form = form_holding(browser.get(address).text, "texte") | {"texte": "Rien reçu"}
    assert browser.post(address, data=form | {"lieu": str(campaign.places[1])}).status_code == 404
    assert browser.post(address, data=form | {"operation": ""}).status_code == 400
    assert told(db, officer, campaign) == []


def test_the_pick_up_is_announced_once_its_round_is_planned(db, officer, browser, delivered):
    campaign, _ = delivered
    address = campaign.link(campaign.places[:1]) + "/livraison"
    assert "quand nous passons les reprendre" in words(browser.get(address))
    drive(db, officer, campaign.edition_id, campaign.places[:1], Purpose.RETURN, "T9", campaign.days[-1])
    assert "Nous passons les reprendre" in words(browser.get(address))
