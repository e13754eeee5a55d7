"""`/b/NUMBER`, what the QR of a slip or of a piece's label opens. A printed number is no key: it only finds its way
inside a round this phone has open, or on the screens of an agent who is signed in."""

import re

from starlette.responses import RedirectResponse, Response

from campaign.base.errors import LinkNotValid
from campaign.deliveries.model import SlipKind
from campaign.deliveries.road_views import RoadStop, road_page
from campaign.rounds.links import OpenRound
from campaign.web import cookies
from campaign.web.driver import open_link
from campaign.web.driver_form import line_field
from campaign.web.failures import failure
from campaign.web.visit import Visit

_SLIP = re.compile(r"(BL|BR)-\d{4}-\d{1,6}")
_PIECE = re.compile(r"[A-Z][A-Z0-9-]{0,19}-\d{1,5}")
_SCREENS = {"BL": "/tournees?bon=", "BR": "/retours?bon="}
NOTHING = "Ce code s’ouvre depuis une tournée."


def code(visit: Visit) -> Response:
    """The stop of the round open on this phone, else the agents' screen, else a page that says nothing of it.

    Raises:
        TooManyAttempts.
    """
    number = visit.request.path_params["number"].strip().upper()
    slip = bool(_SLIP.fullmatch(number))
    if slip or _PIECE.fullmatch(number):
        address = _in_round(visit, number) or _for_agent(visit, number, slip)
        if address:
            response: Response = RedirectResponse(address, 303)
            response.headers["Cache-Control"] = "no-store"
            return response
    return failure(404, NOTHING, visit.db)


def _in_round(visit: Visit, number: str) -> str:
    token = cookies.round_token(visit.request.cookies)
    if not token:
        return ""
    try:
        opened = open_link(visit, token)
    except LinkNotValid:
        return ""
    for stop in road_page(visit.db, opened.actor, opened.round_id).stops:
        found = _address(opened, stop, number)
        if found:
            return found
    return ""


def _address(opened: OpenRound, stop: RoadStop, number: str) -> str:
    page = f"/t/{opened.token}/{stop.slip.number}"
    if stop.slip.number == number:
        return page
    for line in stop.slip.lines:
        if line.piece and f"{line.item.code}-{line.piece.number}".upper() == number:
            return f"{page}#{line_field(line)}" if stop.slip.kind is SlipKind.RETURN else page
    return ""


def _for_agent(visit: Visit, number: str, slip: bool) -> str:
    if visit.agent is None or visit.agent.must_change_password:
        return ""
    return f"{_SCREENS[number[:2]]}{number}" if slip else f"/stock?piece={number}"
