"""Is this ZIP archive a workbook that can be opened without harm? Checked before any library reads it.

A bomb (a small archive that inflates without end), macros, another kind of document, an XML entity or a call to
another file are refused (reliability.md, nos 43, 45 and 46).
"""

import re
import zipfile
import zlib
from io import BytesIO

from campaign.base.errors import UnreadableFile

MAX_INFLATED = 50 * 1024 * 1024
MAX_ENTRIES = 200
# No list of words packs better than this: beyond, it is filler. Small archives are let through.
_MAX_RATIO, _RATIO_FROM = 100, 10 * 1024 * 1024
_BLOCK = 1 << 16

NOT_RECOGNISED = "Format non reconnu : .xlsx ou .csv."
TOO_LONG = "5\u202f000 lignes au plus. Découpez le fichier en plusieurs."
TOO_BIG = "Fichier trop volumineux une fois décompressé."
NOT_ALLOWED = "Ce classeur fait appel à d’autres fichiers. Copiez la liste seule dans un nouveau classeur."

_FORBIDDEN = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)  # fmt: skip
_EXTERNAL = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
# Links in cells, and formulas that quote another workbook: kept as text, never followed.
_HARMLESS = re.compile(rb"relationships/(?:hyperlink|externalLinkPath)[\"']")


def check_workbook_archive(data: bytes) -> None:
    """Nothing when the archive is a plain .xlsx of a reasonable size.

    Raises:
        UnreadableFile: anything else, with a French sentence.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(data))
            _check_contents(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise UnreadableFile(NOT_RECOGNISED) from None


def inflated_size(data: bytes) -> int:
    """What an archive says it inflates to, in bytes; 0 when it is no archive. It may lie: checking comes after."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return 0


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(TOO_BIG)
    inflated = sum(entry.file_size for entry in entries)
    if inflated > MAX_INFLATED or (inflated > _RATIO_FROM and inflated > _MAX_RATIO * packed):
        raise UnreadableFile(TOO_BIG)
    names = [entry.filename for entry in entries]
    if (
        len(set(names)) < len(names)
        or "[Content_Types].xml" not in names
        or not any(name.startswith("xl/") and name.endswith(".xml") for name in names)
        or any(name.lower().endswith(("vbaproject.bin", "workbook.bin")) for name in names)
        or any(entry.flag_bits & 0x1 for entry in entries)  # encrypted
    ):
        raise UnreadableFile(NOT_RECOGNISED)


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    total = 0
    for entry in entries:
        is_text = not entry.filename.startswith("xl/media/")
        tail = b""
        with archive.open(entry) as member:
            # The sizes written in the directory may lie: what comes out is counted.
            while block := member.read(_BLOCK):
                total += len(block)
                if total > MAX_INFLATED:
                    raise UnreadableFile(TOO_BIG)
                seen = tail + block
                if is_text and any(word in seen for word in _FORBIDDEN):
                    raise UnreadableFile(NOT_ALLOWED)
                tail = seen[-32:]
        if entry.filename == "[Content_Types].xml" and b"macroEnabled" in archive.read(entry):
            raise UnreadableFile(NOT_RECOGNISED)
        if entry.filename.endswith(".rels") and any(
            not _HARMLESS.search(relation) for relation in _EXTERNAL.findall(archive.read(entry))
        ):
            raise UnreadableFile(NOT_ALLOWED)
