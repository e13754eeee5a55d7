"""The press kit written in a real browser: an animator and the département at once, drafts, Word, without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from campaign.accounts import links
from campaign.accounts.actions import DEMONSTRATION_PASSWORD
from campaign.accounts.model import SYSTEM
from campaign.accounts.store import links_of_edition
from campaign.editions.views import current_edition
from campaign.press.views import material
from tests.browser.conftest import DESKTOP, PHONE, listening_for_errors, shoot, violations
from tests.browser.test_plain_pages import NARROW, demonstration  # noqa: F401 - the same database

NEAR = "#texte-near_you"
# What Word puts in the clipboard for a heading, a bold word, two bullets and a link.
FROM_WORD = """<html><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment-->
<p class=MsoNormal><b>Deux jours</b> pour chiner<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span>·<span>&nbsp;&nbsp; </span></span>café offert</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span>·<span>&nbsp;&nbsp; </span></span>troc de livres</p>
<p class=MsoNormal>Tout est <a href="https://exemple.fr/carte">sur la carte</a>.<script>alert(1)</script></p>
<!--EndFragment--></body></html>"""


def animator_of(db, name: str) -> tuple[str, str]:
    """The address where the animator of that EPCI writes, and their audience."""
    edition = current_edition(db)
    sql = (
        "SELECT contact_id, epci_siren FROM contact_places JOIN places ON places.id = place_id "
        "WHERE places.kind = 'epci' AND places.name = ?"
    )
    contact_id, siren = db.conn.execute(sql, [name]).fetchone()
    link = next(one for one in links_of_edition(db, edition.id) if one.contact_id == contact_id)
    return f"/p/{links.token_of(link)}/presse", f"epci:{siren}"


def kept(db, audience: str, code: str = "near_you") -> str:
    blocks = material(db, SYSTEM, current_edition(db).id).blocks_for(audience)
    return next(one.text for one in blocks if one.block.code == code)


def to_the_framework(page: Page, who: str = "camille") -> None:
    page.goto("/connexion?suite=%2Ftrame")
    page.fill("#email", f"{who}@demo.example")
    page.fill("#passe", DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dossier de presse")


def save(page: Page, code: str = "near_you") -> None:
    page.locator(f"#bloc-{code}").get_by_role("button", name=re.compile("^(Enregistrer|Remplacer)")).click()


def paste(page: Page, selector: str, html: str) -> None:
    """What Ctrl+V does with something copied from Word."""
    page.focus(selector)
    page.evaluate(
        """([selector, html]) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            document.querySelector(selector).dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [selector, html],
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_the_animator_writes_the_departement_too_both_survive_and_the_difference_is_read(
    demonstration, demonstration_server, open_page, javascript  # noqa: F811
):  # fmt: skip
    place = "Saumur Val de Loire" if javascript else "Cholet Agglomération"
    address, audience = animator_of(demonstration, place)
    own = open_page(demonstration_server, PHONE, javascript=javascript)
    own.goto(address)
    own.fill(NEAR, f"À {place}, deux jours pour chiner.")
    save(own)
    expect(own.locator("#bloc-near_you").get_by_role("status")).to_have_text("Enregistré.")

    agents = open_page(demonstration_server, DESKTOP, javascript=javascript)
    to_the_framework(agents)
    common = f"Rendez-vous {{{{boutiques_a_citer}}}}, {javascript}."
    agents.fill(NEAR, common)
    save(agents)
    expect(agents.locator("#bloc-near_you").get_by_role("status")).to_have_text("Enregistré.")
    expect(agents.locator("#bloc-near_you")).to_contain_text("Adapté par")
    assert kept(demonstration, "") == common
    assert kept(demonstration, audience) == f"À {place}, deux jours pour chiner."

    own.goto(address)
    block = own.locator("#bloc-near_you")
    expect(block).to_contain_text("adapté, trame modifiée depuis")
    expect(block.locator("details[open] ins").first).to_be_visible()
    expect(own.locator(NEAR)).to_have_value(f"À {place}, deux jours pour chiner.")
    shoot(own, f"presse-trame-modifiee-{javascript}")
    block.get_by_role("button", name="Prendre en compte").click()
    expect(own.locator("#bloc-near_you .state")).to_have_text("adapté")
    own.locator("#bloc-near_you").get_by_role("button", name="Revenir à la trame").click()
    expect(own.locator(NEAR)).to_have_value(common)
    own.locator("#bloc-near_you").get_by_role("button", name="Remettre votre texte").click()
    expect(own.locator(NEAR)).to_have_value(f"À {place}, deux jours pour chiner.")


def test_the_page_follows_what_is_typed_and_shows_each_value(demonstration, demonstration_server, open_page):  # noqa: F811
    page = open_page(demonstration_server, DESKTOP)
    to_the_framework(page)
    with listening_for_errors(page) as heard:
        page.select_option("#pour", label="Saumur Val de Loire")
        page.get_by_role("button", name="Voir", exact=True).click()
        image = page.locator(".page-seen img")
        expect(image).to_be_visible(timeout=60_000)
        before = image.get_attribute("src")
        page.fill(NEAR, "")
        page.locator("#bloc-near_you").get_by_role("button", name="Les animations").click()
        page.keyboard.press("Control+b")
        page.keyboard.type("Venez !")
        expect(page.locator(NEAR)).to_have_value("{{animations}}**Venez !**")
        expect(page.locator("#relu")).to_contain_text("Venez !")
        expect(page.locator("#relu .read-text mark").first).to_be_visible()
        expect(image).not_to_have_attribute("src", before or "", timeout=60_000)
        page.fill(NEAR, "La carte")
        page.locator(NEAR).select_text()
        page.keyboard.press("Control+k")
        expect(page.locator(NEAR)).to_have_value("[La carte](https://)")
        page.keyboard.type("https://exemple.fr")
        expect(page.locator(NEAR)).to_have_value("[La carte](https://exemple.fr)")
        expect(page.locator("#conseils")).to_contain_text("signes sur 1\u202f500")
    assert heard == []


def test_thirty_thousand_signs_are_counted_refused_and_given_back(demonstration, demonstration_server, open_page):  # noqa: F811
    address, _ = animator_of(demonstration, "Mauges Communauté")
    page = open_page(demonstration_server, PHONE)
    page.goto(address)
    page.fill(NEAR, "é" * 30_000)
    expect(page.locator("#compte-near_you")).to_have_text("30\u202f000 signes : 24\u202f000 de trop")
    save(page)
    expect(page.locator("#resume")).to_contain_text("24\u202f000 de trop")
    expect(page.locator(NEAR)).to_have_value("é" * 30_000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_text_pasted_from_word_keeps_its_bold_list_and_link(demonstration, demonstration_server, open_page):  # noqa: F811
    address, audience = animator_of(demonstration, "Anjou Bleu Communauté")
    page = open_page(demonstration_server, DESKTOP)
    with listening_for_errors(page) as heard:
        page.goto(address)
        page.fill(NEAR, "")
        paste(page, NEAR, FROM_WORD)
        save(page)
        expect(page.locator("#bloc-near_you").get_by_role("status")).to_have_text("Enregistré.")
    assert kept(demonstration, audience) == (
        "**Deux jours** pour chiner\n\n- café offert\n- troc de livres\n\nTout est [sur la carte](https://exemple.fr/carte)."
    )
    assert heard == []


def test_a_draft_is_kept_offered_back_and_goes_on_when_another_block_is_saved(
    demonstration, demonstration_server, open_page  # noqa: F811
):  # fmt: skip
    address, _ = animator_of(demonstration, "Angers Loire Métropole")
    page = open_page(demonstration_server, DESKTOP)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(address)
    page.locator(NEAR).press_sequentially("Mon brouillon. ")
    typed = page.input_value(NEAR)
    page.reload()
    assert asked == ["beforeunload"]
    draft = page.locator("#bloc-near_you .draft")
    expect(draft).to_contain_text("n’a pas été enregistré")
    draft.get_by_role("button", name="Reprendre ce texte").click()
    expect(page.locator(NEAR)).to_have_value(typed)
    page.fill("#texte-programme", "Voici le programme d’Angers.")
    save(page, "programme")
    expect(page.locator("#bloc-programme").get_by_role("status")).to_have_text("Enregistré.")
    expect(page.locator(NEAR)).to_have_value(typed)
    save(page)
    expect(page.locator("#bloc-near_you").get_by_role("status")).to_have_text("Enregistré.")
    page.reload()
    expect(page.locator(".draft:visible")).to_have_count(0)
    assert asked == ["beforeunload"]


def test_two_agents_at_once_see_both_texts_and_lose_neither(demonstration, demonstration_server, open_page):  # noqa: F811
    first, second = open_page(demonstration_server, DESKTOP), open_page(demonstration_server, NARROW)
    to_the_framework(first)
    to_the_framework(second, "dominique")
    first.fill("#texte-visuals", "Le texte de Camille.")
    second.fill("#texte-visuals", "Le texte de Dominique.")
    save(first, "visuals")
    expect(first.locator("#bloc-visuals").get_by_role("status")).to_have_text("Enregistré.")
    save(second, "visuals")
    expect(second.locator("#resume")).to_contain_text("Le texte de Camille.")
    expect(second.locator("#texte-visuals")).to_have_value("Le texte de Dominique.")
    assert violations(second) == []
    shoot(second, "presse-conflit")
    second.get_by_role("button", name="Remplacer par le mien").click()
    expect(second.locator("#bloc-visuals").get_by_role("status")).to_have_text("Enregistré.")
    assert kept(demonstration, "", "visuals") == "Le texte de Dominique."


def test_axe_finds_nothing_in_the_framework_and_it_fits_every_width(demonstration, demonstration_server, open_page):  # noqa: F811
    found = []
    for size in (NARROW, PHONE, DESKTOP):
        page = open_page(demonstration_server, size)
        to_the_framework(page)
        for one in page.locator("details").all():
            one.evaluate("one => { one.open = true; }")
        width = size["viewport"]["width"]
        found += [f"{width} {line}" for line in violations(page)]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{width} déborde de {overflow} px"] if overflow > 0 else []
    assert found == []
