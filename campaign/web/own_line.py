"""« Votre ligne de l’annuaire »: each shop of a personal link reads its line as it is printed, and says it is right.

GET shows, POST approves the line that was shown: when it changed meanwhile, the new one comes back to be read.
"""

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from campaign.base import operations
from campaign.base.errors import Conflict, NotFound, OperationReused, Refused
from campaign.communication.own_pieces import MADE_IN
from campaign.participation.views import ShopAnswer
from campaign.proofs.lines import DirectoryLine, approve_own_line, own_lines
from campaign.web.answer import state_page, with_link
from campaign.web.personal_link import Opened, journal_foreign_place
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Shown:
    """A shop of the link with its line, None while it does not take part; ``operation`` is that of its form."""

    shop: ShopAnswer
    line: DirectoryLine | None
    operation: str


@with_link
def own_line(visit: Visit, opened: Opened) -> Response:
    """The lines of this contact's shops, and « C’est juste ».

    Raises:
        NotFound: no shop is invited by this link, or another contact's (noted in the journal). OperationReused.
    """
    if opened.page.state not in MADE_IN:
        return state_page(visit, opened, 409 if visit.request.method == "POST" else 200)
    if not opened.page.shops:
        raise NotFound("Aucune boutique n’est invitée par ce lien. Appelez-nous.")
    if visit.request.method != "POST":
        return _page(visit, opened)
    typed, operation = visit.typed("boutique"), visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    try:
        place_id = opened.shop(typed or "?").place.id
    except NotFound:
        journal_foreign_place(visit, opened, typed)
        raise
    # A form sends its line ends as CR LF, whatever stands in the page.
    seen = visit.typed("ligne").replace("\r\n", "\n")
    try:
        approve_own_line(visit.db, opened.actor, opened.link, place_id, seen, operation)
    except Conflict:
        return _page(visit, opened, 409, changed=place_id)
    return RedirectResponse(f"{opened.address}/annuaire#ligne-{place_id}", 303)


def _page(visit: Visit, opened: Opened, status: int = 200, changed: int = 0) -> Response:
    lines = {one.place_id: one for one in _lines(visit, opened)}
    shown = [Shown(one, lines.get(one.place.id), operations.new_operation()) for one in opened.page.shops]
    return render_personal(
        visit, "own_line.html", status, opened=opened, edition=opened.page.edition, shown=shown, changed=changed
    )


def _lines(visit: Visit, opened: Opened) -> list[DirectoryLine]:
    try:
        return own_lines(visit.db, opened.actor, opened.link)
    except Refused:
        return []  # nobody has confirmed yet: the page says what to do
