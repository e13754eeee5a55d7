"""A page as a picture, to look at before printing."""

import io
import threading
import zlib

import pypdfium2
from PIL import Image

from campaign.base.errors import NotFound

PDFIUM = threading.Lock()  # PDFium serves one thread at a time


def page_picture(pdf: bytes, page: int = 0, width: int = 900) -> bytes:
    """A PNG of one page (from 0), ``width`` pixels wide, as it will be once trimmed.

    Raises:
        NotFound: the document has no such page.
    """
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 <= page < len(document):
                raise NotFound("Cette page n’existe pas.")
            drawn = document[page]
            left, bottom, right, top = drawn.get_trimbox()
            whole = drawn.get_mediabox()
            around = (left - whole[0], bottom - whole[1], whole[2] - right, whole[3] - top)
            scale = width / (right - left)
            picture = drawn.render(scale=scale, crop=tuple(max(0.0, one) for one in around)).to_pil()
        finally:
            document.close()
    return _png(picture)


def page_holding(pdf: bytes, heading: str) -> int:
    """The page (from 0) under that heading, the cover and its contents aside; 0 when none has it."""
    wanted = "".join(heading.split()).lower()
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for number in range(1, len(document)) if wanted else ():
                said = document[number].get_textpage().get_text_bounded()
                if wanted in "".join(said.split()).lower():
                    return number
        finally:
            document.close()
    return 0


def _png(picture: Image.Image) -> bytes:
    """At 72 pixels per inch: opened in any software, a picture has the size in millimetres that the manifest tells."""
    out = io.BytesIO()
    # A flat drawing is mostly runs of one colour: looking for nothing else gives the same size in two thirds the time.
    picture.convert("RGB").save(out, "PNG", optimize=False, compress_type=zlib.Z_RLE, dpi=(72, 72))
    return out.getvalue()
