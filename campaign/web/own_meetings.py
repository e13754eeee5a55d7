"""« Vos réunions »: whoever was invited says whether they come, keeps the hour in their diary, reads the minutes.

A contact does it on their personal link, anybody else on the link of their invitation. GET shows, POST answers;
everything works without script.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from campaign.accounts.model import SYSTEM
from campaign.base import operations, throttle
from campaign.base.errors import (
    EditionOver,
    InvalidForm,
    InvalidInput,
    LinkNotValid,
    NotFound,
    OperationReused,
    Refused,
    Unavailable,
)
from campaign.base.settings import settings
from campaign.editions.model import Edition, State
from campaign.meetings.meeting_form import MAX_PEOPLE, MAX_WORD
from campaign.meetings.model import Reply
from campaign.meetings.own_page import OwnMeeting, diary_of, meeting_behind, own_diary, own_meetings
from campaign.meetings.replying import reply, reply_on_link
from campaign.roles.views import statement_in_brief
from campaign.web.answer import state_page, with_link
from campaign.web.calendars import as_download
from campaign.web.personal_link import BAD_TOKENS, WINDOW, Opened, note_visit
from campaign.web.reading_paper import Part, reading
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

CHOICES = (
    (Reply.YES, "Oui, je viens", "menthe", "check"),
    (Reply.MAYBE, "Peut-être", "paille", "clock"),
    (Reply.NO, "Non, pas cette fois", "rose", "cross"),
)
_AT = {"reply": "reponse", "people": "nombre", "word": "mot"}
MOST_ANSWERS, _SPAM = 20, timedelta(minutes=10)  # somebody who plays with the buttons


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one meeting: what was kept, or what was just typed with its refusals."""

    operation: str
    answer: str
    people: str
    word: str
    wrong: Mapping[str, str]
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting of the page with its form, the role stated, its minutes ready to read."""

    own: OwnMeeting
    form: Form
    role: str
    minutes: tuple[Part, ...] = ()
    file: str = ""


@with_link
def meetings(visit: Visit, opened: Opened) -> Response:
    """The meetings of a personal link, and the answers sent from it.

    Raises:
        NotFound: an answer to a meeting that is not theirs. OperationReused.
    """
    if opened.page.state is State.CANCELLED:
        return state_page(visit, opened, 409 if visit.request.method == "POST" else 200)
    address, edition = f"{opened.address}/reunions", opened.page.edition

    def listed() -> tuple[OwnMeeting, ...]:
        return own_meetings(visit.db, opened.actor, opened.link)

    def page(status: int, typed: Mapping[int, Form]) -> Response:
        return _page(visit, edition, listed(), address, status, typed, opened=opened)

    if visit.request.method != "POST":
        note_visit(visit, opened)
        return page(200, {})
    number = _whole(visit.typed("reunion"))
    own = next((one for one in listed() if one.meeting.id == number), None)
    if own is None:
        raise NotFound("Cette réunion n’est pas dans votre page.")

    def keep(values: Mapping[str, object], operation: str) -> None:
        reply(visit.db, opened.actor, own.guest.id, values, operation)

    return _received(visit, own, keep, page, address)


@with_link
def diary(visit: Visit, opened: Opened) -> Response:
    """A meeting for the diary of a contact.

    Raises:
        NotFound: they are not invited to it.
    """
    number = _whole(visit.request.path_params["number"])
    page = f"{settings().public_url}{opened.address}/reunions"
    return _download(own_diary(visit.db, opened.actor, opened.link, number, page), number)


def invitation(visit: Visit) -> Response:
    """The page of the link of one invitation (no personal link), and its answer.

    Raises:
        TooManyAttempts, LinkNotValid, OperationReused.
    """
    token, own, edition = _opened(visit)
    address = f"/p/reunion/{token}"

    def page(status: int, typed: Mapping[int, Form]) -> Response:
        _, now, _ = meeting_behind(visit.db, token)
        return _page(visit, edition, [now], address, status, typed)

    if visit.request.method != "POST":
        return page(200, {})
    key = f"reunion:{own.guest.id}"
    throttle.refuse_beyond(visit.db, key, MOST_ANSWERS, _SPAM)
    throttle.count(visit.db, key)

    def keep(values: Mapping[str, object], operation: str) -> None:
        reply_on_link(visit.db, token, values, operation)

    return _received(visit, own, keep, page, address)


def invitation_diary(visit: Visit) -> Response:
    """The meeting of the link of one invitation, for a diary.

    Raises:
        TooManyAttempts, LinkNotValid.
    """
    token, own, _ = _opened(visit)
    return _download(diary_of(own, f"{settings().public_url}/p/reunion/{token}"), own.meeting.id)


def _opened(visit: Visit) -> tuple[str, OwnMeeting, Edition]:
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    try:
        return meeting_behind(visit.db, visit.request.path_params["token"])
    except LinkNotValid:
        throttle.count(visit.db, key)
        raise


def _received(
    visit: Visit,
    own: OwnMeeting,
    keep: Callable[[Mapping[str, object], str], None],
    page: Callable[[int, Mapping[int, Form]], Response],
    address: str,
) -> Response:
    operation, number = visit.typed("operation"), own.meeting.id
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    values = {"reply": visit.typed("reponse"), "people": visit.typed("nombre"), "word": visit.typed("mot")}
    typed = Form(operation, values["reply"], values["people"], values["word"], {})
    try:
        keep(values, operation)
    except InvalidForm as refusal:
        return page(422, {number: _again(typed, refusal.problems)})
    except LinkNotValid:
        raise
    except (EditionOver, Refused) as refusal:
        if isinstance(refusal, NotFound | OperationReused):
            raise
        return page(409, {number: _again(typed, (), refusal.message)})
    except Unavailable as trouble:
        response = page(503, {number: _again(typed, (), trouble.message)})
        response.headers["Retry-After"] = "30"
        return response
    return RedirectResponse(f"{address}?fait={number}#reunion-{number}", 303)


def _again(typed: Form, problems: Sequence[InvalidInput], refusal: str = "") -> Form:
    wrong = {_AT.get(one.field, "reponse"): one.message for one in reversed(problems)}
    return Form(typed.operation, typed.answer, typed.people, typed.word, wrong, refusal)


def _page(
    visit: Visit,
    edition: Edition,
    listed: Sequence[OwnMeeting],
    address: str,
    status: int,
    typed: Mapping[int, Form],
    opened: Opened | None = None,
) -> Response:
    shown = [_shown(visit, one, typed.get(one.meeting.id), address, alone=opened is None) for one in listed]
    problems = [
        (f"{field}-{one.own.meeting.id}", text) for one in shown for field, text in one.form.wrong.items()
    ]  # fmt: skip
    return render_personal(
        visit, "own_meetings.html" if opened else "meeting_invitation.html", status, opened=opened, edition=edition,
        shown=shown, address=address, choices=CHOICES, problems=problems, most_people=MAX_PEOPLE, most_word=MAX_WORD,
        done=_whole(visit.asked("fait")) if status == 200 else 0,
    )  # fmt: skip


def _shown(visit: Visit, own: OwnMeeting, typed: Form | None, address: str, *, alone: bool) -> Shown:
    guest = own.guest
    kept = Form(operations.new_operation(), str(guest.reply or ""), str(guest.people), guest.word, {})
    role = statement_in_brief(visit.db, SYSTEM, own.meeting.edition_id, guest.role) if guest.role else ""
    file = f"{address}/agenda.ics" if alone else f"{address}/{own.meeting.id}.ics"
    return Shown(own, typed or kept, role, reading(own.minutes).parts if own.minutes else (), file)


def _download(content: bytes, number: int) -> Response:
    response = as_download(content, f"reunion-{number}.ics")
    response.headers["Cache-Control"] = "no-store"
    return response


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
