"""Why a set of days is proposed, in one French sentence."""

from collections.abc import Iterable

from campaign.base.french import MONTHS, NBSP, day_in_words, enumerate_in_words, plural
from campaign.consultation.scoring import ScoredSet

# Beyond, the sentence says how many others there are; ``ScoredSet.excluded_names`` has them all.
NAMES_IN_SENTENCE = 4
_ALL_DAYS = {1: "ce jour-là", 2: "les deux jours", 3: "les trois jours", 4: "les quatre jours"}


def hours_known(scored: ScoredSet) -> str:
    """« 18 boutiques sur 20 ont des horaires lisibles »."""
    verb = "a" if scored.readable < 2 else "ont"
    return f"{plural(scored.readable, 'boutique')} sur {scored.shops} {verb} des horaires lisibles"


def reason(scored: ScoredSet) -> str:
    """« 14 boutiques ouvertes les deux jours, 1 exclue (La Remise) ; aucun jour férié et hors vacances scolaires… »."""
    return f"{_shops(scored)}{NBSP}; {enumerate_in_words(_calendar(scored))}."


def _shops(scored: ScoredSet) -> str:
    if not scored.readable:
        return "Aucune boutique n’a d’horaires lisibles" if scored.shops else "Aucune boutique n’est consultée"
    when = _ALL_DAYS[len(scored.days.days)]
    text = f"{plural(len(scored.open), 'boutique ouverte', 'boutiques ouvertes')} {when}"
    text = text if scored.open else f"Aucune boutique ouverte {when}"
    text += f", {plural(len(scored.excluded), 'exclue')} ({_some(scored.excluded_names)})" if scored.excluded else ""
    text += "" if scored.excluded else ", aucune exclue"
    return f"{text}, {hours_known(scored)}" if scored.unknown else text


def _calendar(scored: ScoredSet) -> list[str]:
    days = [day_in_words(day, year=False) for day in scored.public_holidays]
    verb = "est férié" if len(days) == 1 else "sont fériés"
    parts = [f"{enumerate_in_words(days)} {verb}" if days else "aucun jour férié"]
    if scored.rival_events:
        parts.append(f"en même temps que {_some(f'«{NBSP}{one.name}{NBSP}»' for one in scored.rival_events)}")
    if scored.school_holidays:
        parts.append(f"pendant les vacances scolaires{_zone(scored)} ({_lowered(scored.school_holidays)})")
    if scored.school_unknown:
        months = dict.fromkeys(f"{MONTHS[day.month - 1]} {day.year}" for day in scored.school_unknown)
        parts.append(f"vacances scolaires non connues en {enumerate_in_words(months)}")
    elif not scored.school_holidays:
        parts.append(f"hors vacances scolaires{_zone(scored)}")
    return parts


def _zone(scored: ScoredSet) -> str:
    return f" de la zone {scored.school_zone}" if scored.school_zone else ""


def _lowered(names: Iterable[str]) -> str:
    return enumerate_in_words(name[0].lower() + name[1:].replace("'", "’") for name in names)


def _some(names: Iterable[str]) -> str:
    """« A, B, C, D et 3 autres »."""
    listed = list(names)
    kept, others = listed[:NAMES_IN_SENTENCE], len(listed) - NAMES_IN_SENTENCE
    return enumerate_in_words([*kept, plural(others, "autre")] if others > 0 else kept)
