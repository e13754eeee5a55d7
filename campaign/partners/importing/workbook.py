"""An .xlsx workbook -> the records of its first sheet that holds anything, every cell as the text people see."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from campaign.base.errors import UnreadableFile
from campaign.partners.importing.archive import NOT_RECOGNISED, TOO_LONG, check_workbook_archive

# A stray cell at the very bottom of a sheet: what follows so many blank rows is no part of the list.
_BLANK_ROWS = 10_000
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*?\bref\s*=\s*[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class WorkbookRecords:
    """``records``: (row number, cells); ``cells_without_value``: (row number, column from 0) of broken formulas."""

    sheet: str = ""
    records: list[tuple[int, list[str]]] = field(default_factory=list)
    cells_without_value: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_workbook_records(data: bytes, *, max_rows: int, max_columns: int) -> WorkbookRecords:
    """The filled rows of the first visible sheet that has any.

    Raises:
        UnreadableFile: not an .xlsx, dangerous, too big, or damaged.
    """
    check_workbook_archive(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out (validation lists, pictures): nothing we read.
            warnings.simplefilter("ignore")
            return _read(data, max_rows, max_columns)
    except (
        InvalidFileException, zipfile.BadZipFile, ParseError, DefusedXmlException,
        ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, OSError,
    ):  # fmt: skip
        # The archive is one of a workbook, its contents are not: openpyxl has no error of its own for that.
        raise UnreadableFile(NOT_RECOGNISED) from None


def _read(data: bytes, max_rows: int, max_columns: int) -> WorkbookRecords:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        if not book.worksheets:
            raise UnreadableFile(NOT_RECOGNISED)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        found = WorkbookRecords()
        for index, sheet in enumerate(visible):
            found = WorkbookRecords(sheet.title)
            for row_number, cells in _filled_rows(sheet, max_columns):
                if len(found.records) > max_rows:
                    raise UnreadableFile(TOO_LONG)
                found.records.append((row_number, [_text(cell) for cell in cells]))
                found.cells_without_value += [
                    (row_number, column) for column, cell in enumerate(cells) if cell.data_type == "e"
                ]
            if found.records:
                others = [other.title for other in visible[index + 1 :]]
                if others:
                    found.notes.append(f"Seule la feuille « {sheet.title} » est lue.")
                break
        else:
            return found
        with zipfile.ZipFile(BytesIO(data)) as archive:
            xml = archive.read(sheet._worksheet_path)  # noqa: SLF001 — openpyxl gives the member of a sheet no public name
    finally:
        book.close()
    if _FORMULA.search(xml):
        _find_formulas_without_value(data, found, max_columns)
    _fill_merged_cells(xml, found)
    return found


def _filled_rows(sheet: ReadOnlyWorksheet, max_columns: int) -> Iterator[tuple[int, tuple]]:
    # The size a sheet declares is often wrong, in both directions.
    sheet.reset_dimensions()
    latest = 0
    for row_number, cells in enumerate(sheet.iter_rows(max_col=max_columns), start=1):
        if row_number - latest > _BLANK_ROWS:
            return
        last = next((index for index in range(len(cells), 0, -1) if cells[index - 1].value is not None), 0)
        if last:
            latest = row_number
            yield row_number, cells[:last]


def _find_formulas_without_value(data: bytes, found: WorkbookRecords, max_columns: int) -> None:
    """A program that writes workbooks without computing leaves formulas with no result: they look empty."""
    values = dict(found.records)
    book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        for row_number, cells in _filled_rows(book[found.sheet], max_columns):
            known = values.get(row_number, [])
            for column, cell in enumerate(cells):
                if cell.data_type == "f" and not (column < len(known) and known[column]):
                    found.cells_without_value.append((row_number, column))
    finally:
        book.close()
    found.cells_without_value = sorted(set(found.cells_without_value))


def _fill_merged_cells(xml: bytes, found: WorkbookRecords) -> None:
    """A cell merged over several rows has its value on each of them, as the eye reads it."""
    rows = dict(found.records)
    filled = False
    lowest: dict[int, int] = {}  # column -> last row merged: a spreadsheet never merges a cell twice, a bomb does
    for column, first, _, last in sorted(range_boundaries(ref.decode("ascii")) for ref in _MERGED.findall(xml)):
        top = rows.get(first, [])
        value = top[column - 1] if column <= len(top) else ""
        if not value or first == last or first <= lowest.get(column, 0):
            continue
        lowest[column] = last
        for row_number in range(first + 1, min(last, max(rows)) + 1):
            cells = rows.get(row_number)
            if cells is None:
                continue
            cells += [""] * (column - len(cells))
            if not cells[column - 1]:
                cells[column - 1] = value
                filled = True
    if filled:
        found.notes.append("Des cellules sont fusionnées : leur valeur est recopiée sur chaque ligne.")


def _text(cell: ReadOnlyCell) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)


def _number(value: float, number_format: str) -> str:
    """The digits without exponent (49800000000012, not 4.98E+13), with the zeros that a format such as 00000 shows."""
    if isinstance(value, float):
        if not value.is_integer() or abs(value) >= 1e15:
            return repr(value)
        value = int(value)
    return str(value).zfill(_width(number_format)) if value >= 0 else str(value)


def _width(number_format: str) -> int:
    """The number of digits a whole-number format always shows: « 00000 » 5, « 0#" "##" "##" "##" "## » 10."""
    shown = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", number_format.split(";", maxsplit=1)[0])
    if not re.fullmatch(r"[0#\s\-./]+", shown) or ("." in shown and not shown.startswith("0#")):
        return 0
    digits = re.sub(r"[^0#]", "", shown)
    return len(digits) - digits.index("0") if "0" in digits else 0
