"""Lines of spending: added, changed, taken out, put back."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, Row
from campaign.editions.views import edition as edition_view
from campaign.planning.line_checks import checked_line
from campaign.planning.plan_store import kept_tasks
from campaign.planning.store import all_funds

TABLE, SUBJECT = "spending_lines", "spending"


@guarded
def add_line(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add a line to an edition; its id. Amounts and rate are text, empty for unknown.

    Raises:
        InvalidForm, NotFound.
    """
    edition_view(db, edition_id)
    columns = _columns(db, {"nature": "", "label": "", "tax": "", **values}, edition_id)
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
    columns = _columns(db, values, saving.known_row(db, TABLE, line_id)["edition_id"])
    saving.change_row(db, by, TABLE, verbs, SUBJECT, line_id, version, columns, operation, "label")


@guarded
def remove_line(db: Database, by: Actor, line_id: int, operation: str) -> None:
    """Take a line out of the list and of every total. ``restore_line`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_spending", SUBJECT, line_id, operation)


@guarded
def restore_line(db: Database, by: Actor, line_id: int, operation: str) -> None:
    """Put it back."""
    saving.set_aside(db, by, TABLE, "removed_at", "restore_spending", SUBJECT, line_id, operation, back=True)


def _columns(db: Database, values: Mapping[str, object], edition_id: int) -> Row:
    funds = {one.id for one in all_funds(db)}
    tasks = {one.id for one in kept_tasks(db, edition_id)} if values.get("task_id") else set()
    return checked_line(values, funds, tasks)
