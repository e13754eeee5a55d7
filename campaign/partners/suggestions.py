"""What somebody else says of a sheet (a shop, a resident, a file): rows beside it until an agent decides."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database, Row, insert, rows
from campaign.base.fields import phone_in_words
from campaign.base.labels import Labelled
from campaign.base.text import search_key
from campaign.partners.model import PLACE_LABELS, Category


class SuggestionSource(Labelled):
    """Who proposes."""

    SHOP = "shop", "La boutique"
    RESIDENT = "resident", "Un habitant"
    FILE = "file", "Un fichier"
    REGISTER = "register", "Le répertoire"


# A remark on the sheet as a whole: its words are ``proposed``; accepting it says « c'est fait » and writes nothing.
REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A correction which an agent accepts or refuses. ``current`` is what the sheet said when it was proposed, ``now``
    what it says today, ``written`` what an acceptance wrote, ``decided_by`` who decided as the journal names them."""

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
    now: str = ""
    written: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def label(self) -> str:
        """The French name of the field."""
        return PLACE_LABELS.get(self.field, "Remarque")

    @property
    def is_remark(self) -> bool:
        """Whether it says something of the sheet as a whole, which nothing can write by itself."""
        return self.field not in PLACE_LABELS

    @property
    def sheet_changed(self) -> bool:
        """Whether the sheet says something else than when this was proposed."""
        return not self.is_remark and self.now != self.current


_YES_OR_NO = ("may_advertise", "may_publish_phone")


def stored_text(place: Mapping[str, object], field: str) -> str:
    """A field of a sheet's row as suggestions keep it: '' when there is nothing, or no such field."""
    found = place.get(field)
    return "" if found is None else str(found)


def typed_value(field: str, text: str) -> object:
    """What the sheet's form would send for the ``text`` of a suggestion: codes of categories, yes or no, a text."""
    if field in _YES_OR_NO:
        return search_key(text) in ("1", "true", "oui", "vrai", "x")
    if field != "categories":
        return text
    listed = json.loads(text) if text.startswith("[") else text.split(",")
    codes = {search_key(word): str(one) for one in Category for word in (str(one), one.label)}
    return [codes[search_key(str(word))] for word in listed if search_key(str(word)) in codes]


def value_in_words(field: str, text: str) -> str:
    """The same text as people read it: « 02 41 00 00 05 », « Meubles, Livres », « oui »."""
    if field == "phone" and text.startswith("+"):
        return phone_in_words(text)
    if field == "categories":
        return ", ".join(Category(code).label for code in typed_value(field, text))  # type: ignore[attr-defined]
    if field in _YES_OR_NO:
        return "oui" if typed_value(field, text) else "non"
    return text


def suggestions_where(
    db: Database, where: str, parameters: Mapping[str, object], order: str = "sheet_suggestions.id"
) -> list[Suggestion]:
    """Suggestions by a condition and in an order written in our code; oldest first."""
    found = rows(
        db,
        "SELECT sheet_suggestions.*, places.name AS place_name FROM sheet_suggestions "  # noqa: S608 - our conditions
        f"JOIN places ON places.id = place_id WHERE {where} ORDER BY {order}",
        dict(parameters),
    )
    ids = sorted({int(one["place_id"]) for one in found})
    sql = "SELECT * FROM shop_card WHERE id IN (SELECT value FROM json_each(?))"
    sheets = {one["id"]: one for one in rows(db, sql, [json.dumps(ids)])} if ids else {}
    return [_suggestion(one, sheets[one["place_id"]]) for one in found]


def _suggestion(one: Row, sheet: Row) -> Suggestion:
    return Suggestion(
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
        now=stored_text(sheet, one["field"]),
        written=one["written"] or "",
        decided_by=one["decided_by"] or "",
        decided_at=clock.from_stamp(one["decided_at"]) if one["decided_at"] else None,
    )


def keep_suggestion(
    db: Database, by: Actor, source: SuggestionSource, place: Row, field: str, proposed: str, *, note: str = "",
    edition_id: int | None = None, import_id: int | None = None,
) -> int:  # fmt: skip
    """Write a suggestion inside the caller's transaction; a newer one of the same source replaces the older, except
    between residents, who are not one person.

    For the actions of shops, residents and imports, which check and journal. ``place`` is the row of the sheet.
    """
    if source is not SuggestionSource.RESIDENT:
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
            "current": stored_text(place, field),
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
