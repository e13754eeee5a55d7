"""Who came, what was written, what became tasks: once each, told when it changes, corrected as a new version."""

import io
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import RULES, past_retention
from campaign.base import clock
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotAllowed, NotFound, NotSent, Refused
from campaign.base.operations import new_operation
from campaign.meetings.attending import add_unexpected, everybody_came, note_attendance
from campaign.meetings.minutes_model import lines_of
from campaign.meetings.minuting import correct_minutes, drop_draft, save_minutes, send_minutes, send_to_absent
from campaign.meetings.model import Presence, Stage, expected_presence
from campaign.meetings.own_page import own_meetings
from campaign.meetings.papers import minutes_pdf, minutes_word, sign_in_sheet
from campaign.meetings.preparing import add_meeting
from campaign.meetings.promising import add_promise, change_promise, remove_promise, restore_promise
from campaign.meetings.replying import reply
from campaign.meetings.views import meeting_of_task, meeting_sheet, meetings, to_finish
from campaign.planning.backplan import change_task, remove_task, set_state
from campaign.planning.plan_views import backplan
from campaign.planning.tasks import TaskState
from tests.meetings.conftest import paris

PROMISE = {"title": "Envoyer la liste des horaires", "role": "shops", "person": "Félicie Martin", "due": "30/09/2026"}
TEXTS = {"points": "- Le thème est choisi\n2) Les jours conviennent", "decisions": "Un mercredi et un samedi"}


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u00a0", " ")


@pytest.fixture
def held(scene, db, officer):
    """Félicie said yes, Bruno no, Nadia nothing; it is the evening of the meeting."""
    scene.invite("felicie", "bruno", "nadia")
    reply(db, officer, scene.guest("Félicie").id, {"reply": "yes"}, new_operation())
    reply(db, officer, scene.guest("Bruno").id, {"reply": "no"}, new_operation())
    for one in scene.posted():
        scene.rendered(one)
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    with clock.frozen(paris(date(2026, 9, 14), 18)):
        yield scene


@pytest.fixture
def written(held, db, officer):
    """Félicie was there, Bruno excused, Nadia absent; two commitments are noted."""
    presences = {held.guest("Félicie").id: Presence.PRESENT, held.guest("Bruno").id: Presence.EXCUSED,
                 held.guest("Nadia").id: Presence.ABSENT}  # fmt: skip
    note_attendance(db, officer, held.meeting_id, presences, new_operation())
    save_minutes(db, officer, held.meeting_id, 0, TEXTS, new_operation())
    add_promise(db, officer, held.meeting_id, PROMISE, new_operation())
    other = {"title": "Réserver la salle", "role": "prevention", "person": "", "due": date(2026, 10, 10)}  # a Saturday
    add_promise(db, officer, held.meeting_id, other, new_operation())
    return held


def minutes_posted(scene) -> list:
    return [one for one in scene.posted() if one.kind == "minutes"]


def test_attendance_is_prefilled_from_the_answers(held):
    guessed = {one.name: expected_presence(held.meeting, one) for one in held.sheet.guests}
    assert guessed == {"Félicie Martin": Presence.PRESENT, "Bruno Le Guen": Presence.EXCUSED,
                       "Nadia Oumar": Presence.ABSENT}  # fmt: skip
    assert held.sheet.stage is Stage.TO_NOTE


def test_everybody_came_but_those_who_had_said_no(held, db, officer):
    assert everybody_came(db, officer, held.meeting_id, new_operation()) == 2
    count = held.sheet.count
    assert (count.present, count.excused, count.absent) == (2, 1, 0)
    assert held.sheet.stage is Stage.TO_WRITE
    assert [one.meeting.id for one in to_finish(db, officer, held.edition_id)] == [held.meeting_id]


def test_whoever_came_unexpected_is_added_present(held, db, officer):
    add_unexpected(db, officer, held.meeting_id, {"name": "Un voisin curieux"}, new_operation())
    add_unexpected(db, officer, held.meeting_id, {"contact_id": held.contacts["elodie"].id}, new_operation())
    assert [(one.name, one.presence) for one in held.sheet.guests if one.unexpected] == [
        ("Élodie Vasseur", Presence.PRESENT), ("Un voisin curieux", Presence.PRESENT),
    ]  # fmt: skip
    assert held.sheet.count.waiting == 1  # they were asked nothing
    for again in ({"name": "Un VOISIN curieux"}, {"contact_id": held.contacts["felicie"].id}):
        with pytest.raises(InvalidInput):
            add_unexpected(db, officer, held.meeting_id, again, new_operation())
    with pytest.raises(NotFound):
        add_unexpected(db, officer, held.meeting_id, {"contact_id": 9999}, new_operation())


def test_nobody_is_noted_present_before_the_day_nor_from_another_list(scene, db, officer):
    scene.invite("felicie")
    with pytest.raises(Refused):
        everybody_came(db, officer, scene.meeting_id, new_operation())
    with clock.frozen(paris(date(2026, 9, 14), 8)):  # the morning of the day: people sign when they enter
        with pytest.raises(NotFound):
            note_attendance(db, officer, scene.meeting_id, {9999: Presence.PRESENT}, new_operation())
        note_attendance(db, officer, scene.meeting_id, {scene.guest("Félicie").id: Presence.PRESENT}, new_operation())
    assert scene.sheet.count.present == 1


def test_a_line_is_a_point_without_its_mark():
    assert lines_of("- Un\n\n 2) Deux \n• Trois\n1.5 million\n") == ("Un", "Deux", "Trois", "1.5 million")


def test_the_draft_is_saved_and_a_second_writer_loses_nothing(held, db, officer):
    save_minutes(db, officer, held.meeting_id, 0, TEXTS, new_operation())
    draft = held.sheet.draft
    save_minutes(db, officer, held.meeting_id, draft.version, TEXTS | {"decisions": "Deux jours"}, new_operation())
    with pytest.raises(Conflict) as caught:
        save_minutes(db, officer, held.meeting_id, draft.version, TEXTS | {"decisions": "Un jour"}, new_operation())
    assert caught.value.theirs["Décisions"] == "Deux jours"
    with pytest.raises(InvalidForm):
        save_minutes(db, officer, held.meeting_id, 2, {"points": "x" * 8001}, new_operation())


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"title": ""}, "title", "Indiquez ce qui est promis."),
        ({"role": "roi"}, "role", "Choisissez qui s’en charge."),
        ({"due": ""}, "due", "Indiquez pour quand."),
        ({"due": "31/02/2027"}, "due", "Le 31 février n’existe pas."),
        ({"person": "x" * 81}, "person", "80 caractères au plus (81 saisis)."),
        (
            {"due": "30/09/2036"},
            "due",
            "Le mardi 30 septembre 2036 est trop loin de l’édition pour son rétroplanning : vérifiez l’année.",
        ),
    ],
)
def test_a_commitment_says_what_who_and_for_when(held, db, officer, change, field, said):
    with pytest.raises(InvalidForm) as caught:
        add_promise(db, officer, held.meeting_id, PROMISE | change, new_operation())
    assert [(one.field, one.message) for one in caught.value.problems] == [(field, said)]
    assert held.sheet.promises == ()


def test_minutes_leave_only_once_written_and_with_attendance(held, db, officer):
    with pytest.raises(Refused):
        send_minutes(db, officer, held.meeting_id, new_operation())
    save_minutes(db, officer, held.meeting_id, 0, TEXTS, new_operation())
    with pytest.raises(Refused) as caught:
        send_minutes(db, officer, held.meeting_id, new_operation())
    assert caught.value.message.startswith("Notez d’abord qui était là")
    assert minutes_posted(held) == []


def test_minutes_go_to_those_present_as_pdf_and_word_and_commitments_become_tasks_once(written, db, officer):
    operation = new_operation()
    assert send_minutes(db, officer, written.meeting_id, operation) == 1
    assert send_minutes(db, officer, written.meeting_id, operation) == 1
    (message,) = minutes_posted(written)
    made = written.rendered(message)
    assert made.to == "felicie@exemple.fr"
    assert "Envoyer la liste des horaires" in made.text  # what she promised is said to her
    assert "Réserver la salle" not in made.text
    pdf, word = made.attached
    assert pdf.name == "compte-rendu-reunion-des-acteurs-2026-09-14.pdf"
    said = text_of(pdf.data)
    for expected in ("Le thème est choisi", "Un mercredi et un samedi", "Envoyer la liste", "Félicie Martin (La Malle"):
        assert expected in said
    assert "Nadia" not in said
    assert any("Les jours conviennent" in one.text for one in docx.Document(io.BytesIO(word.data)).paragraphs)
    tasks = backplan(db, officer, written.edition_id).kept
    assert [(one.task.title, str(one.task.role), one.task.person) for one in tasks] == [
        ("Envoyer la liste des horaires", "shops", "Félicie Martin"), ("Réserver la salle", "prevention", ""),
    ]  # fmt: skip
    assert tasks[0].source == "Réunion des acteurs du 14 septembre 2026"
    # Saturday 10 October: the last working day before it.
    assert [one.due for one in written.sheet.promises] == [date(2026, 9, 30), date(2026, 10, 9)]
    assert {one.changed for one in written.sheet.promises} == {""}
    assert meeting_of_task(db, officer, tasks[0].id).id == written.meeting_id
    assert written.sheet.stage is Stage.DONE


def test_the_minutes_show_what_became_of_each_task(written, db, officer):
    send_minutes(db, officer, written.meeting_id, new_operation())
    first, second = backplan(db, officer, written.edition_id).kept
    set_state(db, officer, first.id, first.version, TaskState.DONE, new_operation())
    change_task(db, officer, second.id, second.version, {"deadline": date(2026, 10, 16), "person": "Claude"},
                new_operation())  # fmt: skip
    done, changed = written.sheet.promises
    assert (done.state, done.late, done.changed) == (TaskState.DONE, False, "")
    assert changed.changed == "par Prévention, Claude et pour le 16/10/2026"
    with clock.frozen(paris(date(2026, 10, 19))):
        assert [one.late for one in written.sheet.promises] == [False, True]
    second = backplan(db, officer, written.edition_id).by_id(second.id)
    remove_task(db, officer, second.id, new_operation())
    assert [one.gone for one in written.sheet.promises] == [False, True]


def test_the_absent_get_the_minutes_when_asked_and_once(written, db, officer, own_link):
    send_minutes(db, officer, written.meeting_id, new_operation())
    assert send_to_absent(db, officer, written.meeting_id, new_operation()) == 2
    assert len(minutes_posted(written)) == 3
    with pytest.raises(Refused):
        send_to_absent(db, officer, written.meeting_id, new_operation())


def test_only_those_they_were_sent_to_read_the_minutes_on_their_link(written, db, officer, own_link):
    send_minutes(db, officer, written.meeting_id, new_operation())
    shown = {name: own_meetings(db, *own_link(name))[0].minutes for name in ("felicie", "bruno")}
    assert shown["bruno"] is None
    assert [one.title for one in shown["felicie"].chapters if one.blocks] == [
        "Points abordés", "Décisions", "Engagements", "Participants",
    ]  # fmt: skip


def test_a_correction_is_a_second_version_that_replaces_the_first_and_brings_the_task_with_it(written, db, officer):
    send_minutes(db, officer, written.meeting_id, new_operation())
    first = minutes_posted(written)[0]
    promise = written.sheet.promises[0].promise
    with pytest.raises(Refused):  # what left does not change by itself
        change_promise(db, officer, promise.id, promise.version, {"due": "02/10/2026"}, new_operation())
    assert correct_minutes(db, officer, written.meeting_id, new_operation()) == 2
    assert written.sheet.draft.written.decisions == "Un mercredi et un samedi"
    change_promise(db, officer, promise.id, promise.version, {"due": "02/10/2026"}, new_operation())
    assert backplan(db, officer, written.edition_id).dated_of(promise.task_id).deadline == date(2026, 9, 30)
    remove_promise(db, officer, written.sheet.promises[1].promise.id, new_operation())
    assert send_minutes(db, officer, written.meeting_id, new_operation()) == 1
    plan = backplan(db, officer, written.edition_id)
    assert plan.dated_of(promise.task_id).deadline == date(2026, 10, 2)
    assert [one.task.title for one in plan.removed] == ["Réserver la salle"]
    assert len(plan.kept) == 1
    with pytest.raises(NotSent) as caught:
        written.rendered(first)
    assert caught.value.code == "replaced"
    again = written.rendered(minutes_posted(written)[-1])
    assert "version 2" in again.subject
    assert "version 2" in text_of(again.attached[0].data)
    one, two = written.sheet.versions
    assert [each.due for each in one.written.promises] == [date(2026, 9, 30), date(2026, 10, 10)]
    assert [each.due for each in two.written.promises] == [date(2026, 10, 2)]


def test_a_correction_may_be_given_up_and_a_withdrawn_commitment_put_back(written, db, officer):
    promise = written.sheet.promises[0].promise
    remove_promise(db, officer, promise.id, new_operation())
    assert [one.promise.id for one in written.sheet.removed_promises] == [promise.id]
    restore_promise(db, officer, promise.id, new_operation())
    send_minutes(db, officer, written.meeting_id, new_operation())
    correct_minutes(db, officer, written.meeting_id, new_operation())
    drop_draft(db, officer, written.meeting_id, new_operation())
    assert (written.sheet.draft, written.sheet.sent.number) == (None, 1)
    with pytest.raises(Refused):
        drop_draft(db, officer, written.meeting_id, new_operation())


def test_the_draft_is_printed_as_one(written, db, officer):
    said = text_of(minutes_pdf(db, officer, written.meeting_id, draft=True))
    assert "Projet, pas encore envoyé" in said
    with pytest.raises(NotFound):
        minutes_word(db, officer, written.meeting_id)


def test_the_sign_in_sheet_has_a_line_for_each_and_blank_ones(held, db, officer):
    sheet = PdfReader(io.BytesIO(sign_in_sheet(db, officer, held.meeting_id)))
    said = " ".join(page.extract_text() for page in sheet.pages)
    for one in ("Bruno Le Guen", "Félicie Martin", "Nadia Oumar", "La Malle à Félicie", "page 1 sur 1"):
        assert one in said.replace("\u00a0", " ")


def test_a_reader_gets_figures_and_minutes_but_neither_names_nor_words(written, db, officer, reader):
    send_minutes(db, officer, written.meeting_id, new_operation())
    seen = meeting_sheet(db, reader, written.meeting_id)
    assert (seen.guests, seen.promises, seen.count.present) == ((), (), 1)
    assert seen.sent.written.decisions == "Un mercredi et un samedi"
    assert "Félicie" not in repr(seen)
    with pytest.raises(NotAllowed):
        save_minutes(db, reader, written.meeting_id, 0, TEXTS, new_operation())


def test_people_are_forgotten_twelve_months_after_the_edition_and_what_was_decided_stays(written, db, officer):
    send_minutes(db, officer, written.meeting_id, new_operation())
    with clock.frozen(paris(date(2027, 11, 14))):
        assert past_retention(db, SYSTEM)["meeting_guests"] == 0
    with clock.frozen(paris(date(2027, 11, 16))):
        past = past_retention(db, SYSTEM)
        assert (past["meeting_guests"], past["meeting_names"]) == (3, 3)
        for rule in (one for one in RULES if one.table in ("meeting_guests", "meeting_names")):
            instants = {"before": clock.stamp(clock.now() - rule.kept)}
            db.conn.execute(f"DELETE FROM {rule.table} WHERE {rule.condition}", instants)
        said = text_of(minutes_pdf(db, officer, written.meeting_id))
        assert "Un mercredi et un samedi" in said
        assert "1 personne présente" in said
        assert "Félicie" not in said
        assert meetings(db, officer, written.edition_id)[0].count.present == 0
    left = "".join(
        str(one)
        for table in ("meeting_guests", "meeting_names", "meeting_promises", "meeting_minutes")
        for one in db.conn.execute(f"SELECT * FROM {table}").fetchall()
    )
    assert "Félicie" not in left


def test_the_reference_meetings_stand_where_they_were(db, officer, edition):
    """1 July 2013 before the first edition, 14 January 2014 after it (docs/domain.md)."""
    with clock.frozen(paris(date(2013, 5, 2))):
        edition_id = edition(days=[date(2013, 11, 13), date(2013, 11, 16)], answer_deadline=date(2013, 9, 30))
        for kind, title, day in (("actors", "Réunion des acteurs", "01/07/2013"),
                                 ("review", "Réunion de bilan", "14/01/2014")):  # fmt: skip
            typed = {"kind": kind, "title": title, "day": day, "starts": "14h", "ends": "16h"}
            add_meeting(db, officer, edition_id, typed, new_operation())
        assert [one.meeting.day for one in meetings(db, officer, edition_id)] == [date(2013, 7, 1), date(2014, 1, 14)]
    with clock.frozen(paris(date(2014, 1, 10))):
        assert [one.past for one in meetings(db, officer, edition_id)] == [True, False]
