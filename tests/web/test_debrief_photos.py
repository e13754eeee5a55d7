"""« Vos photos » on a personal link: sent without script, refused in clear words and nothing lost, for it alone."""

import pytest

from campaign.base import kept_files
from campaign.base.operations import new_operation
from campaign.debrief.photos_model import PHOTOS
from campaign.debrief.store import photo_by_id, photos_of
from campaign.editions import actions as editions
from campaign.web.uploads import MOST
from tests.debrief.test_photos import huge, taken, with_a_place
from tests.forms import form_holding
from tests.web.test_debrief_page import later, words


@pytest.fixture
def link(confirmed):
    """The debrief of the first shop's contact."""
    return confirmed.link(confirmed.places[:1]) + "/bilan"


@pytest.fixture
def other(confirmed):
    """The debrief of the second shop's contact."""
    return confirmed.link(confirmed.places[1:2], "Paul Martin", "paul@exemple.fr") + "/bilan"


@pytest.fixture
def after(confirmed, link, other):
    """Two days after the event."""
    with later(confirmed):
        yield confirmed


def send(browser, link, data=None, **changes):
    """What a browser without script sends from the part « Vos photos »."""
    form = form_holding(browser.get(link).text, "credit")
    sent = form | {"credit": "Félicie Martin", "consent": "nobody", **changes}
    file = ("../../app.db", taken() if data is None else data, "image/jpeg")
    return browser.post(f"{link}/photos", data=sent, files={"photo": file})


def kept(campaign, place=0):
    return photos_of(campaign.db, campaign.edition_id, campaign.places[place])


def test_a_photo_sent_without_script_is_shown_with_its_credit(browser, after, link):
    answer = send(browser, link, with_a_place(), caption="La file à 9 h", alternative="Dix personnes")
    assert (answer.status_code, answer.headers["location"].partition("#")[2]) == (303, "photos")
    page = browser.get(answer.headers["location"])
    assert "Merci, la photo est enregistrée." in words(page)
    assert "Photo : Félicie Martin" in words(page)
    (one,) = kept(after)
    assert (one.caption, one.alternative, one.width, one.height) == ("La file à 9 h", "Dix personnes", 40, 60)
    address = f"{link}/photos/{one.id}"
    assert f'src="{address}?taille=apercu" alt="Dix personnes"' in page.text
    for wanted, kind in ((address, "image/png"), (f"{address}?taille=apercu", "image/jpeg")):
        shown = browser.get(wanted)
        assert (shown.status_code, shown.headers["content-type"]) == (200, kind)
        assert (shown.headers["cache-control"], shown.headers["referrer-policy"]) == ("no-store", "no-referrer")
        assert b"Exif" not in shown.content
    assert [len(path.name) for path in kept_files.folder(PHOTOS).iterdir()] == [64], "le nom envoyé n’est pas gardé"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"consent": []}, "Dites si des personnes sont reconnaissables"),
        ({"credit": " "}, "Indiquez qui a pris la photo."),
        ({"caption": "é" * 161}, "160 caractères au plus (161 saisis)"),
    ],
)
def test_what_is_refused_comes_back_as_typed_and_asks_for_the_photo_again(browser, after, link, changes, said):
    answer = send(browser, link, **{"alternative": "Dix personnes", **changes})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Choisissez de nouveau la photo" in words(answer)
    assert answer.text.count('id="credit"') == 1
    back = form_holding(answer.text, "credit")
    assert back["alternative"] == ["Dix personnes"]
    for name, value in changes.items():
        assert back.get(name, []) == ([value] if isinstance(value, str) else [])
    assert kept(after) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG refusé"),
        (b"<html></html>", "n’est pas une image"),
        (huge(), "12 mégapixels au plus"),
        (bytes(5 * 1024 * 1024 + 1), "5 Mo au plus"),
        (taken(size=(300, 300))[:1500], "abîmée"),
        (b"", "Choisissez une photo."),
    ],
)
def test_what_is_no_usable_photo_is_said_and_the_words_are_kept(browser, after, link, data, said):
    answer = send(browser, link, data, caption="La file", consent="agreed")
    assert answer.status_code == 422
    assert said in words(answer)
    back = form_holding(answer.text, "credit")
    assert (back["caption"], back["credit"], back["consent"]) == (["La file"], ["Félicie Martin"], ["agreed"])
    assert kept(after) == []


def test_a_form_heavier_than_what_we_read_is_refused_with_what_to_do(browser, after, link):
    answer = send(browser, link, bytes(MOST + 1))
    assert answer.status_code == 413
    assert "5 Mo au plus par photo" in words(answer)
    assert kept(after) == []


def test_a_refusal_in_a_part_leaves_the_photos_form_alone(browser, after, link, other):
    field = f"visitors-{after.days[0]}"
    answer = browser.post(link, data=form_holding(browser.get(link).text, field) | {field: "environ 50"})
    assert answer.status_code == 422
    assert "Choisissez de nouveau la photo" not in words(answer)


def test_six_are_taken_and_the_page_then_offers_no_more(browser, after, link):
    stale = form_holding(browser.get(link).text, "credit") | {"credit": "Alix", "consent": "nobody"}
    for _ in range(6):
        assert send(browser, link).status_code == 303
    page = browser.get(link)
    assert 'name="credit"' not in page.text
    assert "Six photos : retirez-en une" in words(page)
    answer = browser.post(f"{link}/photos", data=stale, files={"photo": ("x", taken(), "image/jpeg")})
    assert answer.status_code == 409
    assert "6 photos au plus par lieu" in words(answer)
    assert len(kept(after)) == 6


def test_a_photo_is_taken_out_and_put_back_in_one_gesture_each(browser, after, link):
    send(browser, link)
    (one,) = kept(after)
    answer = browser.post(f"{link}/photos", data=form_holding(browser.get(link).text, "numero"))
    assert kept(after) == []
    assert browser.get(f"{link}/photos/{one.id}").status_code == 404
    page = browser.get(answer.headers["location"])
    assert "Photo retirée." in words(page)
    assert browser.post(f"{link}/photos", data=form_holding(page.text, "numero")).status_code == 303
    assert [photo.id for photo in kept(after)] == [one.id]


def test_a_double_click_keeps_one_photo(browser, after, link):
    form = form_holding(browser.get(link).text, "credit") | {"credit": "Alix", "consent": "agreed"}
    for _ in range(2):
        browser.post(f"{link}/photos", data=form, files={"photo": ("x", taken(), "image/jpeg")})
    assert len(kept(after)) == 1


def test_a_photo_is_for_the_link_of_its_place_alone(browser, after, link, other):
    send(browser, link)
    (one,) = kept(after)
    assert browser.get(f"{other}/photos/{one.id}").status_code == 404
    for number in ("0", "abc", "9" * 16):
        assert browser.get(f"{link}/photos/{number}").status_code == 404
    gesture = {"operation": new_operation(), "lieu": str(after.places[1]), "geste": "retirer", "numero": str(one.id)}
    assert browser.post(f"{other}/photos", data=gesture).status_code == 404
    elsewhere = gesture | {"operation": new_operation(), "lieu": str(after.places[0])}
    assert browser.post(f"{other}/photos", data=elsewhere).status_code == 404
    assert photo_by_id(after.db, one.id).removed_at is None
    assert after.rows("SELECT count(*) FROM journal WHERE verb = 'foreign_place_refused'") == [(1,)]


def test_what_people_wrote_beside_a_photo_is_text_and_nothing_else(browser, after, link):
    nasty = '"><script>alert(1)</script>{{ 7*7 }}'
    send(browser, link, credit=nasty, caption=nasty, alternative=nasty)
    page = browser.get(link).text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page.replace("\u00a0", " ")


def test_the_rest_of_the_page_does_not_wait_for_photos(browser, after, link):
    assert "Facultatif, six au plus" in words(browser.get(link))
    assert browser.get(f"{link}/photos").status_code == 200, "l’adresse d’un envoi refusé, rechargée, montre la page"


def test_an_archived_edition_takes_no_photo(browser, officer, after, link):
    send(browser, link)
    stale = form_holding(browser.get(link).text, "credit") | {"credit": "Alix", "consent": "nobody"}
    editions.archive_edition(after.db, officer, after.edition_id, new_operation())
    answer = browser.post(f"{link}/photos", data=stale, files={"photo": ("x", taken(), "image/jpeg")})
    assert answer.status_code == 409
    assert len(kept(after)) == 1
