"""Lines of spending: added, changed, taken out, put back."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, Row
from campaign.base.errors import InvalidInput
from campaign.base.fields import decimal_fr
from campaign.editions.views import edition as edition_view
from campaign.planning.model import Nature, rate_typed, shares_typed
from campaign.planning.money import Tax
from campaign.planning.store import refuse_unknown_funds, written

TABLE, SUBJECT = "spending_lines", "spending"
LABELS = {
    "nature": "Nature", "label": "Libellé", "supplier": "Fournisseur", "planned": "Prévu", "committed": "Engagé",
    "spent": "Dépensé", "tax": "Montants", "rate": "Taux de TVA", "shares": "Financement", "note": "Note",
}  # fmt: skip


@guarded
def add_line(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add a line to an edition; its id. Amounts and rate are text, empty for unknown.

    Raises:
        InvalidForm, NotFound.
    """
    edition_view(db, edition_id)
    columns = _columns(db, {"nature": "", "label": "", "tax": "", **values})
    return saving.add_row(db, by, TABLE, "add_spending", SUBJECT, {"edition_id": edition_id, **columns}, operation)


@guarded
def change_line(
    db: Database, by: Actor, line_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a line read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    verbs = ("change_spending", "remove_spending", "restore_spending")
    saving.change_row(db, by, TABLE, verbs, SUBJECT, line_id, version, _columns(db, values), operation, "label")


@guarded
def remove_line(db: Database, by: Actor, line_id: int, operation: str) -> None:
    """Take a line out of the list and of every total. ``restore_line`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_spending", SUBJECT, line_id, operation)


@guarded
def restore_line(db: Database, by: Actor, line_id: int, operation: str) -> None:
    """Put it back."""
    saving.set_aside(db, by, TABLE, "removed_at", "restore_spending", SUBJECT, line_id, operation, back=True)


def _columns(db: Database, values: Mapping[str, object]) -> Row:
    return saving.checked(
        values,
        {
            "nature": saving.one_of(Nature, "nature", "Choisissez la nature de la dépense."),
            "label": saving.text_of("label", "le libellé", 120, required=True),
            "supplier": saving.text_of("supplier", "le fournisseur", 120),
            "tax": saving.one_of(Tax, "tax", "Dites si les montants sont HT ou TTC : ils ne s’additionnent pas."),
            "rate": lambda typed: rate_typed(typed, "rate", LABELS["rate"]),
            "planned": lambda typed: _cents(typed, "planned"),
            "committed": lambda typed: _cents(typed, "committed"),
            "spent": lambda typed: _cents(typed, "spent"),
            "shares": lambda typed: _shares(db, typed),
            "note": saving.text_of("note", "la note", 1000, multiline=True),
        },
    )


def _shares(db: Database, typed: object) -> str:
    """The line's own shares; nothing typed means the edition's usual ones."""
    shares = shares_typed({int(str(key)): str(text) for key, text in typed.items()}) if isinstance(
        typed, Mapping) else ()  # fmt: skip
    refuse_unknown_funds(db, [fund_id for fund_id, _ in shares])
    return written(shares)


def _cents(typed: object, field: str) -> int | None:
    """Euros as typed, in cents; nothing typed is unknown."""
    text = str(typed if typed is not None else "").strip()
    try:
        return int(decimal_fr(text, field) * 100) if text else None
    except InvalidInput as problem:
        raise InvalidInput(field, f"{LABELS[field]} : {problem.message[:1].lower()}{problem.message[1:]}") from problem
