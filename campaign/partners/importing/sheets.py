"""One row of a file -> the columns of a shop's sheet, what had to be supposed, or why nothing can be made of it.

A wrong phone, SIRET or website never costs the shop its line: the value is left out and said. A line is refused only
when it names no shop, or when nothing in it says where the shop is.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from campaign.base import fields
from campaign.base.database import Row
from campaign.base.errors import InvalidInput
from campaign.base.french import enumerate_in_words
from campaign.base.opening_hours import from_osm, in_words, read_opening_hours, to_osm
from campaign.base.text import clean, clean_text, search_key
from campaign.partners.importing.categories import categories
from campaign.partners.importing.location import located
from campaign.partners.importing.rows import RawRow, yes_or_no

_MAX_ADDRESS, _MAX_HOURS, _MAX_ID, _MAX_SHORT_NAME, _MAX_ORGANISATION = 200, 400, 120, 28, 120
# A cell that our own exports made harmless for spreadsheets.
_NEUTRALISED = re.compile(r"'(?=[=+\-@\t\r])")
# « Association » says what a structure is, not which one.
_FORMS_NOT_NAMES = frozenset((
    "association", "asso", "entreprise", "scop", "scic", "sarl", "sas", "societe", "cooperative", "structure",
    "collectivite", "commune", "mairie", "particulier", "autre", "entreprise d insertion", "chantier d insertion",
    "aci", "ei", "n a", "na", "nc", "inconnu", "inconnue", "non renseigne",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A row once understood. ``columns`` holds only what the file says, as the table ``places`` stores it, with
    ``organisation`` and ``network`` as texts. ``warnings`` are kept with the sheet, ``notes`` only with the import.
    ``refusal`` is the sentence why nothing can be made of the row."""

    row: RawRow
    columns: Row = field(default_factory=dict)
    contact: Row = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    to_review: bool = False
    departement: str = ""
    refusal: str = ""


@dataclass(slots=True)
class _Gathered:
    columns: Row = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def keep(self, column: str, value: object) -> None:
        if value not in ("", None):
            self.columns[column] = value


def read_sheet(row: RawRow, home: str, *, points_expected: bool = True) -> ReadSheet:
    """The sheet a row describes.

    ``home`` is the département of this campaign, where towns without a postcode are looked for first.
    ``points_expected`` is False when the file has no coordinates at all: their absence is not worth a word then.
    """
    row = _as_typed(row)
    found = _Gathered()
    name = row.name or row.organisation or row.short_name
    if not search_key(name) and not any(character.isalnum() for character in name):
        return ReadSheet(row, refusal="Le nom de la boutique est vide ou illisible.")
    try:
        found.columns["name"] = clean_text(name, field="name", label="le nom")
    except InvalidInput as problem:
        return ReadSheet(row, refusal=f"Nom trop long : {problem.message}")
    if not row.name:
        found.warnings.append("Le nom manque : celui de la structure a été pris.")
    place = located(row, home, points_expected=points_expected)
    if place.is_nowhere:
        return ReadSheet(
            row, refusal="Ni commune reconnue, ni adresse, ni point : cette boutique ne peut pas être située."
        )
    found.columns |= place.columns
    found.warnings += place.warnings
    _texts(row, found)
    _numbers(row, found)
    _hours(row, found)
    _categories(row, found)
    return ReadSheet(
        row=row,
        columns=found.columns,
        contact=_contact(row, found),
        warnings=tuple(dict.fromkeys(found.warnings)),
        notes=(*row.notes, *dict.fromkeys(found.notes)),
        to_review=place.to_review,
        departement=place.departement,
    )


def _as_typed(row: RawRow) -> RawRow:
    marked = {
        name: value[1:]
        for name in ("name", "organisation", "network", "address", "address_more", "short_name", "external_id")
        if _NEUTRALISED.match(value := getattr(row, name))
    }
    return replace(row, **marked) if marked else row


def _texts(row: RawRow, found: _Gathered) -> None:
    if len(row.short_name) > _MAX_SHORT_NAME:
        found.notes.append(f"Nom court laissé vide : {_MAX_SHORT_NAME} caractères au plus.")
    else:
        found.keep("short_name", row.short_name if row.name else "")
    if search_key(row.organisation) not in _FORMS_NOT_NAMES:
        found.keep("organisation", _cut(row.organisation, _MAX_ORGANISATION))
    found.keep("network", _cut(row.network, _MAX_ORGANISATION))
    found.keep("address_more", _cut(row.address_more, _MAX_ADDRESS))
    if len(row.external_id) <= _MAX_ID:
        found.keep("external_id", row.external_id)
    else:
        found.notes.append("Identifiant trop long : il n’est pas gardé.")
    try:
        may_advertise = yes_or_no(row.may_advertise)
    except InvalidInput as problem:
        found.notes.append(f"Publicité individuelle : {problem.message}")
    else:
        if may_advertise is not None:
            found.columns["may_advertise"] = int(may_advertise)


def _numbers(row: RawRow, found: _Gathered) -> None:
    for column, label, check in (
        ("phone", "Téléphone", fields.phone),
        ("email", "Adresse électronique", fields.email),
        ("siret", "SIRET", fields.siret),
        ("website", "Site internet", fields.website),
    ):
        found.keep(column, _checked(getattr(row, column), column, label, check, found.warnings))


def _checked(typed: str, column: str, label: str, check: Callable[[str, str], str], warnings: list[str]) -> str:
    """The value once checked, its likely mending, or nothing; what was done is said without quoting the value, since
    warnings are exported and a phone or an e-mail may be somebody's own."""
    if not typed:
        return ""
    try:
        return check(typed, column)
    except InvalidInput as problem:
        if problem.proposal:
            warnings.append(f"{label} corrigé : vérifiez. {problem.message}")
            return check(problem.proposal, column)
        warnings.append(f"{label} laissé vide. {problem.message}")
        return ""


def _hours(row: RawRow, found: _Gathered) -> None:
    text = row.opening_hours
    if not text:
        return
    if len(text) > _MAX_HOURS:
        found.warnings.append(f"Horaires coupés : {_MAX_HOURS} caractères au plus.")
        text = _cut(text, _MAX_HOURS)
    osm = ""
    try:
        week = read_opening_hours(text)
        if week:
            osm = to_osm(week)
            # What people read is French, even when the file is in the syntax of OpenStreetMap.
            text = " ".join(clean(in_words(week)).split()) if from_osm(text) else text
        else:
            found.notes.append("Horaires gardés comme ils sont écrits : ils n’ont pas pu être compris en entier.")
    except InvalidInput as problem:
        found.warnings.append(f"Horaires gardés comme ils sont écrits : vérifiez. {problem.message}")
    found.columns |= {"opening_hours_text": text, "opening_hours": osm}


def _categories(row: RawRow, found: _Gathered) -> None:
    known, unknown = categories(row.categories)
    if known:
        found.columns["categories"] = json.dumps([str(category) for category in known])
    if unknown:
        shown = enumerate_in_words([f"« {_cut(word, 40)} »" for word in unknown[:5]])
        found.notes.append(f"Rayons non reconnus : {shown}{'…' if len(unknown) > 5 else ''}.")


def _contact(row: RawRow, found: _Gathered) -> Row:
    """The contact to make for a new shop; without a name, the shop's stands for it. Never published."""
    email = found.columns.get("email", "")
    if not row.contact_name and not email:
        return {}
    name = _cut(row.contact_name, 120) or found.columns["name"]
    return {"name": name, "email": email, "phone": found.columns.get("phone", ""), "may_publish": 0}


def _cut(text: str, length: int) -> str:
    """At most ``length`` characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
