"""The directory as residents have it: what it says, and its file to keep, drawn once whoever asks for it."""

from dataclasses import dataclass

from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.communication.building import Piece, built, known_kind, said
from campaign.communication.content import read_source
from campaign.communication.model import DEPARTEMENT
from campaign.communication.public_drawing import drawn_for_all
from campaign.documents.catalogue import Built
from campaign.documents.content import Campaign
from campaign.documents.presets import Preset
from campaign.editions.views import current_edition
from campaign.editions.views import edition as edition_view

KIND = "annuaire"


@dataclass(frozen=True, slots=True)
class PublicDirectory:
    """What the département's directory says, and its tagged file for a screen: None when something must be mended."""

    content: Campaign
    booklet: Built | None


def public_directory(db: Database, edition_id: int | None = None) -> PublicDirectory | None:
    """The directory of the public's edition, or of the one given; None while no shop has confirmed.

    It says only what residents see of the shops, which is why nobody needs an account for it.
    """
    edition = edition_view(db, edition_id) if edition_id else current_edition(db)
    if edition is None:
        return None
    try:
        source = read_source(db, SYSTEM, edition.id)
    except Refused:
        return None
    piece = Piece(known_kind(KIND), DEPARTEMENT)
    content, key = said(source, piece, Preset.SCREEN)
    made = drawn_for_all(key, lambda: built(source, piece, Preset.SCREEN))
    return PublicDirectory(content, made if made and not made.blocking else None)
