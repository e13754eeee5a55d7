"""What the meetings of an edition ask of somebody today, for the dashboard: who comes, invitations, minutes."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import day_in_words, time_in_words
from campaign.editions.model import State
from campaign.editions.views import edition as edition_view
from campaign.meetings.model import Stage
from campaign.meetings.views import MeetingLine, to_finish, upcoming
from campaign.participation.decisions import Decision, DecisionKind

SCREEN = "meetings.py"
_SOON = 21  # days: before, a meeting to come presses nobody


@guarded
def meeting_tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """One line a meeting within three weeks, or that waits for its attendance or its minutes.

    Raises:
        NotFound.
    """
    today = clock.today()
    if edition_view(db, edition_id).state(today) in (State.ARCHIVED, State.CANCELLED):
        return []
    soon = [one for one in upcoming(db, by, edition_id) if (one.meeting.day - today).days <= _SOON]
    return [_line(one) for one in (*to_finish(db, by, edition_id), *soon)]


def _line(one: MeetingLine) -> Decision:
    meeting, count = one.meeting, one.count
    day = day_in_words(meeting.day, year=False)
    text = f"{day} à {time_in_words(meeting.values.starts)}"
    match one.stage:
        case Stage.TO_NOTE:
            text, verb, view = f"présences du {day} à noter", "Noter", "presences"
        case Stage.TO_WRITE:
            text, verb, view = f"compte rendu du {day} à écrire", "Écrire", "compte-rendu"
        case Stage.DRAFT:
            text, verb, view = f"{text}, invitations à envoyer", "Inviter", "invites"
        case _:
            said = f"{count.yes} oui, {count.waiting} sans réponse"
            text, verb, view = f"{text} : {said}", "Suivre", "invites"
    parameters = {"edition": str(meeting.edition_id), "reunion": str(meeting.id), "vue": view}
    return Decision(DecisionKind.MEETING, meeting.title, text, verb, SCREEN, parameters=parameters)
