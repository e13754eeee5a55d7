"""What lasted, found by comparing frozen sheets: nobody typed it."""

import json
from dataclasses import asdict, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import rows
from campaign.base.operations import new_operation
from campaign.debrief.lasting import FrozenSheet, Topic, compare, sheet_from
from campaign.participation.freezing import freeze_sheets
from campaign.partners import actions as partners
from campaign.partners.store import place_by_id

FELICIE = FrozenSheet(
    5,
    "La Malle à Félicie",
    "We,Sa 10:00-18:00",
    "mer. et sam. 10 h – 18 h",
    "Indépendante",
    "+33241000005",
    "malle@exemple.fr",
    "https://malle.exemple.fr",
)
FIL = FrozenSheet(7, "Le Fil retrouvé", "Mo-Sa 10:00-19:00", "lun. au sam. 10 h – 19 h", "Emmaüs", "+33241000007")
REMISE = FrozenSheet(9, "La Remise", "", "selon les saisons", "")


def moment(*sheets):
    return {one.place_id: one for one in sheets}


def plain(texts):
    return [text.replace("\u00a0", " ").replace("\u2060", "") for text in texts]


def test_two_shops_changed_their_opening_days():
    after = moment(
        replace(FELICIE, opening_hours="We-Sa 10:00-18:00", opening_hours_text="mer. au sam. 10 h – 18 h"),
        replace(FIL, opening_hours="Tu-Sa 10:00-19:00", opening_hours_text="mar. au sam. 10 h – 19 h"),
        REMISE,
    )
    found = compare(moment(FELICIE, FIL, REMISE), after)
    assert plain(found.sentences) == [
        "2 boutiques ont changé leurs jours d’ouverture : La Malle à Félicie et Le Fil retrouvé."
    ]
    assert found.of(Topic.DAYS)[0].before == "mercredi et samedi"
    assert found.of(Topic.DAYS)[0].after == "mercredi, jeudi, vendredi et samedi"
    assert found.compared == 3


def test_other_hours_on_the_same_days_are_not_other_days():
    after = replace(FIL, opening_hours="Mo-Sa 09:00-19:00", opening_hours_text="lun. au sam. 9 h – 19 h")
    found = compare(moment(FIL), moment(after))
    assert plain(found.sentences) == ["1 boutique a changé ses horaires, les mêmes jours : Le Fil retrouvé."]
    assert plain([found.changes[0].before, found.changes[0].after]) == [
        "lun. au sam. 10 h – 19 h",
        "lun. au sam. 9 h – 19 h",
    ]


def test_the_same_hours_written_otherwise_are_no_change():
    after = replace(
        FELICIE, opening_hours="Sa 10:00-18:00; We 10:00-18:00", opening_hours_text="le mercredi, le samedi"
    )
    found = compare(moment(FELICIE), moment(after))
    assert found.changes == found.to_check == ()
    assert plain(found.sentences) == ["Aucun changement sur les fiches (1 boutique aux deux éditions)."]


def test_hours_that_cannot_be_read_are_left_to_a_person():
    found = compare(moment(REMISE), moment(replace(REMISE, opening_hours_text="sur rendez-vous")))
    assert found.changes == ()
    (question,) = plain(found.questions)
    assert question.startswith("La Remise : les horaires ont été récrits, sans que l’on puisse lire si les jours ont")
    assert question.endswith("(selon les saisons → sur rendez-vous).")
    assert compare(moment(REMISE), moment(replace(REMISE, opening_hours_text="Selon les saisons !"))).to_check == ()


def test_a_sheet_filled_in_since_is_not_a_change():
    after = replace(FIL, email="fil@exemple.fr", website="https://fil.exemple.fr")
    empty = replace(FIL, opening_hours="", opening_hours_text="", phone="")
    for found in (compare(moment(empty), moment(after)), compare(moment(after), moment(empty))):
        assert found.changes == found.to_check == ()


def test_contacts_that_changed_are_named_without_being_shown():
    after = replace(FELICIE, phone="+33241000099", website="http://malle.exemple.fr/", email="felicie@exemple.fr")
    found = compare(moment(FELICIE), moment(after))
    assert plain(found.sentences) == ["1 boutique a changé de coordonnées : La Malle à Félicie."]
    assert found.changes[0].after == "téléphone, adresse électronique"
    assert "exemple" not in repr(found.changes)
    assert "+33" not in repr(found.changes)


def test_another_network_is_a_change_and_a_first_one_is_a_question():
    found = compare(
        moment(FELICIE, FIL, REMISE),
        moment(replace(FELICIE, network="Réseau des ressourceries"), replace(FIL, network="EMMAUS"),
               replace(REMISE, network="Envie")),
    )  # fmt: skip
    assert plain(found.sentences) == ["1 boutique a changé de réseau : La Malle à Félicie."]
    assert plain(found.questions) == ["La Remise : un réseau n’est sur la fiche que d’un côté (rien → Envie)."]


def test_only_shops_of_both_moments_are_compared():
    found = compare(moment(FELICIE, FIL), moment(FIL, REMISE))
    assert (found.compared, found.only_before, found.only_after) == (1, 1, 1)
    assert compare(moment(FELICIE), moment(REMISE)).sentences == ()


def test_a_shop_is_told_under_the_name_it_has_now():
    after = replace(FELICIE, name="La Grande Malle", opening_hours="We 10:00-18:00")
    assert compare(moment(FELICIE), moment(after)).sentences[0].endswith("La Grande Malle.")


def test_a_frozen_sheet_that_lacks_fields_is_read_all_the_same():
    assert sheet_from(3, {"place": {"name": "La Remise", "phone": None}}) == FrozenSheet(3, "La Remise")
    assert sheet_from(3, {}) == FrozenSheet(3, "")
    assert sheet_from(3, {"place": {"name": "Là", "opening_hours": "We 25:00-26:00"}}).opening_hours_text == ""


def test_an_impossible_hour_frozen_long_ago_is_only_a_question():
    odd = replace(FELICIE, opening_hours="We 25:00-26:00")
    assert compare(moment(odd), moment(FELICIE)).changes == ()
    later = replace(FELICIE, opening_hours_text="mer. 10 h – 18 h", opening_hours="We 10:00-18:00")
    assert [one.topic for one in compare(moment(odd), moment(later)).to_check] == [Topic.HOURS]


def test_sheets_really_frozen_tell_what_changed_since(db, officer, shop, edition, answered):
    edition_id = edition()
    place_id = shop("Le Fil retrouvé", opening_hours_text="mer. et sam. 10 h - 18 h", phone="02 41 00 00 07")
    answered(edition_id, place_id)
    with clock.frozen(clock.now() + timedelta(days=90)):
        assert freeze_sheets(db, SYSTEM) == 1
    (kept,) = rows(db, "SELECT sheet FROM edition_snapshots")
    before = sheet_from(place_id, json.loads(str(kept["sheet"])))
    assert (before.name, before.phone) == ("Le Fil retrouvé", "+33241000007")
    place = place_by_id(db, place_id)
    change = {"opening_hours_text": "mar. et sam. 10 h - 18 h", "phone": "02 41 00 00 08"}
    partners.change_place(db, officer, place_id, place.version, change, new_operation())
    after = sheet_from(place_id, {"place": asdict(place_by_id(db, place_id))})
    assert plain(compare(moment(before), moment(after)).sentences) == [
        "1 boutique a changé ses jours d’ouverture : Le Fil retrouvé.",
        "1 boutique a changé de coordonnées : Le Fil retrouvé.",
    ]


WEEKS = st.sampled_from(("", "We,Sa 10:00-18:00", "We-Sa 10:00-18:00", "We,Sa 9:00-18:00", "n’importe quand"))
SHEETS = st.builds(
    FrozenSheet,
    place_id=st.integers(1, 9),
    name=st.text(min_size=1, max_size=6),
    opening_hours=WEEKS,
    network=st.sampled_from(("", "Emmaüs", "Envie")),
    phone=st.sampled_from(("", "1", "2")),
)


@given(st.lists(SHEETS, max_size=9), st.lists(SHEETS, max_size=9))
def test_as_many_changes_are_found_one_way_as_the_other(before, after):
    there, back = compare(moment(*before), moment(*after)), compare(moment(*after), moment(*before))
    assert [one.topic for one in there.changes] == [one.topic for one in back.changes]
    assert sorted(one.place_id for one in there.to_check) == sorted(one.place_id for one in back.to_check)
    assert compare(moment(*before), moment(*before)).changes == ()


def test_a_saturday_a_month_is_another_opening_day_and_an_exception_changes_nothing_that_lasts():
    monthly = replace(FIL, opening_hours="Mo-Sa 10:00-19:00; Su[1] 10:00-12:00")
    (change,) = compare(moment(FIL), moment(monthly)).of(Topic.DAYS)
    assert change.after.replace("\u00a0", " ").endswith("samedi et 1er dim. du mois")
    closed = replace(FIL, opening_hours="Mo-Sa 10:00-19:00; PH off; 2026 Dec 24-2027 Jan 03 off")
    assert compare(moment(FIL), moment(closed)).changes == ()
    shorter = replace(FIL, opening_hours="Mo-Sa 10:00-19:00; Jul-Aug Mo-Sa 10:00-13:00")
    assert compare(moment(FIL), moment(shorter)).of(Topic.HOURS)
