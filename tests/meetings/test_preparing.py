"""A meeting is written, moved, cancelled, put back; impossible days and hours are refused with a sentence."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import Conflict, EditionOver, InvalidForm, InvalidInput
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.meetings.meeting_form import checked_meeting
from campaign.meetings.model import MeetingKind, MeetingValues, Stage
from campaign.meetings.preparing import add_meeting, cancel_meeting, change_meeting, restore_meeting
from campaign.meetings.views import meetings, upcoming
from tests.meetings.conftest import TYPED

DAYS = (date(2026, 11, 11), date(2026, 11, 14))


def refused(**changes) -> dict[str, str]:
    with pytest.raises(InvalidForm) as caught:
        checked_meeting({**TYPED, **changes}, DAYS)
    return {one.field: one.message for one in caught.value.problems}


def test_a_meeting_is_read_as_people_write_it():
    assert checked_meeting(TYPED, DAYS) == MeetingValues(
        MeetingKind.ACTORS, "Réunion des acteurs", date(2026, 9, 14), time(14), time(16, 30), "Salle du Conseil",
        "1 place Foch, Angers", "", "Les jours\nLes rôles",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("day", "31/02/2027", "Le 31 février n’existe pas."),
        ("day", "29/02/2027", "Le 29 février n’existe pas en 2027."),
        ("day", "", "Indiquez la date."),
        ("day", "14/09/2062", "Le jeudi 14 septembre 2062 est à plus de trois ans de l’édition : vérifiez l’année."),
        ("starts", "25:00", "Heure impossible : 25:00."),
        ("starts", "", "Indiquez l’heure de début."),
        ("ends", "", "Indiquez l’heure de fin."),
        ("ends", "13:59", "La fin précède le début."),
        ("ends", "14 h", "La fin précède le début."),
        ("kind", "fete", "Choisissez la sorte de réunion."),
        ("title", "   ", "Indiquez le titre de la réunion."),
        ("title", "\u200b", "Le titre de la réunion est vide ou illisible."),
        ("title", "x" * 121, "120 caractères au plus (121 saisis)."),
        ("link", "javascript:alert(1)", None),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(field, typed, said):
    problems = refused(**{field: typed})
    assert list(problems) == [field]
    assert said is None or problems[field] == said


def test_the_hour_that_summer_time_skips_does_not_exist():
    problems = refused(day="29/03/2026", starts="02:30", ends="04:00")
    assert problems == {"starts": "2\u00a0h\u00a030 : cette heure n’existe pas ce jour-là (passage à l’heure d’été)."}


def test_every_problem_is_told_at_once():
    assert list(refused(title="", day="31/02/2027", starts="25:00")) == ["title", "day", "starts"]


@given(st.dates(date(2024, 1, 1), date(2029, 1, 1)), st.times(), st.times())
def test_whatever_the_day_and_the_hours_a_kept_meeting_ends_after_it_begins_on_a_day_that_exists(day, starts, ends):
    typed = {**TYPED, "day": f"{day:%d/%m/%Y}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    try:
        kept = checked_meeting(typed, DAYS)
    except InvalidForm:
        return
    assert (kept.day, kept.starts) == (day, starts.replace(second=0, microsecond=0))
    assert kept.ends > kept.starts


def test_the_same_form_sent_twice_prepares_one_meeting(scene, db, officer):
    operation = new_operation()
    first = add_meeting(db, officer, scene.edition_id, TYPED, operation)
    assert add_meeting(db, officer, scene.edition_id, TYPED, operation) == first
    assert len(meetings(db, officer, scene.edition_id)) == 2


def test_nobody_is_told_of_a_change_before_anybody_was_invited(scene, db, officer):
    told = change_meeting(db, officer, scene.meeting_id, 1, {"starts": "10 h", "ends": "12 h"}, new_operation())
    assert (told, scene.meeting.sequence, scene.posted()) == (0, 0, [])
    assert scene.meeting.hours_text.replace("\u00a0", " ").replace("\u2060", "") == "10 h – 12 h"


def test_two_people_who_change_a_meeting_both_know_it(scene, db, officer):
    change_meeting(db, officer, scene.meeting_id, 1, {"place": "Salle A"}, new_operation())
    with pytest.raises(Conflict) as caught:
        change_meeting(db, officer, scene.meeting_id, 1, {"place": "Salle B"}, new_operation())
    assert caught.value.theirs["Où"].startswith("Salle A")


def test_a_cancelled_meeting_leaves_the_list_of_those_to_come_and_comes_back(scene, db, officer):
    cancel_meeting(db, officer, scene.meeting_id, new_operation())
    assert scene.sheet.stage is Stage.CANCELLED
    assert upcoming(db, officer, scene.edition_id) == ()
    cancel_meeting(db, officer, scene.meeting_id, new_operation())  # a second tab
    restore_meeting(db, officer, scene.meeting_id, new_operation())
    assert scene.sheet.stage is Stage.DRAFT
    assert [one.meeting.id for one in upcoming(db, officer, scene.edition_id)] == [scene.meeting_id]


def test_the_meetings_of_a_cancelled_edition_do_not_change_any_more(scene, db, officer):
    editions.cancel_edition(db, officer, scene.edition_id, new_operation())
    with pytest.raises(EditionOver):
        add_meeting(db, officer, scene.edition_id, TYPED, new_operation())
    with pytest.raises(EditionOver):
        change_meeting(db, officer, scene.meeting_id, 1, {"place": "Ailleurs"}, new_operation())


def test_a_refused_change_writes_nothing(scene, db, officer):
    with pytest.raises((InvalidForm, InvalidInput)):
        change_meeting(db, officer, scene.meeting_id, 1, {"day": "31/02/2027"}, new_operation())
    assert scene.meeting.day == date(2026, 9, 14)
    assert scene.meeting.version == 1
