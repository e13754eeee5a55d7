"""Agents come in, go out, change their password. The session lies on the server; the browser holds its token only."""

from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from campaign.accounts.actions import change_own_password, sign_out
from campaign.accounts.actions import sign_in as open_agent_session
from campaign.accounts.menu import SCREENS
from campaign.accounts.views import demonstration_accounts
from campaign.base.errors import InvalidInput, NotAllowed, TooManyAttempts
from campaign.web import cookies
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

_STALE = "La page était restée ouverte trop longtemps. Recommencez."


def local_address(typed: str) -> str:
    """Where to go once signed in: one of the agents' screens, the home page otherwise. Never another site."""
    parts = urlsplit(typed)
    known = {f"/{screen.path}" for screen in SCREENS} | {f"/{screen.file.removesuffix('.py')}" for screen in SCREENS}
    known.add("/trame")
    if parts.scheme or parts.netloc or parts.path not in known:
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def sign_in(visit: Visit) -> Response:
    """The form, and what it sends. Failures are told in one sentence, whatever was wrong."""
    after = local_address(visit.typed("suite") or visit.asked("suite"))
    if visit.agent and visit.request.method != "POST":
        return RedirectResponse("/mot-de-passe" if visit.agent.must_change_password else after, 303)
    if visit.request.method != "POST":
        return _form(visit, after)
    email = visit.typed("email")
    if not cookies.proves_our_form(visit.request.cookies, visit.typed("csrf")):
        return _form(visit, after, 403, email, _STALE)
    try:
        token = open_agent_session(visit.db, email, visit.typed("passe"), visit.visitor)
    except NotAllowed as refusal:
        return _form(visit, after, 401, email, refusal.message)
    except TooManyAttempts as refusal:
        return _form(visit, after, 429, email, refusal.message)
    response = RedirectResponse(after, 303)
    response.headers["Cache-Control"] = "no-store"
    cookies.open_session(response, token)
    return response


def _form(visit: Visit, after: str, status: int = 200, email: str = "", problem: str = "") -> Response:
    proof = cookies.form_proof(visit.request.cookies)
    response = render_personal(
        visit,
        "sign_in.html",
        status,
        suite=after if after != "/" else "",
        email=email[:254],
        problem=problem,
        proof=proof,
        accounts=demonstration_accounts(visit.db),
        changed=visit.asked("change") == "1",
        left=visit.asked("parti") == "1",
    )
    cookies.keep_form_proof(response, proof)
    return response


def leave(visit: Visit) -> Response:
    """A page with one button; pressing it closes the session in every tab."""
    if visit.request.method != "POST":
        proof = cookies.form_proof(visit.request.cookies)
        response = render_personal(visit, "sign_out.html", proof=proof, agent=visit.agent)
        cookies.keep_form_proof(response, proof)
        return response
    if not cookies.proves_our_form(visit.request.cookies, visit.typed("csrf")):
        return RedirectResponse("/deconnexion", 303)
    if visit.session:
        sign_out(visit.db, visit.session)
    response = RedirectResponse("/connexion?parti=1", 303)
    cookies.close_session(response)
    return response


def change_password(visit: Visit) -> Response:
    """An agent chooses a password; the first one, given by a colleague, has to be changed."""
    if visit.agent is None:
        return RedirectResponse("/connexion", 303)
    if visit.request.method != "POST":
        return _password_form(visit)
    if not cookies.proves_our_form(visit.request.cookies, visit.typed("csrf")):
        return _password_form(visit, 403, InvalidInput("current", _STALE))
    current, new = visit.typed("actuel"), visit.typed("nouveau")
    if new != visit.typed("encore"):
        return _password_form(visit, 422, InvalidInput("again", "Les deux nouveaux mots de passe sont différents."))
    try:
        change_own_password(visit.db, visit.agent, current, new)
    except InvalidInput as problem:
        return _password_form(visit, 422, problem)
    except TooManyAttempts as problem:
        return _password_form(visit, 429, InvalidInput("current", problem.message))
    response = RedirectResponse("/connexion?change=1", 303)
    cookies.close_session(response)
    return response


_FIELDS = {"current": "actuel", "password": "nouveau", "again": "encore"}


def _password_form(visit: Visit, status: int = 200, problem: InvalidInput | None = None) -> Response:
    proof = cookies.form_proof(visit.request.cookies)
    shown = InvalidInput(_FIELDS.get(problem.field, "nouveau"), problem.message) if problem else None
    context = {"agent": visit.agent, "forced": visit.agent.must_change_password, "problem": shown, "proof": proof}
    response = render_personal(visit, "password.html", status, **context)
    cookies.keep_form_proof(response, proof)
    return response


def forgotten(visit: Visit) -> Response:
    """Whom to ask for a new password: no message can give one."""
    return render_personal(visit, "forgotten.html")
