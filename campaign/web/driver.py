"""A driver's round, `/t/TOKEN`: its stops, the form of each. GET shows, POST notes once, for a page or for a script.

Without network the phone keeps what is typed and sends it later (assets/web/driver); the same POST receives it then.
"""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from campaign.base import operations, throttle
from campaign.base.errors import (
    CampaignError,
    InvalidForm,
    LinkExpired,
    LinkNotValid,
    LinkReplaced,
    NotFound,
    OperationReused,
    Refused,
    TooManyAttempts,
    Unavailable,
)
from campaign.deliveries.model import Received, SlipKind
from campaign.deliveries.road import note_delivery, note_return
from campaign.deliveries.road_views import RoadStop, road_page, road_slip
from campaign.rounds.links import OpenRound, open_round
from campaign.web import cookies, headers
from campaign.web.assets import all_assets, asset
from campaign.web.driver_form import read_delivery, read_return
from campaign.web.driver_page import bar_note, delivery_context, return_context, round_context, until
from campaign.web.failures import WORDS, status_of
from campaign.web.personal_link import BAD_TOKENS, WINDOW
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

MOST_ENTRIES = 300  # from one link in ten minutes: a whole day's round sent at once is far below
_SPAM = timedelta(minutes=10)
APPLIED, TO_SETTLE, REFUSED = "applied", "to_settle", "refused"
_LATER = "later"  # nothing was written, try again: the phone keeps its entry
_STYLES = ("app.css", "driver/driver.css")
_SCRIPTS = (
    "driver/idb.js", "driver/queue.js", "driver/round.js", "driver/form.js", "driver/signature_pad.js", "photo.js",
)  # fmt: skip
_FONTS = ("Caprasimo_400Regular", "Figtree_500Medium", "Figtree_700Bold", "Figtree_800ExtraBold")


def open_link(visit: Visit, token: str) -> OpenRound:
    """The round of a token; unknown ones are counted by visitor, as personal links are.

    Raises:
        TooManyAttempts. LinkNotValid and its kinds.
    """
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    try:
        return open_round(visit.db, token)
    except LinkNotValid as refusal:
        if type(refusal) is LinkNotValid:
            throttle.count(visit.db, key)
        raise


def round_page(visit: Visit) -> Response:
    """The stops of the round; this phone's codes (`/b/…`) then open inside it.

    Raises:
        TooManyAttempts.
    """
    try:
        opened = open_link(visit, visit.request.path_params["token"])
    except LinkNotValid as refusal:
        return link_failure(visit, refusal)
    page = road_page(visit.db, opened.actor, opened.round_id)
    context = round_context(page)
    response = render_personal(
        visit, "driver_round.html", address=_address(opened), told=_told(visit, page.stops), **context
    )
    cookies.keep_round(response, opened.token)
    return response


def stop_page(visit: Visit) -> Response:
    """The form of one stop, and what it sends.

    Raises:
        NotFound: a slip of another round, or of none. TooManyAttempts, OperationReused, and what the room raises.
    """
    posted = visit.request.method == "POST"
    try:
        opened = open_link(visit, visit.request.path_params["token"])
    except LinkNotValid as refusal:
        return _said(visit, refusal, reason="link") if wants_json(visit.request) else link_failure(visit, refusal)
    try:
        stop = road_slip(visit.db, opened.actor, opened.round_id, visit.request.path_params["number"])
        return _noted(visit, opened, stop) if posted else _shown(visit, opened, stop)
    except CampaignError as refusal:
        if wants_json(visit.request):
            return _said(visit, refusal)
        raise


def _noted(visit: Visit, opened: OpenRound, stop: RoadStop) -> Response:
    operation = visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    key = f"tournee:{opened.link_id}"
    throttle.refuse_beyond(visit.db, key, MOST_ENTRIES, _SPAM)
    throttle.count(visit.db, key)
    slip = stop.slip
    try:
        if slip.kind is SlipKind.DELIVERY:
            said, lost = read_delivery(visit, slip)
            received = note_delivery(visit.db, opened.actor, slip.number, said, operation)
        else:
            said, lost = read_return(visit, slip, [item for item, _ in stop.leftovers])
            received = note_return(visit.db, opened.actor, slip.number, said, operation)
    except (InvalidForm, Refused, Unavailable) as refusal:
        if wants_json(visit.request) or isinstance(refusal, TooManyAttempts | NotFound | OperationReused):
            raise
        return _shown(visit, opened, stop, refusal)
    if wants_json(visit.request):
        return _received(received, lost)
    more = "&photo=non" if lost else ""
    return RedirectResponse(f"{_address(opened)}?fait={slip.number}&suite={received.status}{more}", 303)


def _shown(visit: Visit, opened: OpenRound, stop: RoadStop, refusal: CampaignError | None = None) -> Response:
    page = road_page(visit.db, opened.actor, opened.round_id)
    numbers = [one.slip.number for one in page.stops]
    if stop.slip.kind is SlipKind.DELIVERY:
        template, context = "driver_delivery.html", delivery_context(visit, stop)
    else:
        template, context = "driver_return.html", return_context(visit, stop)
    problems = {one.field: one.message for one in refusal.problems} if isinstance(refusal, InvalidForm) else {}
    return render_personal(
        visit,
        template,
        _status(refusal) if refusal else 200,
        address=_address(opened),
        round=page.round,
        bar_note=bar_note(page.round),
        until=until(page.round),
        position=numbers.index(stop.slip.number) + 1 if stop.slip.number in numbers else 1,
        problems=problems,
        sentence=refusal.message if refusal and not problems else "",
        **context,
    )


def _told(visit: Visit, stops: tuple[RoadStop, ...]) -> dict[str, object] | None:
    """What the page without a script says after a form, from its address."""
    stop = next((one for one in stops if one.slip.number == visit.asked("fait")), None)
    if stop is None:
        return None
    settle = visit.asked("suite") == TO_SETTLE
    words = "votre saisie est gardée ; le hangar tranchera." if settle else "c’est noté."
    if visit.asked("photo") == "non":
        words += " La photo n’a pas pu être gardée : un PNG ou un JPEG de 5 Mo au plus convient."
    return {"place": stop.place.name, "words": words, "good": not settle and visit.asked("photo") != "non"}


def link_failure(visit: Visit, refusal: LinkNotValid) -> Response:
    """The page of a round's link that does not open; what the phone still holds is shown on it."""
    gone = isinstance(refusal, LinkExpired | LinkReplaced)
    return render_personal(
        visit,
        "driver_link.html",
        410 if gone else 404,
        address="",
        bar_note="Tournée",
        title="Ce lien n’est plus valable" if gone else "Ce lien n’est pas valable",
        sentence=f"{refusal.message} Appelez le hangar." if gone else "Appelez le hangar : il vous donne le bon lien.",
    )


def unknown_round(visit: Visit) -> Response:
    """An address below /t/ that is no link at all: counted and answered as an unknown one.

    Raises:
        TooManyAttempts.
    """
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    throttle.count(visit.db, key)
    return link_failure(visit, LinkNotValid())


def service_worker(visit: Visit) -> Response:
    """The script that shows the pages without network. Its place gives it its reach: `/t/` and nothing else."""
    files = [asset(name) for name in (*_STYLES, *_SCRIPTS, "illustrations/teapot.svg")]
    files += [f"/ressources/fonts/{name}.woff2" for name in _FONTS if f"fonts/{name}.woff2" in all_assets()]
    scripts = [asset(f"driver/{name}.js") for name in ("idb", "queue", "worker")]
    text = f"const RESOURCES = {json.dumps(files)};\nimportScripts({', '.join(map(json.dumps, scripts))});\n"
    response = Response(text, media_type="text/javascript; charset=utf-8")
    headers.protect(response)
    response.headers["Cache-Control"] = "no-cache"
    return response


def wants_json(request: Request) -> bool:
    """Whether the phone's script asks, rather than a page."""
    return request.headers.get("accept", "").startswith("application/json")


def for_scripts(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Whatever goes wrong around the work is told to a script in JSON too (too long, unreadable, our own fault)."""

    async def telling(request: Request) -> Response:
        response = await endpoint(request)
        if response.status_code < 400 or not wants_json(request) or isinstance(response, JSONResponse):
            return response
        words = WORDS.get(response.status_code, WORDS[500])
        kept = {name: value for name, value in response.headers.items() if name == "retry-after"}
        return _json(response.status_code, f"{words[0]}. {words[1]}", headers=kept)

    telling.__name__, telling.__doc__ = endpoint.__name__, endpoint.__doc__
    return telling


def _received(received: Received, lost: str) -> Response:
    settle = received.status == TO_SETTLE
    message = f"{received.message} La photo n’a pas pu être gardée. {lost}".strip() if lost else received.message
    return _json(202 if settle else 200, message, received.status, **({"lost": "photo"} if lost else {}))


def _said(visit: Visit, refusal: CampaignError, **more: str) -> Response:
    code = _status(refusal)
    retry = {"Retry-After": "600"} if code == 429 else {"Retry-After": "30"} if code == 503 else {}
    return _json(code, refusal.message, headers=retry, **more)


def _status(refusal: CampaignError) -> int:
    code = status_of(refusal)
    return 422 if code == 400 and not isinstance(refusal, OperationReused) else code


def _json(code: int, message: str, status: str = "", *, headers: dict[str, str] | None = None, **more: str) -> Response:
    later = code >= 500 or code == 429
    said = {"status": status or (_LATER if later else REFUSED), "message": message, **more}
    return JSONResponse(said, code, headers={"Cache-Control": "no-store"} | (headers or {}))


def _address(opened: OpenRound) -> str:
    return f"/t/{opened.token}"
