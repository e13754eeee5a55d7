"""A paper to read as a Word file, with real styles: who takes its texts up finds each chart as its table."""

from docx.document import Document
from docx.shared import Mm

from campaign.base.french import NBSP
from campaign.base.rich_text import Bullets, Run
from campaign.documents.colours import Palette
from campaign.documents.paper_content import (
    Bars,
    Block,
    Cards,
    Heading,
    Matrix,
    Note,
    Photos,
    Points,
    Quotes,
    ReadingPaper,
    Spans,
    Steps,
    Table,
    Words,
)
from campaign.documents.press_cards import quoted
from campaign.documents.reading_blocks import told
from campaign.documents.reading_grid import NO_ANSWER, NO_ROW
from campaign.documents.word_file import (
    AUTHOR,
    LEAD,
    SMALL_TITLE,
    SOURCE,
    field,
    new_file,
    saved,
    words,
)
from campaign.documents.word_parts import add_contents, add_heading, add_picture, add_text, add_words
from campaign.documents.word_quilt import add_quilt
from campaign.documents.word_tables import add_rows

_AUTHOR = "Les bons jours de l’occasion"
_CARDS = ("Chiffre", "Valeur", "Qui a répondu")
_CORNERS = ("Rubrique", "Ce qui est noté")


def paper_word(content: ReadingPaper) -> bytes:
    """The file; the same content gives the same bytes."""
    title = words(f"{content.kind} – {content.title}")
    made = new_file(title, _AUTHOR, content.made_at, content.palette)
    _edges(made, title)
    chapters = told(content)
    if content.summary:
        add_quilt(made, content.palette, content.made_at, 1)
    add_words(made, content.kind, "Subtitle")
    add_words(made, content.title, "Title")
    add_words(made, content.under, LEAD)
    if content.summary and len(chapters) > 1:
        add_words(made, "Sommaire", SMALL_TITLE)
        add_contents(made, [one.title for one in chapters])
    for rank, chapter in enumerate(chapters):
        add_heading(made, chapter.title, rank)
        for block in chapter.blocks:
            _block(made, content.palette, block)
    add_words(made, content.closing, SOURCE)
    return saved(made, content.made_at)


def _block(made: Document, palette: Palette, block: Block) -> None:
    match block:
        case Words():
            add_text(made, block.text)
        case Note():
            add_words(made, block.text, SOURCE)
        case Heading():
            add_heading(made, block.title, level=2)
        case Points():
            add_text(made, (Bullets(tuple((Run(line),) for line in block.lines if line.strip())),))
        case Quotes():
            _quotes(made, block)
        case Photos():
            _photos(made, block)
        case _:
            _rows(made, palette, block)


def _rows(made: Document, palette: Palette, block: Cards | Matrix | Table | Spans | Bars | Steps) -> None:
    """What stands in rows."""
    match block:
        case Cards():
            add_rows(made, palette, _CARDS, [(one.label, one.value, one.under) for one in block.cards])
        case Matrix():
            said = [(one.title, "\n".join(f"– {point}" for point in one.points) or one.empty) for one in block.corners]
            add_rows(made, palette, _CORNERS, said)
        case Table():
            _titled(made, palette, block.title, block.headers, block.rows, block.right)
            if not block.rows or not block.headers:
                add_words(made, block.empty.strip() or NO_ROW)
            add_words(made, block.note, SOURCE)
        case _:
            _chart(made, palette, block)


def _quotes(made: Document, block: Quotes) -> None:
    for one in block.quotes:
        if one.text.strip():
            said = add_words(made, quoted(one.text), "Quote")
            if said and not add_words(made, one.who, AUTHOR):
                said.paragraph_format.space_after, said.paragraph_format.keep_with_next = Mm(4), False


def _chart(made: Document, palette: Palette, block: Spans | Bars | Steps) -> None:
    """Its figures in words."""
    headers = ("", block.before, block.after) if isinstance(block, Steps) else ("", block.of)
    if isinstance(block, Steps):
        rows = [(one.label, one.said_before, one.said_after) for one in block.rows]
    else:
        rows = [(one.label, one.said) for one in block.rows]
    _titled(made, palette, block.title, headers, rows, ())
    if not rows:
        add_words(made, NO_ANSWER)
    if isinstance(block, Spans) and block.mark is not None:
        add_words(made, block.mark_said, SMALL_TITLE)
    add_words(made, block.note, SOURCE)


def _titled(
    made: Document, palette: Palette, title: str, headers: tuple[str, ...], rows: object, right: tuple[int, ...]
) -> None:
    add_words(made, title, SMALL_TITLE)
    if rows and headers:
        add_rows(made, palette, headers, rows, right)


def _photos(made: Document, block: Photos) -> None:
    for one in block.photos:
        if not add_picture(made, one.picture, one.alternative or one.caption or "Photographie"):
            continue
        credit = f"Crédit{NBSP}: {one.credit}" if one.credit.strip() else ""
        add_words(made, ". ".join(part for part in (one.caption.strip().rstrip("."), credit) if part), "Caption")


def _edges(made: Document, title: str) -> None:
    """Over each page what it is, under it its number."""
    section = made.sections[0]
    section.header_distance = section.footer_distance = Mm(11)
    section.header.paragraphs[0].text = title
    foot = section.footer.paragraphs[0]
    foot.text = f"Page{NBSP}"
    field(foot, "PAGE", "1")
    foot.add_run(" sur ")
    field(foot, "NUMPAGES", "1")
