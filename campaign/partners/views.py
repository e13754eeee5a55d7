"""The registry as screens read it."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import journal
from campaign.base.database import Database, rows
from campaign.base.errors import NotFound
from campaign.base.french import enumerate_in_words
from campaign.base.text import search_key
from campaign.partners.likeness import SAME_NAMES, name_words, names_likeness
from campaign.partners.model import PLACE_LABELS, ArchiveReason, Contact, Kind, Place, SiretState
from campaign.partners.pairs_found import found_pairs
from campaign.partners.sheet_changes import FieldChange, can_be_undone, field_in_words, in_words
from campaign.partners.store import contact_by_id, contacts_where, place_by_id, places_where


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a sheet's history: who did what, in plain French, and what each field was before and after.

    ``of`` names the sheet that this one took the place of, when the line is about that one. ``undoable``: at least one
    field still holds what the line wrote.
    """

    at: datetime
    who: str
    text: str
    id: int = 0
    changes: tuple[FieldChange, ...] = ()
    undoable: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The registry in three figures."""

    shops: int
    incomplete: int
    duplicates: int


def _words(search: str) -> tuple[str, dict[str, object]]:
    words = search_key(search).split()
    wheres = "".join(f" AND search_key LIKE :word{index}" for index in range(len(words)))
    return wheres, {f"word{index}": f"%{word}%" for index, word in enumerate(words)}


@guarded
def places(
    db: Database, by: Actor, kind: Kind | None = Kind.SHOP, search: str = "", epci: str = "", archived: bool = False
) -> list[Place]:
    """Places of a kind whose name, town, organisation, address or EPCI hold every word typed, accents apart."""
    wheres, parameters = _words(search)
    where = f"archived_at IS {'NOT ' if archived else ''}NULL"
    where += " AND kind = :kind" if kind else ""
    where += " AND epci_siren = :epci" if epci else ""
    return places_where(db, where + wheres, {"kind": str(kind), "epci": epci, **parameters})


@guarded
def place(db: Database, by: Actor, place_id: int) -> Place:
    """One place, archived or not.

    Raises:
        NotFound.
    """
    found = place_by_id(db, place_id)
    if found is None:
        raise NotFound("Cette fiche n’existe pas.")
    return found


@guarded
def contacts(db: Database, by: Actor, search: str = "", archived: bool = False) -> list[Contact]:
    """Contacts whose name, e-mail or places hold every word typed, accents apart."""
    put_away = "contacts.archived_at IS NOT NULL AND contacts.erased_at IS NULL AND contacts.joined_to IS NULL"
    listed = contacts_where(db, put_away if archived else "contacts.archived_at IS NULL")
    words = search_key(search).split()
    if not words:
        return listed

    def holds(contact: Contact) -> bool:
        text = search_key(" ".join((contact.name, contact.email, contact.job, *contact.place_names)))
        return all(word in text for word in words)

    return [contact for contact in listed if holds(contact)]


@guarded
def contacts_of(db: Database, by: Actor, place_id: int) -> list[Contact]:
    """The contacts who answer for a place."""
    where = (
        "contacts.archived_at IS NULL AND contacts.id IN (SELECT contact_id FROM contact_places WHERE place_id = :id)"
    )
    return contacts_where(db, where, {"id": place_id})


@guarded
def contact(db: Database, by: Actor, contact_id: int) -> Contact:
    """One contact, archived or not.

    Raises:
        NotFound.
    """
    found = contact_by_id(db, contact_id)
    if found is None:
        raise NotFound("Ce contact n’existe pas.")
    return found


@guarded
def similar_places(db: Database, by: Actor, name: str, insee_code: str, but: int | None = None) -> list[Place]:
    """Shops of a commune that bear this name, or nearly: accents, case, legal form and town apart.

    ``but`` is the sheet being edited. The form then asks ``same_name_question`` before it adds a second sheet.
    """
    if not search_key(name) or not insee_code:
        return []
    there = places_where(
        db, "kind = 'shop' AND archived_at IS NULL AND insee_code = :insee_code", {"insee_code": insee_code}
    )
    return [
        one
        for one in there
        if one.id != but
        and names_likeness(name_words(name, one.commune), name_words(one.name, one.commune)) >= SAME_NAMES
    ]


def same_name_question(place: Place) -> str:
    """« Une boutique porte déjà ce nom à Angers. La même ? »"""
    where = f"à {place.commune}"
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if place.commune.startswith(article):
            where = contracted + place.commune.removeprefix(article)
    return f"Une boutique porte déjà ce nom {where}. La même ?"


@guarded
def counts(db: Database, by: Actor) -> Counts:
    """Active shops, sheets to complete, duplicates to decide."""
    shops = places_where(db, "kind = 'shop' AND archived_at IS NULL")
    return Counts(
        shops=len(shops),
        incomplete=sum(bool(shop.missing) for shop in shops),
        duplicates=len(found_pairs(db)),
    )


VERBS = {
    "add_place": "Fiche créée",
    "change_place": "Fiche modifiée",
    "confirm_sheet": "Vérifiée",
    "say_sheet_is_right": "Dite juste par la boutique",
    "undo_change": "Changement annulé",
    "compare_register": "SIRET comparé",
    "archive_place": "Fiche archivée",
    "restore_place": "Fiche remise au registre",
    "settle_duplicate": "Doublon tranché",
    "merge_places": "Réunie avec une autre fiche",
    "unmerge_places": "Fusion annulée",
    "keep_apart": "Dite différente d’une fiche qui lui ressemble",
    "compare_again": "De nouveau comparée à une fiche qui lui ressemble",
    "import_place": "Importée d’un fichier",
    "undo_import": "Import annulé",
    "accept_suggestion": "Correction proposée acceptée",
    "refuse_suggestion": "Correction proposée refusée",
    "undo_suggestion": "Décision sur une correction reprise",
    "report_mistake": "Erreur signalée par un habitant",
    "add_picture": "Image ajoutée",
    "change_picture": "Image modifiée",
    "put_picture_first": "Photo principale choisie",
    "remove_picture": "Image retirée",
    "restore_picture": "Image remise",
    "suggest_correction": "Correction proposée par la boutique",
    "confirm_participation": "Réponse enregistrée",
    "invite": "Invitée à une édition",
    "uninvite": "Retirée d’une édition",
    "say_phone_public": "Accord sur le numéro mobile",
    "approve_line": "Ligne de l’annuaire validée",
    "declare": "Signalement sur sa livraison",
    "foreign_place_refused": "Demandée par le lien d’une autre boutique, sans suite",
    "unknown_fields_ignored": "Réponse reçue avec des champs inconnus, laissés",
}


@guarded
def history(db: Database, by: Actor, place_id: int, limit: int = 50) -> list[HistoryLine]:
    """What happened to a sheet, latest first, and to those it took the place of."""
    sheets = {
        one["id"]: one
        for one in rows(
            db,
            "WITH RECURSIVE mine(id) AS (SELECT ? UNION SELECT places.id FROM places JOIN mine "
            "ON merged_into = mine.id) SELECT * FROM shop_card WHERE id IN (SELECT id FROM mine)",
            [place_id],
        )
    }
    lines = []
    for entry in journal.entries_of(db, "place", sheets, limit):
        own = entry.subject_id == place_id
        lines.append(
            HistoryLine(
                at=entry.at,
                who=_who(db, entry),
                text=_what(db, entry),
                id=entry.id,
                changes=in_words(db, entry),
                undoable=own and can_be_undone(db, sheets[place_id], entry),
                of="" if own else str(sheets[entry.subject_id]["name"]),
            )
        )
    return lines


def _who(db: Database, entry: journal.Entry) -> str:
    if entry.actor.partition(":")[0] == str(Role.PUBLIC):
        return "un habitant"
    return name_of_actor(db, entry.actor)


def _what(db: Database, entry: journal.Entry) -> str:
    text = VERBS.get(entry.verb, "Un changement")
    told = entry.details.get("confirmed") or entry.details.get("fields", {})
    named = [*told, *entry.details.get("personal", ())]
    fields = dict.fromkeys(field_in_words(name) for name in PLACE_LABELS if name in named)
    if entry.verb == "archive_place" and entry.details.get("reason") in list(ArchiveReason):
        return f"{text} : {ArchiveReason(entry.details['reason']).label.lower()}"
    if entry.verb == "compare_register" and entry.details.get("state") in list(SiretState):
        return f"{text} : {SiretState(entry.details['state']).label.lower()}"
    if entry.verb == "import_place" and (file := _file_of(db, entry)):
        text = f"{text} « {file} »"
    told_of = f"{text} : {enumerate_in_words(fields)}" if fields else text
    proposed = [field_in_words(name) for name in PLACE_LABELS if name in entry.details.get("suggested", ())]
    return f"{told_of} ; il propose : {enumerate_in_words(proposed)}" if proposed else told_of


def _file_of(db: Database, entry: journal.Entry) -> str:
    found = rows(db, "SELECT file_name FROM imports WHERE id = ?", [entry.details.get("import")])
    return str(found[0]["file_name"]) if found else ""
