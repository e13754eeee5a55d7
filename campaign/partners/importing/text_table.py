"""A CSV file -> its records: separator found, quotation marks understood, blank lines counted."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from campaign.base.errors import UnreadableFile
from campaign.partners.importing.archive import NOT_RECOGNISED, TOO_LONG
from campaign.partners.importing.encodings import decode
from campaign.partners.importing.headings import heading_column

_SEPARATORS = (";", ",", "\t", "|")
# Stands for « no separator »: each line is one cell.
_NONE = "\x1f"
_SAMPLE_LINES = 300
# Far above any list, blank lines included: nothing longer is cut into cells.
_MAX_LINES = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x7f]")
# A web page or a data file under a .csv name.
_OTHER_LANGUAGE = re.compile(r"\s*(?:<(?:!doctype|html|\?xml|table)\b|[{]|\[\s*[{\[])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextRecords:
    """``records``: (line number as a spreadsheet shows it, cells); ``separator`` is empty when there is one column."""

    records: list[tuple[int, list[str]]]
    encoding: str
    separator: str
    notes: list[str]


def read_text_records(data: bytes) -> TextRecords:
    """The records of a text file.

    Raises:
        UnreadableFile: it is not a list, or « Ligne 7 : guillemet non fermé. ».
    """
    text, encoding, notes = decode(data)
    text = text.removeprefix("\ufeff").rstrip("\x1a")
    if _OTHER_LANGUAGE.match(text) or len(_CONTROL.findall(text)) > len(text) / 1000:
        raise UnreadableFile(NOT_RECOGNISED)
    lines = list(io.StringIO(_CONTROL.sub("", text), newline=""))
    if len(lines) > _MAX_LINES:
        raise UnreadableFile(TOO_LONG)
    told = re.fullmatch(r"\"?sep=(.)\"?\s*", lines[0], re.IGNORECASE)
    separator = told[1] if told and told[1] in _SEPARATORS else _separator(lines)
    records = list(enumerate(_records(lines, separator), start=1))
    return TextRecords(records[1:] if told else records, encoding, separator.replace(_NONE, ""), notes)


def _separator(lines: list[str]) -> str:
    """The sign that cuts most lines into the same number of cells, more than one."""
    best, best_score = _NONE, 0.0
    for candidate in _SEPARATORS:
        try:
            sample = csv.reader(lines[:_SAMPLE_LINES], delimiter=candidate, skipinitialspace=True)
            records = [record for record in sample if record]
        except csv.Error:
            continue
        counted = Counter(len(record) for record in records if len(record) > 1)
        if not counted:
            continue
        width, times = counted.most_common(1)[0]
        names_columns = any(sum(heading_column(cell)[1] > 0 for cell in record) >= 2 for record in records[:20])
        if times < 0.6 * len(records) and not names_columns:
            continue
        # Steadiness counts most: commas inside addresses come and go, separators do not.
        score = (times / len(records)) ** 2 * (width - 1)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _records(lines: list[str], separator: str) -> list[list[str]]:
    records: list[list[str]] = []
    feed = iter(lines)
    consumed = 0
    while consumed < len(lines):
        reader = csv.reader(feed, delimiter=separator, skipinitialspace=True, strict=True)
        whole = 0
        try:
            for record in reader:
                records.append(record)
                whole = reader.line_num
            return records
        except csv.Error as error:
            first = lines[consumed + whole]
            consumed += reader.line_num
            # A quotation mark inside quotation marks, not doubled, stays on its line: « "Le "Relais" d'Angers" ».
            record = None
            if reader.line_num == whole + 1 and "end of data" not in str(error):
                record = _forgiving(first.rstrip("\r\n"), separator, len(records[0]) if records else 0)
            if record is None and '"' in first:
                raise UnreadableFile(f"Ligne {len(records) + 1} : guillemet non fermé.") from None
            if record is None:
                raise UnreadableFile(f"Ligne {len(records) + 1} : une case est trop longue.") from None
            records.append(record)
    return records


def _forgiving(line: str, separator: str, expected: int) -> list[str] | None:
    """One line where a quotation mark closes a cell only before a separator; None when one stays open."""
    if len(line) > csv.field_size_limit():
        return None
    cut = re.escape(separator)
    found = re.findall(rf'(?:^|{cut})[ \t]*(?:"(.*?)"[ \t]*(?={cut}|$)|([^{cut}]*))', line)
    cells = [inside.replace('""', '"') if inside else bare.strip() for inside, bare in found]
    if not expected or len(cells) == expected:
        # « "Emmaüs" Angers » is a whole cell; « "Emmaüs » is not.
        return None if any(cell.startswith('"') and cell.count('"') % 2 for cell in cells) else cells
    plain = line.split(separator)
    return plain if len(plain) == expected else None
