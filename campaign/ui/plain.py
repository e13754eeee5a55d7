"""Typed text shown as text. Streamlit's markdown runs links, images, colours and icons even without HTML."""

import re

# Every sign that starts something in Streamlit's markdown: emphasis, links, images, code, HTML, tables, headings,
# « :red[…] », « :material/…: », LaTeX, and list or numbering marks at the beginning of a line.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&=^])")


def plain(value: object) -> str:
    """A value to put inside a markdown text: nothing in it is interpreted, and it stays on one line.

    ``***`` or ``![](//x)`` come out as they were typed. Addresses are not turned into links: their dots and colons
    are escaped too.
    """
    text = " ".join(str(value).split("\n"))
    return _SIGNS.sub(r"\\\1", text)
