"""Tables of a Word file written row by row: thousands of rows in a moment, figures to the right.

python-docx looks for every cell of a table again at each row: what takes an hour there takes a second here.
"""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from campaign.documents.colours import Palette
from campaign.documents.word_file import INSIDE_MM, shade, words

_TWENTIETHS = 56.7  # of a point in a mm
_HALF_POINTS = "19"  # of its letters
_LEAST_MM = 16


def add_rows(
    made: Document, palette: Palette, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> None:
    """A table over the whole width; its header comes again on each page, no row is cut; lines of a cell stay lines.

    ``right`` are ranks of the columns of figures. The first column names each row.
    """
    widths = _widths(headers, rows)
    table = made.add_table(rows=0, cols=len(headers), style="Table Grid")
    table.autofit = False
    element = table._tbl  # noqa: SLF001 - python-docx has no call for rows as fast
    for column, wide in zip(element.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(wide))
    element.append(_row(headers, widths, right, palette.hex("paille"), header=True))
    for values in rows:
        filled = [*values[: len(headers)], *[""] * (len(headers) - len(values))]
        element.append(_row(filled, widths, right))
    made.add_paragraph().paragraph_format.space_after = 0


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """In twentieths of a point, by the length of the longest texts; none too narrow for a word."""
    asked = []
    for rank, head in enumerate(headers):
        longest = max([len(head), *(len(row[rank]) for row in rows[:500] if rank < len(row))])
        asked.append(max(6, min(60, longest)) ** 0.8)
    least = min(_LEAST_MM, INSIDE_MM / len(headers))
    spare = INSIDE_MM - least * len(headers)
    return [round((least + spare * one / sum(asked)) * _TWENTIETHS) for one in asked]


def _row(
    values: Sequence[str], widths: Sequence[int], right: Sequence[int], ground: str = "", *, header: bool = False
) -> BaseOxmlElement:
    row = OxmlElement("w:tr")
    about = OxmlElement("w:trPr")
    about.append(OxmlElement("w:cantSplit"))
    if header:
        about.append(OxmlElement("w:tblHeader"))
    row.append(about)
    for rank, (said, wide) in enumerate(zip(values, widths, strict=True)):
        row.append(_cell(said, wide, ground, bold=header or (rank == 0 and len(values) > 1), right=rank in right))
    return row


def _cell(said: str, wide: int, ground: str, *, bold: bool, right: bool) -> BaseOxmlElement:
    cell = OxmlElement("w:tc")
    about = OxmlElement("w:tcPr")
    about.append(_with("w:tcW", w=str(wide), type="dxa"))
    if ground:
        shade(about, ground)
    cell.append(about)
    for line in said.split("\n"):
        paragraph = OxmlElement("w:p")
        placed = OxmlElement("w:pPr")
        placed.append(_with("w:spacing", before="20", after="30"))
        if right:
            placed.append(_with("w:jc", val="right"))
        paragraph.append(placed)
        run, dress, text = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
        if bold:
            dress.append(OxmlElement("w:b"))
        dress.append(_with("w:sz", val=_HALF_POINTS))
        text.text = words(line)
        text.set(qn("xml:space"), "preserve")
        run.extend((dress, text))
        paragraph.append(run)
        cell.append(paragraph)
    return cell


def _with(tag: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element
