"""« Réunions »: prepared, filled, sent, answered by phone, attended, told; a reader sees figures only."""

from datetime import timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.french import day_in_words
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.meetings.inviting import invite_contacts, send_invitations
from campaign.meetings.model import Stage
from campaign.meetings.preparing import add_meeting
from campaign.meetings.replying import reply
from campaign.meetings.views import meeting_sheet, meetings
from campaign.planning.plan_views import backplan
from tests.meetings.conftest import TYPED
from tests.pages.conftest import bare, said

SCREEN = "meetings.py"


@pytest.fixture
def edition_id(edition):
    return edition(in_days=80)


@pytest.fixture
def day():
    return clock.today() + timedelta(days=20)


@pytest.fixture
def told(db, officer, edition_id, shop, contact, day) -> int:
    """A meeting in twenty days; Félicie and Bruno are invited, Félicie comes."""
    meeting_id = add_meeting(db, officer, edition_id, TYPED | {"day": f"{day:%d/%m/%Y}"}, new_operation())
    people = [
        contact([shop("La Malle à Félicie")], name="Félicie Martin"),
        contact([shop("La Remise", commune="Tiercé", postcode="49125")], name="Bruno <b>Le Guen</b>",
                email="b@exemple.fr"),
    ]  # fmt: skip
    invite_contacts(db, officer, meeting_id, [one.id for one in people], new_operation())
    send_invitations(db, officer, meeting_id, new_operation())
    guest = next(one for one in meeting_sheet(db, officer, meeting_id).guests if one.name.startswith("Félicie"))
    reply(db, officer, guest.id, {"reply": "yes", "people": "2", "word": "À [vélo](http://x)"}, new_operation())
    return meeting_id


def text(at) -> str:
    parts = [bare(said(at)), *(bare(frame.value.to_csv()) for frame in [*at.dataframe, *at.table])]
    return "\n".join(parts).replace("\u202f", " ").replace("\u00a0", " ").replace("\u2060", "")


def press(at, key: str):
    return at.button(key=key).click().run()


def pick(at, key: str, value: str):
    at.session_state[key] = value
    return at.run()


def test_without_an_edition_the_screen_says_what_to_do(enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert not at.exception
    assert "Aucune édition pour l’instant." in text(at)


def test_a_meeting_is_prepared_from_the_screen_and_a_bad_day_is_refused_with_its_sentence(
    db, officer, edition_id, enter, page, dialog, day
):  # fmt: skip
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert "Aucune réunion encore." in text(at)
    at = dialog("meetings_form.prepare", edition_id)
    at.text_input(key="meeting-new-day").set_value("31/02/2027")
    at.text_input(key="meeting-new-starts").set_value("25:00")
    at.text_input(key="meeting-new-ends").set_value("16 h")
    press(at, "meeting-new-save")
    assert "Le 31 février n’existe pas." in text(at)
    assert "Heure impossible : 25:00." in text(at)
    assert meetings(db, officer, edition_id) == ()
    at.text_input(key="meeting-new-day").set_value(f"{day:%d/%m/%Y}")
    at.text_input(key="meeting-new-starts").set_value("14 h")
    press(at, "meeting-new-save")
    (made,) = meetings(db, officer, edition_id)
    assert (made.meeting.title, made.stage) == ("Réunion des acteurs", Stage.DRAFT)


def test_the_table_says_who_answered_what_and_typed_text_stays_text(told, enter, page, day):
    enter(Role.OFFICER)
    at = page(SCREEN)
    shown = text(at)
    assert not at.exception
    assert f"1 réunion. La prochaine {bare(day_in_words(day, year=False))} à 14 h : 1 oui, 1 sans réponse." in shown
    assert "1 oui (2 personnes), 1 sans réponse" in shown
    assert "Bruno <b>Le Guen</b>" in shown
    assert "À [vélo](http://x)" in shown


def test_an_officer_reminds_those_who_have_not_answered(db, told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("meetings_inviting.remind", told)
    assert "1 personne n’a pas répondu : Bruno" in text(at)
    press(at, f"meeting-remind-{told}-save")
    last = outbox.messages_of(db, f"meeting:{told}")[-1]
    assert last.parameters["news"] == "reminder"


def test_attendance_then_minutes_then_a_task(db, officer, told, edition_id, enter, page, dialog):
    enter(Role.OFFICER)
    with transaction(db):  # twenty days have passed
        db.conn.execute("UPDATE meetings SET day = ?", [(clock.today() - timedelta(days=1)).isoformat()])
    at = page(SCREEN)
    assert "Prérempli d’après les réponses" in text(at)
    press(at, f"everybody-{told}")
    assert meeting_sheet(db, officer, told).count.present == 2
    pick(at, f"meeting-section-{told}", "Compte rendu")
    at.text_area(key=f"minutes-{told}-1-points").set_value("Le thème est choisi")
    at.run()
    assert "n’est pas encore enregistré" in text(at)
    assert "minutes-send" not in {one.key for one in at.button}
    press(at, f"minutes-{told}-1-save")
    assert "minutes-send" in {one.key for one in at.button}
    at = dialog("meetings_promises.edit", told, None)
    at.text_input(key=f"promise-{told}-new-title").set_value("Envoyer les horaires")
    at.selectbox(key=f"promise-{told}-new-role").select_index(4)
    at.text_input(key=f"promise-{told}-new-due").set_value(f"{clock.today() + timedelta(days=30):%d/%m/%Y}")
    press(at, f"promise-{told}-new-save")
    at = dialog("meetings_minutes.send", told)
    assert "2 personnes reçoivent le compte rendu" in text(at)
    assert "1 engagement devient une tâche du rétroplanning." in text(at)
    press(at, f"minutes-send-{told}-save")
    assert "À faire" in text(page(SCREEN))
    assert [one.task.title for one in backplan(db, officer, edition_id).kept] == ["Envoyer les horaires"]
    assert meeting_sheet(db, officer, told).stage is Stage.DONE


def test_a_cancelled_meeting_may_be_put_back(db, officer, told, enter, page, dialog):
    enter(Role.COMMUNICATION)
    at = dialog("meetings_form.cancel", told)
    assert "2 personnes recevront un message d’annulation" in text(at)
    press(at, f"meeting-cancel-{told}-save")
    assert meeting_sheet(db, officer, told).stage is Stage.CANCELLED
    press(page(SCREEN), f"restore-meeting-{told}")
    assert meeting_sheet(db, officer, told).stage is Stage.INVITED


def test_logistics_notes_an_answer_but_does_not_write_the_meeting(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = page(SCREEN)
    keys = {one.key for one in at.button}
    assert not keys & {"primary", "guests-add", "guests-remind", f"change-meeting-{told}", f"cancel-meeting-{told}"}
    assert not at.exception


def test_a_reader_sees_figures_and_nobodys_name(told, enter, page):
    enter(Role.READER)
    at = page(SCREEN)
    shown = text(at)
    assert not at.exception
    assert "1 oui" in shown
    assert "Félicie" not in shown
    assert [one.key for one in at.button if "meeting" in str(one.key)] == []
