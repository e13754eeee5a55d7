"""A poster's label scanned on a phone: one tap, with a photo made small, then what the team sees."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from campaign.base.operations import new_operation
from campaign.media.codes import code_address
from campaign.media.spots import add_spot
from campaign.media.spots_model import SpotState
from campaign.media.views import history, photo, postings
from tests.browser.conftest import PHONE, shoot, violations
from tests.servers import LiveServer


@pytest.fixture
def label(tmp_path, db, officer, edition):
    """A server of one's own, a place kept for an edition, the path of its code."""
    edition_id = edition()
    values = {"label": "Panneau de la gare", "kind": "free_panel", "commune": "Saumur", "address": "place de la Gare"}
    add_spot(db, officer, edition_id, values, new_operation())
    (posting,) = postings(db, officer, edition_id)
    with LiveServer(tmp_path, is_warm=True) as live:
        yield live, posting, "/p/affiche/" + code_address(db, officer, posting).rpartition("/")[2]


def heavy_picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((3000, 2200), 80).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def small_enough(phone: Page) -> None:
    """Wait until the script has made the photo small; our policy forbids Playwright's own way of waiting."""
    for _ in range(100):
        if phone.evaluate("() => document.querySelector('#photo').files[0].size") < 2_000_000:
            return
        phone.wait_for_timeout(100)
    pytest.fail("la photo est restée lourde")


def test_somebody_says_a_poster_is_up_with_a_photo_then_down(label, db, officer, open_page):
    server, posting, path = label
    phone = open_page(server, PHONE)
    phone.goto(path)
    expect(phone.get_by_role("heading", name="Panneau de la gare")).to_be_visible()
    assert violations(phone) == []
    shoot(phone, "affiche-a-poser")
    phone.get_by_text("Ajouter un mot ou une photo").click()
    sent = heavy_picture()
    assert len(sent) > 3_000_000
    phone.set_input_files("#photo", {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": sent})
    small_enough(phone)
    phone.fill("#note", "Côté parking")
    phone.get_by_role("button", name="Affiche posée").click()
    expect(phone.get_by_text("Merci, c’est noté.")).to_be_visible()
    assert violations(phone) == []
    shoot(phone, "affiche-posee")
    phone.reload()
    (noted,) = history(db, officer, posting.id)
    assert (noted.state, noted.note) == (SpotState.POSED, "Côté parking")
    assert max(Image.open(io.BytesIO(photo(db, officer, noted.photo))).size) == 1600
    phone.get_by_role("button", name="Affiche retirée").click()
    expect(phone.get_by_text("Merci, c’est noté.")).to_be_visible()
    assert history(db, officer, posting.id)[0].state is SpotState.REMOVED


def test_the_page_works_without_a_script(label, db, officer, open_page):
    server, posting, path = label
    phone = open_page(server, PHONE, javascript=False)
    phone.goto(path)
    phone.get_by_role("button", name="Emplacement introuvable").click()
    expect(phone.get_by_text("Merci, c’est noté.")).to_be_visible()
    assert [one.state for one in history(db, officer, posting.id)] == [SpotState.NOT_FOUND]
