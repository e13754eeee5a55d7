"""What a report makes of the answers: headlines, groups, ordinary days, takings that nobody may guess."""

from datetime import date
from types import SimpleNamespace

from campaign.debrief.counted import Participant, Standing
from campaign.debrief.model import Answer, AnswerKind, Figure, Question, Unit
from campaign.report.counts import (
    footfall_of,
    groups_of,
    headlines_of,
    lines_of,
    most_told,
    sold_by_family,
)
from campaign.report.exports import OTHERS, merged_groups
from campaign.report.paper_counts import spans_of_shops

WED, SAT = date(2013, 11, 13), date(2013, 11, 16)
DAYS = (WED, SAT)
VISITORS = Question("visitors", "visits", "Visiteurs", AnswerKind.FIGURE, (Unit.PEOPLE,), per_day=True, most=2000)
ORDINARY = Question("ordinary_visitors", "visits", "Ordinaire", AnswerKind.FIGURE, (Unit.PEOPLE,), per_day=True)
TAKINGS = Question("takings", "sales", "Montant des ventes", AnswerKind.FIGURE, (Unit.EUROS,), per_day=True)
SOLD = Question("sold", "sales", "Vendu", AnswerKind.FIGURE, (Unit.KILOS, Unit.ARTICLES))
TOYS = Question("sold_jouets", "sales", "Vendu : jouets", AnswerKind.FIGURE, (Unit.ARTICLES, Unit.KILOS))
NEW = Question("new_customers", "visits", "Nouvelles têtes", AnswerKind.FIGURE, (Unit.PEOPLE, Unit.PERCENT))


def shop(rank, *answers, epci="Angers", network="Emmaüs"):
    return Participant(rank, f"Boutique {rank}", epci, network, DAYS, frozenset(), answers)


def on(question, day, low, high=None, unit=None):
    return Answer(question.code, day, Figure(low, low if high is None else high, unit or question.units[0]))


def both(question, first, second):
    return on(question, WED, first), on(question, SAT, second)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_days_against_ordinary_ones_only_count_shops_known_for_every_day_of_both():
    shops = [
        shop(1, *both(VISITORS, 60, 100), *both(ORDINARY, 40, 60)),
        shop(2, on(VISITORS, WED, 20, 30), on(VISITORS, SAT, 40), *both(ORDINARY, 20, 30)),
        shop(3, *both(VISITORS, 500, 500)),  # no ordinary day told
        shop(4, on(VISITORS, WED, 9), Answer("visitors", SAT, unknown=True), *both(ORDINARY, 1, 1)),
        shop(5),
    ]
    found = footfall_of(VISITORS, ORDINARY, lambda question: shops)
    # 160 + 60 to 70 visitors against 100 + 50: 220/150 = 1.4667 and 230/150 = 1.5333
    assert (round(found.low, 4), round(found.high, 4), found.told, found.asked) == (1.4667, 1.5333, 2, 5)
    assert (plain(found.in_words), plain(found.respondents)) == ("+ 47 à + 53 %", "2 répondants sur 5")


def test_fewer_visitors_than_usual_is_said_with_a_minus():
    shops = [shop(1, *both(VISITORS, 40, 50), *both(ORDINARY, 50, 50))]
    assert plain(footfall_of(VISITORS, ORDINARY, lambda question: shops).in_words) == "− 10 %"


def test_without_any_ordinary_day_nothing_is_compared():
    shops = [shop(1, *both(VISITORS, 40, 50)), shop(2, *both(ORDINARY, 0, 0), *both(VISITORS, 1, 1))]
    assert footfall_of(VISITORS, ORDINARY, lambda question: shops) is None
    assert footfall_of(VISITORS, None, lambda question: shops) is None


def test_headlines_tell_unknown_ones_with_a_dash_never_with_a_zero():
    shops = [shop(1, on(VISITORS, WED, 20, 50), on(VISITORS, SAT, 100)), shop(2), shop(3)]
    lines = [*lines_of(VISITORS, shops, DAYS, "boutique"), *lines_of(SOLD, shops, DAYS, "boutique")]
    told = [(plain(one.value), plain(one.respondents), one.few) for one in headlines_of(lines, None, 2)]
    assert told[0] == ("120 à 150", "1 répondant sur 3", True)
    assert told[1] == ("—", "0 répondant sur 3", True)
    assert told[2] == ("—", "question non posée", True)
    assert told[3] == ("—", "aucun répondant", True)


def test_new_customers_told_in_percents_have_a_median_and_no_total():
    shops = [shop(rank, on(NEW, None, value, unit=Unit.PERCENT)) for rank, value in enumerate((10, 30, 35), start=1)]
    shops.append(shop(4, on(NEW, None, 12)))
    lines = lines_of(NEW, shops, DAYS, "boutique")
    assert [(one.count.unit, one.count.answered) for one in lines] == [(Unit.PEOPLE, 1), (Unit.PERCENT, 3)]
    assert most_told(lines, "new_customers").count.unit is Unit.PERCENT
    headline = headlines_of(lines, None, 2)[2]
    assert (plain(headline.value), plain(headline.label)) == ("30 %", "Nouvelles têtes, médiane")


def test_takings_of_one_or_two_shops_are_told_to_nobody():
    two = [shop(1, *both(TAKINGS, 500, 700)), shop(2, *both(TAKINGS, 100, 90_000)), shop(3)]
    (line,) = lines_of(TAKINGS, two, DAYS, "boutique")
    count = line.count
    assert (count.total, count.median, dict(count.figures), count.held, line.by_day) == (None, None, {}, (), ())
    assert count.standings[Standing.KNOWN] == 2, "le nombre de répondants reste dit"
    three = [shop(rank, *both(TAKINGS, 500, 700)) for rank in (1, 2, 3)]
    (line,) = lines_of(TAKINGS, three, DAYS, "boutique")
    assert line.count.total == Figure(3600, 3600, Unit.EUROS)
    assert [day for day, _ in line.by_day] == [WED, SAT]


def test_a_day_of_takings_that_only_two_shops_told_is_left_out():
    shops = [shop(rank, *both(TAKINGS, 500, 700)) for rank in (1, 2)] + [shop(3, on(TAKINGS, SAT, 40))]
    (line,) = lines_of(TAKINGS, shops, DAYS, "boutique")
    assert [day for day, _ in line.by_day] == [SAT]


def test_takings_are_never_told_by_group():
    shops = [shop(rank, *both(TAKINGS, 500, 700), *both(VISITORS, 10, 20), epci=f"E{rank % 2}") for rank in range(8)]
    groups = groups_of((VISITORS, TAKINGS), lambda question: shops)
    assert {one.question.code for one in groups} == {"visitors"}
    (by_epci,) = groups  # one network only: nothing to compare
    assert [(name, count.total.low) for name, count in by_epci.groups] == [("E0", 120), ("E1", 120)]


def test_families_keep_their_units_apart_for_avoided_emissions():
    shops = [shop(1, on(TOYS, None, 10, 12)), shop(2, on(TOYS, None, 6, unit=Unit.KILOS)), shop(3)]
    sold = sold_by_family(lines_of(TOYS, shops, DAYS, "boutique"))
    assert [(one.family, one.label, one.figure) for one in sold] == [
        ("jouets", "jouets", Figure(10, 12, Unit.ARTICLES)),
        ("jouets", "jouets", Figure(6, 6, Unit.KILOS)),
    ]


def test_small_groups_are_put_together_until_nobody_is_alone():
    assert merged_groups({"A": [1, 2, 3], "B": [4], "C": [5, 6]}) == {"A": [1, 2, 3], OTHERS: [4, 5, 6]}
    assert merged_groups({"A": [1, 2, 3], "B": [4, 5, 6, 7], "C": [8]}) == {"B": [4, 5, 6, 7], OTHERS: [8, 1, 2, 3]}
    assert merged_groups({"A": [1], "B": [2]}) == {OTHERS: [1, 2]}
    assert merged_groups({"A": [1, 2, 3]}) == {"A": [1, 2, 3]}


def test_beyond_forty_shops_who_gave_no_figure_is_counted_and_no_longer_named():
    told = [shop(rank, *both(VISITORS, rank, 0)) for rank in range(1, 40)]
    quiet = [shop(40, Answer("visitors", WED, unknown=True), Answer("visitors", SAT, unknown=True)), shop(41)]
    (line,) = lines_of(VISITORS, [*told, *quiet], DAYS, "boutique")
    chart = spans_of_shops("Visiteurs", line, SimpleNamespace(shops=[*told, *quiet]))
    assert (len(chart.rows), plain(chart.note)) == (39, "39 répondants sur 41. Ne sait pas : 1. N’a pas répondu : 1.")
    named = spans_of_shops("Visiteurs", line, SimpleNamespace(shops=[*told[:38], *quiet]))
    assert [one.said for one in named.rows[-2:]] == ["ne sait pas", "n’a pas répondu"]
