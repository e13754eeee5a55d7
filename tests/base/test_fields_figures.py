"""Counts, amounts and weights (reliability.md, nos 25 and 26)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.fields import decimal_fr, whole_number
from campaign.base.french import number


@pytest.mark.parametrize("typed", ["-3", "1e9", "12,5", "١٢", "NaN", "environ 50", "", "100001", "9" * 5000, "1 20"])
def test_what_is_not_a_whole_number_in_range_is_refused(typed):
    with pytest.raises(InvalidInput) as caught:
        whole_number(typed, 0, 100_000, "visitors")
    assert caught.value.message == "Nombre entier entre 0 et 100\u202f000."
    assert caught.value.field == "visitors"


@pytest.mark.parametrize(
    ("typed", "read"), [("0", 0), (" 50 ", 50), ("1 200", 1200), ("1\u202f200", 1200), ("100000", 100_000), ("007", 7)]
)
def test_a_whole_number_is_read(typed, read):
    assert whole_number(typed, 0, 100_000) == read


@given(st.integers(0, 10_000_000))
def test_a_number_we_write_is_read_back(count):
    assert whole_number(number(count), 0, 10_000_000) == count


@pytest.mark.parametrize(
    "typed",
    ["1 234,56", "1\u00a0234,56", "1\u202f234,56", "1.234,56", "1,234.56", "1234.56", "1234,56 €", "1 234,56 kg"],
)
def test_an_amount_written_in_any_way_is_the_same(typed):
    assert decimal_fr(typed) == Decimal("1234.56")


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12.345", "999,000"])
def test_an_amount_that_reads_two_ways_is_asked_again(typed):
    with pytest.raises(InvalidInput, match="deux façons"):
        decimal_fr(typed, decimals=3)


def test_several_groups_are_not_ambiguous():
    assert decimal_fr("1.234.567") == 1_234_567
    assert decimal_fr("1,234,567.8") == Decimal("1234567.8")
    assert decimal_fr("0,125", decimals=3) == Decimal("0.125")


@pytest.mark.parametrize("typed", ["", "abc", "NaN", "1e3", "1 23,4", "1,2,3", "١٢", "-3", "10000001", "1,555"])
def test_other_amounts_are_refused(typed):
    with pytest.raises(InvalidInput):
        decimal_fr(typed)


@given(st.decimals(0, 10_000_000, places=2))
def test_an_amount_we_write_is_read_back(amount):
    assert decimal_fr(number(float(amount), 2)) == amount
