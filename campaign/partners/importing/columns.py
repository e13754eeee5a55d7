"""Which column of a table holds what: by its heading, then by what its cells look like. People may change it."""

import re
from collections.abc import Mapping, Sequence

from campaign.partners.importing.headings import Column, heading_column
from campaign.partners.importing.reading import Table

_SAMPLE = 200
_SPACES = re.compile(r"[\s.\-/]")
_PATTERNS: dict[Column, re.Pattern[str]] = {
    Column.EMAIL: re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    Column.WEBSITE: re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    Column.POINT: re.compile(r"\(?\s*-?\d{1,3}\.\d{2,}\s*[,;\s]\s*-?\d{1,3}\.\d{2,}\s*\)?"),
    Column.SIRET: re.compile(r"\d{14}|\d[.,]\d+E\+?13", re.IGNORECASE),
    Column.PHONE: re.compile(r"(?:\+33|0033|0)(?:\(0\))?[1-9]\d{8}"),
    Column.POSTCODE: re.compile(r"(?:0[1-9]|[1-8]\d|9[0-58])\d{3}|97\d{3}"),
    Column.OPENING_HOURS: re.compile(r".*\d{1,2}\s*[h:]\s*(?:\d{2})?\s*(?:-|–|à|a)\s*\d.*", re.IGNORECASE | re.DOTALL),
    Column.ADDRESS_BLOCK: re.compile(r".*[^\W\d_].*\b\d{5}\s+[^\W\d_].*", re.DOTALL),
    Column.ADDRESS: re.compile(
        r"(?:\d+\s*(?:bis|ter|[a-d])?\s*,?\s*)?(?:rue|avenue|av|boulevard|bd|place|pl|chemin|route|rte|impasse|all[ée]e|quai|za|zi|zac"
        r"|cours|square|lieu[- ]dit|rond[- ]point|passage|faubourg|hameau|mail|esplanade)\b.*",
        re.IGNORECASE | re.DOTALL,
    ),
}  # fmt: skip
# Compared without spaces, points and dashes.
_COMPACT = (Column.SIRET, Column.PHONE, Column.POSTCODE)
# Found by their cells even under an unknown heading; the others only when the file has no headings.
_ALWAYS = (Column.EMAIL, Column.WEBSITE, Column.POINT, Column.SIRET, Column.PHONE, Column.OPENING_HOURS)
# Headings that people also put over an e-mail address, a phone number or a website.
_MISLEADING = (Column.ADDRESS, Column.POINT, Column.CONTACT_NAME, Column.WEBSITE, Column.PHONE, Column.EMAIL)
_ENOUGH = 0.6


def guess_columns(table: Table) -> dict[Column, int | None]:
    """Each of our columns -> the index of a column of the table, or None; an index serves once.

    The caller may hand a changed mapping to ``read_row``: nothing else depends on this guess.
    """
    cells = [_sample(table.rows, index) for index in range(len(table.headers))]
    named = [heading_column(header) if table.has_headings else (None, 0) for header in table.headers]
    mapping: dict[Column, int | None] = dict.fromkeys(Column)
    offers = sorted(
        (-score, -min(len(cells[index]), 1), index, column)
        for index, (column, score) in enumerate(named)
        if column is not None
    )
    for _, _, index, named_column in offers:
        column = _corrected(named_column, cells[index])
        if mapping[column] is None:
            mapping[column] = index
    _settle_names(mapping)
    free = [index for index in range(len(table.headers)) if index not in mapping.values() and cells[index]]
    # A heading we know to be something else (« Code INSEE ») is not looked into.
    unknown = [index for index in free if not named[index][1]]
    _by_content(mapping, unknown, cells, _ALWAYS if table.has_headings else tuple(_PATTERNS))
    if not table.has_headings:
        _guess_the_rest(mapping, cells)
    _address_in_one_block(mapping, cells)
    return mapping


def missing_columns(mapping: Mapping[Column, int | None]) -> list[str]:
    """What a list cannot do without, in French: « Colonne “Nom” absente. »"""
    sentences = []
    if mapping.get(Column.NAME) is None:
        sentences.append(f"Colonne “{Column.NAME.label}” absente.")
    where = (Column.COMMUNE, Column.POSTCODE, Column.ADDRESS_BLOCK, Column.ADDRESS, Column.POINT, Column.LATITUDE)
    if all(mapping.get(column) is None for column in where):
        sentences.append(f"Colonne “{Column.COMMUNE.label}” absente.")
    return sentences


def _sample(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    found = []
    for row in rows:
        if value := row[index].strip():
            found.append(value)
            if len(found) == _SAMPLE:
                break
    return found


def _share(column: Column, values: Sequence[str]) -> float:
    """The part of the cells that look like this column, from 0 to 1."""
    if not values:
        return 0.0
    pattern = _PATTERNS[column]
    compact = column in _COMPACT
    return sum(bool(pattern.fullmatch(_SPACES.sub("", value) if compact else value)) for value in values) / len(values)


def _corrected(column: Column, values: Sequence[str]) -> Column:
    """« Adresse » over e-mail addresses, « Coordonnées » over phone numbers, « Contact » over either."""
    if column not in _MISLEADING or (column in _PATTERNS and _share(column, values) >= 0.8):
        return column
    for other in (Column.EMAIL, Column.PHONE, Column.WEBSITE):
        if _share(other, values) >= 0.8:
            return other
    if column is Column.POINT and _share(Column.ADDRESS_BLOCK, values) >= _ENOUGH:
        return Column.ADDRESS_BLOCK
    return column


def _settle_names(mapping: dict[Column, int | None]) -> None:
    """A list without a shop's name gives that of whoever runs it."""
    for substitute in (Column.SHORT_NAME, Column.ORGANISATION):
        if mapping[Column.NAME] is None and mapping[substitute] is not None:
            mapping[Column.NAME], mapping[substitute] = mapping[substitute], None


def _by_content(
    mapping: dict[Column, int | None],
    indexes: Sequence[int],
    cells: Sequence[Sequence[str]],
    columns: Sequence[Column],
) -> None:
    offers = sorted(
        (
            (-share, order, index, column)
            for order, column in enumerate(columns)
            for index in indexes
            if mapping[column] is None and (share := _share(column, cells[index])) >= _ENOUGH
        ),
        key=lambda offer: offer[:3],
    )
    taken: set[int] = set()
    for _, _, index, column in offers:
        if index not in taken and mapping[column] is None:
            mapping[column] = index
            taken.add(index)


def _guess_the_rest(mapping: dict[Column, int | None], cells: Sequence[Sequence[str]]) -> None:
    """Without headings: coordinates by their range, the commune beside the postcode, the name in the first words."""
    free = [index for index in range(len(cells)) if cells[index] and index not in mapping.values()]
    decimals = [index for index in free if all(re.fullmatch(r"-?\d{1,2}[.,]\d{2,}", value) for value in cells[index])]
    # Metropolitan France: 41 to 52 degrees north, 6 west to 10 east.
    north = [index for index in decimals if all(41 <= abs(_float(value)) <= 52 for value in cells[index])]
    east = [index for index in decimals if all(-6 <= _float(value) <= 10 for value in cells[index])]
    if len(north) == 1 and len(east) == 1:
        mapping[Column.LATITUDE], mapping[Column.LONGITUDE] = north[0], east[0]
    words = [
        index
        for index in free
        if index not in mapping.values() and sum(bool(re.search(r"[^\W\d_]{2}", value)) for value in cells[index]) * 2
        > len(cells[index])
    ]  # fmt: skip
    beside = mapping[Column.POSTCODE]
    if beside is not None:
        mapping[Column.COMMUNE] = next((index for index in (beside + 1, beside - 1) if index in words), None)
    for index in words:
        if index != mapping[Column.COMMUNE]:
            mapping[Column.NAME] = index
            break


def _address_in_one_block(mapping: dict[Column, int | None], cells: Sequence[Sequence[str]]) -> None:
    """« 3 rue des Lices 49100 Angers » under « Adresse », when nothing else says the commune."""
    index = mapping[Column.ADDRESS]
    if (
        index is not None
        and mapping[Column.ADDRESS_BLOCK] is None
        and mapping[Column.POSTCODE] is None
        and mapping[Column.COMMUNE] is None
        and _share(Column.ADDRESS_BLOCK, cells[index]) >= _ENOUGH
    ):
        mapping[Column.ADDRESS_BLOCK], mapping[Column.ADDRESS] = index, None


def _float(value: str) -> float:
    return float(value.replace(",", "."))
