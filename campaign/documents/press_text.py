"""What a press kit says, as plain values already filled: no variable is left, every figure has its source."""

from dataclasses import dataclass, field
from datetime import date

from campaign.base.rich_text import RichText


@dataclass(frozen=True, slots=True)
class PressContact:
    """Whom journalists call."""

    name: str = ""
    service: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """An approved quote."""

    text: str
    author: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class PressFigure:
    """« 4 500 », « visiteurs en deux jours », and where it comes from."""

    value: str
    label: str
    source: str
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section under its heading; ``figures`` are those its text names, whose sources are printed under it.

    ``code`` says what comes with it: « near_you » the map and the list, « programme » the activities, « voices » the
    quotes, « figures » the figures, « partners » the names, « visuals » the pictures.
    """

    code: str
    title: str
    text: RichText = ()
    figures: tuple[PressFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class PressPicture:
    """A visual that journalists may take, with whom to credit and what it shows for who cannot see it."""

    picture: bytes
    caption: str
    credit: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Press:
    """The press kit of an audience. ``local`` is its territory or shop, '' for the common version; ``embargo`` is
    « mardi 5 novembre, 6 h » or ''; ``near_you`` is said in the release too; ``address`` is the press page;
    ``release_figures`` are those that the release names.

    ``notices`` tell what was left out while it was filled; ``missing`` what must be mended before it leaves.
    """

    title: str
    lead: RichText
    release: RichText
    dated: date
    body: str
    contact: PressContact = PressContact()
    local: str = ""
    embargo: str = ""
    town: str = ""
    near_you: RichText = ()
    sections: tuple[Section, ...] = ()
    voices: tuple[Voice, ...] = ()
    figures: tuple[PressFigure, ...] = ()
    release_figures: tuple[PressFigure, ...] = ()
    pictures: tuple[PressPicture, ...] = ()
    about: str = ""
    address: str = ""
    notices: tuple[tuple[str, str], ...] = field(default=())
    missing: tuple[tuple[str, str], ...] = field(default=())
