"""The press page: open when the team says so, silent under embargo, the same words and files as on paper."""

import html
import io
import re
from datetime import timedelta

import docx
import pytest
from PIL import Image

from campaign.base import clock
from campaign.base.errors import Refused
from campaign.base.operations import new_operation
from campaign.communication import cache
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.communication.press_files import word_file
from campaign.communication.public_press import Reading, press_key, public_press
from campaign.documents.press_cards import quoted
from campaign.press.sheet import change_sheet, publish, withdraw
from campaign.press.store import sheet_of
from campaign.press.views import material
from campaign.press.visuals import add_visual, remove_visual
from campaign.press.writing import change_block
from campaign.web.access_log import masked
from campaign.web.cookies import session_cookie
from tests.documents import reading
from tests.documents.press_texts import photo
from tests.documents.reading_aloud import problems
from tests.web.conftest import seed
from tests.web.test_public_pages import words

VISUAL = {"caption": "Le rayon vaisselle", "credit": "Prénom Nom", "alternative": "Une étagère de vaisselle"}


def plain(text: str) -> str:
    text = re.sub("[\u2060\u200b\u00ad\x02\ufffe]", "", html.unescape(text))
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def said(file: bytes) -> str:
    return plain(" ".join(reading.texts(file)).replace("\ufffe ", "").replace("\x02 ", ""))


@pytest.fixture
def opened(confirmed, db, officer):
    """The press page open to all, with a visual, a figure and an approved quote."""
    publish(db, officer, confirmed.edition_id, new_operation())
    add_visual(db, officer, confirmed.edition_id, photo(1600, 1000), VISUAL, new_operation())
    db.conn.execute(
        "INSERT INTO press_quotes (edition_id, audience, author, role, text, state) VALUES"
        " (?, '', 'Anne Leroy', 'présidente', 'On a vu arriver du monde.', 'approved')",
        [confirmed.edition_id],
    )
    db.conn.execute(
        "INSERT INTO press_figures (edition_id, code, value, label, source) VALUES"
        " (?, 'visiteurs', '4 500', 'visiteurs en deux jours', 'Bilan de la première édition')",
        [confirmed.edition_id],
    )
    db.conn.commit()
    return confirmed


def under_embargo(db, officer, campaign):
    day = clock.today() + timedelta(days=5)
    typed = {"embargo_day": f"{day:%d/%m/%Y}", "embargo_time": "6 h"}
    change_sheet(db, officer, campaign.edition_id, sheet_of(db, campaign.edition_id).version, typed, new_operation())
    return sheet_of(db, campaign.edition_id).embargo_until


def test_as_long_as_it_is_closed_nothing_of_it_is_public(browser, confirmed):
    for path in ("/presse", "/presse/dossier", "/presse/communique.pdf", "/presse/dossier.docx", "/presse/visuels/1",
                 "/presse/affiches/affiche-a3.png"):  # fmt: skip
        assert browser.get(path).status_code == 404
    assert 'href="/presse"' not in browser.get("/").text
    assert 'href="/presse"' not in browser.get("/plan-du-site").text


def test_once_open_public_pages_lead_to_it_and_closing_takes_it_away(browser, opened, db, officer):
    for path in ("/", "/carte", "/plan-du-site"):
        assert 'href="/presse"' in browser.get(path).text
    page = browser.get("/presse")
    assert page.status_code == 200
    assert "Anne Leroy" in words(page)
    withdraw(db, officer, opened.edition_id, new_operation())
    assert browser.get("/presse").status_code == 404


def test_the_page_and_the_printed_kit_say_the_same(browser, opened, db):
    page, printed = words(browser.get("/presse/dossier")), said(browser.get("/presse/dossier.pdf").content)
    found = public_press(db, "", Reading())
    content, press = found.content, found.content.press
    assert len(content.shops) == 4
    for shop in content.shops:
        for value in (shop.name, shop.address, shop.commune, shop.hours, shop.phone, *shop.activities):
            shown = plain(value).replace("'", "’").lower()
            assert shown in page.lower()
            assert shown in printed.lower()
    assert len(press.figures) > 3
    for one in press.figures:
        for value in (one.value, one.label, one.source):
            assert plain(value) in page
            assert plain(value) in printed
    assert [one.author for one in press.voices] == ["Anne Leroy"]
    for text in (page, printed):
        assert "On a vu arriver du monde." in text
        assert plain(press.title) in text
        assert all(plain(one.title) in text for one in press.sections if one.code in ("context", "figures", "voices"))
        assert "{{" not in text
    assert plain(quoted(press.voices[0].text)) in page


def test_each_file_comes_under_a_french_name_of_its_kind(browser, opened):
    page = browser.get("/presse").text
    for path, name, kind in (
        ("dossier.pdf", "dossier-de-presse-maine-et-loire.pdf", "application/pdf"),
        ("communique.pdf", "communique-de-presse-maine-et-loire.pdf", "application/pdf"),
        ("dossier.docx", "dossier-de-presse-maine-et-loire.docx", "wordprocessingml"),
        ("communique.docx", "communique-de-presse-maine-et-loire.docx", "wordprocessingml"),
        ("affiches/affiche-a3.png", "affiche-a3-maine-et-loire.png", "image/png"),
        ("affiches/carre-social.png", "carre-pour-les-reseaux-sociaux-maine-et-loire.png", "image/png"),
    ):
        assert f'href="/presse/{path}"' in page
        answer = browser.get(f"/presse/{path}")
        assert answer.status_code == 200
        assert f'filename="{name}"' in answer.headers["content-disposition"]
        assert kind in answer.headers["content-type"]
        again = browser.get(f"/presse/{path}", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert answer.headers["cache-control"] == "public, no-cache"
    assert problems(browser.get("/presse/communique.pdf").content)[0] == []


def test_files_are_drawn_once_whoever_asks(browser, opened):
    browser.get("/presse")
    made = {one.name for one in cache.folder(cache.PIECES).iterdir()}
    assert len(made) == 7  # two PDF, two Word, three posters
    for path in ("/presse", "/presse/dossier", "/presse/dossier.pdf", "/presse/communique.docx"):
        browser.get(path)
    assert {one.name for one in cache.folder(cache.PIECES).iterdir()} == made


def test_a_visual_is_taken_whole_or_looked_at_small_and_goes_when_it_is_removed(browser, opened, db, officer):
    (number,) = (one[0] for one in opened.rows("SELECT id FROM press_visuals"))
    page = browser.get("/presse").text
    assert 'alt="Une étagère de vaisselle"' in page
    assert "Crédit\u00a0: Prénom Nom" in html.unescape(page)
    whole, small = browser.get(f"/presse/visuels/{number}"), browser.get(f"/presse/visuels/{number}?taille=apercu")
    assert Image.open(io.BytesIO(whole.content)).size == (1600, 1000)
    assert Image.open(io.BytesIO(small.content)).size == (720, 450)
    assert f'attachment; filename="visuel-{number}-le-rayon-vaisselle.' in whole.headers["content-disposition"]
    remove_visual(db, officer, number, new_operation())
    assert browser.get(f"/presse/visuels/{number}").status_code == 404
    for wrong in ("0", "999", "x", "²", "9" * 40):
        assert browser.get(f"/presse/visuels/{wrong}").status_code == 404


def test_under_embargo_everybody_learns_that_it_exists_and_whom_to_call_and_nothing_else(browser, opened, db, officer):
    title = plain(public_press(db, "", Reading()).content.press.title)
    until = under_embargo(db, officer, opened)
    for path in ("/presse", "/presse/dossier", "/presse?pour=epci:244900015"):
        page = words(browser.get(path))
        assert "Un dossier de presse est prêt" in page
        assert "02 41 00 00 00" in page
        assert title not in page
        assert "Anne Leroy" not in page
        assert "docx" not in browser.get(path).text
    for path in ("communique.pdf", "dossier.docx", "affiches/affiche-a3.png", "visuels/1"):
        assert browser.get(f"/presse/{path}").status_code == 404
    with clock.frozen(until):
        assert title in words(browser.get("/presse"))
        assert "Diffusion immédiate" in words(browser.get("/presse"))
        assert browser.get("/presse/communique.pdf").status_code == 200


def test_the_address_sent_to_the_press_reads_it_before_and_leads_to_the_public_one_after(browser, opened, db, officer):
    until = under_embargo(db, officer, opened)
    sent = f"/p/presse/{press_key(opened.edition_id)}"
    page = browser.get(sent)
    assert "Sous embargo jusqu’au" in words(page)
    assert "Anne Leroy" in words(page)
    assert page.headers["cache-control"] == "no-store"
    assert "noindex" in page.headers["x-robots-tag"]
    assert re.findall(r'href="(/presse[^"]*)"', page.text) == ["/presse"]  # the foot
    for link in set(re.findall(rf'(?:href|src)="({sent}[^"]*)"', page.text)):
        answer = browser.get(html.unescape(link))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store" or "private" in answer.headers["cache-control"]
    assert "Anne Leroy" not in words(browser.get("/p/presse/" + "a" * 43))
    with clock.frozen(until):
        answer = browser.get(f"{sent}/dossier?pour=")
        assert (answer.status_code, answer.headers["location"]) == (303, "/presse/dossier")
    assert masked(f"GET {sent}/dossier.pdf HTTP/1.1") == "GET /p/presse/…/dossier.pdf HTTP/1.1"


def test_the_address_sent_to_the_press_opens_nothing_while_the_page_is_closed(browser, confirmed):
    assert browser.get(f"/p/presse/{press_key(confirmed.edition_id)}").status_code == 404


def test_an_agent_looks_before_it_opens_and_is_told_so(browser, confirmed, db, officer, signed_in):
    browser.cookies.set(session_cookie(), signed_in(officer), domain="localhost.local")
    page = browser.get("/presse")
    assert page.status_code == 200
    assert "La page de presse est fermée" in words(page)
    assert "no-store" in page.headers["cache-control"]
    assert browser.get("/presse/communique.pdf").headers["cache-control"].startswith("private")


def test_a_territory_has_its_version_and_only_those_that_take_part(browser, opened, db):
    addresses = re.findall(r'href="(/presse\?pour=epci:\d{9})"', browser.get("/presse").text)
    assert len(addresses) == 3
    page = browser.get("/presse/dossier?pour=epci:244900015")
    assert "Angers Loire Métropole" in words(page)
    assert "Le Vestiaire solidaire" not in words(page)  # at Candé
    assert 'href="/presse/dossier.pdf?pour=epci:244900015"' in page.text
    file = browser.get("/presse/dossier.pdf?pour=epci:244900015")
    assert "dossier-de-presse-angers-loire-metropole.pdf" in file.headers["content-disposition"]
    for wrong in ("epci:200000000", "shop:1", "tout", "<b>"):
        assert browser.get("/presse", params={"pour": wrong}).status_code == 404


def test_what_blocks_takes_the_file_away_not_the_text(browser, opened, db, officer):
    version, title = block(db, officer, opened, "lead")
    change_block(db, officer, opened.edition_id, "lead", version, title, "", new_operation())
    page = browser.get("/presse")
    assert page.status_code == 200
    assert "communique.pdf" not in page.text
    assert "communique.docx" not in page.text
    refused = browser.get("/presse/communique.pdf")
    assert refused.status_code == 404
    assert "pas prêt" in words(refused)


def block(db, officer, campaign, code):
    found = next(one for one in material(db, officer, campaign.edition_id).blocks if one.code == code)
    return found.version, found.title


def test_texts_with_markup_are_only_text_and_nothing_needs_a_script(browser, opened, db, officer):
    version, title = block(db, officer, opened, "context")
    hostile = "<script>alert(1)</script> [x](javascript:alert) **gras**"
    change_block(db, officer, opened.edition_id, "context", version, title, "Sain.", new_operation())
    db.conn.execute("UPDATE press_blocks SET text = ? WHERE code = 'context'", [hostile])  # the editor refuses it
    db.conn.commit()
    page = browser.get("/presse/dossier").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>gras</b>" in page
    assert 'href="javascript' not in page
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page


def test_the_word_file_of_an_agent_follows_the_advertising_rule(confirmed, db, officer):
    found = word_file(db, officer, confirmed.edition_id, "communique", DEPARTEMENT)
    assert found.name == "communique-de-presse-maine-et-loire.docx"
    assert docx.Document(io.BytesIO(found.made.data)).core_properties.language == "fr-FR"
    again = word_file(db, officer, confirmed.edition_id, "communique", DEPARTEMENT)
    assert again.made.data == found.made.data
    place = confirmed.places[0]
    db.conn.execute("UPDATE places SET may_advertise = 0 WHERE id = ?", [place])
    db.conn.commit()
    with pytest.raises(Refused, match="publicité"):
        word_file(db, officer, confirmed.edition_id, "communique", Audience(Scale.SHOP, str(place)))


def test_without_edition_or_answer_there_is_no_press_page(browser, db, officer):
    assert browser.get("/presse").status_code == 404
    campaign = seed(db, officer)
    publish(db, officer, campaign.edition_id, new_operation())
    answer = browser.get("/presse")
    assert answer.status_code == 404
    assert "aucune boutique n’a encore confirmé" in words(answer)
