"""The AFOM matrix: versions, one gesture once, a remark under one point at most, hostile texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base import journal
from campaign.base.database import value
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotAllowed, NotFound, OperationReused
from campaign.base.operations import new_operation
from campaign.report.matrix import (
    add_point,
    add_point_with,
    change_point,
    group_remarks,
    points,
    put_back_remarks,
    remove_point,
    removed_points,
    restore_point,
    set_aside_remarks,
)
from campaign.report.model import Point, Quadrant
from campaign.report.store import points_of, remarks_state

LATE = {"quadrant": "weaknesses", "text": "Annuaires livrés tard"}
DIFFICULT = "difficulties"


@pytest.fixture
def told(edition) -> int:
    return edition()


@pytest.fixture
def point(db, officer, told):
    def add(**values) -> int:
        return add_point(db, officer, told, {**LATE, **values}, new_operation())

    return add


def under(db, told) -> dict[str, int]:
    """How many places said each point."""
    return {one.text: one.places for one in points_of(db, told)}


def test_points_stand_corner_by_corner_in_the_order_they_were_written(db, officer, told, point):
    point(quadrant="threats", text="Budget non reconduit")
    point()
    point(quadrant="strengths", text="Des acteurs isolés se rencontrent")
    point(text="Peu de flyers")
    assert [(one.quadrant, one.text) for one in points(db, officer, told)] == [
        (Quadrant.STRENGTHS, "Des acteurs isolés se rencontrent"), (Quadrant.WEAKNESSES, "Annuaires livrés tard"),
        (Quadrant.WEAKNESSES, "Peu de flyers"), (Quadrant.THREATS, "Budget non reconduit"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": " "}, "Indiquez le point"),
        ({"text": "\u200b\u202e"}, "vide ou illisible"),
        ({"text": "x" * 201}, "200 caractères au plus"),
        ({"quadrant": ""}, "Choisissez"),
        ({"quadrant": "forces'; DROP TABLE matrix_points; --"}, "Choisissez"),
    ],
)
def test_a_wrong_point_says_what_to_mend_and_writes_nothing(db, officer, told, point, values, said):
    with pytest.raises(InvalidForm) as refused:
        point(**values)
    assert said in " ".join(one.message for one in refused.value.problems)
    assert points(db, officer, told) == []


def test_a_text_that_looks_like_code_is_kept_as_it_was_typed(db, officer, told, point):
    for text in ("<script>alert(1)</script>", "**gras** [x](javascript:1)", "Robert'); DROP TABLE resolutions;--"):
        point(text=text)
        assert text in [one.text for one in points(db, officer, told)]


def test_a_double_click_adds_one_point_and_an_operation_serves_once(db, officer, told, edition):
    operation = new_operation()
    first = add_point(db, officer, told, LATE, operation)
    assert add_point(db, officer, told, LATE, operation) == first
    assert len(points(db, officer, told)) == 1
    with pytest.raises(OperationReused):
        remove_point(db, officer, first, operation)


def test_a_change_on_an_older_version_is_a_conflict_and_nothing_is_lost(db, officer, told, point):
    number = point()
    change_point(db, officer, number, 1, {"quadrant": "threats"}, new_operation())
    with pytest.raises(Conflict) as refused:
        change_point(db, officer, number, 1, {"text": "Autre chose"}, new_operation())
    assert refused.value.theirs == {"Intitulé": "Annuaires livrés tard"}
    (one,) = points(db, officer, told)
    assert (one.quadrant, one.text, one.version) == (Quadrant.THREATS, "Annuaires livrés tard", 2)


def test_a_point_says_how_many_places_said_it(db, officer, told, point, says):
    number = point()
    first = says(told, difficulties="Les annuaires sont arrivés le mardi", suggestions="Livrer plus tôt")
    second = says(told, "Le Fil retrouvé", difficulties="Annuaires en retard")
    group_remarks(db, officer, number, [(first, DIFFICULT), (second, DIFFICULT)], new_operation())
    group_remarks(db, officer, number, [(first, "suggestions")], new_operation())
    (one,) = points(db, officer, told)
    assert (one.places, len(one.remarks)) == (2, 3), "une boutique qui le dit deux fois compte une fois"
    assert one.in_words.replace("\u00a0", " ") == "Annuaires livrés tard (2 lieux)"


def test_a_remark_is_under_one_point_at_most(db, officer, told, point, says):
    late, other = point(), point(text="Peu de flyers")
    key = (says(told, difficulties="Trop tard, et trop peu"), DIFFICULT)
    group_remarks(db, officer, late, [key], new_operation())
    group_remarks(db, officer, other, [key, key], new_operation())
    assert under(db, told) == {"Annuaires livrés tard": 0, "Peu de flyers": 1}
    assert remarks_state(db, told) == {key: other}
    assert value(db, "SELECT count(*) FROM matrix_remarks") == 1


def test_a_new_point_comes_with_its_remarks_or_not_at_all(db, officer, told, says):
    key, operation = (says(told, difficulties="Tard"), DIFFICULT), new_operation()
    with pytest.raises(InvalidInput):
        add_point_with(db, officer, told, LATE, [(999, DIFFICULT)], new_operation())
    assert points(db, officer, told) == []
    number = add_point_with(db, officer, told, LATE, [key], operation)
    assert add_point_with(db, officer, told, LATE, [key], operation) == number
    assert under(db, told) == {"Annuaires livrés tard": 1}


def test_remarks_are_set_aside_and_put_back(db, officer, told, point, says):
    key = (says(told, difficulties="Rien à dire"), DIFFICULT)
    set_aside_remarks(db, officer, told, [key], new_operation())
    assert remarks_state(db, told) == {key: None}
    put_back_remarks(db, officer, told, [key], new_operation())
    assert remarks_state(db, told) == {}


def test_a_gesture_on_remarks_played_again_does_not_undo_what_came_after(db, officer, told, point, says):
    number, key = point(), (says(told, difficulties="Tard"), DIFFICULT)
    grouping, back = new_operation(), new_operation()
    group_remarks(db, officer, number, [key], grouping)
    put_back_remarks(db, officer, told, [key], back)
    group_remarks(db, officer, number, [key], grouping)
    assert remarks_state(db, told) == {}
    group_remarks(db, officer, number, [key], new_operation())
    put_back_remarks(db, officer, told, [key], back)
    assert remarks_state(db, told) == {key: number}
    assert [one.verb for one in journal.entries(db)].count("group_remarks") == 2


def test_what_a_removed_point_grouped_is_to_be_read_again_and_comes_back_with_it(db, officer, told, point, says):
    number, key = point(), (says(told, difficulties="Tard"), DIFFICULT)
    group_remarks(db, officer, number, [key], new_operation())
    remove_point(db, officer, number, new_operation())
    assert (points(db, officer, told), remarks_state(db, told)) == ([], {})
    assert [one.id for one in removed_points(db, officer, told)] == [number]
    with pytest.raises(NotFound, match="retiré"):
        group_remarks(db, officer, number, [key], new_operation())
    restore_point(db, officer, number, new_operation())
    assert (under(db, told), remarks_state(db, told)) == ({"Annuaires livrés tard": 1}, {key: number})


def test_a_restored_point_does_not_take_back_what_went_elsewhere(db, officer, told, point, says):
    late, other = point(), point(text="Peu de flyers")
    key = (says(told, difficulties="Tard"), DIFFICULT)
    group_remarks(db, officer, late, [key], new_operation())
    remove_point(db, officer, late, new_operation())
    group_remarks(db, officer, other, [key], new_operation())
    restore_point(db, officer, late, new_operation())
    assert under(db, told) == {"Annuaires livrés tard": 0, "Peu de flyers": 1}


def test_an_answer_emptied_since_is_counted_no_more(db, officer, told, point, says):
    number, place_id = point(), says(told, difficulties="Tard", suggestions="Plus tôt")
    group_remarks(db, officer, number, [(place_id, DIFFICULT)], new_operation())
    db.conn.execute("DELETE FROM debrief_answers WHERE question = 'difficulties'")
    assert under(db, told) == {"Annuaires livrés tard": 0}


def test_what_nobody_said_in_this_edition_cannot_be_grouped(db, officer, told, point, says, edition):
    number, place_id = point(), says(told, difficulties="Tard")
    other = edition(200, name="La suivante")
    for key in ((place_id, "suggestions"), (999, DIFFICULT), (place_id, "x' OR '1'='1")):
        with pytest.raises(InvalidInput, match="n’existe plus"):
            group_remarks(db, officer, number, [(place_id, DIFFICULT), key], new_operation())
    with pytest.raises(InvalidInput, match="n’existe plus"):
        set_aside_remarks(db, officer, other, [(place_id, DIFFICULT)], new_operation())
    with pytest.raises(InvalidInput, match="Cochez"):
        group_remarks(db, officer, number, [], new_operation())
    assert remarks_state(db, told) == {}, "tout ou rien"


def test_only_the_officer_writes_the_matrix(db, communication, logistics, reader, told, point, says):
    number, key = point(), (says(told, difficulties="Tard"), DIFFICULT)
    for agent in (communication, logistics, reader):
        with pytest.raises(NotAllowed):
            add_point(db, agent, told, LATE, new_operation())
        with pytest.raises(NotAllowed):
            group_remarks(db, agent, number, [key], new_operation())
        with pytest.raises(NotAllowed):
            points(db, agent, told)


def test_a_point_of_an_edition_that_does_not_exist_is_refused(db, officer):
    with pytest.raises(NotFound):
        add_point(db, officer, 999, LATE, new_operation())
    with pytest.raises(NotFound):
        change_point(db, officer, 999, 1, {"text": "x"}, new_operation())


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["difficulties", "suggestions", "moment"]))))
def test_a_point_never_counts_more_places_than_there_are(remarks):
    one = Point(1, 1, Quadrant.STRENGTHS, "x", tuple(remarks))
    assert one.places == len({place for place, _ in remarks}) <= 5
