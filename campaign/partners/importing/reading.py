"""A file -> a table of texts, whatever its encoding, its separator and the lines above its headings."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from campaign.base.errors import UnreadableFile
from campaign.base.french import plural
from campaign.partners.importing.archive import NOT_RECOGNISED, TOO_LONG
from campaign.partners.importing.headings import find_headings, heading_column, headings_key
from campaign.partners.importing.text_table import read_text_records
from campaign.partners.importing.workbook_apart import read_workbook

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 200
_NOTES_OF_ONE_KIND = 20
_FIRST_ROWS = 20
# What a spreadsheet writes in place of a value that its formula could not give, in French and in English.
_ERROR = re.compile(
    r"#(?:REF!|N/A|NAME\?|NOM\s?\?|VALUE!|VALEUR\s?!|DIV/0\s?!|NULL!|NUL\s?!|NUM!|NOMBRE\s?!|SPILL!|CALC!|GETTING_DATA)"
)

_TEXT_ENDINGS = (".csv", ".txt", ".tsv", ".tab")
_ZIP = b"PK\x03\x04"
# What starts like these is never a list: old or encrypted Excel (OLE), PDF, PNG, JPEG, GIF, RTF, gzip, 7z, bzip2.
_OTHER_FORMATS = (
    b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"BZh",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Every cell as the text of the file, uncleaned; each row as long as ``headers``.

    ``row_numbers`` are those a spreadsheet shows, blank lines counted. ``notes`` are French sentences about the whole
    file, ``row_notes`` about one row. ``separator`` is None for a workbook, ``sheet`` None for a text file.
    ``heading_row`` is the spreadsheet number of the headings, 0 without any; ``first_rows`` are the first filled rows
    as they are, to show where else the headings may be.
    """

    headers: list[str]
    rows: list[list[str]]
    row_numbers: list[int]
    has_headings: bool
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    notes: list[str] = field(default_factory=list)
    row_notes: dict[int, list[str]] = field(default_factory=dict)
    heading_row: int = 0
    first_rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        """The row of headings as the file writes it; nothing without any."""
        return next((cells for number, cells in self.first_rows if number == self.heading_row), [])

    @property
    def first_row_number(self) -> int:
        """The spreadsheet number of the first row of data; 0 when there is none."""
        return self.row_numbers[0] if self.row_numbers else 0


def read_table(
    name: str, data: bytes, *, heading_row: int | None = None, known_headings: Collection[str] = ()
) -> Table:
    """The table of an uploaded file, its format told by its bytes, not only by its name.

    ``heading_row`` says where the headings are when the guess is wrong, as a spreadsheet numbers it; 0: there are none.
    ``known_headings`` are keys (``headings_key``) of rows of headings met before: such a row is taken without guessing.

    Raises:
        UnreadableFile: another format, over 5 MB (50 MB once inflated), over 5 000 rows, a quotation mark left open…
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile("Fichier trop volumineux : 5 Mo au plus.")
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("Ce fichier est vide.")
    ending = PurePath(name.replace("\\", "/")).suffix.lower()
    if ending not in (*_TEXT_ENDINGS, ".xlsx") or data.startswith(_OTHER_FORMATS):
        raise UnreadableFile(NOT_RECOGNISED)
    if data.startswith(_ZIP):
        book = read_workbook(data, max_rows=MAX_ROWS + 50, max_columns=MAX_COLUMNS + 1)
        origin = {"sheet": book.sheet}
        records, notes, unreadable = book.records, book.notes, book.cells_without_value
    elif ending == ".xlsx":
        raise UnreadableFile(NOT_RECOGNISED)
    else:
        text = read_text_records(data)
        origin = {"encoding": text.encoding, "separator": text.separator}
        records, notes, unreadable = text.records, text.notes, []
    filled = [(row_number, cells) for row_number, cells in records if any(cell.strip() for cell in cells)]
    if not filled:
        raise UnreadableFile("Ce fichier est vide.")
    return _table(filled, notes, unreadable, _heading_index(filled, heading_row, known_headings), origin)


def _table(
    filled: Sequence[tuple[int, list[str]]],
    notes: Sequence[str],
    unreadable: Sequence[tuple[int, int]],
    index: int | None,
    origin: dict[str, str],
) -> Table:
    body = filled if index is None else filled[index + 1 :]
    titles = [] if index is None else filled[index][1]
    notes = [*notes, *_heading_notes(filled, index)]
    # The same headings again, further down: two lists put end to end.
    if any(heading_column(title)[0] for title in titles):
        body = [(row_number, cells) for row_number, cells in body if cells != titles]
    if len(body) > MAX_ROWS:
        raise UnreadableFile(TOO_LONG)
    width = max((_filled_width(cells) for cells in (titles, *(cells for _, cells in body))), default=0)
    if width > MAX_COLUMNS:
        raise UnreadableFile(f"{MAX_COLUMNS} colonnes au plus. Gardez seulement celles qui servent.")
    headers, header_notes = _headers(titles, width)
    row_notes: dict[int, list[str]] = {}
    if titles:
        _note_long_rows(body, _filled_width(titles), row_notes)
    _note_cells_without_value(unreadable, headers, {row_number for row_number, _ in body}, row_notes)
    body = _without_errors(body, headers, row_notes)
    all_notes = [*notes, *header_notes]
    sentences = [sentence for row in sorted(row_notes) for sentence in row_notes[row]]
    all_notes += sentences[:_NOTES_OF_ONE_KIND]
    if len(sentences) > _NOTES_OF_ONE_KIND:
        all_notes.append(f"… et {plural(len(sentences) - _NOTES_OF_ONE_KIND, 'autre remarque', 'autres remarques')}.")
    return Table(
        headers=headers,
        rows=[[*cells[:width], *[""] * (width - len(cells))] for _, cells in body],
        row_numbers=[row_number for row_number, _ in body],
        has_headings=bool(titles),
        notes=all_notes,
        row_notes=row_notes,
        heading_row=0 if index is None else filled[index][0],
        first_rows=[(row_number, list(cells)) for row_number, cells in filled[:_FIRST_ROWS]],
        **origin,
    )


def _heading_index(
    filled: Sequence[tuple[int, list[str]]], heading_row: int | None, known_headings: Collection[str]
) -> int | None:
    if heading_row == 0:
        return None
    if heading_row is None:
        for index, (_, cells) in enumerate(filled[:_FIRST_ROWS]):
            if known_headings and headings_key(cells) in known_headings:
                return index
        return find_headings([cells for _, cells in filled])
    for index, (row_number, _) in enumerate(filled):
        if row_number == heading_row:
            return index
    raise UnreadableFile(f"La ligne {heading_row} est vide : indiquez celle des titres de colonnes.")


def _heading_notes(filled: Sequence[tuple[int, list[str]]], index: int | None) -> list[str]:
    if index is None:
        return ["Pas de titres de colonnes : elles sont devinées d’après leur contenu."]
    row_number, titles = filled[index]
    notes = []
    if index == 1:
        notes.append("La ligne au-dessus des titres de colonnes est laissée de côté.")
    elif index > 1:
        notes.append(f"Les {index} lignes au-dessus des titres de colonnes sont laissées de côté.")
    if not any(heading_column(title)[0] for title in titles):
        notes.append(f"La ligne {row_number} est prise pour les titres de colonnes : vérifiez.")
    return notes


def _headers(titles: Sequence[str], width: int) -> tuple[list[str], list[str]]:
    """Each column's name, never empty nor twice the same; what was done about it."""
    headers: list[str] = []
    twice: list[str] = []
    for index in range(width):
        title = " ".join(titles[index].split()) if index < len(titles) else ""
        wanted = title or f"Colonne {index + 1}"
        unique, count = wanted, 1
        while unique in headers:
            count += 1
            unique = f"{wanted} ({count})"
        if count > 1 and wanted not in twice:
            twice.append(wanted)
        headers.append(unique)
    return headers, [f"Deux colonnes ou plus s’appellent « {title} » : vérifiez laquelle sert." for title in twice]


def _note_long_rows(body: Sequence[tuple[int, list[str]]], width: int, row_notes: dict[int, list[str]]) -> None:
    for row_number, cells in body:
        if (used := _filled_width(cells)) > width:
            row_notes.setdefault(row_number, []).append(
                f"Ligne {row_number} : {used} cases pour {plural(width, 'colonne')}."
            )


def _note_cells_without_value(
    cells: Sequence[tuple[int, int]], headers: Sequence[str], rows: set[int], row_notes: dict[int, list[str]]
) -> None:
    for row_number, column in cells:
        if row_number in rows and column < len(headers):
            row_notes.setdefault(row_number, []).append(
                f"Ligne {row_number}, colonne {headers[column]} : formule sans valeur. "
                "Enregistrez le fichier dans Excel ou collez les valeurs."
            )


def _without_errors(
    body: Sequence[tuple[int, list[str]]], headers: Sequence[str], row_notes: dict[int, list[str]]
) -> list[tuple[int, list[str]]]:
    """The same rows, cells such as « #REF! » emptied and said: they are no value, and no formula is computed here."""
    kept = []
    for row_number, read in body:
        cells = read
        if any(cell.startswith("#") for cell in read):
            cells = list(read)
            for column, cell in enumerate(read[: len(headers)]):
                if _ERROR.fullmatch(cell.strip()):
                    cells[column] = ""
                    row_notes.setdefault(row_number, []).append(
                        f"Ligne {row_number}, colonne {headers[column]} : « {cell.strip()} » est une erreur de "
                        "tableur, pas une valeur. Corrigez-la dans le fichier ou écrivez la valeur."
                    )
        kept.append((row_number, cells))
    return kept


def _filled_width(cells: Sequence[str]) -> int:
    return max((index for index, cell in enumerate(cells, start=1) if cell.strip()), default=0)
