"""The shops told by town or by territory, with their numbers, where a page holds no name of theirs; in points."""

from collections.abc import Sequence
from dataclasses import replace

from campaign.base.french import NBSP, enumerate_in_words, plural
from campaign.base.text import search_key
from campaign.documents import office_text as fonts
from campaign.documents.columns import Block
from campaign.documents.content import Shop
from campaign.documents.fitting import Room, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.list_lines import LEAST, fitted, put
from campaign.documents.sheet import Sheet

_ELSEWHERE = "Le nom, l’adresse et les horaires de chaque boutique\u00a0: scannez le code ci-dessous."


def towns(sheet: Sheet, shops: Sequence[Shop], size: float, room: float) -> list[Block]:
    """« Angers (7) » and the numbers of the map."""
    small = max(LEAST, size * 0.86)
    blocks = []
    for town, numbers in _numbers(shops).items():
        text, font = set_text(_counted(town, len(numbers)), fonts.STRONG, sheet.notices, town, "commune")
        name = fit(text, font, size, LEAST, Room(room, leading=1.22))
        which = fitted(sheet, f"n°{NBSP}{_ranges(numbers)}", fonts.TEXT, small, room, town, "commune")
        blocks.append(Block(name.height + which.height + 0.3 * size, put(sheet, name, which)))
    return blocks


def towns_in_lines(sheet: Sheet, shops: Sequence[Shop], size: float, room: float) -> list[Block]:
    """« Angers (n° 38 à 45), Avrillé (n° 46) », cut between towns or words; a block a line."""
    words = ", ".join(
        f"{town}{NBSP}(n°{NBSP}{_ranges(numbers).replace(' ', NBSP)})" for town, numbers in _numbers(shops).items()
    )
    text, font = set_text(words, fonts.TEXT, sheet.notices, "Liste des boutiques", "communes")
    done = fit(text, font, size, size, Room(room, leading=1.27))
    if not done.held:
        done = fit(text, font, size, LEAST, Room(room, leading=1.27))
    return [Block(size * 1.27, put(sheet, replace(done, lines=(line,)))) for line in done.lines]


def counted_only(sheet: Sheet, shops: Sequence[Shop], size: float, room: float) -> Block:
    """« 38 boutiques, n° 1 à 38 »."""
    said = f"{plural(len(shops), 'boutique')}, n°{NBSP}{_ranges([shop.number for shop in shops])}"
    text, font = set_text(said, fonts.TEXT, sheet.notices, "Liste des boutiques", "numéros")
    done = fit(text, font, size, LEAST, Room(room, leading=1.22))
    return Block(done.height + 0.3 * size, put(sheet, done))


def where_told(sheet: Sheet, size: float, room: float) -> Block:
    """What the page could not hold, and where it is."""
    text, font = set_text(_ELSEWHERE, fonts.LABEL, sheet.notices, "", "")
    done = fit(text, font, size, LEAST, Room(room, leading=1.27))
    return Block(done.height, put(sheet, done))


def town_size(shops: Sequence[Shop], size: float, room: float) -> float:
    """The same for all the towns, none looks lesser: each on one line when 8 points allow it, else by words."""
    names = [_counted(town, len(numbers)) for town, numbers in _numbers(shops).items()] or ["–"]
    alone = room / max(width_of(name, fonts.STRONG) for name in names)
    by_words = room / max(width_of(word, fonts.STRONG) for name in names for word in name.split(" "))
    return max(LEAST, min(size, alone if alone >= 8 else by_words))


def _numbers(shops: Sequence[Shop]) -> dict[str, list[int]]:
    """The numbers of each town, in the alphabetical order of French."""
    found: dict[str, list[int]] = {}
    for shop in sorted(shops, key=lambda shop: (search_key(shop.commune), shop.number)):
        found.setdefault(shop.commune, []).append(shop.number)
    return found


def _counted(town: str, count: int) -> str:
    return f"{town}{NBSP}({count})" if count > 1 else town


def _ranges(numbers: Sequence[int]) -> str:
    """« 4, 7 à 12 et 20 »."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{run[0]} à {run[-1]}" if len(run) > 2 else enumerate_in_words(str(one) for one in run) for run in runs]
    return enumerate_in_words(words)
