"""Follow-ups at three and six months: from which day, which one waits, what they leave of « Fini »."""

from datetime import date, datetime, time

import pytest

from campaign.base import clock
from campaign.base.errors import EditionOver, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.debrief.actions import confirm_figure, save_section
from campaign.debrief.default_questions import FIRST_SETS
from campaign.debrief.follow_ups import (
    asked_from,
    has_followed_up,
    is_asked,
    is_told,
    months_in_words,
    shown_sections,
    waiting_follow_up,
)
from campaign.debrief.model import Audience, QuestionSet, Section, State
from campaign.debrief.store import debrief_of
from campaign.debrief.views import debrief_page, debriefs, own_debriefs, place_debrief
from campaign.editions import actions as editions
from campaign.editions.model import months_after
from campaign.editions.views import edition as edition_view

EVENT, THREE, SIX = Section("visits", "Les passages"), Section("m3", "Trois mois", "", 3), Section("m6", "Six", "", 6)
ALL = (EVENT, THREE, SIX)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2013, 11, 16), 3, date(2014, 2, 16)),
        (date(2013, 11, 30), 3, date(2014, 2, 28)),  # February has no 30
        (date(2027, 11, 30), 3, date(2028, 2, 29)),  # a leap year
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 10, 1), 3, date(2027, 1, 1)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert months_after(day, months) == expected
    assert asked_from(Section("x", "X", "", months), day) == expected


def test_a_follow_up_is_asked_from_its_day_and_not_the_day_before():
    last_day = date(2026, 11, 30)
    assert not is_asked(THREE, last_day, date(2027, 2, 27))
    assert is_asked(THREE, last_day, date(2027, 2, 28))
    assert asked_from(EVENT, last_day) is None
    assert is_asked(EVENT, last_day, date(2026, 1, 1))


def test_a_follow_up_left_aside_gives_way_to_the_next_and_one_told_stays():
    last_day, in_february, in_may = date(2026, 11, 16), date(2027, 2, 20), date(2027, 5, 16)
    assert shown_sections(ALL, (), last_day, date(2026, 12, 1)) == (EVENT,)
    assert shown_sections(ALL, (), last_day, in_february) == (EVENT, THREE)
    assert shown_sections(ALL, (), last_day, in_may) == (EVENT, SIX)
    assert shown_sections(ALL, ("m3",), last_day, in_may) == ALL
    assert waiting_follow_up(ALL, (), last_day, in_february) == THREE
    assert waiting_follow_up(ALL, ("m3",), last_day, in_february) is None
    assert waiting_follow_up(ALL, ("m3",), last_day, in_may) == SIX
    assert waiting_follow_up(ALL, ("m6",), last_day, in_may) is None


def test_fini_waits_for_every_part_of_the_event_and_for_no_follow_up():
    assert is_told(ALL, ("visits",))
    assert not is_told(ALL, ("m3", "m6"))


@pytest.mark.parametrize(
    ("saved", "at_three", "at_six"),
    [((), False, False), (("months_3",), True, False), (("months_6",), True, True), (("visits",), False, False)],
)
def test_who_answered_at_six_months_is_not_asked_about_three(saved, at_three, at_six):
    questions = FIRST_SETS[Audience.SHOP]
    assert (has_followed_up(questions, saved, 3), has_followed_up(questions, saved, 6)) == (at_three, at_six)


def test_a_follow_up_in_two_parts_is_answered_once_both_are():
    two = QuestionSet(Audience.SHOP, 2, (EVENT, THREE, Section("m3_b", "Encore", "", 3)), ())
    assert not has_followed_up(two, ("m3",), 3)
    assert has_followed_up(two, ("m3", "m3_b"), 3)
    assert waiting_follow_up(two.sections, ("m3",), date(2026, 11, 16), date(2027, 2, 20)).code == "m3_b"


def test_months_are_said_in_words():
    assert [months_in_words(one) for one in (3, 6, 18)] == ["Trois mois", "Six mois", "18 mois"]


@pytest.fixture
def told(db, linked, answered):
    """The event is to come: (edition, place id, the contact, their link)."""
    edition_id, place_id, actor, link = linked
    answered(edition_id, place_id)
    return edition_view(db, edition_id), place_id, actor, link


def on(day):
    return clock.frozen(datetime.combine(day, time(12), clock.PARIS))


def save_event(db, by, edition, place_id):
    for one in FIRST_SETS[Audience.SHOP].sections:
        if not one.after_months:
            save_section(db, by, edition.id, place_id, one.code, {}, new_operation())


def test_the_last_part_of_the_event_makes_the_debrief_fini_and_a_follow_up_does_not_undo_it(db, told):
    edition, place_id, actor, link = told
    with on(edition.last_day):
        save_event(db, actor, edition, place_id)
        page = debrief_page(db, actor, link, place_id)
        assert (page.state, page.waiting, len(page.parts)) == (State.DONE, None, 5)
        ended = debrief_of(db, edition.id, place_id).finished_at
    with on(months_after(edition.last_day, 3)):
        page = debrief_page(db, actor, link, place_id)
        assert (page.state, page.waiting.code, len(page.parts)) == (State.DONE, "months_3", 6)
        (line,) = own_debriefs(db, actor, link)
        assert (line.waiting.code, line.follows_up) == ("months_3", True)
        save_section(db, actor, edition.id, place_id, "months_3", {"months_3_regulars": "5 à 10"}, new_operation())
        assert debrief_page(db, actor, link, place_id).waiting is None
        assert own_debriefs(db, actor, link)[0].waiting is None
    kept = debrief_of(db, edition.id, place_id)
    assert (kept.answer("months_3_regulars").figure.high, kept.finished_at) == (10, ended)


def test_a_follow_up_sent_before_its_day_is_refused_with_that_day(db, officer, told):
    edition, place_id, actor, _ = told
    with on(edition.last_day):
        for by in (actor, officer):
            with pytest.raises(Refused, match="Cette partie s’ouvre le"):
                save_section(db, by, edition.id, place_id, "months_3", {}, new_operation())
        with pytest.raises(NotFound):
            save_section(db, actor, edition.id, place_id, "months_4", {}, new_operation())
    assert debrief_of(db, edition.id, place_id) is None


def test_an_agent_types_a_follow_up_for_a_shop_that_told_nothing_before(db, officer, told):
    edition, place_id, _, _ = told
    with on(months_after(edition.last_day, 6)):
        assert place_debrief(db, officer, edition.id, place_id).waiting.code == "months_6"
        form = {"months_6_opening": "days", "months_6_which": "La ressourcerie voisine"}
        save_section(db, officer, edition.id, place_id, "months_6", form, new_operation(), answered_by="Félicie")
        (line,) = debriefs(db, officer, edition.id)
        assert (line.state, line.waiting) == (State.STARTED, None)
    assert debrief_of(db, edition.id, place_id).answer("months_6_opening").choices == ("days",)


def test_archiving_closes_the_event_and_leaves_follow_ups_open(db, officer, told):
    edition, place_id, actor, link = told
    with on(edition.last_day):
        save_section(db, actor, edition.id, place_id, "visits", {"volunteers": "150"}, new_operation())
    with on(months_after(edition.last_day, 3)):
        editions.archive_edition(db, officer, edition.id, new_operation())
        with pytest.raises(EditionOver):
            save_section(db, actor, edition.id, place_id, "visits", {}, new_operation())
        with pytest.raises(EditionOver):
            confirm_figure(db, actor, edition.id, place_id, "volunteers", None, new_operation())
        parts = {one.section.code: one.is_open for one in debrief_page(db, actor, link, place_id).parts}
        assert (parts["visits"], parts["sales"], parts["months_3"]) == (False, False, True)
        save_section(db, actor, edition.id, place_id, "months_3", {"months_3_regulars": "400"}, new_operation())
        confirm_figure(db, actor, edition.id, place_id, "months_3_regulars", None, new_operation())
    assert debrief_of(db, edition.id, place_id).answer("months_3_regulars").confirmed
