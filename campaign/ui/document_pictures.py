"""Documents as pictures on the screens: drawn once for the same content, whoever looks."""

import io

import streamlit as st
from PIL import Image

from campaign.documents.preview import page_picture

KEPT = 300  # pictures in memory, all tabs together
THUMBNAIL, LARGE = 360, 900  # px


@st.cache_data(max_entries=KEPT, show_spinner=False)
def picture(data: bytes, extension: str, page: int, width: int) -> bytes:
    """A page (from 0) of a PDF, or a picture, as a PNG at most ``width`` pixels wide."""
    if extension == "pdf":
        return page_picture(data, page, width)
    with Image.open(io.BytesIO(data)) as found:
        found.thumbnail((width, width))
        out = io.BytesIO()
        found.save(out, "PNG")
    return out.getvalue()
