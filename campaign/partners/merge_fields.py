"""What is chosen between two sheets of one shop, field by field, and which side is proposed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.base.text import search_key

Row = dict[str, object]


class Side(StrEnum):
    """Which sheet a value comes from."""

    KEPT = "kept"
    COPY = "copy"


# What people choose -> (its French name, the columns that go together, the fields whose confirmation it carries).
_ADDRESS = ("address", "address_more")
_TOWN = ("postcode", "commune", "insee_code", "epci_siren", "epci_name", "departement")
_POINT = ("latitude", "longitude", "location_source", "location_quality", "location_score", "located_at")
_SIRET = ("siret", "siret_state", "siret_checked_on", "siret_closed_on")
CHOICES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "name": ("Nom", ("name",), ("name",)),
    "short_name": ("Nom court", ("short_name",), ("short_name",)),
    "organisation": ("Structure", ("organisation", "network"), ("organisation", "network")),
    "address": ("Adresse", _ADDRESS, _ADDRESS),
    "commune": ("Commune", _TOWN, ("postcode", "commune")),
    "point": ("Point sur la carte", _POINT, ("latitude", "longitude")),
    "opening_hours_text": ("Horaires", ("opening_hours_text", "opening_hours"), ("opening_hours_text",)),
    "phone": ("Téléphone", ("phone", "may_publish_phone"), ("phone", "may_publish_phone")),
    "email": ("Adresse électronique", ("email",), ("email",)),
    "website": ("Site internet", ("website",), ("website",)),
    "siret": ("SIRET", _SIRET, ("siret",)),
    "categories": ("Rayons", ("categories",), ("categories",)),
    "may_advertise": ("Publicité individuelle", ("may_advertise",), ("may_advertise",)),
    "note": ("Note interne", ("note",), ("note",)),
}
# Columns that nobody chooses: each sheet keeps its own, or the merge decides.
NOT_CHOSEN = frozenset(
    ("id", "kind", "slug", "external_id", "duplicate_of", "warnings", "search_key", "created_at", "updated_at",
     "archived_at", "archive_reason", "archive_note", "merged_into", "version")
)  # fmt: skip
# How sure a point is, the surest first.
_QUALITIES = ("exact", "street", "commune", "none")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which two sheets differ; ``proposed`` is the side preselected."""

    field: str
    label: str
    proposed: Side


def is_same(field: str, kept: Row, copy: Row) -> bool:
    """Whether two sheets say the same of a field, spelling marks apart only for what is typed alike."""
    _, columns, _ = CHOICES[field]
    if field == "point":
        return all(_near(kept[name], copy[name]) for name in ("latitude", "longitude"))
    if field == "commune":
        columns = ("postcode", "insee_code", "commune")
    if field == "phone" and not (kept["phone"] or copy["phone"]):
        return True  # consent to show a number that is nowhere
    return all(kept[name] == copy[name] for name in columns)


def is_empty(field: str, sheet: Row) -> bool:
    """Whether a sheet says nothing of a field."""
    if field == "point":
        return sheet["location_quality"] == "none"
    _, columns, _ = CHOICES[field]
    return field != "may_advertise" and sheet[columns[0]] in ("", None, "[]", 0) and sheet[columns[-1]] in (
        "", None, "[]", 0, "none"
    )  # fmt: skip


def proposed_side(
    field: str, kept: Row, copy: Row, kept_at: Mapping[str, datetime], copy_at: Mapping[str, datetime]
) -> Side:
    """The side to preselect: what is filled in; else what was confirmed most recently; else the fuller one; else the
    kept sheet's. ``kept_at`` and ``copy_at`` say when somebody last confirmed each field: a file is nobody. A point at
    the door is worth more than one at the commune, whoever said so."""
    if is_empty(field, copy):
        return Side.KEPT
    if is_empty(field, kept):
        return Side.COPY
    if field == "may_advertise":
        return Side.COPY if not copy[field] else Side.KEPT  # a ban that one sheet knows holds for the shop
    if field == "point":
        mine, other = (_QUALITIES.index(str(one["location_quality"])) for one in (kept, copy))
        if mine != other:
            return Side.COPY if other < mine else Side.KEPT
    confirmed, theirs = _latest(field, kept_at), _latest(field, copy_at)
    if confirmed or theirs:
        return Side.COPY if theirs and (confirmed is None or theirs.date() > confirmed.date()) else Side.KEPT
    if field in ("address", "note", "categories", "opening_hours_text"):
        return Side.COPY if _fullness(field, copy) > _fullness(field, kept) else Side.KEPT
    return Side.KEPT


def differences(
    kept: Row, copy: Row, kept_at: Mapping[str, datetime], copy_at: Mapping[str, datetime]
) -> tuple[Difference, ...]:
    """The fields to choose, in the order of the sheet."""
    return tuple(
        Difference(field, label, proposed_side(field, kept, copy, kept_at, copy_at))
        for field, (label, _, _) in CHOICES.items()
        if not is_same(field, kept, copy)
    )


def columns_taken(choices: Mapping[str, str], kept: Row, copy: Row) -> Row:
    """The columns that the copy gives to the kept sheet: whole groups, or a number would lose its consent."""
    taken: Row = {}
    for field, side in choices.items():
        columns = CHOICES[field][1]
        if side == Side.COPY and any(copy[name] != kept[name] for name in columns):
            taken |= {name: copy[name] for name in columns}
    return taken


def fields_taken(choices: Mapping[str, str]) -> tuple[str, ...]:
    """The fields whose confirmation follows the copy's value."""
    return tuple(name for field, side in choices.items() if side == Side.COPY for name in CHOICES[field][2])


def _latest(field: str, at: Mapping[str, datetime]) -> datetime | None:
    return max((at[name] for name in CHOICES[field][2] if name in at), default=None)


def _fullness(field: str, sheet: Row) -> int:
    return sum(len(search_key(str(sheet[name] or ""))) for name in CHOICES[field][1])


def _near(one: object, other: object) -> bool:
    """Two coordinates less than some 10 m apart, or both missing."""
    if one is None or other is None:
        return one is other
    return abs(float(str(one)) - float(str(other))) < 0.0001
