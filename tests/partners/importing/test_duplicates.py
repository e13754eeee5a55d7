"""Probable duplicates: marked and explained, never merged; a network's name alone is not a likeness."""

import pytest

from campaign.base.operations import new_operation
from campaign.partners.importing.verdicts import Verdict
from campaign.partners.likeness import likeness, look, name_words, names_likeness, street_key
from campaign.partners.merging import merge, unmerge
from campaign.partners.pairs import keep_apart, probable_pairs
from campaign.partners.views import same_name_question, similar_places
from campaign.territory import views as territory

FIL = {"Nom": "Le Fil Retrouvé", "Adresse": "16 rue Victor-Hugo", "CP": "49130", "Ville": "Les Ponts-de-Cé"}
CHOLET = territory.commune("49099")


@pytest.mark.parametrize(
    ("copy", "grounds"),
    [
        ({"Nom": "Fil retrouvé", "Adresse": "16, r. Victor Hugo"}, "même adresse, même nom"),
        ({"Nom": "LE FIL RETROUVE", "Adresse": ""}, "même commune, même nom"),
        ({"Nom": "Asso Le fil retrouvée", "Adresse": "rue Victor Hugo"}, "même rue, même nom"),
        ({"Nom": "Structure inconnue au bataillon", "Adresse": "16 rue Victor Hugo"}, "même adresse"),
        ({"Nom": "Le Fil Retrouvé", "Adresse": "3 place de l'Essai"}, "même nom, même commune, autre adresse"),
    ],
)
def test_a_copy_is_marked_with_its_grounds(planned, copy, grounds):
    first, second = planned([FIL, {**FIL, **copy}]).lines
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.DUPLICATE)
    assert second.duplicate_of_line == 2
    assert second.reasons[0] == f"Ressemble à « Le Fil Retrouvé » (ligne 2) : {grounds}."


def test_one_phone_in_a_town_and_close_names_are_a_copy(planned):
    one = {**FIL, "Téléphone": "02 41 00 00 08"}
    other = {**one, "Nom": "Fil & Retrouvailles", "Adresse": "zone de l'Essai"}
    assert planned([one, other]).lines[1].verdict is Verdict.DUPLICATE


def test_close_names_within_150_metres_are_a_copy(planned):
    near = {"lat": f"{CHOLET.latitude + 0.01}", "lon": f"{CHOLET.longitude}"}
    door = {"lat": f"{CHOLET.latitude + 0.0109}", "lon": f"{CHOLET.longitude}"}  # 100 m
    far = {"lat": f"{CHOLET.latitude + 0.03}", "lon": f"{CHOLET.longitude}"}  # 2 km
    rows = [
        {"Nom": "Envie Essai", "Ville": "Cholet", "Adresse": "3 rue A", **near},
        {"Nom": "ENVIE ESSAIS", "Ville": "Cholet", "Adresse": "parc du Bois", **door},
        {"Nom": "Autre chose", "Ville": "Cholet", "Adresse": "parc du Lac", **door},
        {"Nom": "Envie", "Ville": "Cholet", "Adresse": "5 rue B", **far},
    ]
    verdicts = [line.verdict for line in planned(rows).lines]
    assert verdicts == [Verdict.NEW, Verdict.DUPLICATE, Verdict.NEW, Verdict.NEW]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a network in two towns, or twice in one town at two addresses
        ({"Nom": "Emmaüs", "Ville": "Angers", "Adresse": ""}, {"Nom": "Emmaüs", "Ville": "Cholet", "Adresse": ""}),
        (
            {"Nom": "Emmaüs Cholet", "Ville": "Cholet", "Adresse": "1 rue A"},
            {"Nom": "Emmaüs", "Ville": "Cholet", "Adresse": "9 rue du Bac"},
        ),
        # a trade is not a name
        (
            {"Nom": "La Ressourcerie", "Ville": "Angers", "Adresse": "1 rue A"},
            {"Nom": "Ressourcerie d'Angers", "Ville": "Angers", "Adresse": "9 rue du Bac"},
        ),
        # one association's SIRET and phone given to all its shops
        (
            {"Nom": "Malle du Nord", "Ville": "Angers", "Adresse": "1 rue A", "Téléphone": "0241000005"},
            {"Nom": "Grenier du Sud", "Ville": "Angers", "Adresse": "9 rue du Bac", "Téléphone": "0241000005"},
        ),
        # numbered so as to be told apart
        (
            {"Nom": "Les Bouchons 1", "Ville": "Angers", "Adresse": "1 rue A"},
            {"Nom": "Les Bouchons 2", "Ville": "Angers", "Adresse": "9 rue du Bac"},
        ),
        # one name, one street, in two communes
        (
            {"Nom": "Le Fil Retrouvé", "Ville": "Angers", "Adresse": "16 rue Victor-Hugo"},
            {"Nom": "Le Fil Retrouvé", "Ville": "Cholet", "Adresse": "16 rue Victor-Hugo"},
        ),
    ],
)
def test_two_shops_are_not_a_copy(planned, one, other):
    assert [line.verdict for line in planned([one, other]).lines] == [Verdict.NEW, Verdict.NEW]


def test_a_copy_of_the_registry_is_stored_apart_and_nothing_merged(db, officer, shop, imported, registry):
    kept = shop("Le Fil Retrouvé", address="16 rue Victor-Hugo", postcode="49130", commune="Les Ponts-de-Cé")
    result = imported([{**FIL, "Nom": "Au fil retrouvé des copains", "Adresse": "16, r. Victor Hugo", "id": "x-1"}])
    assert (result.counts.duplicates, result.counts.added) == (1, 0)
    copy = registry()["Au fil retrouvé des copains"]
    assert copy.duplicate_of == kept
    assert "Ressemble à « Le Fil Retrouvé »" in copy.warnings[0]
    assert [(one.kept.id, one.copy.id) for one in probable_pairs(db, officer)] == [(kept, copy.id)]


def test_three_copies_point_at_the_first(imported, registry):
    imported([FIL, {**FIL, "Nom": "Fil retrouvé !"}, {**FIL, "Nom": "FIL RETROUVÉ (Les Ponts-de-Cé)"}])
    shops = registry()
    first = shops["Le Fil Retrouvé"].id
    assert {shop.duplicate_of for shop in shops.values()} == {None, first}


def test_a_copy_of_a_line_left_aside_is_a_new_shop(imported, registry):
    result = imported([FIL, {**FIL, "Nom": "Fil retrouvé !"}], lines=[3])
    assert (result.counts.added, result.counts.duplicates) == (1, 0)
    assert registry()["Fil retrouvé !"].duplicate_of is None


def test_what_an_agent_settled_is_not_asked_again(db, officer, imported, planned, registry):
    rows = [FIL, {**FIL, "Nom": "Fil retrouvé !"}]
    imported(rows)
    shops = registry()
    keep_apart(db, officer, shops["Fil retrouvé !"].id, shops["Le Fil Retrouvé"].id, new_operation())
    assert {line.verdict for line in planned(rows).lines} == {Verdict.UNCHANGED}


def test_accents_in_two_forms_are_one_name(db, officer, shop):
    place_id = shop("Caf\u00e9 Recyclé", commune="Angers")
    found = similar_places(db, officer, "Cafe\u0301 recycle\u0301", "49007")
    assert [one.id for one in found] == [place_id]
    assert same_name_question(found[0]) == "Une boutique porte déjà ce nom à Angers. La même ?"
    assert similar_places(db, officer, "Café Recyclé", "49099") == []
    assert similar_places(db, officer, "Café Recyclé", "49007", but=place_id) == []


def test_the_question_contracts_articles(db, officer, shop):
    shop("Le Fil", postcode="49130", commune="Les Ponts-de-Cé")
    found = similar_places(db, officer, "le fil", "49246")
    assert same_name_question(found[0]) == "Une boutique porte déjà ce nom aux Ponts-de-Cé. La même ?"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("16, r. de l'Évêché - BP 12", ("16", "rue eveche")),
        ("chez les Amis, 3 bis avenue St-Jean", ("3b", "avenue saint jean")),
        ("ZA de Bel-Air", ("", "zone bel air")),
        ("Zone artisanale Bel Air", ("", "zone bel air")),
        ("La Blanchetière", ("", "blanchetiere")),
        ("", ("", "")),
    ],
)
def test_addresses_are_compared_however_abbreviated(address, key):
    assert street_key(address) == key


def test_names_are_compared_without_what_everybody_shares():
    assert name_words("ASSOC EMMAUS CHOLET", "Cholet") == ("emmaus",)
    assert names_likeness(name_words("L'Atelier Bara'Mel"), name_words("Atelier Baramel")) >= 93
    assert names_likeness(name_words("La Malle à Félicie"), name_words("Tout repart !")) < 50


def test_likeness_goes_both_ways():
    sheets = [
        {"name": name, "address": address, "insee_code": "49007", "commune": "Angers"}
        for name, address in (("Le Fil", "3 rue A"), ("Fil", "rue A"), ("Le fil d'Angers", ""), ("Tout", "3 rue A"))
    ]
    looks = [look(None, sheet) for sheet in sheets]
    for one in looks:
        for other in looks:
            assert (likeness(one, other) is None) == (likeness(other, one) is None)


def test_later_files_know_the_kept_sheet_by_the_number_of_the_copy(db, officer, shop, imported, registry, planned):
    kept_id = shop("Le Fil Retrouvé", address="16 rue Victor-Hugo", postcode="49130", commune="Les Ponts-de-Cé")
    line = {**FIL, "Nom": "Fil retrouvé", "id": "x-1"}
    imported([line])
    copy = registry()["Fil retrouvé"]
    kept = registry()["Le Fil Retrouvé"]
    merge_id = merge(db, officer, kept_id, copy.id, kept.version, copy.version, {}, new_operation())
    (known,) = planned([line]).lines
    assert known.place_id == kept_id
    unmerge(db, officer, merge_id, new_operation())
    assert (registry()["Le Fil Retrouvé"].external_id, registry()["Fil retrouvé"].external_id) == ("", "x-1")
