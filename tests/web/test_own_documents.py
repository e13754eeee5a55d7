"""« Vos affiches et documents »: what a shop's page offers, the files and their names, and whose they are."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.communication.own_pieces import Waiting
from campaign.editions import actions as editions
from campaign.identity import branding
from campaign.partners import actions as partners
from campaign.partners.model import ADVERTISING_RULE, Kind
from tests.documents.reading import texts
from tests.web.conftest import at
from tests.web.test_public_pages import words


@pytest.fixture
def link(confirmed) -> str:
    """The link of La Malle à Félicie, which takes part."""
    return confirmed.link([confirmed.places[4]])


def addresses(page: str) -> list[str]:
    return [unquote(one) for one in re.findall(r'(?:href|src)="(/p/[^"]+/documents/[^"]+)"', page)]


def test_a_shop_that_takes_part_finds_its_documents_from_its_answer(browser, confirmed, link):
    answered = browser.get(link)
    assert f'href="{link}/documents"' in answered.text
    page = browser.get(f"{link}/documents")
    said = words(page)
    assert page.status_code == 200
    for wanted in ("Affiche A3", "Flyer A5", "Bannière web", "Panneaux de fléchage", "Fiche-réponse"):
        assert wanted in said
    assert "297 × 420 mm" in said
    assert "1 080 × 1 080 pixels" in said
    assert "#LesBonsJoursDeLOccasion" in said


def test_every_address_of_the_page_gives_its_file(browser, confirmed, link):
    found = addresses(browser.get(f"{link}/documents").text)
    assert len(found) >= 12
    for address in found:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        start = b"%PDF" if address.endswith(".pdf") else b"\x89PNG"
        assert answer.content.startswith(start)


def test_the_poster_says_the_name_and_the_hours_under_a_name_one_can_read(browser, confirmed, link):
    part = f"boutique-{confirmed.places[4]}"
    answer = browser.get(f"{link}/documents/{part}/affiche-a3_ecran.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="affiche-a3-la-malle-a-felicie.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    text = texts(answer.content)[0].replace("\u2060", "")
    assert "La Malle à Félicie" in text
    assert "10 h – 18 h" in text


def test_the_page_is_never_kept_nor_indexed(browser, link):
    answer = browser.get(f"{link}/documents")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_file_of_somebody_else_is_not_there(browser, confirmed, link):
    mine, other = (f"boutique-{confirmed.places[index]}" for index in (4, 0))
    for path in (
        f"{other}/affiche-a3_ecran.pdf",
        f"{other}/affiche-a3.png",
        "departement/affiche-a3_ecran.pdf",
        f"{mine}/abribus_ecran.pdf",
        f"{mine}/affiche-a3_photocopie.pdf",
        f"{mine}/affiche-a3_ecran.png",
        f"{mine}/affiche-a3.pdf",
        f"{mine}/..%2f..%2fcampaign.db",
        f"{mine}/affiche-a3",
    ):
        answer = browser.get(f"{link}/documents/{path}")
        assert answer.status_code == 404, path
        assert answer.headers["content-type"].startswith("text/html")


def test_files_for_a_printer_come_once_the_printer_is_known(browser, confirmed, officer, link):
    part = f"boutique-{confirmed.places[4]}"
    assert "Pour un imprimeur :" not in words(browser.get(f"{link}/documents"))
    refused = browser.get(f"{link}/documents/{part}/affiche-a3_imprimeur.pdf")
    assert refused.status_code == 400
    assert "en préparation" in words(refused)
    values = {"printer_name": "Imprimerie Exemple", "printer_town": "Angers"}
    branding.change_brand(confirmed.db, officer, 1, values, new_operation())
    assert "Imprimeur en ligne, sans traits de coupe" in words(browser.get(f"{link}/documents"))
    file = browser.get(f"{link}/documents/{part}/affiche-a3_imprimeur.pdf")
    assert (file.status_code, file.content[:4]) == (200, b"%PDF")


def test_a_shop_that_may_not_advertise_reads_the_rule_and_takes_the_common_version(browser, confirmed, officer):
    place_id = confirmed.places[0]
    partners.change_place(confirmed.db, officer, place_id, 1, {"may_advertise": False}, new_operation())
    link = confirmed.link([place_id], email="autre@exemple.fr")
    page = browser.get(f"{link}/documents")
    assert ADVERTISING_RULE in words(page)
    assert f"{link}/documents/departement/affiche-a3_ecran.pdf" in addresses(page.text)
    assert f"{link}/documents/boutique-{place_id}/affiche-a3_ecran.pdf" not in addresses(page.text)
    assert browser.get(f"{link}/documents/departement/affiche-a3_ecran.pdf").status_code == 200


def test_before_its_answer_the_page_says_what_to_do(browser, confirmed):
    link = confirmed.link([confirmed.places[3]])
    assert "/documents" not in browser.get(link).text
    page = browser.get(f"{link}/documents")
    assert page.status_code == 200
    assert Waiting.TO_ANSWER.label in words(page)
    assert f'href="{link}?boutique={confirmed.places[3]}"' in page.text


def test_an_animator_is_led_to_the_documents_of_their_territory(browser, confirmed, officer):
    sheet = {"kind": Kind.EPCI, "name": "Anjou Bleu Communauté", "postcode": "49500", "commune": "Segré-en-Anjou Bleu"}
    epci = partners.add_place(confirmed.db, officer, sheet, new_operation())
    link = confirmed.link([epci], name="Lise Bodin", email="lise@exemple.fr")
    led = browser.get(link)
    assert (led.status_code, led.headers["location"]) == (303, f"{link}/documents")
    page = browser.get(f"{link}/documents")
    assert "Annuaire A5" in words(page)
    (directory,) = [one for one in addresses(page.text) if one.endswith("annuaire_ecran.pdf")]
    text = " ".join(texts(browser.get(directory).content))
    assert "La Grange aux Trouvailles" in text
    assert "Malle à Félicie" not in text


def test_while_answers_are_closed_documents_stay_and_afterwards_they_go(browser, confirmed, officer, link):
    part = f"boutique-{confirmed.places[4]}"
    with clock.frozen(at(confirmed.days[0] - timedelta(days=5))):
        assert f'href="{link}/documents"' in browser.get(link).text
        assert "Affiche A3" in words(browser.get(f"{link}/documents"))
    with clock.frozen(at(confirmed.days[1] + timedelta(days=2))):
        assert "L’édition est passée" in words(browser.get(f"{link}/documents"))
        assert browser.get(f"{link}/documents/{part}/affiche-a3_ecran.pdf").status_code == 410
    editions.cancel_edition(confirmed.db, officer, confirmed.edition_id, new_operation())
    assert "a été annulée" in words(browser.get(f"{link}/documents"))
    assert browser.get(f"{link}/documents/{part}/affiche-a3.png").status_code == 410


def test_a_link_that_is_none_has_the_page_of_all_of_them(browser, confirmed, link):
    for path in ("documents", "documents/boutique-1/affiche-a3_ecran.pdf"):
        answer = browser.get(f"/p/{'a' * 43}/{path}")
        assert answer.status_code == 404
        assert "Ce lien n’est pas valable" in words(answer)


def test_looking_at_documents_notes_nothing(browser, confirmed, link):
    def written():
        return confirmed.rows("SELECT count(*) FROM journal") + confirmed.rows("SELECT count(*) FROM link_visits")

    before = written()
    browser.get(f"{link}/documents")
    browser.get(f"{link}/documents/boutique-{confirmed.places[4]}/affiche-a3_ecran.pdf")
    assert written() == before
