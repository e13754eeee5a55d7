"""The media plan: spaces bought or offered, their dates, quantities and costs."""

from collections.abc import Mapping
from datetime import date

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, Row
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import decimal_fr, whole_number
from campaign.editions.views import edition as edition_view
from campaign.media.model import SpaceKind, SpaceState
from campaign.media.store import known_outlet
from campaign.planning.money import Tax

TABLE, SUBJECT = "media_spaces", "media_space"
LABELS = {
    "title": "Intitulé", "kind": "Type", "outlet_id": "Média", "starts_on": "Du", "ends_on": "Au",
    "quantity": "Quantité", "format": "Format", "planned": "Coût prévu", "committed": "Coût engagé",
    "spent": "Coût dépensé", "tax": "Montants", "state": "État", "note": "Note",
}  # fmt: skip
_ENDS_BEFORE = "La fin précède le début : vérifiez les deux dates."


@guarded
def add_space(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add a space to the plan; its id.

    Raises:
        InvalidForm, NotFound.
    """
    edition_view(db, edition_id)
    needed = {"title": "", "kind": "", "starts_on": None, "ends_on": None, "tax": "", "state": str(SpaceState.IDEA)}
    columns = _columns(db, {**needed, **values})
    return saving.add_row(db, by, TABLE, "add_space", SUBJECT, {"edition_id": edition_id, **columns}, operation)


@guarded
def change_space(
    db: Database, by: Actor, space_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a space read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    columns = _columns(db, values)
    before = saving.known_row(db, TABLE, space_id)
    if str(columns.get("ends_on", before["ends_on"])) < str(columns.get("starts_on", before["starts_on"])):
        raise InvalidForm([InvalidInput("ends_on", _ENDS_BEFORE)])
    saving.change_row(db, by, TABLE, ("change_space", "remove_space", "restore_space"), SUBJECT, space_id, version,
                      columns, operation, "title")  # fmt: skip


@guarded
def remove_space(db: Database, by: Actor, space_id: int, operation: str) -> None:
    """Take a space out of the plan and of its totals. ``restore_space`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_space", SUBJECT, space_id, operation)


@guarded
def restore_space(db: Database, by: Actor, space_id: int, operation: str) -> None:
    """Put it back."""
    saving.set_aside(db, by, TABLE, "removed_at", "restore_space", SUBJECT, space_id, operation, back=True)


def _columns(db: Database, values: Mapping[str, object]) -> Row:
    columns = saving.checked(
        values,
        {
            "title": saving.text_of("title", "l’intitulé", 120, required=True),
            "kind": saving.one_of(SpaceKind, "kind", "Choisissez le type d’espace."),
            "outlet_id": lambda typed: known_outlet(db, int(str(typed))).id if typed else None,
            "starts_on": saving.day_of("starts_on", "Indiquez le premier jour."),
            "ends_on": saving.day_of("ends_on", "Indiquez le dernier jour."),
            "quantity": lambda typed: _number(typed),
            "format": saving.text_of("format", "le format", 80),
            "planned": lambda typed: _cents(typed, "planned"),
            "committed": lambda typed: _cents(typed, "committed"),
            "spent": lambda typed: _cents(typed, "spent"),
            "tax": saving.one_of(Tax, "tax", "Dites si les montants sont HT ou TTC : ils ne s’additionnent pas."),
            "state": saving.one_of(SpaceState, "state", "Choisissez l’état."),
            "note": saving.text_of("note", "la note", 1000, multiline=True),
        },
    )
    starts, ends = columns.get("starts_on"), columns.get("ends_on")
    if starts and ends and date.fromisoformat(str(ends)) < date.fromisoformat(str(starts)):
        raise InvalidForm([InvalidInput("ends_on", _ENDS_BEFORE)])
    return columns


def _number(typed: object) -> int | None:
    text = str(typed if typed is not None else "").strip()
    return whole_number(text, 1, 1_000_000, "quantity") if text else None


def _cents(typed: object, field: str) -> int | None:
    """Euros as typed, in cents; nothing typed is unknown."""
    text = str(typed if typed is not None else "").strip()
    try:
        return int(decimal_fr(text, field) * 100) if text else None
    except InvalidInput as problem:
        raise InvalidInput(field, f"{LABELS[field]} : {problem.message[:1].lower()}{problem.message[1:]}") from problem
