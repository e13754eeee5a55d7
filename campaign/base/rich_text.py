"""Texts with bold, lists and links, and nothing else: typed with the usual signs (**bold**, « - », [words](https://…)).

markdown-it reads them (CommonMark, its « zero » preset with three rules): any other sign is text as it was typed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("zero").enable(["emphasis", "list", "link", "newline"])
_SAFE = re.compile(r"(?:https?://|mailto:)\S+", re.I)
# What Word and the like put before the lines of a list when it is pasted.
_PASTED_BULLET = re.compile(
    r"^[ \t\u00a0]*(?:[•·▪◦●■□✓➢§\uf0a7\uf0b7\uf0d8\uf0fc]|[–—-](?=\t)|o(?=\t))[ \t\u00a0]*", re.M
)
# There each line is a paragraph: what follows a list is not its last item.
_LINE_END = re.compile(r"\n(?!- )")
_UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_BLANK_LINES = re.compile(r"\n[ \t\u00a0]*\n\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: ``bold`` or not, ``href`` when it leads to a page or a mailbox."""

    text: str
    bold: bool = False
    href: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break typed inside it is a space."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; numbered ones are ``ordered``."""

    lines: tuple[Line, ...]
    ordered: bool = False


RichText = tuple[Paragraph | Bullets, ...]


def read(text: str) -> RichText:
    """The paragraphs and lists of a typed text; a link that is neither a page nor a mailbox keeps its words only."""
    found: list[Paragraph | Bullets] = []
    items: list[Line] | None = None
    ordered, depth = False, 0
    for token in _READER.parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                if depth == 0:
                    items, ordered = [], token.type.startswith("ordered")
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                if depth == 0 and items:
                    found.append(Bullets(tuple(items), ordered))
                    items = None
            case "inline":
                line = _line(token.children or [])
                if line and items is not None:
                    items.append(line)
                elif line:
                    found.append(Paragraph(line))
    return tuple(found)


def filled(text: RichText, fill: Callable[[str], str]) -> RichText:
    """Each piece through ``fill``: a value with signs in it stays text, it is never read again."""

    def line(runs: Line) -> Line:
        return tuple(replace(run, text=fill(run.text), href=fill(run.href) if run.href else "") for run in runs)

    return tuple(
        Paragraph(line(one.line)) if isinstance(one, Paragraph) else replace(one, lines=tuple(map(line, one.lines)))
        for one in text
    )


def lines_of(text: RichText) -> Iterator[Line]:
    """Every line, of paragraphs and lists, in order."""
    for one in text:
        yield from (one.line,) if isinstance(one, Paragraph) else one.lines


def plain(text: RichText) -> str:
    """The words alone, one line a paragraph or an item."""
    return "\n".join("".join(run.text for run in line) for line in lines_of(text))


def signs(text: RichText) -> int:
    """How many signs a journalist counts: letters, punctuation and spaces, no line end."""
    return len(plain(text).replace("\n", ""))


def pasted(text: str) -> str:
    """A text as it comes from Word or a page: its bullets become lists, invisible signs go, blank lines are single."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))
    text, bullets = _PASTED_BULLET.subn("- ", text)
    if bullets:
        text = _LINE_END.sub("\n\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def _line(children: Sequence[Token]) -> Line:
    runs: list[Run] = []
    bold, href = 0, ""
    for token in children:
        match token.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open" | "em_close":
                _add(runs, token.markup, bool(bold), href)  # not one of our three: the sign that was typed
            case "link_open":
                asked = str(token.attrs.get("href", ""))
                href = asked if _SAFE.fullmatch(asked) or asked.startswith(("{{", "%7B%7B")) else ""
            case "link_close":
                href = ""
            case "softbreak" | "hardbreak":
                _add(runs, " ", bool(bold), href)
            case _:
                _add(runs, token.content, bool(bold), href)
    return tuple(runs)


def _add(runs: list[Run], text: str, bold: bool, href: str) -> None:
    if not text:
        return
    if runs and (runs[-1].bold, runs[-1].href) == (bold, href):
        runs[-1] = replace(runs[-1], text=runs[-1].text + text)
    else:
        runs.append(Run(text, bold, href))
