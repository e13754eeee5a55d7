"""The backplan of a kit: its tasks, all to do, dated from the days of the new edition each time they are read."""

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.editions.model import Edition
from campaign.handover.model import Kit, Part, has_marks
from campaign.handover.outcome import PartBrought
from campaign.planning.backplan import begin_plan
from campaign.planning.tasks import Task


def bring_plan(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Write the tasks; what was learnt goes to their notes."""
    if not kit.plan:
        return PartBrought(Part.PLAN)
    tasks = [
        Task(
            one.code, one.title, one.role, one.offset, one.duration, one.anchor, one.after, one.lead, one.lead_days,
            frozenset(one.asks), one.commits,
        )
        for one in kit.plan
    ]  # fmt: skip
    notes = {one.code: f"En retard la dernière fois : {one.learnt}." for one in kit.plan if one.learnt}
    added = begin_plan(db, by, edition.id, new_operation(), tasks, notes)
    if any(has_marks(one.title) for one in kit.plan):
        notices.append("Rétroplanning : des tâches sont à renommer, des mots y manquent.")
    return PartBrought(Part.PLAN, added)
