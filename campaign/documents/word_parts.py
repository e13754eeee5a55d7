"""The parts of a Word file: running text with its links, lists that begin at one, tables, pictures, contents."""

import io
from collections.abc import Sequence
from functools import lru_cache

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from PIL import Image

from campaign.base import rich_text
from campaign.base.rich_text import RichText
from campaign.documents.colours import Palette
from campaign.documents.logos import opened
from campaign.documents.word_file import CONTENTS, INSIDE_MM, LINK, bookmark_name, shade, words

_PIXELS, _TALLEST_MM = 1600, 116  # to be looked at: the press page has them whole
_SAFE = ("https://", "http://", "mailto:", "tel:")


def add_text(made: Document, text: RichText, style: str = "Normal") -> None:
    """Paragraphs and lists."""
    for one in text:
        if isinstance(one, rich_text.Paragraph):
            add_line(made.add_paragraph(style=style), one.line)
            continue
        number = _own_numbering(made) if one.ordered else None
        for line in one.lines:
            item = made.add_paragraph(style="List Number" if one.ordered else "List Bullet")
            if number is not None:
                numbered = item.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
                numbered.get_or_add_ilvl().val = 0
                numbered.get_or_add_numId().val = number
            add_line(item, line)


def add_line(paragraph: Paragraph, line: rich_text.Line) -> None:
    """The runs of a line, bold and links included; spaces at their ends are kept."""
    for run in line:
        said = words(f"|{run.text}|")[1:-1]
        if run.href.startswith(_SAFE):
            add_link(paragraph, said, run.href, bold=run.bold)
        elif said:
            paragraph.add_run(said).bold = True if run.bold else None


def add_words(made: Document, value: str, style: str = "Normal") -> Paragraph | None:
    """One paragraph; nothing for an empty text."""
    said = words(value)
    return made.add_paragraph(said, style=style) if said else None


def add_link(paragraph: Paragraph, said: str, address: str, *, bold: bool = False) -> None:
    """Words that lead to a page, a mailbox or a telephone."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = paragraph.add_run(said or address, style=LINK)
    run.bold = True if bold else None
    link.append(run._r)  # noqa: SLF001 - python-docx reads links and has no call to write them
    paragraph._p.append(link)  # noqa: SLF001 - the same


def add_heading(made: Document, title: str, rank: int | None = None, level: int = 1) -> None:
    """A heading; with a ``rank``, one that the table of contents leads to."""
    heading = made.add_heading(words(title), level)
    if rank is None:
        return
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(rank))
    start.set(qn("w:name"), bookmark_name(title, rank))
    heading._p.insert(1, start)  # noqa: SLF001 - python-docx has no call for bookmarks
    heading._p.append(end)  # noqa: SLF001 - the same


def add_contents(made: Document, titles: Sequence[str]) -> None:
    """What Word can renew (« Mettre à jour le champ »): each title leads to its part, whose page only Word knows."""
    for rank, title in enumerate(titles):
        entry = made.add_paragraph(style=CONTENTS)
        if not rank:
            for sign in ("begin", 'TOC \\o "1-1" \\n \\h \\z', "separate"):
                _complex(entry, sign)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark_name(title, rank))
        link.append(entry.add_run(words(title))._r)  # noqa: SLF001 - as for links
        entry._p.append(link)  # noqa: SLF001 - as for links
        if rank == len(titles) - 1:
            _complex(entry, "end")


def add_table(
    made: Document, palette: Palette, headers: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]
) -> None:
    """Its header comes again on each page, no row is cut; ``widths`` in mm."""
    table = made.add_table(rows=1, cols=len(headers), style="Table Grid")
    table.autofit = False
    _repeat(table.rows[0])
    for cell, said in zip(table.rows[0].cells, headers, strict=True):
        shade(cell._tc.get_or_add_tcPr(), palette.hex("paille"))  # noqa: SLF001 - python-docx has no call for grounds
        _say(cell, said, bold=True)
    for values in rows:
        row = table.add_row()
        _whole(row)
        for cell, said in zip(row.cells, values, strict=True):
            _say(cell, said)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            cell.width = Mm(wide)
    made.add_paragraph().paragraph_format.space_after = Mm(1)


def add_picture(made: Document, picture: bytes, alternative: str) -> bool:
    """A picture whole, in the width of the text, with what it shows for who cannot see it; False when it is damaged."""
    found = opened(picture)
    if found is None:
        return False
    wide = min(INSIDE_MM, _TALLEST_MM * found.width / found.height)
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(_light(picture)), width=Mm(wide))
    shape._inline.docPr.set("descr", words(alternative))  # noqa: SLF001 - python-docx has no call for it
    return True


@lru_cache(maxsize=32)
def _light(picture: bytes) -> bytes:
    found = opened(picture)
    if found.width > _PIXELS:
        high = max(1, round(found.height * _PIXELS / found.width))
        found = found.resize((_PIXELS, high), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", found.size, "#FFFFFF")
    ground.paste(found, mask=found.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def _own_numbering(made: Document) -> int:
    """A list of its own, from one: numbers of the style would go on from the list before."""
    numbering = made.part.numbering_part.element
    style = made.styles["List Number"].element
    known = style.pPr.numPr.numId.val
    abstract = next(one.abstractNumId.val for one in numbering.num_lst if one.numId == known)
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return number.numId


def _complex(paragraph: Paragraph, sign: str) -> None:
    run = paragraph.add_run()._r  # noqa: SLF001 - python-docx has no call for fields
    if sign in ("begin", "separate", "end"):
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), sign)
    else:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = sign
    run.append(element)


def _repeat(row: _Row) -> None:
    _whole(row)
    again = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(again)  # noqa: SLF001 - python-docx has no call for it


def _whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - the same


def _say(cell: _Cell, said: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Mm(0.5)
    run = paragraph.add_run(words(said))
    run.bold, run.font.size = True if bold else None, Pt(9.5)
