"""What an edition's money asks of somebody today, for the dashboard: the serious alerts only."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.editions.model import State
from campaign.editions.views import edition as edition_view
from campaign.participation.decisions import Decision, DecisionKind
from campaign.planning.money_views import watched

SCREEN = "spending.py"
_SETTLED = (State.ARCHIVED, State.CANCELLED)


@guarded
def money_tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """One line a serious alert, which leads to its line or to its plan; none for an edition that is closed.

    Raises:
        NotFound.
    """
    if edition_view(db, edition_id).state(clock.today()) in _SETTLED:
        return []
    found = []
    for one in watched(db, by, edition_id).alerts:
        if one.kind.serious:
            where = {"ligne": str(one.line_id)} if one.line_id else {"onglet": "plans"}
            parameters = {"edition": str(edition_id), **where}
            found.append(Decision(DecisionKind.MONEY, one.subject, one.text, "Regarder", SCREEN, parameters=parameters))
    return found
