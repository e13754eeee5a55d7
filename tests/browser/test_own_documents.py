"""A shop takes its documents from its link: opened, looked at, downloaded, and the file says what it should."""

from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, shoot
from tests.browser.test_plain_pages import NARROW, a_participant, demonstration  # noqa: F401 - the same database
from tests.documents.reading import texts


@pytest.mark.parametrize(("size", "javascript"), [(DESKTOP, True), (NARROW, False)])
def test_from_the_link_to_a_poster_with_the_shops_name_and_hours(
    demonstration, demonstration_server, open_page, size, javascript  # noqa: F811
):  # fmt: skip
    address, shop = a_participant(demonstration)
    page = open_page(demonstration_server, size, javascript=javascript)
    page.goto(address)
    page.get_by_role("link", name="Voir mes documents").click()
    assert page.inner_text("h1") == "Vos affiches et documents"
    pictures = page.locator(".document > img")
    assert pictures.count() >= 6
    for index in range(pictures.count()):
        pictures.nth(index).scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    if javascript:
        assert page.evaluate("[...document.querySelectorAll('.document > img')].every(one => one.naturalWidth > 0)")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger le PDF : Affiche A3").click()
    assert taken.value.suggested_filename == f"affiche-a3-{shop.place.slug}.pdf"
    said = texts(Path(taken.value.path()).read_bytes())[0].replace("\u2060", "").replace("\u00a0", " ")
    assert shop.place.name in said
    assert shop.answer.days[0].hours_text.replace("\u2060", "").replace("\u00a0", " ") in said
    shoot(page, f"documents-{size['viewport']['width']}")


def test_the_caption_of_a_picture_can_be_read_and_copied_without_script(
    demonstration, demonstration_server, open_page  # noqa: F811
):  # fmt: skip
    address, shop = a_participant(demonstration)
    page = open_page(demonstration_server, NARROW, javascript=False)
    page.goto(f"{address}/documents")
    square = page.locator(f"#boutique-{shop.place.id}-carre-social")
    square.get_by_text("Texte à publier").click()
    caption = square.get_by_label("Légende à publier")
    assert shop.place.name in caption.input_value()
    assert "#LesBonsJoursDeLOccasion" in caption.input_value()
