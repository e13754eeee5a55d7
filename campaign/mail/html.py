"""The HTML side of a message, in the house style: dark text, one column, one button, nothing fetched from anywhere.

Mail programs ignore style sheets and fonts from afar: styles are on each element, and titles fall back on Georgia.
Colours are those of the campaign's charter; text stands at 9:1 or more on its ground, the button's at 5:1.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

BRAND = ("Les bons jours", "de l’occasion")
_PRUNE, _CREAM, _MUSTARD, _TOMATO, _WHITE, _TEAL = "#34142E", "#FFF3DC", "#FFBE2E", "#CE3418", "#FFFFFF", "#00474B"
_TEXT_FONT = "Figtree, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
_TITLE_FONT = "Caprasimo, Georgia, 'Times New Roman', serif"
# What ends an address in a sentence is not part of it.
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]’']")
_WORDS_THEN_ADDRESS = re.compile(r"\s*(\S.*?)\s*:\s*(https?://[^\s<>\"]+)\s*")
_SAFE_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; its line breaks stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one text each."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to do: a verb, and a web address."""

    label: str
    address: str


Block = Paragraph | Items | Button


def blocks(text: str, button: str = "", label: str = "") -> list[Block]:
    """The blocks of a plain text: paragraphs part at an empty line, lines that start with « - » are a list, and a line
    that holds only the address ``button`` becomes the button. Nothing else is markup."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines: list[str] = []
        for line in [*part.splitlines(), None]:
            kind = _kind(line, button)
            if lines and (line is None or kind != _kind(lines[0], button) or kind is Button):
                found.append(_block(lines, button, label))
                lines = []
            if line is not None:
                lines.append(line)
    return found


def _kind(line: str | None, button: str) -> type[Block]:
    if button and line is not None and line.strip() == button:
        return Button
    return Items if line is not None and line.startswith("- ") else Paragraph


def _block(lines: list[str], button: str, label: str) -> Block:
    kind = _kind(lines[0], button)
    if kind is Button:
        return Button(label or button, button)
    if kind is Items:
        return Items(tuple(line[2:].strip() for line in lines))
    return Paragraph("\n".join(lines))


def page(subject: str, content: Sequence[Block], signature: str = "", footer: str = "") -> str:
    """The whole HTML of a message. Every text is escaped; only http(s) addresses become links.

    ``signature`` and ``footer`` are plain texts; the footer is smaller, on the dark ground, and a line of it that ends
    with an address (« Vos droits : https://… ») is a link in its own words.
    """
    inside = "\n".join(_shown(block) for block in content)
    signed = ""
    if signature.strip():
        signed = f'<p style="margin:24px 0 0;font-weight:700;font-family:{_TEXT_FONT}">{_linked(signature)}</p>'
    foot = ""
    if footer.strip():
        style = f"margin:0 0 8px;font-size:14px;line-height:1.5;color:{_CREAM}"
        parts = [part for part in re.split(r"\n\s*\n", footer.strip()) if part]
        said = "".join(f'<p style="{style};font-family:{_TEXT_FONT}">{_worded(part)}</p>' for part in parts)
        foot = f'<div style="background:{_PRUNE};padding:16px 24px 12px;border-radius:0 0 12px 12px">{said}</div>'
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light only">
<meta name="supported-color-schemes" content="light only">
<title>{escape(subject)}</title>
</head>
<body style="margin:0;padding:0;background:{_CREAM};color:{_PRUNE}">
<div role="main" aria-label="{escape(subject)}" style="max-width:600px;margin:0 auto;padding:16px 12px">
<h1 style="margin:0;background:{_MUSTARD};padding:20px 24px 16px;border-radius:12px 12px 0 0;{_BRAND_STYLE}">\
{BRAND[0]}<br><span style="padding-left:28px">{BRAND[1]}</span></h1>
<div style="background:{_WHITE};padding:24px 24px 28px;{_BODY_STYLE}">
{inside}
{signed}
</div>
{foot}
</div>
</body>
</html>
"""


_BRAND_STYLE = f"color:{_PRUNE};font-family:{_TITLE_FONT};font-size:24px;font-weight:400;line-height:1.05"
_BODY_STYLE = (
    f"color:{_PRUNE};font-family:{_TEXT_FONT};font-size:17px;line-height:1.5;overflow-wrap:break-word;"
    "word-break:break-word"
)
_BUTTON_STYLE = (
    f"display:inline-block;background:{_TOMATO};color:{_WHITE};font-weight:700;text-decoration:none;"
    "padding:14px 24px;border-radius:99px;text-align:center"
)


def _shown(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f'<p style="margin:0 0 16px">{_linked(text)}</p>'
        case Items(texts):
            rows = "".join(f'<li style="margin:0 0 6px">{_linked(text)}</li>' for text in texts)
            return f'<ul style="margin:0 0 16px;padding-left:24px">{rows}</ul>'
        case Button(label, address):
            if not _SAFE_ADDRESS.fullmatch(address):
                raise ValueError("a button leads to a web address")
            link = f'<a href="{escape(address)}" style="{_BUTTON_STYLE}">{escape(label)}</a>'
            # The address in full: some programs make buttons dead, and people like to see where they go.
            below = f'<a href="{escape(address)}" style="color:{_TEAL}">{escape(address)}</a>'
            return (
                f'<p style="margin:24px 0 8px">{link}</p>\n'
                f'<p style="margin:0 0 24px;font-size:14px">Si le bouton ne répond pas&nbsp;: {below}</p>'
            )


def _worded(text: str) -> str:
    """Lines of the footer; the long address of « words : address » hides behind its words, the text part shows it."""
    shown = []
    for line in text.splitlines():
        if found := _WORDS_THEN_ADDRESS.fullmatch(line):
            link = f'<a href="{escape(found[2])}" style="color:{_CREAM};font-weight:700">{escape(found[1])}</a>'
            shown.append(link)
        else:
            shown.append(_linked(line, _CREAM))
    return "<br>\n".join(shown)


def _linked(text: str, colour: str = _TEAL) -> str:
    """Escaped, line breaks kept, web addresses made links."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = escape(found[0])
        pieces += [escape(text[end : found.start()]), f'<a href="{address}" style="color:{colour}">{address}</a>']
        end = found.end()
    pieces.append(escape(text[end:]))
    return "".join(pieces).strip().replace("\n", "<br>\n")
