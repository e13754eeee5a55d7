"""What a debrief sheet says, as plain values: the shop, its code, each question asked of it, what is known already."""

from dataclasses import dataclass

from campaign.base.labels import Labelled
from campaign.documents.slip_content import Header


class Shape(Labelled):
    """How a question is filled by hand."""

    FIGURE = "figure", "un nombre ou une fourchette"
    TICKS = "ticks", "des cases à cocher"
    LINES = "lines", "des lignes à écrire"


@dataclass(frozen=True, slots=True)
class SheetGiven:
    """One place to answer: for a day (« mer. 11 »), or for all. What is known is printed, all the rest is left to fill.

    ``low`` alone is a number, with ``high`` a range; ``ticked`` are ranks among the choices, or among the units.
    """

    day: str = ""
    low: str = ""
    high: str = ""
    ticked: frozenset[int] = frozenset()
    text: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """``offered``: the units of a figure (one is only printed, several are ticked) or the choices; ``lines`` to write.

    ``permission`` is what a text's author may allow (« Vous pouvez me citer »), '' when it is not asked.
    """

    label: str
    hint: str
    shape: Shape
    given: tuple[SheetGiven, ...]
    offered: tuple[str, ...] = ()
    lines: int = 0
    permission: str = ""
    permitted: bool = False
    signed: str = ""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One part of a debrief: its title, its hint, its questions in order."""

    title: str
    hint: str
    questions: tuple[SheetQuestion, ...]


@dataclass(frozen=True, slots=True)
class DebriefSheet:
    """The sheet of one place. ``title`` is « Bilan de la boutique », ``code`` what an agent types to find it."""

    title: str
    code: str
    place: str
    address: tuple[str, ...]
    days: str
    parts: tuple[SheetPart, ...]
    body: str
    officer: str = ""
    phone: str = ""
    email: str = ""
    return_address: tuple[str, ...] = ()
    label: str = "Boutique"
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class DebriefSheets:
    """A sheet a place, one file called ``title``."""

    title: str
    header: Header
    sheets: tuple[DebriefSheet, ...]
