"""What is said on the spot counts once, and never makes the stock lie."""

from datetime import timedelta

import pytest

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.errors import InvalidInput, NotAllowed, NotFound, OperationReused, Refused, SurplusToDeclare
from campaign.base.operations import new_operation
from campaign.deliveries import views
from campaign.deliveries.counting_entries import why_not
from campaign.deliveries.model import (
    DeliverySaid,
    Entry,
    EntryState,
    Outcome,
    ReturnSaid,
    SlipKind,
    SlipState,
    mended_clock,
)
from campaign.deliveries.owed import GapKind
from campaign.deliveries.road import note_delivery, note_return
from campaign.deliveries.slips import follow_returns
from campaign.deliveries.store import known_slip
from campaign.stock import counting, moving
from campaign.stock.views import available, given_back, held, levels, pieces


def level(db, officer, item_id):
    return next(one for one in levels(db, officer) if one.item.id == item_id)


def test_what_was_left_is_at_the_shop_and_no_longer_on_the_shelf(db, officer, lent, deliver):
    said = deliver(posters=18)
    assert (said.status, said.message) == ("applied", "Livré en partie : 27\u00a0colis laissés.")
    assert available(db, officer) == {lent.posters: 382, lent.panels: 132, lent.wheel: 3}
    assert {(one.item.id, one.quantity) for one in held(db, officer, lent.edition)} == {
        (lent.posters, 18), (lent.panels, 8), (lent.wheel, 1),
    }  # fmt: skip
    slip = known_slip(db, lent.number)
    assert slip.state is SlipState.PARTLY
    assert [(one.planned, one.done, one.remaining) for one in slip.lines] == [(20, 18, 2), (8, 8, 0), (1, 1, 0)]


def test_the_return_slip_comes_from_what_was_really_left_and_only_what_must_come_back(db, lent, deliver):
    deliver(panels=6)
    back = known_slip(db, lent.back)
    assert back.kind is SlipKind.RETURN
    assert {(one.reference, one.planned) for one in back.lines} == {("FLE", 6), ("ROUE n°\u00a01", 1)}


def test_nobody_there_moves_nothing_and_the_stop_is_to_do_again(db, officer, lent, deliver):
    said = deliver(outcome=Outcome.ABSENT)
    assert said.message == "Absent, à repasser : c’est noté."
    assert available(db, officer)[lent.posters] == 400
    assert known_slip(db, lent.number).state is SlipState.FAILED
    assert deliver().status == "applied"
    assert known_slip(db, lent.number).state is SlipState.DONE


def test_an_entry_replayed_counts_once_and_answers_the_same(db, officer, lent, deliver):
    operation = new_operation()
    first = deliver(operation=operation)
    assert deliver(operation=operation) == first
    assert available(db, officer)[lent.posters] == 380
    with pytest.raises(OperationReused):
        note_return(db, officer, lent.back, ReturnSaid(), operation)


def test_a_second_delivery_is_refused_to_an_agent_with_who_and_when(db, lent, deliver):
    deliver()
    with pytest.raises(Refused, match=r"Bon BL-2027-0001 déjà livré le 02/11/2026 à 10\u00a0h par Alex Logistics"):
        deliver()


def test_an_absence_told_late_is_history_not_a_conflict(db, lent, deliver):
    deliver(entered_at=clock.now())
    late = deliver(outcome=Outcome.ABSENT, entered_at=clock.now() - timedelta(hours=2), sent_at=clock.now())
    assert late.status == "applied"
    assert known_slip(db, lent.number).state is SlipState.DONE


@pytest.mark.parametrize("units", [-1, 2.5, True, "3", 10**9])
def test_a_quantity_left_is_a_whole_number_from_zero(db, officer, lent, deliver, units):
    with pytest.raises(InvalidInput, match="entier à partir de 0"):
        deliver(posters=units)
    assert available(db, officer)[lent.posters] == 400


def test_a_line_of_another_slip_is_refused(db, logistics, lent):
    with pytest.raises(InvalidInput, match="pas sur ce bon"):
        note_delivery(db, logistics, lent.number, DeliverySaid(Outcome.DELIVERED, {999: 1}), new_operation())
    with pytest.raises(NotFound, match="n’existe pas"):
        note_delivery(db, logistics, "BL-2027-0999", DeliverySaid(Outcome.DELIVERED), new_operation())


def test_more_than_the_stock_says_is_refused_to_an_agent(db, officer, depot, lent, deliver):
    moving.discard(db, officer, lent.panels, depot, 135, "", new_operation())
    with pytest.raises(Refused, match="Il reste 5\u00a0panneaux au dépôt, d’après le stock"):
        deliver()


def test_everything_back_puts_everything_on_the_shelf(db, officer, lent, deliver, give_back):
    deliver()
    assert give_back().message == "Reprise enregistrée : 9\u00a0objets revenus."
    assert available(db, officer) == {lent.posters: 380, lent.panels: 140, lent.wheel: 4}
    assert known_slip(db, lent.back).state is SlipState.DONE
    assert views.outstanding(db, officer, lent.edition).out == ()


def test_a_missing_and_a_damaged_piece_are_followed_up_with_their_value(db, officer, lent, deliver, give_back):
    deliver()
    give_back(panels=(5, 1, 2, "Cassé net"), wheel=(0, 1, 0, "Axe voilé"))
    told = views.outstanding(db, officer, lent.edition)
    assert [(one.what, one.value_cents) for one in told.missing] == [("2\u00a0panneaux", 2400)]
    assert [(one.what, one.value_cents) for one in told.damaged] == [
        ("1\u00a0panneau", 1200), ("ROUE n°\u00a01", 15000),
    ]  # fmt: skip
    assert [(one.what, one.late) for one in told.out] == [("2\u00a0panneaux", False)]
    panels = level(db, officer, lent.panels)
    assert (panels.in_depots, panels.in_repair, panels.out) == (137, 1, 2)
    wheel = pieces(db, officer, lent.wheel)[0]
    assert (wheel.where, str(wheel.piece.condition), wheel.piece.note) == ("en réparation", "damaged", "Axe voilé")
    assert known_slip(db, lent.back).state is SlipState.PARTLY


def test_a_partial_return_leaves_the_rest_to_check_in_and_what_was_missing_ends_its_gap(
    db, officer, lent, deliver, give_back
):
    deliver()
    give_back(panels=(5, 0, 3), wheel=None)
    assert [one.kind for one in views.gaps(db, officer, lent.edition)] == [GapKind.MISSING]
    give_back(panels=(2, 0, 1), wheel=(1, 0, 0))
    still = views.gaps(db, officer, lent.edition)
    assert [(one.kind, one.quantity) for one in still] == [(GapKind.MISSING, 1)]
    give_back(panels=(1, 0, 0), wheel=None)
    assert views.gaps(db, officer, lent.edition) == []
    assert available(db, officer)[lent.panels] == 140


def test_a_double_return_is_refused_with_who_and_when(db, lent, deliver, give_back):
    deliver()
    give_back(panels=None)
    with pytest.raises(Refused, match=r"ROUE n°\u00a01 déjà rendu le 02/11/2026 à 10\u00a0h par Alex Logistics\."):
        give_back(panels=None)


def test_more_back_than_lent_asks_before_it_becomes_a_gap(db, officer, lent, deliver, give_back):
    deliver(panels=3)
    with pytest.raises(SurplusToDeclare, match="4 rendus pour 3 livrés : déclarer un écart"):
        give_back(panels=(4, 0, 0))
    give_back(panels=(4, 0, 0), surplus_accepted=True)
    assert [(one.kind, one.quantity) for one in views.gaps(db, officer)] == [(GapKind.SURPLUS, 1)]
    assert available(db, officer)[lent.panels] == 141


def test_leftovers_come_back_and_the_rest_was_used(db, officer, lent, deliver, give_back):
    deliver()
    give_back(leftovers={lent.posters: 7})
    assert available(db, officer)[lent.posters] == 387
    assert given_back(db, officer, lent.edition)[lent.place, lent.posters].back == 7
    assert held(db, officer, lent.edition) == []


def test_more_left_over_than_delivered_asks_before_it_is_found(db, officer, lent, deliver, give_back):
    deliver()
    with pytest.raises(SurplusToDeclare, match="25 rendus pour 20 livrés : déclarer un écart"):
        give_back(leftovers={lent.posters: 25})
    give_back(leftovers={lent.posters: 25}, surplus_accepted=True)
    assert available(db, officer)[lent.posters] == 405  # the 380 kept, the 20 lent, 5 found
    assert [one.item.id for one in held(db, officer) if not one.item.returnable] == []


def test_no_word_about_leftovers_is_not_zero(db, officer, lent, deliver, give_back):
    deliver()
    give_back()
    assert given_back(db, officer, lent.edition)[lent.place, lent.posters].back is None
    assert [(one.item.id, one.quantity) for one in held(db, officer, lent.edition)] == [(lent.posters, 20)]


def test_an_archived_edition_no_longer_counts_an_entry_by_itself(db, officer, lent, edition):
    with transaction(db):
        db.conn.execute("UPDATE editions SET archived_on = '2026-11-01' WHERE id = ?", [lent.edition])
    entry = Entry(0, 0, "", EntryState.APPLIED, Outcome.DELIVERED, clock.now(), clock.now(), "", "")
    assert why_not(db, known_slip(db, lent.number), entry) == "L’édition a été archivée entre-temps."


def test_the_clock_of_a_phone_a_day_late_is_mended_and_told(in_2026):
    now = clock.now()
    at, gap = mended_clock(now - timedelta(days=1, hours=2), now - timedelta(days=1), now)
    assert (at, gap) == (now - timedelta(hours=2), 86400)
    assert mended_clock(now - timedelta(hours=3), now - timedelta(minutes=2), now) == (now - timedelta(hours=3), 0)
    assert mended_clock(now + timedelta(hours=1), now, now) == (now, 0)
    assert mended_clock(None, None, now) == (now, 0)


def test_an_entry_keeps_the_difference_of_the_phones_clock(db, officer, lent, deliver):
    deliver(entered_at=clock.now() - timedelta(days=1), sent_at=clock.now() - timedelta(days=1))
    assert views.entries(db, officer, lent.number)[0].clock_gap == 86400


def test_a_reader_sees_what_moved_never_who_signed(db, reader, lent, deliver):
    deliver(receiver="Inès Garnier")
    entry = views.entries(db, reader, lent.number)[0]
    assert (entry.receiver, entry.signature, entry.said_by) == ("", "", "")


def test_a_contact_notes_no_delivery(db, lent):
    with pytest.raises(NotAllowed):
        note_delivery(db, Actor(Role.CONTACT, 1), lent.number, DeliverySaid(Outcome.DELIVERED), new_operation())


def test_nothing_said_of_a_line_leaves_it_to_do(db, logistics, lent, deliver):
    deliver()
    note_return(db, logistics, lent.back, ReturnSaid({}, note="Personne"), new_operation())
    slip = known_slip(db, lent.back)
    assert (slip.state, [one.remaining for one in slip.lines]) == (SlipState.PARTLY, [8, 1])


def test_nobody_misses_more_than_what_is_still_out(db, lent, deliver, give_back):
    deliver(panels=1)
    with pytest.raises(Refused, match="FLE : 2 pointés, alors qu’il en reste 1 à rendre"):
        give_back(panels=(0, 0, 2))


def test_what_a_stock_taking_finds_is_no_longer_owed(db, officer, depot, lent, deliver, give_back):
    deliver()
    give_back(wheel=(0, 0, 1))
    count = counting.start_count(db, officer, depot, new_operation())
    counting.note_count(db, officer, count, lent.wheel, 1, "", new_operation(), lent.piece)
    counting.finish_count(db, officer, count, new_operation())
    follow_returns(db, SYSTEM)
    assert views.gaps(db, officer) == []
    assert known_slip(db, lent.back).state is SlipState.DONE
