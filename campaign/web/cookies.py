"""Names and marks of our cookies: the agents' session, the proof that a form came from our own page, the open round."""

import hmac
import secrets
from collections.abc import Mapping

from starlette.responses import Response

from campaign.accounts.model import SESSION_LIFE
from campaign.base.settings import settings


def _name(bare: str) -> str:
    # The prefix makes browsers refuse the cookie from anything but this host under HTTPS.
    return f"__Host-{bare}" if settings().is_https else bare


def session_cookie() -> str:
    """The name of the session cookie: ``__Host-session`` under HTTPS, ``session`` on plain localhost."""
    return _name("session")


def session_token(cookies: Mapping[str, str]) -> str | None:
    """The session's token among the cookies received."""
    return cookies.get(session_cookie()) or None


def _set(response: Response, name: str, value: str, max_age: int) -> None:
    response.set_cookie(
        name, value, max_age=max_age, path="/", secure=settings().is_https, httponly=True, samesite="lax"
    )


def open_session(response: Response, token: str) -> None:
    """Hand the session over, for twelve hours."""
    _set(response, session_cookie(), token, int(SESSION_LIFE.total_seconds()))


def close_session(response: Response) -> None:
    """Make the browser forget the session."""
    _set(response, session_cookie(), "", 0)


def form_proof(cookies: Mapping[str, str]) -> str:
    """The value a form repeats beside its cookie: the visitor's own, or a fresh one."""
    known = cookies.get(_name("csrf"), "")
    return known if len(known) == 43 else secrets.token_urlsafe(32)


def keep_form_proof(response: Response, value: str) -> None:
    """Set the cookie the form is compared with."""
    _set(response, _name("csrf"), value, 12 * 3600)


def proves_our_form(cookies: Mapping[str, str], typed: str) -> bool:
    """Whether a form repeats its cookie, which a page of another site cannot read."""
    known = cookies.get(_name("csrf"), "")
    return len(known) == 43 and hmac.compare_digest(known.encode(), typed.encode())


def _round_cookie() -> str:
    # Its path is not « / », so that it only travels with printed codes: « __Host- » is not for it.
    return "__Secure-round" if settings().is_https else "round"


def keep_round(response: Response, token: str) -> None:
    """Let `/b/NUMBER` know which round this phone has open, until the browser is closed."""
    response.set_cookie(_round_cookie(), token, path="/b", secure=settings().is_https, httponly=True, samesite="lax")


def round_token(cookies: Mapping[str, str]) -> str | None:
    """The open round's token among the cookies received."""
    return cookies.get(_round_cookie()) or None
