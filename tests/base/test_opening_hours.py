"""Opening hours as people write them, as OpenStreetMap writes them, and back (reliability.md, no 23)."""

from datetime import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours import (
    MIDNIGHT,
    OpeningHours,
    Span,
    from_french,
    from_osm,
    in_words,
    opening_hours,
    read_opening_hours,
    to_osm,
)


def osm(text):
    hours = read_opening_hours(text)
    return hours and to_osm(hours)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("lun. au sam. 9h-12h / 14h-18h", "Mo-Sa 09:00-12:00,14:00-18:00"),
        ("Mardi, jeudi : 14h à 17h30", "Tu,Th 14:00-17:30"),
        ("du mardi au samedi 10h-12h 14h-18h30", "Tu-Sa 10:00-12:00,14:00-18:30"),
        ("tous les jours sauf le dimanche : 10h-18h", "Mo-Sa 10:00-18:00"),
        ("De 10h à 18h tous les jours sauf le dimanche", "Mo-Sa 10:00-18:00"),
        ("Tous les jours 9h-12h sauf mercredi 14h-18h", "Mo-Tu,Th-Su 09:00-12:00; We 14:00-18:00"),
        ("tous les jours 10h-18h, fermé le lundi", "Tu-Su 10:00-18:00"),
        ("Lundi : fermé. Mardi : 9h30-12h ; mercredi fermé", "Tu 09:30-12:00"),
        ("lundi fermé mardi 10h-12h", "Tu 10:00-12:00"),
        ("Mercredi 14 h - 17 h 30 et le samedi de 9h à midi", "We 14:00-17:30; Sa 09:00-12:00"),
        ("du lundi au vendredi 9-12h et 14-18h", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("samedi matin : 9h-12h, après-midi : 14h-18h", "Sa 09:00-12:00,14:00-18:00"),
        ("entre 9h et 12h le mardi", "Tu 09:00-12:00"),
        ("week-end 10h-18h", "Sa-Su 10:00-18:00"),
        ("Ouvert du samedi au lundi, 10h00 à 18h00 (sauf jours fériés)", "Mo,Sa-Su 10:00-18:00; PH off"),
        ("mer./sam./dim. : 14.30-18.00", "We,Sa-Su 14:30-18:00"),
        ("MARDI 9H–12H", "Tu 09:00-12:00"),
        ("sam. 20h - minuit", "Sa 20:00-24:00"),
        ("Les mardis et jeudis de 9 heures à 12 heures 30", "Tu,Th 09:00-12:30"),
        ("lundi 9h-12h, lundi 14h-18h", "Mo 09:00-12:00,14:00-18:00"),
        ("9h-12h30 le mercredi", "We 09:00-12:30"),
        ("Mo-Sa 09:00-12:00,14:00-18:00; Su off; PH off", "Mo-Sa 09:00-12:00,14:00-18:00; PH off"),
        ("Tu-Sa 09:30-12:30; Fr 10:00-12:30", "Tu-Th,Sa 09:30-12:30; Fr 10:00-12:30"),
        ("Mo-Fr 13:00-17:00; We,PH off", "Mo-Tu,Th-Fr 13:00-17:00; PH off"),
        ("Tu-We Fr 09h30-13h00, Sa 10h00-17h00", "Tu-We,Fr 09:30-13:00; Sa 10:00-17:00"),
        ("Sa-Mo 8:00-12:00", "Mo,Sa-Su 08:00-12:00"),
        ("24/7", "Mo-Su 00:00-24:00"),
    ],
)
def test_hours_are_understood(written, means):
    assert osm(written) == means


@pytest.mark.parametrize(
    "written",
    ["", "sur rendez-vous", "1er samedi du mois 9h-12h", "tous les jours", "fermé le lundi", "10h-12h/14h-19h",
     "mardi 9h",
     "deux samedis par mois 10h-13h", "dépôts : mardi 9h-12h", "lundi matin et mardi 14h-18h", "samedi matin 14h-18h",
     "mardi 9h-12h en été", "mardi 9h-12h, jeudi", "mardi 9-12", "du 2 au 5 avril 9h-12h", "mardi à partir de 14h",
     "dimanche et jours fériés 14h-18h", "semaine paire : mardi 9h-12h", "mardi 9h 12h", "mardi 9h-12h sur rendez-vous",
     "Sa[1] 09:00-12:00", "Mo-Fr 08:30-12:00; Apr-Oct Sa 09:00-12:00", "We,Sa 10:00-13:00+14:00-18:00", "Th, Sa",
     "PH 10:00-12:00", "Mo-Fr 09:00-12:00 \"sur rendez-vous\"", "10:00-12:00,14:00-18:00", "Mo off",
     "🎉", "mardi\x009h-12h"],
)  # fmt: skip
def test_what_is_not_wholly_understood_is_left_as_text(written):
    assert read_opening_hours(written) is None


@pytest.mark.parametrize(
    "written",
    ["du lundi au vendredi 9h-12h, mercredi 14h-18h",  # besides, or instead?
     "lundi/samedi 9h-18h",  # two days, or from Monday to Saturday?
     "lundi - mardi - jeudi 9h-12h",
     "fermé lundi, mardi 10h-12h",  # is Tuesday closed?
     "tous les jours 10h-18h sauf dimanche, samedi 10h-12h",
     "mardi 9h-12h, fermé le mardi"],
)  # fmt: skip
def test_what_could_be_read_two_ways_is_left_as_text(written):
    assert read_opening_hours(written) is None


@pytest.mark.parametrize("written", ["mardi 25:00-26:00", "Tu 25:00-26:00", "mardi 9h-25:00"])
def test_an_impossible_hour_is_refused(written):
    with pytest.raises(InvalidInput) as caught:
        read_opening_hours(written)
    assert caught.value.message == "Heure impossible : 25:00."
    assert caught.value.field == "opening_hours"


@pytest.mark.parametrize("written", ["mardi 18:00–09:00", "Tu 18:00-09:00", "mardi 9h-9h"])
def test_closing_before_opening_is_refused(written):
    with pytest.raises(InvalidInput, match=r"^La fermeture précède l’ouverture\.$"):
        read_opening_hours(written)


@pytest.mark.parametrize("written", ["mardi 9h-12h, 11h-14h", "Tu 09:00-12:00,11:00-14:00"])
def test_overlapping_spans_are_refused(written):
    with pytest.raises(InvalidInput, match=r"^Deux plages se chevauchent\.$"):
        read_opening_hours(written)


def test_a_week_without_any_opening_is_refused():
    with pytest.raises(InvalidInput, match="au moins un jour"):
        opening_hours({0: []})


def test_hours_are_written_back_in_readable_french():
    hours = read_opening_hours("Tu-Sa 09:30-12:00,14:00-18:00; Su 10:00-12:00; PH off")
    assert plain(in_words(hours)) == (
        "mar. au sam. 9 h 30 – 12 h, 14 h – 18 h ; dim. 10 h – 12 h ; fermé les jours fériés"
    )
    assert plain(in_words(read_opening_hours("We,Fr,Sa 10:00-24:00"))) == "mer., ven. et sam. 10 h – minuit"


def test_a_weekday_gives_its_spans():
    hours = read_opening_hours("Sa 09:00-12:00,14:00-24:00")
    assert hours.on(5) == (Span(time(9), time(12)), Span(time(14), MIDNIGHT))
    assert hours.on(6) == ()


minutes_of_day = st.integers(0, 24 * 60)


@st.composite
def weeks(draw):
    week = {}
    for weekday in range(7):
        bounds = sorted(draw(st.sets(minutes_of_day, max_size=6)))
        pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
        week[weekday] = [(time(*divmod(start, 60)), time(*divmod(end % (24 * 60), 60))) for start, end in pairs]
    assume(any(week.values()))
    return opening_hours(week, closed_on_holidays=draw(st.booleans()))


@given(weeks())
def test_a_week_survives_openstreetmap_syntax(hours):
    assert from_osm(to_osm(hours)) == hours


@given(weeks())
def test_a_week_survives_french(hours):
    assert from_french(in_words(hours)) == hours
    assert from_french(plain(in_words(hours))) == hours


WORDS = (
    "lundi",
    "mardi",
    "sam.",
    "9h",
    "12h",
    "14",
    "h",
    "30",
    "-",
    "au",
    ",",
    "et",
    "fermé",
    "sauf",
    ":",
    ";",
    "Mo",
    "off",
)


@given(st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_text_makes_the_reader_fail(text):
    try:
        hours = read_opening_hours(text)
    except InvalidInput:
        return
    assert hours is None or (isinstance(hours, OpeningHours) and read_opening_hours(to_osm(hours)) == hours)
