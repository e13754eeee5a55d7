"""What is held about a contact, what erasing them takes away and what it leaves."""

from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.labels import Labelled
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


class Which(Labelled):
    """What a list of contacts may be narrowed to."""

    ALL = "all", "Tous"
    NO_EMAIL = "no_email", "Sans adresse"
    BOUNCED = "bounced", "Adresse qui ne marche plus"
    OPPOSED = "opposed", "Ne veut plus d’invitations"
    NO_PLACE = "no_place", "Sans lieu"
    ARCHIVED = "archived", "Archivés"


class Order(Labelled):
    """How a list of contacts is sorted."""

    NAME = "name", "Par nom"
    PLACE = "place", "Par lieu"
    OLDEST = "oldest", "Dernier échange, le plus ancien d’abord"
    LATEST = "latest", "Dernier échange, le plus récent d’abord"


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact of the list, with what is known of their address."""

    contact: Contact
    last_exchange: date
    bounced: bool = False
    opposed: bool = False

    def belongs(self, which: Which) -> bool:
        """Whether the narrowed list shows them; archived ones are another list."""
        return {
            Which.NO_EMAIL: not self.contact.email,
            Which.BOUNCED: self.bounced,
            Which.OPPOSED: self.opposed,
            Which.NO_PLACE: not self.contact.place_ids,
        }.get(which, True)
