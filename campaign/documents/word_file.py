"""A Word file in our dress: real styles, our fonts with what stands for them, French, the same bytes each time."""

import io
import re
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from campaign.base.text import clean
from campaign.documents.colours import Palette
from campaign.documents.word_fonts import TEXT_FONT, TITLE_FONT, with_fonts

MARGIN_MM, INSIDE_MM = 22, 166
_NOT_OURS = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # what a zip can say
LEAD, SOURCE, AUTHOR, SMALL_TITLE, LINK, NOTICE, DETAILS = (
    "Chapô", "Source", "Auteur de la citation", "Intertitre", "Hyperlink", "Diffusion", "Coordonnées",
)  # fmt: skip
CONTENTS = "toc 1"


def new_file(title: str, author: str, made_at: datetime, palette: Palette, *, small: bool = False) -> Document:
    """An empty A4 file in French; ``author`` is who signs it. ``small`` headings are those of a single page."""
    made = docx.Document()
    _without_template(made)
    _properties(made, title, author, made_at)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(MARGIN_MM)
    page.top_margin, page.bottom_margin = Mm(24), Mm(22)
    _styles(made, palette, small=small)
    return made


def words(value: str) -> str:
    """Text as Word can hold it: no control sign, and none of those it shows as a box."""
    return clean(value)


def shade(element: object, colour: str) -> None:
    """A ground behind a paragraph or a cell; ``element`` is its properties."""
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.removeprefix("#"))):
        ground.set(qn(f"w:{name}"), value)
    element.append(ground)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """« PAGE », « NUMPAGES »: what Word counts itself; ``shown`` until it has."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    element.append(run)
    paragraph._p.append(element)  # noqa: SLF001 - python-docx has no call for fields


def saved(made: Document, at: datetime) -> bytes:
    """The file: dated from its data, its parts in one order, our fonts inside."""
    draft = io.BytesIO()
    made.save(draft)
    moment = max(at.astimezone(UTC), _EARLIEST)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(draft) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in with_fonts({name: parts.read(name) for name in parts.namelist()}).items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.external_attr, entry.compress_type = 0o600 << 16, zipfile.ZIP_DEFLATED
            file.writestr(entry, data)
    return out.getvalue()


def _without_template(made: Document) -> None:
    """What the empty file brings of the computer it was made on."""
    for owner in (made.part.package, made.part):
        for key in [key for key, one in owner.rels.items() if one.reltype.rpartition("/")[2] in _NOT_OURS]:
            del owner.rels[key]


def _properties(made: Document, title: str, author: str, made_at: datetime) -> None:
    about = made.core_properties
    at = max(made_at.astimezone(UTC), _EARLIEST).replace(tzinfo=None, microsecond=0)
    about.title, about.author, about.last_modified_by = words(title)[:250], words(author)[:250], words(author)[:250]
    about.created = about.modified = about.last_printed = at
    about.language, about.comments, about.revision = "fr-FR", "", 1


def _styles(made: Document, palette: Palette, *, small: bool) -> None:
    styles = made.styles
    for element in styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "fr-FR")
    for element in made.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), "fr-FR")
    ink = palette.hex("prune")
    accent = palette.hex("accent") if palette.reads("accent", "blanc", 4.5) else ink
    second = palette.hex("second-shade") if palette.reads("second-shade", "blanc", 4.5) else ink
    _dress(styles["Normal"], TEXT_FONT, 10.5, ink, after=6, line=1.25)
    _dress(styles["Title"], TITLE_FONT, 21 if small else 32, ink, before=4, after=6, line=1.05)
    _dress(styles["Subtitle"], TEXT_FONT, 13, accent, after=6, bold=True)
    high = (13, 10, 3) if small else (22, 26, 8)
    _dress(styles["Heading 1"], TITLE_FONT, high[0], accent, before=high[1], after=high[2], line=1.1)
    _dress(styles["Heading 2"], TITLE_FONT, 12 if small else 14, ink, before=10 if small else 14, after=4, line=1.15)
    _dress(styles["Quote"], TEXT_FONT, 12.5, ink, before=10, after=2, left=8)
    _dress(styles["Caption"], TEXT_FONT, 9, ink, after=10)
    for name in ("List Bullet", "List Number", "Header", "Footer"):
        _dress(styles[name], TEXT_FONT, 10.5 if name.startswith("List") else 8.5, ink, after=3)
    for name in (LEAD, SOURCE, AUTHOR, SMALL_TITLE, NOTICE, DETAILS):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    styles.add_style(CONTENTS, WD_STYLE_TYPE.PARAGRAPH, builtin=True).base_style = styles["Normal"]
    _dress(styles[CONTENTS], TEXT_FONT, 11, ink, after=3)
    _dress(styles[LEAD], TEXT_FONT, 12, ink, after=8, bold=True)
    _dress(styles[SOURCE], TEXT_FONT, 8.5, ink, after=2)
    _dress(styles[AUTHOR], TEXT_FONT, 10, accent, after=12, left=8, bold=True)
    _dress(styles[SMALL_TITLE], TEXT_FONT, 10, accent, before=10, after=2, bold=True)
    _dress(styles[DETAILS], TEXT_FONT, 10.5, ink, after=1)
    _dress(styles[NOTICE], TEXT_FONT, 11, ink, before=4, after=8, bold=True)
    styles[SMALL_TITLE].paragraph_format.keep_with_next = True
    styles["Quote"].paragraph_format.keep_with_next = True
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _without_rule(styles["Title"])
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline, link.font.color.rgb = True, _rgb(second)


def _dress(
    style: ParagraphStyle, font: str, size: float, colour: str, *, before: float = 0, after: float = 0,
    line: float = 1.25, left: float = 0, bold: bool = False,
) -> None:  # fmt: skip
    """``left`` in mm, the rest in points; the theme's fonts and colours no longer apply."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), font)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = _rgb(colour)
    around = style.paragraph_format
    around.space_before, around.space_after, around.line_spacing = Pt(before), Pt(after), line
    if left:
        around.left_indent = Mm(left)


def _without_rule(style: ParagraphStyle) -> None:
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))


def bookmark_name(title: str, rank: int) -> str:
    """A name that Word takes: letters, digits and « _ », forty at most."""
    return f"_Toc{rank:04d}_{re.sub(r'[^A-Za-z0-9]+', '_', title)}"[:40]
