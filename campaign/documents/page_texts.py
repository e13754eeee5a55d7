"""The words of each page of a PDF, as somebody reads them."""

import pypdfium2

from campaign.documents.preview import PDFIUM


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """One text a page, in order; nothing of what stands outside the trimmed page."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(page.get_textpage().get_text_bounded(*page.get_trimbox()) for page in document)
        finally:
            document.close()
