"""Stock-taking: found, missing, unexpected."""

import pytest

from campaign.base.database import transaction
from campaign.base.errors import InvalidInput, Refused
from campaign.base.operations import new_operation
from campaign.stock import counting, items, moving, views
from campaign.stock.ledger import post
from campaign.stock.model import Move, Reason, at_depot, at_partner


def test_what_was_found_becomes_the_stock_and_what_was_not_counted_stays(db, officer, depot, stocked):
    posters, flyers, panels = (stocked(400), stocked(120, "FLY-A5", "Flyers A5"),
                               stocked(140, "FLE", "Panneaux de fléchage", "counted"))  # fmt: skip
    count = counting.start_count(db, officer, depot, new_operation())
    counting.note_count(db, officer, count, posters, "404", "", new_operation())
    counting.note_count(db, officer, count, panels, 138, "2 cassés", new_operation())
    lines = {one.item.id: one.verdict for one in counting.count_sheet(db, officer, count)[1]}
    assert lines == {posters: "4 de plus", flyers: "à compter", panels: "il en manque 2"}
    assert counting.finish_count(db, officer, count, new_operation()) == 2
    assert views.available(db, officer) == {posters: 404, flyers: 120, panels: 138}
    assert {one.item.id: one.lost for one in views.levels(db, officer)}[panels] == 2


def test_what_moves_while_one_counts_is_not_a_gap(db, officer, depot, stocked):
    posters = stocked(100)
    count = counting.start_count(db, officer, depot, new_operation())
    counting.note_count(db, officer, count, posters, 98, "", new_operation())
    moving.receive(db, officer, posters, depot, 50, "", new_operation())
    counting.finish_count(db, officer, count, new_operation())
    assert views.available(db, officer) == {posters: 148}


def test_a_piece_found_although_it_was_lent_comes_back_and_a_missing_one_is_lost(db, officer, depot, stocked):
    wheels = stocked(2, "ROUE", "Roue de la prévention", "numbered")
    one, two = (now.piece for now in views.pieces(db, officer, wheels))
    with transaction(db):
        post(
            db, officer, [Move(wheels, at_depot(depot), at_partner(1, 5), 1, Reason.DELIVERY, one.id)], new_operation()
        )
    count = counting.start_count(db, officer, depot, new_operation())
    counting.note_count(db, officer, count, wheels, 1, "", new_operation(), one.id)
    counting.note_count(db, officer, count, wheels, 0, "", new_operation(), two.id)
    verdicts = {line.piece.number: line.verdict for line in counting.count_sheet(db, officer, count)[1]}
    assert verdicts == {1: "inattendu", 2: "manque"}
    counting.finish_count(db, officer, count, new_operation())
    assert [now.where for now in views.pieces(db, officer, wheels)] == ["Hangar de Beaucouzé", "perdu"]


def test_a_stock_taking_is_alone_in_its_place_counts_again_and_ends_once(db, officer, depot, stocked):
    posters = stocked(10)
    count = counting.start_count(db, officer, depot, new_operation())
    assert counting.start_count(db, officer, depot, new_operation()) == count
    counting.note_count(db, officer, count, posters, 8, "", new_operation())
    counting.note_count(db, officer, count, posters, 9, "", new_operation())
    operation = new_operation()
    assert counting.finish_count(db, officer, count, operation) == 1
    assert counting.finish_count(db, officer, count, operation) == 1
    assert views.available(db, officer) == {posters: 9}
    with pytest.raises(Refused, match="terminé"):
        counting.note_count(db, officer, count, posters, 9, "", new_operation())


def test_an_abandoned_stock_taking_changes_nothing(db, officer, depot, stocked):
    posters = stocked(10)
    count = counting.start_count(db, officer, depot, new_operation())
    counting.note_count(db, officer, count, posters, 2, "", new_operation())
    counting.abandon_count(db, officer, count, new_operation())
    assert views.available(db, officer) == {posters: 10}


@pytest.mark.parametrize("typed", ["-1", "2,5", "", "beaucoup", "1e9"])
def test_a_count_is_a_whole_number_from_zero(db, officer, depot, stocked, typed):
    posters = stocked(10)
    count = counting.start_count(db, officer, depot, new_operation())
    with pytest.raises(InvalidInput, match="entier à partir de 0"):
        counting.note_count(db, officer, count, posters, typed, "", new_operation())


def test_the_main_storage_place_is_one_and_a_full_one_stays(db, officer, depot, stocked):
    stocked(5)
    other = items.add_depot(db, officer, {"name": "Réserve de Saumur"}, new_operation())
    with pytest.raises(Refused, match="d’où partent les tournées"):
        items.archive_depot(db, officer, depot, new_operation())
    items.choose_main_depot(db, officer, other, new_operation())
    assert [(one.name, one.main) for one in views.depots(db, officer)] == [
        ("Réserve de Saumur", True), ("Hangar de Beaucouzé", False),
    ]  # fmt: skip
    with pytest.raises(Refused, match="pas vide"):
        items.archive_depot(db, officer, depot, new_operation())
