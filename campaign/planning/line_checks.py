"""A line of spending as somebody typed it, in a form or in a spreadsheet -> its columns; pure rules."""

import json
from collections.abc import Callable, Collection, Mapping

from campaign.accounts import saving
from campaign.base.database import Row
from campaign.base.errors import InvalidInput
from campaign.base.fields import decimal_fr
from campaign.planning.model import Nature, rate_typed, shares_typed
from campaign.planning.money import Tax

LABELS = {
    "nature": "Nature", "label": "Libellé", "supplier": "Fournisseur", "planned": "Prévu", "committed": "Engagé",
    "spent": "Dépensé", "tax": "Montants", "rate": "Taux de TVA", "shares": "Financement", "note": "Note",
    "task_id": "Tâche du rétroplanning",
}  # fmt: skip
NO_TAX = "Dites si les montants sont HT ou TTC : ils ne s’additionnent pas."
UNKNOWN_FUND = "Ce financement n’existe pas, ou plus : rechargez la page."


def checked_line(values: Mapping[str, object], funds: Collection[int], tasks: Collection[int] = ()) -> Row:
    """The columns of the given fields. Amounts and rate are text, empty for unknown; shares are text by fund id.

    ``funds`` and ``tasks``: the ids that exist.

    Raises:
        InvalidForm: every problem.
    """
    checks: dict[str, Callable[[object], object]] = {
        "nature": saving.one_of(Nature, "nature", "Choisissez la nature de la dépense."),
        "label": saving.text_of("label", "le libellé", 120, required=True),
        "supplier": saving.text_of("supplier", "le fournisseur", 120),
        "tax": saving.one_of(Tax, "tax", NO_TAX),
        "rate": lambda typed: rate_typed(typed, "rate", LABELS["rate"]),
        "planned": lambda typed: cents_typed(typed, "planned", LABELS["planned"]),
        "committed": lambda typed: cents_typed(typed, "committed", LABELS["committed"]),
        "spent": lambda typed: cents_typed(typed, "spent", LABELS["spent"]),
        "shares": lambda typed: _shares(typed, funds),
        "task_id": lambda typed: _task(typed, tasks),
        "note": saving.text_of("note", "la note", 1000, multiline=True),
    }
    return saving.checked(values, checks)


def cents_typed(typed: object, field: str, label: str) -> int | None:
    """Euros as typed, in cents; nothing typed is unknown.

    Raises:
        InvalidInput: not an amount, or one that may be read two ways; the sentence begins with ``label``.
    """
    text = str(typed if typed is not None else "").strip()
    try:
        return int(decimal_fr(text, field) * 100) if text else None
    except InvalidInput as problem:
        raise InvalidInput(field, f"{label} : {problem.message[:1].lower()}{problem.message[1:]}") from problem


def _shares(typed: object, funds: Collection[int]) -> str:
    """The line's own shares; nothing typed means the edition's usual ones."""
    wanted = {int(str(key)): str(text) for key, text in typed.items()} if isinstance(typed, Mapping) else {}
    shares = shares_typed(wanted)
    if {fund_id for fund_id, _ in shares} - set(funds):
        raise InvalidInput("shares", UNKNOWN_FUND)
    return json.dumps(shares)


def _task(typed: object, tasks: Collection[int]) -> int | None:
    """A task of the backplan; nothing typed means none."""
    if typed in (None, ""):
        return None
    if typed not in tasks:
        raise InvalidInput("task_id", "Cette tâche n’est pas, ou plus, dans le rétroplanning.")
    return int(str(typed))
