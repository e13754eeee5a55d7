"""« Votre rôle »: what is asked of whoever holds a personal link, their dates, who to call; « J’ai lu mon rôle ».

GET shows, POST notes the reading of the words that were shown: when they changed meanwhile, they come back to be read.
"""

from dataclasses import dataclass
from datetime import date

from starlette.responses import RedirectResponse, Response

from campaign.base import clock, operations
from campaign.base.errors import NotFound, OperationReused, Refused, Unavailable
from campaign.base.text import slug
from campaign.consultation.own_page import own_stage
from campaign.editions.model import State
from campaign.participation.model import Presence
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import Anchor, TaskState
from campaign.roles.acknowledging import read_own_role
from campaign.roles.model import ActorRole, OwnRole
from campaign.roles.sheets import KIND, sheets_file
from campaign.web.answer import state_page, with_link
from campaign.web.headers import keep_personal, protect
from campaign.web.personal_link import Opened
from campaign.web.rendering import render_personal, roles_of
from campaign.web.visit import Visit

ANSWERS = "answers"  # of the template: « Répondre à l’invitation »
_NEVER = (State.ARCHIVED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task with its day. ``state``: « done », « late », « next » for the first to come, else ''."""

    title: str
    deadline: date
    is_event: bool
    state: str = ""


@dataclass(frozen=True, slots=True)
class ShownRole:
    """One role of the page; ``operation`` is that of its form."""

    own: OwnRole
    tasks: tuple[ShownTask, ...]
    operation: str


@with_link
def own_role(visit: Visit, opened: Opened) -> Response:
    """The roles of this contact, and « J’ai lu mon rôle ».

    Raises:
        NotFound: not a role of theirs. OperationReused.
    """
    if opened.page.state in _NEVER:
        return state_page(visit, opened, 409 if visit.request.method == "POST" else 200)
    if visit.request.method != "POST":
        return _page(visit, opened, done=visit.asked("fait") == "lu")
    operation = visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    role = _own(visit, opened, visit.typed("role"))
    try:
        read_own_role(visit.db, opened.actor, opened.page.edition.id, role, visit.typed("texte"), operation)
    except (NotFound, OperationReused):
        raise
    except Refused as refusal:
        return _page(visit, opened, 409, refusal=refusal.message)
    except Unavailable as trouble:
        response = _page(visit, opened, 503, refusal=trouble.message)
        response.headers["Retry-After"] = "30"
        return response
    return RedirectResponse(f"{opened.address}/role?fait=lu#role-{role.slug}", 303)


@with_link
def own_role_file(visit: Visit, opened: Opened) -> Response:
    """The same page to print, one of this contact's roles.

    Raises:
        NotFound: not a role of theirs. Refused: its dates are not known yet.
    """
    if opened.page.state in _NEVER:
        raise NotFound("Cette édition est terminée ou annulée.")
    edition, role = opened.page.edition, _own(visit, opened, visit.request.path_params["role"])
    if own_stage(visit.db, opened.actor, edition.id) in ("open", "closed"):
        raise Refused("Les jours se choisissent encore : cette page s’imprimera dès qu’ils seront décidés.")
    made = sheets_file(visit.db, opened.actor, edition.id, [role])
    response = Response(made.data, media_type="application/pdf")
    name = f"{KIND}-{role.slug}-{slug(edition.name)}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    protect(response)
    keep_personal(response)
    return response


def _page(visit: Visit, opened: Opened, status: int = 200, *, done: bool = False, refusal: str = "") -> Response:
    edition, today = opened.page.edition, clock.today()
    roles = [
        ShownRole(one, _tasks(one.statement.tasks, today, _done_by(opened)), operations.new_operation())
        for one in roles_of(visit, opened)
    ]
    return render_personal(
        visit, "own_role.html", status, opened=opened, edition=edition, roles=roles, done=done, refusal=refusal
    )


def _done_by(opened: Opened) -> frozenset[str]:
    """The tasks that everybody has and that this contact has done, by their code."""
    told = [one.answer and one.answer.presence is not Presence.UNDECIDED for one in opened.page.shops]
    return frozenset({ANSWERS} if told and all(told) else ())


def _tasks(dated: tuple[Dated, ...], today: date, done_here: frozenset[str]) -> tuple[ShownTask, ...]:
    shown: list[ShownTask] = []
    for one in dated:
        is_event = one.task.anchor is Anchor.EVENT
        coming = one.deadline >= today
        done = one.task.state is TaskState.DONE or one.task.code in done_here
        state = "done" if done else "" if coming or is_event else "late"
        if coming and state == "" and not any(known.state == "next" for known in shown):
            state = "next"
        shown.append(ShownTask(one.task.title, one.deadline, is_event, state))
    return tuple(shown)


def _own(visit: Visit, opened: Opened, typed: str) -> ActorRole:
    """One of this contact's roles, by its code of address.

    Raises:
        NotFound.
    """
    roles = [one.statement.role for one in roles_of(visit, opened)]
    found = next((one for one in roles if one.slug == typed), None)
    if found is None:
        raise NotFound("Ce rôle n’est pas le vôtre.")
    return found
