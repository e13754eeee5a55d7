"""A CSV or an Excel workbook of spending -> its rows as texts, whatever stands above the headings.

Formulas are never computed: the value that the spreadsheet kept is read, and a cell without one is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from campaign.base.errors import UnreadableFile
from campaign.base.french import enumerate_in_words
from campaign.base.text import clean
from campaign.partners.importing.archive import NOT_RECOGNISED
from campaign.partners.importing.text_table import read_text_records
from campaign.partners.importing.workbook import read_workbook_records
from campaign.planning.line_columns import AMOUNTS, Headings, LineColumn, read_headings
from campaign.planning.model import Fund

MAX_BYTES = 5 * 1024 * 1024
MAX_LINES = 1_000
_MAX_COLUMNS = 200
_HEADINGS_WITHIN = 30  # rows: a title and a few words may stand above
_ZIP = b"PK\x03\x04"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# 0.1 + 0.2 in a spreadsheet is 0.30000000000000004: no cent is lost in reading 0.30.
_NOISY = re.compile(r"\d{1,12}\.\d{5,}")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A row: ``cells`` by column, ``shares`` as written by fund id, ``strangers`` the parts of unknown plans."""

    number: int
    cells: dict[LineColumn, str]
    shares: dict[int, str]
    strangers: tuple[str, ...] = ()
    without_value: tuple[str, ...] = ()  # the columns whose formula has no value


@dataclass(frozen=True, slots=True)
class RawFile:
    """The rows of a file under its headings; ``notes`` are sentences about the whole of it."""

    headings: Headings
    lines: tuple[RawLine, ...]
    notes: tuple[str, ...]


def read_lines_file(name: str, data: bytes, funds: Sequence[Fund]) -> RawFile:
    """The rows of an uploaded file.

    Raises:
        UnreadableFile: another format, over 5 MB or 1 000 lines, no headings, a formula that calls another file…
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile("Fichier trop volumineux : 5 Mo au plus.")
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("Ce fichier est vide.")
    is_book = data.startswith(_ZIP)
    if PurePath(name.replace("\\", "/")).suffix.lower() not in (".xlsx", ".csv", ".txt", ".tsv"):
        raise UnreadableFile(NOT_RECOGNISED)
    if is_book:
        book = read_workbook_records(data, max_rows=MAX_LINES + _HEADINGS_WITHIN, max_columns=_MAX_COLUMNS)
        records, notes, lacking = book.records, list(book.notes), set(book.cells_without_value)
    else:
        text = read_text_records(data)
        records, notes, lacking = text.records, list(text.notes), set()
    filled = [(number, cells) for number, cells in records if any(cell.strip() for cell in cells)]
    top, headings = _headings(filled, funds)
    body = filled[top + 1 :]
    if len(body) > MAX_LINES:
        raise UnreadableFile("1\u202f000 lignes au plus. Découpez le fichier en plusieurs.")
    lines = []
    for number, cells in body:
        # Two lists put end to end: the same headings again.
        if [clean(cell) for cell in cells[: len(headings.titles)]] == list(headings.titles[: len(cells)]):
            continue
        bare = [_bare(cell, is_book=is_book) for cell in cells]
        missing = tuple(headings.titles[rank] for row, rank in sorted(lacking) if row == number
                        and rank in (*headings.columns.values(), *headings.shares))  # fmt: skip
        lines.append(_line(number, bare, headings, missing, is_book=is_book))
    return RawFile(headings, tuple(lines), (*notes, *_notes(headings)))


def _headings(filled: Sequence[tuple[int, list[str]]], funds: Sequence[Fund]) -> tuple[int, Headings]:
    for index, (_, cells) in enumerate(filled[:_HEADINGS_WITHIN]):
        found = read_headings(cells, funds)
        if found.enough:
            return index, found
    raise UnreadableFile(
        "Aucune ligne de titres reconnue : il faut au moins « Libellé » et « Montants » (HT ou TTC). "
        "Le modèle à télécharger les a tous."
    )


def _notes(headings: Headings) -> list[str]:
    notes = []
    if headings.unread:
        names = enumerate_in_words(f"« {name} »" for name in headings.unread[:6])
        one = len(headings.unread) == 1
        notes.append(f"Non lue : colonne {names}." if one else f"Non lues : colonnes {names}.")
    notes += [f"« {name} » dit la même chose qu’une autre colonne : la première est lue." for name in headings.twice]
    if LineColumn.TAX not in headings.columns and not headings.taxes:
        notes.append("Rien ne dit si les montants sont HT ou TTC : ajoutez une colonne « Montants ».")
    return notes


def _line(number: int, cells: Sequence[str], headings: Headings, missing: tuple[str, ...], *, is_book: bool) -> RawLine:
    def at(rank: int) -> str:
        return cells[rank] if rank < len(cells) else ""

    found = {column: at(rank) for column, rank in headings.columns.items()}
    if is_book:
        found |= {column: _quiet(found[column]) for column in (*AMOUNTS, LineColumn.RATE) if column in found}
    shares = {fund_id: _quiet(at(rank)) for rank, fund_id in headings.shares.items() if fund_id is not None}
    strangers = tuple(
        headings.titles[rank] for rank, fund_id in headings.shares.items()
        if fund_id is None and at(rank).strip() not in ("", "0")
    )  # fmt: skip
    return RawLine(number, found, shares, strangers, missing)


def _bare(cell: str, *, is_book: bool) -> str:
    """Without the apostrophe that our own CSV puts before what a spreadsheet would run."""
    marked = not is_book and cell.startswith("'") and cell[1:].lstrip(" \u00a0").startswith(_RUNS)
    return cell[1:] if marked else cell


def _quiet(text: str) -> str:
    """« 12.300000000000001 » is 12.30, « 33.33333333333 » stays as it is: it would lose something."""
    if not _NOISY.fullmatch(text.strip()):
        return text
    exact = Decimal(text.strip())
    near = exact.quantize(Decimal("0.01"))
    return str(near) if abs(exact - near) < Decimal("0.000001") else text
