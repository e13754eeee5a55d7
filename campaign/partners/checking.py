"""What somebody should look at again in a sheet, and why: rules, without database nor clock."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from campaign.base import fields
from campaign.base.clock import PARIS
from campaign.base.errors import InvalidInput
from campaign.base.french import date_in_figures, enumerate_in_words, plural
from campaign.base.labels import Labelled
from campaign.partners.model import PLACE_LABELS, Confirmation, How, Kind, Place, SiretState
from campaign.territory.model import PointQuality

# A field is to be verified again when it was said right longer ago than this, or before the last edition.
MONTHS_VALID = 12
# What residents read and come with: the fields whose age counts.
CHECKED_FIELDS = ("name", "address", "commune", "opening_hours_text", "phone", "website", "categories")
# How somebody knows: a file says what somebody wrote one day, not that it is right today.
_PEOPLE = frozenset({How.AGENT, How.SHOP})

# How the sentences kept with a sheet begin, or what they hold, when another reason tells the same.
_OUTSIDE, _LOOKS_LIKE, _POINT_OUTSIDE = "n’est pas dans le département", "Ressemble à", "Le point n’est pas "


class Reason(Labelled):
    """Why a sheet is to be looked at; the most pressing first."""

    SIRET_CLOSED = "siret_closed", "A peut-être fermé"
    DUPLICATE = "duplicate", "Doublon probable"
    SUGGESTION = "suggestion", "Correction proposée"
    WARNING = "warning", "Doute à lever"
    POINT = "point", "Point pas sûr"
    MISSING = "missing", "Champ manquant"
    SIRET_WRONG = "siret_wrong", "SIRET à revoir"
    HOURS_TEXT = "hours_text", "Horaires pas compris"
    PHONE_HIDDEN = "phone_hidden", "Mobile caché au public"
    NEVER = "never", "Jamais vérifié"
    STALE = "stale", "À revérifier"


PRESSING = tuple(Reason)


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, in words, with the fields of the form it is about."""

    reason: Reason
    text: str
    fields: tuple[str, ...] = ()


def valid_since(today: date, last_edition: date | None) -> date:
    """The day before which a confirmation no longer counts: ``MONTHS_VALID`` ago, or the first day of the last edition
    when it is later."""
    year = today.year - MONTHS_VALID // 12
    # 29 February has no day a year earlier.
    past = today.replace(year=year, day=28 if (today.month, today.day) == (2, 29) else today.day)
    return max(past, last_edition) if last_edition else past


def is_current(said: Confirmation | None, since: date) -> bool:
    """Whether a confirmation still counts."""
    return said is not None and said.at.astimezone(PARIS).date() >= since


def findings(
    place: Place, said: Mapping[str, Confirmation], since: date, departement: str,
    *, doubts: Collection[str] = (), suggestions: int = 0, copies: Mapping[int, str] | None = None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Everything to look at in an active sheet, the most pressing first.

    ``said``: the last confirmation of each field; ``since``: the day before which one no longer counts; ``doubts``:
    sentences about the point; ``copies``: sheets that may be the same shop, id -> name.
    """
    shop = place.kind is Kind.SHOP
    found = [
        *_siret(place, said),
        *_duplicate(place, copies or {}),
        *([Finding(Reason.SUGGESTION, plural(suggestions, "correction proposée", "corrections proposées"))]
          if suggestions else []),
        *_warnings(place, doubts, copies or {}, departement),
        *(_point(place, said, doubts, departement) if shop else ()),
        *_missing(place),
        *(_hours(place, said, since) if shop else ()),
        *_phone(place),
        *_age(place, said, since),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: PRESSING.index(one.reason)))


def urgency(found: Collection[Finding], *, invited: bool) -> tuple[int, int, int]:
    """To sort by, the most pressing first: shops of the open edition, then the worst reason, then how many."""
    worst = min((PRESSING.index(one.reason) for one in found), default=len(PRESSING))
    return (0 if invited else 1, worst, -len(found))


def _siret(place: Place, said: Mapping[str, Confirmation]) -> list[Finding]:
    if not place.siret:
        return []
    try:
        fields.siret(place.siret)
    except InvalidInput as problem:
        return [Finding(Reason.SIRET_WRONG, problem.message, ("siret",))]
    # A comparison that finds it closed forgets what was said of the number: whoever says so since has answered.
    if place.siret_checked_on is None or is_by_people(said.get("siret")):
        return []
    if place.siret_state is SiretState.CLOSED:
        since = f" depuis le {date_in_figures(place.siret_closed_on)}" if place.siret_closed_on else ""
        return [Finding(Reason.SIRET_CLOSED, f"fermé au répertoire{since} : la boutique a fermé ?", ("siret",))]
    if place.siret_state is SiretState.UNKNOWN:
        on = date_in_figures(place.siret_checked_on)
        return [Finding(Reason.SIRET_WRONG, f"SIRET absent du répertoire complet du {on}", ("siret",))]
    return []


def _duplicate(place: Place, copies: Mapping[int, str]) -> list[Finding]:
    named = [f"« {name} » (n° {number})" for number, name in sorted(copies.items())]
    if place.duplicate_of and place.duplicate_of not in copies:
        named.append(f"la fiche n° {place.duplicate_of}")
    return [Finding(Reason.DUPLICATE, f"ressemble à {enumerate_in_words(named)}")] if named else []


def _warnings(place: Place, doubts: Collection[str], copies: Mapping[int, str], departement: str) -> list[Finding]:
    """What was kept when the sheet was written, but for what another reason tells better."""
    told = [_OUTSIDE] if _is_elsewhere(place, departement) else []
    told += [_LOOKS_LIKE] if copies or place.duplicate_of else []
    kept = (one for one in place.warnings if one not in doubts and not any(words in one for words in told))
    return [Finding(Reason.WARNING, one) for one in kept]


def _point(place: Place, said: Mapping[str, Confirmation], doubts: Collection[str], departement: str) -> list[Finding]:
    if place.latitude is None:
        return []  # told as missing
    found = list(doubts)
    if _is_elsewhere(place, departement):
        # A shop of a neighbouring town stands there: nothing is wrong with its point once somebody said so.
        found = [one for one in found if not one.startswith(_POINT_OUTSIDE)]
        if not is_by_people(said.get("commune")):
            found.append(f"La commune n’est pas dans le département ({place.departement}).")
    if place.location_quality is PointQuality.COMMUNE:
        found.append("Le point est celui de la commune.")
    return [Finding(Reason.POINT, one, ("latitude",)) for one in found]


def _is_elsewhere(place: Place, departement: str) -> bool:
    return bool(place.departement) and place.departement != departement


def _missing(place: Place) -> list[Finding]:
    # A point at the commune's is told as such.
    wanted = [one for one in place.missing if one != "point sur la carte" or place.latitude is None]
    return [Finding(Reason.MISSING, f"il manque : {enumerate_in_words(wanted)}")] if wanted else []


def _hours(place: Place, said: Mapping[str, Confirmation], since: date) -> list[Finding]:
    if not place.opening_hours_text or place.opening_hours:
        return []
    if is_by_people(said.get("opening_hours_text")) and is_current(said["opening_hours_text"], since):
        return []
    return [Finding(Reason.HOURS_TEXT, "horaires gardés tels quels, sans calcul", ("opening_hours_text",))]


def _phone(place: Place) -> list[Finding]:
    if not place.phone or place.public_phone:
        return []
    return [Finding(Reason.PHONE_HIDDEN, "numéro mobile sans accord, caché au public", ("phone",))]


def _age(place: Place, said: Mapping[str, Confirmation], since: date) -> list[Finding]:
    filled = [name for name in CHECKED_FIELDS if getattr(place, name)]
    never = tuple(name for name in filled if name not in said)
    stale = tuple(name for name in filled if name in said and not is_current(said[name], since))
    found = []
    if never:
        found.append(Finding(Reason.NEVER, f"jamais vérifié : {_named(never)}", never))
    if stale:
        oldest = min(said[name].at for name in stale).astimezone(PARIS).date()
        text = f"vérifié pour la dernière fois le {date_in_figures(oldest)} : {_named(stale)}"
        found.append(Finding(Reason.STALE, text, stale))
    return found


def is_by_people(said: Confirmation | None) -> bool:
    """Whether a person said it, not a file."""
    return said is not None and said.how in _PEOPLE


def _named(names: Collection[str]) -> str:
    return enumerate_in_words(PLACE_LABELS[name].lower() for name in names)
