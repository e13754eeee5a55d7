"""The photos and the logo of a shop: whose they are, what they show."""

from dataclasses import dataclass
from datetime import datetime

from campaign.base.labels import Labelled

MOST_PHOTOS = 4  # a shop: what its page shows without making a phone wait
PICTURES = "boutiques"  # the purpose under which their files are kept (base.kept_files)
MOST_CREDIT, MOST_ALT = 80, 300  # signs
KEPT_DAYS = 30  # to put a removed picture back


class PictureKind(Labelled):
    """What a picture of a shop is."""

    PHOTO = "photo", "Photo"
    LOGO = "logo", "Logo"


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """One picture of a place. ``file``: its fingerprint; ``width`` and ``height`` in pixels; ``credit``: whom to name
    beside a photo; ``alt``: what it shows, for who cannot see it."""

    id: int
    place_id: int
    kind: PictureKind
    file: str
    width: int
    height: int
    credit: str
    alt: str
    position: int = 0
    at: datetime | None = None
    removed_at: datetime | None = None
    version: int = 1

    @property
    def credit_line(self) -> str:
        """« Photo : Félicie Martin »; nothing for a logo."""
        return f"Photo : {self.credit}" if self.credit else ""


def logo_alt(name: str) -> str:
    """What a logo says to who cannot see it, when nobody wrote better. ``name``: the shop's."""
    return f"Logo de {name}"[:MOST_ALT]
