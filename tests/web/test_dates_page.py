"""The vote on the days, asked as a browser without script asks: the form, its refusals, the closing, the decision."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from campaign.accounts.links import token_of
from campaign.accounts.model import SYSTEM, Actor
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.deciding import decide
from campaign.consultation.preparing import note_set, propose, save_search
from campaign.consultation.store import replies_of
from campaign.editions import actions as editions
from campaign.mail import outbox
from campaign.participation.link_again import link_message
from campaign.partners import actions as partners
from campaign.partners import contacts
from tests.forms import form_holding
from tests.web.conftest import at, seed
from tests.web.test_public_pages import words


@dataclass
class Vote:
    """An edition that has invited nobody, two sets and one more that the search finds, two people and their links."""

    db: object
    officer: Actor
    edition_id: int
    codes: list[str]
    closes_on: date
    places: list[int]
    felicie: str
    ida: str
    people: dict[str, int]

    def decide(self, why: str = "", code: str = "") -> None:
        deadline = clock.today() + timedelta(days=30)
        decide(self.db, self.officer, self.edition_id, code or self.codes[0], why, deadline, new_operation())

    def kept(self, place_id: int) -> dict[str, str]:
        reply = replies_of(self.db, self.edition_id).get(place_id)
        return {days.code: str(choice) for days, choice in reply.reply.choices.items()} if reply else {}

    def fill(self, page: str, first: str = "yes", second: str = "no", **more: str) -> dict[str, str]:
        """The form as the page shows it, with choices."""
        fields = {name: values[0] for name, values in form_holding(page, "operation").items() if "choice" not in name}
        return fields | {f"choice-{self.codes[0]}": first, f"choice-{self.codes[1]}": second} | more


@pytest.fixture
def vote(db, officer) -> Vote:
    """Félicie answers for one shop, Ida for two and an EPCI."""
    first = clock.today() + timedelta(days=120)
    campaign = seed(db, officer, 4, opened=False, first_day=first)
    with transaction(db):
        db.conn.execute("DELETE FROM invitations")
    epci = {"kind": "epci", "name": "Angers Loire Métropole", "address": "1 place", "postcode": "49000",
            "commune": "Angers"}  # fmt: skip
    places = [*campaign.places, partners.add_place(db, officer, epci, new_operation())]
    people = {}
    for name, theirs in (("Félicie", [places[0]]), ("Ida", [places[1], places[2], places[4]])):
        values = {"name": name, "email": f"{len(people)}@exemple.fr", "place_ids": theirs}
        people[name] = contacts.add_contact(db, officer, values, new_operation())
    search = {"first": f"{first:%d/%m/%Y}", "last": f"{first + timedelta(days=27):%d/%m/%Y}", "day_count": "2",
              "gap": "3"}  # fmt: skip
    save_search(db, officer, campaign.edition_id, search, [2, 5], new_operation())
    codes = sorted(found_codes(db, officer, campaign.edition_id))
    propose(db, officer, campaign.edition_id, codes[:2], new_operation())
    note_set(db, officer, campaign.edition_id, codes[0], "La presse en parlera : <b>vraiment</b>.", new_operation())
    closes_on = clock.today() + timedelta(days=20)
    open_consultation(db, officer, campaign.edition_id, closes_on, 50, places, new_operation())
    links = [f"/p/{token_of(link_of(db, people[name], campaign.edition_id))}" for name in ("Félicie", "Ida")]
    return Vote(db, officer, campaign.edition_id, codes, closes_on, places, *links, people)


def found_codes(db, officer, edition_id) -> list[str]:
    from campaign.consultation.views import candidates_scored

    return [one.scored.days.code for one in candidates_scored(db, officer, edition_id)]


def test_the_link_of_an_edition_that_has_invited_nobody_leads_to_the_vote(browser, vote):
    answer = browser.get(vote.felicie)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{vote.felicie}/dates")
    page = browser.get(f"{vote.felicie}/dates")
    assert page.status_code == 200
    said = words(page)
    assert "Choisissons les jours ensemble" in said
    assert "La Grange aux Trouvailles" in said
    assert "Deux possibilités. Dites-nous ce qui va, jusqu’au" in said
    assert "Votre rôle :" in said
    assert page.text.count('type="radio"') == 6
    assert " checked" not in page.text
    assert "La presse en parlera : &lt;b&gt;vraiment&lt;/b&gt;." in page.text.replace("\u00a0", " ")
    assert page.headers["cache-control"] == "no-store"
    assert 'name="robots" content="noindex' in page.text


def test_the_vote_does_not_say_that_the_later_invitation_was_opened(browser, vote):
    assert "data-seen" not in browser.get(f"{vote.felicie}/dates").text
    vote.decide("Parce que")
    assert "data-seen" not in browser.get(f"{vote.felicie}/dates").text


def test_opening_the_page_changes_nothing(browser, vote):
    tables = ("consultation_replies", "consultation_choices", "journal", "outbox")
    before = [vote.db.conn.execute(f"SELECT count(*) FROM {one}").fetchone() for one in tables]
    for path in ("", "/dates", "/dates?modifier=1", "/dates.ics"):
        browser.get(f"{vote.felicie}{path}")
    assert [vote.db.conn.execute(f"SELECT count(*) FROM {one}").fetchone() for one in tables] == before


def test_choices_sent_are_kept_shown_and_changed(browser, vote):
    page = browser.get(f"{vote.felicie}/dates").text
    form = vote.fill(page, "yes", "no", **{f"comment-{vote.codes[1]}": "Inventaire", "other_days": "Un dimanche ?"})
    sent = browser.post(f"{vote.felicie}/dates", data=form)
    assert sent.status_code == 303
    receipt = browser.get(sent.headers["location"])
    assert "Merci, c’est noté !" in words(receipt)
    assert "Non : Inventaire" in words(receipt)
    assert "Un dimanche ?" in words(receipt)
    assert "1 boutique sur 4 a déjà répondu" in words(receipt)
    assert "Vous avez répondu" in words(browser.get(f"{vote.felicie}/dates"))
    again = browser.get(f"{vote.felicie}/dates?modifier=1").text
    assert again.count(" checked") == 2
    assert 'value="Inventaire"' in again
    browser.post(f"{vote.felicie}/dates", data=vote.fill(again, "no", "if_needed"))
    assert vote.kept(vote.places[0]) == {vote.codes[0]: "no", vote.codes[1]: "if_needed"}


def test_the_same_form_sent_twice_counts_once(browser, vote):
    form = vote.fill(browser.get(f"{vote.felicie}/dates").text)
    assert [browser.post(f"{vote.felicie}/dates", data=form).status_code for _ in range(2)] == [303, 303]
    assert vote.db.conn.execute("SELECT version FROM consultation_replies").fetchall() == [(1,)]


def test_a_refused_form_comes_back_as_it_was_typed(browser, vote):
    page = browser.get(f"{vote.felicie}/dates").text
    long = "é" * 141
    form = vote.fill(page, "yes", "no", **{f"comment-{vote.codes[1]}": long, "other_days": "Mardi"})
    answer = browser.post(f"{vote.felicie}/dates", data=form)
    assert answer.status_code == 422
    assert "<title>Erreur :" in answer.text.replace("\u00a0", " ")
    assert f'href="#comment-{vote.codes[1]}"' in answer.text
    assert f'id="comment-{vote.codes[1]}"' in answer.text
    assert long in answer.text
    assert 'value="Mardi"' in answer.text
    assert answer.text.count(" checked") == 2
    assert form["operation"] in answer.text
    assert vote.kept(vote.places[0]) == {}
    nothing = browser.post(f"{vote.felicie}/dates", data=vote.fill(page, "", "", operation=new_operation()))
    assert nothing.status_code == 422
    assert f'href="#choice-{vote.codes[0]}"' in nothing.text
    assert f'id="choice-{vote.codes[0]}"' in nothing.text


def test_a_contact_of_several_places_answers_for_each(browser, vote):
    listed = browser.get(f"{vote.ida}/dates")
    assert words(listed).count("Réponse attendue") == 3
    page = browser.get(f"{vote.ida}/dates?lieu={vote.places[1]}").text
    sent = browser.post(f"{vote.ida}/dates", data=vote.fill(page))
    assert "Et vos autres lieux ?" in words(browser.get(sent.headers["location"]))
    assert vote.kept(vote.places[1]) != {}
    assert vote.kept(vote.places[2]) == {}
    listed = browser.get(f"{vote.ida}/dates")
    assert (words(listed).count("Réponse attendue"), words(listed).count("Réponse reçue")) == (2, 1)
    assert (
        browser.post(f"{vote.ida}/dates", data=vote.fill(page, lieu="", operation=new_operation())).status_code == 404
    )


def test_another_shops_number_is_refused_and_noted(browser, vote):
    page = browser.get(f"{vote.felicie}/dates").text
    for place in (str(vote.places[3]), "0", "999999", "../1", "1e9"):
        assert browser.get(f"{vote.felicie}/dates?lieu={place}").status_code == 404
    answer = browser.post(f"{vote.felicie}/dates", data=vote.fill(page, lieu=str(vote.places[3])))
    assert answer.status_code == 404
    noted = "SELECT count(*) FROM journal WHERE verb = 'foreign_place_refused'"
    assert vote.db.conn.execute(noted).fetchone() == (1,)
    assert replies_of(vote.db, vote.edition_id) == {}


def test_after_the_closing_the_vote_is_refused_and_what_was_typed_is_shown(browser, vote):
    page = browser.get(f"{vote.felicie}/dates").text
    with clock.frozen(at(vote.closes_on + timedelta(days=1))):
        form = vote.fill(
            page, "yes", "no", **{f"comment-{vote.codes[1]}": "Fermés le samedi", "other_days": "Un mardi"}
        )
        answer = browser.post(f"{vote.felicie}/dates", data=form)
        assert answer.status_code == 409
        assert "Votre réponse n’est pas enregistrée" in words(answer)
        assert "Non : Fermés le samedi" in words(answer)
        assert "Un mardi" in words(answer)
        assert "tel:" in answer.text
        shown = browser.get(f"{vote.felicie}/dates")
        assert shown.status_code == 200
        assert "Nous n’avons pas reçu votre réponse" in words(shown)
        assert browser.get(vote.felicie).headers["location"] == f"{vote.felicie}/dates"
    assert vote.kept(vote.places[0]) == {}


def test_a_set_added_after_the_answer_is_shown_as_new(browser, vote):
    page = browser.get(f"{vote.felicie}/dates").text
    browser.post(f"{vote.felicie}/dates", data=vote.fill(page))
    propose(vote.db, vote.officer, vote.edition_id, [vote.codes[2]], new_operation())
    answer = browser.get(f"{vote.felicie}/dates")
    assert "Une possibilité a été ajoutée depuis votre réponse" in words(answer)
    assert words(answer).count("Nouveau") == 1
    assert answer.text.count(" checked") == 2
    form = vote.fill(answer.text) | {f"choice-{vote.codes[2]}": "if_needed"}
    browser.post(f"{vote.felicie}/dates", data=form)
    assert len(vote.kept(vote.places[0])) == 3
    assert "Vous avez répondu" in words(browser.get(f"{vote.felicie}/dates"))


def test_an_answer_noted_by_an_agent_meanwhile_is_shown_before_being_replaced(browser, vote):
    from campaign.consultation.replying import reply

    page = browser.get(f"{vote.felicie}/dates").text
    reply(vote.db, vote.officer, vote.edition_id, vote.places[0], {f"choice-{vote.codes[0]}": "no"}, new_operation())
    answer = browser.post(f"{vote.felicie}/dates", data=vote.fill(page))
    assert answer.status_code == 409
    assert "Une autre réponse est arrivée" in words(answer)
    assert vote.kept(vote.places[0]) == {vote.codes[0]: "no"}
    assert browser.post(f"{vote.felicie}/dates", data=vote.fill(answer.text)).status_code == 303
    assert vote.kept(vote.places[0]) == {vote.codes[0]: "yes", vote.codes[1]: "no"}


def test_what_was_decided_is_shown_with_why_and_one_file_of_all_the_days(browser, vote):
    assert browser.get(f"{vote.felicie}/dates.ics").status_code == 404
    browser.post(f"{vote.felicie}/dates", data=vote.fill(browser.get(f"{vote.felicie}/dates").text))
    page = browser.get(f"{vote.felicie}/dates?modifier=1").text
    vote.decide("Le samedi ouvre la Semaine européenne.")
    answer = browser.get(f"{vote.felicie}/dates")
    assert answer.status_code == 200
    assert "Les jours sont choisis !" in words(answer)
    assert "Le samedi ouvre la Semaine européenne." in words(answer)
    assert "vous confirmerez vos heures" in words(answer)
    assert answer.text.count('class="is-event"') == 1
    file = browser.get(f"{vote.felicie}/dates.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    assert file.headers["cache-control"] == "no-store"
    events = Calendar.from_ical(file.content).walk("VEVENT")
    assert [one["dtstart"].dt.isoformat() for one in events] == vote.codes[0].split("_")
    late = browser.post(f"{vote.felicie}/dates", data=vote.fill(page, "no", "yes"))
    assert late.status_code == 409
    assert "Votre réponse n’est pas enregistrée" in words(late)
    assert vote.kept(vote.places[0])[vote.codes[0]] == "yes"
    assert browser.get(vote.felicie).headers["location"] == f"{vote.felicie}/dates"


def test_days_changed_after_the_decision_are_said(browser, vote):
    from campaign.editions.model import check_edition
    from campaign.editions.views import edition as edition_view

    vote.decide("Parce que")
    edition = edition_view(vote.db, vote.edition_id)
    moved = [day + timedelta(days=7) for day in edition.days]
    values = check_edition(edition.name, edition.theme, moved, edition.answer_deadline)
    editions.change_edition(vote.db, vote.officer, edition.id, edition.version, values, new_operation())
    assert "Les jours ont changé depuis." in words(browser.get(f"{vote.felicie}/dates"))
    events = Calendar.from_ical(browser.get(f"{vote.felicie}/dates.ics").content).walk("VEVENT")
    assert [one["dtstart"].dt for one in events] == moved


def test_a_cancelled_edition_says_so(browser, vote):
    form = vote.fill(browser.get(f"{vote.felicie}/dates").text)
    editions.cancel_edition(vote.db, vote.officer, vote.edition_id, new_operation())
    assert browser.get(f"{vote.felicie}/dates").status_code == 200
    assert browser.post(f"{vote.felicie}/dates", data=form).status_code == 409
    assert browser.get(f"{vote.felicie}/dates.ics").status_code == 404
    assert vote.kept(vote.places[0]) == {}


def test_a_link_of_which_nothing_is_asked_says_so(browser, campaign):
    link = campaign.link([campaign.places[4]])
    assert browser.get(link).status_code == 200
    for path in ("/dates", "/dates.ics"):
        assert browser.get(f"{link}{path}").status_code == 404
    assert browser.post(f"{link}/dates", data={"operation": new_operation()}).status_code == 404
    assert browser.get("/p/nimporte/dates").status_code == 404


def test_an_invited_shop_whose_days_are_being_chosen_is_not_told_to_save_them(browser, vote):
    from campaign.participation import actions as participation

    participation.invite(vote.db, vote.officer, vote.edition_id, [vote.places[0]], new_operation())
    assert browser.get(vote.felicie).headers["location"] == f"{vote.felicie}/dates"
    vote.decide("Parce que")
    soon = browser.get(vote.felicie)
    assert soon.status_code == 200
    assert "Les réponses ouvrent bientôt" in words(soon)
    assert f'href="{vote.felicie}/dates"' in soon.text


def test_a_lost_link_is_sent_again_while_the_days_are_being_chosen(browser, vote):
    sent = browser.post("/p/renvoi", data={"email": "0@exemple.fr", "operation": new_operation()})
    assert sent.status_code == 303
    posted = next(one for one in outbox.recent(vote.db) if one.kind == "link_again")
    message = link_message(vote.db, SYSTEM, posted.parameters)
    assert f"{vote.felicie}\n" in message.text
    assert "Vous y dites quels jours vous conviennent, jusqu’au" in message.text
    assert "Réponse attendue" not in message.text
    vote.decide("Parce que")
    assert "Vous y dites" not in link_message(vote.db, SYSTEM, posted.parameters).text


def test_hostile_words_are_text_on_every_page(browser, vote):
    hostile = '"><script>alert(1)</script>'
    page = browser.get(f"{vote.felicie}/dates").text
    form = vote.fill(page, "yes", "no", **{f"comment-{vote.codes[1]}": hostile, "other_days": hostile})
    receipt = browser.get(browser.post(f"{vote.felicie}/dates", data=form).headers["location"])
    again = browser.get(f"{vote.felicie}/dates?modifier=1")
    vote.decide(hostile)
    decided = browser.get(f"{vote.felicie}/dates")
    for answer in (receipt, again, decided):
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;alert(1)" in answer.text
