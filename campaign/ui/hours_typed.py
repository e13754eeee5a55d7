"""The hours of one usual day as an agent types them in the grid: « 9-12, 14-18 », « 9h30-12 », nothing when closed."""

import re

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours import Spans, from_french, spans_in_words

EXAMPLE = "9-12, 14-18"
ON_APPOINTMENT = "rdv"
CLOSED = ("", "ferme", "fermé", "fermée", "-", "–")
# A figure alone, in a field that only holds hours, is an hour: « 9-12 » is « 9h-12h ».
_ALONE = re.compile(r"(?<![\d:.hH])(?<![hH][\s\u00a0])(\d{1,2})(?![\d:.]|[\s\u00a0]*[hH])")
_APPOINTMENT = re.compile(r"(?:sur )?(?:rendez[- ]?vous|r\.?d\.?v\.?)", re.IGNORECASE)
_FOUR_FIGURES = re.compile(r"(?<!\d)(\d{1,2})(\d{2})(?!\d)")


def day_typed(text: str) -> Spans:
    """The spans of a day, () when it is closed.

    Raises:
        InvalidInput: an hour that cannot be, spans that overlap, or another kind of text.
    """
    typed = text.strip()
    if typed.lower() in CLOSED:
        return ()
    hours = _ALONE.sub(r"\1h", _FOUR_FIGURES.sub(r"\1h\2", typed))
    found = from_french(f"lundi {hours}")
    if found is None or not found.is_plain_week or any(found.days[1:]):
        raise InvalidInput("opening_hours", f"Écrivez les heures ainsi : {EXAMPLE}.")
    return found.days[0]


def is_appointment(text: str) -> bool:
    """Whether the field says that the day is open by appointment only: « rdv », « sur rendez-vous »."""
    return bool(_APPOINTMENT.fullmatch(text.strip()))


def typed_back(spans: Spans) -> str:
    """What the field shows of these spans, '' when the day is closed."""
    return spans_in_words(spans) if spans else ""
