"""The pictures of a shop's public page: for confirmed shops alone, light, described, credited, and words stay words."""

import io
import json
import re

import pytest
from PIL import Image

from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.partners import pictures
from campaign.partners.pictures_model import PictureKind
from tests.debrief.test_photos import taken
from tests.web.test_public_pages import words

HOSTILE = '"><script>alert(1)</script> <img src=x onerror=alert(2)> {{7*7}}'
PAGE = "/boutiques/la-malle-a-felicie"


@pytest.fixture
def add(confirmed):
    """Adds a picture to a shop: (place, kind, **words) -> the path of the picture."""

    def added(place=4, kind=PictureKind.PHOTO, size=(1600, 1200), credit="Félicie Martin", alt="La vitrine") -> str:
        number = pictures.add_picture(
            confirmed.db, confirmed.officer, confirmed.places[place], kind, taken(size=size), credit, alt,
            new_operation(),
        )  # fmt: skip
        return f"{PAGE}/photo/{number}.jpg"

    return added


def test_the_page_shows_the_photo_with_its_size_its_words_and_whose_it_is(browser, confirmed, add):
    assert "/photo/" not in browser.get(PAGE).text
    path, logo = add(), add(kind=PictureKind.LOGO, size=(300, 100), alt="")
    page = browser.get(PAGE)
    assert "Photo : Félicie Martin" in words(page)
    (image,) = re.findall(rf'<img src="{path}"[^>]*>', page.text)
    assert 'width="960" height="720" alt="La vitrine"' in image
    assert f'srcset="{path}?largeur=480 480w, {path} 960w"' in image
    assert f'src="{logo}?largeur=480" width="300" height="100" alt="Logo de La Malle à Félicie"' in page.text
    assert f'<meta property="og:image" content="http://localhost:8501{path}">' in page.text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)[1])
    assert (data["image"], data["logo"]) == ([f"http://localhost:8501{path}"], f"http://localhost:8501{logo}")


def test_the_picture_is_a_light_jpeg_asked_again_and_not_sent_twice(browser, add):
    path = add()
    wide, narrow = browser.get(path), browser.get(f"{path}?largeur=480")
    assert [Image.open(io.BytesIO(one.content)).size for one in (wide, narrow)] == [(960, 720), (480, 360)]
    assert wide.headers["content-type"] == "image/jpeg"
    assert wide.headers["cache-control"] == "public, no-cache"
    again = browser.get(path, headers={"If-None-Match": wide.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert wide.headers["etag"] != narrow.headers["etag"]
    odd = browser.get(f"{path}?largeur=99999999")
    assert odd.content == wide.content


def test_only_a_confirmed_shop_of_the_current_edition_shows_its_pictures(browser, confirmed, add):
    path, other = add(), add(place=5)
    number = other.rpartition("/")[2]
    for refused in (
        f"/boutiques/boutique-du-bois-dore/photo/{number}", f"{PAGE}/photo/{number}", f"{PAGE}/photo/999.jpg",
        f"{PAGE}/photo/-1.jpg", f"{PAGE}/photo/%C2%B2.jpg", f"{PAGE}/photo/{'9' * 40}.jpg",
    ):  # fmt: skip
        assert browser.get(refused).status_code == 404, refused
    assert browser.get(path).status_code == 200
    editions.cancel_edition(confirmed.db, confirmed.officer, confirmed.edition_id, new_operation())
    assert browser.get(path).status_code == 404


def test_a_removed_picture_is_gone_from_the_page_and_from_its_address(browser, confirmed, add):
    path = add()
    tag = browser.get(path).headers["etag"]
    number = int(path.rpartition("/")[2].removesuffix(".jpg"))
    pictures.remove_picture(confirmed.db, confirmed.officer, number, new_operation())
    assert browser.get(path, headers={"If-None-Match": tag}).status_code == 404
    assert path not in browser.get(PAGE).text


def test_hostile_words_stay_words(browser, add):
    add(credit=HOSTILE[:80], alt=HOSTILE)
    page = browser.get(PAGE).text
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "49*" not in page
    assert "&lt;script&gt;alert(1)" in page
