"""Dressing the documents: colours that can be read, a printer, logos in their order."""

import io

import pytest
from PIL import Image

from campaign.base.errors import Conflict, InvalidInput, NotFound, Refused, UnreadableFile
from campaign.base.operations import new_operation
from campaign.identity import branding, views
from campaign.identity.brand import MAX_LOGOS, Brand


def png(colour=(200, 0, 0, 255), size=(60, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, colour).save(out, "PNG")
    return out.getvalue()


def names(db) -> list[str]:
    return [one.name for one in views.logos(db)]


def test_the_brand_starts_with_our_colours_and_no_printer(db):
    assert views.brand(db) == Brand()
    assert views.brand(db).printer == ""


def test_a_printer_is_complete_with_its_town(communication, db):
    branding.change_brand(db, communication, 1, {"printer_name": "Imprimerie Exemple"}, new_operation())
    assert views.brand(db).printer == ""
    branding.change_brand(db, communication, 2, {"printer_town": "Angers"}, new_operation())
    assert views.brand(db).printer == "Imprimerie Exemple, Angers"


def test_a_colour_that_could_not_be_read_is_mended_and_said(communication, db):
    moved = branding.change_brand(db, communication, 1, {"accent": "#FFA9B0", "paper": "recyclé"}, new_operation())
    assert [one.asked for one in moved] == ["#FFA9B0"]
    assert views.brand(db).accent == moved[0].hex != "#FFA9B0"


@pytest.mark.parametrize("values", [{"field": "bleu"}, {"website": "javascript:alert(1)"}, {"paper": "x" * 121}])
def test_a_refused_value_changes_nothing(communication, db, values):
    with pytest.raises(InvalidInput):
        branding.change_brand(db, communication, 1, {"credits": "Lou", **values}, new_operation())
    assert views.brand(db) == Brand()


def test_two_people_changing_the_brand_meet(communication, officer, db):
    branding.change_brand(db, communication, 1, {"paper": "recyclé"}, new_operation())
    with pytest.raises(Conflict):
        branding.change_brand(db, officer, 1, {"paper": "couché"}, new_operation())
    assert views.brand(db).paper == "recyclé"


def test_logos_keep_their_order_and_can_change_places(communication, db):
    ids = [branding.add_logo(db, communication, name, png(), new_operation()) for name in ("Un", "Deux", "Trois")]
    branding.move_logo(db, communication, ids[2], True, new_operation())
    assert names(db) == ["Un", "Trois", "Deux"]
    branding.move_logo(db, communication, ids[0], True, new_operation())
    assert names(db) == ["Un", "Trois", "Deux"]
    branding.remove_logo(db, communication, ids[2], new_operation())
    assert names(db) == ["Un", "Deux"]
    with pytest.raises(NotFound):
        branding.remove_logo(db, communication, ids[2], new_operation())


def test_the_same_sending_adds_one_logo(communication, db):
    operation = new_operation()
    first = branding.add_logo(db, communication, "Un", png(), operation)
    assert branding.add_logo(db, communication, "Un", png(), operation) == first
    assert names(db) == ["Un"]


def test_a_logo_is_re_encoded_and_read_back(communication, db):
    branding.add_logo(db, communication, "Un", png((0, 90, 0, 0), (80, 40)), new_operation())
    logo = views.logos(db)[0]
    assert (logo.width, logo.height, logo.transparent) == (80, 40, True)
    assert Image.open(io.BytesIO(views.logo_picture(db, logo))).size == (80, 40)


@pytest.mark.parametrize("data", [b"<svg><script/></svg>", b"GIF89a", b"%PDF-1.7"])
def test_what_is_no_logo_is_refused(communication, db, data):
    with pytest.raises(UnreadableFile):
        branding.add_logo(db, communication, "Un", data, new_operation())
    assert names(db) == []


def test_a_thirteenth_logo_is_refused(communication, db):
    for index in range(MAX_LOGOS):
        branding.add_logo(db, communication, f"Partenaire {index}", png(), new_operation())
    with pytest.raises(Refused, match="12 logos au plus"):
        branding.add_logo(db, communication, "Un de trop", png(), new_operation())
