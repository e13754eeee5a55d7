"""An animator's games, asked as a browser without script asks: request, state, alternative, booking, end."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.loans import asking, views
from campaign.loans.deciding import decide_loans, refuse_request
from campaign.loans.model import Answer
from campaign.partners import actions as partners
from campaign.stock import items as stock
from campaign.stock import views as stock_views
from tests.forms import form_holding


@dataclass
class Games:
    """An EPCI with its animator's link, another one, one wheel and one ladder."""

    link: str
    epci: int
    other: int
    wheel: int
    ladder: int
    shop: int
    confirmed: object

    def requests(self) -> list[views.RequestLine]:
        return views.requests(self.confirmed.db, self.confirmed.officer, self.confirmed.edition_id)

    def ask(self, epci: int, item: int, day: int = 0, site: str = "Salle des fêtes") -> int:
        """An agent's request in the name of an EPCI."""
        typed = {"epci": epci, "item": item, "day": self.confirmed.days[day], "site": site, "animator": "Max"}
        return asking.ask_game(self.confirmed.db, self.confirmed.officer, self.confirmed.edition_id, typed,
                               new_operation())  # fmt: skip

    def decide(self) -> None:
        decide_loans(self.confirmed.db, self.confirmed.officer, self.confirmed.edition_id, new_operation())

    def form(self, page: str, item: int, day: int = 0, gesture: str = "demander") -> dict[str, str]:
        """The form of one game and one day, as the page shows it."""
        when = self.confirmed.days[day].isoformat()
        found = re.findall(r"<form.*?</form>", page, re.DOTALL)
        for one in found:
            fields = {name: values[0] for name, values in form_holding(one, "geste").items()}
            if (fields["geste"], fields["jeu"], fields["jour"]) == (gesture, str(item), when):
                return fields
        raise LookupError((gesture, item, when))


@pytest.fixture
def games(db, officer, confirmed) -> Games:
    def epci(name: str, commune: str, postcode: str) -> int:
        sheet = {"kind": "epci", "name": name, "address": "1 place de la Mairie", "postcode": postcode,
                 "commune": commune}  # fmt: skip
        return partners.add_place(db, officer, sheet, new_operation())

    mine, other = epci("Angers Loire Métropole", "Angers", "49100"), epci("Saumur Val de Loire", "Saumur", "49400")
    stock.add_depot(db, officer, {"name": "Hangar"}, new_operation())
    depot = stock_views.depots(db, officer)[0].id
    ids = []
    for code, name in (("ROUE", "Roue de la prévention"), ("ECH", "Échelle de réduction")):
        values = {"code": code, "name": name, "kind": "numbered", "family": "games"}
        ids.append(stock.add_item(db, officer, values, new_operation()))
        stock.add_pieces(db, officer, ids[-1], 1, depot, new_operation())
    link = confirmed.link([mine], name="Élodie Vasseur", email="elodie@epci.example")
    return Games(link, mine, other, ids[0], ids[1], confirmed.places[4], confirmed)


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.text)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " "))


def test_the_animators_first_page_leads_to_their_games(browser, games):
    documents = browser.get(games.link, follow_redirects=True)

    assert f'href="{games.link}/jeux"' in documents.text
    assert "Demandes jusqu’au" in words(browser.get(f"{games.link}/jeux"))


def test_a_shops_link_has_no_games(browser, confirmed):
    link = confirmed.link([confirmed.places[4]])

    assert "/jeux" not in browser.get(link).text
    assert browser.get(f"{link}/jeux").status_code == 404


def test_a_game_is_asked_for_one_day_and_its_state_is_read(browser, games):
    form = games.form(browser.get(f"{games.link}/jeux").text, games.wheel)
    form |= {"lieu": str(games.shop), "anime": "Élodie", "note": "Avec la rallonge"}

    answer = browser.post(f"{games.link}/jeux", data=form)

    (one,) = games.requests()
    assert (answer.status_code, answer.headers["location"]) == (
        303, f"{games.link}/jeux?fait=demander#demande-{one.request.id}",
    )  # fmt: skip
    assert (one.request.epci_place_id, one.request.site_place_id, one.request.animator) == (
        games.epci, games.shop, "Élodie",
    )  # fmt: skip
    page = words(browser.get(answer.headers["location"].partition("#")[0]))
    assert "Votre demande est notée." in page
    assert "En attente" in page
    assert "La Malle à Félicie" in page
    assert "Avec la rallonge" in page


def test_the_same_form_sent_twice_asks_once(browser, games):
    form = games.form(browser.get(f"{games.link}/jeux").text, games.wheel)

    answers = [browser.post(f"{games.link}/jeux", data=form) for _ in range(2)]

    assert {one.headers["location"] for one in answers} == {answers[0].headers["location"]}
    assert len(games.requests()) == 1


def test_looking_writes_nothing(browser, games):
    before = games.confirmed.rows("SELECT count(*) FROM journal")
    browser.get(f"{games.link}/jeux")
    browser.get(f"{games.link}/jeux?fait=demander")

    assert games.confirmed.rows("SELECT count(*) FROM journal") == before


def test_an_error_keeps_what_was_typed(browser, games):
    form = games.form(browser.get(f"{games.link}/jeux").text, games.ladder, day=1)
    form |= {"lieu": "", "autre": "", "anime": "Élodie", "note": "Prévoir <une> rallonge"}

    answer = browser.post(f"{games.link}/jeux", data=form)

    assert answer.status_code == 422
    assert "<title>Erreur" in answer.text
    assert "Indiquez le lieu où vous animez." in words(answer)
    again = games.form(answer.text, games.ladder, day=1)
    assert (again["anime"], again["note"], again["operation"]) == (
        "Élodie", "Prévoir <une> rallonge", form["operation"],
    )  # fmt: skip
    browser.post(f"{games.link}/jeux", data=again | {"autre": "Halle du marché"})
    assert [one.site for one in games.requests()] == ["Halle du marché"]


def test_a_refusal_says_why_and_its_alternative_is_taken_in_one_press(browser, games):
    games.ask(games.other, games.wheel)
    refused = games.ask(games.epci, games.wheel)
    games.decide()
    page = browser.get(f"{games.link}/jeux")
    assert "le seul exemplaire (roue) va à : Saumur Val de Loire." in words(page)

    taken = browser.post(f"{games.link}/jeux", data=games.form(page.text, games.ladder, gesture="reserver"))

    mine = [one for one in games.requests() if one.request.epci_place_id == games.epci]
    assert taken.status_code == 303
    assert [(one.item.id, one.answer) for one in mine] == [(games.ladder, Answer.GRANTED)]
    assert refused not in {one.request.id for one in games.requests()}
    assert "Accordé : ECH n° 1" in words(browser.get(f"{games.link}/jeux"))


def test_the_words_of_a_refusal_by_hand_are_text(browser, games):
    number = games.ask(games.epci, games.wheel)
    refuse_request(games.confirmed.db, games.confirmed.officer, number, "<b>Trop petit</b> {{7*7}}", new_operation())

    page = browser.get(f"{games.link}/jeux")
    assert "&lt;b&gt;Trop petit&lt;/b&gt;" in page.text
    assert "{{7*7}}" in page.text


def test_the_last_wheel_gone_meanwhile_is_refused_with_what_is_free(browser, games):
    games.ask(games.other, games.ladder, site="Ailleurs")
    games.decide()
    page = browser.get(f"{games.link}/jeux").text
    form = games.form(page, games.wheel, gesture="reserver") | {"lieu": "", "autre": "Mairie", "anime": "Élodie"}
    first = browser.post(f"{games.link}/jeux", data=games.form(page, games.wheel, gesture="reserver"))
    assert first.status_code == 303

    answer = browser.post(f"{games.link}/jeux", data=form | {"operation": new_operation()})

    day = games.confirmed.days[0]
    assert answer.status_code == 409
    assert f"Plus de roue libre le {day:%d/%m}." in words(answer)
    assert 'value="Mairie"' in answer.text
    assert 'value="Élodie"' in answer.text


def test_a_request_is_changed_then_withdrawn_after_a_second_press(browser, games):
    number = games.ask(games.epci, games.wheel)
    page = browser.get(f"{games.link}/jeux").text
    changed = games.form(page, games.wheel, gesture="changer") | {"anime": "Fatou"}
    assert browser.post(f"{games.link}/jeux", data=changed).status_code == 303
    assert games.requests()[0].request.animator == "Fatou"

    late = browser.post(f"{games.link}/jeux", data=changed | {"operation": new_operation(), "anime": "Zoé"})
    assert late.status_code == 409
    assert "qui anime : Fatou" in words(late)
    assert 'value="Zoé"' in late.text

    withdrawn = browser.post(f"{games.link}/jeux", data=games.form(page, games.wheel, gesture="retirer"))
    assert withdrawn.headers["location"] == f"{games.link}/jeux?fait=retirer"
    assert games.requests() == []
    assert number


def test_another_epcis_requests_are_out_of_reach_and_the_attempt_is_journaled(browser, games):
    theirs = games.ask(games.other, games.wheel)
    page = browser.get(f"{games.link}/jeux").text
    assert "Saumur" not in page
    form = games.form(page, games.wheel)

    for sent in (
        form | {"collectivite": str(games.other)},
        form | {"geste": "retirer", "demande": str(theirs)},
        form | {"geste": "changer", "demande": str(theirs), "version": "1"},
    ):
        assert browser.post(f"{games.link}/jeux", data=sent | {"operation": new_operation()}).status_code == 404

    assert [one.request.id for one in games.requests()] == [theirs]
    assert len(games.confirmed.rows("SELECT 1 FROM journal WHERE verb = 'foreign_place_refused'")) == 3


@pytest.mark.parametrize("broken", [{"operation": "x"}, {"geste": "tout"}, {"geste": ""}])
def test_a_form_that_is_not_ours_is_refused(browser, games, broken):
    form = games.form(browser.get(f"{games.link}/jeux").text, games.wheel)

    assert browser.post(f"{games.link}/jeux", data=form | broken).status_code in (400, 409)
    assert games.requests() == []


def test_after_the_days_the_page_is_only_read(browser, games):
    number = games.ask(games.epci, games.wheel)
    form = games.form(browser.get(f"{games.link}/jeux").text, games.ladder)
    with clock.frozen(clock.now() + (games.confirmed.days[-1] - clock.today()) + timedelta(days=1)):
        page = browser.get(f"{games.link}/jeux")
        assert f"demande-{number}" in page.text
        assert "<form" not in page.text
        assert browser.post(f"{games.link}/jeux", data=form).status_code == 409

    assert len(games.requests()) == 1
