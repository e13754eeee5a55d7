"""Editions: states computed from dates, refusals told together, copies, and days that answers hold."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base import clock
from campaign.base.errors import Conflict, EditionOver, InvalidForm, InvalidInput, Refused
from campaign.base.operations import new_operation
from campaign.editions import actions, views
from campaign.editions.model import Edition, State, check_edition

NOVEMBER = Edition(
    id=1,
    name="Novembre 2026",
    theme="",
    days=(date(2026, 11, 18), date(2026, 11, 21)),
    answer_deadline=date(2026, 10, 2),
    opens_on=date(2026, 8, 20),
)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 8, 19), State.PREPARING),
        (date(2026, 8, 20), State.OPEN),
        (date(2026, 10, 2), State.OPEN),
        (date(2026, 10, 3), State.CLOSED),
        (date(2026, 11, 21), State.CLOSED),
        (date(2026, 11, 22), State.OVER),
    ],
)
def test_the_state_follows_the_dates(today, state):
    assert NOVEMBER.state(today) is state


def test_links_serve_seven_months_after_the_last_day_even_at_the_end_of_a_month():
    assert NOVEMBER.links_expire_on == date(2027, 6, 21)
    july = Edition(1, "x", "", (date(2026, 7, 31),), date(2026, 7, 1))
    assert july.links_expire_on == date(2027, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_links_expire_between_210_and_215_days_after_the_last_day(day):
    expires = Edition(1, "x", "", (day,), day).links_expire_on
    assert 210 <= (expires - day).days <= 215


def test_every_wrong_field_is_told_at_once():
    with pytest.raises(InvalidForm) as refusal:
        check_edition("  ", "t" * 300, [], date(2026, 1, 1), objective_shops=0)
    assert [problem.field for problem in refusal.value.problems] == ["name", "theme", "days", "objective_shops"]


def test_five_days_and_a_day_twice_are_refused():
    first = date(2027, 3, 3)
    for days in ([first + timedelta(days=n) for n in range(5)], [first, first]):
        with pytest.raises(InvalidForm) as refusal:
            check_edition("x", "", days, date(2027, 1, 1))
        assert [problem.field for problem in refusal.value.problems] == ["days"]


def test_the_deadline_precedes_the_first_day():
    with pytest.raises(InvalidForm, match="mercredi 3 mars 2027"):
        check_edition("x", "", [date(2027, 3, 3)], date(2027, 3, 3))


def test_days_are_kept_in_order(db, officer):
    values = check_edition("x", "", [date(2027, 3, 6), date(2027, 3, 3)], date(2027, 1, 1))
    edition_id = actions.add_edition(db, officer, values, new_operation())
    assert views.edition(db, edition_id).days == (date(2027, 3, 3), date(2027, 3, 6))


def test_adding_twice_with_one_operation_makes_one_edition(db, officer):
    operation, values = new_operation(), check_edition("x", "", [date(2027, 3, 3)], date(2027, 1, 1))
    assert actions.add_edition(db, officer, values, operation) == actions.add_edition(db, officer, values, operation)
    assert len(views.editions(db, officer)) == 1


def test_opening_closing_and_giving_more_time(db, officer, edition):
    edition_id = edition(opened=False)
    today = clock.today()
    assert views.edition(db, edition_id).state(today) is State.PREPARING
    actions.open_edition(db, officer, edition_id, new_operation())
    assert views.edition(db, edition_id).state(today) is State.OPEN
    actions.close_edition(db, officer, edition_id, new_operation())
    assert views.edition(db, edition_id).state(today) is State.CLOSED
    with pytest.raises(EditionOver, match="reculez-la"):
        actions.open_edition(db, officer, edition_id, new_operation())
    actions.move_deadline(db, officer, edition_id, today + timedelta(days=2), new_operation())
    assert views.edition(db, edition_id).state(today) is State.OPEN


def test_a_past_edition_neither_opens_nor_changes_and_can_be_archived(db, officer, edition):
    edition_id = edition(in_days=20, answer_deadline=clock.today() + timedelta(days=2))
    with clock.frozen(clock.now() + timedelta(days=40)):
        for act in (actions.open_edition, actions.cancel_edition):
            with pytest.raises(EditionOver):
                act(db, officer, edition_id, new_operation())
        values = check_edition("autre", "", [date(2030, 1, 1)], date(2029, 1, 1))
        with pytest.raises(EditionOver):
            actions.change_edition(db, officer, edition_id, 1, values, new_operation())
        actions.archive_edition(db, officer, edition_id, new_operation())
        assert views.edition(db, edition_id).state(clock.today()) is State.ARCHIVED
        actions.reinstate_edition(db, officer, edition_id, new_operation())
        assert views.edition(db, edition_id).state(clock.today()) is State.OVER


def test_an_edition_to_come_is_cancelled_not_archived(db, officer, edition):
    edition_id = edition()
    with pytest.raises(Refused, match="une fois passée"):
        actions.archive_edition(db, officer, edition_id, new_operation())
    actions.cancel_edition(db, officer, edition_id, new_operation())
    assert views.edition(db, edition_id).state(clock.today()) is State.CANCELLED
    assert views.current_edition(db) is None


def test_two_officers_changing_the_same_edition_meet_a_conflict(db, officer, edition):
    edition_id = edition()
    read = views.edition(db, edition_id)
    values = check_edition("Premier", "", read.days, read.answer_deadline)
    actions.change_edition(db, officer, edition_id, read.version, values, new_operation())
    with pytest.raises(Conflict) as refusal:
        actions.change_edition(db, officer, edition_id, read.version, values, new_operation())
    assert refusal.value.theirs["Nom"] == "Premier"
    assert refusal.value.who == officer.name


def test_a_day_with_answers_cannot_disappear(db, officer, edition, shop, contact, answered):
    edition_id, place_id = edition(), shop()
    answered(edition_id, place_id)
    read = views.edition(db, edition_id)
    values = check_edition("x", "", read.days[:1], read.answer_deadline)
    with pytest.raises(InvalidInput, match="déjà donné leurs heures"):
        actions.change_edition(db, officer, edition_id, read.version, values, new_operation())
    assert views.edition(db, edition_id).days == read.days


def test_the_public_sees_the_nearest_edition_to_come_else_the_latest_past(db, officer, edition):
    with clock.frozen(datetime(2026, 3, 1, 10, tzinfo=UTC)):
        spring, autumn = edition(in_days=60), edition(in_days=250)
        edition(in_days=30, opened=False)
        assert views.current_edition(db).id == spring
    with clock.frozen(datetime(2026, 6, 1, 10, tzinfo=UTC)):
        assert views.current_edition(db).id == autumn
    with clock.frozen(datetime(2027, 6, 1, 10, tzinfo=UTC)):
        assert views.current_edition(db).id == autumn
