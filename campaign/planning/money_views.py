"""An edition's money as it is watched: what deserves a look, and how it compares with an earlier edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import InvalidInput
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.planning.alerts import Alert, Due, alerts
from campaign.planning.comparing import Comparison, compare, stage_told
from campaign.planning.model import Line, Stage
from campaign.planning.plan_views import backplan
from campaign.planning.store import lines_of
from campaign.planning.tasks import TaskState
from campaign.planning.views import Spending, spending


@dataclass(frozen=True, slots=True)
class Against:
    """An edition against an earlier one, whose name and days are told."""

    before: Edition
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Watched:
    """What deserves a look; ``against`` is None when no earlier edition has spending. ``due``: the tasks, by id."""

    spending: Spending
    alerts: tuple[Alert, ...]
    against: Against | None
    due: Mapping[int, Due]


@guarded
def watched(db: Database, by: Actor, edition_id: int) -> Watched:
    """The spending of an edition with its alerts, the plan compared with the last edition that has spending.

    Raises:
        NotFound.
    """
    seen = spending(db, by, edition_id)
    before = comparable_editions(db, by, edition_id)
    against = compared(db, by, edition_id, before[0].id) if before else None
    planned = compare(_lines(db, before[0].id), seen.lines, _stage(db, before[0]), Stage.PLANNED) if before else None
    today = clock.today()
    # An edition that is over is told by its report: only what is still to be done is compared.
    whole = planned.whole if planned and edition_view(db, edition_id).last_day >= today else None
    due = tasks_due(db, by, edition_id)
    found = alerts(seen.lines, seen.shares, seen.funds, seen.holdings, due, today, whole, seen.limit)
    return Watched(seen, found, against, due)


@guarded
def comparable_editions(db: Database, by: Actor, edition_id: int) -> list[Edition]:
    """Earlier editions that have spending, the nearest first.

    Raises:
        NotFound.
    """
    coming = edition_view(db, edition_id)
    before = [one for one in editions(db, by) if one.first_day < coming.first_day and one.id != edition_id]
    return [one for one in reversed(before) if _lines(db, one.id)]


@guarded
def compared(db: Database, by: Actor, edition_id: int, before_id: int) -> Against:
    """An edition against another: what each is told by, spent once it is over, planned before.

    Raises:
        NotFound.
    """
    edition, before = edition_view(db, edition_id), edition_view(db, before_id)
    lines = _lines(db, edition_id)
    return Against(before, compare(_lines(db, before_id), lines, _stage(db, before), _stage(db, edition)))


@guarded
def tasks_due(db: Database, by: Actor, edition_id: int) -> dict[int, Due]:
    """The tasks of the backplan by id, the first due first; none while the holidays of a year are not known.

    Raises:
        NotFound.
    """
    try:
        plan = backplan(db, by, edition_id)
    except InvalidInput:
        return {}
    found = {}
    for one in plan.kept:
        if dated := plan.dated_of(one.id):
            over = one.task.state not in (TaskState.TO_DO, TaskState.UNDER_WAY)
            found[one.id] = Due(one.task.title, dated.deadline, over)
    return dict(sorted(found.items(), key=lambda pair: pair[1].deadline))


def _stage(db: Database, edition: Edition) -> Stage:
    return stage_told(_lines(db, edition.id), over=clock.today() > edition.last_day)


def _lines(db: Database, edition_id: int) -> list[Line]:
    return [one for one in lines_of(db, edition_id) if one.removed_at is None and not one.nature.overhead]
