"""The registry: sheets checked field by field, found without accents, archived rather than deleted."""

import pytest

from campaign.base.database import rows, value
from campaign.base.errors import Conflict, InvalidForm, NotAllowed, NotFound
from campaign.base.operations import new_operation
from campaign.partners import actions, contacts, views
from campaign.partners.model import Category, Kind
from campaign.territory.model import PointQuality, PointSource


def problems(act) -> dict[str, str]:
    with pytest.raises(InvalidForm) as refusal:
        act()
    return {problem.field: problem.message for problem in refusal.value.problems}


def test_a_sheet_is_placed_in_its_commune_epci_and_departement(db, officer, shop):
    place = views.place(db, officer, shop())
    assert (place.insee_code, place.commune, place.departement) == ("49007", "Angers", "49")
    assert place.epci_name == "CU Angers Loire Métropole"
    assert (place.location_source, place.location_quality) == (PointSource.COMMUNE, PointQuality.COMMUNE)
    assert place.slug == "la-malle-a-felicie"
    assert 47.4 < place.latitude < 47.6


def test_a_former_commune_leads_to_todays(db, officer, shop):
    place = views.place(db, officer, shop("La Grange", postcode="49500", commune="Segré"))
    assert place.commune == "Segré-en-Anjou Bleu"


def test_every_wrong_field_is_told_and_nothing_is_written(db, officer):
    typed = {
        "name": " ",
        "phone": "0612",
        "email": "a@b.fr, c@d.fr",
        "siret": "4,98E+13",
        "website": "javascript:alert(1)",
        "postcode": "99999",
        "opening_hours_text": "lundi 25h-26h",
    }
    told = problems(lambda: actions.add_place(db, officer, typed, new_operation()))
    assert set(told) == {"name", "phone", "email", "siret", "website", "postcode", "opening_hours_text"}
    assert told["name"] == "Indiquez le nom."
    assert told["phone"].startswith("Numéro incomplet")
    assert "Excel" in told["siret"]
    assert value(db, "SELECT count(*) FROM places") == 0


def test_a_commune_of_another_departement_must_be_confirmed(db, officer, shop):
    sheet = {"name": "Ailleurs", "postcode": "44000", "commune": "Nantes"}
    told = problems(lambda: actions.add_place(db, officer, sheet, new_operation()))
    assert told["commune"].startswith("Nantes n’est pas dans le département (49)")
    place_id = actions.add_place(db, officer, {**sheet, "outside_confirmed": True}, new_operation())
    assert views.place(db, officer, place_id).departement == "44"


def test_hours_are_kept_as_typed_and_understood_when_they_can_be(db, officer, shop):
    understood = views.place(db, officer, shop(opening_hours_text="mar. au sam. 10h-12h, 14h-18h"))
    assert understood.opening_hours == "Tu-Sa 10:00-12:00,14:00-18:00"
    free = views.place(db, officer, shop("Autre", opening_hours_text="le premier samedi, ou sur rendez-vous"))
    assert (free.opening_hours, free.opening_hours_text) == ("", "le premier samedi, ou sur rendez-vous")


def test_changing_one_field_leaves_the_others_and_writes_the_history(db, officer, shop):
    place_id = shop(phone="02 41 00 00 05", categories=["velos", "jouets"])
    actions.change_place(db, officer, place_id, 1, {"address": "33 rue des Artisans"}, new_operation())
    place = views.place(db, officer, place_id)
    assert (place.address, place.phone, place.version) == ("33 rue des Artisans", "+33241000005", 2)
    assert place.categories == (Category.BIKES, Category.TOYS)
    texts = [line.text for line in views.history(db, officer, place_id)]
    assert texts == ["Fiche modifiée : adresse", "Fiche créée"]
    assert views.history(db, officer, place_id)[0].who == officer.name


def test_saving_an_unchanged_sheet_writes_nothing(db, officer, shop):
    place_id = shop()
    before = rows(db, "SELECT * FROM places")
    actions.change_place(db, officer, place_id, 1, {"name": "La Malle à Félicie", "commune": "Angers"}, new_operation())
    assert rows(db, "SELECT * FROM places") == before


def test_two_agents_on_the_same_sheet_both_see_both_values(db, officer, communication, shop):
    place_id = shop()
    actions.change_place(db, communication, place_id, 1, {"address": "1 rue A"}, new_operation())
    with pytest.raises(Conflict) as refusal:
        actions.change_place(db, officer, place_id, 1, {"address": "2 rue B"}, new_operation())
    assert refusal.value.who == communication.name
    assert refusal.value.theirs == {"Adresse": "1 rue A"}
    assert refusal.value.message.startswith(f"Modifié par {communication.name} à ")
    assert views.place(db, officer, place_id).address == "1 rue A"


def test_a_conflict_names_who_changed_the_sheet_not_who_invited_the_shop(
    db, officer, communication, shop, edition, answered
):
    place_id = shop()
    actions.change_place(db, communication, place_id, 1, {"address": "1 rue A"}, new_operation())
    answered(edition(), place_id)
    with pytest.raises(Conflict) as refusal:
        actions.change_place(db, officer, place_id, 1, {"address": "2 rue B"}, new_operation())
    assert refusal.value.who == communication.name


def test_a_replayed_form_adds_one_shop(db, officer):
    operation, sheet = new_operation(), {"name": "Une", "commune": "Angers", "postcode": "49000"}
    assert actions.add_place(db, officer, sheet, operation) == actions.add_place(db, officer, sheet, operation)
    assert value(db, "SELECT count(*) FROM places") == 1


def test_two_shops_of_one_name_have_two_addresses_on_the_site(db, officer, shop):
    slugs = [views.place(db, officer, shop("Emmaüs")).slug for _ in range(3)]
    assert slugs == ["emmaus", "emmaus-angers", "emmaus-angers-2"]


def test_a_search_finds_without_accents_in_any_order(db, officer, shop):
    wanted = shop("L’Échoppe solidaire", organisation="Arceau Anjou")
    shop("Meubles & Cie", postcode="49400", commune="Saumur")
    for typed in ("echoppe", "ANGERS échoppe", "arceau", "solidaire loire metropole"):
        assert [place.id for place in views.places(db, officer, search=typed)] == [wanted], typed
    assert views.places(db, officer, search="l'% _ \" AND") == []


def test_an_archived_shop_leaves_the_list_and_comes_back(db, officer, shop):
    place_id = shop()
    actions.archive_place(db, officer, place_id, new_operation())
    assert views.places(db, officer) == []
    assert [place.id for place in views.places(db, officer, archived=True)] == [place_id]
    actions.restore_place(db, officer, place_id, new_operation())
    assert [place.id for place in views.places(db, officer)] == [place_id]


def test_kinds_are_listed_apart(db, officer, shop):
    shop()
    relay = shop("CCAS d’Angers", kind="relay")
    assert [place.id for place in views.places(db, officer, Kind.RELAY)] == [relay]
    assert len(views.places(db, officer, None)) == 2


def test_a_point_placed_by_hand_settles_doubts_and_survives_a_change_of_street(db, officer, shop):
    place_id = shop()
    db.conn.execute("UPDATE places SET warnings = '[\"Point à vérifier\"]'")
    db.conn.commit()
    actions.set_point(db, officer, place_id, 1, 47.4701, -0.5512, new_operation())
    place = views.place(db, officer, place_id)
    assert (place.latitude, place.location_source, place.warnings) == (47.4701, PointSource.MANUAL, ())
    actions.change_place(
        db, officer, place_id, place.version, {"address": "2 rue B", "commune": "Angers"}, new_operation()
    )
    assert views.place(db, officer, place_id).location_source is PointSource.MANUAL


def test_a_point_is_written_with_a_comma_or_a_point_and_any_minus(db, officer, shop):
    place_id = shop()
    values = {"latitude": "47,4701", "longitude": "−0,5512"}
    actions.change_place(db, officer, place_id, 1, values, new_operation())
    place = views.place(db, officer, place_id)
    assert (place.latitude, place.longitude) == (47.4701, -0.5512)


@pytest.mark.parametrize("point", [("abc", "1"), ("0", "0"), ("95", "0"), ("47.4", "190")])
def test_an_impossible_point_is_refused(db, officer, shop, point):
    values = {"latitude": point[0], "longitude": point[1]}
    place_id = shop()
    assert set(problems(lambda: actions.change_place(db, officer, place_id, 1, values, new_operation()))) == {
        "latitude"
    }


def test_a_contact_answers_for_several_places_and_can_be_found_by_them(db, officer, shop):
    places = [shop("Une"), shop("Deux")]
    typed = {"name": "Noé Petit", "email": "NOE@Exemple.fr", "phone": "02 41 00 00 07", "place_ids": places}
    contact_id = contacts.add_contact(db, officer, typed, new_operation())
    contact = views.contact(db, officer, contact_id)
    assert (contact.place_names, contact.may_publish) == (("Deux", "Une"), False)
    assert [one.id for one in views.contacts(db, officer, search="petit une")] == [contact_id]
    assert [one.id for one in views.contacts_of(db, officer, places[0])] == [contact_id]
    contacts.change_contact(db, officer, contact_id, 1, {"place_ids": places[:1]}, new_operation())
    assert views.contact(db, officer, contact_id).place_ids == (places[0],)
    with pytest.raises(Conflict) as refusal:
        contacts.change_contact(db, officer, contact_id, 1, {"name": "Autre"}, new_operation())
    assert (refusal.value.who, refusal.value.theirs) == (officer.name, {"Nom": "Noé Petit"})
    contacts.archive_contact(db, officer, contact_id, new_operation())
    assert views.contacts(db, officer) == []


def test_a_contact_with_a_wrong_email_or_an_unknown_place_is_refused(db, officer):
    for typed in ({"name": "x", "email": "a@b.fr\r\nBcc: x@y.z"}, {"name": "x", "place_ids": [99]}, {"name": ""}):
        with pytest.raises(InvalidForm):
            contacts.add_contact(db, officer, typed, new_operation())
    assert value(db, "SELECT count(*) FROM contacts") == 0


def test_personal_values_never_reach_the_journals_details(db, officer, shop, contact):
    place_id = shop(phone="02 41 00 00 05")
    actions.change_place(db, officer, place_id, 1, {"phone": "02 41 00 00 06"}, new_operation())
    contact([place_id], phone="02 41 00 00 09")
    assert "0241" not in str(rows(db, "SELECT details FROM journal")).replace("+33", "0")
    assert value(db, "SELECT count(*) FROM journal_personal WHERE field = 'phone'") == 1


def test_logistics_and_readers_cannot_change_the_registry(db, logistics, reader, shop):
    place_id = shop()
    for agent in (logistics, reader):
        with pytest.raises(NotAllowed):
            actions.change_place(db, agent, place_id, 1, {"name": "x"}, new_operation())
    with pytest.raises(NotAllowed):
        views.contacts(db, reader)


def test_an_unknown_sheet_is_said_so(db, officer):
    with pytest.raises(NotFound, match="n’existe pas"):
        views.place(db, officer, 99)


def test_hostile_names_are_kept_as_text(db, officer, shop):
    for name in ("<script>alert(1)</script>", "'; DROP TABLE places;--", "{{7*7}}", "=HYPERLINK(1)", "Emmaüs 🎉"):
        assert views.place(db, officer, shop(name)).name == name
