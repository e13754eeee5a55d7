"""How a score is told, and a pair beside its days alone: counted by hand, then whatever the shops and weights."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.base.opening_hours import from_french
from campaign.consultation.comparing import alone_in_words, each_alone, formula, pattern, terms
from campaign.consultation.model import ConsultedShop, RivalEvent, Weights, day_set
from campaign.consultation.scoring import CalendarDay, score_set

WEDNESDAY, SATURDAY = date(2013, 11, 13), date(2013, 11, 16)
PAIR = day_set([WEDNESDAY, SATURDAY])
WORKED, HOLIDAYS = CalendarDay(school_zone="A"), CalendarDay(school_holidays="Vacances de la Toussaint")
BOTH = dict.fromkeys((WEDNESDAY, SATURDAY), WORKED)
WEEKS = ("mer. et sam. 10 h – 18 h", "mer. 10 h – 18 h", "sam. 10 h – 18 h", "lun. 10 h – 18 h", None)


def shops(*hours):
    return [ConsultedShop(n, f"Boutique {n}", from_french(one) if one else None) for n, one in enumerate(hours, 1)]


def test_a_score_says_how_it_is_made():
    calendar = {WEDNESDAY: HOLIDAYS, SATURDAY: WORKED}
    asked = shops(*[WEEKS[0]] * 18, *[WEEKS[1]] * 2)
    assert formula(score_set(PAIR, asked, calendar), Weights()) == "18 ouvertes − 2 exclues − 1 pour les vacances = 15"


def test_weights_and_what_counts_for_nothing_are_told():
    calendar = {WEDNESDAY: CalendarDay(public_holiday=True), SATURDAY: CalendarDay(public_holiday=True)}
    weights = Weights(open_shop=2, excluded_shop=0, rival_event=5)
    scored = score_set(PAIR, shops(WEEKS[0], WEEKS[1]), calendar, [RivalEvent("Foire", SATURDAY, SATURDAY)], weights)
    assert formula(scored, weights) == "1 ouverte × 2 − 6 pour 2 jours fériés − 5 pour 1 événement = −9"


def test_a_pair_of_18_stands_beside_two_days_of_20_and_12_alone():
    # 18 open on both days would need 18 on each: here 10 on both, 10 on Wednesday only, 2 on Saturday only.
    asked = shops(*[WEEKS[0]] * 10, *[WEEKS[1]] * 10, *[WEEKS[2]] * 2)
    scored = score_set(PAIR, asked, BOTH)
    alone = each_alone(scored, BOTH, Weights())
    assert [(len(one.open), one.score) for one in alone] == [(20, 18), (12, 2)]
    assert alone_in_words(scored, alone).replace("\u00a0", " ") == (
        "10 boutiques ouvertes les deux jours ; 20 le mercredi 13 seul et 12 le samedi 16 seul."
    )


def test_a_set_of_one_day_is_compared_with_nothing():
    scored = score_set(day_set([SATURDAY]), shops(WEEKS[0]), BOTH)
    assert alone_in_words(scored, each_alone(scored, BOTH, Weights())) == ""


def test_days_of_two_months_are_named_with_their_month():
    days = day_set([date(2013, 11, 30), date(2013, 12, 4)])
    calendar = dict.fromkeys(days.days, WORKED)
    scored = score_set(days, shops(WEEKS[0]), calendar)
    said = alone_in_words(scored, each_alone(scored, calendar, Weights()))
    assert "1 le samedi 30 novembre seul et 1 le mercredi 4 décembre seul." in said


def test_sets_of_different_weeks_share_a_pattern():
    assert pattern(PAIR) == "mer. + sam."
    assert pattern(day_set([WEDNESDAY, date(2013, 11, 23)])) == "mer. + sam. (+1 sem.)"


@given(
    st.lists(st.sampled_from(WEEKS), max_size=12), st.tuples(*[st.integers(0, 9)] * 4), st.integers(1, 9),
    st.booleans(), st.booleans(), st.integers(0, 2),
)  # fmt: skip
def test_the_terms_always_make_the_score(hours, points, won, holiday, school, events):
    weights = Weights(won, *points)
    first = CalendarDay(holiday, "Vacances" if school else "")
    rivals = [RivalEvent(f"Foire {n}", SATURDAY, SATURDAY) for n in range(events)]
    scored = score_set(PAIR, shops(*hours), {WEDNESDAY: first, SATURDAY: WORKED}, rivals, weights)
    assert sum(one.points for one in terms(scored, weights)) == scored.score
    assert all(one.points for one in terms(scored, weights)[1:])
