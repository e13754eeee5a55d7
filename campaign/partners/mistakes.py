"""What a resident says is wrong on a shop's page, read as a correction of its sheet when it can be written as it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from campaign.base import fields
from campaign.base.errors import InvalidInput
from campaign.base.labels import Labelled
from campaign.base.opening_hours import read_opening_hours
from campaign.base.text import clean_text, search_key

MOST_WORDS = 500  # signs
_MOST_ADDRESS = 200
_STREETS = (
    "allee", "avenue", "av", "bd", "boulevard", "centre", "chaussee", "chemin", "cours", "esplanade", "faubourg",
    "hameau", "impasse", "lieu dit", "mail", "parc", "passage", "place", "pl", "quai", "route", "rte", "r", "rue",
    "ruelle", "sente", "sentier", "square", "venelle", "voie", "za", "zac", "zi", "zone",
)  # fmt: skip
_STREET = re.compile(rf"(\d+ ?(bis|ter|quater|[a-d])? )?({'|'.join(_STREETS)}) \w.+")
_TOWN = re.compile(r"^(?P<street>.*\S)[\s,–-]+(?P<postcode>\d{5})\s+(?P<commune>\D+)$")


class Mistake(Labelled):
    """What is wrong, in the order of the form; the code is what the page sends."""

    HOURS = "horaires", "Les horaires"
    ADDRESS = "adresse", "L’adresse"
    PHONE = "telephone", "Le téléphone"
    CLOSED = "fermee", "La boutique a fermé"
    OTHER = "autre", "Autre chose"


@dataclass(frozen=True, slots=True)
class Reported:
    """A correction of ``field`` (of ``PLACE_LABELS``); a remark on the whole sheet when ``field`` is empty."""

    field: str
    proposed: str


def reported(mistake: Mistake, words: str, place: Mapping[str, object]) -> Reported:
    """What the words come to for the sheet whose row is ``place``; what only repeats the sheet is a remark.

    Raises:
        InvalidInput: ``ce-qui-est-faux`` or ``mots``.
    """
    said = clean_text(
        words, field="mots", label=_WANTED[mistake], max_length=MOST_WORDS, required=mistake is not Mistake.CLOSED,
        multiline=True,
    )  # fmt: skip
    found = _READINGS[mistake](said, place) if mistake in _READINGS else None
    if found and found.proposed != str(place.get(found.field) or ""):
        return found
    return Reported("", said if mistake is Mistake.OTHER else f"{mistake.label} : {said}" if said else mistake.label)


def mistake_of(typed: str) -> Mistake:
    """The mistake of that code.

    Raises:
        InvalidInput: nothing chosen.
    """
    try:
        return Mistake(typed)
    except ValueError:
        raise InvalidInput("erreur", "Choisissez ce qui est faux.") from None


def _hours(said: str, place: Mapping[str, object]) -> Reported | None:
    line = " ".join(said.split("\n"))
    try:
        return Reported("opening_hours_text", line) if read_opening_hours(line) else None
    except InvalidInput:
        return None


def _phone(said: str, place: Mapping[str, object]) -> Reported | None:
    try:
        return Reported("phone", fields.phone(said))
    except InvalidInput:
        return None


def _address(said: str, place: Mapping[str, object]) -> Reported | None:
    line = " ".join(said.split("\n"))
    whole = _TOWN.match(line)
    if whole:
        same = whole["postcode"] == place["postcode"] and search_key(whole["commune"]) == search_key(
            str(place["commune"])
        )
        if not same:
            return None  # another town: the point and the territory change with it, an agent looks
        line = whole["street"].rstrip(" ,")
    if len(line) > _MOST_ADDRESS or not _STREET.fullmatch(search_key(line)):
        return None
    return Reported("address", line)


_READINGS = {Mistake.HOURS: _hours, Mistake.PHONE: _phone, Mistake.ADDRESS: _address}
_WANTED = {
    Mistake.HOURS: "les bons horaires",
    Mistake.ADDRESS: "la bonne adresse",
    Mistake.PHONE: "le bon numéro",
    Mistake.CLOSED: "ce que vous savez",
    Mistake.OTHER: "ce qui est faux, et ce qui serait juste",
}
