"""The directory as a page: every shop by territory, the same words as the booklet, which it offers when it may."""

import html
import re
from datetime import timedelta

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.communication import cache
from campaign.communication.public_directory import public_directory
from campaign.participation import actions as participation
from campaign.partners import actions as partners
from campaign.partners.views import place as place_view
from tests.documents.reading_aloud import aloud, problems
from tests.web.conftest import at, seed
from tests.web.test_public_pages import words


def plain(text: str) -> str:
    return " ".join(re.sub("[\u2060\u200b]", "", text).replace("\u00a0", " ").replace("\u202f", " ").split())


def sheets(page: str) -> list[str]:
    """What is read of each shop, in order."""
    found = re.findall(r'<li class="shop" id="b\d+">(.*?)</li>', page, flags=re.DOTALL)
    without_call = [re.sub(r'<span class="sr">Appeler.*?</span>', "", one, flags=re.DOTALL) for one in found]
    return [plain(html.unescape(re.sub(r"<[^>]+>", " ", one))) for one in without_call]


def test_each_territory_is_a_heading_with_its_number_of_shops(browser, confirmed):
    page = browser.get("/annuaire")
    assert page.status_code == 200
    headings = [plain(html.unescape(one)) for one in re.findall(r"<h2 id=\"territoire-\d+\">(.*?)</h2>", page.text)]
    assert headings == ["Angers Loire Métropole", "Anjou Bleu Communauté", "Vallées du Haut-Anjou"]
    assert "Anjou Bleu Communauté 2 boutiques" in words(page)
    assert "L’annuaire des 4 boutiques solidaires" in words(page)


def test_the_page_and_the_booklet_say_the_same_of_every_shop(browser, confirmed, db):
    page, file = browser.get("/annuaire"), browser.get("/annuaire.pdf")
    shops = public_directory(db).content.shops
    listed = sheets(page.text)
    said = aloud(file.content)
    starts = [index for index, one in enumerate(said) if one.kind == "Span"]
    assert len(listed) == len(starts) == len(shops) == 4
    for shop, on_page, start in zip(shops, listed, starts, strict=True):
        in_file = plain(" ".join(one.words for one in said[start - 1 : start + 12]))
        assert on_page.startswith(f"Numéro {shop.number} ")
        assert plain(said[start].words) == f"{shop.number}."
        where = f"{shop.address}, {shop.commune}".replace("'", "’")
        for text in (shop.name.replace("'", "’"), where, shop.hours, shop.phone, *shop.activities, *shop.categories):
            assert plain(text).lower() in on_page.lower()
            assert plain(text).lower() in in_file.lower()
        assert shop.phone
        assert shop.hours


def test_the_booklet_is_a_tagged_file_without_error_named_for_whoever_keeps_it(browser, confirmed):
    answer = browser.get("/annuaire.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="annuaire.pdf"' in answer.headers["content-disposition"]
    assert problems(answer.content)[0] == []


def test_the_booklet_is_drawn_once_and_not_sent_again_to_who_has_it(browser, confirmed):
    browser.get("/annuaire")
    first = browser.get("/annuaire.pdf")
    made = [one.name for one in cache.folder(cache.PIECES).iterdir()]
    for _ in range(3):
        assert browser.get("/annuaire.pdf").content == first.content
        browser.get("/annuaire")
    assert [one.name for one in cache.folder(cache.PIECES).iterdir()] == made
    assert len(made) == 1
    again = browser.get("/annuaire.pdf", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_answer_changes_the_page_and_the_booklet_at_once(browser, confirmed):
    before = browser.get("/annuaire.pdf").headers["etag"]
    confirmed.answer(confirmed.places[3])
    assert "L’annuaire des 5 boutiques solidaires" in words(browser.get("/annuaire"))
    assert browser.get("/annuaire.pdf").headers["etag"] != before


def test_a_booklet_that_something_blocks_is_not_offered_while_the_page_lists_the_shop(browser, confirmed, officer, db):
    values = {"name": "漢字", "postcode": "49100", "commune": "Angers", "address": "1 rue des Essais"}
    place = partners.add_place(db, officer, values, new_operation())
    participation.invite(db, officer, confirmed.edition_id, [place], new_operation())
    confirmed.answer(place)
    page = browser.get("/annuaire")
    assert "漢字" in words(page)
    assert "/annuaire.pdf" not in page.text
    refused = browser.get("/annuaire.pdf")
    assert refused.status_code == 404
    assert "Les boutiques sont sur la page de l’annuaire" in words(refused)


def test_towns_send_to_their_shops(browser, confirmed):
    page = browser.get("/annuaire").text
    towns = page[page.index('id="villes"') :]
    assert re.findall(r'href="#(b\d)"', towns) == ["b1", "b2", "b4", "b3"]  # Angers, Candé, Le Lion-d’Angers, Segré
    assert all(f'id="b{number}"' in page for number in (1, 2, 3, 4))


def test_nothing_of_it_needs_a_script_and_every_anchor_exists(browser, confirmed):
    page = browser.get("/annuaire").text
    assert "<script" not in page
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page


def test_without_edition_or_answer_the_page_says_why_it_is_empty(browser, db, officer):
    assert "Les dates ne sont pas encore choisies" in words(browser.get("/annuaire"))
    assert browser.get("/annuaire.pdf").status_code == 404
    seed(db, officer)
    page = browser.get("/annuaire")
    assert page.status_code == 200
    assert "Les boutiques répondent en ce moment" in words(page)
    assert browser.get("/annuaire.pdf").status_code == 404


def test_once_the_edition_is_over_the_shops_stay_without_the_invitation_to_come(browser, confirmed):
    with clock.frozen(at(confirmed.days[1] + timedelta(days=2))):
        page = browser.get("/annuaire")
        assert "L’édition est passée" in words(page)
        assert "La Malle à Félicie" in words(page)
        assert "Comment ça marche" not in words(page)


def test_names_with_markup_are_only_text(browser, confirmed, db, officer):
    found = place_view(db, officer, confirmed.places[0])
    partners.change_place(
        db, officer, confirmed.places[0], found.version, {"name": "<script>alert(1)</script>"}, new_operation()
    )
    page = browser.get("/annuaire").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_public_pages_lead_to_it(browser, confirmed):
    for path in ("/", "/carte", "/boutiques", "/plan-du-site"):
        assert 'href="/annuaire"' in browser.get(path).text
