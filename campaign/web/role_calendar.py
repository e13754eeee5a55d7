"""`/c/TOKEN.ics`: the calendar of a role, which diary programs read again by themselves behind its own address."""

from datetime import timedelta

from starlette.responses import Response

from campaign.base import throttle
from campaign.base.errors import LinkNotValid
from campaign.base.text import slug
from campaign.planning.feeds import open_feed
from campaign.web.calendars import calendar_file, role_events
from campaign.web.personal_link import BAD_TOKENS, WINDOW
from campaign.web.visit import Visit

_EVERY = timedelta(hours=6)


def role_calendar(visit: Visit) -> Response:
    """The days of the edition and the deadlines of the role, as they are now. Reads only.

    Raises:
        TooManyAttempts: too many bad addresses from this visitor. LinkNotValid: unknown; LinkReplaced: closed, renewed.
    """
    key = _refuse_insistent(visit)
    try:
        opened = open_feed(visit.db, visit.request.path_params["token"])
    except LinkNotValid as refusal:
        if type(refusal) is LinkNotValid:
            throttle.count(visit.db, key)
        raise
    name = f"Les bons jours : {opened.role.label}"
    content = calendar_file(role_events(opened.edition, opened.tasks), name, _EVERY)
    headers = {"Content-Disposition": f'inline; filename="agenda-{slug(opened.role.label)}.ics"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def unknown_calendar(visit: Visit) -> Response:
    """An address below /c/ that is none of ours: counted and answered as an unknown one.

    Raises:
        TooManyAttempts, LinkNotValid.
    """
    throttle.count(visit.db, _refuse_insistent(visit))
    raise LinkNotValid


def _refuse_insistent(visit: Visit) -> str:
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    return key
