"""The directory as residents have it: what it says, and its file to keep, drawn once whoever asks for it."""

import logging
import threading
import traceback
from dataclasses import dataclass

from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.errors import CampaignError, Refused
from campaign.communication import cache
from campaign.communication.building import Piece, built, known_kind, said
from campaign.communication.content import Source, read_source
from campaign.communication.model import DEPARTEMENT
from campaign.documents.catalogue import Built
from campaign.documents.content import Campaign
from campaign.documents.presets import Preset
from campaign.editions.views import current_edition

log = logging.getLogger("campaign.communication")
KIND = "annuaire"
# The public may ask all at once: one drawing at a time, then everyone reads what was kept.
_ONE_AT_A_TIME = threading.Lock()
_broken: set[str] = set()  # what could not be drawn is not tried again before something changes


@dataclass(frozen=True, slots=True)
class PublicDirectory:
    """What the département's directory says, and its tagged file for a screen: None when something must be mended."""

    content: Campaign
    booklet: Built | None


def public_directory(db: Database) -> PublicDirectory | None:
    """The directory of the public's edition; None while no shop has confirmed.

    It says only what residents see of the shops, which is why nobody needs an account for it.
    """
    edition = current_edition(db)
    if edition is None:
        return None
    try:
        source = read_source(db, SYSTEM, edition.id)
    except Refused:
        return None
    piece = Piece(known_kind(KIND), DEPARTEMENT)
    content, key = said(source, piece, Preset.SCREEN)
    made = cache.piece(key) or _drawn(source, piece, key)
    return PublicDirectory(content, made if made and not made.blocking else None)


def _drawn(source: Source, piece: Piece, key: str) -> Built | None:
    """The file, unless it cannot be drawn: the page says the same without it."""
    with _ONE_AT_A_TIME:
        if key in _broken:
            return None
        try:
            return built(source, piece, Preset.SCREEN)
        except CampaignError as error:
            log.error("the public directory was not drawn: %s", type(error).__name__)
        except Exception as error:  # a drawing that breaks costs the file, not the page
            trace = "".join(traceback.format_tb(error.__traceback__))
            log.error("the public directory broke: %s\n%s", type(error).__name__, trace)
        _broken.clear()
        _broken.add(key)
        return None
