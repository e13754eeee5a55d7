"""A photo of the event: whose it is, who agreed, what it shows."""

from dataclasses import dataclass
from datetime import datetime

from campaign.base.labels import Labelled

MOST_PHOTOS = 6  # a place: what a page, then a report, can show
PHOTOS = "bilans"  # the purpose under which their files are kept (base.kept_files)


class Consent(Labelled):
    """Why people on a photo may be shown: without one of these answers it is not taken."""

    NOBODY = "nobody", "Personne n’est reconnaissable"
    AGREED = "agreed", "Les personnes reconnaissables sont d’accord"


@dataclass(frozen=True, slots=True)
class DebriefPhoto:
    """One photo of a place. ``file``: its fingerprint; ``width`` and ``height`` in pixels; ``credit``: whom to name
    beside it; ``alternative``: what it shows, for who cannot see it."""

    id: int
    edition_id: int
    place_id: int
    file: str
    width: int
    height: int
    credit: str
    consent: Consent
    caption: str = ""
    alternative: str = ""
    added_at: datetime | None = None
    removed_at: datetime | None = None

    @property
    def shows(self) -> str:
        """What replaces it for who cannot see it: what was written, else the caption, else whose it is."""
        return self.alternative or self.caption or f"Photo sans description, crédit {self.credit}"
