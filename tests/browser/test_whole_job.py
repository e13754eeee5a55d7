"""The whole job, from an empty machine to the public map: the first officer, a dirty list, an edition, a phone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, ready, shoot, violations

PASSWORD = "grenier bleu tortue valse"
# Invented rows with the kinds of dirt people send: Windows accents, semicolons, a former commune, a wrong postcode,
# an inverted longitude, one address in a block, a line without anything.
LIST = """Liste des recycleries;;;;;;;
Enseigne;Adresse;CP;Ville;Lat;Long;Horaires;Responsable;Courriel
Le Grenier d’Essai;12 rue Basse;49500;Segré;;;mar. au sam. 10h-18h;Noé Petit;noe@exemple.example
La Malle à Trésors;3 quai des Brumes;4900;ANGERS CEDEX 2;47,4736;0,5541;;Zoé Grand;zoe@exemple.example
Fripes & Cie;8 place du Marché 49400 Saumur;;;;;;;
;;;;;;;
"""


def sign_in_for_the_first_time(page: Page, server) -> None:
    """With the one-time password of the terminal, then one's own."""
    email, given = re.search(r"Adresse : (\S+)\s+Mot de passe[^:]*: (\S+)", server.log_text()).groups()
    page.goto("/connexion")
    page.fill("#email", email)
    page.fill("#passe", given)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/mot-de-passe*")
    fields = page.locator("input[type=password]")
    fields.nth(0).fill(given)
    for index in range(1, fields.count()):
        fields.nth(index).fill(PASSWORD)
    page.get_by_role("button", name=re.compile("mot de passe", re.IGNORECASE)).click()
    page.wait_for_url("**/connexion*")
    page.fill("#email", email)
    page.fill("#passe", PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    ready(page)


def import_the_list(page: Page) -> None:
    page.goto("/importer")
    ready(page)
    file = {"name": "recycleries.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252", errors="replace")}
    page.set_input_files('input[type="file"]', file)
    page.get_by_role("button", name="Importer les 2 lignes valides").click()
    expect(page.get_by_text(re.compile(r"2\s+ajouts")).first).to_be_visible()
    shoot(page, "travail-import")


def open_an_edition(page: Page) -> None:
    page.goto("/editions")
    ready(page)
    page.get_by_role("button", name="Nouvelle édition").click()
    page.get_by_label("Nom", exact=True).fill("Printemps d’essai")
    page.get_by_role("button", name="Créer l’édition").click()
    expect(page.get_by_role("heading", name="Printemps d’essai")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Ouvrir")).first.click()
    expect(page.get_by_text("Ouverte", exact=True).first).to_be_visible()


def copy_a_link(page: Page, contact: str) -> str:
    page.goto("/participations")
    ready(page)
    page.get_by_role("button", name="Inviter des boutiques").click()
    page.get_by_role("button", name="Inviter les 2").click()
    page.get_by_role("button", name=re.compile("Préparer les liens")).click()
    ready(page)
    chooser = page.get_by_role("combobox", name=re.compile("Contact"))
    chooser.click()
    page.get_by_role("option", name=re.compile(contact)).click()
    ready(page)
    field = page.get_by_label(re.compile("Lien à copier"))
    expect(field).to_have_value(re.compile("/p/"))  # the field is drawn first, its value a moment later
    link = field.input_value()
    shoot(page, "travail-participations")
    return link


def answer_on_the_phone(phone: Page, link: str) -> None:
    phone.goto(link)
    assert violations(phone) == []
    phone.get_by_text("Oui, on en est").click()
    phone.get_by_text("Café offert").click()
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(phone.get_by_role("heading", name="Merci, c’est noté")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    shoot(phone, "travail-telephone")


def test_a_list_becomes_shops_on_the_public_map(working_server, open_page):
    server = working_server
    page = open_page(server, DESKTOP)
    sign_in_for_the_first_time(page, server)
    import_the_list(page)
    open_an_edition(page)
    link = copy_a_link(page, "Noé Petit")
    phone = open_page(server, PHONE)
    answer_on_the_phone(phone, link)
    visitor = open_page(server, PHONE)
    visitor.goto("/carte")
    visitor.wait_for_selector("html.map-ready")
    expect(visitor.locator("#resultats .shop")).to_have_count(1)
    expect(visitor.locator("#resultats .shop").first).to_contain_text("Le Grenier d’Essai")
    expect(visitor.locator("#resultats .shop").first).to_contain_text("Segré-en-Anjou Bleu")
    expect(visitor.locator(".pin")).to_have_count(1)
    page.goto("/participations")
    ready(page)
    expect(page.get_by_text(re.compile(r"1\s+boutique participe")).first).to_be_visible()
