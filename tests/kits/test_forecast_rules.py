"""What lacks, what is tight, what to do: by hand on the figures of the picture, then whatever the figures."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.kits.forecast import (
    Share,
    Supply,
    Verdict,
    default_step,
    for_whom,
    forecast_line,
    rounded_up,
    verdict_of,
)
from campaign.kits.leftovers import LastTime, proposals, proposed_quantity
from campaign.partners.model import Kind, Place
from campaign.stock.model import Family, Item, ItemKind
from tests.kits.test_rules import FLYERS, ITEMS, POSTERS, SHOP, SIGNS, WHEEL

BOOKLETS = Item(6, "ANN", "Annuaires", ItemKind.CONSUMABLE, Family.PAPERS, "paquet de 50", 50)


def shops(count: int, each: int, held: int = 0) -> list[Share]:
    return [Share(Place(rank, Kind.SHOP, f"Boutique {rank}", f"b{rank}"), each, held) for rank in range(count)]


def epci(name: str, quantity: int) -> Share:
    return Share(Place(len(name), Kind.EPCI, name, name), quantity)


@pytest.mark.parametrize(
    ("item", "stock", "needed", "verdict"),
    [
        (POSTERS, 400, 360, Verdict.ENOUGH),
        (FLYERS, 120, 104, Verdict.ENOUGH),
        (BOOKLETS, 80, 96, Verdict.SHORT),
        (SIGNS, 140, 144, Verdict.SHORT),
        (WHEEL, 4, 6, Verdict.SHORT),
        (WHEEL, 4, 3, Verdict.TIGHT),
        (WHEEL, 4, 4, Verdict.TIGHT),
        (POSTERS, 400, 361, Verdict.TIGHT),
        (POSTERS, 0, 0, Verdict.ENOUGH),
        (POSTERS, 0, 1, Verdict.SHORT),
    ],
)
def test_the_verdicts_are_those_of_the_picture(item, stock, needed, verdict):
    assert verdict_of(item, needed, stock) is verdict


def test_missing_papers_are_reprinted_by_the_printers_step_or_served_in_two_times():
    line = forecast_line(BOOKLETS, shops(24, 4), Supply(80, order_step=10))
    assert (line.needed, line.rest, line.missing, line.used_percent) == (96, -16, 16, 100)
    assert line.advice == "Réimprimer 20\u00a0paquets de 50, ou servir 4\u00a0boutiques en deux fois."
    assert line.for_whom == "24\u00a0boutiques"


def test_missing_signs_are_brought_back_then_repaired_then_bought():
    signs = shops(18, 8)
    assert forecast_line(SIGNS, signs, Supply(140, out=6)).advice == (
        "Faire revenir 4\u00a0panneaux de chez les partenaires."
    )
    assert forecast_line(SIGNS, signs, Supply(130, out=6, in_repair=3)).advice == (
        "Faire revenir 6\u00a0panneaux de chez les partenaires, faire réparer 3\u00a0panneaux "
        "et emprunter ou acheter 5\u00a0panneaux."
    )


def test_missing_games_name_those_who_asked():
    who = [epci("Angers Loire Métropole", 1), epci("CA Saumur Val de Loire", 2), epci("CA Mauges Communauté", 3)]
    line = forecast_line(WHEEL, who, Supply(4))
    assert line.missing == 2
    assert line.advice.startswith(
        "Demandes : Mauges Communauté (3), Saumur Val de Loire (2) et Angers Loire Métropole."
    )


def test_missing_prizes_are_ordered_not_reprinted():
    prizes = replace(POSTERS, id=8, name="Sacs", family=Family.PRIZES)
    advice = forecast_line(prizes, shops(3, 5), Supply(8, order_step=10)).advice
    assert advice == "Commander 10\u00a0sacs, ou servir 2\u00a0boutiques en deux fois."


def test_what_other_editions_reserved_is_not_available():
    line = forecast_line(POSTERS, shops(2, 20), Supply(50, reserved=15))
    assert (line.available, line.missing, line.reserved) == (35, 5, 15)


def test_what_recipients_already_have_counts_but_a_surplus_serves_nobody_else():
    line = forecast_line(POSTERS, [*shops(1, 20, held=30), *shops(1, 20)], Supply(10))
    assert (line.needed, line.served, line.available, line.missing) == (40, 20, 30, 10)


def test_recipients_are_named_when_few_and_counted_when_many():
    assert for_whom(shops(2, 3)) == "Boutique 0 (3) et Boutique 1 (3)"
    relays = [Share(Place(90, Kind.RELAY, "CCAS de Trélazé", "ccas"), 1)]
    assert for_whom([*shops(5, 1), *relays]) == "5\u00a0boutiques et 1\u00a0relais"


@pytest.mark.parametrize(("item", "step"), [(BOOKLETS, 10), (POSTERS, 50), (SIGNS, 1), (WHEEL, 1)])
def test_an_item_is_ordered_by_a_sensible_step_until_the_team_says_otherwise(item, step):
    assert default_step(item) == step


SHARES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=40)


@given(
    shares=SHARES,
    item=st.sampled_from([*ITEMS.values(), BOOKLETS]),
    supply=st.builds(
        Supply,
        in_depots=st.integers(0, 9000),
        reserved=st.integers(0, 9000),
        out=st.integers(0, 900),
        in_repair=st.integers(0, 900),
        order_step=st.integers(1, 100),
    ),
)
def test_needs_are_the_sum_of_the_recipients_and_nothing_is_negative(shares, item, supply):
    who = [Share(Place(rank, Kind.SHOP, f"B{rank}", ""), *one) for rank, one in enumerate(shares)]
    line = forecast_line(item, who, supply)
    assert line.needed == sum(wanted for wanted, _ in shares) == sum(one.quantity for one in line.who)
    assert min(line.available, line.missing, line.served, line.used_percent) >= 0
    assert line.rest == line.available - line.needed
    assert (line.verdict is Verdict.SHORT) == (line.missing > 0) == bool(line.advice)


@given(quantity=st.integers(0, 10_000), step=st.integers(1, 500))
def test_an_order_is_a_whole_number_of_steps_and_no_more_than_needed(quantity, step):
    ordered = rounded_up(quantity, step)
    assert ordered % step == 0
    assert quantity <= ordered < quantity + step


def test_what_was_used_is_rounded_up_to_five_or_to_a_packet():
    assert proposed_quantity(LastTime(50, 18), 1) == 35  # 32 used
    assert proposed_quantity(LastTime(5, 2), 100) == 3
    assert proposed_quantity(LastTime(20, 20), 1) == 0
    assert proposed_quantity(LastTime(20, 25), 1) == 0


def test_an_unknown_leftover_is_never_a_figure():
    assert proposed_quantity(LastTime(50, None), 1) is None
    assert proposed_quantity(LastTime(0, 0), 1) is None
    assert LastTime(50, None).used is None


def proposed(planned: dict, last: dict, settled=()):
    return proposals(planned, last, settled, {SHOP.id: SHOP}, {**ITEMS, 6: BOOKLETS}, "Avril 2014")


def test_a_proposal_says_why():
    (one,) = proposed({(10, 1): 50}, {(10, 1): LastTime(50, 18)})
    assert (one.proposed, one.reason) == (35, "35 au lieu de 50 : 18 restaient")


def test_a_proposal_says_out_of_how_many_when_the_plan_has_changed():
    (one,) = proposed({(10, 1): 60}, {(10, 1): LastTime(50, 18)})
    assert one.reason == "35 au lieu de 60 : 18 restaient sur 50"
    (one,) = proposed({(10, 2): 5}, {(10, 2): LastTime(5, 1)})
    assert one.reason == "4 au lieu de 5 : 1 restait"


def test_nothing_is_proposed_without_a_leftover_nor_above_the_plan_nor_for_what_comes_back_nor_twice():
    assert proposed({(10, 1): 50}, {(10, 1): LastTime(50, None)}) == []
    assert proposed({(10, 1): 50}, {(10, 1): LastTime(60, 0)}) == []
    assert proposed({(10, 1): 20}, {(10, 1): LastTime(50, 18)}) == []
    assert proposed({(10, 3): 8}, {(10, 3): LastTime(8, 8)}) == []
    assert proposed({(10, 1): 50}, {}) == []
    assert proposed({(10, 1): 50}, {(10, 1): LastTime(50, 18)}, {(10, 1)}) == []


@given(
    delivered=st.integers(0, 5000), back=st.none() | st.integers(0, 5000), plan=st.integers(0, 5000),
    pack=st.sampled_from([1, 50, 100]),
)  # fmt: skip
def test_a_proposal_always_covers_what_was_used_and_never_exceeds_the_plan(delivered, back, plan, pack):
    item = replace(POSTERS, pack=pack)
    found = proposals({(10, 1): plan}, {(10, 1): LastTime(delivered, back)}, (), {10: SHOP}, {1: item}, "")
    for one in found:
        assert back is not None
        assert max(0, delivered - back) <= one.proposed < plan
