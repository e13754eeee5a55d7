"""Why a sheet is « à vérifier »: cases computed by hand, then the list with its order and the register of SIRET."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base import clock
from campaign.base.database import value
from campaign.base.errors import UnreadableFile
from campaign.base.operations import new_operation
from campaign.partners import actions, confirming
from campaign.partners.checking import (
    CHECKED_FIELDS,
    Finding,
    Reason,
    findings,
    is_current,
    urgency,
    valid_since,
)
from campaign.partners.confirmations import How
from campaign.partners.model import WEIGHTS, Category, Confirmation, Kind, Place, SiretState
from campaign.partners.siret_register import compare_register, read_register
from campaign.partners.store import place_by_id
from campaign.partners.to_check import checks_of, sheets_to_check
from campaign.territory.model import PointQuality, PointSource

TODAY = date(2026, 11, 22)
RECENT, OLD = datetime(2026, 10, 12, 9, tzinfo=UTC), datetime(2025, 11, 21, 9, tzinfo=UTC)
SINCE = date(2025, 11, 22)
WHOLE = Place(
    id=1, kind=Kind.SHOP, name="La Malle", slug="la-malle", address="1 rue A", postcode="49100", insee_code="49007",
    commune="Angers", departement="49", latitude=47.47, longitude=-0.55, location_source=PointSource.BAN,
    location_quality=PointQuality.EXACT, location_score=0.9, opening_hours="Tu 10:00-12:00",
    opening_hours_text="mar. 10 h – 12 h", phone="+33241000005", categories=(Category.BIKES,),
)  # fmt: skip


def said(at: datetime = RECENT, how: How = How.AGENT, **others: datetime) -> dict[str, Confirmation]:
    every = dict.fromkeys((*CHECKED_FIELDS, "latitude"), at) | others
    return {name: Confirmation(name, when, "agent:1", how) for name, when in every.items()}


def reasons(place: Place, known=None, **options) -> list[Reason]:
    found = findings(place, said() if known is None else known, SINCE, "49", **options)
    return [one.reason for one in found]


def test_nothing_is_asked_of_a_whole_sheet_verified_last_month():
    assert reasons(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"address": ""}, [Reason.MISSING]),
        ({"phone": ""}, [Reason.MISSING]),
        ({"latitude": None, "longitude": None, "location_quality": PointQuality.NONE}, [Reason.MISSING]),
        ({"location_quality": PointQuality.COMMUNE}, [Reason.POINT]),
        ({"departement": "44"}, []),  # an agent confirmed that commune
        ({"opening_hours": ""}, []),  # an agent said these words are right
        ({"phone": "+33612345678"}, [Reason.PHONE_HIDDEN]),
        ({"phone": "+33612345678", "may_publish_phone": True}, []),
        ({"warnings": ("Point à vérifier",)}, [Reason.WARNING]),
        ({"duplicate_of": 7}, [Reason.DUPLICATE]),
        ({"siret": "73282932000074", "siret_state": SiretState.CLOSED, "siret_checked_on": TODAY},
         [Reason.SIRET_CLOSED]),
        ({"siret": "73282932000074", "siret_state": SiretState.OPEN, "siret_checked_on": TODAY}, []),
        ({"siret": "73282932000074", "siret_checked_on": TODAY}, [Reason.SIRET_WRONG]),
        ({"siret": "73282932000075"}, [Reason.SIRET_WRONG]),
        ({"kind": Kind.RELAY, "opening_hours_text": "", "categories": ()}, []),
    ],
)  # fmt: skip
def test_each_reason_is_found_alone(change, expected):
    assert reasons(replace(WHOLE, **change)) == expected


def test_what_a_file_said_settles_no_doubt():
    by_file = said(how=How.FILE)
    assert reasons(replace(WHOLE, opening_hours=""), by_file) == [Reason.HOURS_TEXT]
    assert reasons(replace(WHOLE, departement="44"), by_file) == [Reason.POINT]


def test_whoever_says_after_the_register_that_the_siret_is_right_is_heard():
    closed = replace(WHOLE, siret="73282932000074", siret_state=SiretState.CLOSED, siret_checked_on=date(2026, 10, 1))
    assert reasons(closed, said(siret=RECENT)) == []
    by_file = said() | {"siret": Confirmation("siret", RECENT, "agent:1", How.FILE)}
    assert reasons(closed, by_file) == [Reason.SIRET_CLOSED]


def test_suggestions_copies_and_doubts_are_told():
    found = findings(
        WHOLE,
        said(),
        SINCE,
        "49",
        doubts=["Le point est à 30 km."],
        suggestions=2,
        copies={9: "La Malle 2", 4: "Malle"},
    )
    assert [(one.reason, one.text.replace("\u00a0", " ")) for one in found] == [
        (Reason.DUPLICATE, "ressemble à « Malle » (n° 4) et « La Malle 2 » (n° 9)"),
        (Reason.SUGGESTION, "2 corrections proposées"),
        (Reason.POINT, "Le point est à 30 km."),
    ]


def test_one_thing_is_told_once():
    elsewhere = replace(
        WHOLE, departement="44", duplicate_of=3,
        warnings=("Nantes n’est pas dans le département (49).", "Ressemble à « Le Fil » : même adresse.", "Autre."),
    )  # fmt: skip
    far = ["Le point n’est pas en Maine-et-Loire.", "Le point est à 90 km de la commune (Nantes)."]
    by_file = findings(elsewhere, said(how=How.FILE), SINCE, "49", doubts=far)
    assert [(one.reason, one.text) for one in by_file] == [
        (Reason.DUPLICATE, "ressemble à la fiche n° 3"),
        (Reason.WARNING, "Autre."),
        (Reason.POINT, "Le point est à 90 km de la commune (Nantes)."),
        (Reason.POINT, "La commune n’est pas dans le département (44)."),
    ]


def test_the_age_of_each_filled_field_is_counted_to_the_day():
    known = said(phone=OLD, address=datetime(2025, 11, 22, 9, tzinfo=UTC))
    del known["name"]
    assert findings(WHOLE, known, SINCE, "49") == (
        Finding(Reason.NEVER, "jamais vérifié : nom", ("name",)),
        Finding(Reason.STALE, "vérifié pour la dernière fois le 21/11/2025 : téléphone", ("phone",)),
    )


@pytest.mark.parametrize(
    ("today", "last_edition", "since"),
    [
        (TODAY, None, date(2025, 11, 22)),
        (TODAY, date(2025, 11, 12), date(2025, 11, 22)),
        (TODAY, date(2026, 11, 14), date(2026, 11, 14)),
        (date(2028, 2, 29), None, date(2027, 2, 28)),
    ],
)
def test_a_word_counts_for_twelve_months_and_not_beyond_the_last_edition(today, last_edition, since):
    assert valid_since(today, last_edition) == since


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 900))
def test_a_word_given_today_counts_and_one_of_two_years_ago_never_does(today, ago):
    at = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    since = valid_since(today, None)
    assert is_current(Confirmation("name", at, "agent:1", How.AGENT), since)
    older = Confirmation("name", at - timedelta(days=ago), "agent:1", How.AGENT)
    assert is_current(older, since) == (at.date() - timedelta(days=ago) >= since)
    assert not is_current(None, since)


def test_shops_of_the_edition_come_first_then_the_worst_reason_then_how_many():
    closed, missing = Finding(Reason.SIRET_CLOSED, ""), Finding(Reason.MISSING, "")
    order = [
        urgency([missing], invited=True),
        urgency([closed], invited=False),
        urgency([missing, missing], invited=False),
        urgency([missing], invited=False),
    ]
    assert order == sorted(order)


def test_the_weights_of_a_sheet_make_a_hundred():
    assert sum(WEIGHTS.values()) == 100
    assert WHOLE.completeness == 100
    assert replace(WHOLE, opening_hours="", opening_hours_text="", phone="").completeness == 70
    assert replace(WHOLE, kind=Kind.RELAY, opening_hours="", opening_hours_text="", categories=()).completeness == 100
    # 20 + 15 + 10 wanted of a relay: without its phone, 35 of 45.
    assert replace(WHOLE, kind=Kind.RELAY, phone="").completeness == 78


@pytest.fixture
def sheets(db, shop):
    """Three shops, the second with a SIRET."""
    return [
        shop("La Remise", phone="02 41 00 00 01"),
        shop("Le Fil", address="2 rue du Lin", siret="732 829 320 00074"),
        shop("Meubles & Cie", postcode="49400", commune="Saumur"),
    ]


def test_the_list_puts_invited_shops_first_and_leaves_archived_ones(db, officer, logistics, sheets):
    actions.archive_place(db, officer, sheets[0], new_operation())
    listed = sheets_to_check(db, logistics, invited=[sheets[2]])
    assert [one.place.id for one in listed] == [sheets[2], sheets[1]]
    assert (listed[0].invited, listed[1].invited) == (True, False)
    assert Reason.POINT in listed[0].reasons
    assert checks_of(db, officer, sheets[0]) == ()


def test_before_the_last_edition_nothing_counts_and_one_word_settles_it(db, officer, sheets):
    tomorrow = clock.today() + timedelta(days=1)
    assert Reason.STALE not in {one.reason for one in checks_of(db, officer, sheets[0])}
    with clock.frozen(datetime.combine(tomorrow, datetime.min.time(), clock.PARIS) + timedelta(hours=9)):
        assert Reason.STALE in {one.reason for one in checks_of(db, officer, sheets[0], tomorrow)}
        confirming.confirm_sheet(db, officer, sheets[0], None, new_operation())
        assert Reason.STALE not in {one.reason for one in checks_of(db, officer, sheets[0], tomorrow)}


STOCK = (
    "siren,nic,siret,etablissementSiege,dateDebut,etatAdministratifEtablissement\n"
    "732829320,00074,73282932000074,true,{},{}\n"
).format  # fmt: skip


def test_a_closed_siret_asks_whether_the_shop_closed_and_an_open_one_is_confirmed(db, officer, sheets):
    told = compare_register(db, officer, STOCK("2025-03-03", "F").encode(), False, new_operation())
    assert (told.known, told.opened, told.closed, told.absent) == (1, 0, ("Le Fil",), ())
    place = place_by_id(db, sheets[1])
    assert (place.siret_state, place.siret_closed_on, place.version) == (SiretState.CLOSED, date(2025, 3, 3), 1)
    found = checks_of(db, officer, sheets[1])[0]
    assert (found.reason, found.text) == (
        Reason.SIRET_CLOSED, "fermé au répertoire depuis le 03/03/2025 : la boutique a fermé ?",
    )  # fmt: skip
    confirming.confirm_sheet(db, officer, sheets[1], ["siret"], new_operation())
    compare_register(db, officer, STOCK("2025-03-03", "F").encode(), False, new_operation())
    assert Reason.SIRET_CLOSED not in {one.reason for one in checks_of(db, officer, sheets[1])}  # somebody answered
    told = compare_register(db, officer, STOCK("2026-01-01", "A").encode("utf-16"), False, new_operation())
    assert (told.opened, told.sentence.replace("\u00a0", " ")) == (1, "1 SIRET comparé : 1 en activité, 0 fermé.")
    assert confirming.confirmed_fields(db, officer, sheets[1])["siret"].how is How.REGISTER
    assert Reason.SIRET_CLOSED not in {one.reason for one in checks_of(db, officer, sheets[1])}


def test_a_siret_absent_from_an_extract_changes_nothing_and_from_the_whole_register_is_to_be_seen(db, officer, sheets):
    other = b"siret;etat\n35600000000048;Actif\n"
    before = place_by_id(db, sheets[1])
    told = compare_register(db, officer, other, False, new_operation())
    assert (told.absent, place_by_id(db, sheets[1])) == (("Le Fil",), before)
    compare_register(db, officer, other, True, new_operation())
    assert Reason.SIRET_WRONG in {one.reason for one in checks_of(db, officer, sheets[1])}


def test_another_siret_forgets_what_was_said_of_the_former(db, officer, sheets):
    compare_register(db, officer, STOCK("2025-03-03", "F").encode(), False, new_operation())
    actions.change_place(db, officer, sheets[1], 1, {"siret": "356 000 000 00048"}, new_operation())
    place = place_by_id(db, sheets[1])
    assert (place.siret_state, place.siret_checked_on, place.siret_closed_on) == (SiretState.UNKNOWN, None, None)


def test_the_register_is_compared_once_per_gesture(db, officer, sheets):
    operation = new_operation()
    told = [compare_register(db, officer, STOCK("2025-03-03", "F").encode(), False, operation) for _ in range(2)]
    assert told[0] == told[1]
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'compare_register'") == 2  # the sheet, and the whole


def test_a_register_file_is_read_as_people_have_it():
    typed = (
        "SIRET;Etat;Date de fermeture\n"
        "732 829 320 00074;Fermé;03/03/2025\n"
        "73282932000074;Actif;\n"
        "7,32829E+13;Actif;\n"
        "356000000 00048;peut-être;\n"
        "35600000000048;Actif;31/02/2025\n"
    )
    read = read_register(typed.encode("cp1252"))
    assert {number: (one.state, one.since) for number, one in read.said.items()} == {
        "73282932000074": (SiretState.CLOSED, date(2025, 3, 3)),
        "35600000000048": (SiretState.OPEN, None),
    }
    assert read.unreadable == (4, 5)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "vide"),
        (b"nom;ville\nA;Angers\n", "deux colonnes"),
        (b"PK\x03\x04....", "CSV"),
        (b"%PDF-1.7 \x00\x01\x02", "non reconnu"),
        (b'siret;etat\n"7328;A\n', "guillemet"),
        (b"a" * (5 * 1024 * 1024 + 1), "5 Mo"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_french(data, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_register(data)
