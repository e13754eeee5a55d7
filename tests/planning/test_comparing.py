"""An edition's money against an earlier one's: only what compares is subtracted."""

import pytest

from campaign.planning.comparing import compare, each, rise_in_words, stage_told
from campaign.planning.model import Line, Nature, Stage
from campaign.planning.money import Tax


def line(nature=Nature.SUPPLIES, tax=Tax.TTC, **values) -> Line:
    return Line(1, 1, nature, "Ligne", tax, **values)


def test_the_same_tax_on_both_sides_is_subtracted():
    found = compare([line(spent=10_000), line(spent=5_000)], [line(planned=18_000)], Stage.SPENT, Stage.PLANNED)
    (one,) = found.natures
    assert (one.before.cents, one.after.cents, one.difference, one.rise) == (15_000, 18_000, 3_000, 2_000)
    assert (found.whole.difference, found.alike) == (3_000, ())


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ([line(spent=1)], [line(tax=Tax.HT, planned=1, rate=2000)], "TTC la dernière fois, HT cette fois"),
        ([line(spent=1), line(tax=Tax.HT, spent=1)], [line(planned=1)], "la dernière fois HT et TTC s’y côtoient"),
        ([line(spent=1)], [line(planned=1), line()], "cette fois 1 ligne sans montant prévu"),
        ([line(planned=1)], [line(planned=1)], "la dernière fois 1 ligne sans montant dépensé"),
    ],
)
def test_what_does_not_compare_says_why_and_has_no_difference(before, after, why):
    (one,) = compare(before, after, Stage.SPENT, Stage.PLANNED).natures
    assert one.why.replace("\u00a0", " ") == why
    assert (one.difference, one.rise) == (None, None)


def test_a_nature_that_is_new_or_gone_compares_with_nothing_spent():
    found = compare([line(Nature.PRINTED, spent=300)], [line(Nature.SERVICES, planned=500)], Stage.SPENT, Stage.PLANNED)
    assert [(one.nature, one.difference) for one in found.natures] == [
        (Nature.PRINTED, -300), (Nature.SERVICES, 500),
    ]  # fmt: skip
    assert found.natures[1].rise is None
    assert found.whole.difference == 200


def test_what_compares_is_summed_by_tax_when_the_whole_does_not():
    before = [line(spent=100), line(Nature.PRINTED, spent=40), line(Nature.SERVICES, Tax.HT, spent=7)]
    after = [line(planned=150), line(Nature.PRINTED, Tax.HT, planned=50), line(Nature.SERVICES, Tax.HT, planned=9)]
    found = compare(before, after, Stage.SPENT, Stage.PLANNED)
    assert found.whole.difference is None
    assert [(one.tax, one.difference) for one in found.alike] == [(Tax.HT, 2), (Tax.TTC, 50)]


def test_overhead_is_left_out_and_each_shop_is_told_to_the_cent():
    before = [line(spent=4_150_000), line(Nature.SALARIES, Tax.HT, spent=1)]
    found = compare(before, [line(planned=3_600_000)], Stage.SPENT, Stage.PLANNED)
    assert each(found.whole, 17, 18) == (244_118, 200_000)
    assert each(found.whole, None, 0) == (None, None)


def test_the_past_is_told_by_what_was_spent_if_anybody_noted_it():
    assert stage_told([line(spent=1), line()], over=True) is Stage.SPENT
    assert stage_told([line(planned=1)], over=True) is Stage.PLANNED
    assert stage_told([line(spent=1)], over=False) is Stage.PLANNED


def test_a_rise_is_said_with_its_sign():
    assert [rise_in_words(one).replace("\u00a0", " ") for one in (1_250, -300, 0)] == ["+12,5 %", "−3 %", "0 %"]
