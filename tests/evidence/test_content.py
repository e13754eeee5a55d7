"""What a received file is: told by its content, refused in a sentence that says what to do."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from campaign.base.errors import UnreadableFile
from campaign.evidence import content
from campaign.evidence.content import received
from campaign.evidence.model import MAX_FILE
from tests.evidence import samples


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("Compte rendu.pdf", samples.pdf(), ("Compte rendu.pdf", "application/pdf")),
        ("rendu.docx", samples.docx(), ("rendu.docx", content.TYPES["docx"])),
        ("liste.xlsx", samples.xlsx(), ("liste.xlsx", content.TYPES["xlsx"])),
        ("rendu.odt", samples.opened(), ("rendu.odt", samples.ODT)),
        ("liste.ods", samples.opened(samples.ODS), ("liste.ods", samples.ODS)),
        ("notes.txt", "Réunion du 1er juillet".encode("cp1252"), ("notes.txt", "text/plain")),
        ("présents.csv", "nom;signé\nLa Malle;oui\n".encode(), ("présents.csv", "text/csv")),
        ("presents.csv", "nom;signé".encode("utf-16"), ("presents.csv", "text/csv")),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_documents_and_texts_are_kept_as_they_came(name, data, kept):
    found = received(name, data)
    assert (found.name, found.media_type) == kept
    assert found.data == data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_re_encoded_without_what_the_camera_wrote(kind):
    exif = Image.Exif()
    exif[0x010E] = "12 rue du secret"
    found = received("photo.png", samples.picture(kind, 200, exif=exif))
    assert (found.name, found.media_type) == ("photo.jpg", "image/jpeg")
    assert b"rue du secret" not in found.data
    assert Image.open(io.BytesIO(found.data)).getexif() == {}


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("affiche.png", samples.pdf(), "affiche.pdf"),
        ("scan.pdf", samples.picture(side=200), "scan.jpg"),
        ("tableau.docx", samples.xlsx(), "tableau.xlsx"),
        ("sans-fin", samples.pdf(), "sans-fin.pdf"),
        ("a" * 300 + ".pdf", samples.pdf(), "a" * 115 + ".pdf"),
        ("../../etc/passwd", samples.pdf(), "passwd.pdf"),
        ("C:\\Users\\claude\\bon.pdf", samples.pdf(), "bon.pdf"),
        ("...", samples.pdf(), "document.pdf"),
        ("fac\u202efdp.exe\x00.pdf", samples.pdf(), "facfdp.exe.pdf"),
        ("", samples.pdf(), "document.pdf"),
    ],
)
def test_the_content_says_the_ending_and_a_name_is_never_a_path(name, data, kept):
    assert received(name, data).name == kept


BIG_XML = b"<a>" + b" " * 60_000_000 + b"</a>"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("vide.pdf", b"", content.EMPTY),
        ("vide.txt", b" \r\n\t", content.EMPTY),
        ("zeros.pdf", bytes(5000), content.EMPTY),
        ("gros.txt", b"a" * (MAX_FILE + 1), content.TOO_HEAVY),
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>", content.LIES),
        ("page.txt", b" <html><body>bonjour</body></html>", content.LIES),
        ("dessin.txt", b"<svg xmlns='http://www.w3.org/2000/svg'/>", content.LIES),
        ("script.txt", b"#!/bin/sh\nrm -rf /", content.LIES),
        ("script.bat", b"del *.*", content.NOT_TAKEN),
        ("lettre.txt", rb"{\rtf1 bonjour}", content.LIES),
        ("facture.pdf", b"Bonjour, ceci est un texte.", content.LIES),
        ("outil.pdf", b"MZ\x90\x00\x03\x00\x00\x00", content.NOT_TAKEN),
        ("son.csv", bytes(range(256)), content.NOT_TAKEN),
        ("anime.gif", samples.picture("GIF"), content.NOT_TAKEN),
        ("ancien.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), content.OLD),
        ("coupe.pdf", b"%PDF-1.7\n", content.DAMAGED),
        ("ferme.pdf", samples.pdf(password="secret"), content.LOCKED),
        ("coupe.docx", samples.docx()[:900], content.DAMAGED),
        ("archive.zip", samples.archive({"a.txt": b"a"}), content.NOT_TAKEN),
        ("diaporama.odp", samples.opened("application/vnd.oasis.opendocument.presentation"), content.NOT_TAKEN),
        ("tableur.xlsm", samples.xlsx(), content.MACROS),
        ("tableur.xlsx", samples.changed(samples.xlsx(), xl__vbaProject=b"x", **{"xl__vbaProject.bin": b"x"}),
         content.MACROS),
        ("lettre.odt", samples.opened(**{"Basic/script-lc.xml": b"<x/>"}), content.MACROS),
        ("lettre.docx", samples.changed(samples.docx(), **{"word__activeX__activeX1.bin": b"x"}), content.MACROS),
        ("bombe.odt", samples.opened(**{"styles.xml": BIG_XML}), content.INFLATES),
        ("chemin.odt", samples.opened(**{"../../etc/cron": b"x"}), content.DAMAGED),
        ("foule.odt", samples.opened(**{f"Pictures/{one}": b"" for one in range(2001)}), content.INFLATES),
    ],
    ids=lambda one: one if isinstance(one, str) and len(one) < 20 else "",
)  # fmt: skip
def test_a_hostile_file_is_refused_in_a_sentence(name, data, said):
    with pytest.raises(UnreadableFile) as refused:
        received(name, data)
    assert refused.value.message == said


def test_a_workbook_whose_types_announce_macros_is_refused_whatever_its_name():
    types = samples.members(samples.xlsx())["[Content_Types].xml"]
    lying = types.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main").replace(
        b"application/vnd.openxmlformats-officedocument.sheet.macro", b"application/vnd.ms-excel.sheet.macro"
    )
    with pytest.raises(UnreadableFile, match="macros"):
        received("liste.xlsx", samples.changed(samples.xlsx(), **{"[Content_Types].xml": lying}))


def test_a_document_that_fetches_a_template_is_refused_and_a_web_link_is_not():
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="https://exemple.fr/x" '
        b'TargetMode="External"/></Relationships>'
    )
    fetches = samples.changed(samples.docx(), **{"word___rels__settings.xml.rels": relation % b"attachedTemplate"})
    with pytest.raises(UnreadableFile, match="fait appel à d’autres fichiers"):
        received("lettre.docx", fetches)
    links = samples.changed(samples.docx(), **{"word___rels__footer.xml.rels": relation % b"hyperlink"})
    assert received("lettre.docx", links).name == "lettre.docx"


def test_relations_made_to_be_searched_for_hours_are_read_at_once():
    crafted = b"<" + b"TargetMode='External' " * 200_000
    crafted = samples.changed(samples.docx(), **{"word___rels__x.xml.rels": crafted + bytes(range(256)) * 2000})
    assert received("lettre.docx", crafted).name == "lettre.docx"


def test_a_directory_that_lies_about_sizes_does_not_fill_the_memory():
    data = bytearray(samples.opened(**{"styles.xml": BIG_XML[:200_000]}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as made:
        assert made.getinfo("styles.xml").file_size == 200_000
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (5).to_bytes(4, "little")
    with pytest.raises(UnreadableFile) as refused:
        received("lettre.odt", bytes(data))
    assert refused.value.message == content.DAMAGED


def test_a_huge_picture_of_some_kilobytes_is_refused_without_being_drawn():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(UnreadableFile, match="12 mégapixels"):
        received("plan.png", out.getvalue())


def outcome(name: str, data: bytes) -> tuple[str, str]:
    """The name under which a file is kept, or the sentence of the refusal."""
    try:
        return received(name, data).name, ""
    except UnreadableFile as refused:
        return "", refused.message


@settings(max_examples=150)
@given(st.binary(max_size=400), st.text(max_size=60))
def test_whatever_comes_is_kept_with_a_safe_name_or_refused(data, name):
    kept, said = outcome(name, data)
    assert bool(kept) is not said.endswith(".")
    assert len(kept) <= content.MOST_NAME
    assert not set("/\\\x00\n") & set(kept)


@settings(max_examples=60)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8), st.sampled_from([samples.docx(), samples.pdf()]))
def test_a_damaged_document_is_kept_or_refused_and_breaks_nothing(place, noise, whole):
    data = bytearray(whole)
    data[place % len(data) : place % len(data) + len(noise)] = noise
    kept, said = outcome("rendu", bytes(data))
    assert bool(kept) is not said.endswith(".")
