"""What a model gives a recipient, worked out by hand, then whatever the figures."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.kits.model import (
    Adjustment,
    KitLine,
    KitModel,
    Recipient,
    Rule,
    Size,
    kit_lines,
    planned,
    recipient_need,
    rules_for,
    size_of_epci,
    units_asked,
)
from campaign.participation.model import Need
from campaign.partners.model import Kind, Place
from campaign.stock.model import Family, Item, ItemKind, Piece

POSTERS = Item(1, "AFF-A3", "Affiches A3", ItemKind.CONSUMABLE, Family.PAPERS, volume_litres=0.1, weight_kg=0.05)
FLYERS = Item(2, "FLY-A5", "Flyers A5", ItemKind.CONSUMABLE, Family.PAPERS, "paquet de 100", 100, 1.5, 0.8)
SIGNS = Item(3, "FLE", "Panneaux de fléchage", ItemKind.COUNTED, Family.SIGNAGE, volume_litres=2, weight_kg=0.5)
FLAG = Item(4, "ORI", "Oriflamme et pied", ItemKind.NUMBERED, Family.SIGNAGE, volume_litres=20, weight_kg=6)
WHEEL = Item(5, "ROUE", "Roue de la prévention", ItemKind.NUMBERED, Family.GAMES, volume_litres=200, weight_kg=15)
ITEMS = {one.id: one for one in (POSTERS, FLYERS, SIGNS, FLAG, WHEEL)}
PACKS = {one.id: one.pack for one in ITEMS.values()}
SHOP = Place(10, Kind.SHOP, "La Malle à Félicie", "la-malle-a-felicie")
EPCI = Place(20, Kind.EPCI, "Saumur Val de Loire", "saumur-val-de-loire")


def model(*lines: KitLine, kind: Kind = Kind.SHOP, name: str = "Boutique", **values) -> KitModel:
    return KitModel(values.pop("id", 1), name, kind, lines, **values)


def fixed(item: Item, quantity: int) -> KitLine:
    return KitLine(item.id, Rule.FIXED, quantity, quantity, quantity)


def given_by(models: list[KitModel], recipient: Recipient) -> dict[int, tuple[int, str]]:
    return {item: (one.quantity, one.reason) for item, one in planned(models, recipient, PACKS).items()}


@pytest.mark.parametrize(
    ("size", "expected"),
    [(Size.SMALL, (10, "petite")), (Size.MEDIUM, (20, "moyenne")), (Size.LARGE, (30, "grande"))],
)
def test_a_fixed_line_follows_the_size_of_the_recipient(size, expected):
    line = KitLine(1, Rule.FIXED, 10, 20, 30)
    found = given_by([model(line)], Recipient(SHOP, size))
    assert found == {1: (expected[0], f"kit Boutique, taille {expected[1]}")}


def test_a_line_gives_what_the_shop_asked_for():
    line = KitLine(2, Rule.ASKED, 3, 5, 8, Need.FLYERS)
    found = given_by([model(line)], Recipient(SHOP, asked={Need.FLYERS: 7}))
    assert found == {2: (7, "demandé par la boutique")}


def test_a_shop_that_asked_for_other_things_gets_none_of_this():
    line = KitLine(2, Rule.ASKED, 3, 5, 8, Need.FLYERS)
    found = given_by([model(line)], Recipient(SHOP, asked={Need.POSTERS: 20}))
    assert found == {2: (0, "demandé par la boutique")}


@pytest.mark.parametrize("asked", [None, {}])
def test_a_shop_that_asked_for_nothing_at_all_gets_the_quantity_of_the_model(asked):
    line = KitLine(2, Rule.ASKED, 3, 5, 8, Need.FLYERS)
    found = given_by([model(line)], Recipient(SHOP, asked=asked))
    assert found == {2: (5, "kit Boutique, taille moyenne")}


@pytest.mark.parametrize(
    ("packets", "pack", "units"), [(5, 100, 5), (5, 50, 10), (1, 250, 1), (3, 200, 2), (0, 100, 0)]
)
def test_packets_of_a_hundred_become_units_of_the_stock_and_never_less(packets, pack, units):
    assert units_asked(packets, Need.FLYERS, pack) == units


def test_a_line_by_day_counts_the_days_the_shop_opens():
    line = KitLine(1, Rule.PER_DAY, 2, 4, 6)
    assert given_by([model(line)], Recipient(SHOP, days=1)) == {1: (4, "kit Boutique : 4 par jour, 1\u00a0jour")}
    assert given_by([model(line)], Recipient(SHOP, days=3))[1][0] == 12


def test_a_line_by_shop_counts_the_shops_of_the_territory():
    line = KitLine(1, Rule.PER_SHOP, 5, 5, 5)
    found = given_by([model(line, kind=Kind.EPCI, name="Collectivité")], Recipient(EPCI, shops=3))
    assert found == {1: (15, "kit Collectivité : 5 par boutique, 3\u00a0boutiques")}


def test_an_item_in_two_models_counts_once_the_larger_saying_from_which():
    models = [model(fixed(POSTERS, 12)), model(fixed(POSTERS, 20), name="Grande vitrine", id=2)]
    said = "kit Grande vitrine, taille moyenne ; aussi dans le kit Boutique (12), compté une fois"
    assert given_by(models, Recipient(SHOP)) == {1: (20, said)}


def test_a_model_serves_its_kind_and_when_it_says_so_a_few_places_only():
    everyone, few = model(fixed(POSTERS, 5)), model(fixed(SIGNS, 2), only=(99,), id=2)
    assert set(given_by([everyone, few], Recipient(SHOP))) == {1}
    assert given_by([everyone, few], Recipient(EPCI)) == {}
    assert set(given_by([few], Recipient(replace(SHOP, id=99)))) == {3}


def test_an_item_that_left_the_stock_is_in_no_kit():
    assert planned([model(fixed(POSTERS, 5))], Recipient(SHOP), {}) == {}


def test_each_kind_has_the_rules_that_make_sense():
    assert Rule.ASKED in rules_for(Kind.SHOP)
    assert Rule.PER_SHOP not in rules_for(Kind.SHOP)
    assert rules_for(Kind.EPCI) == rules_for(Kind.RELAY) == (Rule.FIXED, Rule.PER_DAY, Rule.PER_SHOP)


@pytest.mark.parametrize(
    ("inhabitants", "size"),
    [(28_260, Size.SMALL), (39_999, Size.SMALL), (40_000, Size.MEDIUM), (98_152, Size.MEDIUM), (308_806, Size.LARGE)],
)
def test_an_epci_has_the_size_of_its_inhabitants(inhabitants, size):
    assert size_of_epci(inhabitants) is size


def lines_of(models=(), adjustments=(), lent=None, chosen=None):
    changes = {one.item_id: one for one in adjustments}
    return kit_lines(planned(models, Recipient(SHOP), PACKS), changes, lent or {}, chosen or {}, ITEMS)


def test_an_adjustment_replaces_the_quantity_and_says_why():
    (line,) = lines_of([model(fixed(POSTERS, 50))], [Adjustment(10, 1, 35, "18 restaient", True)])
    assert (line.quantity, line.planned, line.adjusted) == (35, 50, True)
    assert line.reason == "35 au lieu de 50 : 18 restaient"


def test_an_adjustment_to_zero_is_none_and_stays_visible():
    (line,) = lines_of([model(fixed(POSTERS, 50))], [Adjustment(10, 1, 0, "n’en veut pas")])
    assert (line.quantity, line.reason) == (0, "0 au lieu de 50 : n’en veut pas")


def test_an_item_outside_the_models_can_be_added_by_hand():
    (line,) = lines_of([], [Adjustment(10, 3, 4, "deux entrées")])
    assert (line.item, line.quantity, line.reason) == (SIGNS, 4, "ajouté à la main : deux entrées")


def test_games_come_from_loans_only_whatever_a_model_or_a_hand_says():
    wheel = Piece(50, 5, 3)
    lines = lines_of([model(fixed(WHEEL, 2))], [Adjustment(10, 5, 3, "pour voir")], {5: [wheel]})
    assert [(one.item, one.pieces, one.quantity) for one in lines] == [(WHEEL, (wheel,), 1)]
    assert lines_of([model(fixed(WHEEL, 2))]) == ()


def test_numbered_pieces_chosen_by_hand_are_those_of_the_line_and_no_more_than_its_quantity():
    flags = [Piece(60, 4, 1), Piece(61, 4, 2)]
    (line,) = lines_of([model(fixed(FLAG, 1))], chosen={4: flags})
    assert (line.pieces, line.quantity) == ((flags[0],), 1)


def test_a_kit_says_the_room_it_takes_and_what_it_weighs():
    need = recipient_need(Recipient(SHOP), lines_of([model(fixed(POSTERS, 20), fixed(FLYERS, 5))]))
    assert (need.volume_litres, need.weight_kg) == (9.5, 5.0)  # 20 × 0,1 + 5 × 1,5 ; 20 × 0,05 + 5 × 0,8


RULES = st.builds(
    KitLine,
    item_id=st.sampled_from([1, 2, 3, 4]),
    rule=st.sampled_from(Rule),
    small=st.integers(0, 9999),
    medium=st.integers(0, 9999),
    large=st.integers(0, 9999),
    need=st.sampled_from([None, *Need]),
)
PEOPLE = st.builds(
    Recipient,
    place=st.just(SHOP),
    size=st.sampled_from(Size),
    days=st.integers(0, 4),
    shops=st.integers(0, 60),
    asked=st.none() | st.dictionaries(st.sampled_from(Need), st.integers(0, 999)),
)


@given(one=st.lists(RULES, max_size=4), other=st.lists(RULES, max_size=4), recipient=PEOPLE)
def test_two_models_give_of_each_item_the_larger_of_both_never_the_sum(one, other, recipient):
    first, second = model(*one), model(*other, id=2, name="Autre")
    alone = [planned([each], recipient, PACKS) for each in (first, second)]
    both = planned([first, second], recipient, PACKS)
    assert set(both) == set(alone[0]) | set(alone[1])
    for item_id, found in both.items():
        assert found.quantity == max(each[item_id].quantity for each in alone if item_id in each)
        assert 0 <= found.quantity <= 9_999
        assert found.reason
