"""What somebody else says of a sheet (a shop, a resident, a file): rows beside it until an agent decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database, Row, insert, rows
from campaign.base.labels import Labelled
from campaign.partners.model import PLACE_LABELS


class SuggestionSource(Labelled):
    """Who proposes."""

    SHOP = "shop", "La boutique"
    RESIDENT = "resident", "Un habitant"
    FILE = "file", "Un fichier importé"
    REGISTER = "register", "Le répertoire des établissements"


# A remark on the sheet as a whole: its words are ``proposed``; accepting it says « c'est fait » and writes nothing.
REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A correction which an agent accepts or refuses. ``current`` is what the sheet said when it was proposed."""

    id: int
    place_id: int
    place_name: str
    source: SuggestionSource
    field: str
    current: str
    proposed: str
    at: datetime
    note: str = ""
    state: str = "pending"
    edition_id: int | None = None
    import_id: int | None = None

    @property
    def label(self) -> str:
        """The French name of the field."""
        return PLACE_LABELS.get(self.field, "Remarque")


def suggestions_where(db: Database, where: str, parameters: Mapping[str, object]) -> list[Suggestion]:
    """Suggestions by a condition written in our code, oldest first."""
    found = rows(
        db,
        "SELECT sheet_suggestions.*, places.name AS place_name FROM sheet_suggestions "  # noqa: S608 - our conditions
        f"JOIN places ON places.id = place_id WHERE {where} ORDER BY sheet_suggestions.id",
        dict(parameters),
    )
    return [
        Suggestion(
            id=one["id"],
            place_id=one["place_id"],
            place_name=one["place_name"],
            source=SuggestionSource(one["source"]),
            field=one["field"],
            current=one["current"],
            proposed=one["proposed"],
            at=clock.from_stamp(one["at"]),
            note=one["note"],
            state=one["state"],
            edition_id=one["edition_id"],
            import_id=one["import_id"],
        )
        for one in found
    ]


def keep_suggestion(
    db: Database, by: Actor, source: SuggestionSource, place: Row, field: str, proposed: str, *, note: str = "",
    edition_id: int | None = None, import_id: int | None = None,
) -> int:  # fmt: skip
    """Write a suggestion inside the caller's transaction; a newer one of the same source replaces the older.

    For the actions of shops, residents and imports, which check and journal. ``place`` is the row of the sheet.
    """
    replace_pending(db, int(place["id"]), field, source)
    return insert(
        db,
        "sheet_suggestions",
        {
            "place_id": place["id"],
            "source": str(source),
            "edition_id": edition_id,
            "contact_id": by.id if source is SuggestionSource.SHOP else None,
            "import_id": import_id,
            "field": field,
            "current": str(place[field] if field in place and place[field] is not None else ""),
            "proposed": proposed,
            "note": note,
            "at": clock.stamp(),
        },
    )


def replace_pending(db: Database, place_id: int, field: str, source: SuggestionSource) -> None:
    """What one source said of a field before no longer waits."""
    db.conn.execute(
        "UPDATE sheet_suggestions SET state = 'replaced', decided_at = ? "
        "WHERE place_id = ? AND field = ? AND source = ? AND state = 'pending'",
        [clock.stamp(), place_id, field, str(source)],
    )
