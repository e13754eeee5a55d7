"""The photos and the logo in the sheet of a shop: sent, described, ordered, removed with a way back."""

import pytest

from campaign.accounts.model import Role
from campaign.base import kept_files
from campaign.base.operations import new_operation
from campaign.partners.pictures import add_picture, pictures_of
from campaign.partners.pictures_model import PICTURES, PictureKind
from tests.debrief.test_photos import taken
from tests.pages.conftest import bare, said
from tests.pages.test_registry_screens import HOSTILE, press


@pytest.fixture
def place_id(shop) -> int:
    return shop()


@pytest.fixture
def photo(db, officer, place_id):
    """Adds a photo: (**words) -> its id."""

    def added(**words) -> int:
        said_of = {"credit": "Félicie Martin", "alt": "La vitrine", **words}
        return add_picture(db, officer, place_id, PictureKind.PHOTO, taken(), operation=new_operation(), **said_of)

    return added


def kept(db, officer, place_id):
    return pictures_of(db, officer, place_id)


def test_a_photo_is_added_with_whose_it_is_and_what_it_shows(db, officer, place_id, enter, page):
    enter(Role.COMMUNICATION)
    at = page("shop_sheet.py", fiche=place_id)
    form = f"picture-new-{place_id}-0"
    at.file_uploader(key=f"{form}-file").set_value(("../../CON 🛋.JPG", taken(), "image/jpeg")).run()
    at = press(at, f"{form}-add")
    assert "qui a pris la photo" in bare(said(at))
    assert "pour qui ne la voit pas" in bare(said(at))
    at.text_input(key=f"{form}-credit").set_value("Félicie Martin").run()
    at.text_area(key=f"{form}-alt").set_value("La vitrine bleue").run()
    at = press(at, f"{form}-add")
    (one,) = kept(db, officer, place_id)
    assert (one.credit, one.alt) == ("Félicie Martin", "La vitrine bleue")
    assert "Photo : Félicie Martin" in bare(said(at))
    assert [len(path.name) for path in kept_files.folder(PICTURES).iterdir()] == [64], "le nom envoyé n’est pas gardé"


def test_words_order_and_removal_with_a_way_back(db, officer, place_id, photo, enter, page):
    first, second = photo(), photo(alt="Le rayon des livres")
    enter(Role.OFFICER)
    at = press(page("shop_sheet.py", fiche=place_id), f"picture-first-{second}")
    assert [one.id for one in kept(db, officer, place_id)] == [second, first]
    at.text_area(key=f"picture-words-{first}-alt").set_value("La vitrine, de nuit").run()
    at = press(at, f"picture-words-{first}-save")
    assert kept(db, officer, place_id)[1].alt == "La vitrine, de nuit"
    at = press(at, f"picture-remove-{second}")
    assert [one.id for one in kept(db, officer, place_id)] == [first]
    press(at, f"undo-picture-{second}")
    assert {one.id for one in kept(db, officer, place_id)} == {first, second}


def test_who_does_not_write_looks_and_hostile_words_are_text(place_id, photo, enter, page):
    number = photo(credit=HOSTILE[:80], alt=HOSTILE)
    enter(Role.LOGISTICS)
    at = page("shop_sheet.py", fiche=place_id)
    assert not at.exception
    assert not [one for one in at.button if one.key == f"picture-remove-{number}"]
    raw = "\n".join(str(one.value) for one in at.markdown)
    assert "<script>" not in raw
    assert "![](" not in raw
