"""Enums whose French label stands once, beside the English code."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A stored English code with the French label people read: ``OPEN = "open", "Ouverte"``."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
