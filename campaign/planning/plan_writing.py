"""Writing the first tasks of an edition, whether from the template or from another edition."""

from collections.abc import Mapping, Sequence

from campaign.accounts.model import Actor
from campaign.base import journal, operations
from campaign.base.database import Database, insert, transaction
from campaign.base.errors import Refused
from campaign.planning.plan_store import columns, kept_tasks, say_who
from campaign.planning.tasks import Task


def write_plan(
    db: Database, by: Actor, edition_id: int, tasks: Sequence[Task], notes: Mapping[str, str], verb: str, operation: str
) -> int:
    """Write the first tasks of an edition, with their ``notes`` by code; how many.

    Raises:
        Refused: it has tasks already, those taken out included.
    """
    with transaction(db):
        if done := operations.replay(db, operation, verb, edition_id):
            return done["tasks"]
        if kept_tasks(db, edition_id):
            raise Refused("Cette édition a déjà un rétroplanning.")
        for task in tasks:
            row = {"edition_id": edition_id, "note": notes.get(task.code, ""), **columns(task)}
            say_who(db, edition_id, insert(db, "plan_tasks", row), task.person)
        journal.record(db, by.journal_name, verb, "edition", edition_id, operation, {"tasks": len(tasks)})
        operations.remember(db, operation, verb, edition_id, {"tasks": len(tasks)})
    return len(tasks)
