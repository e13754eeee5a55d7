"""What is seen on the pages of a PDF: texts near the edges, QR codes read as a telephone reads them."""

from collections.abc import Sequence

import zxingcpp
from pypdfium2 import PdfPage

CODE_PIXELS = (1000, 1800, 3200)  # a page is read this wide, then larger

Box = tuple[float, float, float, float]


def edges(pages: Sequence[PdfPage]) -> list[Box]:
    """Left, bottom, right and top of each page once cut, in points."""
    return [page.get_trimbox() for page in pages]


def texts_near(pages: Sequence[PdfPage], cuts: list[Box], away: float) -> list[tuple[int, str]]:
    """Texts less than ``away`` points from the cut, with their page (from 0); those wholly outside are not looked at.

    PDFium gathers letters in lines: one box each is much faster than one a letter.
    """
    found = []
    for index, (page, cut) in enumerate(zip(pages, cuts, strict=True)):
        read = page.get_textpage()
        for place in range(read.count_rects()):
            box = read.get_rect(place)
            if not outside(box, cut) and distance(box, cut) < away and (said := read.get_text_bounded(*box).strip()):
                found.append((index, said))
    return found


def outside(box: Box, cut: Box) -> bool:
    """Whether nothing of a box is on the page once cut."""
    return box[2] < cut[0] or box[0] > cut[2] or box[3] < cut[1] or box[1] > cut[3]


def distance(box: Box, cut: Box) -> float:
    """How far inside the cut a box stays; negative when it goes over."""
    return min(box[0] - cut[0], box[1] - cut[1], cut[2] - box[2], cut[3] - box[3])


def codes(pages: Sequence[PdfPage], expected: set[int]) -> dict[int, set[str]]:
    """What the QR codes of each page say; an ``expected`` page where none is read is looked at closer."""
    found: dict[int, set[str]] = {}
    for index, page in enumerate(pages):
        for pixels in CODE_PIXELS if index in expected else CODE_PIXELS[:1]:
            picture = page.render(scale=pixels / page.get_width(), grayscale=True).to_pil()
            read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
            found[index] = {one.text for one in read}
            if found[index]:
                break
    return found


def codes_of(page: PdfPage, wanted: set[str]) -> set[str]:
    """What the QR codes of one page say; looked at closer as long as a ``wanted`` one is not read."""
    read: set[str] = set()
    for pixels in CODE_PIXELS if wanted else CODE_PIXELS[:1]:
        picture = page.render(scale=pixels / page.get_width(), grayscale=True).to_pil()
        read |= {one.text for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)}
        if wanted <= read:
            break
    return read
