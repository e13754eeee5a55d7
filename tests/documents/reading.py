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


def operations(file: bytes) -> list[tuple[list, str]]:
    """Every operator of the pages and of the forms they show, with its operands."""
    found = []
    with pikepdf.open(io.BytesIO(file)) as pdf:
        streams = list(pdf.pages)
        streams += [
            one for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
        ]  # fmt: skip
        for stream in streams:
            for operands, operator in pikepdf.parse_content_stream(stream):
                found.append((list(operands), str(operator)))
    return found


def colour_operators(file: bytes) -> set[str]:
    """The kinds of colours a file sets: rg and RG (RGB), g and G (grey), k and K (inks)."""
    return {operator for _, operator in operations(file)} & {"rg", "RG", "g", "G", "k", "K", "sc", "scn", "SC", "SCN"}


def inks_used(file: bytes) -> list[tuple[float, ...]]:
    """Cyan, magenta, yellow, black of every flat colour, from 0 to 1."""
    return [tuple(float(v) for v in operands) for operands, operator in operations(file) if operator in ("k", "K")]


def image_spaces(file: bytes) -> set[str]:
    """The colour spaces of the pictures inside."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return {
            str(one.get("/ColorSpace")) for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        }  # fmt: skip


def codes(file: bytes, page: int = 0, scale: float = 2) -> list[str]:
    """What a telephone reads on the page."""
    import zxingcpp

    return [found.text for found in zxingcpp.read_barcodes(picture(file, page, scale))]


def overlapping(file: bytes) -> list[tuple[int, str, str]]:
    """Pairs of texts of a page that cover each other: page (from 1), one, the other."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(io.BytesIO(file)), 1):
        read = page.get_textpage()
        boxes = [read.get_rect(rank) for rank in range(read.count_rects())]
        boxes = sorted((box for box in boxes if box[2] - box[0] > 0.5), key=lambda box: box[1])
        for rank, one in enumerate(boxes):
            for other in boxes[rank + 1 :]:
                if other[1] > one[3]:
                    break
                wide = min(one[2], other[2]) - max(one[0], other[0])
                high = min(one[3], other[3]) - max(one[1], other[1])
                # Descenders and accents of neighbouring lines may meet.
                if wide > 1.5 and high > 0.45 * min(one[3] - one[1], other[3] - other[1]):
                    found.append((number, read.get_text_bounded(*one), read.get_text_bounded(*other)))
    return found
