"""Places of posters, as rows."""

from campaign.base import clock
from campaign.base.database import Database, Row, insert, row, rows
from campaign.base.errors import NotFound
from campaign.base.secret import fingerprint
from campaign.media.spots_model import Noted, Posting, Spot, SpotKind, SpotState

_POSTINGS = (
    "SELECT s.*, p.id AS posting_id, p.edition_id, p.generation, n.id AS note_id, n.state, n.at, n.actor, "
    "n.note AS said, n.photo FROM poster_postings p JOIN poster_spots s ON s.id = p.spot_id LEFT JOIN poster_notes n "
    "ON n.id = (SELECT max(id) FROM poster_notes WHERE posting_id = p.id)"
)


def all_spots(db: Database) -> list[Spot]:
    """Every place, archived ones too, by commune and label."""
    sql = "SELECT * FROM poster_spots ORDER BY commune COLLATE NOCASE, label COLLATE NOCASE, id"
    return [_spot(one) for one in rows(db, sql)]


def spot_by_id(db: Database, spot_id: int) -> Spot | None:
    """One place."""
    found = row(db, "SELECT * FROM poster_spots WHERE id = ?", [spot_id])
    return _spot(found) if found else None


def postings_of(db: Database, edition_id: int) -> list[Posting]:
    """The places kept for an edition with their latest news, by commune and label."""
    kept = "WHERE p.edition_id = ? AND p.left_at IS NULL"
    sql = f"{_POSTINGS} {kept} ORDER BY s.commune COLLATE NOCASE, s.label COLLATE NOCASE, s.id"
    return [_posting(one) for one in rows(db, sql, [edition_id])]


def posting_by_id(db: Database, posting_id: int) -> Posting | None:
    """One place kept for an edition."""
    found = row(db, f"{_POSTINGS} WHERE p.id = ? AND p.left_at IS NULL", [posting_id])
    return _posting(found) if found else None


def known_posting(db: Database, posting_id: int) -> Posting:
    """A place of an edition.

    Raises:
        NotFound.
    """
    found = posting_by_id(db, posting_id)
    if found is None:
        raise NotFound("Cet emplacement n’est pas, ou plus, retenu pour cette édition.")
    return found


def keep_code(db: Database, posting_id: int, token: str, generation: int) -> None:
    """Keep what recognises a code, in the caller's transaction: its fingerprint, never the code."""
    db.conn.execute("INSERT INTO poster_codes VALUES (?, ?, ?)", [fingerprint(token), posting_id, generation])


def notes_of(db: Database, posting_id: int) -> list[Noted]:
    """Everything said of a place for an edition, the latest first."""
    found = rows(db, "SELECT * FROM poster_notes WHERE posting_id = ? ORDER BY id DESC", [posting_id])
    return [
        Noted(one["id"], SpotState(one["state"]), clock.from_stamp(one["at"]), one["actor"], one["note"], one["photo"])
        for one in found
    ]


def add_note(db: Database, posting_id: int, state: SpotState, actor: str, note: str, photo: str = "") -> int:
    """One line of a place's history, in the caller's transaction; its id."""
    values = {"posting_id": posting_id, "state": str(state), "at": clock.stamp(), "actor": actor, "note": note}
    return insert(db, "poster_notes", {**values, "photo": photo})


def _spot(found: Row) -> Spot:
    return Spot(
        id=found["id"],
        label=found["label"],
        kind=SpotKind(found["kind"]),
        address=found["address"],
        insee_code=found["insee_code"],
        commune=found["commune"],
        epci_siren=found["epci_siren"],
        epci_name=found["epci_name"],
        latitude=found["latitude"],
        longitude=found["longitude"],
        quantity=found["quantity"],
        by=found["by_whom"],
        note=found["note"],
        archived_at=clock.from_stamp(found["archived_at"]) if found["archived_at"] else None,
        version=found["version"],
    )


def _posting(found: Row) -> Posting:
    latest = None
    if found["note_id"]:
        at = clock.from_stamp(found["at"])
        state = SpotState(found["state"])
        latest = Noted(found["note_id"], state, at, found["actor"], found["said"], found["photo"])
    return Posting(
        id=found["posting_id"],
        edition_id=found["edition_id"],
        spot=_spot(found),
        generation=found["generation"],
        state=latest.state if latest else SpotState.TO_POSE,
        latest=latest,
    )
