"""The plan of an edition kept for the next one, with what its delays taught."""

from collections.abc import Collection

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.editions.views import edition as edition_view
from campaign.planning.learning import copied, proposals
from campaign.planning.plan_store import kept_tasks, planned
from campaign.planning.plan_writing import write_plan


@guarded
def copy_plan(
    db: Database, by: Actor, source_id: int, edition_id: int, accepted: Collection[str] | None, operation: str
) -> int:
    """Give an edition the tasks of another one, all to do again; how many, 0 when that one has no plan.

    ``accepted``: the codes whose proposal is taken (``learning.proposals``); None takes them all. The note of such a
    task says what was learnt.

    Raises:
        NotFound; Refused: the edition has a backplan already.
    """
    source, _ = edition_view(db, source_id), edition_view(db, edition_id)
    tasks = planned(kept_tasks(db, source_id))
    if not tasks:
        return 0
    taken = [one for one in proposals(tasks, source.days) if accepted is None or one.code in accepted]
    notes = {one.code: f"En retard lors de « {source.name} » : {one.words}." for one in taken}
    return write_plan(db, by, edition_id, copied(tasks, taken), notes, "copy_plan", operation)
