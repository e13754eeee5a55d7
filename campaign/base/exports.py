"""Tables that leave the application: CSV that Excel opens as it should, XLSX whose cells are all text.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return. Names come from
imported files and public forms, so such cells get an apostrophe in CSV (OWASP, CSV injection) and are typed as text in
XLSX, where they stay as they were written.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from campaign.base.clock import PARIS
from campaign.base.french import date_in_figures

BOM = "\ufeff"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # full-width ones too
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?")
# What XML 1.0 cannot hold, and openpyxl refuses.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# XLSX writes a sign as « _x0041_ »: the same letters typed by somebody are written as Excel does, to stay letters.
_LIKE_A_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
MAX_CELL = 32_767  # characters in an XLSX cell


def as_text(value: object) -> str:
    """A cell as people read it: « oui », « 13/11/2013 », « 47,5 », nothing for None; lists joined by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value.astimezone(PARIS) if value.tzinfo else value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return date_in_figures(value)
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, (list, tuple)):
        return ", ".join(as_text(one) for one in value)
    return str(getattr(value, "label", value))


def neutral(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would run it; true numbers stay as they are."""
    if text.lstrip(" \u00a0").startswith(_RUNS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV for French spreadsheets: UTF-8 with its mark, semicolons, every cell quoted, formulas neutralised."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutral(header) for header in headers])
    writer.writerows([neutral(as_text(cell)) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode("utf-8", "replace")


def xlsx_bytes(sheet: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """An XLSX of one sheet whose cells are all text: a SIRET keeps its digits, a formula is never computed."""
    return xlsx_book([(sheet, headers, rows)])


def xlsx_book(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]], *, numbers: bool = False
) -> bytes:
    """An XLSX of several sheets: (name, headers, rows) each. With ``numbers``, ours stay numbers that add up.

    A ``Decimal`` is an amount: then shown with its two decimals.
    """
    from openpyxl import Workbook  # heavy, and only exports need it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    for name, headers, rows in sheets:
        page = book.create_sheet(sheet_name(name))
        page.freeze_panes = "A2"
        heads = []
        for header in headers:
            heads.append(text_cell(WriteOnlyCell(page), header))
            heads[-1].font = Font(bold=True)
        page.append(heads)
        for row in rows:
            page.append([
                value if numbers and type(value) in (int, float)
                else _amount(WriteOnlyCell(page), value) if numbers and isinstance(value, Decimal)
                else text_cell(WriteOnlyCell(page), value)
                for value in row
            ])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _amount(one, value: Decimal):  # noqa: ANN001, ANN202 - as below
    one.value = value
    one.number_format = "#,##0.00"
    return one


def dated(book: bytes, at: datetime) -> bytes:
    """The same workbook, said to be made at that aware instant: the same tables then give the same bytes."""
    moment = max(at.astimezone(UTC), datetime(1980, 1, 1, tzinfo=UTC))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr, entry.compress_type = 0o600 << 16, zipfile.ZIP_DEFLATED
            file.writestr(entry, data)
    return out.getvalue()


def sheet_name(name: str) -> str:
    """The name without what Excel refuses in the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "Feuille"


def text_cell(one, value: object):  # noqa: ANN001, ANN201 - a cell of openpyxl, which is loaded when it is needed
    """The cell, holding that value as text which no spreadsheet computes."""
    one.value = _LIKE_A_CODE.sub("_x005F_", _NOT_XML.sub("", as_text(value))[:MAX_CELL])
    one.data_type = "s"
    one.number_format = "@"
    return one
