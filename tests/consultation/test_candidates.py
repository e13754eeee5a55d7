"""Every set of days that a period allows, and what is refused before any is built."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import EditionOver, InvalidForm, InvalidInput
from campaign.consultation.candidates import MAX_CANDIDATES, Search, candidates, read_search
from campaign.consultation.model import DaySet, day_set, from_code
from campaign.editions.model import Edition

MONDAY, WEDNESDAY, SATURDAY, SUNDAY = 0, 2, 5, 6
TODAY = date(2013, 5, 6)
TYPED = {"first": "01/11/2013", "last": "30 novembre 2013", "day_count": "2", "gap": "3"}
PAST = Edition(1, "Première", "", (date(2013, 4, 3), date(2013, 4, 6)), date(2013, 3, 1))


def searched(**changes) -> Search:
    return replace(Search(date(2013, 11, 1), date(2013, 11, 30), (WEDNESDAY, SATURDAY), 2, 3), **changes)


def refused(typed=TYPED, weekdays=(WEDNESDAY, SATURDAY), today=TODAY, **changes) -> dict[str, InvalidInput]:
    with pytest.raises(InvalidForm) as refusal:
        read_search(typed | changes, weekdays, today)
    return {problem.field: problem for problem in refusal.value.problems}


def test_every_wednesday_with_the_saturday_after_it_in_november_2013():
    assert [one.short for one in candidates(searched())] == [
        "6 et 9 novembre",
        "13 et 16 novembre",
        "20 et 23 novembre",
        "27 et 30 novembre",
    ]


def test_a_gap_of_four_days_also_pairs_a_saturday_with_the_wednesday_after_it():
    assert [one.short for one in candidates(searched(gap=4))][:4] == [
        "2 et 6 novembre",
        "6 et 9 novembre",
        "9 et 13 novembre",
        "13 et 16 novembre",
    ]


def test_three_days_within_a_week_come_in_order():
    two_weeks = searched(last=date(2013, 11, 13), day_count=3, gap=7)
    assert [[day.day for day in one.days] for one in candidates(two_weeks)] == [[2, 6, 9], [6, 9, 13]]


def test_a_set_of_one_day_needs_no_gap():
    search = read_search(TYPED | {"day_count": "1", "gap": ""}, [SATURDAY], TODAY)
    assert [one.days for one in candidates(search)] == [(date(2013, 11, day),) for day in (2, 9, 16, 23, 30)]


def test_what_was_typed_is_said_back_in_full_words():
    search = read_search(TYPED, [SATURDAY, WEDNESDAY, SATURDAY], TODAY)
    assert search == searched()
    assert search.in_words.replace("\u00a0", " ") == (
        "du vendredi 1er novembre 2013 au samedi 30 novembre 2013 : 2 jours, mercredi ou samedi, "
        "3 jours d’écart au plus"
    )


@pytest.mark.parametrize("written", ["04/05/27", "2027-05-04", "mardi 4 mai 2027"])
def test_dates_are_read_day_first_however_they_are_written(written):
    search = read_search(TYPED | {"first": written, "last": "30/05/2027"}, [WEDNESDAY], TODAY)
    assert "mardi 4 mai 2027" in search.in_words


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("first", "31/02/2027", "Le 31 février n’existe pas."),
        ("first", "29/02/2027", "Le 29 février n’existe pas en 2027."),
        ("last", "31/10/2013", "La fin précède le début."),
        ("first", "bientôt", "Date illisible : écrivez par exemple 13/11/2027."),
        ("last", "", "Indiquez la date."),
        ("last", "03/11/2014", "La période dure un an au plus : rapprochez la fin du début."),
        ("day_count", "5", "Nombre entier entre 1 et 4."),
        ("day_count", "0", "Nombre entier entre 1 et 4."),
        ("day_count", "deux", "Nombre entier entre 1 et 4."),
        ("gap", "0", "Nombre entier entre 1 et 31."),
        ("gap", "1e9", "Nombre entier entre 1 et 31."),
    ],
)
def test_what_cannot_be_searched_is_refused_in_one_sentence(field, typed, said):
    assert {name: one.message for name, one in refused(**{field: typed}).items()} == {field: said}


def test_a_year_and_its_first_day_again_is_the_longest_period():
    assert read_search(TYPED | {"last": "02/11/2014"}, [WEDNESDAY], TODAY).last == date(2014, 11, 2)


def test_every_refused_field_is_told_at_once():
    assert set(refused({}, weekdays=())) == {"first", "last", "day_count", "gap", "weekdays"}


def test_a_weekday_is_wanted_and_exists():
    assert refused(weekdays=())["weekdays"].message == "Choisissez au moins un jour de la semaine."
    assert "n’existe pas" in refused(weekdays=(7,))["weekdays"].message


def test_a_gap_too_short_for_the_days_is_refused_with_the_least_that_does():
    problem = refused(day_count="4", gap="2")["gap"]
    assert (
        problem.message.replace("\u00a0", " ") == "4 jours ne tiennent pas dans 2 jours d’écart : indiquez au moins 3."
    )
    assert problem.proposal == "3"


def test_a_period_already_begun_is_refused_and_tomorrow_proposed():
    problem = refused(today=date(2013, 11, 1))["first"]
    assert problem.message == "La période commence après aujourd’hui : au plus tôt le samedi 2 novembre 2013."
    assert problem.proposal == "02/11/2013"


def test_no_days_are_sought_for_an_edition_that_is_over_or_cancelled():
    with pytest.raises(EditionOver, match=r"Cette édition est terminée\."):
        read_search(TYPED, [WEDNESDAY], TODAY, edition=PAST)
    with pytest.raises(EditionOver):
        read_search(TYPED, [WEDNESDAY], TODAY, edition=replace(PAST, days=(date(2013, 11, 13),), cancelled_on=TODAY))
    to_come = replace(PAST, days=(date(2013, 11, 13),), answer_deadline=date(2013, 9, 30))
    assert read_search(TYPED, [WEDNESDAY], TODAY, edition=to_come).day_count == 2


def test_a_period_where_nothing_fits_is_refused():
    with pytest.raises(InvalidInput, match="Aucun jeu de jours ne tient dans cette période"):
        candidates(searched(gap=2))


def test_more_sets_than_anybody_reads_are_refused_before_they_are_built():
    # Four days out of 366, all within 31: about 1.6 million sets.
    year = searched(last=date(2014, 11, 1), weekdays=tuple(range(7)), day_count=4, gap=31)
    with pytest.raises(InvalidInput) as refusal:
        candidates(year)
    assert "200 au plus se comparent : raccourcissez la période ou l’écart" in refusal.value.message


def test_two_hundred_sets_are_given_and_one_more_refused():
    first = date(2014, 1, 1)
    days = searched(first=first, last=first + timedelta(days=199), weekdays=tuple(range(7)), day_count=1, gap=0)
    assert len(candidates(days)) == MAX_CANDIDATES == 200
    with pytest.raises(InvalidInput, match=r"^201\u00a0jeux de jours sont possibles, 200 au plus"):
        candidates(replace(days, last=first + timedelta(days=200)))


def test_a_set_keeps_its_days_in_order_and_travels_in_a_form():
    pair = day_set([date(2014, 4, 5), date(2014, 4, 2)])
    assert (pair.first, pair.last, pair.span) == (date(2014, 4, 2), date(2014, 4, 5), 3)
    assert pair.code == "2014-04-02_2014-04-05"
    assert pair.in_words == "mercredi 2 et samedi 5 avril 2014"
    assert from_code(pair.code) == pair


@pytest.mark.parametrize("code", ["", "2014-04-31", "2014-04-05_2014-04-02", "2014-04-02_2014-04-02", "x" * 5000])
def test_an_altered_code_is_refused(code):
    with pytest.raises(InvalidInput):
        from_code(code)


@pytest.mark.parametrize("days", [(), (TODAY, TODAY), tuple(TODAY + timedelta(days=n) for n in range(5))])
def test_a_set_has_one_to_four_different_days(days):
    with pytest.raises(InvalidInput):
        day_set(days)


searches = st.builds(
    lambda first, length, weekdays, day_count, gap: Search(
        first, first + timedelta(days=length), tuple(sorted(weekdays)), day_count, gap if day_count > 1 else 0
    ),
    st.dates(date(2013, 1, 1), date(2030, 1, 1)),
    st.integers(0, 25),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 4),
    st.integers(3, 12),
)


@given(searches)
def test_the_candidates_are_exactly_the_sets_tried_one_by_one(search):
    period = [search.first + timedelta(days=n) for n in range((search.last - search.first).days + 1)]
    wanted = [
        DaySet(days)
        for days in combinations(period, search.day_count)
        if all(day.weekday() in search.weekdays for day in days) and (days[-1] - days[0]).days <= search.gap
    ]
    if not wanted or len(wanted) > MAX_CANDIDATES:
        with pytest.raises(InvalidInput):
            candidates(search)
        return
    found = candidates(search)
    assert found == sorted(wanted)
    assert len(set(found)) == len(found)
    assert all(search.first <= one.first and one.last <= search.last for one in found)
