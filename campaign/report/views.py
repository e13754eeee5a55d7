"""The report as screens, files and other rooms read it; nothing is written."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.debrief.counted import FigureCount
from campaign.editions.views import edition as edition_view
from campaign.report import counts
from campaign.report.assembling import report_of
from campaign.report.model import Report
from campaign.report.participants import asked_of


@guarded
def report(db: Database, by: Actor, edition_id: int) -> Report:
    """Everything the report of an edition says today; a reader gets no remark nor who made it.

    Raises:
        NotFound.
    """
    return report_of(db, by, edition_view(db, edition_id))


@guarded
def visitors(db: Database, by: Actor, edition_id: int) -> FigureCount | None:
    """Visitors of the event days, of the shops that told them; None when the question was not asked.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    shops, _ = asked_of(db, by, edition)
    question = next((one for one in shops.questions if one.code == counts.VISITORS), None)
    if question is None:
        return None
    line = counts.most_told(counts.lines_of(question, shops.of(question), edition.days, "boutique"), counts.VISITORS)
    return line.count if line else None
