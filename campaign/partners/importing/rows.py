"""One row of a table -> cleaned texts, by the name of our columns. What they are worth is judged later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign.base.errors import InvalidInput
from campaign.base.text import clean, search_key
from campaign.partners.importing.headings import Column
from campaign.partners.importing.reading import Table

_YES = frozenset(["oui", "o", "yes", "y", "vrai", "true", "1", "x", "ok", "autorise", "autorisee", "possible"])
_NO = frozenset(["non", "n", "no", "faux", "false", "0", "interdit", "interdite", "impossible"])


@dataclass(frozen=True, slots=True)
class RawRow:
    """Texts without invisible characters or extra spaces, empty when the file has none.

    ``number`` is the row's in a spreadsheet.
    """

    number: int
    external_id: str = ""
    name: str = ""
    organisation: str = ""
    network: str = ""
    address: str = ""
    address_more: str = ""
    postcode: str = ""
    commune: str = ""
    departement: str = ""
    latitude: str = ""
    longitude: str = ""
    opening_hours: str = ""
    categories: str = ""
    website: str = ""
    siret: str = ""
    phone: str = ""
    email: str = ""
    contact_name: str = ""
    short_name: str = ""
    may_advertise: str = ""
    point: str = ""
    address_block: str = ""
    notes: tuple[str, ...] = ()


def read_row(table: Table, index: int, mapping: Mapping[Column, int | None]) -> RawRow:
    """The row at ``index`` of ``table.rows``, its columns told by ``mapping`` (see ``guess_columns``)."""
    cells = table.rows[index]
    number = table.row_numbers[index]
    texts = {
        Column(column).value: _cleaned(cells[position])
        for column, position in mapping.items()
        if position is not None and 0 <= position < len(cells)
    }
    return RawRow(number=number, notes=tuple(table.row_notes.get(number, ())), **texts)


def read_rows(table: Table, mapping: Mapping[Column, int | None]) -> Iterator[RawRow]:
    """Every row of the table, in its order."""
    for index in range(len(table.rows)):
        yield read_row(table, index, mapping)


def split_point(text: str) -> tuple[str, str]:
    """The two halves of « 47.47, -0.55 », « 47,47 ; -0,55 » or « (47.47 -0.55) »; otherwise two empty texts."""
    bare = text.strip().strip("()[]")
    for separator in (";", None, ","):
        halves = [half.strip(" ,") for half in bare.split(separator) if half.strip(" ,")]
        if len(halves) == 2:
            return halves[0], halves[1]
    return "", ""


def yes_or_no(text: str, field: str = "may_advertise") -> bool | None:
    """True for « oui », « x », « 1 »…, False for « non », « 0 »…, None for an empty cell.

    Raises:
        InvalidInput: any other word.
    """
    key = search_key(text)
    if not key:
        return None
    if key in _YES or key in _NO:
        return key in _YES
    raise InvalidInput(field, f"« {text} » n’est pas compris : écrivez oui ou non.")


def _cleaned(value: str) -> str:
    # Most cells are plain ASCII: the full cleaning is for the others.
    if value.isascii() and value.isprintable():
        return " ".join(value.split())
    return " ".join(clean(value).split())
