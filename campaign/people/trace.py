# ruff: noqa: S608 - every word of these conditions is ours, what varies is a parameter
"""What a trace of somebody is, and the conditions by which they are recognised in a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.base.labels import Labelled


def is_in(column: str, name: str) -> str:
    """The column is one of a list of the parameters."""
    return f"{column} IN (SELECT value FROM json_each(:{name}))"


def names(column: str) -> str:
    """The column is their name, alone or followed as people do: « Zoé Quentin, au téléphone », « … (La Malle) »."""
    return (
        "EXISTS (SELECT 1 FROM json_each(:names) who "
        f"WHERE instr(lower(trim({column})) || ',', lower(who.value) || ',') = 1 "
        f"OR instr(lower(trim({column})), lower(who.value) || ' (') = 1)"
    )


def writes_to(column: str) -> str:
    """The column is one of their addresses."""
    return f"trim({column}) COLLATE NOCASE IN (SELECT value FROM json_each(:emails))"


@dataclass(frozen=True, slots=True)
class Trace:
    """``columns`` of ``table`` that name the person; ``read``: a SELECT whose columns are named in French; ``erase``:
    the statements; ``goes``, ``stays``: what the screen says of it. ``codes``: the enum of a French column.
    ``waiting``: how many of what is read goes, when some of it stays.
    """

    table: str
    columns: tuple[str, ...]
    title: str
    read: str
    erase: tuple[str, ...] = ()
    goes: str = ""
    stays: str = ""
    codes: Mapping[str, type[Labelled]] = field(default_factory=dict)
    waiting: str = ""
