"""Jinja2 set up for our pages: everything escaped, an unknown name is an error, French typography."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from campaign.base import clock, french
from campaign.base.errors import CampaignError
from campaign.base.fields import phone_in_words
from campaign.base.settings import settings
from campaign.communication.public_press import press_is_open
from campaign.consultation.own_page import own_stage
from campaign.debrief.follow_ups import months_in_words
from campaign.debrief.views import own_debriefs
from campaign.deliveries.place_views import has_deliveries
from campaign.editions.model import State
from campaign.identity.model import Identity
from campaign.meetings.own_page import has_meetings
from campaign.partners.model import Kind
from campaign.roles.model import ActorRole, OwnRole
from campaign.roles.views import own_roles
from campaign.territory.model import Departement
from campaign.territory.views import departement
from campaign.web import headers, typography
from campaign.web.assets import asset
from campaign.web.icons import icon
from campaign.web.outline_map import territory_name
from campaign.web.visit import Visit

if TYPE_CHECKING:
    from campaign.web.personal_link import Opened

_DAY_AND_MONTH = re.compile(rf"\b(\d\d?|1er) ({'|'.join(french.MONTHS)})\b")
_TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, compiled once."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    typography.install(made)
    made.globals |= {"icon": icon, "asset": asset}
    made.filters |= {
        "day": lambda day: together(french.day_in_words(day)),
        "day_without_year": lambda day: together(french.day_in_words(day, year=False)),
        "short_day": lambda day: french.short_day(day, capital=True),
        "weekday": lambda day: french.DAYS[day.weekday()],
        "month": lambda day: french.MONTHS[day.month - 1],
        "numeral": lambda day: "1er" if day.day == 1 else str(day.day),
        "days": lambda days: together(french.days_in_words(days)),
        "day_of": lambda at: at.astimezone(clock.PARIS).date(),
        "moment": lambda at: together(french.moment_in_words(at)),
        "plural": french.plural,
        "number": french.number,
        "capital": lambda text: text[:1].upper() + text[1:],
        "phone": phone_in_words,
        "listed": french.enumerate_in_words,
        "months_in_words": months_in_words,
        "territory": territory_name,
        "km": _km,
        "data_block": data_block,
    }
    return made


def together(text: str) -> str:
    """The text whose figures of a day are never cut from their month (« 27 septembre »)."""
    return _DAY_AND_MONTH.sub(rf"\1{french.NBSP}\2", text)


def _km(kilometres: float) -> str:
    return f"{max(1, round(kilometres))}{french.NBSP}km"


def data_block(value: object) -> Markup:
    """JSON safe inside a <script> of data: no sign of it can close the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704


def here() -> Departement:
    """The département this server is for."""
    try:
        return departement(settings().departement)
    except CampaignError:
        code = settings().departement
        return Departement(code, f"département {code}", f"dans le département {code}", f"du département {code}")


def _common(identity: Identity, *, demonstration: bool) -> dict[str, object]:
    place = here()
    return {
        "identity": identity,
        "body_name": identity.body_name or f"Département {place.of_form}",
        "here": place,
        "today": clock.today(),
        "demonstration": demonstration,
        "public_url": settings().public_url,
        "embedded": False,
        "snapshot": None,
        "personal": False,
        "press_open": False,
        "menu": "",
    }


def render(visit: Visit, template: str, status: int = 200, *, embedded: bool = False, **context: object) -> Response:
    """A page with what every page shows (identity, banner); for public pages, cacheable only after asking again."""
    common = _common(visit.identity, demonstration=visit.demonstration)
    common |= {"embedded": embedded, "snapshot": visit.snapshot}
    common["press_open"] = not visit.snapshot and press_is_open(visit.db)
    text = environment().get_template(template).render(common | context)
    response = HTMLResponse(text, status)
    headers.protect(response, embeddable=embedded)
    if visit.demonstration:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def render_personal(visit: Visit, template: str, status: int = 200, **context: object) -> Response:
    """A page for one person: never stored, never indexed, its address never told to another site."""
    # Asked by the pages that lead there only.
    leads = {
        "has_meetings": lambda opened: has_meetings(visit.db, opened.actor, opened.link),
        "has_delivery": lambda opened: has_deliveries(visit.db, opened.actor, opened.link),
        "roles_of": lambda opened: roles_of(visit, opened),
        "debriefs_of": lambda opened: own_debriefs(visit.db, opened.actor, opened.link),
        "dates_of": lambda opened: own_stage(visit.db, opened.actor, opened.page.edition.id),
    }
    response = render(visit, template, status, personal=True, **leads | context)
    headers.keep_personal(response)
    return response


def roles_of(visit: Visit, opened: "Opened") -> list[OwnRole]:
    """The roles of whoever holds a link: a shop's while one of theirs is invited (all are, until invitations are made:
    days are chosen with them before), an animator's for an EPCI."""
    page = opened.page
    invited = bool(page.shops) or page.state is State.PREPARING
    held = {ActorRole.SHOPS: invited, ActorRole.ANIMATORS: any(one.kind is Kind.EPCI for one in page.others)}
    return [one for one in own_roles(visit.db, opened.actor, page.edition.id) if held.get(one.statement.role)]


def render_alone(template: str, code: int, extra: dict[str, str], identity: Identity, /, **context: object) -> Response:
    """A page that needs no database: what is shown when something went wrong."""
    text = (
        environment()
        .get_template(template)
        .render(_common(identity, demonstration=False) | {"personal": True} | context)
    )
    response = HTMLResponse(text, code, headers=extra)
    headers.protect(response)
    headers.keep_personal(response)
    return response
