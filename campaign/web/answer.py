"""A contact's one link: see what is asked, answer for each shop, read what was kept. GET shows, POST changes."""

from collections.abc import Callable

from starlette.responses import RedirectResponse, Response

from campaign.accounts import links
from campaign.base import journal, operations
from campaign.base.database import transaction
from campaign.base.errors import (
    AnswersClosed,
    Conflict,
    EditionOver,
    InvalidForm,
    InvalidInput,
    LinkNotValid,
    NotFound,
    OperationReused,
    Refused,
    Unavailable,
)
from campaign.communication.own_pieces import MADE_IN
from campaign.consultation.consulted import Stage
from campaign.consultation.own_page import own_stage
from campaign.editions.model import State
from campaign.participation.actions import confirm_participation, confirm_unchanged
from campaign.participation.answer_form import read_answer
from campaign.participation.corrections import CORRECTABLE, as_form_problems, say_sheet_is_right, suggest_corrections
from campaign.participation.model import Presence
from campaign.participation.phone_consent import say_phone_public
from campaign.participation.views import ShopAnswer
from campaign.web.answer_page import answer_form_context, has_documents, known_fields, state_context, thanks_context
from campaign.web.calendars import as_download, calendar_file, shop_events
from campaign.web.failures import failure
from campaign.web.personal_link import Opened, journal_foreign_place, link_failure, note_visit, open_personal_link
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

_STATE_TEMPLATES = {
    State.PREPARING: "not_open.html",
    State.CLOSED: "closed.html",
    State.OVER: "over.html",
    State.ARCHIVED: "over.html",
    State.CANCELLED: "cancelled.html",
}


def with_link(work: Callable[[Visit, Opened], Response]) -> Callable[[Visit], Response]:
    """Open the link first; one that does not open has its own page."""

    def opening(visit: Visit) -> Response:
        try:
            opened = open_personal_link(visit)
        except LinkNotValid as refusal:
            return link_failure(visit, refusal)
        return work(visit, opened)

    opening.__name__, opening.__doc__ = work.__name__, work.__doc__
    return opening


@with_link
def answer(visit: Visit, opened: Opened) -> Response:
    """The page of the link, and the answers sent from it.

    Raises:
        NotFound: another contact's shop (noted in the journal). OperationReused, and what the actions raise.
    """
    posted = visit.request.method == "POST"
    typed = visit.typed("boutique") if posted else visit.asked("boutique")
    try:
        shop = opened.shop(typed)
    except NotFound:
        if posted:
            journal_foreign_place(visit, opened, typed)
        raise
    if not posted:
        note_visit(visit, opened)
        return _shown(visit, opened, shop)
    if shop is None:
        return failure(400, "Choisissez d’abord la boutique pour laquelle vous répondez.", visit.db)
    return _received(visit, opened, shop)


def _shown(visit: Visit, opened: Opened, shop: ShopAnswer | None) -> Response:
    page = opened.page
    if _leads_to_dates(visit, opened):
        return RedirectResponse(f"{opened.address}/dates", 303)
    if not page.shops and page.others:  # an animator has documents, and nothing to answer
        made = page.state in MADE_IN
        return RedirectResponse(f"{opened.address}/documents", 303) if made else state_page(visit, opened)
    if not page.shops:
        return failure(404, "Aucune boutique n’est invitée par ce lien. Appelez-nous.", visit.db)
    if page.state is not State.OPEN:
        return state_page(visit, opened)
    if shop is None:
        return render_personal(
            visit, "shops.html", opened=opened, edition=page.edition, has_documents=has_documents(opened)
        )
    if shop.answer and visit.asked("modifier") != "1":
        return render_personal(visit, "answered.html", **thanks_context(opened, shop))
    return render_personal(visit, "answer.html", **answer_form_context(opened, shop))


def _leads_to_dates(visit: Visit, opened: Opened) -> bool:
    """Whether the vote on the days is what this link is for now: still to be decided, or nothing else is asked yet."""
    page = opened.page
    if page.state is State.PREPARING:
        stage = own_stage(visit.db, opened.actor, page.edition.id)
        return stage in (Stage.OPEN, Stage.CLOSED) or (stage is Stage.DECIDED and not page.shops)
    if page.shops or page.state is State.CANCELLED or (page.others and page.state in MADE_IN):
        return False
    return own_stage(visit.db, opened.actor, page.edition.id) is not None


def state_page(visit: Visit, opened: Opened, status: int = 200) -> Response:
    """The page of an edition that takes no answer now."""
    return render_personal(visit, _STATE_TEMPLATES[opened.page.state], status, **state_context(opened))


def _received(visit: Visit, opened: Opened, shop: ShopAnswer) -> Response:
    operation = visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    edition = opened.page.edition
    try:
        if visit.typed("inchange"):
            confirm_unchanged(visit.db, opened.actor, edition.id, shop.place.id, operation)
        else:
            _save(visit, opened, shop, operation)
    except InvalidForm as refusal:
        context = answer_form_context(opened, shop, typed=visit.form, problems=refusal.problems)
        return render_personal(visit, "answer.html", 422, **context)
    except Conflict as conflict:
        context = answer_form_context(opened, shop, typed=visit.form, conflict=conflict)
        return render_personal(visit, "answer.html", 409, **context)
    except (AnswersClosed, EditionOver):
        return state_page(visit, opened, 409)
    except Unavailable as trouble:
        # Nothing was written: the page comes back as it was typed, with the same operation, to be sent again.
        context = answer_form_context(opened, shop, typed=None if visit.typed("inchange") else visit.form)
        response = render_personal(visit, "answer.html", 503, trouble=trouble.message, **context)
        response.headers["Retry-After"] = "30"
        return response
    except Refused as refusal:
        if opened.page.state is State.PREPARING:
            return state_page(visit, opened, 409)
        raise refusal
    _note_unknown_fields(visit, opened, shop)
    return RedirectResponse(f"{opened.address}/merci?boutique={shop.place.id}", 303)


def _save(visit: Visit, opened: Opened, shop: ShopAnswer, operation: str) -> None:
    """The answer and the corrections together, or neither; every refused field of both is told at once."""
    edition, place_id, problems = opened.page.edition, shop.place.id, []
    values = None
    try:
        values = read_answer(edition, visit.form)
    except InvalidForm as refusal:
        problems += refusal.problems
    typed_version = visit.typed("version")
    version = int(typed_version) if typed_version.isascii() and typed_version.isdigit() else None
    corrects = visit.typed("fiche") == "corriger" and (values is None or values.presence is Presence.YES)
    with transaction(visit.db):
        if corrects:
            sheet = {field: visit.typed(f"fiche-{field}") for field in CORRECTABLE if f"fiche-{field}" in visit.form}
            try:
                suggest_corrections(visit.db, opened.actor, edition.id, place_id, sheet, f"{operation}-fiche"[-64:])
            except InvalidForm as refusal:
                problems += as_form_problems(refusal).problems
            except InvalidInput as refusal:
                problems += as_form_problems(InvalidForm([refusal])).problems
        if problems:
            raise InvalidForm(problems)
        confirm_participation(visit.db, opened.actor, edition.id, place_id, values, operation, version=version)
        if visit.typed("fiche") == "juste" and values.presence is Presence.YES:
            say_sheet_is_right(visit.db, opened.actor, edition.id, place_id, f"{operation}-juste"[-64:])
        if visit.typed("numero") and values.presence is Presence.YES:  # the question was shown
            say_phone_public(
                visit.db, opened.actor, edition.id, place_id,
                allowed=bool(visit.typed("numero-public")), operation=f"{operation}-numero"[-64:],
            )  # fmt: skip


def _note_unknown_fields(visit: Visit, opened: Opened, shop: ShopAnswer) -> None:
    extra = len(visit.form.keys() - known_fields(opened.page.edition))
    if extra:
        with transaction(visit.db):
            details = {"fields": extra}
            journal.record(
                visit.db, opened.actor.journal_name, "unknown_fields_ignored", "place", shop.place.id, details=details
            )


@with_link
def thanks(visit: Visit, opened: Opened) -> Response:
    """The receipt: what was kept, until when it can change, the days for the diary.

    Raises:
        NotFound: another contact's shop.
    """
    shop = opened.shop(visit.asked("boutique"))
    if shop is None or shop.answer is None:
        return RedirectResponse(opened.address, 303)
    return render_personal(visit, "thanks.html", **thanks_context(opened, shop))


@with_link
def seen(visit: Visit, opened: Opened) -> Response:
    """Sent by the page once a person has it before their eyes: « lien ouvert »."""
    links.note_opening(visit.db, opened.actor, opened.link)
    return Response(status_code=204)


@with_link
def diary(visit: Visit, opened: Opened) -> Response:
    """The open days of this contact's shops (of one of them when named), with a reminder the day before.

    Raises:
        NotFound: another contact's shop, or nothing to put in a diary.
    """
    chosen = opened.shop(visit.asked("boutique"))
    shops = [chosen] if chosen else opened.page.shops
    events = [
        event
        for shop in shops
        if shop.answer and shop.answer.presence is Presence.YES
        for event in shop_events(
            opened.page.edition, shop.place.id, shop.place.name, shop.place.address_line, shop.answer.days, "",
            reminder=True,
        )
    ]  # fmt: skip
    if not events:
        raise NotFound("Rien à mettre dans l’agenda pour le moment.")
    response = as_download(calendar_file(events), "les-bons-jours-de-l-occasion.ics")
    response.headers["Cache-Control"] = "no-store"
    return response
