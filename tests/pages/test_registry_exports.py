"""What leaves the registry's screen: what is seen, named after its filters, and every shop in four formats."""

import io

from openpyxl import load_workbook

from campaign.accounts.model import Role
from campaign.base.clock import today
from campaign.partners.store import place_by_id
from campaign.ui.registry_exports import seen_book, seen_name
from tests.conftest import agent_of


def test_what_is_on_screen_leaves_beside_the_whole_registry_and_prints(shop, enter, page):
    enter(Role.COMMUNICATION)
    kept = shop("La Remise", commune="Tiercé", postcode="49125")
    shop("Tout repart !")
    at = page("registry.py")
    at.text_input(key="search").set_value("remise").run()
    files = [one.proto.label for one in at.get("download_button")]
    assert files == ["Tableau CSV", "Classeur Excel"] * 2 + ["Carte GeoJSON", "Fichier JSON"]
    (printed,) = [one.proto for one in at.get("link_button") if one.proto.label == "Imprimer"]
    assert printed.url == f"/imprimer/boutiques?fiches={kept}&filtre=remise%2C+Par+commune"


def test_a_file_is_named_after_what_was_filtered_and_the_day():
    day = today().isoformat()
    assert seen_name([]) == f"boutiques-registre-{day}"
    assert seen_name(["Émma", "À compléter, Archivées"]) == f"boutiques-emma-a-completer-archivees-{day}"


def test_the_workbook_of_the_screen_says_what_was_kept_and_by_which_role(db, shop):
    place = place_by_id(db, shop("La Remise"))
    asked = [("Recherche", "remise"), ("Ordre", "Par commune")]
    data = seen_book(agent_of(db, Role.COMMUNICATION), [place], ["Boutique", "Complète à (%)"], asked)
    book = load_workbook(io.BytesIO(data))
    assert [[cell.value for cell in line] for line in book["Boutiques"].iter_rows()] == [
        ["Boutique", "Complète à (%)"],
        ["La Remise", place.completeness],
    ]
    told = {line[0].value: line[1].value for line in book["À propos"].iter_rows()}
    assert told["Recherche"] == "remise"
    assert told["Par"] == "équipe communication"
    assert told["Contenu"] == "1\u00a0boutique"
    assert told["Fait le"].startswith(f"{today():%d/%m/%Y}")
