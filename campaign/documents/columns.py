"""Blocks of a list shared out over columns of even height; lengths in points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """Something ``height`` high; ``draw`` takes its left and its top. A ``heading`` never ends a column."""

    height: float
    draw: Callable[[float, float], None]
    heading: bool = False


def shared_out(blocks: Sequence[Block], count: int) -> list[list[Block]]:
    """The blocks in order over at most ``count`` columns, the tallest as low as can be; a column begins by its heading.

    A group cut in two has its heading again at the top of the next column.
    """
    low, high = max((block.height for block in blocks), default=0.0), sum(block.height for block in blocks)
    best = _poured(blocks, high + 1)
    while high - low > 0.5:
        middle = (low + high) / 2
        tried = _poured(blocks, middle)
        alone = any(column[-1].heading for column in tried[:-1])
        if len(tried) <= count and tallest(tried) <= middle + 0.01 and not alone:
            best, high = tried, middle
        else:
            low = middle
    return best


def tallest(columns: Sequence[Sequence[Block]]) -> float:
    """The height of the highest column."""
    return max((sum(block.height for block in column) for column in columns), default=0.0)


def _poured(blocks: Sequence[Block], height: float) -> list[list[Block]]:
    """Column after column, each filled up to ``height``."""
    columns: list[list[Block]] = [[]]
    used, group = 0.0, None
    for index, block in enumerate(blocks):
        after = _carried(blocks, index)
        if columns[-1] and used + block.height + after > height:
            columns.append([group] if group and not block.heading else [])
            used = sum(one.height for one in columns[-1])
        columns[-1].append(block)
        used += block.height
        group = block if block.heading else group
    return columns


def _carried(blocks: Sequence[Block], index: int) -> float:
    """What must follow a heading in its column: up to the first block that is none."""
    height = 0.0
    while blocks[index].heading and index + 1 < len(blocks):
        index += 1
        height += blocks[index].height
    return height
