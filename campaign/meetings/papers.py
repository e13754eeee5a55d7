"""The papers of a meeting: minutes to read (PDF, Word), the sign-in sheet."""

from dataclasses import replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.french import date_in_figures
from campaign.base.text import slug
from campaign.documents.paper_content import ReadingPaper
from campaign.documents.reading_paper import paper_pdf
from campaign.documents.reading_word import paper_word
from campaign.documents.sign_in_sheet import SignIn, SignInPaper, sign_in_paper
from campaign.identity.views import identity
from campaign.meetings.minutes_content import CAMPAIGN, paper_of
from campaign.meetings.minutes_store import draft_of, latest_sent, promises_of
from campaign.meetings.minuting import as_written
from campaign.meetings.model import Meeting
from campaign.meetings.store import guests_of, known_meeting


@guarded
def minutes_paper(db: Database, by: Actor, meeting_id: int, *, draft: bool = False) -> ReadingPaper:
    """The minutes as they left, or the ``draft`` with what is noted now.

    Raises:
        NotFound: none yet.
    """
    meeting = known_meeting(db, meeting_id)
    found = draft_of(db, meeting_id) if draft else latest_sent(db, meeting_id)
    if found is None:
        raise NotFound("Ce compte rendu n’est pas encore écrit.")
    if draft:
        written = as_written(found, promises_of(db, meeting_id), guests_of(db, meeting_id))
        found = replace(found, written=written)
    return paper_of(db, meeting, found)


@guarded
def minutes_pdf(db: Database, by: Actor, meeting_id: int, *, draft: bool = False) -> bytes:
    """The same as a PDF. Raises NotFound."""
    return paper_pdf(minutes_paper(db, by, meeting_id, draft=draft)).data


@guarded
def minutes_word(db: Database, by: Actor, meeting_id: int, *, draft: bool = False) -> bytes:
    """The same as a Word file. Raises NotFound."""
    return paper_word(minutes_paper(db, by, meeting_id, draft=draft))


@guarded
def sign_in_sheet(db: Database, by: Actor, meeting_id: int) -> bytes:
    """A line to sign for each guest, and blank ones for those nobody expected; a PDF. Raises NotFound."""
    meeting = known_meeting(db, meeting_id)
    own = identity(db)
    people = [SignIn(one.name, one.of) for one in guests_of(db, meeting_id)]
    where = meeting.where_text
    said = f"{meeting.when_title}{', ' if where else ''}{where}"
    printed = f"Imprimée le {date_in_figures(clock.today())}"
    return sign_in_paper(SignInPaper(meeting.title, said, printed, tuple(people)), own.body_name or CAMPAIGN)


def file_stem(meeting: Meeting, what: str) -> str:
    """« compte-rendu-reunion-des-acteurs-2013-07-01 »."""
    return f"{what}-{slug(meeting.title)[:60].strip('-')}-{meeting.day.isoformat()}"
