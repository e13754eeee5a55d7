"""Sums of spending: HT and TTC apart, general overhead never in, unknown never zero, funding exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.exports import csv_bytes
from campaign.planning.model import (
    NATURES,
    OVERHEAD,
    Amount,
    Fund,
    FundKind,
    Line,
    Nature,
    Stage,
    amount_of,
    by_nature,
    funding,
    overhead_totals,
    shares_typed,
    totals,
)
from campaign.planning.money import WHOLE, Tax
from campaign.planning.sheet import APART, COUNTED, headers, table

PLAN, EPCI, GONE = Fund(1, FundKind.PLAN, "Plan"), Fund(2, FundKind.PARTNER, "EPCI"), Fund(3, FundKind.PLAN, "Ancien")
FUNDS = (PLAN, EPCI, GONE)
AMOUNTS = st.none() | st.integers(0, 10**10)


def line(nature=Nature.SUPPLIES, tax=Tax.TTC, **values) -> Line:
    return Line(1, 1, nature, "Ligne", tax, **values)


@st.composite
def any_shares(draw):
    if draw(st.booleans()):
        return ()
    first = draw(st.integers(1, WHOLE - 2))
    second = draw(st.integers(1, WHOLE - first - 1))
    return ((1, first), (2, second), (3, WHOLE - first - second))


LINES = st.lists(
    st.builds(
        line, st.sampled_from(Nature), st.sampled_from(Tax), planned=AMOUNTS, committed=AMOUNTS, spent=AMOUNTS,
        rate=st.none() | st.integers(0, WHOLE), shares=any_shares(),
    ),
    max_size=12,
)  # fmt: skip


def cents(amounts, stage, tax) -> int | None:
    found = amount_of(amounts, stage, tax)
    return found.cents if found else None


@given(LINES)
def test_a_total_is_the_sum_of_its_lines_ht_and_ttc_apart(lines):
    found = totals(lines)
    for stage in Stage:
        for tax in Tax:
            mine = [one for one in lines if one.tax is tax and one.nature in NATURES]
            known = [one.cents(stage) for one in mine if one.cents(stage) is not None]
            assert cents(found, stage, tax) == (sum(known) if known else None)
            if known:
                amount = amount_of(found, stage, tax)
                assert (amount.known, amount.out_of) == (len(known), len(mine))


@given(LINES, LINES)
def test_overhead_changes_no_total_and_nothing_else_enters_its_own(lines, others):
    overhead = [one for one in others if one.nature in OVERHEAD]
    counted = [one for one in lines if one.nature not in OVERHEAD]
    assert totals(counted + overhead) == totals(counted)
    assert by_nature(counted + overhead) == by_nature(counted)
    assert funding(counted + overhead, FUNDS, ()) == funding(counted, FUNDS, ())
    assert overhead_totals(counted + overhead) == overhead_totals(overhead)


@given(LINES)
def test_natures_make_the_total(lines):
    whole = totals(lines)
    for stage in Stage:
        for tax in Tax:
            parts = [cents(one.amounts, stage, tax) for one in by_nature(lines)]
            assert sum(part or 0 for part in parts) == (cents(whole, stage, tax) or 0)


@given(LINES, any_shares())
def test_what_funds_pay_makes_the_total_to_the_cent(lines, usual):
    paid, whole = funding(lines, FUNDS, usual), totals(lines)
    for stage in Stage:
        for tax in Tax:
            parts = [cents(one.amounts, stage, tax) for one in paid]
            assert sum(part or 0 for part in parts) == (cents(whole, stage, tax) or 0)


def test_the_reference_edition_leaves_salaries_and_transport_out():
    lines = [
        line(spent=3_000_000), line(Nature.PRINTING, spent=1_150_000), line(Nature.SALARIES, spent=2_000_000),
        line(Nature.OWN_TRANSPORT),
    ]  # fmt: skip
    assert totals(lines) == (Amount(Stage.SPENT, Tax.TTC, 4_150_000, 2, 2),)
    assert overhead_totals(lines) == (Amount(Stage.SPENT, Tax.TTC, 2_000_000, 1, 2),)


def test_a_line_without_amount_is_unknown_and_a_zero_is_zero():
    assert totals([line(), line()]) == ()
    assert totals([line(planned=0), line()]) == (Amount(Stage.PLANNED, Tax.TTC, 0, 1, 2),)


def test_a_sum_is_converted_line_by_line_when_every_rate_is_known_only():
    # 100 € at 20 % and 100 € at 5,5 %: 120,00 + 105,50.
    known = [line(tax=Tax.HT, planned=10_000, rate=2000), line(tax=Tax.HT, planned=10_000, rate=550)]
    assert totals(known)[0].elsewhere == 22_550
    assert totals([*known, line(tax=Tax.HT, planned=1)])[0].elsewhere is None
    assert totals([*known, line(tax=Tax.HT, spent=5)])[0].elsewhere == 22_550


def test_a_line_is_paid_by_its_own_shares_before_the_usual_ones():
    lines = [line(planned=10_000), line(planned=10_000, shares=((2, WHOLE),)), line(tax=Tax.HT, planned=100)]
    paid = funding(lines, FUNDS, ((1, 7500), (2, 2500)))
    assert [(one.fund, cents(one.amounts, Stage.PLANNED, Tax.TTC)) for one in paid] == [(PLAN, 7_500), (EPCI, 12_500)]
    assert [cents(one.amounts, Stage.PLANNED, Tax.HT) for one in paid] == [75, 25]


def test_what_nobody_was_said_to_pay_is_told_last():
    paid = funding([line(planned=10_000), line(planned=500, shares=((1, WHOLE),))], FUNDS, ())
    assert [(one.fund, one.amounts[0].cents) for one in paid] == [(PLAN, 500), (None, 10_000)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({1: "60", 2: "40 %"}, ((1, 6000), (2, 4000))),
        ({2: "66,67", 1: "33,33", 3: ""}, ((1, 3333), (2, 6667))),
        ({1: "100", 2: "0"}, ((1, WHOLE),)),
        ({1: "", 2: " "}, ()),
        ({}, ()),
    ],
)
def test_shares_are_read_as_typed(typed, kept):
    assert shares_typed(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({1: "60", 2: "39,99"}, "Les parts font 99,99 % : il manque 0,01 %."),
        ({1: "60", 2: "50"}, "Les parts font 110 % : il y a 10 % de trop."),
        ({1: "-10", 2: "110"}, "Part : nombre entre 0 et 100."),
        ({1: "moitié"}, "Part : nombre attendu"),
        ({1: "33,333", 2: "66,667"}, "Part : "),
    ],
)
def test_shares_that_do_not_make_the_whole_say_why(typed, said):
    with pytest.raises(InvalidInput) as refused:
        shares_typed(typed)
    assert said in refused.value.message.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"planned": 100, "spent": 101}, "dépensé au-dessus du prévu"),
        ({"committed": 100, "spent": 101}, "dépensé au-dessus de l’engagé"),
        ({"planned": 100, "committed": 101}, "engagé au-dessus du prévu"),
        ({"planned": 100, "committed": 100, "spent": 100}, ""),
        ({"spent": 100}, ""),
    ],
)
def test_a_line_that_goes_over_says_it(values, said):
    assert line(**values).over == said


def test_the_table_to_take_away_keeps_overhead_apart_and_says_ht_or_ttc_on_each_line():
    rows = table([line(Nature.SALARIES, planned=5), line(tax=Tax.HT, planned=123_450, rate=550)], FUNDS, ((1, WHOLE),))
    first, last = (dict(zip(headers(FUNDS), row, strict=True)) for row in rows)
    assert (first["Bloc"], last["Bloc"]) == (COUNTED, APART)
    assert (first["Prévu (€)"], first["Engagé (€)"], first["TVA (%)"]) == (Decimal("1234.50"), None, Decimal("5.50"))
    assert first["Montants"] is Tax.HT
    assert first["Financement"].replace("\u00a0", " ") == "Plan 100 %"
    assert last["Financement"] == ""


def test_the_csv_writes_amounts_as_the_french_do_and_runs_no_formula():
    rows = table([line(planned=123_450, supplier="=1+1")], FUNDS, ())
    written = csv_bytes(headers(FUNDS), rows)
    assert b'"1234,50"' in written
    assert b"'=1+1" in written
