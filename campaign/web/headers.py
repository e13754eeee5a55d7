"""Security headers: strict on our pages, as loose as Streamlit needs on the agents' ones, nowhere another site."""

from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import Response

from campaign.base.settings import settings

_YEAR = 31_536_000
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}

PERSONAL = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


@lru_cache(maxsize=1)
def tiles_origin() -> str:
    """The origin map tiles come from, empty when there are none."""
    parts = urlsplit(settings().tiles_url.replace("{s}.", ""))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def plain_policy(*, embeddable: bool = False) -> str:
    """No script or style inside pages, images of our own and map tiles, forms sent to us only."""
    return (
        f"default-src 'self'; img-src 'self' data: {tiles_origin()}".rstrip()
        + "; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
        + ("*" if embeddable else "'none'")
    )


def agents_policy() -> str:
    """Streamlit writes styles and small scripts into its pages, compiles with eval and draws maps in frames."""
    return (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob: {tiles_origin()}".rstrip()
        + "; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; "
        "frame-src 'self' blob: data:; media-src 'self' blob: data:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


def protect(response: Response, *, embeddable: bool = False) -> None:
    """Policy and caching of a plain page; the gate adds the rest."""
    response.headers["Content-Security-Policy"] = plain_policy(embeddable=embeddable)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if not embeddable:
        response.headers["X-Frame-Options"] = "DENY"


def keep_personal(response: Response) -> None:
    """Neither stored, nor indexed, nor told to another site."""
    for name, value in PERSONAL.items():
        response.headers[name] = value


def complete(headers: MutableHeaders, *, agents: bool, personal: bool = False) -> None:
    """What every answer carries; what the page chose itself is kept. ``personal`` covers redirections and errors."""
    for name, value in PERSONAL.items() if personal or agents else ():
        if personal or name == "X-Robots-Tag":
            headers.setdefault(name, value)
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", agents_policy() if agents else plain_policy())
    if settings().is_https:
        headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}; includeSubDomains")
