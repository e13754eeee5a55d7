"""A list to begin with: the proposed one, or that of another edition, without its files nor its names."""

import json
from collections.abc import Iterable

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, Row, insert, transaction
from campaign.base.errors import Refused
from campaign.base.text import search_key
from campaign.editions.views import edition as edition_view
from campaign.evidence.keeping import refuse_too_many
from campaign.evidence.proposed import PROPOSED
from campaign.evidence.store import PIECES, pieces_of

SUBJECT = "edition"


@guarded
def begin_list(db: Database, by: Actor, edition_id: int, operation: str) -> int:
    """Add the proposed pieces that the list of an edition does not have yet; how many.

    Raises:
        NotFound; Refused: the list is full.
    """
    wanted = [
        {"title": one.title, "proves": one.proves, "role": str(one.role), "due_task": one.due_task,
         "tasks": json.dumps(one.tasks), "chapters": json.dumps(one.chapters)}
        for one in PROPOSED
    ]  # fmt: skip
    return _added(db, by, edition_id, "begin_evidence", wanted, operation)


@guarded
def copy_list(db: Database, by: Actor, source_id: int, edition_id: int, operation: str) -> int:
    """Add the pieces of another edition that this one does not have yet; how many. Titles, roles, tasks and chapters
    come along; files, places, names and dates do not: they are those of the other edition.

    Raises:
        NotFound; Refused: both are the same edition, or the list is full.
    """
    edition_view(db, source_id)
    if source_id == edition_id:
        raise Refused("Choisissez une autre édition : celle-ci a déjà cette liste.")
    wanted = [
        {"title": one.title, "proves": one.proves, "role": str(one.role) if one.role else None,
         "due_task": one.due_task, "tasks": json.dumps(one.tasks), "chapters": json.dumps(one.chapters)}
        for one in pieces_of(db, source_id)
        if one.removed_at is None
    ]  # fmt: skip
    return _added(db, by, edition_id, "copy_evidence", wanted, operation)


def _added(db: Database, by: Actor, edition_id: int, verb: str, wanted: Iterable[Row], operation: str) -> int:
    edition_view(db, edition_id)
    with transaction(db):
        if done := operations.replay(db, operation, verb, edition_id):
            return done["count"]
        known = {search_key(one.title) for one in pieces_of(db, edition_id) if one.removed_at is None}
        fresh = [one for one in wanted if search_key(str(one["title"])) not in known]
        refuse_too_many(db, edition_id, len(fresh))
        for one in fresh:
            insert(db, PIECES, {"edition_id": edition_id, **one})
        journal.record(db, by.journal_name, verb, SUBJECT, edition_id, operation, {"count": len(fresh)})
        operations.remember(db, operation, verb, edition_id, {"count": len(fresh)})
    return len(fresh)
