"""The editor of the press kit: the team at ``/trame``, animators and shops on their link. GET changes nothing."""

import base64
from urllib.parse import quote

from starlette.responses import JSONResponse, RedirectResponse, Response

from campaign.accounts.model import Role
from campaign.base import operations
from campaign.base.errors import (
    CampaignError,
    Conflict,
    EditionOver,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refused,
    Unavailable,
)
from campaign.communication.model import DEPARTEMENT, Audience, Scale, read_audience
from campaign.communication.press_desk import desk_audiences, own_desks, page_of_block
from campaign.editions.views import working_edition
from campaign.web import cookies
from campaign.web.answer import with_link
from campaign.web.failures import failure
from campaign.web.headers import keep_personal, protect
from campaign.web.personal_link import Opened
from campaign.web.press_bench import DONE, Bench, Trouble, blocks_shown, do, limits, open_desk, removed, typed_of
from campaign.web.press_words import as_read
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

FRAMEWORK = "/trame"
_WRITERS = (Role.OFFICER, Role.COMMUNICATION)
_STALE = "La page était restée ouverte trop longtemps. Rien n’a été enregistré : enregistrez de nouveau."


_SIGN_IN = "Votre session est finie. Connectez-vous dans un autre onglet : votre texte reste ici."


def framework(visit: Visit) -> Response:
    """The common framework and every local version, for agents; a reader may read.

    Raises:
        NotFound: no edition, or no such version. Refused: a shop that may not advertise.
    """
    posted = visit.request.method == "POST"
    if visit.agent is None:
        if posted:
            return _session_over(visit)
        asked = f"{FRAMEWORK}?{visit.request.url.query}".rstrip("?")
        return RedirectResponse(f"/connexion?suite={quote(asked, safe='')}", 303)
    if visit.agent.must_change_password:
        return RedirectResponse("/mot-de-passe", 303)
    if posted and visit.agent.role not in _WRITERS:
        raise NotAllowed()
    bench = _agents_bench(visit)
    if posted and not cookies.proves_our_form(visit.request.cookies, visit.typed("csrf")):
        return _page(bench, 403, stale=_STALE)
    return _received(bench) if posted else _page(bench)


def framework_preview(visit: Visit) -> Response:
    """What is typed, filled and read over. Nothing is kept."""
    return _preview(_agents_bench(visit)) if visit.agent else failure(403, _SIGN_IN, visit.db)


def framework_page(visit: Visit) -> Response:
    """The page that holds the block being written, drawn."""
    return _picture(_agents_bench(visit)) if visit.agent else failure(403, _SIGN_IN, visit.db)


@with_link
def own(visit: Visit, opened: Opened) -> Response:
    """« Votre dossier de presse »: the blocks of this link's territories and shops.

    Raises:
        NotFound: nothing here is theirs. EditionOver.
    """
    bench = _own_bench(visit, opened)
    return _received(bench) if visit.request.method == "POST" else _page(bench)


@with_link
def own_preview(visit: Visit, opened: Opened) -> Response:
    """What is typed, filled and read over. Nothing is kept."""
    return _preview(_own_bench(visit, opened))


@with_link
def own_page(visit: Visit, opened: Opened) -> Response:
    """The page that holds the block being written, drawn."""
    return _picture(_own_bench(visit, opened))


def _agents_bench(visit: Visit) -> Bench:
    typed = visit.typed("edition") or visit.asked("edition")
    if typed:
        if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
            raise NotFound("Cette édition n’existe pas.")
        edition_id = int(typed)
    else:
        found = working_edition(visit.db, visit.agent)
        if found is None:
            raise NotFound("Créez d’abord une édition : son dossier de presse vient avec elle.")
        edition_id = found.id
    asked = visit.typed("pour") or visit.asked("pour")
    try:
        audience = read_audience(asked) if asked else DEPARTEMENT
    except InvalidInput as problem:
        raise NotFound("Aucune version du dossier de presse ne porte ce nom.") from problem
    proof = cookies.form_proof(visit.request.cookies)
    return Bench(visit, visit.agent, edition_id, audience, FRAMEWORK, visit.agent.role in _WRITERS, proof)


def _own_bench(visit: Visit, opened: Opened) -> Bench:
    mine = own_desks(visit.db, opened.actor, opened.link)
    if not mine:
        raise NotFound("Aucun texte du dossier de presse n’est à écrire par ce lien.")
    asked = visit.typed("pour") or visit.asked("pour")
    audience = next((one for one, _ in mine if str(one) == asked), None) if asked else mine[0][0]
    if audience is None:
        raise NotFound("Ce texte n’est pas le vôtre. Ouvrez votre page depuis votre lien personnel.")
    visit.notes["mine"] = mine
    visit.notes["opened"] = opened
    return Bench(visit, opened.actor, opened.page.edition.id, audience, f"{opened.address}/presse", writes=True)


def _received(bench: Bench) -> Response:
    visit = bench.visit
    action, code = visit.typed("faire"), visit.typed("bloc")
    if action == "voir":
        return _page(bench, seen=code)
    try:
        code = do(bench, action)
    except Conflict as conflict:
        return _page(bench, 409, _trouble(visit, conflict.message, conflict))
    except InvalidInput as problem:
        return _page(bench, 422, _trouble(visit, problem.message))
    except Unavailable as trouble:
        response = _page(bench, 503, _trouble(visit, trouble.message))
        response.headers["Retry-After"] = "30"
        return response
    except (NotFound, NotAllowed, EditionOver):
        raise
    except Refused as refusal:  # a block locked meanwhile, a form sent twice: what was typed stays before the eyes
        return _page(bench, 409, _trouble(visit, refusal.message))
    return RedirectResponse(f"{bench.at(fait=action, bloc=code)}#bloc-{code}", 303)


def _trouble(visit: Visit, sentence: str, conflict: Conflict | None = None) -> Trouble:
    return Trouble(visit.typed("bloc"), visit.typed("titre"), visit.typed("texte"), sentence, conflict)


def _page(bench: Bench, status: int = 200, trouble: Trouble | None = None, seen: str = "", stale: str = "") -> Response:
    visit = bench.visit
    typed = typed_of(visit)
    found = open_desk(bench, typed)
    opened = visit.notes.get("opened")
    audiences = visit.notes.get("mine") or desk_audiences(visit.db, bench.actor, bench.edition_id)
    response = render_personal(
        visit,
        "press_editor.html",
        status,
        bench=bench,
        desk=found,
        opened=opened,
        edition=found.edition,
        blocks=blocks_shown(bench, found, typed, trouble),
        groups=_groups(audiences),
        trouble=trouble,
        stale=stale,
        unsaved=set(typed) if trouble or seen or stale else set(),
        limits=limits(),
        removed=removed(bench),
        done=DONE.get(visit.asked("fait"), ""),
        add_operation=operations.new_operation(),
        picture_seen=_drawn(bench, seen, typed) if seen else {"picture": "", "said": ""},
        **_reading(found, typed),
    )
    if bench.proof:
        cookies.keep_form_proof(response, bench.proof)
    return response


def _reading(found: object, typed: dict[str, str]) -> dict[str, object]:
    return {"read": as_read(found.blocks, typed, found.values), "advice": found.advice, "signs": found.signs}


def _preview(bench: Bench) -> Response:
    typed = typed_of(bench.visit)
    found = open_desk(bench, typed)
    return render_personal(bench.visit, "press_preview.html", desk=found, **_reading(found, typed))


def _picture(bench: Bench) -> Response:
    shown = _drawn(bench, bench.visit.typed("bloc"), typed_of(bench.visit))
    response = JSONResponse(shown)
    protect(response)
    keep_personal(response)
    return response


def _drawn(bench: Bench, code: str, typed: dict[str, str]) -> dict[str, object]:
    """The picture as a data address (the policy of our pages lets no other), or why there is none."""
    try:
        page = page_of_block(bench.visit.db, bench.actor, bench.edition_id, bench.audience, code, typed)
    except CampaignError as refusal:
        return {"picture": "", "said": refusal.message}
    said = f"{page.label}, page {page.page} sur {page.pages}" if page.pages > 1 else page.label
    return {"picture": f"data:image/png;base64,{base64.b64encode(page.png).decode()}", "said": said}


def _groups(audiences: list[tuple[Audience, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For « voir comme »: the audiences under the name of their scale."""
    names = {Scale.DEPARTEMENT: "Trame commune", Scale.EPCI: "Intercommunalités", Scale.SHOP: "Boutiques"}
    grouped = [
        (label, [(str(one), name) for one, name in audiences if one.scale is scale]) for scale, label in names.items()
    ]
    return [(label, listed) for label, listed in grouped if listed]


def _session_over(visit: Visit) -> Response:
    """Whoever typed for long finds the text again, to copy it; nothing of the database is shown."""
    return render_personal(visit, "press_session_over.html", 403, text=visit.typed("texte"))
