"""A kept file as a picture to look at; None when it cannot be drawn safely."""

from io import BytesIO

import pikepdf
import pypdfium2

from campaign.base.errors import NotFound
from campaign.base.pictures import small_jpeg
from campaign.documents.preview import page_picture

_NARROWEST, _TALLEST = 20, 4  # points; times its width: beyond, a page of some bytes would fill the memory


def small_picture(data: bytes, width: int) -> bytes | None:
    """A picture, ``width`` pixels wide at most."""
    try:
        return small_jpeg(data, width)
    except (OSError, ValueError):
        return None


def first_page(data: bytes, width: int) -> bytes | None:
    """The first page of a PDF, ``width`` pixels wide."""
    try:
        with pikepdf.open(BytesIO(data)) as document:
            page = document.pages[0]
            left, bottom, right, top = (float(one) for one in page.trimbox)
            whole = [float(one) for one in page.mediabox]
        wide, tall = right - left, top - bottom
        inside = whole[0] <= left < right <= whole[2] and whole[1] <= bottom < top <= whole[3]
        if not inside or wide < _NARROWEST or tall > _TALLEST * wide or whole[3] - whole[1] > _TALLEST * wide:
            return None
        return page_picture(data, 0, width)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, NotFound, IndexError, ValueError, TypeError, KeyError):
        return None
