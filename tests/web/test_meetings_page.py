"""« Vos réunions », asked as a browser without script asks: GET shows, POST answers, the diary reads the file."""

import re
from datetime import datetime, time, timedelta

import pytest
from icalendar import Calendar

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.meetings.attending import everybody_came
from campaign.meetings.guest_links import guest_token
from campaign.meetings.inviting import invite_contacts, invite_other, send_invitations
from campaign.meetings.minuting import save_minutes, send_minutes
from campaign.meetings.model import Reply
from campaign.meetings.preparing import add_meeting, cancel_meeting, change_meeting
from campaign.meetings.rendering import render_meeting
from campaign.meetings.store import guests_of, known_meeting
from tests.web.conftest import at


def dump(db) -> list:
    tables = ("meetings", "meeting_guests", "meeting_minutes", "meeting_promises", "outbox", "journal", "operations")
    return [db.conn.execute(f"SELECT * FROM {one}").fetchall() for one in tables]


@pytest.fixture
def day():
    return clock.today() + timedelta(days=20)


@pytest.fixture
def link(campaign) -> str:
    return campaign.link(campaign.places[:1])


@pytest.fixture
def meeting_id(campaign, db, officer, link, day) -> int:
    """A meeting in twenty days that Félicie was invited to, and Ali, who has no personal link."""
    typed = {"kind": "actors", "title": "Réunion des acteurs", "day": f"{day:%d/%m/%Y}", "starts": "14h",
             "ends": "16h30", "place": "Salle du Conseil", "agenda": "- Les jours\n- <b>Les rôles</b>",
             "link": "https://visio.exemple.fr/salle?pwd=1"}  # fmt: skip
    made = add_meeting(db, officer, campaign.edition_id, typed, new_operation())
    contact_id = campaign.rows("SELECT id FROM contacts WHERE name = 'Félicie Martin'")[0][0]
    invite_contacts(db, officer, made, [contact_id], new_operation())
    invite_other(db, officer, made, {"name": "Ali Benkacem", "email": "ali@chambre.example"}, new_operation())
    send_invitations(db, officer, made, new_operation())
    return made


def sent(**changes) -> dict[str, str]:
    return {"operation": new_operation(), "reponse": "yes", "nombre": "2", "mot": "À vélo.", **changes}


def guest(db, meeting_id: int, name: str = "Félicie"):
    return next(one for one in guests_of(db, meeting_id) if one.name.startswith(name))


def bare(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


def test_the_page_says_when_where_why_and_asks(browser, db, link, meeting_id):
    before = dump(db)
    answer = browser.get(f"{link}/reunions")
    text = bare(answer.text)
    assert answer.status_code == 200
    for said in ("Réunion des acteurs", "14 h – 16 h 30", "Salle du Conseil", "Les jours", "Venez-vous ?",
                 "Votre rôle : ouvrir", "Mettre dans mon agenda"):  # fmt: skip
        assert said in text
    assert "<b>Les rôles</b>" not in answer.text
    assert 'href="https://visio.exemple.fr/salle?pwd=1"' in answer.text
    assert dump(db) == before  # GET changes nothing
    assert answer.headers["cache-control"].startswith("no-store")


def test_an_answer_is_kept_and_shown_and_changes(browser, db, link, meeting_id):
    address = f"{link}/reunions"
    answer = browser.post(address, data=sent(reunion=str(meeting_id)))
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{address}?fait={meeting_id}#reunion-{meeting_id}",
    )
    kept = guest(db, meeting_id)
    assert (kept.reply, kept.people, kept.word, kept.by_agent) == (Reply.YES, 2, "À vélo.", False)
    page = bare(browser.get(answer.headers["location"]).text)
    assert "Merci, c’est noté." in page
    assert "Votre réponse : oui, à 2" in page
    browser.post(address, data=sent(reunion=str(meeting_id), reponse="no"))
    assert guest(db, meeting_id).reply is Reply.NO


def test_the_same_form_sent_twice_counts_once(browser, db, link, meeting_id):
    form = sent(reunion=str(meeting_id))
    for _ in range(2):
        assert browser.post(f"{link}/reunions", data=form).status_code == 303
    assert db.conn.execute("SELECT count(*) FROM journal WHERE verb = 'reply_meeting'").fetchone()[0] == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reponse": ""}, "Choisissez oui, non ou peut-être."),
        ({"nombre": "0"}, "Nombre entier entre 1 et 20."),
        ({"nombre": "1e9"}, "Nombre entier entre 1 et 20."),
        ({"mot": "x" * 600}, "500 caractères au plus (600 saisis)."),
    ],
)
def test_a_refusal_is_said_at_its_field_and_keeps_what_was_typed(browser, db, link, meeting_id, changes, said):
    answer = browser.post(f"{link}/reunions", data=sent(reunion=str(meeting_id), **changes))
    assert answer.status_code == 422
    assert said in bare(answer.text)
    assert "<title>Erreur" in answer.text
    if "mot" not in changes:
        assert "À vélo." in answer.text
    assert guest(db, meeting_id).reply is None


def test_another_meeting_an_incomplete_form_and_a_foreign_link_answer_nothing(browser, db, campaign, link, meeting_id):
    assert browser.post(f"{link}/reunions", data=sent(reunion="9999")).status_code == 404
    assert browser.post(f"{link}/reunions", data=sent(reunion=str(meeting_id), operation="")).status_code == 400
    other = campaign.link(campaign.places[1:2], "Bruno Le Guen", "bruno@exemple.fr")
    assert browser.post(f"{other}/reunions", data=sent(reunion=str(meeting_id))).status_code == 404
    assert "Aucune réunion pour l’instant" in browser.get(f"{other}/reunions").text
    assert browser.get(f"{other}/reunions/{meeting_id}.ics").status_code == 404
    assert guest(db, meeting_id).reply is None


def test_a_diary_reads_the_file_with_the_number_of_the_invitation(browser, db, link, meeting_id, day):
    answer = browser.get(f"{link}/reunions/{meeting_id}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    event = next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))
    assert event["dtstart"].dt == datetime.combine(day, time(14), clock.PARIS)
    posted = next(one for one in outbox.messages_of(db, f"meeting:{meeting_id}"))
    invitation = render_meeting(db, SYSTEM, posted.parameters).calendar
    asked = next(iter(Calendar.from_ical(invitation).walk("VEVENT")))
    assert event["uid"] == asked["uid"]
    for bad in ("abc", "0", "9" * 30):
        assert browser.get(f"{link}/reunions/{bad}.ics").status_code == 404


def test_a_meeting_that_moved_asks_again_and_a_cancelled_one_asks_nothing(browser, db, officer, link, meeting_id):
    browser.post(f"{link}/reunions", data=sent(reunion=str(meeting_id)))
    version = known_meeting(db, meeting_id).version
    change_meeting(db, officer, meeting_id, version, {"starts": "15 h"}, new_operation())
    assert "Le jour ou l’heure a changé." in browser.get(f"{link}/reunions").text
    cancel_meeting(db, officer, meeting_id, new_operation())
    page = browser.get(f"{link}/reunions").text
    assert "elle n’aura pas lieu" in page
    assert "<form" not in page
    answer = browser.post(f"{link}/reunions", data=sent(reunion=str(meeting_id)))
    assert answer.status_code == 409
    assert "Rien n’est enregistré." in answer.text


def test_the_link_of_one_invitation_opens_answers_and_says_nothing_of_the_others(browser, db, meeting_id):
    address = f"/p/reunion/{guest_token(guest(db, meeting_id, 'Ali').id)}"
    before = dump(db)
    page = browser.get(address)
    assert page.status_code == 200
    assert "Félicie" not in page.text
    assert dump(db) == before
    assert browser.post(address, data=sent()).status_code == 303
    assert guest(db, meeting_id, "Ali").reply is Reply.YES
    event = Calendar.from_ical(browser.get(f"{address}/agenda.ics").content)
    assert len(list(event.walk("VEVENT"))) == 1
    assert browser.get(address[:-1] + ("a" if address[-1] != "a" else "b")).status_code == 404


def test_bad_links_of_invitations_are_counted_and_stopped(browser, meeting_id):
    answers = [browser.get(f"/p/reunion/{'a' * 42}{one}").status_code for one in "abcdefghijklmnopqrstuvwxyzABCDEFG"]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_the_minutes_are_read_on_the_link_of_those_they_were_sent_to(browser, db, officer, campaign, link, meeting_id):
    with clock.frozen(at(known_meeting(db, meeting_id).day, 18)):
        everybody_came(db, officer, meeting_id, new_operation())
        texts = {"points": "Le thème est <i>choisi</i>", "decisions": "Un mercredi et un samedi"}
        save_minutes(db, officer, meeting_id, 0, texts, new_operation())
        assert "Lire le compte rendu" not in browser.get(f"{link}/reunions").text
        send_minutes(db, officer, meeting_id, new_operation())
        page = browser.get(f"{link}/reunions").text
    for said in ("Lire le compte rendu", "Un mercredi et un samedi", "&lt;i&gt;choisi&lt;/i&gt;", "Elle a eu lieu"):
        assert said in page


def test_other_pages_of_the_link_lead_to_the_meetings_when_there_are_some(browser, campaign, link, meeting_id):
    campaign.answer(campaign.places[0])
    assert f'href="{link}/reunions"' in browser.get(link).text
    other = campaign.link(campaign.places[1:2], "Bruno Le Guen", "bruno@exemple.fr")
    campaign.answer(campaign.places[1])
    assert "/reunions" not in browser.get(other).text
    assert re.search("Vos réunions", browser.get(link).text)
