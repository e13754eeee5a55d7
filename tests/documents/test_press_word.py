"""The Word files of the press: real styles, everything the printed ones say, and LibreOffice opens them."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn

from campaign.base.errors import Refused
from campaign.base.rich_text import read
from campaign.documents.catalogue import build
from campaign.documents.content import Campaign, Partner
from campaign.documents.presets import Preset
from campaign.documents.press_cards import quoted
from campaign.documents.press_reading import by_territory, sections, source_line, without_programme
from campaign.documents.press_text import PressPicture, Section, Voice
from campaign.documents.press_word import KIT, RELEASE, word_of
from tests.documents import reading
from tests.documents.press_kits import busy, local, with_press
from tests.documents.press_texts import FIGURES, HOSTILE, LOCAL, PRESS, VOICES, pictures

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def opened(kind: str = KIT, content: Campaign | None = None) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_of(kind, content or with_press(replace(PRESS, pictures=pictures()))).data))


def under(file: docx.document.Document, style: str) -> list[str]:
    return [one.text for one in file.paragraphs if one.style.name == style]


def everything(file: docx.document.Document) -> str:
    tables = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return plain(" ".join([*(one.text for one in file.paragraphs), *tables]))


def plain(text: str) -> str:
    return " ".join(text.replace("\u2060", "").replace("\u00a0", " ").replace("\u202f", " ").split())


def test_the_kit_has_the_parts_of_the_printed_one_under_real_headings():
    file = opened()
    shown = [one.title for one in sections(with_press(), replace(PRESS, pictures=pictures()))]
    assert under(file, "Heading 1") == ["Le communiqué", *shown, "Contacts"]
    assert under(file, "Title") == ["Les bons jours de l’occasion"]
    assert under(file, "toc 1") == ["Le communiqué", *shown, "Contacts"]
    assert [plain(one) for one in under(file, "Quote")] == [plain(quoted(VOICES[0].text))] + [
        plain(quoted(one.text)) for one in VOICES
    ]
    assert "atelier de réparation de vélos ;" in [plain(one) for one in under(file, "List Bullet")]
    assert len(under(file, "Caption")) == 4  # the map and three visuals


def test_each_line_of_the_contents_leads_to_a_heading():
    body = opened().element.body
    anchors = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert anchors == marks
    assert len(anchors) == 9
    assert len(set(marks)) == 9


def test_every_shop_figure_quote_and_visual_is_in_the_file_with_its_source_author_and_credit():
    content = with_press(replace(PRESS, pictures=pictures()))
    said = everything(opened(KIT, content))
    for shop in content.shops:
        for value in (shop.name, shop.address, shop.commune, shop.hours, shop.phone):
            assert plain(value) in said
    for one in FIGURES:
        assert plain(one.value) in said
        assert plain(one.label) in said
        assert plain(one.source) in said
    for voice in VOICES:
        assert plain(quoted(voice.text)) in said
        assert voice.author in said
    for picture in pictures():
        assert f"{picture.caption}. Crédit : {picture.credit}" in said
    assert plain(source_line(FIGURES[4])) in said  # the one that the context names


def test_tables_repeat_their_header_and_cut_no_row():
    file = opened()
    assert len(file.tables) == len(list(by_territory(busy(20)))) + 2
    for table in file.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)


def test_every_picture_says_what_it_shows():
    file = opened()
    said = [one.get("descr") for one in file.element.body.iter(qn("wp:docPr"))]
    assert len(said) == 5  # tiles, map, three visuals
    assert all(said)
    assert "Une étagère de vaisselle dépareillée" in said


def test_the_file_is_french_titled_signed_and_dated_from_its_data():
    made_at = datetime(2013, 9, 16, 8, 42, tzinfo=UTC)
    about = opened(RELEASE).core_properties
    assert about.language == "fr-FR"
    assert about.title == "Communiqué de presse – Les bons jours de l’occasion"
    assert about.author == about.last_modified_by == "Département de Maine-et-Loire"
    assert about.created.replace(tzinfo=UTC) == about.modified.replace(tzinfo=UTC) == made_at
    assert about.comments == ""
    languages = {one.get(qn("w:val")) for one in opened().styles.element.iter(qn("w:lang"))}
    assert languages == {"fr-FR"}


def test_the_same_data_make_the_same_bytes_and_the_zip_is_dated_from_them():
    data = word_of(KIT, with_press()).data
    assert word_of(KIT, with_press()).data == data
    assert word_of(KIT, with_press(replace(PRESS, title="Autre titre"))).data != data
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {one.date_time for one in file.infolist()} == {(2013, 9, 16, 8, 42, 0)}
        names = file.namelist()
    assert not [one for one in names if "thumbnail" in one or "app.xml" in one or "customXml" in one]


def test_our_fonts_are_inside_and_named_with_what_stands_for_them():
    with zipfile.ZipFile(io.BytesIO(word_of(RELEASE, with_press()).data)) as file:
        table = file.read("word/fontTable.xml").decode()
        fonts = [one for one in file.namelist() if one.endswith(".odttf")]
    assert re.findall(r'w:name="(\w+)"><w:altName w:val="(\w+)"', table) == [
        ("Caprasimo", "Georgia"),
        ("Figtree", "Calibri"),
    ]
    assert len(fonts) == 3


def test_embargo_and_immediate_release_are_said_at_the_top():
    assert "Sous embargo jusqu’au mardi 5 novembre, 6 h" in under(opened(RELEASE), "Diffusion")
    free = opened(RELEASE, with_press(replace(PRESS, embargo="")))
    assert under(free, "Diffusion") == ["Diffusion immédiate"]
    assert "embargo" not in everything(free).lower()


def test_a_local_version_says_whose_it_is_and_what_is_near():
    said = everything(opened(RELEASE, local()))
    assert "Édition locale : Saumur Val de Loire" in said
    assert "Près de chez vous" in said
    assert "À Saumur, rendez-vous à L’Échoppe solidaire." in said
    only = everything(opened(KIT, local()))
    assert "Tout repart !" not in only  # a shop of Cholet


def test_hostile_words_are_only_words():
    hostile = "\x00\x0b\u202e" + HOSTILE + "\ufffe\ud800"
    press = replace(
        PRESS, title=hostile, lead=read(hostile), release=read(hostile), about=hostile,
        voices=(Voice(hostile, hostile),), sections=(Section("context", hostile, read(hostile)),),
    )  # fmt: skip
    content = with_press(press, partners=(Partner(hostile),))
    for kind in (KIT, RELEASE):
        file = opened(kind, content)
        assert HOSTILE in everything(file)
        assert "\u202e" not in everything(file)


def test_links_are_those_that_were_typed_and_nothing_else():
    press = replace(PRESS, release=read("Voir [le site](https://exemple.fr) ou [ceci](javascript:alert)."))
    file = opened(RELEASE, with_press(press))
    targets = [one.target_ref for one in file.part.rels.values() if one.is_external]
    assert sorted(targets) == [
        "https://exemple.fr", "https://lesbonsjours-occasion.fr/presse", "mailto:presse@exemple.fr", "tel:0241000000",
    ]  # fmt: skip


def test_each_numbered_list_begins_at_one():
    press = replace(PRESS, release=read("1. un\n2. deux\n\npuis\n\n1. encore\n2. deux"))
    body = opened(RELEASE, with_press(press)).element.body
    numbers = [one.val for one in body.iter(qn("w:numId"))]
    assert len(numbers) == 4
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_a_damaged_picture_is_left_out_and_said():
    broken = PressPicture(b"\x89PNG rien", "Cassée", "Personne", "Rien")
    made = word_of(KIT, with_press(replace(PRESS, pictures=(broken,))))
    assert ["ne s’ouvre pas" in one.message for one in made.notices] == [True]


def test_what_the_text_misses_blocks_the_file_and_what_was_left_out_is_said():
    press = replace(PRESS, missing=(("Titre", "vide."),), notices=(("Chapô", "une phrase est retirée."),))
    made = word_of(KIT, with_press(press))
    assert [str(one) for one in made.blocking] == ["Titre\u00a0: vide."]
    assert [str(one) for one in made.notices] == ["Chapô\u00a0: une phrase est retirée."]


def test_without_texts_there_is_no_file():
    with pytest.raises(Refused):
        word_of(KIT, with_press(None))


def test_sections_without_what_they_announce_are_left_out_as_on_paper():
    bare = replace(PRESS, voices=(), figures=(), pictures=())
    quiet = with_press(bare, shops=tuple(replace(one, activities=()) for one in busy(3)), partners=())
    assert [one.code for one in sections(quiet, bare)] == ["near_you", "context"]
    assert without_programme(quiet) == ""
    printed = plain(" ".join(reading.texts(build(KIT, quiet, Preset.SCREEN).data)))
    for one in sections(quiet, bare):
        assert one.title in printed


@pytest.mark.skipif(OFFICE is None, reason="AUCUN LIBREOFFICE : les fichiers Word ne sont pas ouverts (apt-get install libreoffice-writer-nogui)")  # fmt: skip  # noqa: E501
@pytest.mark.parametrize(("kind", "press"), [(KIT, PRESS), (RELEASE, PRESS), (RELEASE, LOCAL)])
def test_libreoffice_opens_the_file_and_renders_every_word(tmp_path, kind, press):
    content = with_press(replace(press, pictures=pictures()))
    (tmp_path / "presse.docx").write_bytes(word_of(kind, content).data)
    command = [OFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
               "--outdir", str(tmp_path), str(tmp_path / "presse.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = reading.texts((tmp_path / "presse.pdf").read_bytes())
    assert len(pages) == 1 if kind == RELEASE else len(pages) >= 5
    said = plain(" ".join(pages)).replace("- ", "-")
    assert plain(press.title) in said
    assert press.contact.email in said
    if kind == KIT:
        assert all(plain(shop.phone) in said for shop in content.shops)
        assert all(plain(one.source) in said for one in FIGURES)
        assert f"page {len(pages)} sur {len(pages)}" in plain(pages[-1])
