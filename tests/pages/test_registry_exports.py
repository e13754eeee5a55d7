"""What leaves the registry's screen: what is seen, named after its filters, and every shop in four formats."""

import io
from datetime import UTC, datetime

from openpyxl import load_workbook

from campaign.accounts.model import Role
from campaign.base.clock import today
from campaign.partners.store import place_by_id
from campaign.ui.registry_exports import asked_in_words, seen_book, seen_name
from campaign.ui.registry_list import Asked
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
    asked = asked_in_words(Asked(search=" remise ", epci="244900015"), {"244900015": "Angers Loire Métropole"})
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    columns = ["Boutique", "Complète à (%)", "Vérifiée le"]
    data = seen_book(agent_of(db, Role.COMMUNICATION), [place], columns, asked, {place.id: at})
    book = load_workbook(io.BytesIO(data))
    assert [[cell.value for cell in line] for line in book["Boutiques"].iter_rows()] == [
        columns,
        ["La Remise", place.completeness, datetime(2026, 7, 2)],
    ]
    told = {line[0].value: line[1].value for line in book["À propos"].iter_rows()}
    assert (told["Recherche"], told["EPCI"], told["Ordre"]) == ("remise", "Angers Loire Métropole", "Par commune")
    assert told["Par"] == "équipe communication"
    assert told["Contenu"] == "1\u00a0boutique"
    assert told["Fait le"].startswith(f"{today():%d/%m/%Y}")
