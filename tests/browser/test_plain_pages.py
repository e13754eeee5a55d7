"""Plain pages in a real browser: accessible, complete without script and without network, no text that runs."""

from contextlib import contextmanager

import pytest

from campaign.accounts import links
from campaign.accounts.model import Actor, Role
from campaign.accounts.store import links_of_edition
from campaign.base.settings import settings
from campaign.communication.public_press import press_key
from campaign.editions.views import current_edition
from campaign.mail import addresses
from campaign.participation import views
from campaign.participation.model import Presence
from campaign.schema import open_database
from tests.browser.conftest import DESKTOP, PHONE, drawn, shoot, violations

NARROW = {"viewport": {"width": 320, "height": 640}}


@contextmanager
def database_of(server, monkeypatch):
    """The server's own database and secret, seen from the test."""
    monkeypatch.setenv("CAMPAIGN_DB", str(server.database))
    monkeypatch.setenv("CAMPAIGN_PUBLIC_URL", server.url)
    settings.cache_clear()
    db = open_database()
    try:
        yield db
    finally:
        db.close()


@pytest.fixture
def demonstration(demonstration_server, monkeypatch):
    """The database of the demonstration server."""
    with database_of(demonstration_server, monkeypatch) as db:
        yield db


def a_link(db, *, answered: bool) -> str:
    """The path of a link whose contact has one shop, answered or not."""
    edition = current_edition(db)
    for link in links_of_edition(db, edition.id):
        page = views.contact_page(db, Actor(Role.CONTACT, link.contact_id), link)
        if len(page.shops) == 1 and bool(page.shops[0].answer) is answered:
            return f"/p/{links.token_of(link)}"
    raise AssertionError("la démonstration n’a pas ce cas")


def a_participant(db) -> tuple[str, views.ShopAnswer]:
    """The path of a link whose contact has one shop that takes part and may advertise, and that shop."""
    edition = current_edition(db)
    for link in links_of_edition(db, edition.id):
        page = views.contact_page(db, Actor(Role.CONTACT, link.contact_id), link)
        (shop, *others) = page.shops or (None,)
        given = shop.answer if shop and not others else None
        if given and given.presence is Presence.YES and shop.place.may_advertise:
            return f"/p/{links.token_of(link)}", shop
    raise AssertionError("la démonstration n’a pas ce cas")


def a_way_out(db, email: str, *, used: bool = False) -> str:
    """The path at the foot of an invitation to this address, already used or not."""
    addresses.know(db, email)
    if used:
        addresses.oppose(db, addresses.token_of(email))
    return f"/p/arret/{addresses.token_of(email)}"


def plain_paths(db) -> dict[str, str]:
    edition = current_edition(db)
    shop = next(one for one in views.public_shops(db, edition) if one.slug == "la-malle-a-felicie")  # it has a photo
    return {
        "accueil": "/",
        "carte": "/carte",
        "carte filtrée": "/carte?jour=" + edition.days[0].isoformat() + "&categorie=livres",
        "carte sans résultat": "/carte?commune=Angers&categorie=mercerie&animation=construction",
        "carte intégrée": "/carte?integree=1",
        "liste": "/boutiques",
        "annuaire": "/annuaire",
        "données ouvertes": "/donnees",
        "boutique": f"/boutiques/{shop.slug}",
        "erreur à signaler": f"/boutiques/{shop.slug}/erreur",
        "erreur signalée": f"/boutiques/{shop.slug}/erreur?fait=1",
        "presse": "/presse",
        "presse avant l’embargo": f"/p/presse/{press_key(edition.id)}",
        "dossier en ligne": f"/p/presse/{press_key(edition.id)}/dossier",
        "connexion": "/connexion",
        "mot de passe oublié": "/mot-de-passe-oublie",
        "renvoi": "/p/renvoi",
        "réponse à donner": a_link(db, answered=False),
        "réponse donnée": a_link(db, answered=True),
        "réponse à modifier": a_link(db, answered=True) + "?modifier=1",
        "documents à venir": a_link(db, answered=False) + "/documents",
        "documents": a_participant(db)[0] + "/documents",
        "dossier de presse": a_participant(db)[0] + "/presse",
        "lien inconnu": "/p/inconnu",
        "ne plus recevoir": a_way_out(db, "felicie@exemple.fr"),
        "ne plus recevoir fait": a_way_out(db, "monique@exemple.fr", used=True),
        "mentions légales": "/mentions-legales",
        "données personnelles": "/donnees-personnelles",
        "accessibilité": "/accessibilite",
        "plan du site": "/plan-du-site",
        "page introuvable": "/nulle-part",
    }


def test_axe_finds_nothing_on_any_plain_page_whatever_the_width(demonstration, demonstration_server, open_page):
    """One loading serves three widths: only the style sheet knows how wide the window is."""
    found = []
    page = open_page(demonstration_server, NARROW)
    for name, path in plain_paths(demonstration).items():
        page.set_viewport_size(NARROW["viewport"])
        page.goto(path)
        for size in (NARROW, PHONE, DESKTOP):
            page.set_viewport_size(size["viewport"])
            drawn(page)
            width = size["viewport"]["width"]
            found += [f"{name} ({width}) {line}" for line in violations(page)]
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [f"{name} ({width}) déborde de {overflow} px"] if overflow > 0 else []
            if size is not NARROW:
                shoot(page, f"{name.replace(' ', '-')}-{width}")
    assert found == []


def test_the_map_is_complete_without_network_and_says_the_same_as_the_list(
    demonstration, demonstration_server, open_page
):
    page = open_page(demonstration_server, DESKTOP)
    page.goto("/carte")
    page.wait_for_selector("html.map-ready")
    listed = page.locator("#resultats .shop").count()
    assert listed == len(views.public_shops(demonstration, current_edition(demonstration)))
    assert page.locator(".pin").count() == listed
    assert page.locator("#carte path").count() > 5


def test_filters_and_search_work_the_same_without_script(demonstration, demonstration_server, open_page):
    counts = []
    for javascript in (True, False):
        page = open_page(demonstration_server, DESKTOP, javascript=javascript)
        page.goto("/carte?categorie=meubles&commune=saumur")
        if javascript:
            page.wait_for_selector("html.map-ready")
        names = [text for text in page.locator("#resultats .shop :is(h3, h4)").all_inner_texts() if text]
        counts.append(sorted(names))
    assert counts[0] == counts[1]
    assert counts[0]


def test_a_shop_answers_without_script_on_a_narrow_phone(demonstration, demonstration_server, open_page):
    page = open_page(demonstration_server, NARROW, javascript=False)
    page.goto(a_link(demonstration, answered=False))
    page.check('input[name="presence"][value="yes"]', force=True)
    page.get_by_role("button", name="Envoyer ma réponse").click()
    assert page.url.split("?")[0].endswith("/merci")
    assert "Merci, c’est noté" in page.inner_text("h1")


def test_a_wrong_hour_is_told_beside_its_field_and_nothing_typed_is_lost(
    demonstration, demonstration_server, open_page
):
    page = open_page(demonstration_server, PHONE)
    page.goto(a_link(demonstration, answered=False))
    page.check('input[name="presence"][value="yes"]', force=True)
    day = current_edition(demonstration).days[0].isoformat()
    page.select_option(f'[name="debut-{day}"]', "14:00")
    page.select_option(f'[name="fin-{day}"]', "12:00")
    page.fill('[name="autre"]', "Concours du plus beau pull")
    page.get_by_role("button", name="Envoyer ma réponse").click()
    assert page.title().startswith("Erreur")
    assert "est avant l’ouverture" in page.inner_text(".errors ~ * .wrong, .wrong")
    assert page.input_value('[name="autre"]') == "Concours du plus beau pull"
    assert page.evaluate("document.activeElement.id") == "resume"
    assert violations(page) == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(demonstration, demonstration_server, open_page):
    page = open_page(demonstration_server, DESKTOP)
    page.goto(a_link(demonstration, answered=False))
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                const around = [e, ...e.parentElement ? e.parentElement.querySelectorAll('*') : [], e.parentElement];
                return around.some(x => x && getComputedStyle(x).outlineStyle !== 'none') }"""
            )
        )
    assert all(seen)
