"""The gate: who may reach what, before anything else runs. No visitor without a session ever costs a Streamlit one."""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign.accounts.menu import SCREENS
from campaign.accounts.model import Agent
from campaign.accounts.views import agent_of_session
from campaign.base.errors import CampaignError
from campaign.base.settings import settings
from campaign.schema import open_database
from campaign.web import headers
from campaign.web.agents_index import FrenchIndex
from campaign.web.cookies import session_token
from campaign.web.failures import failure

SCREEN_PATHS = frozenset(
    address for screen in SCREENS for address in (f"/{screen.path}", f"/{screen.file.removesuffix('.py')}")
)
# Once the door has run, Streamlit no longer knows the file names of pages/ as addresses.
_BY_FILE = {f"/{screen.file.removesuffix('.py')}": f"/{screen.path}" for screen in SCREENS}
_OPEN_TO_ALL = ("/_stcore/health", "/_stcore/host-config", "/favicon.png", "/manifest.json")
_OPEN_FOLDERS = ("/static/",)
_FOR_AGENTS = (
    "/_stcore/stream", "/_stcore/upload_file", "/_stcore/bidi-components/", "/media/", "/component/", "/app/static/",
)  # fmt: skip
_PERSONAL = ("/p/", "/t/", "/c/", "/b/", "/trame", "/imprimer/", "/connexion", "/deconnexion", "/mot-de-passe")
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def known_hosts() -> frozenset[str]:
    """Names this server answers to; any other is refused, since addresses we write come from settings alone."""
    named = {urlsplit(settings().public_url).hostname or "localhost", settings().host}
    return frozenset(named | _LOCAL_HOSTS) - {"0.0.0.0", "::"}  # noqa: S104 - not a name anybody asks for


class Gate:
    """Pure ASGI, outermost: host, session, real 404s and 405s, security headers, the agents' page in French."""

    def __init__(self, app: ASGIApp, routes: Sequence[Route]) -> None:
        self.app = app
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, redirect or refuse."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowed = _host_is_known(scope) and scope["path"] == "/_stcore/stream"
        if allowed and await _agent(scope) is not None:
            await self.app(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before accepting: the server answers 403

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, for_agents = scope["path"], False
        answer: ASGIApp
        if not _host_is_known(scope):
            answer = failure(400, "Cette adresse n’est pas celle du service.")
        elif path == "/" or path in SCREEN_PATHS:
            answer, for_agents = await self._screen(scope)
        elif (match := self._match(scope)) is not Match.NONE:
            answer = self.app if match is Match.FULL else _not_allowed(scope, self.routes)
        elif path in _OPEN_TO_ALL or path.startswith(_OPEN_FOLDERS):
            answer, for_agents = self.app, True
        elif path.startswith(_FOR_AGENTS) or path in ("/media", "/component"):
            agent = await _agent(scope)
            answer, for_agents = (self.app, True) if agent else (failure(403, db=None), False)
        else:
            answer = await run_in_threadpool(_not_found)
        personal = path.startswith(_PERSONAL)
        await answer(scope, receive, _with_headers(send, agents=for_agents, personal=personal))

    async def _screen(self, scope: Scope) -> tuple[ASGIApp, bool]:
        """The agents' application for who is signed in; else the public home, or the way to sign in."""
        path, reads = scope["path"], scope["method"] in ("GET", "HEAD")
        if not reads:
            return _method_refused("GET, HEAD"), False
        agent = await _agent(scope, present=True)
        if agent is None:
            if path == "/":
                return self.app, False
            query = scope["query_string"].decode("latin-1")
            asked = f"{path}?{query}" if query else path
            return RedirectResponse(f"/connexion?suite={quote(asked, safe='')}", 303), False
        if agent.must_change_password:
            return RedirectResponse("/mot-de-passe", 303), False
        if _BY_FILE.get(path, path) != path:
            return RedirectResponse(_BY_FILE[path], 303), False
        if path == "/":
            # Streamlit answers its page for any path but ours; this one never is a screen's.
            scope["path"], scope["raw_path"] = "/index.html", b"/index.html"
        return FrenchIndex(self.app), True

    def _match(self, scope: Scope) -> Match:
        found = [route.matches(scope)[0] for route in self.routes]
        return Match.FULL if Match.FULL in found else Match.PARTIAL if Match.PARTIAL in found else Match.NONE


def _host_is_known(scope: Scope) -> bool:
    host = Headers(scope=scope).get("host", "")
    try:
        return urlsplit(f"//{host}").hostname in known_hosts()
    except ValueError:
        return False


async def _agent(scope: Scope, *, present: bool = False) -> Agent | None:
    """The agent whose session cookie came along; one who must choose a password first has no screen yet."""
    token = session_token(HTTPConnection(scope).cookies)
    if not token:
        return None
    found = await run_in_threadpool(_agent_of, token)
    return found if found is None or present or not found.must_change_password else None


def _agent_of(token: str) -> Agent | None:
    # Only read here: a GET changes nothing. The screen itself notes that the session is in use.
    try:
        db = open_database()
    except CampaignError:
        return None
    try:
        return agent_of_session(db, token)
    except CampaignError:
        return None
    finally:
        db.close()


def _not_found() -> Response:
    try:
        db = open_database()
    except CampaignError:
        return failure(404)
    try:
        return failure(404, db=db)
    finally:
        db.close()


def _not_allowed(scope: Scope, routes: Sequence[Route]) -> Response:
    methods: set[str] = set()
    for route in routes:
        if route.matches(scope)[0] is Match.PARTIAL:
            methods |= route.methods or set()
    return _method_refused(", ".join(sorted(methods)))


def _method_refused(allowed: str) -> Response:
    response = failure(405)
    response.headers["Allow"] = allowed
    return response


def _with_headers(send: Send, *, agents: bool, personal: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers.complete(MutableHeaders(scope=message), agents=agents, personal=personal)
        await send(message)

    return sending
