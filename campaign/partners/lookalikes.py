"""The most alike of many sheets, without comparing each to all the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from campaign.partners.likeness import Likeness, Look, likeness

# At the latitudes of France a cell is some 220 m high and 190 to 330 m wide: 150 m never reach beyond a neighbour.
_CELL_LATITUDE, _CELL_LONGITUDE = 0.002, 0.003
# A block of hundreds (a list of one town where every shop is called « Emmaüs ») is not a likeness any more.
_LARGEST_BLOCK = 40


class Lookalikes:
    """Sheets filed under what two copies of one shop share: numbers, door, street, words of the name, neighbourhood."""

    def __init__(self, looks: Iterable[Look] = ()) -> None:
        self._blocks: dict[tuple, list[Look]] = defaultdict(list)
        for one in looks:
            self.add(one)

    def add(self, one: Look) -> None:
        """File a sheet."""
        for key in _keys(one):
            block = self._blocks[key]
            if len(block) < _LARGEST_BLOCK:
                block.append(one)
        if one.latitude is not None:
            block = self._blocks[_cell(one)]
            if len(block) < _LARGEST_BLOCK:
                block.append(one)

    def best(self, one: Look) -> tuple[Look, Likeness] | None:
        """The sheet most alike, the first filed among equals; None when none looks like this one."""
        found: tuple[Look, Likeness] | None = None
        for other, alike in self.alike(one):
            if found is None or alike.score > found[1].score:
                found = other, alike
        return found

    def alike(self, one: Look) -> Iterator[tuple[Look, Likeness]]:
        """Every sheet filed that looks like this one, with why."""
        for other in self._candidates(one):
            if alike := likeness(one, other):
                yield other, alike

    def _candidates(self, one: Look) -> Iterator[Look]:
        seen: set[int] = set()
        for key in (*_keys(one), *_neighbourhood(one)):
            for other in self._blocks.get(key, ()):
                if id(other) not in seen:
                    seen.add(id(other))
                    yield other


def _keys(one: Look) -> Iterator[tuple]:
    town = one.insee_code
    if town:
        if one.siret:
            yield "siret", town, one.siret
        if one.phone:
            yield "phone", town, one.phone
        if one.street:
            longest = max(one.street.split(), key=len)
            yield "door", town, one.number, longest[:4]
            yield "street", town, longest[:4], one.words[0][:3] if one.words else ""
        yield "name", town, "".join(one.words)[:5]
        yield "sorted", town, "".join(sorted(one.words))[:5]
        for word in one.words:
            if len(word) > 2:
                yield "word", town, word


def _cell(one: Look) -> tuple:
    return "cell", int(one.latitude // _CELL_LATITUDE), int(one.longitude // _CELL_LONGITUDE)


def _neighbourhood(one: Look) -> Iterator[tuple]:
    if one.latitude is not None:
        _, row, column = _cell(one)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield "cell", row + north, column + east
