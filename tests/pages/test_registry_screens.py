"""The registry's screens: sheet, archive and its undo, duplicates, corrections, contacts, partners."""

import re

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.participation.corrections import suggest_corrections
from campaign.partners.actions import change_place
from campaign.partners.confirmations import confirmations_of
from campaign.partners.model import ADVERTISING_RULE, ArchiveReason, Kind
from campaign.partners.store import contacts_where, place_by_id, places_where
from campaign.partners.suggesting import pending_suggestions
from campaign.ui.sheet_words import RULE
from campaign.worker import run_once
from tests.pages.conftest import bare, said

HOSTILE = "![](//x/p.png) <script>alert(1)</script> :red[x] [clic](https://mal.exemple)"


def press(at, key: str):
    return at.button(key=key).click().run()


def typed(at, label: str):
    return next(one for one in at.text_input if one.label == label)


def test_a_new_shop_is_added_with_only_its_name(db, enter, page):
    enter(Role.COMMUNICATION)
    at = page("shop_sheet.py")
    typed(at, "Nom").set_value("L’Atelier du second tour")
    press(at, "primary")
    assert [one.name for one in places_where(db)] == ["L’Atelier du second tour"]


def test_refused_fields_are_listed_and_what_was_typed_stays(db, enter, page):
    enter(Role.OFFICER)
    at = page("shop_sheet.py")
    typed(at, "Nom").set_value("La Remise")
    typed(at, "Téléphone").set_value("0612")
    typed(at, "Code postal").set_value("99999")
    at = press(at, "primary")
    shown = bare(said(at))
    assert "Rien n’est enregistré" in shown
    assert "Numéro incomplet" in shown
    assert typed(at, "Téléphone").value == "0612"
    assert places_where(db) == []


def test_the_hours_understood_are_read_back(enter, page):
    enter(Role.OFFICER)
    at = page("shop_sheet.py")
    typed(at, "Horaires habituels").set_value("mar-sam 9h30-12h").run()
    assert "Compris : mar" in bare(said(at)).replace("\u00a0", " ")
    typed(at, "Horaires habituels").set_value("quand il fait beau").run()
    assert "Pas tout compris" in said(at)
    typed(at, "Horaires habituels").set_value("lundi 9h-25h").run()
    assert "Heure impossible" in bare(said(at))


def test_the_advertising_rule_is_quoted_when_the_box_is_off(enter, page):
    enter(Role.OFFICER)
    at = page("shop_sheet.py")
    assert ADVERTISING_RULE not in said(at)
    next(one for one in at.checkbox if one.label.startswith("Publicité")).uncheck().run()
    assert ADVERTISING_RULE in said(at)


def test_two_agents_on_one_sheet_the_second_sees_both_values(db, officer, shop, enter, page):
    place_id = shop("La Remise", phone="02 41 00 00 01")
    enter(Role.OFFICER)
    at = page("shop_sheet.py", fiche=place_id)
    place = place_by_id(db, place_id)
    change_place(db, officer, place_id, place.version, {"phone": "02 41 00 00 02"}, new_operation())
    typed(at, "Téléphone").set_value("02 41 00 00 03")
    at = press(at, "primary")
    assert "Modifié par" in bare(said(at))
    assert typed(at, "Téléphone").value == "02 41 00 00 03"
    assert place_by_id(db, place_id).phone == "+33241000002"


def test_logistics_reads_a_sheet_and_changes_nothing(shop, enter, page):
    place_id = shop()
    enter(Role.LOGISTICS)
    at = page("shop_sheet.py", fiche=place_id)
    assert not [one for one in at.button if one.key in ("primary", "set-point", "add-contact")]
    assert all(one.disabled for one in at.text_input)


def test_an_unknown_sheet_is_said_so(enter, page):
    enter(Role.OFFICER)
    assert "n’existe pas" in bare(said(page("shop_sheet.py", fiche=999)))


def test_archiving_asks_why_says_what_it_was_invited_to_and_offers_a_way_back(db, linked, enter, page, dialog):
    place_id = linked[1]
    enter(Role.OFFICER)
    assert "Pourquoi" in press(page("registry.py"), "archive").radio[0].label
    at = dialog("sheet_archive.archive_dialog", place_id)
    assert "invitée à l’édition « Édition d’essai »" in bare(said(at))
    assert at.button(key="confirm-archive").disabled
    at.radio(key="archive-reason").set_value(ArchiveReason.CLOSED)
    at.text_input(key="archive-note").set_value("fin de bail").run()
    at = press(at, "confirm-archive")
    place = place_by_id(db, place_id)
    assert (place.archive_reason, place.archive_note) == (ArchiveReason.CLOSED, "fin de bail")
    assert "la boutique a fermé (fin de bail)" in bare(said(page("shop_sheet.py", fiche=place_id)))
    back = page("registry.py")
    back.session_state["undo"] = at.session_state["undo"]
    press(back.run(), f"undo-archive-{place_id}")
    assert place_by_id(db, place_id).archived_at is None


def test_a_sheet_says_who_verified_each_field_and_one_gesture_confirms_it(db, officer, shop, enter, page):
    place_id = shop(phone="02 41 00 00 01")
    db.conn.execute("UPDATE field_confirmations SET at = '2020-03-03T10:00:00+00:00' WHERE field = 'phone'")
    db.conn.execute("DELETE FROM field_confirmations WHERE field = 'address'")
    db.conn.commit()
    enter(Role.COMMUNICATION)
    at = page("shop_sheet.py", fiche=place_id)
    shown = bare(said(at)).replace("\u00a0", " ")
    assert f"vérifié le 3 mars 2020 par {officer.name} · à revérifier" in shown
    assert "jamais vérifié : adresse" in shown
    assert "horaires (20 %)" in bare(at.get("progress")[0].proto.text).replace("\u00a0", " ")
    at = press(at, "right-phone")
    assert "C’est noté : téléphone." in bare(said(at))
    assert "à revérifier" not in bare(said(at)).replace(RULE, "")
    press(at, next(one.key for one in at.button if str(one.key).startswith("undo-right-")))
    assert confirmations_of(db, place_id)["phone"].at.year == 2020


def test_a_change_is_shown_before_and_after_and_taken_back_from_the_sheet(db, officer, shop, enter, page):
    place_id = shop("La Remise", website="https://a.exemple")
    change_place(db, officer, place_id, 1, {"website": "https://b.exemple", "address": "2 rue B"}, new_operation())
    enter(Role.OFFICER)
    at = page("shop_sheet.py", fiche=place_id)
    at.session_state[f"tabs-{place_id}"] = "Historique"
    at.run()
    shown = bare(said(at)).replace("\u2060", "")
    assert "https://a.exemple → https://b.exemple" in shown
    assert "Adresse** : 31 rue des Artisans → 2 rue B" in shown
    undo = next(one.key for one in at.button if str(one.key).startswith("undo-change-"))
    at = press(at, undo)
    assert place_by_id(db, place_id).website == "https://a.exemple"
    assert "Remis comme avant : adresse et site internet." in bare(said(at))
    assert typed(at, "Adresse").value == "31 rue des Artisans"


def test_logistics_sees_what_is_to_check_and_confirms_nothing(db, shop, enter, page):
    place_id = shop()
    enter(Role.LOGISTICS)
    at = page("shop_sheet.py", fiche=place_id)
    assert "il manque : horaires" in bare(said(at))
    keys = {str(one.key) for one in at.button}
    assert not [key for key in keys if key == "all-right" or key.startswith(("right-", "undo-change-"))]


def test_the_registry_keeps_one_network_and_what_is_to_check(db, shop, enter, page):
    shop("La Remise", organisation="Emmaüs", network="Mouvement Emmaüs", categories=["velos"])
    shop("Le Fil", address="2 rue du Lin", categories=["livres"])
    enter(Role.LOGISTICS)
    at = page("registry.py")
    at.selectbox(key="network").set_value("Mouvement Emmaüs").run()
    assert list(at.dataframe[0].value["Boutique"]) == ["La Remise"]
    at.selectbox(key="network").set_value(None)
    at.selectbox(key="category").set_value("livres").run()
    assert list(at.dataframe[0].value["Boutique"]) == ["Le Fil"]
    at.selectbox(key="category").set_value(None)
    at.button_group(key="marks").set_value(["À vérifier"]).run()
    assert sorted(at.dataframe[0].value["Boutique"]) == ["La Remise", "Le Fil"]  # both without hours


def test_a_hostile_name_is_text_on_every_screen(shop, enter, page, linked, answered):
    place_id = shop(HOSTILE, address="9 rue du Test")
    answered(linked[0], place_id)
    enter(Role.OFFICER)
    for file in ("registry.py", "shop_sheet.py", "to_check.py", "dashboard.py", "participations.py"):
        at = page(file, fiche=place_id)
        assert not at.exception
        for text in [one.value for one in (*at.markdown, *at.title, *at.header)]:
            assert not re.search(r"(?<!\\)(<script|!\[|\]\(|:red\[x)", text), text


def test_a_correction_is_accepted_or_refused_field_by_field(db, officer, linked, enter, page):
    edition_id, place_id, actor, _ = linked
    values = {"phone": "02 41 99 99 99", "name": "La Malle de Félicie"}
    suggest_corrections(db, actor, edition_id, place_id, values, new_operation())
    by_field = {one.field: one.id for one in pending_suggestions(db, officer)}
    enter(Role.COMMUNICATION)
    at = page("corrections.py")
    assert "02 41 99 99 99" in bare(said(at)).replace("\u00a0", " ")
    at = press(at, f"accept-{by_field['phone']}")
    press(at, f"refuse-{by_field['name']}")
    place = place_by_id(db, place_id)
    assert (place.phone, place.name) == ("+33241999999", "La Malle à Félicie")


def test_a_contact_answers_for_several_places(db, shop, enter, dialog):
    first, second = shop("La Remise"), shop("Le Fil", address="2 rue du Lin")
    enter(Role.OFFICER)
    at = dialog("contact_form.edit_contact", None, (first,))
    typed(at, "Nom").set_value("Lou Petit")
    typed(at, "Adresse électronique").set_value("lou@exemple.fr")
    at.multiselect[0].set_value([first, second])
    press(at, "contact-form-new-save")
    assert [(one.name, set(one.place_ids)) for one in contacts_where(db)] == [("Lou Petit", {first, second})]


def test_partners_are_listed_by_kind(shop, enter, page):
    shop("Maison des solidarités", kind="relay")
    enter(Role.OFFICER)
    at = page("partners.py")
    at.button_group(key="kind").set_value(Kind.RELAY).run()
    assert "Maison des solidarités" in bare(said(at))


LIST = "nom;adresse;cp;ville\nLa Remise;1 rue de la Paix;49125;Tiercé\nSans commune;;;\n;2 rue;49000;Angers\n".encode()


def test_a_file_is_judged_line_by_line_and_nothing_is_written_before_the_button(db, enter, page):
    enter(Role.COMMUNICATION)
    at = page("shop_import.py")
    at.file_uploader[0].set_value(("liste.csv", LIST, "text/csv")).run()
    shown = at.dataframe[0].value
    assert list(shown["Nom"])[:2] == ["La Remise", "Sans commune"]
    assert list(shown["Verdict"].map(lambda cell: cell[0]))[-1] == "Refusée"
    assert places_where(db) == []
    at = press(at, "import")
    assert places_where(db) == []
    assert "Import en cours" in bare(said(at))
    run_once(db)
    at.run()
    assert "La Remise" in [one.name for one in places_where(db)]
    assert "C’est importé" in bare(said(at))


def test_an_import_is_taken_back_in_one_gesture(db, enter, page, dialog):
    enter(Role.OFFICER)
    at = page("shop_import.py")
    at.file_uploader[0].set_value(("liste.csv", LIST, "text/csv")).run()
    at = press(at, "import")
    run_once(db)
    at.run()
    number = db.conn.execute("SELECT id FROM imports").fetchone()[0]
    assert "reprennent leurs valeurs" in bare(said(press(at, f"undo-{number}")))
    at = press(dialog("recent_imports.confirm_undo", number, "liste.csv"), "confirm-undo")
    assert all(one.archived_at for one in places_where(db))
    assert "Import annulé" in at.session_state["import-done"]


def test_a_file_that_is_not_a_list_is_refused_in_french(enter, page):
    enter(Role.OFFICER)
    at = page("shop_import.py")
    at.file_uploader[0].set_value(("liste.csv", b"%PDF-1.7 xxxxx", "text/csv")).run()
    assert "Format non reconnu" in bare(said(at))


def test_whoever_comes_back_sees_the_import_under_way_and_a_failure_is_told_in_french(db, enter, page):
    enter(Role.OFFICER)
    at = page("shop_import.py")
    at.file_uploader[0].set_value(("liste.csv", LIST, "text/csv")).run()
    press(at, "import")
    assert "Import en cours" in bare(said(page("shop_import.py")))
    for kept in (settings().files / "imports").iterdir():
        kept.unlink()
    run_once(db)
    at.run()
    assert "Envoyez-le de nouveau" in bare(said(at))
    assert places_where(db) == []


def test_a_second_shop_of_one_name_in_one_commune_is_asked_about_before_it_is_added(db, enter, page, shop):
    shop("L’Échoppe")
    enter(Role.OFFICER)
    at = page("shop_sheet.py", type="shop")
    at.text_input(key="sheet-new-shop-name").set_value("l'E\u0301choppe")
    at.text_input(key="sheet-new-shop-postcode").set_value("49000")
    at.text_input(key="sheet-new-shop-commune").set_value("Angers").run()
    save = next(one for one in at.button if "Enregistrer" in one.label)
    save.click().run()
    assert "Une boutique porte déjà ce nom à Angers. La même ?" in bare(said(at))
    assert len(places_where(db)) == 1
    next(one for one in at.button if "Enregistrer" in one.label).click().run()
    assert len(places_where(db)) == 2
