"""Workbooks people go on working with: numbers that add up, dates that sort, filters, a heading that stays in sight.

A column is typed only when all it holds is of that type: what somebody wrote stays text, never computed.
"""

import io
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from campaign.base.clock import PARIS
from campaign.base.exports import as_text, sheet_name, text_cell

_WIDEST = 60  # characters: longer texts go to the next line
_DIGITS = 10**15  # what a spreadsheet's numbers hold exactly
_FORMATS = {"amount": "#,##0.00", "day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"}


def typed_book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """An XLSX of several sheets, (name, headers, rows) each, ready to filter and to print on A4.

    Whole and decimal numbers, ``Decimal`` amounts, dates, instants (Paris time) and yes/no stay what they are.
    """
    from openpyxl import Workbook  # heavy, and only exports need it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook(write_only=True)
    white, prune = Font(bold=True, color="FFFFFF"), PatternFill("solid", start_color="34142E")
    wrapped = Alignment(wrap_text=True, vertical="top")
    for name, headers, given in sheets:
        # A row may stop before the last column.
        rows = [[*row, *[None] * (len(headers) - len(row))][: len(headers)] for row in map(list, given)]
        kinds = [_kind(row[index] for row in rows) for index in range(len(headers))]
        page = book.create_sheet(sheet_name(name))
        page.freeze_panes = "A2"
        last = get_column_letter(max(1, len(headers)))
        if rows:
            page.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", "9"  # A4
        page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
        page.print_title_rows = "1:1"
        for index, header in enumerate(headers):
            longest = max((len(as_text(row[index])) for row in rows), default=0)
            page.column_dimensions[get_column_letter(index + 1)].width = min(max(longest, len(header)) + 4, _WIDEST)
        heads = [text_cell(WriteOnlyCell(page), header) for header in headers]
        for head in heads:
            head.font, head.fill = white, prune
        page.append(heads)
        for row in rows:
            cells = [_cell(WriteOnlyCell(page), value, kind) for value, kind in zip(row, kinds, strict=True)]
            for cell in cells:
                if isinstance(cell.value, str) and len(cell.value) > _WIDEST:
                    cell.alignment = wrapped
            page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _kind(values: Iterable[object]) -> str:
    """What a column is: « text » as soon as one of its values is."""
    kinds = {_kind_of(value) for value in values if value is not None and value != ""}
    if kinds == {"amount", "number"}:
        return "amount"
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, Decimal):
        return "amount" if value.is_finite() and abs(value) < _DIGITS else "text"
    if type(value) in (int, float):
        return "number" if math.isfinite(value) and abs(value) < _DIGITS else "text"
    # Before 1900 a spreadsheet counts no days.
    if isinstance(value, datetime):
        return "moment" if value.year > 1900 else "text"
    return "day" if isinstance(value, date) and value.year > 1900 else "text"


def _cell(one, value: object, kind: str):  # noqa: ANN001, ANN202 - a cell of openpyxl, loaded when it is needed
    if kind == "text":
        return text_cell(one, value)
    if value is None or value == "":
        return one
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(PARIS).replace(tzinfo=None)
    one.value = value
    if kind in _FORMATS:
        one.number_format = _FORMATS[kind]
    return one
