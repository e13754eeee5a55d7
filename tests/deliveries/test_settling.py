"""What waits « à arbitrer », what was typed wrong, and how a gap ends."""

import io

import pytest
from PIL import Image

from campaign.base.database import transaction
from campaign.base.errors import InvalidInput, NotEnough, Refused
from campaign.base.operations import new_operation
from campaign.deliveries import views
from campaign.deliveries.counting_entries import why_not
from campaign.deliveries.model import (
    Decision,
    DeliverySaid,
    Entry,
    EntryLine,
    EntryState,
    LineSaid,
    Outcome,
    ReturnSaid,
    SlipState,
)
from campaign.deliveries.owed import GapKind, Settlement
from campaign.deliveries.road import note_return
from campaign.deliveries.settling import correct_entry, settle_entry, settle_gap
from campaign.deliveries.store import add_entry, known_slip
from campaign.stock import moving
from campaign.stock.views import available, levels, pieces


@pytest.fixture
def waiting(db, lent):
    """An entry of the road that could not be counted: (posters, panels, wheel) left -> its id."""
    from campaign.base import clock

    def add(posters: int, panels: int, wheel: int) -> int:
        slip = known_slip(db, lent.number)
        lines = tuple(
            EntryLine(line.id, left=many) for line, many in zip(slip.lines, (posters, panels, wheel), strict=True)
        )
        entry = Entry(0, slip.id, new_operation(), EntryState.TO_SETTLE, Outcome.DELIVERED, clock.now(), clock.now(),
                      "driver:1", "Malik D.", lines, problem="x")  # fmt: skip
        assert why_not(db, slip, entry) != ""
        with transaction(db):
            return add_entry(db, entry)

    return add


def test_an_entry_that_waits_moves_nothing_until_somebody_decides(db, officer, lent, deliver, waiting):
    deliver(posters=10)
    entry_id = waiting(10, 0, 0)
    assert available(db, officer)[lent.posters] == 390
    waits = views.to_settle(db, officer, lent.edition)
    assert [(one.slip.number, len(one.counted)) for one in waits] == [(lent.number, 1)]
    settle_entry(db, officer, entry_id, Decision.ADD, new_operation())
    assert available(db, officer)[lent.posters] == 380
    assert views.to_settle(db, officer) == []
    with pytest.raises(Refused, match="déjà arbitrée"):
        settle_entry(db, officer, entry_id, Decision.DISCARD, new_operation())


def test_an_entry_counted_instead_of_the_other_replaces_all_of_it(db, officer, lent, deliver, waiting):
    deliver()
    settle_entry(db, officer, waiting(15, 4, 0), Decision.REPLACE, new_operation())
    assert available(db, officer) == {lent.posters: 385, lent.panels: 136, lent.wheel: 4}
    assert {(one.reference, one.planned) for one in known_slip(db, lent.back).lines if one.planned} == {("FLE", 4)}


def test_an_entry_set_aside_stays_in_the_history(db, officer, lent, deliver, waiting):
    deliver()
    settle_entry(db, officer, waiting(5, 0, 0), Decision.DISCARD, new_operation())
    assert available(db, officer)[lent.posters] == 380
    assert [str(one.state) for one in views.entries(db, officer, lent.number)] == ["applied", "discarded"]


def test_an_entry_the_stock_contradicts_waits_for_a_count(db, officer, depot, lent, waiting):
    moving.discard(db, officer, lent.panels, depot, 135, "", new_operation())
    entry_id = waiting(20, 8, 1)
    with pytest.raises(NotEnough):
        settle_entry(db, officer, entry_id, Decision.ADD, new_operation())
    assert available(db, officer)[lent.posters] == 400
    moving.receive(db, officer, lent.panels, depot, 3, "Retrouvés au fond", new_operation())
    settle_entry(db, officer, entry_id, Decision.ADD, new_operation())
    assert available(db, officer) == {lent.posters: 380, lent.panels: 0, lent.wheel: 3}


def test_an_entry_typed_wrong_is_put_right_and_the_ledger_follows(db, officer, lent, deliver):
    first = deliver(posters=2)
    ids = [one.id for one in known_slip(db, lent.number).lines]
    said = DeliverySaid(Outcome.DELIVERED, dict(zip(ids, (20, 8, 0), strict=True)))
    operation = new_operation()
    second = correct_entry(db, officer, first.entry_id, said, operation)
    assert correct_entry(db, officer, first.entry_id, said, operation) == second
    assert available(db, officer) == {lent.posters: 380, lent.panels: 132, lent.wheel: 4}
    assert {(one.reference, one.planned) for one in known_slip(db, lent.back).lines if one.planned} == {("FLE", 8)}
    with pytest.raises(Refused, match="ne compte plus"):
        correct_entry(db, officer, first.entry_id, said, new_operation())


def test_a_delivery_whose_goods_came_back_is_not_corrected(db, officer, lent, deliver, give_back):
    first = deliver()
    give_back()
    with pytest.raises(NotEnough):
        correct_entry(db, officer, first.entry_id, DeliverySaid(Outcome.ABSENT), new_operation())
    assert known_slip(db, lent.back).state is SlipState.DONE


def test_a_return_typed_wrong_ends_its_gaps_and_mends_the_condition(db, officer, lent, deliver, give_back):
    deliver()
    wrong = give_back(panels=(0, 0, 8), wheel=(0, 1, 0))
    by_item = {one.item.id: one.id for one in known_slip(db, lent.back).lines}
    right = ReturnSaid({by_item[lent.panels]: LineSaid(ok=8), by_item[lent.wheel]: LineSaid(ok=1)})
    correct_entry(db, officer, wrong.entry_id, right, new_operation())
    assert views.gaps(db, officer) == []
    assert available(db, officer) == {lent.posters: 380, lent.panels: 140, lent.wheel: 4}
    assert str(pieces(db, officer, lent.wheel)[0].piece.condition) == "good"


def test_the_photo_of_a_line_survives_a_correction(db, officer, lent, deliver, give_back):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "tomato").save(out, "JPEG")
    deliver()
    wheel = next(one.id for one in known_slip(db, lent.back).lines if one.item.id == lent.wheel)
    said = ReturnSaid({wheel: LineSaid(damaged=1, note="Axe", photo=out.getvalue())})
    first = note_return(db, officer, lent.back, said, new_operation())
    correct_entry(
        db, officer, first.entry_id, ReturnSaid({wheel: LineSaid(damaged=1, note="Axe voilé")}), new_operation()
    )
    former, now = (one.lines[0] for one in views.entries(db, officer, lent.back))
    assert (len(now.photo), now.photo, now.note) == (64, former.photo, "Axe voilé")


@pytest.mark.parametrize(
    ("settlement", "panels", "lost"),
    [(Settlement.FOUND, 140, 0), (Settlement.WRITTEN_OFF, 138, 2), (Settlement.REPLACED, 140, 2)],
)
def test_a_missing_thing_is_found_written_off_or_replaced(
    db, officer, lent, deliver, give_back, settlement, panels, lost
):
    deliver()
    give_back(panels=(6, 0, 2))
    gap = views.gaps(db, officer)[0]
    settle_gap(db, officer, gap.id, settlement, "", new_operation())
    level = next(one for one in levels(db, officer) if one.item.id == lent.panels)
    assert (level.in_depots, level.lost, level.out) == (panels, lost, 0)
    assert views.gaps(db, officer) == []
    assert known_slip(db, lent.back).state is SlipState.DONE
    assert len(views.outstanding(db, officer, lent.edition).lost) == (0 if settlement is Settlement.FOUND else 1)


def test_a_damaged_wheel_is_repaired_or_replaced_by_a_new_number(db, officer, lent, deliver, give_back):
    deliver()
    give_back(wheel=(0, 1, 0))
    gap = views.gaps(db, officer)[0]
    with pytest.raises(InvalidInput):
        settle_gap(db, officer, gap.id, Settlement.FOUND, "", new_operation())
    settle_gap(db, officer, gap.id, Settlement.REPLACED, "Irréparable", new_operation())
    assert [one.piece.number for one in pieces(db, officer, lent.wheel) if one.available] == [2, 3, 4, 5]
    assert gap.kind is GapKind.DAMAGED
    with pytest.raises(Refused, match="déjà réglé"):
        settle_gap(db, officer, gap.id, Settlement.REPAIRED, "", new_operation())


def test_a_repaired_wheel_may_be_lent_again(db, officer, lent, deliver, give_back):
    deliver()
    give_back(wheel=(0, 1, 0))
    settle_gap(db, officer, views.gaps(db, officer)[0].id, Settlement.REPAIRED, "", new_operation())
    wheel = pieces(db, officer, lent.wheel)[0]
    assert (wheel.available, str(wheel.piece.condition)) == (True, "good")
