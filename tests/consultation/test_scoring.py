"""What a set of days is worth: counted by hand, then whatever the shops, the events and the weights."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidForm
from campaign.base.opening_hours import from_french
from campaign.consultation.candidates import candidates, read_search
from campaign.consultation.model import (
    ConsultedShop,
    RivalEvent,
    Weights,
    check_weights,
    consulted_shop,
    day_set,
    rival_event,
)
from campaign.consultation.reasons import hours_known, reason
from campaign.consultation.scoring import CalendarDay, calendar_of, is_open, score_set, score_sets
from campaign.demonstration.shops import FIRST_SHOPS, NEW_SHOPS
from campaign.partners.model import Kind, Place

WEDNESDAY, THURSDAY, SATURDAY = date(2013, 11, 13), date(2013, 11, 14), date(2013, 11, 16)
WORKED = CalendarDay(school_zone="A")


def shop(number, hours, name="") -> ConsultedShop:
    return ConsultedShop(number, name or f"Boutique {number}", from_french(hours) if hours else None)


def told(scored) -> str:
    return reason(scored).replace("\u00a0", " ")


def demonstration(shops) -> list[ConsultedShop]:
    return [shop(one.number, one.hours, one.short_name or one.name) for one in shops]


def best_of(first, last, today, shops, rivals=()):
    search = read_search({"first": first, "last": last, "day_count": "2", "gap": "3"}, [2, 5], today)
    sets = candidates(search)
    return {one.days.short: one for one in score_sets(sets, demonstration(shops), calendar_of(sets, "49"), rivals)}


def test_a_pair_that_suits_18_shops_beats_a_pair_of_days_that_suit_20_and_12():
    # 20 shops open on Saturdays, 18 of them on Wednesdays too, 12 of them on Thursdays too.
    shops = [
        *(shop(n, "mer., jeu. et sam. 10 h – 18 h") for n in range(1, 11)),
        *(shop(n, "mer. et sam. 10 h – 18 h") for n in range(11, 19)),
        *(shop(n, "jeu. et sam. 10 h – 18 h") for n in range(19, 21)),
    ]
    pair, twenty_and_twelve = day_set([WEDNESDAY, SATURDAY]), day_set([THURSDAY, SATURDAY])
    calendar = dict.fromkeys((WEDNESDAY, THURSDAY, SATURDAY), WORKED)
    single = {day: len(score_set(day_set([day]), shops, calendar).open) for day in calendar}
    assert single == {WEDNESDAY: 18, THURSDAY: 12, SATURDAY: 20}
    ranked = score_sets([twenty_and_twelve, pair], shops, calendar)
    assert [(one.days, len(one.open), len(one.excluded), one.score) for one in ranked] == [
        (pair, 18, 2, 16),
        (twenty_and_twelve, 12, 8, 4),
    ]
    assert ranked[0].excluded_names == ("Boutique 19", "Boutique 20")


def test_the_13_and_16_november_2013_are_among_the_best_with_their_reason():
    rival = RivalEvent("Foire de la Saint-Martin", date(2013, 11, 8), date(2013, 11, 11))
    found = best_of("02/11/2013", "30/11/2013", date(2013, 5, 1), FIRST_SHOPS, [rival])
    chosen = found["13 et 16 novembre"]
    # Of 17 shops, one has no hours; two do not open on Wednesdays, one not on Saturdays: 13 − 3.
    assert (len(chosen.open), len(chosen.excluded), len(chosen.unknown), chosen.score) == (13, 3, 1, 10)
    assert next(iter(found)) == "13 et 16 novembre"
    assert told(chosen) == (
        "13 boutiques ouvertes les deux jours, 3 exclues (Le Vestiaire solidaire, Électro Seconde Vie et "
        "La Bouquinerie du Baugeois), 16 boutiques sur 17 ont des horaires lisibles ; "
        "aucun jour férié et hors vacances scolaires de la zone A."
    )
    assert found["6 et 9 novembre"].score == 8  # the fair takes two points away, once
    assert "en même temps que « Foire de la Saint-Martin »" in told(found["6 et 9 novembre"])


def test_the_2_and_5_april_2014_are_among_the_best_with_their_reason():
    found = best_of("15/03/2014", "30/04/2014", date(2014, 1, 20), FIRST_SHOPS + NEW_SHOPS)
    chosen = found["2 et 5 avril"]
    # Three more shops, one without hours: 15 − 3.
    assert (len(chosen.open), len(chosen.excluded), len(chosen.unknown), chosen.score) == (15, 3, 2, 12)
    assert chosen.score == max(one.score for one in found.values())
    assert "18 boutiques sur 20 ont des horaires lisibles" in told(chosen)
    assert told(chosen).endswith("aucun jour férié et hors vacances scolaires de la zone A.")
    holidays = found["23 et 26 avril"]
    assert (holidays.score, holidays.school_holidays) == (11, ("Vacances de printemps",))
    assert "pendant les vacances scolaires de la zone A (vacances de printemps)" in told(holidays)


def test_each_point_taken_away_is_counted_by_hand():
    # 4 open − 1 excluded − 2 × 3 holidays − 2 × 2 events − 1 inside school holidays = −8.
    shops = [*(shop(n, "tlj 10 h – 18 h") for n in range(4)), shop(5, "jeu. 10 h – 18 h"), shop(6, "")]
    calendar = {
        WEDNESDAY: CalendarDay(True, "Vacances de printemps", "A"),
        SATURDAY: CalendarDay(True, "Vacances de printemps", "A"),
    }
    rivals = [
        RivalEvent("Braderie", WEDNESDAY, SATURDAY),
        RivalEvent("Vide-greniers", SATURDAY, SATURDAY),
        RivalEvent("Ailleurs dans l’année", date(2013, 11, 17), date(2013, 11, 20)),
        RivalEvent("Entre les deux", THURSDAY, THURSDAY),
    ]
    pair = day_set([WEDNESDAY, SATURDAY])
    scored = score_set(pair, shops, calendar, rivals)
    assert scored.score == -8
    assert (len(scored.open), scored.excluded_names, len(scored.unknown)) == (4, ("Boutique 5",), 1)
    assert scored.public_holidays == (WEDNESDAY, SATURDAY)
    assert [event.name for event in scored.rival_events] == ["Braderie", "Vide-greniers"]
    assert scored.school_holidays == ("Vacances de printemps",)
    # 10 × 4 − 5 × 1 − 2 × 1 − 2 × 0 − 7 = 26.
    assert score_set(pair, shops, calendar, rivals, Weights(10, 5, 1, 0, 7)).score == 26
    assert told(scored) == (
        "4 boutiques ouvertes les deux jours, 1 exclue (Boutique 5), 5 boutiques sur 6 ont des horaires lisibles ; "
        "mercredi 13 novembre et samedi 16 novembre sont fériés, en même temps que « Braderie » et « Vide-greniers » "
        "et pendant les vacances scolaires de la zone A (vacances de printemps)."
    )


def test_a_shop_closed_on_public_holidays_is_excluded_from_the_11_november():
    armistice = day_set([date(2013, 11, 11)])
    shops = [shop(1, "lun. 9 h – 18 h"), shop(2, "lun. 9 h – 18 h, fermé les jours fériés")]
    scored = score_set(armistice, shops, calendar_of([armistice], "49"))
    assert (scored.score, scored.excluded_names) == (1 - 1 - 3, ("Boutique 2",))
    assert "lundi 11 novembre est férié" in told(scored)


def test_a_shop_of_the_first_saturday_an_exception_and_an_appointment():
    first, third = date(2026, 12, 5), date(2026, 12, 19)
    shops = [
        shop(1, "1er samedi du mois 10 h – 17 h"),
        shop(2, "sam. 10 h – 17 h ; fermé du 19 décembre 2026 au 3 janvier 2027"),
        shop(3, "sur rendez-vous"),
        shop(4, "sam. 10 h – 17 h ; fermé en décembre"),
    ]
    assert [is_open(one, first, public_holiday=False) for one in shops] == [True, True, None, False]
    assert [is_open(one, third, public_holiday=False) for one in shops] == [False, False, None, False]
    scored = score_set(day_set([first]), shops, {first: WORKED})
    assert (scored.score, scored.excluded_names, [one.id for one in scored.unknown]) == (1, ("Boutique 4",), [3])


def test_an_exception_opens_a_shop_on_a_holiday_it_usually_keeps():
    armistice = date(2026, 11, 11)
    usual = shop(1, "mer. 9 h – 18 h, fermé les jours fériés")
    this_year = shop(2, "mer. 9 h – 18 h, fermé les jours fériés ; le 11 novembre 2026 : 9 h – 12 h")
    assert [is_open(one, armistice, public_holiday=True) for one in (usual, this_year)] == [False, True]


def test_hours_nobody_could_read_are_neither_counted_nor_excluded():
    monday_only = Place(3, Kind.SHOP, "Trois", "trois", short_name="La 3", opening_hours="Mo 10:00-18:00")
    shops = [
        consulted_shop(Place(1, Kind.SHOP, "Un", "un", opening_hours_text="selon l’humeur")),
        consulted_shop(Place(2, Kind.SHOP, "Deux", "deux", opening_hours="Mo 25:00-26:00")),
        consulted_shop(monday_only),
    ]
    assert [is_open(one, SATURDAY, public_holiday=False) for one in shops] == [None, None, False]
    scored = score_set(day_set([SATURDAY]), shops, {SATURDAY: WORKED})
    assert (scored.score, scored.excluded_names, [one.name for one in scored.unknown]) == (
        -1,
        ("La 3",),
        ["Un", "Deux"],
    )
    assert hours_known(scored).replace("\u00a0", " ") == "1 boutique sur 3 a des horaires lisibles"
    assert told(scored).startswith(
        "Aucune boutique ouverte ce jour-là, 1 exclue (La 3), 1 boutique sur 3 a des horaires"
    )


def test_without_any_readable_hours_or_any_shop_the_sentence_says_so():
    pair = day_set([WEDNESDAY, SATURDAY])
    calendar = dict.fromkeys((WEDNESDAY, SATURDAY), WORKED)
    assert told(score_set(pair, [shop(1, "")], calendar)).startswith("Aucune boutique n’a d’horaires lisibles ;")
    assert told(score_set(pair, [], calendar)).startswith("Aucune boutique n’est consultée ;")


def test_a_year_without_a_calendar_says_so_and_loses_no_point():
    pair = day_set([date(2099, 11, 11), date(2099, 11, 14)])
    scored = score_set(pair, [shop(1, "tlj 10 h – 18 h")], calendar_of([pair], "49"))
    assert (scored.score, scored.school_unknown) == (1 - 3, pair.days)
    assert "vacances scolaires non connues en novembre 2099" in told(scored)
    assert "hors vacances" not in told(scored)


def test_a_long_list_of_excluded_shops_is_shortened_in_the_sentence_only():
    shops = [shop(n, "jeu. 10 h – 18 h") for n in range(1, 7)]
    scored = score_set(day_set([SATURDAY]), shops, {SATURDAY: WORKED})
    assert "6 exclues (Boutique 1, Boutique 2, Boutique 3, Boutique 4 et 2 autres)" in told(scored)
    assert scored.excluded_names[-1] == "Boutique 6"


def test_at_equal_score_more_open_shops_come_first_then_the_earlier_day():
    shops = [shop(1, "mer. et jeu. 10 h – 18 h"), shop(2, "jeu. 10 h – 18 h")]
    calendar = {WEDNESDAY: WORKED, THURSDAY: replace(WORKED, school_holidays="Vacances")}
    sets = [day_set([THURSDAY]), day_set([WEDNESDAY])]
    # Wednesday: 1. Thursday: 2 − 1 for the holidays.
    ranked = score_sets(sets, shops, calendar, weights=Weights(excluded_shop=0))
    assert [(one.score, one.days.first) for one in ranked] == [(1, THURSDAY), (1, WEDNESDAY)]
    same = score_sets(sets, [], {WEDNESDAY: WORKED, THURSDAY: WORKED})
    assert [one.days.first for one in same] == [WEDNESDAY, THURSDAY]


def test_two_school_holidays_in_one_set_take_one_point():
    calendar = {
        WEDNESDAY: replace(WORKED, school_holidays="Vacances d'hiver"),
        SATURDAY: replace(WORKED, school_holidays="Pont de l'Ascension"),
    }
    scored = score_set(day_set([WEDNESDAY, SATURDAY]), [], calendar)
    assert scored.score == -1
    assert "(vacances d’hiver et pont de l’Ascension)" in told(scored)


@pytest.mark.parametrize("name", [one.name for one in fields(Weights)])
@pytest.mark.parametrize("value", [-1, 101, 1.5, True, "3", None])
def test_a_weight_is_a_whole_number_up_to_a_hundred(name, value):
    with pytest.raises(InvalidForm) as refusal:
        check_weights(replace(Weights(), **{name: value}))
    assert [(one.field, one.message) for one in refusal.value.problems] == [(name, "Nombre entier entre 0 et 100.")]


def test_open_shops_always_count():
    assert check_weights(Weights(1, 0, 0, 0, 0)) == Weights(1, 0, 0, 0, 0)
    with pytest.raises(InvalidForm, match="au moins 1 point"):
        check_weights(Weights(open_shop=0))


def test_a_rival_event_has_a_name_and_ends_after_it_begins():
    assert rival_event("  Foire  ", SATURDAY) == RivalEvent("Foire", SATURDAY, SATURDAY)
    with pytest.raises(InvalidForm) as refusal:
        rival_event(" ", SATURDAY, WEDNESDAY)
    assert {one.field: one.message for one in refusal.value.problems}["last"] == "La fin précède le début."
    assert rival_event("Mois", WEDNESDAY, WEDNESDAY + timedelta(days=30)).on(WEDNESDAY + timedelta(days=30))
    with pytest.raises(InvalidForm, match="31 jours au plus"):
        rival_event("Saison", WEDNESDAY, WEDNESDAY + timedelta(days=31))


WEEKS = (
    "mer. et sam. 10 h – 18 h",
    "sam. 9 h – 12 h",
    "tlj 10 h – 18 h, fermé les jours fériés",
    "mar. 10 h – 12 h",
    "",
)
MANY_DAYS = [date(2013, 11, 4) + timedelta(days=n) for n in range(14)]
shop_lists = st.lists(st.sampled_from(WEEKS), max_size=8).map(lambda weeks: [shop(*one) for one in enumerate(weeks)])
day_sets = st.sets(st.sampled_from(MANY_DAYS), min_size=1, max_size=4).map(day_set)
calendars = st.fixed_dictionaries(
    {day: st.builds(CalendarDay, st.booleans(), st.sampled_from(("", "Vacances", None))) for day in MANY_DAYS}
)
events = st.lists(st.sampled_from(MANY_DAYS).map(lambda day: RivalEvent(f"{day}", day, day)), max_size=3, unique=True)
weightings = st.builds(Weights, st.integers(1, 9), *(st.integers(0, 9) for _ in range(4)))


@given(day_sets, shop_lists, calendars, events, weightings)
def test_the_score_never_falls_with_a_shop_that_opens_nor_rises_with_what_bothers(
    days, shops, calendar, rivals, weights
):
    scored = score_set(days, shops, calendar, rivals, weights)
    assert len(scored.open) + len(scored.excluded) + len(scored.unknown) == scored.shops == len(shops)
    always = shop(99, "tlj 0 h – 24 h")
    assert score_set(days, [*shops, always], calendar, rivals, weights).score == scored.score + weights.open_shop
    assert score_set(days, [*shops, shop(99, "")], calendar, rivals, weights).score == scored.score
    for excluded in scored.excluded:
        opened = [always if one is excluded else one for one in shops]
        assert score_set(days, opened, calendar, rivals, weights).score > scored.score
    one_more = [*rivals, RivalEvent("Braderie", days.first, days.last)]
    assert score_set(days, shops, calendar, one_more, weights).score == scored.score - weights.rival_event
    for day in days.days:
        for worse in (
            replace(calendar[day], public_holiday=True),
            replace(calendar[day], school_holidays="Vacances"),
        ):
            assert score_set(days, shops, calendar | {day: worse}, rivals, weights).score <= scored.score


@given(day_sets, shop_lists, calendars)
def test_a_day_more_never_opens_a_shop(days, shops, calendar):
    for fewer in ([day for day in days.days if day != left_out] for left_out in days.days):
        if fewer:
            some = {one.id for one in score_set(day_set(fewer), shops, calendar).open}
            assert {one.id for one in score_set(days, shops, calendar).open} <= some


@given(st.sets(day_sets, max_size=8), shop_lists, calendars, events, weightings, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_what_was_given(sets, shops, calendar, rivals, weights, chance):
    ranked = score_sets(sorted(sets), shops, calendar, rivals, weights)
    shuffled = sorted(sets)
    chance.shuffle(shuffled)
    assert score_sets(shuffled, shops, calendar, rivals, weights) == ranked
    assert {one.days for one in ranked} == sets
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


@given(day_sets, shop_lists, calendars, events)
def test_a_reason_is_one_sentence_with_every_figure(days, shops, calendar, rivals):
    scored = score_set(days, shops, calendar, rivals)
    text = told(scored)
    assert text.endswith(".")
    assert text[0].isupper() or text[0].isdigit()
    assert "  " not in text
    if scored.excluded:
        assert f"{len(scored.excluded)} exclue" in text
        assert scored.excluded[0].name in text
    assert ("non connues" in text) == bool(scored.school_unknown)
    assert ("férié" in text.replace("aucun jour férié", "")) == bool(scored.public_holidays)
