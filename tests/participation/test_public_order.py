"""Residents read the shops by territory, town and name, numbered in that order."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from campaign.participation.model import Answer, OpenDay, Presence
from campaign.participation.public_shop import TINTS, hours_by_day, numbered
from campaign.partners.model import Kind, Place

WEDNESDAY, SATURDAY = date(2026, 11, 18), date(2026, 11, 21)
OPEN = Answer(Presence.YES, days=(OpenDay(WEDNESDAY, time(10), time(18)),))


def place(number: int, epci: str, commune: str, name: str) -> Place:
    return Place(id=number, kind=Kind.SHOP, name=name, slug=f"s{number}", epci_name=epci, commune=commune)


def test_territories_follow_their_name_not_their_legal_form():
    shops = [
        place(1, "CU Angers Loire Métropole", "Trélazé", "B"),
        place(2, "CC Anjou Bleu Communauté", "Segré", "A"),
        place(3, "CU Angers Loire Métropole", "Angers", "Écho"),
        place(4, "CU Angers Loire Métropole", "Angers", "Atelier"),
        place(5, "CA Mauges Communauté", "Beaupréau", "Z"),
    ]
    order = [(shop.number, shop.place_id) for shop in numbered([(one, OPEN) for one in shops])]
    assert order == [(1, 4), (2, 3), (3, 1), (4, 2), (5, 5)]


def test_a_shop_open_on_no_day_is_not_shown():
    assert numbered([(place(1, "x", "y", "z"), Answer(Presence.YES))]) == []


def test_days_of_equal_hours_are_told_together():
    both = [OpenDay(WEDNESDAY, time(10), time(18)), OpenDay(SATURDAY, time(10), time(18))]
    assert hours_by_day(both).startswith("mer. et sam.\u00a010\u00a0h")
    differ = [OpenDay(WEDNESDAY, time(14), time(18)), both[1]]
    assert hours_by_day(differ).count(",") == 1


@given(st.lists(st.tuples(st.sampled_from("ABCDEFGHIJK"), st.sampled_from("xyz"), st.text(max_size=5)), max_size=40))
def test_numbers_run_without_a_gap_and_a_territory_keeps_one_tint(drawn):
    shops = numbered([(place(index, *one), OPEN) for index, one in enumerate(drawn)])
    assert [shop.number for shop in shops] == list(range(1, len(drawn) + 1))
    tints = {}
    for shop in shops:
        assert tints.setdefault(shop.territory, shop.tint) == shop.tint
        assert shop.tint in TINTS
