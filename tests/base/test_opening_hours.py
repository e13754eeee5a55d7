"""Opening hours as people write them, as OpenStreetMap writes them, and back (reliability.md, no 23)."""

from datetime import date, time

import pytest
from hypothesis import given, settings
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
from tests.base.drawn_hours import all_hours


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
        # Nth weekdays of the month
        ("1er samedi du mois 10h-17h", "Sa[1] 10:00-17:00"),
        ("Le 1er et le 3e samedi de chaque mois de 10h à 17h", "Sa[1,3] 10:00-17:00"),
        ("mar-ven 10h-18h, 1er et 3e samedis du mois 10h-17h", "Tu-Fr 10:00-18:00; Sa[1,3] 10:00-17:00"),
        ("dernier samedi du mois : 10h-17h", "Sa[-1] 10:00-17:00"),
        ("samedi 10h-12h, 1er samedi du mois 10h-17h", "Sa 10:00-12:00; Sa[1] 10:00-17:00"),
        ("samedi 9h-12h, sauf 1er samedi du mois 14h-18h", "Sa 09:00-12:00; Sa[1] 14:00-18:00"),
        ("lun-ven 9h-12h, fermé le premier lundi du mois", "Mo-Fr 09:00-12:00; Mo[1] off"),
        ("Mo-Fr 10:00-12:00; Sa [2] [4] 10:00-18:00", "Mo-Fr 10:00-12:00; Sa[2,4] 10:00-18:00"),
        # Closed mornings and afternoons
        ("Mar-sam 9h30-12h / 14h-18h, fermé le jeudi matin", "Tu-We,Fr-Sa 09:30-12:00,14:00-18:00; Th 14:00-18:00"),
        ("lun-sam 9h-12h, 14h-18h sauf le samedi après-midi", "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00"),
        # Seasons
        ("mar-sam 10h-18h ; juillet-août : 10h-13h", "Tu-Sa 10:00-18:00; Jul-Aug Tu-Sa 10:00-13:00"),
        ("mar-sam 10h-18h, fermé en août", "Tu-Sa 10:00-18:00; Aug off"),
        ("mar-sam 10h-18h, fermé les jours fériés, en août", "Tu-Sa 10:00-18:00; Aug off; PH off"),
        ("mar-sam 10h-18h, fermé du 1er au 15 août", "Tu-Sa 10:00-18:00; Aug 01-Aug 15 off"),
        ("d’avril à octobre : samedi 10h-17h, dimanche 14h-17h", "Apr-Oct Sa 10:00-17:00; Apr-Oct Su 14:00-17:00"),
        ("Mo-Fr 08:30-12:00; Apr-Oct Sa 09:00-12:00", "Mo-Fr 08:30-12:00; Apr-Oct Sa 09:00-12:00"),
        ("mars-avril : mardi 9h-12h", "Mar-Apr Tu 09:00-12:00"),
        ("mar 10:00-12:00", "Tu 10:00-12:00"),  # not March
        (
            "juillet-août : mar-sam 10h-13h ; le reste de l’année : mar-sam 10h-18h",
            "Tu-Sa 10:00-18:00; Jul-Aug Tu-Sa 10:00-13:00",
        ),
        ("mar-sam 10h-18h, fermeture annuelle en août", "Tu-Sa 10:00-18:00; Aug off"),
        ("mar-sam 10h-18h. Fermé le lundi. Ouvert le dimanche 14h-18h.", "Tu-Sa 10:00-18:00; Su 14:00-18:00"),
        # Dates
        (
            "mar-sam 10h-18h, fermé du 24 décembre 2026 au 3 janvier 2027",
            "Tu-Sa 10:00-18:00; 2026 Dec 24-2027 Jan 03 off",
        ),
        ("mar-sam 10h-18h ; fermé du 24 décembre au 3 janvier 2027", "Tu-Sa 10:00-18:00; 2026 Dec 24-2027 Jan 03 off"),
        ("mar-sam 10h-18h, fermé le 24/12/2026", "Tu-Sa 10:00-18:00; 2026 Dec 24 off"),
        ("mar-sam 10h-18h, fermé les 24 et 31 décembre 2026", "Tu-Sa 10:00-18:00; 2026 Dec 24 off; 2026 Dec 31 off"),
        ("mar-sam 10h-18h ; jeudi 24 décembre 2026 : 10h-16h", "Tu-Sa 10:00-18:00; 2026 Dec 24 10:00-16:00"),
        (
            "fermeture exceptionnelle du 2 au 8 mars 2027. mar-sam 10h-18h",
            "Tu-Sa 10:00-18:00; 2027 Mar 02-2027 Mar 08 off",
        ),
        (
            "mar-sam 10h-18h ; horaires exceptionnels le 24 décembre 2026 : 10h-16h",
            "Tu-Sa 10:00-18:00; 2026 Dec 24 10:00-16:00",
        ),
        ("Tu-Sa 10:00-18:00; 2026 Dec 24-26 off", "Tu-Sa 10:00-18:00; 2026 Dec 24-2026 Dec 26 off"),
        # Appointments
        ("sur RDV", 'unknown "sur rendez-vous"'),
        ("prendre rendez-vous par téléphone.", 'unknown "sur rendez-vous"'),
        ('"by appointment"', 'unknown "sur rendez-vous"'),
        ("mar-sam 10h-18h ou sur rendez-vous", 'Tu-Sa 10:00-18:00 || unknown "sur rendez-vous"'),
        ("lundi sur rendez-vous, mar-sam 10h-18h", 'Tu-Sa 10:00-18:00; Mo unknown "sur rendez-vous"'),
        ('Mo "sur rendez-vous"; Tu-Sa 10:00-18:00', 'Tu-Sa 10:00-18:00; Mo unknown "sur rendez-vous"'),
        ("lundi 14h-18h (sauf jours fériés)", "Mo 14:00-18:00; PH off"),
        # Remarks of our own
        ("mar-sam 10h-18h ; précision : entrée par la cour", 'Tu-Sa 10:00-18:00 "Précision : entrée par la cour"'),
    ],
)
def test_hours_are_understood(written, means):
    assert osm(written) == means


@pytest.mark.parametrize(
    "written",
    ["", "possible sur rendez-vous", "1er samedi du mois", "tous les jours", "fermé le lundi", "10h-12h/14h-19h",
     "mardi 9h",
     "deux samedis par mois 10h-13h", "dépôts : mardi 9h-12h", "lundi matin et mardi 14h-18h", "samedi matin 14h-18h",
     "mardi 9h-12h en été", "mardi 9h-12h, jeudi", "mardi 9-12", "du 2 au 5 avril 9h-12h", "mardi à partir de 14h",
     "dimanche et jours fériés 14h-18h", "semaine paire : mardi 9h-12h", "mardi 9h 12h", "mardi 9h-12h sur rendez-vous",
     "Su[1]", "week 1-53/2 Sa 09:00-12:00", "Mo-Fr sunrise-12:00", "easter off",
     "SH Mo 10:00-12:00", "We,Sa 10:00-13:00+14:00-18:00", "Th, Sa",
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
     "mardi 9h-12h, fermé le mardi",
     "samedi 9h-12h, 1er samedi du mois 14h-18h",  # besides, or instead?
     "1er samedi et dimanche 10h-12h",  # each Sunday, or the first?
     "mar-sam 10h-18h ; juillet-août : mar-ven 10h-13h",  # and on Saturdays?
     "mar-sam 10h-18h ; en août : 10h-13h ; dim. 10h-12h",  # that Sunday, in August only?
     "mar-sam 10h-18h, fermé le jeudi matin",  # until when?
     "mar-ven 9h-12h / 14h-18h, fermé mardi et jeudi matin",
     "lundi 9h-12h, mardi 14h-18h en août, mercredi 9h-12h",  # which of them in August?
     "mar-sam 10h-18h, 1er août 10h-12h",  # on a Sunday too?
     "mar-sam 10h-18h, ouvert exceptionnellement le dimanche 14h-18h",  # which one?
     "mar-sam 10h-18h, fermé exceptionnellement du 1er au 15 août",  # of which year?
     "Mar 10:00-12:00; We 14:00-18:00",  # in March, or on Tuesdays?
     "mar-sam 10h-18h sur rendez-vous",  # are those hours by appointment?
     "mar-sam 10h-18h ; du 1er au 15 août 2026 : 10h-13h",  # on Sundays too?
     "mar-sam 10h-18h, fermé le mardi 24 décembre 2026",  # it is a Thursday
     "mar-sam 10h-18h ; fermé en août ; en août : sam. 10h-12h",
     "WE 10:00-18:00",  # Wednesday for a machine, the week-end for people
     "PH off; Mo-Fr 10:00-12:00",  # the second rule opens again on holidays
     "Tu-Sa 10:00-18:00; Aug off; Aug 01-Aug 15 Sa 10:00-12:00",
     "Tu-Sa 10:00-18:00; 2026 Dec 24 off; Th 10:00-12:00"],
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
    assert hours.on(date(2026, 11, 28)) == (Span(time(9), time(12)), Span(time(14), MIDNIGHT))
    assert hours.on(date(2026, 11, 29)) == ()


@settings(max_examples=60, deadline=None)
@given(all_hours())
def test_hours_survive_openstreetmap_syntax(hours):
    assert from_osm(to_osm(hours)) == hours


@settings(max_examples=60, deadline=None)
@given(all_hours())
def test_hours_survive_french(hours):
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
    "1er",
    "du mois",
    "août",
    "2026",
    "sur rendez-vous",
    "ou",
)


@given(st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_text_makes_the_reader_fail(text):
    try:
        hours = read_opening_hours(text)
    except InvalidInput:
        return
    assert hours is None or (isinstance(hours, OpeningHours) and read_opening_hours(to_osm(hours)) == hours)
