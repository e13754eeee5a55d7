"""Texts of the press kit as the editor shows them: values of the registry are marked, lines left out are said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.base.french import typographic
from campaign.base.rich_text import Line, Paragraph, Run, read
from campaign.base.variables import filled, names_in
from campaign.press.model import AudienceBlock

_VARIABLE = re.compile(r"(\{\{\s*\w+\s*\}\})")
_OPEN, _CLOSE = "\ue000", "\ue001"  # around a value; typed texts never hold them (base.text.clean)
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line; ``value`` when the registry says them."""

    text: str
    bold: bool = False
    link: bool = False
    value: bool = False


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line, or the one that will be left out because nobody told ``unknown``."""

    spans: tuple[Span, ...]
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph (``listed`` False) or a list."""

    lines: tuple[LineShown, ...]
    listed: bool
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class BlockRead:
    """A block as it will be read, under its title."""

    code: str
    title: str
    parts: tuple[Part, ...]


def as_read(blocks: Sequence[AudienceBlock], typed: Mapping[str, str], values: Mapping[str, str]) -> list[BlockRead]:
    """The blocks that say something, filled; what is typed stands for what is kept."""
    found = []
    for one in blocks:
        parts = parts_of(typed.get(one.block.code, one.text), values)
        if parts:
            found.append(BlockRead(one.block.code, one.block.title, parts))
    return found


def parts_of(text: str, values: Mapping[str, str]) -> tuple[Part, ...]:
    """A text filled for an audience; without any value, its variables stay to be read."""
    found = []
    for part in read(text):
        if isinstance(part, Paragraph):
            found.append(Part((_line(part.line, values),), listed=False))
        else:
            found.append(Part(tuple(_line(one, values) for one in part.lines), listed=True, ordered=part.ordered))
    return tuple(found)


def raw_spans(text: str) -> list[Span]:
    """A text as it was typed, its variables apart."""
    return [Span(one, value=one.startswith("{{")) for one in _VARIABLE.split(text) if one]


def _line(line: Line, values: Mapping[str, str]) -> LineShown:
    names = [name for run in line for name in names_in(run.text)]
    unknown = next((name for name in names if not values.get(name)), "") if values else ""
    if unknown or not values:
        spans = [Span(one.text, run.bold, bool(run.href), one.value) for run in line for one in raw_spans(run.text)]
        return LineShown(tuple(spans), unknown)
    marked = {name: f"{_OPEN}{value}{_CLOSE}" for name, value in values.items()}
    return LineShown(tuple(span for run in line for span in _spans(run, marked)))


def _spans(run: Run, marked: Mapping[str, str]) -> list[Span]:
    said = typographic(filled(run.text, marked))
    pieces = _MARKED.split(said)
    return [Span(piece, run.bold, bool(run.href), value=index % 2 == 1) for index, piece in enumerate(pieces) if piece]
