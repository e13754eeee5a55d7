"""Takes every picture of the README and of the guides again, from the running demonstration.

    .venv/bin/python tools/screenshots.py [NAME …]

The real server is started on a temporary database filled with the demonstration, and asked with a real Chromium. The
demonstration's third edition moves with the calendar: so do the dates on the pictures. Needs requirements-dev.lock.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from campaign.accounts import links  # noqa: E402 - after the path
from campaign.accounts.actions import DEMONSTRATION_AGENTS, DEMONSTRATION_PASSWORD  # noqa: E402
from campaign.accounts.model import SYSTEM, Actor, Role  # noqa: E402
from campaign.base.settings import settings  # noqa: E402
from campaign.demonstration.filling import fill_demonstration  # noqa: E402
from campaign.editions.views import current_edition, editions  # noqa: E402
from campaign.participation import views  # noqa: E402
from campaign.participation.model import Presence  # noqa: E402
from campaign.partners.pairs import probable_pairs  # noqa: E402
from campaign.partners.views import places  # noqa: E402
from campaign.press.approval import author_address  # noqa: E402
from campaign.press.model import QuoteState  # noqa: E402
from campaign.press.views import material  # noqa: E402
from campaign.rounds.model import Purpose  # noqa: E402
from campaign.schema import open_database  # noqa: E402
from tests.servers import LiveServer  # noqa: E402
from tools import goods_pictures as goods  # noqa: E402
from tools import preparing_pictures as preparing  # noqa: E402

PICTURES = ROOT / "docs" / "images"
DESKTOP = {"viewport": {"width": 1440, "height": 900}, "device_scale_factor": 1}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
WITHOUT_NETWORK = dict(PHONE)  # a phone of its own: nobody else's pages are cut off
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
]
PAPER, INK = "#FFF3DC", "#34142E"
HEAVIEST = 250_000  # bytes; tests/house/test_documentation.py refuses 300 000
PUBLIC_URL = "http://bons-jours.exemple.fr"  # what links show; the browser asks the server by its own address
# Invented, and as dirty as lists are: no heading is ours, a postcode is wrong, one shop is known, one line is empty.
A_LIST = """Enseigne;Adresse;CP;Ville;Tél;Horaires
La Malle à Félicie;31 rue des Artisans;49100;ANGERS CEDEX 01;02.41.00.00.05;mer et sam 10h-18h
Le Grenier partagé;2 place du Marché;49000;Trélazé;0241000071;mar-sam 9h30-12h / 14h-18h
Ré-Emploi & Cie;14 rue des Lilas;49300;Cholet;02 41 00 00 72;lundi au vendredi 10h à 17h30
Fil retrouvé;;49130;Les Ponts de Cé;02 41 00 00 13;
Ty Récup;8 quai de Loire;44000;Nantes;02 40 00 00 01;sam 10h-18h
L’Escale solidaire;1 rue du Port;49350;Chenehutte;0241;dim 25h
;;;;;
"""
EMAILS = {role: email for _, email, role in DEMONSTRATION_AGENTS}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file's name, who looks (None: a visitor), where, on which screen, what is done before."""

    name: str
    who: Role | None
    path: str
    size: dict
    before: Callable[[Page], None] = lambda page: None


def click(text: str) -> Callable[[Page], None]:
    """Press the first button or link of that name, then wait for what it opens."""

    def press(page: Page) -> None:
        page.get_by_role("button", name=text).first.click()
        page.get_by_role("dialog").first.wait_for()
        page.wait_for_timeout(1200)

    return press


def show_link(page: Page) -> None:
    """Choose the first contact of the card of links, and bring the card into sight."""
    box = page.get_by_role("combobox", name="Contact").first
    box.click()
    page.get_by_role("option").nth(1).click()
    page.get_by_role("textbox", name="Lien à copier").wait_for()
    page.get_by_text("Liens personnels").first.scroll_into_view_if_needed()
    page.wait_for_timeout(800)


def say_yes(page: Page) -> None:
    """A shop answers « oui »: hours and activities appear."""
    page.get_by_text("Oui, on en est").click()
    page.get_by_role("heading", name="Serez-vous des nôtres").scroll_into_view_if_needed()


def give_a_list(page: Page) -> None:
    """Upload the dirty list, and wait for the verdicts."""
    file = {"name": "boutiques-2027.csv", "mimeType": "text/csv", "buffer": A_LIST.encode("cp1252")}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("2. Ce qui va se passer").wait_for()
    page.wait_for_timeout(2500)


def until_drawn(page: Page) -> None:
    """Charts and lists come after the words."""
    page.wait_for_timeout(4000)


def to_the_map(page: Page) -> None:
    """Bring the public map to the top of a phone."""
    page.locator(".leaflet-container").first.evaluate("map => map.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(1500)


def to_the_documents(page: Page) -> None:
    """Bring the first document of a personal link to the top of a phone."""
    page.locator(".card").first.evaluate("card => card.scrollIntoView()")
    page.wait_for_timeout(1500)


def beside_the_page(page: Page) -> None:
    """Wait for the page drawn beside the texts of the press kit, the block of the territories in sight."""
    page.locator(".page-seen img").wait_for(timeout=60_000)
    page.locator("#bloc-near_you").evaluate("block => block.scrollIntoView()")
    page.wait_for_timeout(1500)


def for_the_printer(page: Page) -> None:
    """The files of the printer, the second page of the one that is open."""
    page.get_by_text("Imprimeur", exact=True).first.click()
    page.wait_for_timeout(1_000)
    settle(page)
    page.get_by_role("button", name="Suivante").click()
    page.wait_for_timeout(1_000)
    settle(page)


def first_line(page: Page) -> None:
    """Choose the first line of the table."""
    table = page.get_by_test_id("stDataFrame").first
    table.click(position={"x": 200, "y": 55})
    page.mouse.move(8, 860)  # away, or the table's own bar stays
    page.wait_for_timeout(1500)


def shots(db) -> list[Shot]:
    """Every picture, in the order of the guides."""
    edition = current_edition(db)
    shop = views.public_shops(db, edition)[0]
    complete = max(places(db, SYSTEM), key=lambda one: one.completeness)
    wanted = [
        Shot("tableau-de-bord", Role.OFFICER, "/", DESKTOP),
        Shot("importer", Role.OFFICER, "/importer", DESKTOP, give_a_list),
        Shot("registre", Role.OFFICER, "/registre", DESKTOP, first_line),
        Shot("fiche", Role.COMMUNICATION, f"/fiche?fiche={complete.id}", DESKTOP),
        Shot("a-verifier", Role.OFFICER, "/a-verifier", DESKTOP),
        Shot("couverture", Role.OFFICER, "/couverture", DESKTOP, until_drawn),
        Shot("edition-nouvelle", Role.OFFICER, "/editions", DESKTOP, click("Nouvelle édition")),
        Shot("participations", Role.OFFICER, "/participations", DESKTOP),
        Shot("repondre-pour", Role.OFFICER, "/participations", DESKTOP, click("Répondre")),
        Shot("liens", Role.OFFICER, "/contacts", DESKTOP, show_link),
        Shot("corrections", Role.COMMUNICATION, "/corrections", DESKTOP),
        Shot("identite-des-documents", Role.COMMUNICATION, "/identite", DESKTOP),
        Shot("documents", Role.COMMUNICATION, "/documents?piece=flyer-a5", DESKTOP, for_the_printer),
        Shot("trame", Role.COMMUNICATION, "/trame", DESKTOP, beside_the_page),
        Shot("dossier-de-presse", Role.COMMUNICATION, "/dossier-de-presse", DESKTOP),
        Shot("lien-citation", None, a_quote_link(db), PHONE),
        Shot("messages", Role.OFFICER, "/messages", DESKTOP),
        Shot("preparer-un-envoi", Role.OFFICER, "/messages", DESKTOP, click("Préparer l’envoi")),
        Shot("textes", Role.COMMUNICATION, "/textes?etape=reminder_1", DESKTOP),
        Shot("carte-des-reponses", Role.READER, "/carte-des-reponses", DESKTOP),
        *preparing_shots(db),
        *goods_shots(db),
        *report_shots(db),
        Shot("lecture", Role.READER, "/", DESKTOP),
        Shot("lien-reponse", None, a_link(db, answered=False), PHONE),
        Shot("lien-oui", None, a_link(db, answered=False), PHONE, say_yes),
        Shot("lien-repondu", None, a_link(db, answered=True), PHONE),
        Shot("lien-documents", None, f"{a_link(db, answered=True)}/documents", PHONE, to_the_documents),
        Shot("lien-presse", None, f"{an_animators_link(db)}/presse", PHONE, beside_the_page),
        Shot("carte-publique", None, "/carte", PHONE, to_the_map),
        Shot("boutique-publique", None, f"/boutiques/{shop.slug}", PHONE),
    ]
    if probable_pairs(db, SYSTEM):
        wanted.append(Shot("doublons", Role.COMMUNICATION, "/doublons", DESKTOP))
    return wanted


def goods_shots(db) -> list[Shot]:
    """Those of the guides of logistics, of drivers, and of the pages « Votre livraison » and « Vos jeux »."""
    coming = goods.link_of_place(db, goods.a_shop_to_come(db), kind="shop")
    delivered = goods.link_of_place(db, goods.an_epci_delivered(db), kind="epci")
    return [
        Shot("stock", Role.LOGISTICS, "/stock?piece=ROUE-2", DESKTOP),
        Shot("comptage", Role.LOGISTICS, "/comptage", DESKTOP, goods.begin_a_count),
        Shot("prevision", Role.LOGISTICS, "/kits?onglet=prevision", DESKTOP),
        Shot("jeux", Role.LOGISTICS, "/jeux", DESKTOP),
        Shot("tournees", Role.LOGISTICS, "/tournees?type=livraisons", DESKTOP),
        Shot("deplacer-un-arret", Role.LOGISTICS, "/tournees?type=livraisons", DESKTOP, goods.to_move),
        Shot("lien-du-conducteur", Role.LOGISTICS, "/tournees?type=livraisons", DESKTOP, click("Lien du conducteur")),
        Shot("a-arbitrer", Role.LOGISTICS, "/livraisons?onglet=arbitrer", DESKTOP),
        Shot("reprise", Role.LOGISTICS, goods.a_return(db), DESKTOP),
        Shot("suivi", Role.LOGISTICS, "/retours?onglet=suivi", DESKTOP),
        Shot("conducteur-tournee", None, goods.a_round(db), PHONE),
        Shot("conducteur-livraison", None, goods.a_stop(db), PHONE, goods.one_lacks),
        Shot("conducteur-reprise", None, goods.a_stop(db, Purpose.RETURN), PHONE),
        Shot("conducteur-sans-reseau", None, goods.a_round(db), WITHOUT_NETWORK, goods.out_of_reach),
        Shot("lien-livraison", None, f"{coming}/livraison", PHONE, goods.to_the_card),
        Shot("lien-recu", None, f"{delivered}/livraison", PHONE, goods.to_the_card),
        Shot("lien-jeux", None, f"{delivered}/jeux", PHONE, goods.to_the_card),
    ]


def preparing_shots(db) -> list[Shot]:
    """An edition prepared with its actors: days, plan, roles, meetings, evidence, money, and what links show of it."""
    first, coming = editions(db, SYSTEM)[0], current_edition(db)
    waiting = a_link(db, answered=False)
    following = preparing.begin_the_next(db, coming.days)
    voting = preparing.a_voters_page(db, following)
    return [
        Shot("choisir-les-jours", Role.OFFICER, f"/choisir-les-jours?edition={following}", DESKTOP, until_drawn),
        Shot("retroplanning", Role.OFFICER, f"/retroplanning?edition={coming.id}", DESKTOP,
             preparing.three_weeks_sooner),
        Shot("qui-fait-quoi", Role.OFFICER, f"/qui-fait-quoi?edition={coming.id}", DESKTOP),
        Shot("reunions", Role.OFFICER, f"/reunions?edition={coming.id}", DESKTOP),
        Shot("preuves", Role.OFFICER, f"/preuves?edition={first.id}", DESKTOP),
        Shot("depenses", Role.OFFICER, f"/depenses?edition={coming.id}", DESKTOP, until_drawn),
        Shot("lien-dates", None, voting, PHONE, preparing.ask_everybody(following)),
        Shot("lien-role", None, f"{waiting}/role", PHONE),
        Shot("lien-reunions", None, f"{waiting}/reunions", PHONE),
    ]  # fmt: skip


def report_shots(db) -> list[Shot]:
    """What was told and counted of the demonstration's past editions."""
    first, second = (one.id for one in editions(db, SYSTEM)[:2])
    return [
        Shot("bilans-recus", Role.OFFICER, f"/bilans?edition={second}", DESKTOP, until_drawn),
        Shot("bilan", Role.READER, f"/bilan?edition={second}", DESKTOP, until_drawn),
        Shot("fiche-experience", Role.OFFICER, f"/fiche-experience?edition={first}", DESKTOP),
        Shot("questions-du-bilan", Role.OFFICER, "/questions-du-bilan", DESKTOP),
    ]


def a_quote_link(db) -> str:
    """The path of the quote whose author has not answered."""
    quotes = material(db, SYSTEM, current_edition(db).id).quotes
    waiting = next(one for one in quotes if one.state is QuoteState.ASKED)
    return urlsplit(author_address(db, SYSTEM, waiting)).path


def an_animators_link(db) -> str:
    """The path of the link of the animator whose territory has the most shops that take part."""
    edition = current_edition(db)
    shops = views.public_shops(db, edition)
    found = []
    for row in views.link_rows(db, SYSTEM, edition.id):
        if row.link is None:
            continue
        others = views.contact_page(db, Actor(Role.CONTACT, row.contact.id), row.link).others
        sirens = {one.epci_siren for one in others if one.kind == "epci"}
        found.append((sum(shop.epci_siren in sirens for shop in shops), f"/p/{links.token_of(row.link)}"))
    return max(found)[1]


def a_link(db, *, answered: bool) -> str:
    """The path of a demonstration link whose contact has one shop, which takes part or has not answered."""
    edition = current_edition(db)
    for row in views.link_rows(db, SYSTEM, edition.id):
        if row.link:
            page = views.contact_page(db, Actor(Role.CONTACT, row.contact.id), row.link)
            said = [one.answer.presence if one.answer else None for one in page.shops]
            if said == [Presence.YES if answered else None]:
                return f"/p/{links.token_of(row.link)}"
    raise SystemExit("the demonstration has no such link")


def sign_in(page: Page, role: Role) -> None:
    """The way everybody does it."""
    page.goto("/connexion")
    page.get_by_label("E-mail").fill(EMAILS[role])
    page.get_by_label("Mot de passe", exact=True).fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_load_state()


def settle(page: Page) -> None:
    """Wait until Streamlit has run and drawn, or a plain page has its images."""
    page.wait_for_load_state("networkidle")
    if page.get_by_test_id("stApp").count():
        page.wait_for_selector("h1", timeout=60_000)
        page.wait_for_function(
            "!document.querySelector('[data-testid=stStatusWidget]') && !document.querySelector('[data-stale=true]')",
            timeout=60_000,
        )
    page.wait_for_timeout(2_000)  # fonts, charts and maps draw after the last request


def take(browser: Browser, url: str, shot: Shot, pages: dict) -> bytes:
    """The picture, as a PNG of full colours. One window for each role and size, kept signed in."""
    key = (shot.who, id(shot.size))
    if key not in pages:
        context = browser.new_context(**shot.size, locale="fr-FR", timezone_id="Europe/Paris", base_url=url)
        pages[key] = context.new_page()
        pages[key].set_default_timeout(60_000)
        if shot.who:
            sign_in(pages[key], shot.who)
    page = pages[key]
    page.goto(shot.path)
    settle(page)
    shot.before(page)
    return page.screenshot()


def light(image: Image.Image) -> bytes:
    """A PNG of as many colours as its weight allows, 256 at most; the same picture gives the same bytes."""
    for colours in (256, 192, 128, 96, 64):
        file = BytesIO()
        few = image.convert("RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(file, "PNG", optimize=True)
        if file.tell() <= HEAVIEST:
            break
    return file.getvalue()


def side_by_side(names: list[str], height: int = 620, gap: int = 28) -> Image.Image:
    """Several pictures on one paper, for the README."""
    read = [Image.open(PICTURES / f"{name}.png").convert("RGB") for name in names]
    sized = [one.resize((round(one.width * height / one.height), height), Image.Resampling.LANCZOS) for one in read]
    paper = Image.new("RGB", (sum(one.width for one in sized) + gap * (len(sized) + 1), height + 2 * gap), PAPER)
    left = gap
    for one in sized:
        paper.paste(one, (left, gap))
        ImageDraw.Draw(paper).rectangle((left - 1, gap - 1, left + one.width, gap + height), outline=INK)
        left += one.width + gap
    return paper


def main() -> None:
    """Take the asked pictures, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    names = set(parser.parse_args().names)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = LiveServer(Path(folder), worker="child", environment={"CAMPAIGN_PUBLIC_URL": PUBLIC_URL})
        os.environ |= {"CAMPAIGN_DB": str(server.database), "CAMPAIGN_PUBLIC_URL": PUBLIC_URL}
        settings.cache_clear()
        db = open_database()
        fill_demonstration(db, SYSTEM)
        goods.tell_the_road(db)
        wanted = [one for one in shots(db) if not names or one.name in names]
        db.close()
        with server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            pages: dict = {}
            for shot in wanted:
                content = light(Image.open(BytesIO(take(browser, server.url, shot, pages))))
                (PICTURES / f"{shot.name}.png").write_bytes(content)
                print(f"{shot.name}.png  {len(content) // 1000} kB")
            browser.close()
    together = light(side_by_side(["tableau-de-bord", "lien-reponse", "carte-publique"]))
    (PICTURES / "apercu.png").write_bytes(together)
    print(f"apercu.png  {len(together) // 1000} kB")


def chromium() -> str | None:
    """The machine's own Chromium, else the one Playwright may have."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


if __name__ == "__main__":
    main()
