"""Typed text shown as text. Streamlit's markdown runs links, images, colours and icons even without HTML."""

import re

# Every sign that starts something in Streamlit's markdown: emphasis, links, images, code, HTML, tables, headings,
# « :red[…] », « :material/…: », LaTeX, and list or numbering marks at the beginning of a line.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&=^])")

_WEB = re.compile(r"(?i)\bhttps?:|\bwww(?=\.)")


def plain(value: object) -> str:
    """A value to put inside a markdown text: nothing in it is interpreted, and it stays on one line.

    ``***`` or ``![](//x)`` come out as they were typed. Web addresses would become links even when escaped: an
    invisible word joiner keeps them text. E-mail addresses do become ``mailto:`` links.
    """
    text = _WEB.sub("\\g<0>\u2060", " ".join(str(value).split("\n")))
    return _SIGNS.sub(r"\\\1", text)
