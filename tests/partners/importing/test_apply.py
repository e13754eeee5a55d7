"""Writing the lines taken: once, all or nothing, nobody's work lost."""

from dataclasses import replace

import pytest

from campaign.accounts.model import Role
from campaign.base.database import row, rows, value
from campaign.base.errors import Refused
from campaign.base.operations import new_operation
from campaign.partners import actions, contacts, views
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.verdicts import Verdict
from campaign.territory.model import PointSource

MALLE = {
    "id": "m-1", "Nom": "La Malle à Félicie", "Structure": "Les Copains de Félicie", "Réseau": "Réseau d’essai",
    "Adresse": "31 rue des Artisans", "CP": "49100", "Ville": "Angers", "Téléphone": "02 41 00 00 05",
    "Horaires": "mar. au sam. 10h-18h", "Rayons": "meubles|vêtements", "Site web": "www.malle.exemple.fr",
}  # fmt: skip
FIL = {"id": "m-2", "Nom": "Le Fil Retrouvé", "Adresse": "16 rue des Essais", "CP": "49300", "Ville": "Cholet"}
GRENIER = {"id": "m-3", "Nom": "Grenier du Layon", "Adresse": "2 place du Puits", "CP": "49540", "Ville": "Terranjou"}


def content(db) -> list:
    """Everything an import may touch, as it stands."""
    tables = ("places", "organisations", "contacts", "contact_places", "imports", "import_rows", "journal")
    return [rows(db, f"SELECT * FROM {table}") for table in tables]


def test_a_line_becomes_a_sheet(imported, registry):
    result = imported([MALLE])
    assert result.counts.as_dict()["added"] == 1
    shop = registry()["La Malle à Félicie"]
    assert (shop.organisation, shop.network) == ("Les Copains de Félicie", "Réseau d’essai")
    assert (shop.commune, shop.insee_code, shop.epci_name) == ("Angers", "49007", shop.epci_name)
    assert (shop.phone, shop.website) == ("+33241000005", "https://www.malle.exemple.fr")
    assert shop.opening_hours == "Tu-Sa 10:00-18:00"
    assert [category.value for category in shop.categories] == ["meubles", "vetements"]
    assert (shop.external_id, shop.slug, shop.may_advertise) == ("m-1", "la-malle-a-felicie", True)
    assert shop.location_source is PointSource.COMMUNE


def test_the_same_file_twice_changes_nothing(db, imported, planned):
    twins = [MALLE, FIL, GRENIER, {**FIL, "id": "m-9", "Nom": "Fil retrouvé"}]
    first = imported(twins)
    assert first.counts.as_dict() == {
        "read": 4, "added": 3, "updated": 0, "unchanged": 0, "rejected": 0, "duplicates": 1, "to_review": 0,
    }  # fmt: skip
    before = content(db)
    assert {line.verdict for line in planned(twins).lines} == {Verdict.UNCHANGED}
    again = imported(twins)
    assert (again.import_id, again.counts.unchanged) == (None, 4)
    assert content(db) == before


def test_the_same_file_without_ids_twice_changes_nothing(db, imported):
    bare = [{name: cell for name, cell in one.items() if name != "id"} for one in (MALLE, FIL, FIL, GRENIER, FIL)]
    assert imported(bare).counts.duplicates == 2
    before = content(db)
    assert imported(bare).counts.unchanged == 5
    assert content(db) == before


def test_only_the_lines_taken_are_written(imported, registry):
    result = imported([MALLE, FIL, GRENIER], lines=[2, 4])
    assert set(registry()) == {"La Malle à Félicie", "Grenier du Layon"}
    assert result.counts.read == 2


def test_the_same_operation_counts_once(db, officer, planned, registry):
    plan, operation = planned([MALLE]), new_operation()
    first = apply_import(db, officer, plan, None, operation)
    assert apply_import(db, officer, plan, None, operation) == first
    assert len(registry()) == 1


def test_two_officers_importing_the_same_list_make_one_registry(db, officer, communication, planned, registry):
    theirs, mine = planned([MALLE, FIL]), planned([MALLE, FIL])
    apply_import(db, communication, theirs, None, new_operation())
    result = apply_import(db, officer, mine, None, new_operation())
    assert (result.counts.added, result.counts.unchanged) == (0, 2)
    assert len(registry()) == 2


def test_a_newer_file_updates_only_what_it_says(imported, planned, registry):
    imported([MALLE])
    newer = {**MALLE, "Téléphone": "02 41 00 00 06", "Site web": "", "Horaires": ""}
    line = planned([newer]).lines[0]
    assert line.verdict is Verdict.UPDATED
    assert line.changes == {"phone": ("+33241000005", "+33241000006")}
    assert "Téléphone : « 02 41 00 00 05 » devient « 02 41 00 00 06 »." in line.why
    imported([newer])
    shop = registry()["La Malle à Félicie"]
    assert (shop.phone, shop.website) == ("+33241000006", "https://www.malle.exemple.fr")
    assert shop.opening_hours_text == "mar. au sam. 10h-18h"
    assert shop.version == 2


def test_what_an_agent_corrected_is_not_undone_by_the_same_file(db, officer, imported, planned, registry):
    imported([MALLE])
    shop = registry()["La Malle à Félicie"]
    actions.change_place(db, officer, shop.id, 1, {"phone": "02 41 00 00 99"}, new_operation())
    line = planned([MALLE]).lines[0]
    assert line.verdict is Verdict.UNCHANGED
    assert "Téléphone : corrigé au registre depuis le dernier import, gardé." in line.why
    imported([MALLE])
    assert registry()["La Malle à Félicie"].phone == "+33241000099"


def test_a_point_placed_by_hand_is_never_replaced(db, officer, imported, registry):
    imported([FIL])
    shop = registry()["Le Fil Retrouvé"]
    actions.set_point(db, officer, shop.id, 1, 47.0601, -0.8801, new_operation())
    imported([{**FIL, "Téléphone": "02 41 00 00 06", "lat": "47.065", "lon": "-0.875"}])
    shop = registry()["Le Fil Retrouvé"]
    assert (shop.latitude, shop.longitude, shop.location_source) == (47.0601, -0.8801, PointSource.MANUAL)
    assert shop.phone == "+33241000006"


def test_a_better_point_replaces_the_communes_and_never_the_reverse(imported, planned, registry):
    imported([FIL])
    placed = {**FIL, "lat": "47.065", "lon": "-0.875"}
    assert planned([placed]).lines[0].changes["point"][1].startswith("déplacé de ")
    imported([placed])
    assert registry()["Le Fil Retrouvé"].latitude == 47.065
    assert planned([FIL]).lines[0].verdict is Verdict.UNCHANGED


def test_a_sheet_changed_since_the_plan_is_left_and_said(db, officer, communication, imported, planned, registry):
    imported([MALLE, FIL])
    plan = planned([{**MALLE, "Téléphone": "02 41 00 00 06"}, {**FIL, "Téléphone": "02 41 00 00 07"}])
    shop = registry()["La Malle à Félicie"]
    actions.change_place(db, communication, shop.id, 1, {"phone": "02 41 00 00 99"}, new_operation())
    result = apply_import(db, officer, plan, None, new_operation())
    assert registry()["La Malle à Félicie"].phone == "+33241000099"
    assert registry()["Le Fil Retrouvé"].phone == "+33241000007"
    assert [number for number, _ in result.left] == [2]
    assert "modifiée par un·e collègue" in result.left[0][1]
    assert (result.counts.updated, result.counts.unchanged) == (1, 1)


def test_an_archived_shop_stays_archived(db, officer, imported, planned, registry):
    imported([MALLE])
    actions.archive_place(db, officer, registry()["La Malle à Félicie"].id, new_operation())
    line = planned([MALLE]).lines[0]
    assert (line.verdict, line.why) == (Verdict.UNCHANGED, "Archivée au registre : elle le reste.")


def test_a_renamed_shop_is_known_by_its_id(imported, planned):
    imported([MALLE])
    line = planned([{**MALLE, "Nom": "Au Bon Dénicheur"}]).lines[0]
    assert line.verdict is Verdict.UPDATED
    assert line.changes == {"name": ("La Malle à Félicie", "Au Bon Dénicheur")}


def test_two_lists_numbered_from_1_do_not_mix_their_shops(imported, planned, registry):
    imported([{**MALLE, "id": "1"}])
    line = planned([{**FIL, "id": "1"}]).lines[0]
    assert (line.verdict, line.to_review) == (Verdict.NEW, True)
    assert "L’identifiant « 1 » est celui de « La Malle à Félicie »" in line.why
    imported([{**FIL, "id": "1"}])
    assert registry()["Le Fil Retrouvé"].external_id == ""


def test_an_id_repeated_in_a_file_serves_its_first_line_only(imported, registry):
    imported([{**MALLE, "id": "49"}, {**FIL, "id": "49"}])
    shops = registry()
    assert (shops["La Malle à Félicie"].external_id, shops["Le Fil Retrouvé"].external_id) == ("49", "")


def test_a_shop_typed_by_hand_is_recognised_by_name_and_street(shop, planned):
    place_id = shop("La Malle à Félicie")
    line = planned([{**MALLE, "Nom": "LA MALLE A FELICIE", "Adresse": "31, r. des Artisans"}]).lines[0]
    assert (line.verdict, line.place_id) == (Verdict.UPDATED, place_id)


def test_one_organisation_with_two_networks_settles_on_one(db, imported, planned):
    mixed = [MALLE, {**FIL, "Structure": "Les Copains de Félicie", "Réseau": "Autre réseau"}]
    imported(mixed)
    assert {line.verdict for line in planned(mixed).lines} == {Verdict.UNCHANGED}
    assert value(db, "SELECT network FROM organisations WHERE name = 'Les Copains de Félicie'") == "Réseau d’essai"


def test_a_contact_comes_with_a_new_shop_and_is_not_published(db, officer, imported, registry):
    imported([{**MALLE, "Responsable": "Félicie Martin", "E-mail": "felicie@exemple.fr"}])
    found = views.contacts_of(db, officer, registry()["La Malle à Félicie"].id)
    assert [(one.name, one.email, one.may_publish) for one in found] == [
        ("Félicie Martin", "felicie@exemple.fr", False)
    ]


def test_one_address_is_one_contact_for_several_shops(db, officer, imported):
    imported([{**MALLE, "E-mail": "felicie@exemple.fr"}, {**FIL, "E-mail": "Felicie@exemple.fr"}])
    (found,) = views.contacts(db, officer)
    assert set(found.place_names) == {"La Malle à Félicie", "Le Fil Retrouvé"}


def test_an_update_never_touches_contacts(db, officer, imported):
    imported([{**MALLE, "Responsable": "Félicie Martin", "E-mail": "felicie@exemple.fr"}])
    contact = views.contacts(db, officer)[0]
    contacts.change_contact(db, officer, contact.id, 1, {"name": "Léa Durand"}, new_operation())
    imported([{**MALLE, "Responsable": "Félicie Martin", "E-mail": "autre@exemple.fr"}])
    assert [one.name for one in views.contacts(db, officer)] == ["Léa Durand"]


def test_the_journal_tells_each_sheet_without_personal_values(db, imported):
    imported([{**MALLE, "E-mail": "felicie@exemple.fr"}])
    imported([{**MALLE, "E-mail": "autre@exemple.fr", "Adresse": "33 rue des Artisans"}])
    lines = rows(db, "SELECT * FROM journal WHERE verb = 'import_place' ORDER BY id")
    assert len(lines) == 2
    assert "33 rue des Artisans" in lines[1]["details"]
    assert not any("@" in line["details"] for line in lines)
    personal = row(db, "SELECT * FROM journal_personal WHERE journal_id = ?", [lines[1]["id"]])
    assert (personal["before"], personal["after"]) == ("felicie@exemple.fr", "autre@exemple.fr")


def test_nothing_is_written_when_the_file_lacks_a_column(db, officer, planned):
    plan = replace(planned([MALLE]), missing=("Colonne “Nom” absente.",), lines=())
    with pytest.raises(Refused, match="Colonne “Nom” absente"):
        apply_import(db, officer, plan, None, new_operation())


def test_all_or_nothing(db, officer, planned, registry):
    plan = planned([MALLE, FIL])
    broken = replace(plan.lines[1], columns={**plan.lines[1].columns, "latitude": "nulle part"})
    with pytest.raises(Exception, match=r"."):
        apply_import(db, officer, replace(plan, lines=(plan.lines[0], broken)), None, new_operation())
    assert registry() == {}
    assert value(db, "SELECT count(*) FROM imports") == 0


def test_the_history_of_a_sheet_names_the_import(db, officer, imported, registry):
    imported([MALLE])
    told = views.history(db, officer, registry()["La Malle à Félicie"].id)
    assert [(line.who, line.text) for line in told] == [(officer.name, "Importée d’un fichier « boutiques.csv »")]
    assert officer.role is Role.OFFICER
