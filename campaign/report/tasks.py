"""What earlier editions taught to do next time and nobody settled yet: tasks of the coming edition."""

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.french import short_date
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.participation.decisions import Decision, DecisionKind
from campaign.report.model import Resolution
from campaign.report.store import resolutions_of


@guarded
def inherited(db: Database, by: Actor, edition_id: int) -> list[tuple[Edition, Resolution]]:
    """What is still to settle for an edition, each with the edition that taught it; the nearest date first.

    Raises:
        NotFound.
    """
    coming = edition_view(db, edition_id)
    before = {one.id: one for one in editions(db, by) if one.first_day < coming.first_day}
    return [
        (before[one.edition_id], one)
        for one in resolutions_of(db)
        if one.edition_id in before and one.settled is None and one.edition_id != edition_id
    ]


@guarded
def tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """The same for the dashboard: one line each, which leads to the report that taught it.

    Raises:
        NotFound.
    """
    verb = "Régler" if by.role is Role.OFFICER else "Lire"
    found = []
    for taught, one in inherited(db, by, edition_id):
        due = f"avant le {short_date(one.due_on, year=True)}" if one.due_on else "sans date"
        text = ", ".join(part for part in (one.who, due, f"bilan de {taught.name}") if part)
        found.append(
            Decision(
                DecisionKind.RESOLUTION,
                one.text,
                text,
                verb,
                "report.py",
                None,
                {"edition": str(taught.id), "chapitre": "retenir"},
            )
        )
    return found
