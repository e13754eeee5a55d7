"""Which page of the directory holds what: chapters, then useful pages, a multiple of four in all (brand.md).

Nothing is drawn here; how large a page's shops can be set is asked of whoever draws them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from campaign.documents.content import Shop
from campaign.documents.directory_entry import LARGEST, LEAST
from campaign.documents.map_drawing import EMPTY, colours_of

SHEET = 4  # pages of a folded sheet, stapled in the fold
FEW = 4  # below, a territory may share its page
_FIXED = 4  # cover, how it works, map, back
_SHOPS_A_PAGE = 3  # so that 8 shops make 8 pages, 20 make 12 and 60 make 24
_INDEXED_FROM = 20  # shops: below, a list by town saves no one any time
_MOST_NOTES = 2
_EASY = 4  # shops a page: fewer make a booklet of pictures


@dataclass(frozen=True, slots=True)
class Part:
    """Shops of a territory on one page; ``colour`` is « #RRGGBB », ``continued`` from the page before."""

    name: str
    colour: str
    shops: tuple[Shop, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """``chapters`` are pages of one or two parts; the others are there or not."""

    chapters: tuple[tuple[Part, ...], ...]
    giving: bool
    index: bool
    notes: int
    quilts: int

    @property
    def total(self) -> int:
        return _FIXED + len(self.chapters) + self.giving + self.index + self.notes + self.quilts

    @property
    def first_chapter(self) -> int:
        """The number of its page: after the cover, how it works, how to give when there is room, and the map."""
        return 4 + self.giving

    def page_of(self, territory: str) -> int:
        """Where its chapter begins."""
        found = next(i for i, page in enumerate(self.chapters) if any(part.name == territory for part in page))
        return self.first_chapter + found


# The largest body factor at which the parts of a page hold, 0 when none does.
Measure = Callable[[tuple[Part, ...]], float]


def planned(shops: Sequence[Shop], whole: str, measure: Measure) -> Plan:
    """The booklet for those shops; ``whole`` names the chapter of those without a territory."""
    runs = [[(part,) for part in _runs(one, measure)] for one in chapters_of(shops, whole)]
    total = _rounded(_FIXED + -(-len(shops) // _SHOPS_A_PAGE))
    while True:
        pages = _sharing(runs, total - _FIXED, measure)
        if len(pages) <= total - _FIXED:
            break
        total += SHEET
    # How to give and the list by town serve readers better than a page for a single shop.
    useful = 1 + (len(shops) >= _INDEXED_FROM)
    pages = _sharing([pages], total - _FIXED - useful, measure, least=1.0)
    spare = total - _FIXED - len(pages)
    giving = spare > 0
    index = spare - giving > 0 and len(shops) >= _INDEXED_FROM
    pages, spare = _airier(pages, spare - giving - index, measure)
    notes = min(spare, _MOST_NOTES)
    return Plan(tuple(pages), giving, index, notes, spare - notes)


def _rounded(pages: int) -> int:
    return -(-pages // SHEET) * SHEET


def chapters_of(shops: Sequence[Shop], whole: str) -> list[Part]:
    """Each territory with all its shops, in the order of their numbers; ``whole`` names those without one."""
    colours = colours_of(shops)
    ordered = sorted(shops, key=lambda shop: shop.number)
    # Numbers run by territory; were they not to, a territory still has one chapter.
    rank = {name: index for index, name in enumerate(colours)}
    ordered.sort(key=lambda shop: rank[shop.territory])
    return [
        Part(name or whole, colours.get(name, EMPTY), tuple(group))
        for name, group in groupby(ordered, key=lambda shop: shop.territory)
    ]


def _runs(chapter: Part, measure: Measure) -> list[Part]:
    """The chapter on as few pages as hold."""
    for count in range(1, len(chapter.shops) + 1):
        parts = _cut(chapter, count)
        if all(measure((part,)) for part in parts):
            return parts
    return _cut(chapter, len(chapter.shops))


def _cut(chapter: Part, count: int) -> list[Part]:
    """Over ``count`` pages, the first a little lighter: its heading is higher."""
    number = len(chapter.shops)
    shares = [0.8, *[1.0] * (count - 1)]
    ends = [round(number * sum(shares[: index + 1]) / sum(shares)) for index in range(count)]
    ends = [max(index + 1, min(end, number - count + index + 1)) for index, end in enumerate(ends)]
    starts = [0, *ends]
    return [
        replace(chapter, shops=chapter.shops[start:end], continued=index > 0)
        for index, (start, end) in enumerate(zip(starts, ends, strict=False))
    ]


def _sharing(
    runs: list[list[tuple[Part, ...]]], room: int, measure: Measure, least: float = 0.0
) -> list[tuple[Part, ...]]:
    """Neighbours of few shops put on one page, the smallest pairs first, until the room is enough.

    Their text is never set under the factor ``least``.
    """
    pages = [page for run in runs for page in run]
    while len(pages) > room:
        pairs = [
            (sum(len(part.shops) for part in (*one, *other)), index)
            for index, (one, other) in enumerate(pairwise(pages))
            if _is_small(one) and _is_small(other) and measure((*one, *other)) >= max(least, LEAST)
        ]
        if not pairs:
            break
        _, index = min(pairs)
        pages[index : index + 2] = [(*pages[index], *pages[index + 1])]
    return pages


def _is_small(page: tuple[Part, ...]) -> bool:
    return len(page) == 1 and len(page[0].shops) < FEW and not page[0].continued


def _airier(pages: list[tuple[Part, ...]], spare: int, measure: Measure) -> tuple[list[tuple[Part, ...]], int]:
    """Pages left over go to the territories set smallest, then to the most crowded, down to four shops a page."""
    while spare:
        alone: dict[str, list[tuple[Part, ...]]] = {}
        for page in pages:
            if len(page) == 1:
                alone.setdefault(page[0].name, []).append(page)
        wishes = []
        for name, mine in alone.items():
            crowd = sum(len(page[0].shops) for page in mine) / len(mine)
            factor = min(measure(page) for page in mine)
            if crowd > 1 and (factor < LARGEST or crowd > _EASY):
                wishes.append((factor, -crowd, name))
        if not wishes:
            break
        name = min(wishes)[2]
        first, count = pages.index(alone[name][0]), len(alone[name])
        chapter = replace(alone[name][0][0], shops=tuple(shop for page in alone[name] for shop in page[0].shops))
        pages[first : first + count] = [(part,) for part in _cut(chapter, count + 1)]
        spare -= 1
    return pages, spare
