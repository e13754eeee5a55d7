"""What a paper to read says (report, experience sheet, page given back to a shop), as plain values.

One content, three ways out: the printed page, the Word file, the accessible page. Every chart is a table of its own
figures: a row says its value in words, the drawing beside it only helps the eye.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from campaign.base.rich_text import RichText
from campaign.documents.colours import Palette


@dataclass(frozen=True, slots=True)
class Words:
    """Running text: paragraphs, lists, bold, links."""

    text: RichText


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: a method, a source, what is left out and why."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a chapter."""

    title: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list, a sentence each."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A figure told large: « 5 200 à 6 400 » over « Visiteurs, deux jours », then « 14 répondants sur 17 ».

    ``weak``: too few answered to lean on it; shown, never by colour alone (``under`` says it).
    """

    label: str
    value: str
    under: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``right``: ranks of the columns of figures, set to the right; ``empty``: said when there is no row."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A row of a chart of ranges: a dot when ``low`` equals ``high``, nothing drawn when both are None (unknown).

    ``said`` is the value in words, always shown: « de 20 à 50 », « ne sait pas », « à confirmer : 4 500 ».
    """

    label: str
    low: float | None
    high: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Spans:
    """Values with their ranges on one scale from zero; ``mark`` is the median, ``mark_said`` « médiane : 140 ».

    ``of`` heads the column of the values: « Visiteurs ».
    """

    title: str
    of: str
    rows: tuple[Span, ...]
    mark: float | None = None
    mark_said: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart of bars; ``said`` is the value in words: « 12 », « 12 sur 14 »."""

    label: str
    value: float
    said: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as bars from zero, all on one scale; ``of`` heads the column of the counts: « Réponses »."""

    title: str
    of: str
    rows: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a chart of two editions; None: not known for that edition."""

    label: str
    before: float | None
    after: float | None
    said_before: str
    said_after: str


@dataclass(frozen=True, slots=True)
class Steps:
    """One edition against another: a square, a line, a dot; each row on its own scale from zero."""

    title: str
    before: str
    after: str
    rows: tuple[Step, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words their author allows to be quoted; ``who`` as it may be printed."""

    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """What people said."""

    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Corner:
    """One of the four of a matrix: « Forces », its points; ``empty`` said when there is none."""

    title: str
    points: tuple[str, ...]
    colour: str
    empty: str = "Rien de noté."


@dataclass(frozen=True, slots=True)
class Matrix:
    """Four corners, two by two."""

    corners: tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture with whom to credit and what it shows for who cannot see it."""

    picture: bytes
    caption: str
    credit: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures two by two."""

    photos: tuple[Photo, ...]


Block = Words | Note | Heading | Points | Cards | Table | Spans | Bars | Steps | Quotes | Matrix | Photos


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part under its title; a chapter without blocks is left out."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ReadingPaper:
    """A whole paper. ``kind``: « Bilan », above the title; ``under``: the days and the body, under it.

    ``summary``: whether a table of contents follows the head (long papers). ``closing``: the line at the end, « Fait le
    14 janvier 2014… ». ``code`` is the kind of the manifest (« bilan », « fiche-experience »).
    """

    code: str
    kind: str
    title: str
    under: str
    chapters: tuple[Chapter, ...]
    closing: str = ""
    summary: bool = False
    palette: Palette = field(default_factory=Palette)
    made_at: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    @property
    def told(self) -> Sequence[Chapter]:
        """The chapters that say something."""
        return [one for one in self.chapters if one.blocks]
