"""« Qui fait quoi » on paper: one page an actor, filled with what is known today."""

from collections.abc import Sequence
from datetime import date, datetime, time

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.fields import phone_in_words
from campaign.base.french import DAYS, MONTHS, NBSP, day_in_words, enumerate_in_words, short_day
from campaign.documents.catalogue import Built
from campaign.documents.role_sheet import role_sheets
from campaign.documents.role_sheet_content import DONE, LATE, RoleSheet, SheetTask
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.identity.model import Identity
from campaign.identity.views import identity
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import Anchor, TaskState
from campaign.roles.model import ActorRole, Member, Statement
from campaign.roles.reach import roles_of_contact
from campaign.roles.store import team_of
from campaign.roles.views import statement

KIND, LABEL = "qui-fait-quoi", "Qui fait quoi"


@guarded
def sheets_file(db: Database, by: Actor, edition_id: int, roles: Sequence[ActorRole]) -> Built:
    """The pages of these roles, in the order given. A reader gets them without the names of the team; a contact only
    those of their own roles.

    Raises:
        NotFound: no such edition, or another's role.
    """
    if by.role is Role.CONTACT and set(roles) - set(roles_of_contact(db, by, edition_id)):
        raise NotFound("Cette page n’est pas la vôtre.")
    edition, known = edition_view(db, edition_id), identity(db)
    team = team_of(db, edition_id) if by.role is not Role.READER else []
    today = clock.today()
    pages = [sheet_of(edition, statement(db, by, edition_id, role), known, team, today) for role in roles]
    title = f"{LABEL}, {edition.name}"
    return role_sheets(pages, title, known.body_name, datetime.combine(today, time(), clock.PARIS))


def sheet_of(edition: Edition, said: Statement, known: Identity, team: Sequence[Member], today: date) -> RoleSheet:
    """What the page of a role says on a day."""
    phone = phone_in_words(known.contact_phone).replace(" ", NBSP) if known.contact_phone else ""
    holders = [one for one in team if one.role is said.role]
    return RoleSheet(
        code=str(said.role),
        actor=said.role.label,
        brief=said.words.brief,
        edition=edition.name,
        days_text=f"{'les' if len(edition.days) > 1 else 'le'} {edition.days_text}",
        days=tuple((DAYS[day.weekday()], _numeral(day), MONTHS[day.month - 1]) for day in edition.days),
        asked=said.words.asked,
        received=said.words.received,
        tasks=tuple(_task(one, edition, today) for one in said.tasks),
        holders=tuple(", ".join(part for part in (one.name, one.duty) if part) for one in holders),
        call=tuple(part for part in (known.contact_name, phone, known.contact_email) if part),
        body=known.body_name,
        version=f"Dates au {day_in_words(today, weekday=False)}",
    )


def _task(one: Dated, edition: Edition, today: date) -> SheetTask:
    done = one.task.state is TaskState.DONE
    mark = DONE if done else LATE if one.deadline < today else ""
    if one.task.anchor is Anchor.EVENT:
        days = enumerate_in_words(_numeral(day) for day in edition.days)
        return SheetTask(days, _month(edition.last_day), one.task.title, DONE if done else "")
    return SheetTask(short_day(one.deadline), _month(one.deadline), one.task.title, mark)


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _numeral(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
