"""What plans grant and what is left: shares to the cent, conversions said, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotAllowed
from campaign.base.operations import new_operation
from campaign.planning.envelopes import Envelope, Use, holdings, paid_by, taken, together
from campaign.planning.funding import add_fund, share_funding
from campaign.planning.granting import grant, set_limit
from campaign.planning.model import Fund, FundKind, Line, Nature, Stage, amount_of, totals
from campaign.planning.money import WHOLE, Tax
from campaign.planning.spending import add_line
from campaign.planning.views import spending

WASTE, EPCI = Fund(1, FundKind.PLAN, "Plan déchets"), Fund(2, FundKind.PARTNER, "EPCI")
FUNDS = (WASTE, EPCI)
SIXTY_FORTY = ((1, 6_000), (2, 4_000))


def line(number=1, tax=Tax.TTC, nature=Nature.SUPPLIES, **values) -> Line:
    return Line(number, 1, nature, f"Ligne {number}", tax, **values)


def held(lines, granted, tax=Tax.TTC, usual=SIXTY_FORTY):
    (found,) = holdings(lines, FUNDS, usual, [Envelope(1, tax, granted)])
    return found


def test_a_line_in_two_plans_takes_its_share_of_each_envelope():
    # 1 000,01 €: 600,006 and 400,004; the cent goes to the larger remainder, 600,01 and 400,00.
    lines = [line(planned=100_001, committed=50_000)]
    both = holdings(lines, FUNDS, SIXTY_FORTY, [Envelope(1, Tax.TTC, 100_000), Envelope(2, Tax.TTC, 40_000)])
    assert [one.used(Use.PLANNED).cents for one in both] == [60_001, 40_000]
    assert [one.left(Use.PLANNED) for one in both] == [39_999, 0]
    assert [one.left(Use.TAKEN) for one in both] == [70_000, 20_000]


def test_what_is_spent_is_taken_whether_it_was_committed_or_not():
    assert taken(line(spent=500)) == 500
    assert taken(line(committed=400, spent=500)) == 500
    assert taken(line(committed=400, spent=100)) == 400
    assert taken(line(planned=400)) is None
    assert held([line(spent=10_000)], 5_000).left(Use.TAKEN) == -1_000


def test_a_line_under_the_other_tax_is_converted_at_its_rate_and_it_is_said():
    # 100 € HT at 20 % is 120 € TTC: 60 % of it is 72 €.
    found = held([line(tax=Tax.HT, planned=10_000, rate=2_000), line(2, planned=10_000)], 20_000).used(Use.PLANNED)
    assert (found.cents, found.turned) == (7_200 + 6_000, 7_200)


def test_without_a_rate_what_is_left_is_unknown_and_never_guessed():
    found = held([line(tax=Tax.HT, planned=10_000), line(2, planned=10_000)], 20_000)
    assert found.left(Use.PLANNED) is None
    assert [one.id for one in found.used(Use.PLANNED).without_rate] == [1]
    assert found.left(Use.SPENT) == 20_000


def test_overhead_takes_nothing_and_an_envelope_taken_back_is_not_shown():
    assert held([line(nature=Nature.SALARIES, planned=10_000)], 20_000).left(Use.PLANNED) == 20_000
    assert holdings([line(planned=1)], FUNDS, SIXTY_FORTY, [Envelope(1, Tax.TTC, None)]) == ()


def test_several_plans_are_seen_at_once_without_counting_a_line_twice():
    lines = [line(planned=10_000), line(2, tax=Tax.HT, planned=5_000, shares=((2, WHOLE),)), line(3, planned=700)]
    both = paid_by(lines, [1, 2], SIXTY_FORTY)
    assert [(one.line.id, one.share, one.planned) for one in both] == [
        (1, WHOLE, 10_000), (2, WHOLE, 5_000), (3, WHOLE, 700),
    ]  # fmt: skip
    assert together(both) == {(Stage.PLANNED, Tax.TTC): 10_700, (Stage.PLANNED, Tax.HT): 5_000}
    waste = paid_by(lines, [1], SIXTY_FORTY)
    assert [(one.line.id, one.share, one.planned) for one in waste] == [(1, 6_000, 6_000), (3, 6_000, 420)]


AMOUNTS = st.none() | st.integers(0, 10**9)


@given(
    st.lists(st.builds(line, st.just(1), st.sampled_from(Tax), planned=AMOUNTS, committed=AMOUNTS, spent=AMOUNTS)),
    st.integers(1, WHOLE - 1),
)
def test_all_the_funds_together_pay_the_whole_to_the_cent(lines, first):
    usual = ((1, first), (2, WHOLE - first))
    sums, whole = together(paid_by(lines, [1, 2], usual)), totals(lines)
    apart = [together(paid_by(lines, [one], usual)) for one in (1, 2)]
    for stage in Stage:
        for tax in Tax:
            found = amount_of(whole, stage, tax)
            assert sums.get((stage, tax)) == (found.cents if found else None)
            assert sum(one.get((stage, tax), 0) for one in apart) == sums.get((stage, tax), 0)


@pytest.fixture
def told(edition) -> int:
    return edition()


@pytest.fixture
def fund(db, officer):
    return add_fund(db, officer, {"name": "Plan déchets", "kind": "plan"}, new_operation())


def test_an_envelope_is_granted_changed_and_taken_back(db, officer, reader, told, fund):
    share_funding(db, officer, told, 1, {fund: "100"}, new_operation())
    values = {"nature": "printed", "label": "Affiches", "tax": "ttc", "planned": "1 200"}
    add_line(db, officer, told, values, new_operation())
    grant(db, officer, told, fund, 1, {"granted": "1 000,50", "tax": "ttc"}, new_operation())
    (seen,) = spending(db, reader, told).holdings
    assert seen.left(Use.PLANNED) == -19_950
    grant(db, officer, told, fund, seen.envelope.version, {"granted": "2 000", "tax": "ht"}, new_operation())
    (seen,) = spending(db, reader, told).holdings
    assert (seen.envelope.tax, seen.envelope.granted) == (Tax.HT, 200_000)
    grant(db, officer, told, fund, seen.envelope.version, {"granted": ""}, new_operation())
    assert spending(db, reader, told).holdings == ()


def test_an_envelope_says_ht_or_ttc_and_an_older_version_is_a_conflict(db, officer, reader, told, fund):
    with pytest.raises(InvalidForm, match="HT ou TTC"):
        grant(db, officer, told, fund, 1, {"granted": "100"}, new_operation())
    with pytest.raises(InvalidForm, match="deux façons"):
        grant(db, officer, told, fund, 1, {"granted": "1.234", "tax": "ht"}, new_operation())
    with pytest.raises(InvalidInput):
        grant(db, officer, told, 999, 1, {"granted": "100", "tax": "ht"}, new_operation())
    operation = new_operation()
    for _ in range(2):
        grant(db, officer, told, fund, 1, {"granted": "100", "tax": "ht"}, operation)
    with pytest.raises(Conflict) as refused:
        grant(db, officer, told, fund, 1, {"granted": "300", "tax": "ht"}, new_operation())
    assert refused.value.theirs["Enveloppe"].replace("\u00a0", " ") == "100 € HT"
    with pytest.raises(NotAllowed):
        grant(db, reader, told, fund, 2, {"granted": "300", "tax": "ht"}, new_operation())


def test_the_limit_of_the_alert_is_the_officers(db, officer, told, fund):
    assert spending(db, officer, told).limit == 1_000
    set_limit(db, officer, told, 1, "12,5", new_operation())
    seen = spending(db, officer, told)
    assert (seen.limit, seen.shares_version) == (1_250, 2)
    share_funding(db, officer, told, 2, {fund: "100"}, new_operation())
    assert spending(db, officer, told).limit == 1_250
    with pytest.raises(InvalidForm):
        set_limit(db, officer, told, 3, "", new_operation())
    with pytest.raises(Conflict):
        set_limit(db, officer, told, 1, "20", new_operation())
