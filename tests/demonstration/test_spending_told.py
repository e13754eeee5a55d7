"""The demonstration's spending: the reference edition's 41 500 € TTC exactly, in lines that say they are invented."""

from datetime import date

import pytest

from campaign.base import clock
from campaign.demonstration.spending_told import INVENTED, SPLIT, tell_coming_spending, tell_first_spending
from campaign.planning.envelopes import Use
from campaign.planning.model import NATURES, Amount, Nature, Stage
from campaign.planning.money import Tax
from campaign.planning.views import spending


@pytest.fixture
def first(db, officer, edition):
    return edition()


def test_the_first_edition_cost_41_500_euros_ttc_in_the_four_natures_known(db, officer, first):
    tell_first_spending(db, officer, first)
    seen = spending(db, officer, first)
    assert seen.totals == (Amount(Stage.SPENT, Tax.TTC, 4_150_000, 10, 10),)
    assert [one.nature for one in seen.natures] == list(NATURES[:4])
    assert {one.note for one in seen.lines} == {SPLIT}
    assert "inventée" in SPLIT


def test_salaries_and_transport_of_the_first_are_apart_and_without_amount(db, officer, first):
    tell_first_spending(db, officer, first)
    seen = spending(db, officer, first)
    assert {one.nature for one in seen.overhead} == {Nature.SALARIES, Nature.OWN_TRANSPORT}
    assert seen.overhead_totals == ()


def test_the_coming_edition_has_both_regimes_and_is_wholly_paid(db, officer, first):
    tell_coming_spending(db, officer, first)
    seen = spending(db, officer, first)
    planned = {one.tax: one.cents for one in seen.totals if one.stage is Stage.PLANNED}
    # HT 1 900 + 1 250 + 7 300 + 2 150; TTC 2 600 + 1 100 + 6 200 + 5 400 + 1 800
    assert planned == {Tax.HT: 1_260_000, Tax.TTC: 1_710_000}
    assert all(one.fund is not None for one in seen.funding)
    assert {one.note for one in seen.all_lines} == {INVENTED}
    assert [one.label for one in seen.lines if one.over] == ["Encarts dans la presse locale"]
    # TTC, HT lines at their rate: 31 490 in all; the EPCI pay 1 800 alone, then 25, 60 and 15 % of the other 29 690.
    assert [one.left(Use.PLANNED) for one in seen.holdings] == [-42_250, 18_600, 24_650]


def test_the_first_is_told_on_the_day_of_its_bilan_meeting(db, officer, first):
    tell_first_spending(db, officer, first)
    told = db.conn.execute("SELECT max(at) FROM journal WHERE verb = 'add_spending'").fetchone()[0]
    assert clock.from_stamp(told).date() == date(2014, 1, 14)
