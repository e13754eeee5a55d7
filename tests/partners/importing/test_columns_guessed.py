"""Which column holds what, by headings in any words, then by the cells."""

import pytest

from campaign.partners.importing.columns import guess_columns, missing_columns
from campaign.partners.importing.headings import Column, heading_column
from campaign.partners.importing.reading import read_table


def guessed(text):
    table = read_table("liste.csv", text.encode())
    return {column.value: index for column, index in guess_columns(table).items() if index is not None}


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Nom", "name"), ("NOM DE LA BOUTIQUE", "name"), ("Code Postal", "postcode"), ("code_postal", "postcode"),
     ("CodePostal", "postcode"), ("C.P.", "postcode"), ("Code postale", "postcode"), ("Code potsal", "postcode"),
     ("Ville", "commune"), ("city", "commune"), ("Localité", "commune"), ("Tél.", "phone"), ("Téléphnoe", "phone"),
     ("N° de téléphone", "phone"), ("E-mail", "email"), ("Adresse mail", "email"), ("Courriel du contact", "email"),
     ("Site Web", "website"), ("N° SIRET", "siret"), ("Horaires d’ouverture", "opening_hours"), ("lat", "latitude"),
     ("LNG", "longitude"), ("Réseau", "network"), ("Raison sociale", "organisation"),
     ("Complément d'adresse", "address_more"),
     ("Adresse de la boutique", "address"), ("Responsable", "contact_name"), ("Dépt", "departement"),
     ("id", "external_id"),
     ("Adresse complète", "address_block"), ("geo_point_2d", "point"),
     ("Publicité individuelle autorisée", "may_advertise"),
     ("Nom court", "short_name"), ("Rayons", "categories"), ("Horraires", "opening_hours")],
)  # fmt: skip
def test_a_heading_is_understood_in_any_words(heading, column):
    assert heading_column(heading)[0] == column


@pytest.mark.parametrize(
    "heading", ["Code INSEE", "SIREN", "Type de structure", "Code NAF", "Commentaires", "Région", "", "42", "Prénom"]
)
def test_a_heading_that_only_looks_like_ours_is_not_taken(heading):
    assert heading_column(heading)[0] is None


def test_every_column_is_found_under_its_own_french_label():
    assert {heading_column(column.label)[0] for column in Column} == set(Column)


def test_the_order_of_columns_does_not_matter():
    assert guessed("Ville;Tél;Nom;CP\nAngers;02 41 00 00 05;A;49000\n") == {
        "commune": 0,
        "phone": 1,
        "name": 2,
        "postcode": 3,
    }


def test_unknown_headings_are_told_by_their_cells():
    text = "Nom;Truc;Machin;Bidule\nA;a@b.fr;73282932000074;02 41 00 00 05\nB;c@d.fr;;06 12 34 56 78\n"
    assert guessed(text) == {"name": 0, "email": 1, "siret": 2, "phone": 3}


def test_nine_digits_of_a_siren_are_not_a_phone_number():
    assert guessed("Nom;Truc\nA;200071116\nB;732829320\n") == {"name": 0}


def test_an_insee_code_is_not_taken_for_a_postcode():
    assert guessed("Nom;Code INSEE;Ville\nA;49007;Angers\n") == {"name": 0, "commune": 2}


def test_a_misleading_heading_is_corrected_by_its_cells():
    assert guessed("Nom;Adresse;Coordonnées\nA;a@b.fr;02 41 00 00 05\nB;c@d.fr;06 12 34 56 78\n") == {
        "name": 0,
        "email": 1,
        "phone": 2,
    }


def test_a_point_in_one_column_is_found():
    assert guessed("Nom;Coordonnées\nA;47.4736, -0.5542\nB;47.06, -0.8795\n") == {"name": 0, "point": 1}


def test_addresses_in_one_block_are_told_apart():
    text = "Nom;Adresse\nA;3 rue des Lices 49100 Angers\nB;12 place Travot, 49300 CHOLET\n"
    assert guessed(text) == {"name": 0, "address_block": 1}
    assert "address" in guessed("Nom;Adresse;CP\nA;3 rue des Lices 49100 Angers;49100\n")


def test_a_list_without_a_shops_name_gives_that_of_whoever_runs_it():
    assert guessed("Structure;Ville\nEmmaüs;Angers\n") == {"name": 0, "commune": 1}
    assert guessed("Structure;Boutique;Ville\nEmmaüs;Félicie;Angers\n") == {"organisation": 0, "name": 1, "commune": 2}


def test_a_list_without_headings_is_told_by_its_cells():
    text = (
        "Félicie;12 rue des Lices;49100;Angers;02 41 00 00 05;a@b.fr;47.4736;-0.5542\n"
        "Le Relais;3 place Travot;49300;Cholet;06 12 34 56 78;c@d.fr;47.0601;-0.8795\n"
    )
    assert guessed(text) == {
        "name": 0, "address": 1, "postcode": 2, "commune": 3, "phone": 4, "email": 5, "latitude": 6, "longitude": 7,
    }  # fmt: skip


def test_an_index_never_serves_twice():
    found = guessed("Nom;Nom;Ville;Commune;Tél;Portable\nA;B;Angers;Angers;0241000005;0612345678\n")
    assert len(set(found.values())) == len(found)


def test_what_a_list_cannot_do_without_is_named():
    table = read_table("liste.csv", b"Tel;SIRET\n0241000005;73282932000074\n")
    assert missing_columns(guess_columns(table)) == ["Colonne “Nom” absente.", "Colonne “Commune” absente."]
    assert missing_columns({Column.NAME: 0, Column.POSTCODE: 1}) == []
