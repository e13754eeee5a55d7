"""One request as our handlers see it: its form, its database, who asks."""

from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address, ip_network
from urllib.parse import parse_qs

from starlette.requests import Request

from campaign.accounts.model import Agent
from campaign.accounts.views import agent_of_session, is_demonstration
from campaign.base.database import Database
from campaign.base.settings import settings
from campaign.editions.model import Edition
from campaign.editions.views import current_edition
from campaign.editions.views import edition as edition_view
from campaign.identity.model import Identity
from campaign.identity.views import identity
from campaign.web.cookies import session_token

MAX_BODY = 64 * 1024
LONG_TEXTS = 1024 * 1024  # for the pages where texts are written: too long, they are refused by the rule, not lost
MAX_FIELDS = 400
Form = dict[str, list[str]]


# Where a copy of the public pages says so, in the scope of a request: nobody outside this process can write there.
SNAPSHOT = "campaign.snapshot"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The pages are being copied to live without a server: of which edition, and where the live site is (or nothing,
    when what it says is not this edition's)."""

    edition_id: int
    live: str = ""


class BadRequest(Exception):
    """A body that is not one of our forms; ``status`` is the answer's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(eq=False)
class Visit:
    """A request, its form and files (empty on GET) and its own connection, closed once the answer is ready."""

    request: Request
    form: Form
    db: Database
    notes: dict[str, object] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def query(self) -> Form:
        """The address's own parameters, as lists."""
        found: Form = {}
        for name, value in self.request.query_params.multi_items():
            found.setdefault(name, []).append(value)
        return found

    def typed(self, name: str) -> str:
        """The first value of a form field, empty when absent."""
        return (self.form.get(name) or [""])[0]

    def asked(self, name: str) -> str:
        """The first value of a parameter of the address, empty when absent."""
        return self.request.query_params.get(name, "")

    @property
    def snapshot(self) -> Snapshot | None:
        """What this page is copied for, if it is."""
        return self.request.scope.get(SNAPSHOT)

    @cached_property
    def edition(self) -> Edition | None:
        """The edition the public pages show; in a copy, the one it is made for."""
        return edition_view(self.db, self.snapshot.edition_id) if self.snapshot else current_edition(self.db)

    @cached_property
    def session(self) -> str | None:
        """The session cookie's token."""
        return session_token(self.request.cookies)

    @cached_property
    def agent(self) -> Agent | None:
        """The agent signed in, if any."""
        return agent_of_session(self.db, self.session)

    @cached_property
    def identity(self) -> Identity:
        """The département's own texts."""
        return identity(self.db)

    @cached_property
    def demonstration(self) -> bool:
        """Whether this database is the demonstration."""
        return is_demonstration(self.db)

    @property
    def visitor(self) -> str:
        """The network address asking; one announced by a proxy counts only if that proxy is trusted."""
        return visitor_address(self.request)


def visitor_address(request: Request) -> str:
    """The nearest address that is not one of our proxies."""
    peer = request.client.host if request.client else ""
    if not _is_trusted(peer):
        return peer
    chain = [one.strip() for one in ",".join(request.headers.getlist("x-forwarded-for")).split(",") if one.strip()]
    return next((one for one in reversed(chain) if not _is_trusted(one)), peer)


def _is_trusted(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(proxy, strict=False) for proxy in settings().trusted_proxies)


async def read_form(request: Request, most: int = MAX_BODY) -> Form:
    """The fields of an ordinary form, ``most`` bytes at most.

    Raises:
        BadRequest: 413 too long, 415 not a form, 400 unreadable.
    """
    body, total = bytearray(), 0
    async for chunk in request.stream():
        total += len(chunk)
        # What is too long is read to its end, within reason: otherwise browsers show a broken connection, not our page.
        if total > max(64 * MAX_BODY, 2 * most):
            raise BadRequest(413)
        if total <= most:
            body += chunk
    if total > most:
        raise BadRequest(413)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != "application/x-www-form-urlencoded":
        raise BadRequest(415)
    try:
        return parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="replace")
    except (UnicodeDecodeError, ValueError):
        raise BadRequest(400) from None
