"""What a received file really is: told by its content, never by its name. Pictures are re-encoded, the rest is kept
as it came.

Refused: empty, too heavy, an archive that inflates without end, macros, a password, anything that is not one of the
kinds below (reliability.md, nos 38 to 46).
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import pikepdf

from campaign.base.errors import UnreadableFile
from campaign.base.pictures import cleaned
from campaign.base.text import clean
from campaign.evidence.model import MAX_FILE, MEGABYTE

MOST_NAME = 120
MAX_INFLATED = 100 * MEGABYTE
MAX_ENTRIES = 2000
# No document packs better than this: beyond, it is filler. Small archives are let through.
_MAX_RATIO, _RATIO_FROM = 100, 10 * MEGABYTE
_BLOCK = 1 << 16

EMPTY = "Ce fichier est vide : choisissez-en un autre."
TOO_HEAVY = "10 Mo au plus par fichier : réduisez-le, puis envoyez-le de nouveau."
NOT_TAKEN = (
    "Format non reconnu : envoyez un PDF, une image (PNG, JPEG, WebP), un document .docx, .xlsx, .odt ou .ods, "
    "un texte .txt ou un tableau .csv."
)
MACROS = "Ce document contient des macros : enregistrez-le sans macro (.docx, .xlsx, .odt, .ods) ou en PDF."
OLD = (
    "Ancien format, ou document protégé par un mot de passe : enregistrez-le sans mot de passe en .docx, .xlsx, .odt, "
    ".ods ou PDF."
)
LOCKED = "Ce document est protégé par un mot de passe : enregistrez-le sans mot de passe, puis envoyez-le."
DAMAGED = "Ce document est abîmé ou incomplet : enregistrez-le de nouveau, puis envoyez-le."
INFLATES = "Fichier trop volumineux une fois décompressé."
CALLS_OUT = "Ce document fait appel à d’autres fichiers : enregistrez-le en PDF, puis envoyez-le."
LIES = "Le contenu de ce fichier n’est pas celui que son nom annonce : vérifiez-le, puis envoyez-le de nouveau."

PDF, TEXT, CSV = "application/pdf", "text/plain", "text/csv"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
TYPES = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "odt": f"{_ODF}text",
    "ods": f"{_ODF}spreadsheet",
}
ENDINGS = ("pdf", "png", "jpg", "jpeg", "webp", *TYPES, "txt", "csv")
_MAIN = {f"{TYPES[ending]}.main+xml".encode(): ending for ending in ("docx", "xlsx")}
_OPEN = {TYPES[ending].encode(): ending for ending in ("odt", "ods")}
_WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm")
_TEXTS = ("", ".txt", ".csv", ".tsv", ".md")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(r"\s*(?:<[!?a-z]|\{\\rtf|#!|%!)", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
# Links in the text, and formulas that quote another workbook: never followed by a reader unasked.
_HARMLESS = re.compile(rb"relationships/(?:hyperlink|externalLinkPath)[\"']")


@dataclass(frozen=True, slots=True)
class Received:
    """What is kept of a file; ``name`` ends as its content does, and never serves as a path."""

    name: str
    media_type: str
    data: bytes


def received(name: str, data: bytes) -> Received:
    """The file as it will be kept.

    Raises:
        UnreadableFile: it cannot be; the sentence says what to do.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise UnreadableFile(EMPTY)
    if len(data) > MAX_FILE:
        raise UnreadableFile(TOO_HEAVY)
    said = PurePosixPath(_last_part(name)).suffix.lower()
    if said in _WITH_MACROS:
        raise UnreadableFile(MACROS)
    if data.startswith(b"PK\x03\x04"):
        ending = _office(data)
        return Received(_shown(name, ending), TYPES[ending], data)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        _check_pdf(data)
        return Received(_shown(name, "pdf"), PDF, data)
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return _picture(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(OLD)
    return _text(name, said, data)


def _picture(name: str, data: bytes) -> Received:
    picture = cleaned(data, MAX_FILE)
    if len(picture.data) > MAX_FILE:
        raise UnreadableFile("Cette image est trop lourde une fois convertie : enregistrez-la en JPEG.")
    return Received(_shown(name, picture.ending), picture.media_type, picture.data)


def _check_pdf(data: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(data)) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError as error:
        raise UnreadableFile(LOCKED) from error
    # All that a damaged file makes qpdf raise, recursion without end and impossible types among them.
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OverflowError) as error:
        raise UnreadableFile(DAMAGED) from error
    if not pages:
        raise UnreadableFile(DAMAGED)


def _office(data: bytes) -> str:
    """The ending of a document in a ZIP archive, every member read once."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(data))
            ending = _kind(archive)
            _check_members(archive, entries)
    # What zipfile and its decompressors raise on bytes that somebody changed.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnreadableFile(DAMAGED) from error
    return ending


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names = [entry.filename for entry in entries]
    low = [name.lower() for name in names]
    inflated = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or inflated > MAX_INFLATED or (
        inflated > _RATIO_FROM and inflated > _MAX_RATIO * packed
    ):  # fmt: skip
        raise UnreadableFile(INFLATES)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableFile(LOCKED)
    if any(
        name.endswith(("vbaproject.bin", "vbadata.xml", *_WITH_MACROS))
        or name.startswith(("basic/", "scripts/"))
        or "/activex/" in name
        for name in low
    ):
        raise UnreadableFile(MACROS)
    if len(set(names)) < len(names) or any(
        name.startswith("/") or ".." in PurePosixPath(name.replace("\\", "/")).parts for name in names
    ):
        raise UnreadableFile(DAMAGED)


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        ending = _OPEN.get(_read(archive, "mimetype", 200).strip())
    elif "[Content_Types].xml" in names:
        said = _read(archive, "[Content_Types].xml", MEGABYTE)
        if b"macroenabled" in said.lower():
            raise UnreadableFile(MACROS)
        ending = next((one for kind, one in _MAIN.items() if kind in said), None)
    else:
        ending = None
    if ending is None:
        raise UnreadableFile(NOT_TAKEN)
    return ending


def _check_members(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    total = 0
    for entry in entries:
        size = 0
        with archive.open(entry) as member:
            # The sizes written in the directory may lie: what comes out is counted.
            while block := member.read(_BLOCK):
                size += len(block)
                if total + size > MAX_INFLATED:
                    raise UnreadableFile(INFLATES)
        total += size
        if entry.filename.lower().endswith(".rels"):
            # Tag by tag: searched whole, a crafted one of some megabytes would take hours.
            for tag in _TAG.findall(archive.read(entry)):
                if _EXTERNAL.search(tag) and not _HARMLESS.search(tag):
                    raise UnreadableFile(CALLS_OUT)


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as member:
        return member.read(most)


def _text(name: str, said: str, data: bytes) -> Received:
    text = _decoded(data)
    if text is None or _CONTROL.search(text):
        raise UnreadableFile(NOT_TAKEN)
    # A page, a script or a drawing is text too: never kept under the name of a plain one.
    if said not in _TEXTS or _MARKUP.match(text):
        raise UnreadableFile(LIES if said.lstrip(".") in ENDINGS else NOT_TAKEN)
    table = said == ".csv"
    return Received(_shown(name, "csv" if table else "txt"), CSV if table else TEXT, data)


def _decoded(data: bytes) -> str | None:
    """The text of a file from any usual software; None when it is none."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def text_of(data: bytes, most: int) -> str:
    """The beginning of a kept text, to look at: ``most`` signs."""
    return (_decoded(data) or "")[:most]


def _last_part(name: str) -> str:
    return PurePosixPath(clean(name).replace("\\", "/")).name


def _shown(name: str, ending: str) -> str:
    """The last part of the name, with the ending of what is really kept."""
    stem = PurePosixPath(_last_part(name)).stem.strip(". ")[: MOST_NAME - 5].strip(". ")
    return f"{stem or 'document'}.{ending}"
