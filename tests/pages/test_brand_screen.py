"""Identité des documents: colours that read, a printer, logos; what is refused and why, in words."""

import io

import pytest
from PIL import Image

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.identity import branding, views
from tests.pages.conftest import bare, said

NBSP = "\u00a0"
HOSTILE = "Ville *de* ![](//x) <b>"


def press(at, key: str):
    return at.button(key=key).click().run()


def read(at) -> str:
    return bare(said(at)).replace(NBSP, " ")


def logo(kind: str = "PNG", colour=(200, 0, 0, 255), size=(60, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, colour).convert("RGBA" if kind == "PNG" else "RGB").save(out, kind)
    return out.getvalue()


@pytest.fixture
def two_logos(db, communication) -> list[int]:
    return [branding.add_logo(db, communication, name, logo(), new_operation()) for name in ("Un", "Deux")]


def names(db) -> list[str]:
    return [one.name for one in views.logos(db)]


def test_the_law_is_said_until_the_printer_is_known(db, enter, page):
    enter(Role.COMMUNICATION)
    at = page("brand.py")
    assert "Indiquez l’imprimeur et sa ville avant d’imprimer" in read(at)
    at.text_input(key="brand-printer_name").set_value("Imprimerie Exemple").run()
    at.text_input(key="brand-printer_town").set_value("Angers").run()
    at = press(at, "primary")
    assert views.brand(db).printer == "Imprimerie Exemple, Angers"
    assert "Identité enregistrée" in read(at)
    assert "Tout est là pour imprimer" in read(at)


def test_a_colour_that_cannot_be_read_moves_before_the_eyes_and_is_kept_moved(db, enter, page):
    enter(Role.COMMUNICATION)
    at = page("brand.py")
    at.text_input(key="brand-accent").set_value("ffa9b0").run()
    assert at.color_picker(key="brand-accent-picker").value.upper() == "#FFA9B0"
    assert "Contraste de 1,7" in read(at)
    assert "Teinte la plus proche qui se lit" in read(at)
    at = press(at, "primary")
    kept = views.brand(db).accent
    assert kept not in ("#FFA9B0", "#CE3418")
    assert f"#FFA9B0 est devenu {kept}" in read(at)
    assert at.text_input(key="brand-accent").value == kept


def test_the_picker_writes_its_code(enter, page):
    enter(Role.OFFICER)
    at = page("brand.py")
    at.color_picker(key="brand-second-picker").set_value("#123456").run()
    assert at.text_input(key="brand-second").value == "#123456"


def test_a_code_that_is_no_colour_is_refused_in_its_place_and_nothing_is_kept(db, enter, page):
    enter(Role.OFFICER)
    at = page("brand.py")
    at.text_input(key="brand-paper").set_value("recyclé").run()
    at.text_input(key="brand-field").set_value("bleu").run()
    assert "Couleur attendue sous la forme #FFBE2E" in read(at)
    assert "L’aperçu revient" in read(at)
    at = press(at, "primary")
    assert views.brand(db).paper == ""
    assert at.text_input(key="brand-field").value == "bleu"


def test_colours_go_back_to_ours_without_touching_the_rest(enter, page):
    enter(Role.OFFICER)
    at = page("brand.py")
    at.text_input(key="brand-field").set_value("#00FF00").run()
    at = press(at, "brand-defaults")
    assert at.text_input(key="brand-field").value == "#FFBE2E"


def test_two_people_changing_the_dress_meet_and_nothing_typed_is_lost(db, communication, enter, page):
    enter(Role.OFFICER)
    at = page("brand.py")
    at.text_input(key="brand-credits").set_value("Lou Dessin").run()
    branding.change_brand(db, communication, 1, {"paper": "recyclé"}, new_operation())
    at = press(at, "primary")
    assert views.brand(db).credits == ""
    assert at.text_input(key="brand-credits").value == "Lou Dessin"
    at = press(at, "primary")
    assert views.brand(db).credits == "Lou Dessin"


def test_the_sample_is_a_poster_with_the_edition_or_an_example(linked, answered, enter, page):
    enter(Role.COMMUNICATION)
    at = page("brand.py")
    assert "Boutiques et dates d’exemple" in read(at)
    assert len(at.get("image")) == 1
    answered(linked[0], linked[1])
    assert "Les données de Édition d’essai" in read(page("brand.py"))


def test_a_logo_is_sent_with_the_name_of_its_partner(db, enter, page):
    enter(Role.COMMUNICATION)
    at = page("brand.py")
    at.text_input(key="logo-new-name-0").set_value(HOSTILE).run()
    at.file_uploader(key="logo-new-file-0").set_value(("logo.webp", logo("WEBP"), "image/webp")).run()
    at = press(at, "logo-new-add")
    assert names(db) == [HOSTILE]
    assert "Logo ajouté" in read(at)
    assert "![](//x)" not in said(at)
    assert HOSTILE in bare(said(at))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("Ville", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG refusé"),
        ("Ville", b"bonjour", "n’est pas une image"),
        ("Ville", logo()[:60], "Image abîmée"),
        ("", logo(), "nom du partenaire"),
    ],
    ids=["svg", "not a picture", "cut short", "no name"],
)
def test_a_refused_logo_says_why_and_nothing_is_kept(db, enter, page, name, data, why):
    enter(Role.COMMUNICATION)
    at = page("brand.py")
    at.text_input(key="logo-new-name-0").set_value(name).run()
    at.file_uploader(key="logo-new-file-0").set_value(("logo.png", data, "image/png")).run()
    at = press(at, "logo-new-add")
    assert why in read(at)
    assert names(db) == []


def test_logos_change_places(db, two_logos, enter, page):
    enter(Role.COMMUNICATION)
    choose(page("brand.py"), two_logos[1], "Placer avant")
    assert names(db) == ["Deux", "Un"]


def test_a_removed_logo_comes_back_to_its_place(db, two_logos, enter, page):
    enter(Role.COMMUNICATION)
    at = choose(page("brand.py"), two_logos[0], "Retirer")
    assert names(db) == ["Deux"]
    assert "« Un » n’est plus sur les documents" in read(at)
    press(at, f"undo-logo-{two_logos[0]}")
    assert names(db) == ["Un", "Deux"]


def choose(at, logo_id: int, verb: str):
    return at.menu_button(key=f"logo-{logo_id}-menu").set_value(verb).run()
