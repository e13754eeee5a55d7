"""What a line would change on a sheet: only what the file says, never a point placed by hand, nothing silently."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.base.database import Row
from campaign.base.text import search_key
from campaign.partners.importing.sheets import ReadSheet
from campaign.partners.model import PLACE_LABELS, Category
from campaign.territory import views as territory

_PLAIN = (
    "name", "short_name", "address", "address_more", "postcode", "phone", "email", "website", "siret", "categories",
    "may_advertise",
)  # fmt: skip
_COMMUNE = ("insee_code", "commune", "epci_siren", "epci_name", "departement")
_HOURS = ("opening_hours_text", "opening_hours")
_POINT = ("latitude", "longitude", "location_source", "location_quality")
# Changes after which a person looks again when the line's place was doubtful.
LOCATION = frozenset(("address", "postcode", "commune", "point"))
_LABELS = {**PLACE_LABELS, "point": "Point sur la carte"}


@dataclass(slots=True)
class Changes:
    """``columns`` to write, what is ``shown`` (field -> before, after, in French), sentences about what is kept, and
    whether a value typed by hand since the last import would be replaced."""

    columns: Row = field(default_factory=dict)
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    replaces_by_hand: bool = False

    def sentences(self) -> tuple[str, ...]:
        """« Téléphone : « … » devient « … ». » for each change, then what is kept."""
        told = []
        for name, (before, after) in self.shown.items():
            if before:
                told.append(f"{_LABELS[name]} : « {before} » devient « {after} ».")
            else:
                told.append(f"{_LABELS[name]} : « {after} » (vide jusqu’ici).")
        return (*told, *self.notes)


def changes(sheet: ReadSheet, stored: Row, written: Mapping[str, object]) -> Changes:
    """What ``sheet`` would change on the ``stored`` row.

    ``written`` holds the values last imported. A value that the file still says as it did then, and that somebody has
    changed since in the registry, stays theirs. When both changed, the file's is proposed and to be reviewed.
    """
    found = Changes()
    new = sheet.columns
    for name in _PLAIN:
        if name in new and not _same(new[name], stored[name]):
            _weigh(found, name, {name: new[name]}, stored, written)
    _organisation(found, new, stored, written)
    if new.get("insee_code") and new["insee_code"] != stored["insee_code"]:
        _weigh(found, "commune", {name: new[name] for name in _COMMUNE}, stored, written)
    if any(name in new and not _same(new[name], stored[name]) for name in _HOURS):
        _weigh(found, "opening_hours_text", {name: new[name] for name in _HOURS}, stored, written)
    _point(found, new, stored, written)
    if found.columns and not stored["external_id"] and new.get("external_id"):
        found.columns["external_id"] = new["external_id"]
    return found


def _same(one: object, other: object) -> bool:
    """Whether two values are one, spaces apart: files lose the non-breaking ones that people and typography set."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return one == other


def _weigh(found: Changes, name: str, columns: Row, stored: Row, written: Mapping[str, object]) -> None:
    last = written.get(name)
    if name in written and _same(columns[name], last):
        found.notes.append(f"{_LABELS[name]} : corrigé au registre depuis le dernier import, gardé.")
        return
    if name in written and not _same(stored[name], last) and stored[name] not in ("", None, "[]"):
        found.replaces_by_hand = True
        found.notes.append(
            f"{_LABELS[name]} : corrigé au registre depuis le dernier import ; le fichier dit autre chose."
        )
    found.columns |= columns
    found.shown[name] = (shown(name, stored[name]), shown(name, columns[name]))


def _organisation(found: Changes, new: Row, stored: Row, written: Mapping[str, object]) -> None:
    organisation = str(new.get("organisation") or "")
    if organisation and search_key(organisation) != search_key(str(stored["organisation"])):
        # The registry writes the name of an organisation in one way: accents and case alone change nothing.
        known = {**stored, "organisation": str(stored["organisation"])}
        _weigh(found, "organisation", {"organisation": organisation}, known, written)
    network = str(new.get("network") or "")
    # A network belongs to an organisation: a line that does not name the sheet's never changes an established one.
    is_its_own = search_key(organisation or network) == search_key(str(stored["organisation"]))
    is_free = "organisation" in found.columns or is_its_own or not (stored["organisation"] and stored["network"])
    if network and network != stored["network"] and is_free:
        _weigh(found, "network", {"network": network}, stored, written)


def _point(found: Changes, new: Row, stored: Row, written: Mapping[str, object]) -> None:
    if "latitude" not in new or (new["latitude"], new["longitude"]) == (stored["latitude"], stored["longitude"]):
        return
    moved = "commune" in found.shown
    if stored["location_source"] == "manual":
        if moved:
            found.notes.append("Le point placé à la main est gardé : vérifiez-le.")
        return
    # The centre of a commune never replaces a better point of that commune.
    if new["location_source"] == "commune" and stored["latitude"] is not None and not moved:
        return
    was_written = (written.get("latitude"), written.get("longitude")) == (new["latitude"], new["longitude"])
    if stored["latitude"] is not None and was_written and not moved:
        return
    found.columns |= {name: new[name] for name in _POINT}
    before = ""
    after = "placé"
    if stored["latitude"] is not None:
        km = territory.distance_km(stored["latitude"], stored["longitude"], new["latitude"], new["longitude"])
        before = f"{stored['latitude']:.5f}, {stored['longitude']:.5f}".replace(".", ",")
        distance = f"{round(km * 1000)} m" if km < 1 else f"{round(km)} km"
        after = f"déplacé de {distance}"
    found.shown["point"] = (before, after)


def shown(name: str, value: object) -> str:
    """A stored value as people read it."""
    if value in (None, "", "[]"):
        return ""
    if name == "categories":
        return ", ".join(Category(code).label for code in json.loads(str(value)))
    if name == "may_advertise":
        return "oui" if value else "non"
    return str(value)
