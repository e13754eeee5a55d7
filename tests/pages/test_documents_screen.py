"""Documents: the gallery, « voir comme », what blocks, the shop that may not advertise, the whole kit."""

import io
import zipfile

import pytest

from campaign import worker
from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.communication.kit import kits_under_way, latest_kit
from campaign.documents.catalogue import KINDS
from campaign.identity import branding
from campaign.participation import actions as participation
from campaign.participation import corrections
from campaign.participation.model import Need
from tests.conftest import agent_of
from tests.pages.conftest import bare, said

NBSP, THIN = "\u00a0", "\u202f"


def read(at) -> str:
    texts = [said(at), *(str(one.label) for one in at.main if hasattr(one, "label"))]
    return bare("\n".join(texts)).replace(NBSP, " ").replace(THIN, " ")


def badges(at) -> str:
    return "\n".join(str(one.value) for one in at.markdown if "-badge[" in str(one.value))


def opening(at) -> set[str]:
    return {str(one.key).removeprefix("open-") for one in at.button if str(one.key).startswith("open-")}


@pytest.fixture
def two_shops(linked, answered, shop) -> tuple[int, int, int]:
    """An edition where one shop may advertise and the other may not: (edition id, the first, the second)."""
    edition_id, free, _, _ = linked
    answered(edition_id, free, needs={Need.POSTERS: 20})
    bound = shop("Le Fil retrouvé", commune="Les Ponts-de-Cé", postcode="49130", may_advertise=False)
    answered(edition_id, bound, needs={Need.POSTERS: 40})
    return edition_id, free, bound


def test_before_the_first_answer_the_screen_says_what_it_waits_for(linked, enter, page):
    enter(Role.COMMUNICATION)
    at = page("documents.py")
    assert "Aucune boutique n’a encore confirmé" in read(at)
    assert opening(at) == set()


def test_without_an_edition_the_screen_leads_to_one(enter, page):
    enter(Role.COMMUNICATION)
    at = page("documents.py")
    assert "Rien à imprimer encore" in read(at)
    assert [one.label for one in at.button if "édition" in one.label] == ["Préparer une édition"]


def test_every_piece_of_the_departement_is_a_card_and_the_first_is_open(two_shops, enter, page):
    enter(Role.COMMUNICATION)
    at = page("documents.py")
    assert {"affiche-a3", "flyer-a5", "banniere"} <= opening(at) <= set(KINDS)
    assert at.button(key="open-affiche-a3").disabled
    assert "Affiche A3" in [one.value for one in at.header]
    at = at.button(key="open-flyer-a5").click().run()
    assert at.button(key="open-flyer-a5").disabled
    assert "1 sur 2" in read(at)


def test_pages_are_turned_one_by_one_and_stop_at_the_last(two_shops, enter, page):
    enter(Role.READER)
    at = page("documents.py", piece="flyer-a5")
    key = "document-page-flyer-a5-departement-:material/chevron"
    assert at.button(key=f"{key}_left:").disabled
    at = at.button(key=f"{key}_right:").click().run()
    assert "2 sur 2" in read(at)
    assert at.button(key=f"{key}_right:").disabled


def test_without_a_printer_a_print_file_is_blocked_and_the_screen_one_is_not(two_shops, enter, page, db, communication):
    enter(Role.COMMUNICATION)
    at = page("documents.py")
    assert "L’imprimeur et sa ville sont à indiquer" in read(at)
    assert "loi du 29 juillet 1881" not in read(at)
    at = at.button_group(key="documents-preset").set_value("Imprimeur").run()
    assert "loi du 29 juillet 1881" in read(at)
    assert "blocage" in badges(at)
    values = {"printer_name": "Imprimerie Exemple", "printer_town": "Angers"}
    branding.change_brand(db, communication, 1, values, new_operation())
    at = at.run()
    assert "loi du 29 juillet 1881" not in read(at)
    assert "sont à indiquer" not in read(at)


def test_the_file_for_the_printer_is_offered_under_a_french_name_without_accents(two_shops, enter, page):
    enter(Role.LOGISTICS)
    at = page("documents.py")
    at = at.button_group(key="documents-preset").set_value("Imprimeur en ligne").run()
    (download,) = [one for one in at.get("download_button") if one.proto.label == "Télécharger le PDF"]
    assert download.proto.id


def test_copies_are_proposed_from_what_shops_asked_for_in_whole_packets(two_shops, enter, page):
    enter(Role.READER)
    at = page("documents.py")
    shown = bare("\n".join(str(one.value) for one in at.markdown)).replace(NBSP, " ")
    assert "Quantité proposée, toutes versions** : 100" in shown
    assert "Versions** : 3" in shown  # the département, its EPCI, the shop that may advertise
    assert "2 boutiques en demandent 60, arrondi à 100 par paquets de 50" in shown


def test_a_shop_that_may_not_advertise_reads_the_rule_and_is_offered_the_common_piece(two_shops, enter, page):
    edition_id, _, bound = two_shops
    enter(Role.COMMUNICATION)
    at = page("documents.py", pour=f"shop:{bound}", piece="affiche-a3")
    assert "ne peut pas faire de publicité pour sa seule boutique" in read(at)
    assert "Version commune" in badges(at)
    assert "en version commune" in read(at)
    assert not [one for one in at.get("download_button") if one.proto.label == "Télécharger le PDF"]
    at = at.button(key="document-common").click().run()
    assert at.selectbox(key=f"documents-for-{edition_id}").value == "departement"
    assert [one for one in at.get("download_button") if one.proto.label == "Télécharger le PDF"]


def test_a_shop_that_may_sees_its_own_pieces(two_shops, enter, page):
    edition_id, free, _ = two_shops
    enter(Role.READER)
    at = page("documents.py")
    at = at.selectbox(key=f"documents-for-{edition_id}").set_value(f"shop:{free}").run()
    assert "affiche-a3" in opening(at)
    assert "abribus" not in opening(at)
    assert "Version commune" not in badges(at)


def test_an_audience_made_up_in_the_address_shows_the_departement(two_shops, enter, page):
    enter(Role.READER)
    at = page("documents.py", pour="shop:9999", piece="<script>")
    assert not at.exception
    assert at.selectbox(key=f"documents-for-{two_shops[0]}").value == "departement"


@pytest.mark.parametrize("role", [Role.LOGISTICS, Role.READER])
def test_logistics_and_readers_look_and_fetch_but_ask_for_no_kit(role, two_shops, enter, page):
    enter(role)
    at = page("documents.py")
    assert opening(at)
    assert not [one for one in at.button if one.key == "primary"]


def test_the_whole_kit_is_asked_once_made_by_the_worker_then_fetched(db, two_shops, enter, page):
    who = enter(Role.COMMUNICATION)
    at = page("documents.py").button(key="primary").click().run()
    assert "Le kit attend son tour" in read(at) or at.get("progress")
    assert len(kits_under_way(db, who, two_shops[0])) == 1
    worker.run_jobs(db)
    at = at.run()
    assert "Le kit est prêt" in read(at)
    assert [one for one in at.get("download_button") if one.proto.label == "Télécharger le kit"]
    found = latest_kit(db, agent_of(db, Role.READER), two_shops[0])
    with zipfile.ZipFile(io.BytesIO(found.path.read_bytes())) as archive:
        assert "LISEZ-MOI.txt" in archive.namelist()


def test_a_reader_sees_the_kit_that_others_made(db, two_shops, enter, page):
    enter(Role.OFFICER)
    page("documents.py").button(key="primary").click().run()
    enter(Role.READER)
    assert "Un kit se prépare" in read(page("documents.py"))
    worker.run_jobs(db)
    at = page("documents.py")
    assert [one for one in at.get("download_button") if one.proto.label == "Télécharger le kit"]


def test_a_kit_is_stopped_by_who_may_ask_for_it(db, two_shops, enter, page):
    who = enter(Role.COMMUNICATION)
    at = page("documents.py").button(key="primary").click().run()
    at = at.button(key="kit-stop").click().run()
    assert kits_under_way(db, who, two_shops[0]) == []
    assert "Kit arrêté" in read(at)


def test_on_a_telephone_a_piece_opens_in_a_window(two_shops, enter, dialog):
    enter(Role.READER)
    at = dialog("document_panel.piece_dialog", two_shops[0], "flyer-a5", "departement", "ecran")
    assert not at.exception
    assert "Flyer A5" in [one.value for one in at.header]
    assert "1 sur 2" in read(at)


def test_the_table_of_checks_is_there_at_once_and_each_verdict_is_a_word(two_shops, enter, page):
    enter(Role.COMMUNICATION)
    at = page("documents.py", piece="affiche-a2")
    assert "Rien à signaler" in read(at)
    assert "Polices** : Toutes dans le fichier" in read(at)
    assert "Codes QR** : 1 code relu" in read(at)
    assert "À savoir\n- **Imprimeur** : À indiquer avant d’imprimer" in read(at)
    at = at.button(key="open-carre-social").click().run()
    assert "Polices" not in read(at)  # a picture for screens: no printer gets it


def test_a_print_file_is_checked_for_its_inks(two_shops, enter, page):
    enter(Role.COMMUNICATION)
    at = page("documents.py", piece="abribus")
    at = at.button_group(key="documents-preset").set_value("Imprimeur").run()
    assert "Couleurs** : Quadrichromie (CMJN) seule" in read(at)
    assert "pour 225 % admis" in read(at)


def test_only_a_print_file_with_nothing_to_mend_is_ready_to_print(two_shops, enter, page, db, communication, shop):
    edition_id, *_ = two_shops
    values = {"printer_name": "Imprimerie Exemple", "printer_town": "Angers"}
    branding.change_brand(db, communication, 1, values, new_operation())
    enter(Role.COMMUNICATION)
    at = page("documents.py")
    assert "Prêt à imprimer" not in badges(at)
    assert "Prêt]" in badges(at)
    at = at.button_group(key="documents-preset").set_value("Imprimeur").run()
    assert "Prêt à imprimer" in badges(at)
    # One more shop is invited and may still answer: what is made for all is to be looked at again.
    participation.invite(db, agent_of(db, Role.OFFICER), edition_id, [shop("La Remise")], new_operation())
    at = at.run()
    assert "1 boutique n’a pas encore répondu (réponses jusqu’au" in read(at)
    assert "À relire" in badges(at)


def test_a_correction_that_waits_blocks_the_flyer_and_is_named(linked, answered, enter, page, db):
    edition_id, place_id, contact, _ = linked
    answered(edition_id, place_id)
    typed = {"address": "33 rue des Artisans"}
    corrections.suggest_corrections(db, contact, edition_id, place_id, typed, new_operation())
    enter(Role.COMMUNICATION)
    at = page("documents.py", piece="flyer-a5")
    assert "**Boutiques** : La Malle à Félicie, adresse : une correction attend" in read(at)
    assert "À corriger" not in badges(at)
    at = at.button_group(key="documents-preset").set_value("Imprimeur").run()
    assert "[:material/error:] La Malle à Félicie, adresse : une correction attend" in read(at)
    assert "À corriger" in badges(at)
