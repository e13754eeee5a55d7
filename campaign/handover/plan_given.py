"""The backplan of an edition for its kit: offsets and links, what its delays taught; neither people nor plans."""

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.handover.model import Kit, Part, PlanTask
from campaign.handover.scrubbing import Scrubber, short
from campaign.planning.learning import copied
from campaign.planning.plan_views import backplan, lessons
from campaign.planning.tasks import Task
from campaign.planning.template import TEMPLATE

_USUAL = {one.code: one.title for one in TEMPLATE}
MOST_TITLE = 120


def plan_of(db: Database, by: Actor, edition_id: int, scrub: Scrubber, received: Kit | None) -> tuple[PlanTask, ...]:
    """The tasks to do again, those that were late begun earlier; those of a kit received when there are none."""
    learnt = lessons(db, by, edition_id)
    tasks = copied([one.task for one in backplan(db, by, edition_id).kept], learnt)
    words = {one.code: one.words for one in learnt}
    if not tasks and received:
        return received.plan
    # A code made from a title may hold a name: only those of the template leave as they are.
    codes = {one.code: one.code if one.code in _USUAL else f"tache-{rank}" for rank, one in enumerate(tasks, start=1)}
    return tuple(
        PlanTask(
            code=codes[one.code],
            title=_title(one, scrub),
            role=one.role,
            anchor=one.anchor,
            offset=one.offset,
            duration=one.duration,
            after=tuple(codes[code] for code in one.after if code in codes),
            lead=one.lead,
            lead_days=one.lead_days,
            asks=tuple(sorted(one.asks)),
            commits=one.commits,
            learnt=words.get(one.code, ""),
        )
        for one in tasks
    )


def _title(one: Task, scrub: Scrubber) -> str:
    if _USUAL.get(one.code) == one.title:
        return one.title
    return short(scrub.text(one.title, Part.PLAN, one.title), MOST_TITLE)
