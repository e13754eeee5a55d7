"""The checks of ``preflight`` as each kind of piece needs them: its codes, its ink limit, its safe margin."""

from campaign.documents.catalogue import Built
from campaign.documents.colours import LARGE_INK, SHEET_INK
from campaign.documents.preflight import Check, examined
from campaign.documents.presets import Preset

_WITH_A_CODE = ("affiche-a3", "affiche-a2", "abribus", "flyer-a5", "annuaire")
_BACKLIT = ("abribus",)


def checks_of(kind: str, made: Built, preset: Preset, url: str) -> tuple[Check, ...]:
    """The table of a finished piece; empty for a picture, which no printer gets. ``url`` is that of its QR codes."""
    if made.extension != "pdf":
        return ()
    return examined(
        made.data,
        preset,
        made.trim_mm,
        urls=(url,) if kind in _WITH_A_CODE else (),
        ink_limit=LARGE_INK if kind in _BACKLIT else SHEET_INK,
    )
