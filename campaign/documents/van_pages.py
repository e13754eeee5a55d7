"""Parts of a paper shared out over its pages: none is cut, none is lost; lengths in points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Something ``height`` high; ``draw`` takes its top.

    ``follows`` is how many parts before it go with it to a new page, so that a signature never stands alone. One
    ``at_foot`` is the last: it stands at the very bottom of its page.
    """

    height: float
    draw: Callable[[float], None]
    follows: int = 0
    at_foot: bool = False


def shared_out(parts: Sequence[Part], first: float, others: float, foot: float) -> list[list[Part]]:
    """The parts of each page, in order; at least one page.

    ``first`` and ``others`` are the heights down to the edge of the paper, of which ``foot`` stays free, but under a
    part at the foot.
    """
    pages: list[list[Part]] = [[]]
    room = first
    for part in parts:
        used = sum(one.height for one in pages[-1])
        fresh = not pages[-1] and (len(pages) > 1 or part.height > others - foot)  # nowhere else to put it
        if not fresh and used + part.height > room - (0 if part.at_foot else foot) + 0.01:
            pages.append(_taken_along(pages[-1], part, others - (0 if part.at_foot else foot)))
            room = others
        pages[-1].append(part)
    return pages


def _taken_along(page: list[Part], part: Part, room: float) -> list[Part]:
    """The last parts of a page that go on with ``part``, as long as the page keeps one and the next one holds them."""
    along: list[Part] = []
    wanted = part.follows
    while wanted and len(page) > 1 and part.height + sum(one.height for one in along) + page[-1].height <= room:
        along.insert(0, page.pop())
        wanted = max(wanted - 1, along[0].follows)
    return along


class Flow:
    """Draws parts one by one, in the order they were shared out, turning the pages between them."""

    def __init__(self, pages: Sequence[Sequence[Part]], top: float, turned: Callable[[int], float]) -> None:
        """``top`` is that of the first page; ``turned`` opens the page of that rank (from 1) and gives its top."""
        self._left = [(rank, part) for rank, page in enumerate(pages) for part in page]
        self._page, self._top, self._turned = 0, top, turned

    def draw(self, count: int) -> None:
        """The next ``count`` parts."""
        for rank, part in self._left[:count]:
            if rank != self._page:
                self._page, self._top = rank, self._turned(rank)
            part.draw(part.height if part.at_foot else self._top)
            self._top -= part.height
        del self._left[:count]
