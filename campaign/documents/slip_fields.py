"""What a slip says above its table and under it: number, round, place, who delivers; the boxes to sign in."""

from dataclasses import dataclass

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents.fitting import Set
from campaign.documents.slip_content import DeliverySlip, ReturnSlip
from campaign.documents.van_frame import HEIGHT, INSIDE, MARGIN, VanSheet, whole
from campaign.documents.van_pages import Part

TOP = HEIGHT - 45 * mm  # of the columns
_LABEL, _VALUE, _TEXT = 8.4, 10.6, 9.2
_NUMBER = 13.5
_WIDTHS = (41 * mm, 42 * mm, 58 * mm, 33 * mm)  # number, round, place, who delivers
_GAP = 2 * mm
_APART = 0.6 * mm
SIGNATURE = 33 * mm


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns and the access note, measured; ``height`` is what they take under the band."""

    columns: tuple[tuple[Set, ...], ...]
    access: Set | None
    height: float

    def draw(self, sheet: VanSheet, page: str) -> None:
        """``page`` is « page 1 sur 2 », under the number."""
        x, low = MARGIN, TOP
        for rank, texts in enumerate(self.columns):
            y = _column(sheet, texts, x)
            if rank == 0 and page:
                with sheet.tag("P"):
                    sheet.text(x, y - 1 * mm - 0.8 * _TEXT, page, fonts.TEXT, _TEXT, "prune")
            x, low = x + _WIDTHS[rank] + _GAP, min(low, y)
        if self.access:
            _access(sheet, self.access, TOP - self.height + 4 * mm + _access_height(self.access))


def fields(sheet: VanSheet, slip: DeliverySlip | ReturnSlip, by: str) -> Fields:
    """Four columns, then how to get in; ``by`` is « Livré par » or « Repris par »."""
    place = slip.place
    called = ", ".join(part for part in (place.contact, whole(place.phone)) if part.strip())
    said = (
        ("N° du bon", slip.number, (slip.version,)),
        ("Tournée", slip.round_name, (slip.when,)),
        (place.label, place.name, (*place.address, called)),
        (by, slip.by, (whole(slip.phone),)),
    )
    columns = []
    for rank, (label, value, others) in enumerate(said):
        wide, big = _WIDTHS[rank], _NUMBER if rank == 0 else _VALUE
        texts = [sheet.wrapped(label, fonts.STRONG, _LABEL, wide, place.name)]
        texts.append(sheet.wrapped(value or "–", fonts.STRONG, big, wide, place.name))
        texts += [sheet.wrapped(one, fonts.TEXT, _TEXT, wide, place.name) for one in others if one.strip()]
        columns.append(tuple(texts))
    high = max(sum(text.height for text in texts) + len(texts) * _APART for texts in columns)
    high = max(high, sum(text.height for text in columns[0]) + 2 * _APART + 1 * mm + _TEXT)  # its page
    access = None
    if place.access_note.strip():
        access = sheet.wrapped(place.access_note, fonts.LABEL, _TEXT, INSIDE - 24 * mm, place.name)
        high += 2.5 * mm + _access_height(access)
    return Fields(tuple(columns), access, high + 4 * mm)


def _column(sheet: VanSheet, texts: tuple[Set, ...], x: float) -> float:
    label, value, *others = texts
    with sheet.tag("P"):
        y = sheet.lines(x, TOP, label, "accent", after=" ")
        y = sheet.lines(x, y - _APART, value, "prune")
    for other in others:
        with sheet.tag("P"):
            y = sheet.lines(x, y - _APART, other, "prune")
    return y


def _access_height(said: Set) -> float:
    return said.height + 3.6 * mm


def _access(sheet: VanSheet, said: Set, top: float) -> None:
    """In a rose field, or between two rules: what makes a driver lose an hour is read first."""
    high = _access_height(said)
    with sheet.artifact():
        sheet.fill("rose")
        sheet.canvas.roundRect(MARGIN, top - high, INSIDE, high, 2 * mm, fill=1, stroke=0)
        if sheet.plain:
            sheet.rule(top, 0.8)
            sheet.rule(top - high, 0.8)
    with sheet.tag("P"):
        label = sheet.wrapped("Accès", fonts.STRONG, _TEXT, 18 * mm)
        sheet.lines(MARGIN + 4 * mm, top - 1.8 * mm, label, "prune", rise=0.86, after=" ")
        sheet.lines(MARGIN + 20 * mm, top - 1.8 * mm, said, "prune", rise=0.86)


def signatures(sheet: VanSheet, sentence: str, boxes: tuple[str, str]) -> Part:
    """The line that sums the slip up, then two boxes to sign in."""
    said = sheet.wrapped(sentence, fonts.LEAD, 9.4, INSIDE)
    above = 5 * mm

    def draw(top: float) -> None:
        with sheet.tag("P"):
            low = sheet.lines(MARGIN, top - above, said, "prune", rise=0.8)
        wide, low = (INSIDE - 6 * mm) / 2, low - 4 * mm
        for rank, label in enumerate(boxes):
            x = MARGIN + rank * (wide + 6 * mm)
            with sheet.artifact():
                sheet.box(x, low, wide, SIGNATURE, 1.3, 2.6 * mm)
            with sheet.tag("P"):
                name = sheet.in_one_line(f"Pour {label}", fonts.LEAD, 10, wide - 8 * mm)
                sheet.lines(x + 4 * mm, low - 3.6 * mm, name, "prune", rise=0.8, after=" ")
                sheet.text(x + 4 * mm, low - 11 * mm, "Nom, date, signature", fonts.TEXT, 8.5, "encre60")

    return Part(above + said.height + 4 * mm + SIGNATURE + 4 * mm, draw, follows=2)


def leftovers(sheet: VanSheet) -> Part:
    """Room to write what comes back that no line awaited: posters, flyers, prizes left."""
    words = sheet.wrapped("Restes repris (affiches, flyers, lots…)", fonts.LEAD, 9.6, INSIDE)
    line = 8.5 * mm

    def draw(top: float) -> None:
        y = top - 4 * mm
        with sheet.tag("P"):
            y = sheet.lines(MARGIN, y, words, "prune", rise=0.8, after=" ")
            sheet.text(MARGIN + words.width + 3 * mm, y + 0.42 * words.size, "ce qui n’est pas dans la liste",
                       fonts.TEXT, 8.5, "encre60")  # fmt: skip
        with sheet.artifact():
            for _ in range(2):
                y -= line
                for x, wide in ((MARGIN, 78 * mm), (MARGIN + INSIDE - 90 * mm, 90 * mm)):
                    sheet.dots(x, y, wide)

    return Part(4 * mm + words.height + 2 * line + 2 * mm, draw, follows=1)
