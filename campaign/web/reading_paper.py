"""A paper to read as a plain page: its blocks ready for ``reading_paper.html``, with where each drawing stands.

Places are in % of a drawing's width, from 0 to 100: attributes of SVG, since our pages allow no inline style.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base import rich_text
from campaign.base.pictures import small_jpeg
from campaign.base.rich_text import Run
from campaign.documents.logos import opened
from campaign.documents.paper_content import Bars, Block, Chapter, Photo, Photos, ReadingPaper, Spans, Steps, Table
from campaign.documents.paper_content import Words as RunningText
from campaign.documents.reading_blocks import told
from campaign.documents.reading_charts import Scale, scale

_SAFE = ("https://", "http://", "mailto:")
_WIDEST = 960  # pixels of a photograph
_TINTS = ("menthe", "rose", "tilleul", "field", "ciel", "peche", "lilas", "paille")
_OBJECTS = ("teapot", "books", "armchair-tomate", "clock", "bike", "cat", "suitcase", "camera", "radio", "vase")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; ``href`` leads to a page or a mailbox, '' nowhere."""

    text: str
    bold: bool
    href: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one line, or a list."""

    lines: tuple[tuple[Piece, ...], ...]
    tag: str  # p, ul or ol


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of a chart: its words, then what is drawn; None where nothing is."""

    label: str
    said: tuple[str, ...]
    known: tuple[bool, ...]
    start: float | None = None
    end: float | None = None
    dot: float | None = None
    square: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as the table it is; ``mark`` is the place of the median."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Drawn, ...]
    note: str
    kind: str  # spans, bars or steps
    mark: float | None = None
    mark_said: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A photograph that opens; ``source`` is the picture itself, for our pages allow data."""

    source: str
    photo: Photo
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A block under the name its macro knows it by."""

    kind: str
    block: object


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter with its colour and the object that stands on it."""

    code: str
    title: str
    tint: str
    picture: str
    blocks: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole paper."""

    kind: str
    title: str
    under: str
    parts: tuple[Part, ...]
    closing: str
    summary: bool


def reading(content: ReadingPaper) -> Reading:
    """The same content as the printed paper, for ``{% from "reading_paper.html" import paper %}``."""
    parts = tuple(_part(rank, one) for rank, one in enumerate(told(content)))
    return Reading(content.kind, content.title, content.under, parts, content.closing, content.summary)


def _part(rank: int, chapter: Chapter) -> Part:
    tint, picture = _TINTS[rank % len(_TINTS)], _OBJECTS[rank % len(_OBJECTS)]
    return Part(f"partie-{rank + 1}", chapter.title, tint, picture, tuple(_shown(one) for one in chapter.blocks))


def _shown(block: Block) -> Shown:
    match block:
        case RunningText():
            return Shown("words", tuple(_passage(one) for one in block.text))
        case Spans():
            return Shown("chart", _spans(block))
        case Bars():
            return Shown("chart", _bars(block))
        case Steps():
            return Shown("chart", _steps(block))
        case Photos():
            return Shown("photos", tuple(seen for one in block.photos if (seen := _seen(one))))
        case Table():
            return Shown("table", block)
    return Shown(type(block).__name__.lower(), block)


def _passage(one: rich_text.Paragraph | rich_text.Bullets) -> Passage:
    if isinstance(one, rich_text.Paragraph):
        return Passage((_pieces(one.line),), "p")
    return Passage(tuple(_pieces(line) for line in one.lines), "ol" if one.ordered else "ul")


def _pieces(line: Sequence[Run]) -> tuple[Piece, ...]:
    return tuple(Piece(run.text, run.bold, run.href if run.href.lower().startswith(_SAFE) else "") for run in line)


def _spans(block: Spans) -> Chart:
    ends = [end for one in block.rows for end in (one.low, one.high) if end is not None]
    axis = scale([*ends, *([block.mark] if block.mark is not None else [])], 0.0, 100.0)
    rows = []
    for one in block.rows:
        places = [axis.at(end) for end in (one.low, one.high) if end is not None]
        start, end = (min(places), max(places)) if places else (None, None)
        middle = None if start is None else (start + end) / 2
        bar = (_kept(start), _kept(end)) if one.low != one.high else (None, None)
        rows.append(Drawn(one.label, (one.said,), (bool(places),), *bar, dot=_kept(middle)))
    mark = _kept(None if block.mark is None else axis.at(block.mark))
    return Chart(block.title, (block.of,), tuple(rows), block.note, "spans", mark, block.mark_said)


def _bars(block: Bars) -> Chart:
    axis = scale([one.value for one in block.rows], 0.0, 100.0)
    rows = [Drawn(one.label, (one.said,), (True,), 0.0, _kept(axis.at(one.value))) for one in block.rows]
    return Chart(block.title, (block.of,), tuple(rows), block.note, "bars")


def _steps(block: Steps) -> Chart:
    """Each row on its own scale, from zero."""
    rows = []
    for one in block.rows:
        values = (one.before, one.after)
        axis = Scale(0.0, 100.0, max([0.0, *(value for value in values if value is not None)]) or 1.0, 1.0)
        before, after = (_kept(None if value is None else axis.at(value)) for value in values)
        line = (None, None) if None in values else (min(before, after), max(before, after))
        known = tuple(value is not None for value in values)
        rows.append(Drawn(one.label, (one.said_before, one.said_after), known, *line, dot=after, square=before))
    return Chart(block.title, (block.before, block.after), tuple(rows), block.note, "steps")


def _kept(place: float | None) -> float | None:
    return None if place is None else round(place, 2)


def _seen(one: Photo) -> Seen | None:
    """None when the picture is damaged."""
    found = opened(one.picture)
    if found is None:
        return None
    wide = min(_WIDEST, found.width)
    high = max(1, round(found.height * wide / found.width))
    data = base64.b64encode(small_jpeg(one.picture, _WIDEST)).decode("ascii")
    return Seen(f"data:image/jpeg;base64,{data}", one, wide, high)
