"""The page behind the link of a quote: on a phone, without an account, its author approves, corrects or refuses."""

from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from campaign.base import operations, throttle
from campaign.base.errors import InvalidInput, LinkNotValid, OperationReused
from campaign.press.approval import APPROVE, CORRECT, MAX_REMARK, REFUSE, Asked, decide_quote, open_quote
from campaign.press.model import MAX_QUOTE, QuoteState
from campaign.web.personal_link import BAD_TOKENS, WINDOW
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

MOST_DECISIONS = 20  # somebody who plays with the buttons, in ten minutes
_SPAM = timedelta(minutes=10)


def quote_page(visit: Visit) -> Response:
    """GET shows the words where they would print; POST notes one decision.

    Raises:
        TooManyAttempts. LinkNotValid and its kinds. EditionOver. OperationReused: an incomplete form.
    """
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    try:
        asked = open_quote(visit.db, visit.request.path_params["token"])
    except LinkNotValid as refusal:
        if type(refusal) is LinkNotValid:
            throttle.count(visit.db, key)
        raise
    return _decided(visit, asked) if visit.request.method == "POST" else _shown(visit, asked)


def _decided(visit: Visit, asked: Asked) -> Response:
    operation = visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    key = f"citation:{asked.quote.id}"
    throttle.refuse_beyond(visit.db, key, MOST_DECISIONS, _SPAM)
    throttle.count(visit.db, key)
    decision = visit.typed("decision")
    try:
        decide_quote(visit.db, asked.token, decision, visit.typed("mots"), visit.typed("remarque"), operation)
    except InvalidInput as problem:
        return _shown(visit, asked, decision, problem)
    return RedirectResponse(f"/p/citation/{asked.token}?fait={decision}", 303)


def _shown(visit: Visit, asked: Asked, tried: str = "", problem: InvalidInput | None = None) -> Response:
    quote = asked.quote
    return render_personal(
        visit,
        "quote.html",
        422 if problem else 200,
        asked=asked,
        quote=quote,
        edition=asked.edition,
        approved=quote.state is QuoteState.APPROVED,
        refused=quote.state is QuoteState.REFUSED,
        words=visit.typed("mots") if problem else quote.text,
        remark=visit.typed("remarque") if problem else quote.remark,
        problem=problem,
        tried=tried,
        done=visit.asked("fait") in (APPROVE, CORRECT, REFUSE),
        decisions=(APPROVE, CORRECT, REFUSE),
        most=MAX_QUOTE,
        most_remark=MAX_REMARK,
        operation=operations.new_operation(),
    )
