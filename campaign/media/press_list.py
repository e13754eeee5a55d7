"""A list of outlets and correspondents in a spreadsheet: read, checked line by line, added; and the same, out."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import CampaignError, InvalidForm, UnreadableFile
from campaign.base.fields import phone_in_words
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.base.text import clean, search_key
from campaign.media.correspondents import add_correspondent, checked_correspondent
from campaign.media.model import Correspondent, Outlet, OutletKind
from campaign.media.outlets import add_outlet, checked_outlet
from campaign.media.store import all_correspondents, all_outlets
from campaign.partners.importing.reading import read_table
from campaign.territory.model import short_epci_name
from campaign.territory.views import epci, epcis_of

HEADERS = (
    "Média", "Type", "Territoire", "Site", "Note du média", "Correspondant", "Fonction", "Courriel", "Téléphone",
    "Note",
)  # fmt: skip
WHOLE = "Tout le département"
# What people call the columns, beside the names above.
_ALSO = {
    "Média": ("media", "titre", "journal", "organe", "nom du media"),
    "Type": ("type de media", "categorie", "support"),
    "Territoire": ("secteur", "zone", "epci", "diffusion"),
    "Site": ("site internet", "site web", "url"),
    "Correspondant": ("nom", "contact", "journaliste", "nom du correspondant", "nom du contact", "prenom nom"),
    "Fonction": ("poste", "role"),
    "Courriel": ("mail", "e mail", "email", "adresse electronique", "adresse mail", "mel"),
    "Téléphone": ("tel", "telephone", "portable", "mobile"),
    "Note": ("remarque", "remarques", "commentaire", "notes"),
}


@dataclass(frozen=True, slots=True)
class ListResult:
    """What a list gave: outlets and people added, people already there, and lines refused with why."""

    outlets: int
    correspondents: int
    known: int
    refused: tuple[str, ...]


@guarded
def import_press_list(db: Database, by: Actor, name: str, data: bytes, operation: str) -> ListResult:
    """Add what a CSV or XLSX lists; whoever is already there (same address) is left as they are.

    Raises:
        UnreadableFile: not a table, or no column « Média » nor « Correspondant ».
    """
    table = read_table(name, data)
    columns = _columns(table.headers)
    if "Média" not in columns and "Correspondant" not in columns:
        raise UnreadableFile(f"Colonnes attendues : {', '.join(HEADERS)}. Il faut au moins « Média ».")
    with transaction(db):
        if done := operations.replay(db, operation, "import_press_list"):
            return ListResult(done["outlets"], done["correspondents"], done["known"], tuple(done["refused"]))
        adding = _Adding(db, by)
        for cells, number in zip(table.rows, table.row_numbers, strict=True):
            line = {column: clean(cells[index]) for column, index in columns.items()}
            if any(line.values()):
                adding.add(line, number)
        result = ListResult(adding.outlets, adding.people, adding.known, tuple(adding.refused))
        details = {"outlets": result.outlets, "correspondents": result.correspondents}
        journal.record(db, by.journal_name, "import_press_list", "press_list", None, operation, details)
        kept = {**details, "known": result.known, "refused": list(result.refused)}
        operations.remember(db, operation, "import_press_list", result=kept)
    return result


class _Adding:
    """The lines of a list, one after the other, each whole or not at all."""

    def __init__(self, db: Database, by: Actor) -> None:
        self.db, self.by = db, by
        self.ids = {search_key(one.name): one.id for one in all_outlets(db)}
        everyone = all_correspondents(db)
        self.emails = {one.email.lower() for one in everyone if one.email}
        self.names = {search_key(one.name) for one in everyone}
        self.outlets = self.people = self.known = 0
        self.refused: list[str] = []

    def add(self, line: dict[str, str], number: int) -> None:
        try:
            outlet, person = self._outlet(line), self._person(line)
        except CampaignError as problem:
            said = problem.problems[0].message if isinstance(problem, InvalidForm) else problem.message
            self.refused.append(f"Ligne {number} : {said}")
            return
        outlet_id = self.ids.get(search_key(line.get("Média", "")))
        if outlet and outlet_id is None:
            outlet_id = add_outlet(self.db, self.by, outlet, new_operation())
            self.ids[search_key(line["Média"])] = outlet_id
            self.outlets += 1
        if person is None:
            return
        email = str(person["email"]).lower()
        if email in self.emails or (not email and search_key(str(person["name"])) in self.names):
            self.known += 1
            return
        person["outlet_ids"] = [outlet_id] if outlet_id else []
        add_correspondent(self.db, self.by, person, new_operation())
        self.emails.add(email) if email else self.names.add(search_key(str(person["name"])))
        self.people += 1

    def _outlet(self, line: dict[str, str]) -> dict[str, object] | None:
        if not line.get("Média"):
            return None
        values = {
            "name": line["Média"],
            "kind": _kind(line.get("Type", "")),
            "territories": _territories(line.get("Territoire", "")),
            "website": line.get("Site", ""),
            "note": line.get("Note du média", ""),
        }
        checked_outlet(values)
        return values

    def _person(self, line: dict[str, str]) -> dict[str, object] | None:
        name = line.get("Correspondant") or (f"Rédaction, {line['Média']}" if line.get("Courriel") else "")
        if not name:
            return None
        values: dict[str, object] = {
            "name": name,
            "job": line.get("Fonction", ""),
            "email": line.get("Courriel", ""),
            "phone": line.get("Téléphone", ""),
            "note": line.get("Note", ""),
        }
        checked_correspondent(values)
        return values


def export_rows(
    outlets: Sequence[Outlet], correspondents: Sequence[Correspondent], *, personal: bool = True
) -> list[tuple[object, ...]]:
    """The same columns, out: a line a person and an outlet, an outlet without anybody on a line of its own."""
    lines = []
    for outlet in outlets:
        said = (outlet.name, outlet.kind.label, territory_words(outlet.territories), outlet.website, outlet.note)
        people = [one for one in correspondents if outlet.id in one.outlet_ids] if personal else []
        lines += [(*said, *_who(one)) for one in people] or [(*said, "", "", "", "", "")]
    alone = [one for one in correspondents if not one.outlet_ids] if personal else []
    return lines + [("", "", territory_words(one.territories), "", "", *_who(one)) for one in alone]


def territory_words(sirens: Sequence[str]) -> str:
    """« Mauges Communauté, Saumur Val de Loire », « Tout le département »."""
    return ", ".join(short_epci_name(epci(one).name) for one in sirens) or WHOLE


def _who(one: Correspondent) -> tuple[str, ...]:
    return (one.name, one.job, one.email, phone_in_words(one.phone) if one.phone else "", one.note)


def _columns(headers: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    keys = [search_key(header) for header in headers]
    for name in HEADERS:
        for wanted in (search_key(name), *_ALSO.get(name, ())):
            if name not in found and wanted in keys and keys.index(wanted) not in found.values():
                found[name] = keys.index(wanted)
    return found


def _kind(typed: str) -> str:
    """The kind whose name begins the same; a site when nothing says."""
    key = search_key(typed)
    names = {search_key(one.label): one for one in OutletKind} | {search_key(str(one)): one for one in OutletKind}
    found = next((kind for name, kind in names.items() if key and (name.startswith(key) or key.startswith(name))), None)
    return str(found or OutletKind.WEB) if not key or found else typed


def _territories(typed: str) -> list[str]:
    """The EPCI named; none for the whole département.

    Raises:
        UnreadableFile: a name that no EPCI of the département bears.
    """
    here = epcis_of(settings().departement)
    found = []
    for part in typed.replace(";", ",").split(","):
        key = search_key(part)
        if not key or "departement" in key:
            continue
        named = [one for one in here if key in (search_key(one.name), search_key(short_epci_name(one.name)), one.siren)]
        if not named:
            raise UnreadableFile(f"territoire inconnu, « {part.strip()} » : écrivez le nom d’une intercommunalité.")
        found.append(named[0].siren)
    return found
