"""Avoided emissions: hand-computed ranges, with what is left out of them said."""

import csv
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.settings import ASSETS
from campaign.debrief.impact import (
    DEFAULT_RATE,
    FACTOR_FAMILIES,
    FACTORS_FILE,
    Factor,
    Rate,
    Sold,
    avoided,
    check_factor,
    factor_of,
    read_factors,
    with_own,
)
from campaign.debrief.model import Figure, Unit
from campaign.partners.model import Category

TABLE = (ASSETS / FACTORS_FILE).read_text(encoding="utf-8")
HALF = Rate(0.5, 0.5, "Convention")
ADEME = "Étude de l’ADEME"
FACTORS = (
    Factor("habillement", "jeans", "Jeans", 20, 20, ADEME, 2018),
    Factor("habillement", "polo", "Polo", 8, 8, ADEME, 2018),
    Factor("numerique", "clefusb", "Clef USB", 3, 3, "Base Empreinte", 2026),
)


def articles(low, high=None):
    return Figure(low, low if high is None else high, Unit.ARTICLES)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_articles_times_factor_times_rate_as_a_range():
    sold = [Sold("vetements", "Vêtements", articles(100, 120)), Sold("livres", "Livres", articles(80))]
    found = avoided(sold, FACTORS, Rate(0.28, 0.65, "Mesuré sur des vêtements"))
    # 100 × 8 × 0,28 = 224; 120 × 20 × 0,65 = 1 560.
    assert (found.low, found.high) == (224, 1560)
    assert (found.with_factor, found.articles) == (articles(100, 120), articles(180, 200))
    assert plain(found.in_words) == (
        "Émissions évitées : de 224 à 1 560 kg CO2e, si 28 à 65 % des achats remplacent un achat neuf. "
        "100 à 120 articles sur 180 à 200 ont un facteur. Facteurs : Étude de l’ADEME (2018). "
        "Taux de remplacement : Mesuré sur des vêtements."
    )


def test_families_are_added_with_every_source_and_year():
    sold = [Sold("vetements", "Vêtements", articles(10)), Sold("multimedia", "Multimédia", articles(5))]
    found = avoided(sold, FACTORS, HALF)
    # 10 × 8 × ½ + 5 × 3 × ½ = 47,5 → 47; 10 × 20 × ½ + 7,5 = 107,5 → 108: rounded outwards.
    assert (found.low, found.high) == (47, 108)
    assert found.sources == ("Étude de l’ADEME (2018)", "Base Empreinte (2026)")
    assert found.coverage == "15\u00a0articles sur 15 ont un facteur."


def test_kilos_and_litres_are_never_converted():
    kilos = Sold("vetements", "Vêtements", Figure(300, 300, Unit.KILOS))
    litres = Sold("materiaux", "Matériaux", Figure(40, 40, Unit.LITRES))
    found = avoided([kilos, litres, Sold("vetements", "Vêtements", articles(10))], FACTORS, HALF)
    assert (found.low, found.high) == (40, 100)
    assert found.not_converted == (kilos, litres)
    assert found.articles == articles(10)
    assert "Ce qui est compté en kg ou litres n’est pas converti en articles." in found.in_words


def test_without_any_factor_nothing_is_computed_rather_than_zero():
    found = avoided([Sold("livres", "Livres", articles(80))], FACTORS)
    assert (found.low, found.high) == (None, None)
    assert plain(found.in_words) == "Aucune émission évitée n’est calculée. 0 article sur 80 a un facteur."


def test_a_factor_added_for_a_whole_family_replaces_its_two_ends():
    own = Factor("habillement", "habillement", "Vêtement moyen", 10, 15, "Notre enquête", 2026)
    found = avoided([Sold("vetements", "Vêtements", articles(10))], with_own(FACTORS, [own]), HALF)
    assert (found.low, found.high) == (50, 75)
    assert found.sources == ("Notre enquête (2026)",)


def test_a_family_without_factor_may_be_given_one():
    own = Factor("livres", "livres", "Livre", 1, 2, "Notre enquête", 2026)
    found = avoided([Sold("livres", "Livres", articles(10))], with_own(FACTORS, [own]), HALF)
    assert (found.low, found.high) == (5, 10)


def test_a_factor_edited_takes_the_place_of_ours():
    edited = Factor("habillement", "polo", "Polo", 6, 6, "Notre enquête", 2026)
    kept = with_own(FACTORS, [edited])
    assert len(kept) == len(FACTORS)
    assert factor_of("vetements", kept)[0] == (6, 20)


def test_the_default_rate_is_a_range_that_says_where_it_comes_from():
    assert plain(DEFAULT_RATE.in_words) == "28 à 65 %"
    assert "WRAP" in DEFAULT_RATE.source
    assert "convention" in DEFAULT_RATE.source


@pytest.mark.parametrize(
    "rate", [Rate(-0.1, 0.5, "x"), Rate(0.5, 1.2, "x"), Rate(0.6, 0.5, "x"), Rate(math.nan, 0.5, "x"), Rate(0, 1, " ")]
)
def test_a_rate_that_cannot_be_is_refused(rate):
    with pytest.raises(InvalidInput):
        avoided([], FACTORS, rate)


@pytest.mark.parametrize(
    "factor",
    [
        Factor("", "polo", "Polo", 1, 1, ADEME, 2018),
        Factor("habillement", "polo", "Polo", -1, 1, ADEME, 2018),
        Factor("habillement", "polo", "Polo", 2, 1, ADEME, 2018),
        Factor("habillement", "polo", "Polo", 1, math.inf, ADEME, 2018),
        Factor("habillement", "polo", "Polo", 1, 1, "", 2018),
        Factor("habillement", "polo", "Polo", 1, 1, ADEME, 18),
    ],
)
def test_a_factor_nobody_could_trace_is_refused(factor):
    with pytest.raises(InvalidInput):
        check_factor(factor)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("habillement,polo,Polo,huit,ADEME,2018", "« Polo » est illisible"),
        ("habillement,polo,Polo,nan,ADEME,2018", "kg CO2e positifs"),
        ("habillement,polo,Polo,8.2", "« Polo » est illisible"),
        ("habillement,polo,Polo,8.2,ADEME,2018\nhabillement,polo,Polo,9,ADEME,2018", "deux fois"),
    ],
)
def test_a_table_of_factors_with_a_wrong_line_says_which(row, said):
    with pytest.raises(InvalidInput, match=said):
        read_factors(f"family,code,label_fr,kg_co2e_per_new_item,source,source_year\n{row}\n")


def test_the_factors_we_carry_are_read_whole():
    factors = read_factors(TABLE)
    assert len(factors) == 50
    assert factor_of(Category.CLOTHES, factors)[0] == (5.2, 85.8)
    assert factor_of(Category.FURNITURE, factors)[0] == (18.6, 907)
    assert factor_of(Category.APPLIANCES, factors)[0] == (9.91, 342)
    assert factor_of(Category.MULTIMEDIA, factors)[0] == (2.9, 375.8)
    assert {one.family for one in factors} == set(FACTOR_FAMILIES.values())
    for family in (Category.BOOKS, Category.TOYS, Category.DISHES, Category.BIKES):
        assert factor_of(family, factors) is None


def test_the_factors_we_carry_are_those_of_the_shared_table(shared_dir):
    with (shared_dir / "data" / "impact_factors.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert list(csv.DictReader(TABLE.splitlines())) == expected


FIGURES = st.tuples(st.integers(0, 5000), st.integers(0, 500)).map(lambda pair: articles(pair[0], sum(pair)))
SOLD = st.lists(
    st.builds(Sold, st.sampled_from(["vetements", "multimedia", "livres"]), st.just(""), FIGURES), max_size=8
)


@given(SOLD, st.randoms(use_true_random=False))
def test_the_range_is_in_order_and_does_not_depend_on_the_order_of_families(sold, random):
    found = avoided(sold, FACTORS)
    again = avoided(random.sample(sold, len(sold)), FACTORS)
    assert (again.low, again.high, again.with_factor) == (found.low, found.high, found.with_factor)
    assert found.with_factor.high <= found.articles.high
    if found.low is not None:
        assert 0 <= found.low <= found.high


@given(SOLD, FIGURES)
def test_selling_books_more_never_changes_what_was_avoided(sold, books):
    before, after = avoided(sold, FACTORS), avoided([*sold, Sold("livres", "Livres", books)], FACTORS)
    assert (after.low, after.high) == (before.low, before.high)
