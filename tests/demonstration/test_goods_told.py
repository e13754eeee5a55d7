"""The logistics of the demonstration: two editions delivered and returned, what is still out, what it teaches."""

from datetime import date

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock, journal
from campaign.base.database import rows
from campaign.base.settings import settings
from campaign.deliveries.model import SlipKind, SlipState
from campaign.deliveries.owed import GapKind, Settlement
from campaign.deliveries.reminding import reminders
from campaign.deliveries.views import entries, gaps, outstanding, slips
from campaign.demonstration.filling import fill_demonstration
from campaign.editions.views import editions
from campaign.kits.views import proposals
from campaign.schema import open_database
from campaign.stock.views import levels, movements

pytestmark = pytest.mark.usefixtures("then")


def test_both_past_editions_were_delivered_everywhere_and_came_back_but_for_one_place(filled):
    first, second, third = editions(filled, SYSTEM)
    for past in (first, second):
        assert {one.state for one in slips(filled, SYSTEM, past.id, SlipKind.DELIVERY)} == {SlipState.DONE}
    assert {one.state for one in slips(filled, SYSTEM, first.id, SlipKind.RETURN)} == {SlipState.DONE}
    unfinished = [one for one in slips(filled, SYSTEM, second.id, SlipKind.RETURN) if one.state is not SlipState.DONE]
    assert [(one.place.name, one.state) for one in unfinished] == [("Cholet Agglomération", SlipState.PARTLY)]
    coming = slips(filled, SYSTEM, third.id, SlipKind.DELIVERY)
    assert len(coming) == 19
    assert {one.state for one in coming} == {SlipState.TO_DO}


def test_deliveries_happened_before_the_days_and_returns_after(filled):
    for past in editions(filled, SYSTEM)[:2]:
        for one in slips(filled, SYSTEM, past.id, SlipKind.DELIVERY):
            assert all(said.at.astimezone(clock.PARIS).date() < past.first_day
                       for said in entries(filled, SYSTEM, one.number))  # fmt: skip
        for one in slips(filled, SYSTEM, past.id, SlipKind.RETURN):
            assert all(said.at.astimezone(clock.PARIS).date() > past.last_day
                       for said in entries(filled, SYSTEM, one.number))  # fmt: skip


def test_one_banner_is_out_and_late_with_its_value_and_its_three_reminders(filled):
    second = editions(filled, SYSTEM)[1]
    still = outstanding(filled, SYSTEM)
    assert [(one.item.code, one.quantity, one.place.name, one.edition_id) for one in still.late] == [
        ("ORI", 1, "Cholet Agglomération", second.id)
    ]
    assert still.out == still.late
    assert still.value_of("late") == 95_00
    assert list(reminders(filled, SYSTEM, second.id).values()) == [3]


def test_one_wheel_is_still_damaged_one_surplus_and_one_loss_are_settled(filled):
    (damaged,) = gaps(filled, SYSTEM)
    assert (damaged.kind, damaged.item.code, damaged.note) == (GapKind.DAMAGED, "ROUE", "Aiguille cassée.")
    over = {(one.kind, one.settlement) for one in gaps(filled, SYSTEM, settled=True)}
    assert over == {(GapKind.SURPLUS, Settlement.NOTED), (GapKind.MISSING, Settlement.WRITTEN_OFF)}


def test_shelves_hold_what_the_picture_of_the_stock_shows_but_the_banner(filled):
    found = {one.item.code: (one.in_depots, one.in_repair) for one in levels(filled, SYSTEM)}
    assert found == {
        "AFF-A3": (400, 0), "FLY-A5": (120, 0), "ANN": (80, 0), "STK": (60, 0), "LOT": (18, 0), "FLE": (140, 0),
        "ORI": (23, 0), "ROUE": (3, 1), "ECH": (4, 0), "JEU": (4, 0),
    }  # fmt: skip


def test_what_remained_is_proposed_with_its_reason_and_unknown_is_not_zero(filled):
    third = editions(filled, SYSTEM)[2]
    reasons = {one.place.name: one.reason for one in proposals(filled, SYSTEM, third.id) if one.item.code == "AFF-A3"}
    assert reasons["Angers Loire Métropole"] == "35 au lieu de 50 : 18 restaient"
    said = [
        bool(one["leftovers"] != "{}")
        for one in rows(
            filled,
            "SELECT leftovers FROM road_entries e JOIN slips s ON s.id = e.slip_id WHERE s.kind = 'return'",
        )
    ]
    assert 0 < sum(not one for one in said) < sum(said)  # a few places did not look


def test_nothing_of_the_goods_is_told_in_disorder(filled):
    told = [one.at for one in reversed(movements(filled, SYSTEM, limit=10_000))]
    assert told == sorted(told)
    assert told[0].date() == date(2013, 9, 3)
    verbs = {one.verb for one in journal.entries(filled, limit=10_000)}
    assert verbs >= {"prepare_slips", "note_delivery", "note_return", "settle_gap", "decide_loans"}


def test_the_goods_are_told_the_same_each_time(filled, tmp_path, monkeypatch):
    listed = (
        "SELECT at, item_id, piece_id, source, destination, quantity, reason, note FROM stock_movements ORDER BY id"
    )
    monkeypatch.setenv("CAMPAIGN_DB", str(tmp_path / "again.db"))
    settings.cache_clear()
    again = open_database()
    try:
        fill_demonstration(again, SYSTEM)
        assert rows(again, listed) == rows(filled, listed)
    finally:
        again.close()
