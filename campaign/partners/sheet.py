"""A sheet's typed values turned into columns: every field checked, all refusals told at once."""

import json
from collections.abc import Callable, Mapping

from campaign.base import fields
from campaign.base.database import Row
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.opening_hours import read_opening_hours, to_osm
from campaign.base.text import clean_text
from campaign.partners.location import with_kept_by_hand
from campaign.partners.model import CONTACT_LABELS, Category, Kind
from campaign.territory import views as territory
from campaign.territory.model import MatchQuality, PointQuality, PointSource

MAX_CATEGORIES = len(Category)


def _text(label: str, max_length: int = 120, *, required: bool = False, multiline: bool = False) -> Callable:
    def check(typed: object, field: str) -> str:
        return clean_text(
            str(typed or ""), field=field, label=label, max_length=max_length, required=required, multiline=multiline
        )

    return check


def _optional(check: Callable[[str, str], str]) -> Callable:
    return lambda typed, field: check(str(typed), field) if str(typed or "").strip() else ""


def _kind(typed: object, field: str) -> str:
    if typed not in list(Kind):
        raise InvalidInput(field, "Choisissez un type dans la liste.")
    return str(Kind(typed))


def _categories(typed: object, field: str) -> str:
    known = [code for code in dict.fromkeys(typed or []) if code in list(Category)]
    return json.dumps([str(Category(code)) for code in known])


_CHECKS: dict[str, Callable] = {
    "kind": _kind,
    "name": _text("le nom", required=True),
    "short_name": _text("le nom court", 28),
    "address": _text("l’adresse", 200),
    "address_more": _text("le complément d’adresse", 200),
    "phone": _optional(fields.phone),
    "email": _optional(fields.email),
    "website": _optional(fields.website),
    "siret": _optional(fields.siret),
    "note": _text("la note", 2000, multiline=True),
    "categories": _categories,
    "may_advertise": lambda typed, field: int(bool(typed)),
    "may_publish_phone": lambda typed, field: int(bool(typed)),
    "organisation": _text("le nom de la structure"),
    "network": _text("le réseau"),
    "opening_hours_text": _text("les horaires", 400),
}


def checked_sheet(typed: Mapping[str, object], departement: str, before: Row | None = None) -> Row:
    """Columns to write for the typed fields, those left out staying as they are.

    ``before`` is the row being changed: postcode and commune are read together with it. ``organisation`` and
    ``network`` stay texts, which the store turns into an organisation. ``outside_confirmed`` accepts a commune of
    another département.

    Raises:
        InvalidForm: one sentence per refused field.
    """
    columns: Row = {}
    problems: list[InvalidInput] = []
    for field, check in _CHECKS.items():
        if field in typed:
            try:
                columns[field] = check(typed[field], field)
            except InvalidInput as problem:
                problems.append(problem)
    for together in (_hours, _commune, _point):
        try:
            columns.update(together(typed, columns, before or {}, departement))
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return columns


def _hours(typed: Mapping[str, object], columns: Row, before: Row, departement: str) -> Row:
    if "opening_hours_text" not in columns:
        return {}
    try:
        week = read_opening_hours(columns["opening_hours_text"])
    except InvalidInput as problem:
        raise InvalidInput("opening_hours_text", problem.message, problem.proposal) from problem
    return {"opening_hours": to_osm(week) if week else ""}


def _commune(typed: Mapping[str, object], columns: Row, before: Row, departement: str) -> Row:
    if "commune" not in typed and "postcode" not in typed:
        return {}
    name = str(typed.get("commune", before.get("commune", "")) or "").strip()
    code = str(typed.get("postcode", before.get("postcode", "")) or "").strip()
    if not name and not code:
        empty = ("postcode", "commune", "insee_code", "epci_siren", "epci_name", "departement")
        return dict.fromkeys(empty, "")
    if code:
        code = fields.postcode(code, "postcode")
    match = territory.find_commune(name, code, departement)
    if match.commune is None:
        if match.quality is MatchQuality.AMBIGUOUS:
            raise InvalidInput("commune", "Plusieurs communes portent ce nom : ajoutez le code postal.")
        raise InvalidInput("commune", "Commune introuvable. Vérifiez son nom, ou donnez le code postal.")
    commune = match.commune
    if commune.departement != departement and not typed.get("outside_confirmed"):
        sentence = f"{commune.name} n’est pas dans le département ({departement}). Confirmez-le en cochant la case."
        raise InvalidInput("commune", sentence)
    found = {
        "postcode": code or (commune.postcodes[0] if commune.postcodes else ""),
        "commune": commune.name,
        "insee_code": commune.insee_code,
        "epci_siren": commune.epci_siren,
        "epci_name": commune.epci_name,
        "departement": commune.departement,
    }
    moves = before.get("insee_code") != commune.insee_code
    if before.get("location_source") == str(PointSource.MANUAL):
        return found | ({"warnings": with_kept_by_hand(before.get("warnings"))} if moves else {})
    if moves or before.get("location_source") in (None, "", str(PointSource.COMMUNE)):
        found |= {
            "latitude": commune.latitude,
            "longitude": commune.longitude,
            "location_source": str(PointSource.COMMUNE),
            "location_quality": str(PointQuality.COMMUNE),
        }
    return found


def _point(typed: Mapping[str, object], columns: Row, before: Row, departement: str) -> Row:
    if "latitude" not in typed or "longitude" not in typed:
        return {}
    latitude, longitude = typed["latitude"], typed["longitude"]
    if latitude in (None, "") and longitude in (None, ""):
        return {}
    if (latitude, longitude) == (before.get("latitude"), before.get("longitude")):
        return {}
    latitude, longitude = fields.coordinates(str(latitude), str(longitude), "latitude")
    if (latitude, longitude) == (0, 0):
        raise InvalidInput("latitude", "Ce point n’est pas en France. Vérifiez latitude et longitude.")
    return {
        "latitude": round(latitude, 6),
        "longitude": round(longitude, 6),
        "location_source": str(PointSource.MANUAL),
        "location_quality": str(PointQuality.EXACT),
    }


def checked_contact(typed: Mapping[str, object]) -> Row:
    """Columns of a contact for the typed fields, ``place_ids`` apart.

    Raises:
        InvalidForm: one sentence per refused field.
    """
    checks: dict[str, Callable] = {
        "name": _text("le nom du contact", required=True),
        "email": _optional(fields.email),
        "phone": _optional(fields.phone),
        "job": _text("la fonction"),
        "may_publish": lambda value, field: int(bool(value)),
    }
    columns: Row = {}
    problems: list[InvalidInput] = []
    for field in CONTACT_LABELS.keys() & typed.keys() & checks.keys():
        try:
            columns[field] = checks[field](typed[field], field)
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return columns
