"""Tagged files: every mark is an element or decoration, elements are read in order, checkers find no error."""

import io
from dataclasses import replace
from importlib.metadata import version

import pikepdf
import pytest

from campaign.base.settings import ROOT
from campaign.documents import office_text as fonts
from campaign.documents.catalogue import build
from campaign.documents.colours import Palette
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from tests.documents import reading
from tests.documents.campaigns import HOSTILE, campaign
from tests.documents.reading_aloud import aloud, problems
from tests.documents.test_directories import made, those

WHEN = campaign().made_at


def sheet(preset: Preset = Preset.SCREEN, *, tagged: bool = True) -> Sheet:
    return Sheet("Un essai", (148, 210), preset, Palette(), tagged=tagged)


def write(page: Sheet, text: str, y: float) -> None:
    page.text(40, y, text, fonts.TEXT, 12, "prune")


def a_bit_of_everything(page: Sheet) -> bytes:
    """A title, a paragraph with a link, a list, a table, a picture; discs are decoration."""
    page.band(0, page.height, "creme")
    with page.tag("H1"):
        write(page, "Dossier de presse", 500)
    page.disc(200, 480, 10, "accent")
    with page.tag("P"):
        write(page, "Voir le site", 470)
        with page.link((40, 448, 200, 462), "Le site de l’opération", url="https://exemple.fr"):
            write(page, "exemple.fr", 450)
    with page.tag("L"):
        for rank, name in enumerate(("Emmaüs", "Ressourcerie")):
            with page.tag("LI"):
                with page.tag("Lbl"):
                    write(page, f"{rank + 1}.", 420 - 20 * rank)
                with page.tag("LBody"):
                    page.text(70, 420 - 20 * rank, name, fonts.TEXT, 12, "prune")
    with page.tag("Table"):
        for rank, cells in enumerate((("Jour", "Heures"), ("Mercredi", "10 h"))):
            with page.tag("TR"):
                for column, text in enumerate(cells):
                    about = {"scope": "Column"} if rank == 0 else {"scope": "Row"} if column == 0 else {}
                    with page.tag("TH" if about else "TD", **about):
                        page.text(40 + 90 * column, 370 - 20 * rank, text, fonts.TEXT, 12, "prune")
    with page.tag("Figure", alt="Une théière tomate", box=(40, 200, 140, 300)):
        page.disc(90, 250, 50, "accent")
    return page.finish(WHEN)


def test_each_kind_of_element_is_read_in_the_order_it_is_drawn():
    said = [(one.kind, one.words) for one in aloud(a_bit_of_everything(sheet()))]
    assert said == [
        ("H1", "Dossier de presse"), ("P", "Voir le site"), ("Link", "exemple.fr"), ("Lbl", "1."), ("LBody", "Emmaüs"),
        ("Lbl", "2."), ("LBody", "Ressourcerie"), ("TH", "Jour"), ("TH", "Heures"), ("TH", "Mercredi"), ("TD", "10 h"),
        ("Figure", "Une théière tomate"),
    ]  # fmt: skip


def test_checkers_find_nothing_in_it():
    assert problems(a_bit_of_everything(sheet())) == ([], [])


def test_an_element_goes_on_over_the_page():
    page = sheet()
    with page.tag("H1"):
        write(page, "Titre", 500)
    with page.tag("P"):
        write(page, "Commence ici ", 400)
        page.next_page()
        write(page, "et finit là.", 500)
    file = page.finish(WHEN)
    assert [one.words for one in aloud(file)] == ["Titre", "Commence ici et finit là."]
    assert problems(file) == ([], [])


def test_decoration_inside_an_element_is_not_read():
    page = sheet()
    with page.tag("H1"):
        write(page, "Titre", 500)
        with page.artifact():
            write(page, "12", 20)
            with page.tag("P"):
                write(page, "rien", 30)
    file = page.finish(WHEN)
    assert [one.words for one in aloud(file)] == ["Titre"]
    assert problems(file)[0] == []


def test_lines_of_a_paragraph_are_not_read_as_one_word():
    assert any("boutiques solidaires en Maine-et-Loire" in one.words for one in aloud(made(8).data))


def test_print_files_and_other_kinds_bear_no_tag():
    for file in (a_bit_of_everything(sheet(Preset.PRINTER)), a_bit_of_everything(sheet(tagged=False)),
                 made(8, Preset.PRINTER).data, build("affiche-a3", campaign(), Preset.SCREEN).data):  # fmt: skip
        with pikepdf.open(io.BytesIO(file)) as pdf:
            assert "/StructTreeRoot" not in pdf.Root
            assert "/MarkInfo" not in pdf.Root
            assert "/Annots" not in pdf.pages[0].obj
        assert not {operator for _, operator in reading.operations(file)} & {"BDC", "BMC", "EMC"}


@pytest.mark.parametrize("count", [1, 2, 8, 20, 60])
def test_two_checkers_find_no_error_in_the_directory(count):
    errors, warnings = problems(made(count).data)
    assert errors == []
    # The same first line over four chapters (« Communauté ») looks like a running title to outloud: it is none.
    assert all(line.startswith("PAG-001") for line in warnings)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_leave_the_directory_without_error(name):
    shop = replace(those(1)[0], name=name, address=name, hours=name, phone=name, categories=(name,), territory=name)
    file = made(1, shops=tuple(replace(shop, number=number) for number in range(1, 4))).data
    assert problems(file)[0] == []


def test_a_shop_is_read_whole_and_in_order_under_its_territory():
    shops = those(20)
    said = aloud(made(20, shops=shops).data)
    starts = [index for index, one in enumerate(said) if one.kind == "Span"]
    assert [said[index].words for index in starts] == [f"{shop.number}." for shop in shops]
    for shop, start in zip(shops, starts, strict=True):
        chapter = [one.words for one in said[:start] if one.kind == "H2"][-1]
        assert chapter in shop.territory.replace("'", "’") or shop.territory.endswith(chapter)
        where = f"{shop.address}, {shop.commune}"
        lines = [text for text in (where, shop.hours, "Café offert, jeu de piste", shop.phone) if text]
        after = start + 1 + len(lines)
        read = [plain(said[start - 1].words), *(plain(one.words) for one in said[start + 1 : after])]
        assert read == [plain(text) for text in (shop.name, *lines)]
        shelves = said[after : after + len(shop.categories)]
        assert [(one.kind, one.words) for one in shelves] == [("LBody", name) for name in shop.categories]


def test_the_map_is_a_picture_that_sends_to_the_list():
    figure = next(one for one in aloud(made(20).data) if one.kind == "Figure")
    assert figure.words.startswith("Carte des 20 boutiques en Maine-et-Loire")
    assert "Les pages suivantes disent la même chose" in figure.words


def test_days_on_tags_are_read_as_dates():
    words = [one.words for one in aloud(made(8).data)]
    assert "mercredi 13 novembre, 10 h – 18 h" in [plain(text) for text in words]


def test_links_lead_to_the_site_to_telephones_and_to_chapters():
    with pikepdf.open(io.BytesIO(made(8).data)) as pdf:
        places = [one for page in pdf.pages for one in page.obj.get("/Annots", [])]
        addresses = [str(one.A.URI) for one in places if "/A" in one and "/URI" in one.A]
        inside = [one for one in places if "/Dest" in one or ("/A" in one and one.A.get("/S") == "/GoTo")]
        assert addresses.count(campaign().url) == 2
        assert {f"tel:{shop.phone.replace(' ', '')}" for shop in those(8)} <= set(addresses)
        assert len(inside) == len({shop.territory for shop in those(8)})
        assert all(str(one.Contents) for one in places)


def test_the_same_data_make_the_same_tagged_file():
    assert made(20).data == made(20).data


def test_the_guide_names_the_checkers_that_these_tests_use():
    guide = (ROOT / "docs" / "guides" / "communication.md").read_text("utf-8")
    assert f"contrôlé avec outloud {version('outloud')} et pdfua {version('pdfua')}" in guide


def plain(text: str) -> str:
    return " ".join(text.replace("'", "’").replace("\u00a0", " ").replace("\u202f", " ").split())
