"""The tables of slips, a row a line of the slip: what was planned, boxes for what was really left or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents.letters import ink, set_text
from campaign.documents.slip_content import ReturnLine, SlipLine
from campaign.documents.van_frame import INSIDE, MARGIN, VanSheet, head
from campaign.documents.van_pages import Part

_NAME, _REFERENCE, _COUNT = 10.0, 8.4, 14.0
_NAMED = MARGIN + 11.5 * mm  # where names begin, after the box to tick
_PAD = 1.1 * mm
ROWS = (12.5 * mm, 11.2 * mm, 10.2 * mm)  # least heights of a row, the first that spares a page


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, in points from the left; ``boxes`` are (label, middle, width)."""

    name: float
    planned: float
    boxes: tuple[tuple[str, float, float], ...]
    notes: tuple[float, float]

    def drawn(self, sheet: VanSheet, top: float, *, again: bool = False) -> float:
        """Their heads; the bottom."""
        named = (("Matériel", _NAMED, "left"), ("Prévu", self.planned, "centre"))
        boxes = tuple((label, middle, "centre") for label, middle, _ in self.boxes)
        return head(sheet, top, (*named, *boxes, ("Observations", self.notes[0], "left")), again=again)


DELIVERY = Columns(
    name=82.5 * mm, planned=MARGIN + 102 * mm, boxes=(("Remis", MARGIN + 120.5 * mm, 14.4 * mm),),
    notes=(MARGIN + 131.5 * mm, 46 * mm),
)  # fmt: skip
RETURN = Columns(
    name=61 * mm, planned=MARGIN + 80 * mm,
    boxes=tuple((label, MARGIN + at * mm, 13 * mm) for label, at in (("Rendu", 97), ("Abîmé", 114), ("Manque", 131))),
    notes=(MARGIN + 142.5 * mm, 35 * mm),
)  # fmt: skip


def rows(
    sheet: VanSheet, lines: Sequence[SlipLine | ReturnLine], columns: Columns, about: str, least: float
) -> list[Part]:
    """A part a line, ``least`` points high or more; a long name takes the lines it needs."""
    return [_row(sheet, line, columns, about, least, rank) for rank, line in enumerate(lines)]


def _row(sheet: VanSheet, line: SlipLine | ReturnLine, columns: Columns, about: str, least: float, rank: int) -> Part:
    count = line.planned if isinstance(line, SlipLine) else line.quantity
    name = sheet.wrapped(line.name, fonts.LEAD, _NAME, columns.name, about)
    reference = sheet.wrapped(line.reference, fonts.TEXT, _REFERENCE, columns.name, about)
    texts = name.height + (reference.height if line.reference.strip() else 0)
    high = max(least, texts + 2 * _PAD)

    def draw(top: float) -> None:
        middle = top - high / 2
        with sheet.artifact():
            sheet.striped(MARGIN, top, INSIDE, high, rank)
            sheet.tick(MARGIN + 2.5 * mm, middle)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                y = sheet.lines(_NAMED, middle + texts / 2, name, "prune", rise=0.86, after=" ")
                if line.reference.strip():
                    sheet.lines(_NAMED, y, reference, "encre60", rise=0.86)
            with sheet.tag("TD"):
                text, font = set_text(str(count), fonts.TITLE, sheet.notices, about, "")
                low, up = ink(text, font)
                sheet.text(columns.planned, middle - (low + up) / 2 * _COUNT, text, font, _COUNT, "prune", "centre")
            for _, at, wide in columns.boxes:
                with sheet.tag("TD", spoken="à remplir"):
                    sheet.box(at - wide / 2, middle + 3.8 * mm, wide, 7.6 * mm, 1.1, 1.5 * mm)
            with sheet.tag("TD", spoken="à remplir"):
                sheet.dots(columns.notes[0], top - high + 2.6 * mm, columns.notes[1])

    return Part(high, draw)
