"""What the screen of the plan says and draws, apart from any screen."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base import clock
from campaign.base.errors import InvalidInput
from campaign.base.french import day_in_words, days_in_words, short_days_in_words
from campaign.editions.model import Edition
from campaign.planning.following import Standing, standing, threatened
from campaign.planning.plan_store import KeptTask
from campaign.planning.scheduling import schedule
from campaign.planning.tasks import Anchor, Task, TaskRole, TaskState
from campaign.ui.backplan_chart import drawn, in_last_stretch, last_stretch_of
from campaign.ui.backplan_list import kept_by
from campaign.ui.backplan_month import months_of, weeks_of
from campaign.ui.backplan_move import keep_words, move_title, parsed_days
from campaign.ui.backplan_moving import proposed_deadline
from campaign.ui.backplan_words import Row, offset_in_words, state_in_words, when
from tests.planning.backplans import EDITION_1, template_with

TODAY = date(2013, 10, 21)
NOVEMBER = Edition(1, "Novembre 2013", "", EDITION_1, date(2013, 10, 4))


def rows(today=TODAY, done=(), under_way=()) -> tuple[Row, ...]:
    """The reference calendar on the days of 2013."""
    plan = schedule(template_with(done, under_way), EDITION_1)
    menaced = {one.task.code for one in threatened(plan, today)}
    return tuple(Row(KeptTask(rank, 1, one.task), one, standing(one, today), one.task.code in menaced)
                 for rank, one in enumerate(plan.dated, start=1))  # fmt: skip


def row(code, **states) -> Row:
    return next(one for one in rows(**states) if one.task.code == code)


@pytest.mark.parametrize(
    ("code", "states", "expected"),
    [
        # Due on Friday 27 September: three weeks of five days, and Monday 21 October.
        ("answers", {}, ("16\u00a0j de retard", "red")),
        ("press_kit", {"today": date(2013, 10, 16), "under_way": ("press_kit",)}, ("ven.\u00a018", "yellow")),
        ("report", {}, ("31\u00a0janv.", "gray")),
        ("theme", {"done": ("theme",)}, ("faite", "green")),
    ],
)
def test_when_a_task_is_due_is_said_with_its_colour(code, states, expected):
    assert when(row(code, **states), states.get("today", TODAY)) == expected


def test_a_state_says_its_alert_too():
    assert state_in_words(row("answers")) == "À faire, en retard"
    assert state_in_words(row("theme", done=("theme",))) == "Faite"


@pytest.mark.parametrize(
    ("offset", "anchor", "expected"),
    [(-5, Anchor.FIRST_DAY, "5 jours ouvrés avant le premier jour"),
     (1, Anchor.LAST_DAY, "1 jour ouvré après le dernier jour"),
     (0, Anchor.FIRST_DAY, "le premier jour"), (0, Anchor.EVENT, "les jours de l’édition")],
)  # fmt: skip
def test_an_offset_is_said_in_words(offset, anchor, expected):
    task = Task("a", "A", TaskRole.SHOPS, offset, anchor=anchor)
    assert offset_in_words(task).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("6/11/2013, 9/11/2013", (date(2013, 11, 6), date(2013, 11, 9))),
        ("6 et 9 novembre 2013", (date(2013, 11, 6), date(2013, 11, 9))),
        ("mercredi 30 octobre et samedi 2 novembre 2013", (date(2013, 10, 30), date(2013, 11, 2))),
        ("1er, 2 et 5 avril 2014", (date(2014, 4, 1), date(2014, 4, 2), date(2014, 4, 5))),
        ("2014-04-05;2014-04-02", (date(2014, 4, 2), date(2014, 4, 5))),
        ("30/11 et 3/12/2013", (date(2013, 11, 30), date(2013, 12, 3))),
    ],
)
def test_days_are_read_as_people_type_them(typed, days):
    assert parsed_days(typed) == days


@pytest.mark.parametrize("typed", ["", " , et ", "demain", "31 avril 2014", "6 et 6 novembre 2013", "13", "6 et"])
def test_days_that_are_none_are_refused_with_a_sentence(typed):
    with pytest.raises(InvalidInput):
        parsed_days(typed)


@given(st.sets(st.dates(date(2001, 1, 1), date(2098, 12, 31)), min_size=1, max_size=4))
def test_days_written_in_words_are_read_back(days):
    assert parsed_days(days_in_words(sorted(days))) == tuple(sorted(days))
    assert parsed_days(", ".join(day_in_words(day) for day in days)) == tuple(sorted(days))


def test_the_panel_says_which_way_the_days_go():
    assert move_title(NOVEMBER, (date(2013, 11, 6), date(2013, 11, 9))) == "Si l’on avance aux 6 et 9 novembre"
    assert move_title(NOVEMBER, (date(2013, 12, 4),)) == "Si l’on recule au 4 décembre"
    assert move_title(NOVEMBER, (date(2013, 11, 13), date(2013, 11, 15))) == "Si l’on passe aux 13 et 15 novembre"


def test_keeping_the_days_names_them():
    assert keep_words(EDITION_1) == "Garder le 13 et le 16"
    assert keep_words((date(2014, 4, 1),)) == "Garder le 1er"
    assert keep_words((date(2014, 4, 1), date(2014, 4, 2), date(2014, 4, 5))) == "Garder le 1er, le 2 et le 5"
    two_months = (date(2013, 11, 30), date(2013, 12, 3))
    assert keep_words(two_months) == f"Garder {short_days_in_words(two_months)}"


def test_the_proposed_deadline_keeps_its_gap_and_is_neither_past_nor_after_the_days():
    with clock.frozen(datetime.combine(date(2013, 9, 2), time(12), clock.PARIS)):
        # Three weeks later: Friday 4 October becomes Friday 25.
        assert proposed_deadline(NOVEMBER, (date(2013, 12, 4), date(2013, 12, 7))) == date(2013, 10, 25)
        # So early that the same gap would be past: the next working day.
        assert proposed_deadline(NOVEMBER, (date(2013, 9, 11),)) == date(2013, 9, 3)
        # At the latest the eve, even when that is today.
        assert proposed_deadline(NOVEMBER, (date(2013, 9, 3),)) == date(2013, 9, 2)


def test_the_last_stretch_keeps_what_is_late_however_old():
    codes = {one.task.code for one in in_last_stretch(rows(), EDITION_1, TODAY)}
    assert {"theme", "printing", "event", "take_back"} <= codes
    assert "next_edition" not in codes
    done = {one.task.code for one in in_last_stretch(rows(done=("theme",)), EDITION_1, TODAY)}
    assert "theme" not in done


def test_the_last_stretch_begins_at_today_when_it_is_a_little_earlier():
    # Two months before 13 November 2013 is 14 September.
    assert last_stretch_of(EDITION_1, TODAY) == (date(2013, 9, 14), date(2013, 12, 26))
    assert last_stretch_of(EDITION_1, date(2013, 9, 2))[0] == date(2013, 8, 26)
    assert last_stretch_of(EDITION_1, date(2013, 3, 1))[0] == date(2013, 9, 14)


def test_a_bar_is_full_as_far_as_it_is_done():
    listed = [row("web_page", done=("web_page",)), row("press_kit", under_way=("press_kit",)), row("kits")]
    data = drawn(listed, EDITION_1, TODAY, date(2013, 9, 14), date(2013, 12, 26)).to_dict()
    bars = next(one for one in data["datasets"].values() if "role" in one[0])
    full = {one["name"]: (one["done"], one["start"], one["end"]) for one in bars}
    done, start, end = full["Ouvrir la page « Local et solidaire » et sa carte"]
    assert done == end > start
    done, start, end = full["Écrire le dossier de presse commun"]
    assert start < done < end
    done, start, _ = full["Préparer les kits"]
    assert done == start


def test_two_tasks_of_the_same_title_have_a_bar_each():
    same = [row("kits"), row("kits")]
    data = drawn(same, EDITION_1, TODAY, date(2013, 9, 14), date(2013, 12, 26)).to_dict()
    bars = next(one for one in data["datasets"].values() if "role" in one[0])
    assert len({one["name"] for one in bars}) == 2


def test_a_month_has_its_weeks_up_to_the_days_of_the_event():
    # November 2013 begins on a Friday; Saturdays are there for the 16th only.
    weeks = weeks_of((2013, 11), EDITION_1)
    assert {len(week) for week in weeks} == {6}
    assert weeks[0] == [None, None, None, None, date(2013, 11, 1), date(2013, 11, 2)]
    assert {len(week) for week in weeks_of((2013, 12), EDITION_1)} == {5}
    # 1 December 2013 is a Sunday: the first line is that of Monday 2.
    assert weeks_of((2013, 12), EDITION_1)[0][0] == date(2013, 12, 2)


def test_months_go_from_the_first_deadline_to_the_last_without_a_gap():
    # The theme is due on 21 December 2012, the last task on 11 February 2014.
    known = months_of(rows(), EDITION_1)
    assert (known[0], known[-1], len(known)) == ((2012, 12), (2014, 2), 15)


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_every_working_day_of_a_month_has_its_place_once(year, month):
    days = [day for week in weeks_of((year, month), ()) for day in week if day]
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 and (day.year, day.month) == (year, month) for day in days)
    assert len(days) >= 20


def test_the_list_is_kept_by_state_person_plan_and_alert():
    listed = rows(done=("theme",))
    assert {one.task.code for one in kept_by(listed, standing=Standing.DONE)} == {"theme"}
    assert kept_by(listed, person="Personne") == []
    assert kept_by(listed, fund=3) == []
    assert all(one.standing is Standing.LATE for one in kept_by(listed, alerts=["En retard"]))
    assert {one.task.code for one in kept_by(listed, "affiches depliants")} == {"supports", "proof"}
    assert [one.task.state for one in kept_by(listed, "choisir theme")] == [TaskState.DONE]
