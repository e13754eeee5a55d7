"""What is held about a contact, what erasing them takes away and what it leaves."""

from dataclasses import dataclass
from datetime import date, datetime

from campaign.partners.model import Contact

# The figures stay, the person goes: what an erased contact is called wherever their line still counts.
ERASED_NAME = "Contact effacé n° {id}"
KEPT_YEARS = 3  # after the last exchange (CNIL, prospection)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the export: French ``columns``, and the values as people read them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Everything kept about one contact, at one moment."""

    name: str
    made_at: datetime
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A text typed by somebody where the name, the address or a number still stands: erasing does not rewrite it."""

    where: str
    count: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing would do: what goes and what stays (French, with its count), where somebody must still look."""

    contact: Contact
    goes: tuple[tuple[str, int], ...]
    stays: tuple[tuple[str, int], ...]
    mentions: tuple[Mention, ...]
    opposed: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A contact without any exchange for three years."""

    contact: Contact
    last_exchange: date


@dataclass(frozen=True, slots=True)
class Twins:
    """Contacts who share an address, the one with the latest exchange first."""

    email: str
    contacts: tuple[Contact, ...]
