"""Labels to stick on numbered pieces: sheets of 3 × 8 labels of 70 × 37 mm, the usual ones, edge to edge.

Nothing stands within 4.5 mm of a label's edge: printers shift a sheet by a millimetre or two.
"""

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents import qr
from campaign.documents.depot_content import PieceLabel, PieceLabels
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.van_frame import HEIGHT, VanSheet

ACROSS, DOWN = 3, 8
WIDE, HIGH = 70 * mm, 37 * mm
_SAFE = 5 * mm
_CODE = 20 * mm
_TOP = HEIGHT - (HEIGHT - DOWN * HIGH) / 2
_LEADING = 1.14


def draw_piece_labels(sheet: VanSheet, content: PieceLabels) -> None:
    """From the ``first`` free place of the first sheet, row after row."""
    start = min(max(content.first, 1), ACROSS * DOWN) - 1
    with sheet.tag("L"):
        for index, label in enumerate(content.labels, start):
            page, place = divmod(index, ACROSS * DOWN)
            if page and not place:
                sheet.next_page()
            row, column = divmod(place, ACROSS)
            with sheet.tag("LI"), sheet.tag("LBody"):
                _label(sheet, content, label, column * WIDE, _TOP - row * HIGH)


def _label(sheet: VanSheet, content: PieceLabels, label: PieceLabel, left: float, top: float) -> None:
    plate = qr.plate_side(label.url, _CODE)
    quiet = (plate - _CODE) / 2
    x, room = left + _SAFE - quiet + _CODE + 2 * quiet, WIDE - 2 * _SAFE - _CODE - quiet
    about = label.reference
    reference = _fitted(sheet, label.reference, fonts.TITLE, 16, 9, room, about)
    owner = _short(sheet, content.owner, fonts.TEXT, 6.8, room, 3)
    phone = _short(sheet, content.phone, fonts.LEAD, 8.4, room, 1)
    spare = HIGH - 2 * _SAFE - reference.height - owner.height - phone.height - 2.4 * mm
    name = _short(sheet, label.name, fonts.LABEL, 8.6, room, max(1, int(spare / (8.6 * _LEADING))))
    y = sheet.lines(x, top - _SAFE, reference, "prune", rise=0.8, after=" ")
    sheet.lines(x, y - 1 * mm, name, "prune", rise=0.84, after=" ")
    low = top - HIGH + _SAFE + owner.height + phone.height
    sheet.lines(x, sheet.lines(x, low, owner, "prune", rise=0.84, after=" "), phone, "prune", rise=0.84, after=" ")
    middle = top - HIGH / 2 + plate / 2
    sheet.code(label.url, left + _SAFE - quiet + plate, middle, label.reference, _CODE, edge=False)


def _fitted(sheet: VanSheet, value: str, font: str, size: float, floor: float, room: float, about: str) -> Set:
    """As large as two lines allow; cut in its middle when even the smallest is too large."""
    text, used = set_text(value, font, sheet.notices, about, "")
    done = fit(text or "–", used, size, floor, Room(room, lines=2, leading=1.06))
    return done if done.held else _short(sheet, value, used, floor, room, 2)


def _short(sheet: VanSheet, value: str, font: str, size: float, room: float, lines: int) -> Set:
    return sheet.shortened(value, font, size, room, lines) if value.strip() else Set((), font, size, _LEADING)
