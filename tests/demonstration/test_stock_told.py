"""The stock of the demonstration: what the picture of the logistics screen shows, the same each time."""

from datetime import date

from campaign.base.database import rows
from campaign.demonstration.stock_told import ITEMS, tell_stock
from campaign.schema import open_database
from campaign.stock import counting, views
from campaign.stock.model import REPAIR, Reason
from campaign.ui.stock_words import movement_words

TODAY = date(2026, 10, 20)


def test_the_stock_told_has_the_figures_of_the_picture(db, logistics):
    tell_stock(db, logistics, TODAY)
    levels = {one.item.code: one for one in views.levels(db, logistics)}
    expected = {"AFF-A3": 400, "FLY-A5": 120, "ANN": 80, "STK": 60, "FLE": 140, "ORI": 24, "LOT": 18, "ROUE": 3,
                "ECH": 4, "JEU": 4}  # fmt: skip
    assert {code: one.in_depots for code, one in levels.items()} == expected
    assert (levels["ROUE"].in_repair, levels["FLE"].lost) == (1, 2)
    assert set(levels) == {one.code for one in ITEMS}


def test_one_wheel_is_in_repair_and_games_have_parts(db, logistics):
    tell_stock(db, logistics, TODAY)
    pieces = views.pieces(db, logistics)
    assert [one.reference for one in pieces if one.location == REPAIR] == ["ROUE n°\u00a04"]
    assert {one.item.code for one in pieces if one.item.parts} == {"ROUE", "ECH", "JEU"}
    assert {one.reference: one.piece.missing_parts for one in pieces if one.piece.missing_parts} == {
        "ROUE n°\u00a04": ("Aiguille",), "JEU n°\u00a02": ("Dé",),
    }  # fmt: skip


def test_the_hangar_has_a_point_and_was_counted_with_one_gap(db, logistics):
    tell_stock(db, logistics, TODAY)
    main = views.main_depot(db, logistics)
    assert (main.name, main.latitude, main.longitude) == ("Hangar de Beaucouzé", 47.4753, -0.634)
    (count,) = counting.counts(db, logistics)
    gaps = [one for one in counting.count_sheet(db, logistics, count.id)[1] if one.gap]
    assert [(one.item.code, one.gap) for one in gaps] == [("FLE", -2)]
    last = views.movements(db, logistics)[0]
    assert (last.reason, movement_words(last)) == (Reason.COUNT, "Comptage : 2\u00a0panneaux de fléchage de moins")


def test_nothing_told_happens_after_today_nor_in_disorder(db, logistics):
    tell_stock(db, logistics, TODAY)
    told = [one["at"] for one in rows(db, "SELECT at FROM stock_movements ORDER BY id")]
    assert told == sorted(told)
    assert told[0][:10] == "2013-10-04"
    assert told[-1][:10] == "2026-10-08"


def test_the_stock_is_told_the_same_each_time(db, logistics, tmp_path):
    tell_stock(db, logistics, TODAY)
    listed = "SELECT at, item_id, piece_id, source, destination, quantity, reason, note FROM stock_movements"
    first = rows(db, listed)
    other = open_database(tmp_path / "other.db")
    try:
        tell_stock(other, logistics, TODAY)
        second = rows(other, listed)
    finally:
        other.close()
    assert first == second
