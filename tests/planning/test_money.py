"""Cents and rates: conversions to the nearest cent, parts that make the whole, unknown that stays unknown."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.planning.money import (
    WHOLE,
    Tax,
    converted,
    cost_each,
    euros,
    percent,
    plain_euros,
    plain_rate,
    shared_out,
)

CENTS = st.integers(0, 10**12)
RATES = st.integers(0, WHOLE)


@st.composite
def shares(draw) -> list[int]:
    cuts = sorted(draw(st.lists(st.integers(0, WHOLE), max_size=6)))
    return [after - before for before, after in zip([0, *cuts], [*cuts, WHOLE], strict=True)]


@pytest.mark.parametrize(
    ("cents", "tax", "rate", "other"),
    [
        (10_000, Tax.HT, 2000, 12_000),
        (12_000, Tax.TTC, 2000, 10_000),
        (999, Tax.HT, 550, 1_054),  # 9,99 € × 1,055 = 10,53945 €
        (1, Tax.HT, 5000, 2),  # a cent and a half: half goes up
        (10_000, Tax.TTC, 2000, 8_333),  # 83,333… €
        (4_150_000, Tax.TTC, 0, 4_150_000),
    ],
)
def test_an_amount_is_converted_to_the_nearest_cent(cents, tax, rate, other):
    assert converted(cents, tax, rate) == other


@given(CENTS, RATES)
def test_a_conversion_is_what_decimals_say(cents, rate):
    factor = 1 + Decimal(rate) / WHOLE
    nearest = Decimal(1)
    assert converted(cents, Tax.HT, rate) == (cents * factor).quantize(nearest, ROUND_HALF_UP)


@given(CENTS, RATES)
def test_there_and_back_gives_the_same_cents(cents, rate):
    assert converted(converted(cents, Tax.HT, rate), Tax.TTC, rate) == cents


@pytest.mark.parametrize(
    ("cents", "parts", "made"),
    [
        (10_000, [6000, 4000], [6_000, 4_000]),
        (100, [3333, 3333, 3334], [33, 33, 34]),
        (1, [5000, 5000], [1, 0]),  # equal remainders: the first is served
        (5, [2500, 2500, 5000], [1, 1, 3]),  # 1,25 1,25 2,5: the largest remainder is the third
        (0, [1, 9999], [0, 0]),
    ],
)
def test_cents_are_shared_by_the_largest_remainder(cents, parts, made):
    assert shared_out(cents, parts) == made


@given(CENTS, shares())
def test_the_parts_make_the_whole_and_each_is_its_share_within_a_cent(cents, parts):
    made = shared_out(cents, parts)
    assert sum(made) == cents
    assert all(abs(part * WHOLE - cents * share) < WHOLE for part, share in zip(made, parts, strict=True))


@pytest.mark.parametrize("parts", [[], [9999], [6000, 4001], [-1, 10_001]])
def test_shares_that_do_not_make_the_whole_are_refused(parts):
    with pytest.raises(ValueError, match="100"):
        shared_out(100, parts)


def test_the_reference_edition_cost_2441_euros_18_a_shop():
    # 41 500 € / 17 shops = 2 441,176…
    assert cost_each(4_150_000, 17) == 244_118


@pytest.mark.parametrize(("cents", "count"), [(None, 17), (4_150_000, None), (4_150_000, 0), (None, None)])
def test_a_cost_without_both_figures_is_unknown_and_never_zero(cents, count):
    assert cost_each(cents, count) is None


@given(st.integers(0, 10**15))
def test_euros_are_written_and_read_back_to_the_cent(cents):
    assert int(Decimal(plain_euros(cents).replace(",", ".")) * 100) == cents


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (4_150_000, "41 500 €"),
        (9_990, "99,90 €"),
        (5, "0,05 €"),
        (None, ""),
        (99_999_999_999_99, "99 999 999 999,99 €"),
    ],
)
def test_euros_in_words(cents, said):
    assert euros(cents).replace("\u202f", " ").replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("rate", "typed"), [(2000, "20"), (550, "5,5"), (210, "2,1"), (3333, "33,33"), (0, "0"), (WHOLE, "100"), (None, "")]
)
def test_a_rate_is_shown_as_it_is_typed(rate, typed):
    assert plain_rate(rate) == typed
    if rate is not None:
        assert percent(rate).replace("\u00a0", " ") == f"{typed} %"
