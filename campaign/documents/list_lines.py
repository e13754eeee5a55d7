"""Lines of a printed list: what they shrink to, and how they are put on the page; lengths in points."""

from collections.abc import Callable

from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.sheet import Sheet

LEAST = 7.0  # points (brand.md, « Floors »)


def fitted(sheet: Sheet, text: str, font: str, size: float, room: float, about: str, field: str) -> Set:
    """One line a little smaller rather than a second one; smaller still only for a word longer than the line."""
    ready, used = set_text(text, font, sheet.notices, about, field)
    if width_of(ready, used, size * 0.9) <= room:
        return fit(ready, used, size, max(LEAST, size * 0.9), Room(room, lines=1, leading=1.22))
    return fit(ready, used, size, LEAST, Room(room, leading=1.22))


def put(sheet: Sheet, *texts: Set) -> Callable[[float, float], None]:
    """What draws these texts one under the other, from a left and a top."""

    def draw(x: float, top: float) -> None:
        for text in texts:
            top = sheet.lines(x, top, text, "prune", rise=0.85)

    return draw
