"""Places of posters: the list, those kept for an edition, what agents note of them."""

from collections.abc import Mapping, Sequence

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, transaction
from campaign.base.errors import InvalidInput, Refused
from campaign.base.fields import coordinates, whole_number
from campaign.base.settings import settings
from campaign.editions.views import edition as edition_view
from campaign.media.codes import token
from campaign.media.spots_model import SpotKind, SpotState
from campaign.media.spots_store import add_note, keep_code, known_posting
from campaign.territory.views import find_commune

TABLE, SUBJECT = "poster_spots", "poster_spot"
MAX_NOTE, MOST_POSTERS = 300, 500
LABELS = {
    "label": "Emplacement", "kind": "Type", "address": "Adresse", "commune": "Commune", "postcode": "Code postal",
    "latitude": "Latitude", "longitude": "Longitude", "quantity": "Affiches", "by": "Qui pose", "note": "Note",
}  # fmt: skip


@guarded
def add_spot(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add a place and keep it for an edition; its id.

    Raises:
        InvalidForm: the commune is not found or not sure, half a point… NotFound.
    """
    edition_view(db, edition_id)
    columns = _columns({"label": "", "kind": "", "commune": "", "quantity": "1", **values})
    with transaction(db):
        if done := operations.replay(db, operation, "add_spot", edition_id):
            return done["id"]
        spot_id = insert(db, TABLE, {**columns, "created_at": clock.stamp()})
        _keep(db, edition_id, spot_id)
        journal.record(db, by.journal_name, "add_spot", SUBJECT, spot_id, operation, {"edition": edition_id})
        operations.remember(db, operation, "add_spot", edition_id, {"id": spot_id})
    return spot_id


@guarded
def change_spot(
    db: Database, by: Actor, spot_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a place read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    saving.change_row(db, by, TABLE, ("change_spot", "archive_spot", "restore_spot"), SUBJECT, spot_id, version,
                      _columns(values), operation, "label")  # fmt: skip


@guarded
def archive_spot(db: Database, by: Actor, spot_id: int, operation: str) -> None:
    """No longer a place for posters: no new edition takes it up. ``restore_spot`` undoes."""
    saving.set_aside(db, by, TABLE, "archived_at", "archive_spot", SUBJECT, spot_id, operation)


@guarded
def restore_spot(db: Database, by: Actor, spot_id: int, operation: str) -> None:
    """Bring an archived place back."""
    saving.set_aside(db, by, TABLE, "archived_at", "restore_spot", SUBJECT, spot_id, operation, back=True)


@guarded
def keep_spots(db: Database, by: Actor, edition_id: int, spot_ids: Sequence[int], operation: str) -> int:
    """Keep places for an edition; how many were not kept yet.

    Raises:
        NotFound.
    """
    edition_view(db, edition_id)
    with transaction(db):
        if (done := operations.replay(db, operation, "keep_spots", edition_id)) is not None:
            return done["kept"]
        for spot_id in spot_ids:
            saving.known_row(db, TABLE, spot_id)
        kept = sum(_keep(db, edition_id, spot_id) for spot_id in dict.fromkeys(spot_ids))
        journal.record(db, by.journal_name, "keep_spots", "edition", edition_id, operation, {"spots": kept})
        operations.remember(db, operation, "keep_spots", edition_id, {"kept": kept})
    return kept


@guarded
def leave_spot(db: Database, by: Actor, posting_id: int, operation: str) -> None:
    """A place is not for this edition after all; ``keep_spots`` takes it up again. Its code closes.

    Raises:
        NotFound; Refused: something was already noted there.
    """
    with transaction(db):
        if operations.replay(db, operation, "leave_spot", posting_id) is not None:
            return
        posting = known_posting(db, posting_id)
        if posting.latest:
            raise Refused("Des affiches y ont déjà été notées : cet emplacement reste dans l’historique de l’édition.")
        db.conn.execute("UPDATE poster_postings SET left_at = ? WHERE id = ?", [clock.stamp(), posting_id])
        details = {"edition": posting.edition_id}
        journal.record(db, by.journal_name, "leave_spot", SUBJECT, posting.spot.id, operation, details)
        operations.remember(db, operation, "leave_spot", posting_id)


@guarded
def note_poster(db: Database, by: Actor, posting_id: int, state: SpotState, note: str, operation: str) -> None:
    """An agent says what they know of a place; saying « à poser » takes a mistake back.

    Raises:
        NotFound, InvalidInput.
    """
    said = saving.text_of("note", "la note", MAX_NOTE, multiline=True)(note)
    with transaction(db):
        if operations.replay(db, operation, "note_poster", posting_id) is not None:
            return
        known_posting(db, posting_id)
        add_note(db, posting_id, state, by.journal_name, said)
        journal.record(db, by.journal_name, "note_poster", "posting", posting_id, operation, {"state": str(state)})
        operations.remember(db, operation, "note_poster", posting_id)


@guarded
def renew_code(db: Database, by: Actor, posting_id: int, operation: str) -> None:
    """Close the printed code of a place and make another: a label lost, or photographed by the wrong person.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "renew_code", posting_id) is not None:
            return
        posting = known_posting(db, posting_id)
        db.conn.execute("UPDATE poster_postings SET generation = generation + 1 WHERE id = ?", [posting_id])
        generation = posting.generation + 1
        keep_code(db, posting_id, token(posting.spot.id, posting.edition_id, generation), generation)
        journal.record(db, by.journal_name, "renew_code", SUBJECT, posting.spot.id, operation)
        operations.remember(db, operation, "renew_code", posting_id)


def _keep(db: Database, edition_id: int, spot_id: int) -> bool:
    known = row(db, "SELECT * FROM poster_postings WHERE edition_id = ? AND spot_id = ?", [edition_id, spot_id])
    if known:
        db.conn.execute("UPDATE poster_postings SET left_at = NULL WHERE id = ?", [known["id"]])
        return known["left_at"] is not None
    values = {"edition_id": edition_id, "spot_id": spot_id, "created_at": clock.stamp()}
    posting_id = insert(db, "poster_postings", values)
    keep_code(db, posting_id, token(spot_id, edition_id, 1), 1)
    return True


def _columns(values: Mapping[str, object]) -> Row:
    columns = saving.checked(
        values,
        {
            "label": saving.text_of("label", "l’emplacement, tel qu’on le reconnaît sur place", 120, required=True),
            "kind": saving.one_of(SpotKind, "kind", "Choisissez le type d’emplacement."),
            "address": saving.text_of("address", "l’adresse", 160),
            "quantity": lambda typed: whole_number(str(typed), 1, MOST_POSTERS, "quantity"),
            "by": saving.text_of("by", "qui pose", 80),
            "note": saving.text_of("note", "la note", 1000, multiline=True),
            "commune": lambda typed: _commune(str(typed or ""), str(values.get("postcode") or "")),
            "latitude": lambda typed: _point(typed, values.get("longitude")),
        },
    )
    if "by" in columns:
        columns["by_whom"] = columns.pop("by")
    for group in ("commune", "latitude"):
        if group in columns:
            columns |= columns.pop(group)  # type: ignore[arg-type]
    return columns


def _commune(typed: str, postcode: str) -> Row:
    found = find_commune(typed, postcode, settings().departement)
    if found.commune is None:
        near = ", ".join(one.label for one in found.candidates[:3])
        said = " ".join(found.notes) or "Commune introuvable."
        raise InvalidInput("commune", f"{said}{f' Choisissez entre : {near}.' if near else ''}")
    one = found.commune
    return {"insee_code": one.insee_code, "commune": one.name, "epci_siren": one.epci_siren,
            "epci_name": one.epci_name}  # fmt: skip


def _point(latitude: object, longitude: object) -> Row:
    north, east = str(latitude or "").strip(), str(longitude or "").strip()
    if not north and not east:
        return {"latitude": None, "longitude": None}
    if not north or not east:
        raise InvalidInput("latitude", "Il manque une des deux coordonnées : écrivez les deux, ou aucune.")
    point = coordinates(north, east)
    return {"latitude": point[0], "longitude": point[1]}
