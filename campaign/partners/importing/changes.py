"""What a line would change on a sheet: only what the file says, never a point placed by hand, nothing silently."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.base.database import Row
from campaign.base.fields import phone_in_words
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
_EMPTY = ("", None, "[]")
_ADDRESS = frozenset(("address", "postcode", "commune"))
_LABELS = {**PLACE_LABELS, "point": "Point sur la carte"}


@dataclass(slots=True)
class Changes:
    """``columns`` to write, what is ``shown`` of them (field -> before, after, in French), what is only ``suggested``
    because somebody who knows the shop set that field since (field -> before, after, and the text to propose), and
    sentences about what is kept."""

    columns: Row = field(default_factory=dict)
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    suggested: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many fields the file and the sheet disagree on."""
        return len(self.shown) + len(self.suggested)

    def sentences(self) -> tuple[str, ...]:
        """« Téléphone : « … » devient « … ». » for each change, « Proposition : … », then what is kept."""
        told = []
        for name, (before, after) in self.shown.items():
            if before:
                told.append(f"{_LABELS[name]} : « {_said(name, before)} » devient « {_said(name, after)} ».")
            else:
                told.append(f"{_LABELS[name]} : « {_said(name, after)} » (vide jusqu’ici).")
        for name, (before, after, _) in self.suggested.items():
            kept = f"« {_said(name, before)} »" if before else "la case vide"
            told.append(
                f"Proposition : {_LABELS[name]} « {_said(name, after)} » au lieu de {kept}, confirmé au registre."
            )
        return (*told, *self.notes)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a sheet besides its row: ``written``, the values last imported; ``vouched``, the fields that an
    agent or the shop said right since that import; ``waiting``, what a file proposed and nobody decided or accepted."""

    written: Mapping[str, object] = field(default_factory=dict)
    vouched: frozenset[str] = frozenset()
    waiting: frozenset[tuple[str, str]] = frozenset()


NOTHING_KNOWN = Known()


def changes(sheet: ReadSheet, stored: Row, known: Known = NOTHING_KNOWN) -> Changes:
    """What ``sheet`` would change on the ``stored`` row.

    A value that the file still says as it did then, and that somebody has changed since in the registry, stays theirs.
    When both changed, the file's is suggested, and an agent decides.
    """
    found = Changes()
    new = sheet.columns
    for name in _PLAIN:
        if name in new and not _same(new[name], stored[name]):
            _weigh(found, name, {name: new[name]}, stored, known)
    _organisation(found, new, stored, known)
    if new.get("insee_code") and new["insee_code"] != stored["insee_code"]:
        _weigh(found, "commune", {name: new[name] for name in _COMMUNE}, stored, known)
    if "opening_hours_text" in new and not _same(new["opening_hours_text"], stored["opening_hours_text"]):
        _weigh(found, "opening_hours_text", {name: new[name] for name in _HOURS}, stored, known)
    _one_address(found, new)
    _point(found, new, stored, known.written)
    if found.count and not stored["external_id"] and new.get("external_id"):
        found.columns["external_id"] = new["external_id"]
    return found


def _same(one: object, other: object) -> bool:
    """Whether two values are one, spaces apart: files lose the non-breaking ones that people and typography set."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return one == other


def _weigh(found: Changes, name: str, columns: Row, stored: Row, known: Known) -> None:
    if name in known.written and _same(columns[name], known.written[name]):
        found.notes.append(f"{_LABELS[name]} : corrigé au registre depuis le dernier import, gardé.")
        return
    if not _set_by_somebody(name, stored, known):
        found.columns |= columns
        found.shown[name] = (shown(name, stored[name]), shown(name, columns[name]))
        return
    proposed = str(columns[name])
    if (name, proposed) in known.waiting:
        found.notes.append(f"{_LABELS[name]} : déjà proposé par un fichier.")
        return
    found.suggested[name] = (shown(name, stored[name]), shown(name, columns[name]), proposed)


def _set_by_somebody(name: str, stored: Row, known: Known) -> bool:
    """Whether somebody gave this field its value since the last import. An empty one is theirs only when they emptied
    what a file had said; a network follows its organisation, and differs without anybody's hand."""
    last = known.written.get(name)
    if stored[name] in _EMPTY:
        return name in known.vouched and last not in _EMPTY
    if name in known.vouched:
        return True
    if last is None or name == "network":
        return False
    if name == "organisation":
        return search_key(str(stored[name])) != search_key(str(last))
    return not _same(stored[name], last)


def _one_address(found: Changes, new: Row) -> None:
    """Street, postcode and commune go together: when one of them only is a proposal, the others wait with it."""
    if _ADDRESS.isdisjoint(found.suggested):
        return
    for name in _ADDRESS & found.shown.keys():
        before, after = found.shown.pop(name)
        found.suggested[name] = (before, after, str(new[name]))
        for column in _COMMUNE if name == "commune" else (name,):
            del found.columns[column]


def _organisation(found: Changes, new: Row, stored: Row, known: Known) -> None:
    organisation = str(new.get("organisation") or "")
    if organisation and search_key(organisation) != search_key(str(stored["organisation"])):
        # The registry writes the name of an organisation in one way: accents and case alone change nothing.
        _weigh(found, "organisation", {"organisation": organisation}, stored, known)
    network = str(new.get("network") or "")
    # A network belongs to an organisation: a line that does not name the sheet's never changes an established one.
    is_its_own = search_key(organisation or network) == search_key(str(stored["organisation"]))
    is_free = "organisation" in found.columns or is_its_own or not (stored["organisation"] and stored["network"])
    if network and network != stored["network"] and is_free and "organisation" not in found.suggested:
        _weigh(found, "network", {"network": network}, stored, known)


def _point(found: Changes, new: Row, stored: Row, written: Mapping[str, object]) -> None:
    if "latitude" not in new or (new["latitude"], new["longitude"]) == (stored["latitude"], stored["longitude"]):
        return
    if not _ADDRESS.isdisjoint(found.suggested):
        return  # the point of a place that an agent has not accepted yet
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


def _said(name: str, text: str) -> str:
    return phone_in_words(text) if name == "phone" else text


def shown(name: str, value: object) -> str:
    """A stored value as people read it."""
    if value in _EMPTY:
        return ""
    if name == "categories":
        return ", ".join(Category(code).label for code in json.loads(str(value)))
    if name == "may_advertise":
        return "oui" if value else "non"
    return str(value)
