"""The hours of one event day, as a shop types them: opening, closing, and perhaps a midday break."""

from datetime import time

from campaign.base.errors import InvalidInput
from campaign.base.french import time_in_words
from campaign.base.opening_hours.week import Span

# Half past six: a slip of the finger is corrected towards the hour at which shops close.
_USUAL_CLOSING = 18 * 60 + 30


def day_hours(
    opens: time | None,
    closes: time | None,
    break_starts: time | None = None,
    break_ends: time | None = None,
    *,
    field: str = "",
) -> tuple[Span, ...]:
    """The one or two spans of a day, in order.

    ``field`` is put before the names ``opens``, ``closes``, ``break_starts`` and ``break_ends`` in the refusals.

    Raises:
        InvalidInput: an hour is missing, or they are not in order; a likely closing hour is proposed as « 19:00 ».
    """
    if opens is None:
        raise InvalidInput(f"{field}opens", "Indiquez l’heure d’ouverture.")
    if closes is None:
        raise InvalidInput(f"{field}closes", "Indiquez l’heure de fermeture.")
    if closes <= opens:
        raise _closes_too_early(opens, closes, f"{field}closes")
    if break_starts is None and break_ends is None:
        return (Span(opens, closes),)
    if break_starts is None or break_ends is None:
        missing = "break_starts" if break_starts is None else "break_ends"
        raise InvalidInput(f"{field}{missing}", "Indiquez le début et la fin de la pause, ou laissez les deux vides.")
    if break_ends <= break_starts:
        raise InvalidInput(
            f"{field}break_ends",
            f"La fin de la pause ({time_in_words(break_ends)}) n’est pas après son début "
            f"({time_in_words(break_starts)}).",
        )
    if not opens < break_starts or not break_ends < closes:
        raise InvalidInput(
            f"{field}break_starts" if not opens < break_starts else f"{field}break_ends",
            f"La pause ({time_in_words(break_starts)} à {time_in_words(break_ends)}) doit être entre l’ouverture "
            f"({time_in_words(opens)}) et la fermeture ({time_in_words(closes)}).",
        )
    return Span(opens, break_starts), Span(break_ends, closes)


def _closes_too_early(opens: time, closes: time, field: str) -> InvalidInput:
    if closes == opens:
        return InvalidInput(field, f"L’ouverture et la fermeture sont à la même heure ({time_in_words(opens)}).")
    sentence = f"L’heure de fermeture ({time_in_words(closes)}) est avant l’ouverture ({time_in_words(opens)})."
    meant = _likely_closing(opens, closes)
    if meant is None:
        return InvalidInput(field, sentence)
    return InvalidInput(field, f"{sentence} Vouliez-vous dire {time_in_words(meant)} ?", f"{meant:%H:%M}")


def _likely_closing(opens: time, closes: time) -> time | None:
    """9 h typed for 19 h (a digit left out), or 6 h for 18 h (a twelve-hour clock): the nearer to usual hours."""
    written = closes.hour * 60 + closes.minute
    after_opening = [
        minutes
        for minutes in (written + 12 * 60, written + 10 * 60)
        if opens.hour * 60 + opens.minute < minutes < 24 * 60
    ]
    if not after_opening:
        return None
    hour, minute = divmod(min(after_opening, key=lambda minutes: abs(minutes - _USUAL_CLOSING)), 60)
    return time(hour, minute)
