"""The page behind a poster's label: GET changes nothing, one tap notes once, a photo comes along, codes close."""

import io

import pytest
from PIL import Image

from campaign.base.operations import new_operation
from campaign.media.codes import code_address
from campaign.media.spots import add_spot, renew_code
from campaign.media.spots_model import SpotState
from campaign.media.views import history, postings
from campaign.web.access_log import masked
from campaign.web.uploads import MOST
from tests.forms import form_holding


@pytest.fixture
def spot(db, officer, campaign):
    values = {
        "label": "Panneau <b>de</b> la mairie",
        "kind": "town_hall",
        "commune": "Saumur",
        "note": "Clé à l’accueil",
    }
    add_spot(db, officer, campaign.edition_id, values, new_operation())
    return postings(db, officer, campaign.edition_id)[0]


@pytest.fixture
def address(db, officer, spot):
    return "/p/affiche/" + code_address(db, officer, spot).rpartition("/")[2]


def picture(side: int = 60) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def lines(db, officer, spot):
    return [(one.state, one.note) for one in history(db, officer, spot.id)]


def test_the_page_shows_the_place_and_changes_nothing(db, officer, spot, address, browser):
    answer = browser.get(address)
    assert answer.status_code == 200
    assert "Panneau &lt;b&gt;de&lt;/b&gt; la mairie" in answer.text
    assert "Clé à l’accueil" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert lines(db, officer, spot) == []


def test_one_tap_is_noted_once_however_often_it_is_sent(db, officer, spot, address, browser):
    form = form_holding(browser.get(address).text, "operation")
    sent = {"operation": form["operation"][0], "etat": "posed", "note": "Côté rue"}
    for _ in range(3):
        answer = browser.post(address, data=sent)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?fait=1")
    assert lines(db, officer, spot) == [(SpotState.POSED, "Côté rue")]
    assert "Merci, c’est noté" in browser.get(f"{address}?fait=1").text


def test_a_photo_comes_along_and_its_name_is_forgotten(db, officer, spot, address, browser):
    sent = {"operation": new_operation(), "etat": "posed", "note": ""}
    answer = browser.post(address, data=sent, files={"photo": ("../../moi.jpg", picture(), "image/jpeg")})
    assert answer.headers["location"].endswith("fait=1")
    (one,) = history(db, officer, spot.id)
    assert len(one.photo) == 64


def test_a_photo_that_cannot_be_kept_does_not_lose_what_was_done(db, officer, spot, address, browser):
    sent = {"operation": new_operation(), "etat": "removed"}
    answer = browser.post(address, data=sent, files={"photo": ("x.jpg", b"pas une image", "image/jpeg")})
    assert answer.headers["location"].endswith("fait=sans-photo")
    assert lines(db, officer, spot) == [(SpotState.REMOVED, "")]


def test_a_form_that_is_too_heavy_is_refused_in_french(db, officer, spot, address, browser):
    sent = {"operation": new_operation(), "etat": "posed"}
    answer = browser.post(address, data=sent, files={"photo": ("x.jpg", b"0" * (MOST + 1), "image/jpeg")})
    assert answer.status_code == 413
    assert "trop long" in answer.text
    assert lines(db, officer, spot) == []


@pytest.mark.parametrize(
    ("data", "status"),
    [({"etat": "posed"}, 400), ({"operation": "x" * 22, "etat": "to_pose"}, 422), ({"operation": "x" * 22}, 422)],
)
def test_an_incomplete_form_notes_nothing(db, officer, spot, address, browser, data, status):
    assert browser.post(address, data=data).status_code == status
    assert lines(db, officer, spot) == []


def test_a_closed_code_says_so_and_an_unknown_one_opens_nothing(db, officer, spot, address, browser):
    renew_code(db, officer, spot.id, new_operation())
    assert browser.get(address).status_code == 410
    assert browser.post(address, data={"operation": new_operation(), "etat": "posed"}).status_code == 410
    assert browser.get("/p/affiche/" + "a" * 43).status_code == 404


def test_unknown_codes_are_counted(browser, campaign):
    answers = [browser.get("/p/affiche/" + "a" * 43).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]


def test_a_label_that_somebody_plays_with_rests(db, officer, spot, address, browser):
    for _ in range(30):
        browser.post(address, data={"operation": new_operation(), "etat": "posed"})
    assert browser.post(address, data={"operation": new_operation(), "etat": "posed"}).status_code == 429
    assert len(lines(db, officer, spot)) == 30


def test_a_code_never_stands_in_a_log(address):
    assert masked(f'"GET {address}?fait=1 HTTP/1.1" 200') == '"GET /p/affiche/…?fait=1 HTTP/1.1" 200'
