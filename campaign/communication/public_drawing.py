"""What is drawn for the public: one drawing at a time, then everyone reads what was kept."""

import logging
import threading
import traceback
from collections.abc import Callable

from campaign.base.errors import CampaignError
from campaign.communication import cache
from campaign.documents.catalogue import Built

log = logging.getLogger("campaign.communication")
# The public may ask all at once: the processors stay for the pages.
_ONE_AT_A_TIME = threading.Lock()
_MOST_BROKEN = 50
_broken: dict[str, None] = {}  # what could not be drawn is not tried again before something changes


def drawn_for_all(key: str, draw: Callable[[], Built]) -> Built | None:
    """What is kept under ``key``, else what ``draw`` makes and keeps there; None when it cannot be drawn.

    The page that offers it says the same without it.
    """
    if found := cache.piece(key):
        return found
    with _ONE_AT_A_TIME:
        if key in _broken:
            return None
        try:
            return draw()
        except CampaignError as error:
            log.error("a public document was not drawn: %s", type(error).__name__)
        except Exception as error:  # a drawing that breaks costs the file, not the page
            trace = "".join(traceback.format_tb(error.__traceback__))
            log.error("a public document broke: %s\n%s", type(error).__name__, trace)
        while len(_broken) >= _MOST_BROKEN:
            del _broken[next(iter(_broken))]
        _broken[key] = None
        return None
