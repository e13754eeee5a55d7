"""What a printed page really holds: its texts with their place in millimetres, its picture, its fonts."""

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2

MM = 72 / 25.4


@dataclass(frozen=True)
class Sign:
    """A character and its box, in mm from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(file: bytes) -> list[list[Sign]]:
    """The visible signs of each page."""
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    found = []
    for page in document:
        height, texts = page.get_height(), page.get_textpage()
        signs = []
        for index in range(texts.count_chars()):
            sign = texts.get_text_range(index, 1)
            if sign.strip():
                left, bottom, right, top = texts.get_charbox(index)
                signs.append(Sign(sign, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
        found.append(signs)
    return found


def texts(file: bytes) -> list[str]:
    """The text of each page, every space made ordinary."""
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def picture(file: bytes, page: int = 0, scale: float = 4):
    """The page as a picture, ``scale`` × 72 dpi."""
    return pypdfium2.PdfDocument(io.BytesIO(file))[page].render(scale=scale).to_pil()


def is_sound(file: bytes, title: str) -> bool:
    """French, titled, and every font it uses inside the file."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        embedded = all("/FontFile2" in font.FontDescriptor for font in fonts)
        return embedded and pdf.Root.Lang == "fr-FR" and str(pdf.docinfo["/Title"]) == title


def stay_on_the_page(file: bytes, margin: float = 4) -> bool:
    """Whether no sign comes nearer than ``margin`` mm to an edge of an A4 page."""
    return all(
        sign.left >= margin and sign.top >= margin and sign.right <= 210 - margin and sign.bottom <= 297 - margin
        for page in pages(file)
        for sign in page
    )
