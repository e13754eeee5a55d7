"""« Vos journées, à côté des autres »: the page given back to a shop or an animator, and the same on paper."""

from starlette.responses import Response

from campaign.base.errors import NotFound
from campaign.base.text import slug
from campaign.debrief.views import DebriefLine, own_debriefs
from campaign.documents.reading_paper import paper_pdf
from campaign.editions.model import State
from campaign.report.shop_page import own_page
from campaign.web.answer import state_page, with_link
from campaign.web.headers import keep_personal, protect
from campaign.web.personal_link import Opened
from campaign.web.reading_paper import reading
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

_NEVER = (State.PREPARING, State.CANCELLED)
_TOLD = (State.OVER, State.ARCHIVED)


@with_link
def own_report(visit: Visit, opened: Opened) -> Response:
    """The page of one place of this contact.

    Raises:
        NotFound: another's place, or nothing told yet.
    """
    if opened.page.state in _NEVER:
        return state_page(visit, opened)
    one = _asked(visit, opened)
    paper = own_page(visit.db, opened.actor, opened.link, one.place.id)
    return render_personal(
        visit, "own_report.html", opened=opened, edition=opened.page.edition, reading=reading(paper), place=one.place
    )


@with_link
def own_report_file(visit: Visit, opened: Opened) -> Response:
    """The same page to print or to keep.

    Raises:
        NotFound: another's place, or nothing told yet.
    """
    one = _asked(visit, opened)
    made = paper_pdf(own_page(visit.db, opened.actor, opened.link, one.place.id))
    name = f"nos-journees-{slug(one.place.name)}.pdf"
    response = Response(made.data, media_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    protect(response)
    keep_personal(response)
    return response


def _asked(visit: Visit, opened: Opened) -> DebriefLine:
    """The place named in the address, else the first that told something."""
    if opened.page.state not in _TOLD:
        raise NotFound("Votre page sera prête après les journées.")
    lines = [one for one in own_debriefs(visit.db, opened.actor, opened.link) if one.debrief]
    typed = visit.asked("lieu")
    one = next((one for one in lines if str(one.place.id) == typed), lines[0] if lines and not typed else None)
    if one is None:
        raise NotFound("Votre page vous attend dès que vous aurez raconté vos journées.")
    return one
