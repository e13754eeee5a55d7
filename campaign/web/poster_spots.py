"""The page behind the label of a poster's place: on a phone, without an account, one tap says what became of it."""

from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from campaign.base import clock, operations, throttle
from campaign.base.errors import LinkNotValid, OperationReused
from campaign.media.codes import BY_CODE, MAX_NOTE, Scanned, note_by_code, open_code
from campaign.media.spots_model import SpotState
from campaign.web.personal_link import BAD_TOKENS, WINDOW
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

MOST_NOTES = 30  # a label that somebody plays with, in ten minutes
_SPAM = timedelta(minutes=10)
# What each answer is called on its button, and the icon beside it.
WORDS = {
    SpotState.POSED: ("Affiche posée", "check"),
    SpotState.REMOVED: ("Affiche retirée", "undo"),
    SpotState.NOT_FOUND: ("Emplacement introuvable", "warning"),
}


def poster_spot(visit: Visit) -> Response:
    """GET shows the place and its history; POST notes one answer, with a word and a photo if there are some.

    Raises:
        TooManyAttempts. LinkNotValid and its kinds. OperationReused: an incomplete form.
    """
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    try:
        scanned = open_code(visit.db, visit.request.path_params["token"])
    except LinkNotValid as refusal:
        if type(refusal) is LinkNotValid:
            throttle.count(visit.db, key)
        raise
    if visit.request.method == "POST":
        return _noted(visit, scanned)
    return _shown(visit, scanned)


def _noted(visit: Visit, scanned: Scanned) -> Response:
    operation = visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    if visit.typed("etat") not in BY_CODE:
        return _shown(visit, scanned, problem="Dites ce que vous avez fait : touchez un des trois boutons.", status=422)
    key = f"affiche:{scanned.posting.id}"
    throttle.refuse_beyond(visit.db, key, MOST_NOTES, _SPAM)
    throttle.count(visit.db, key)
    refused = note_by_code(
        visit.db, scanned.token, visit.typed("etat"), visit.typed("note"), visit.files.get("photo"), operation
    )
    return RedirectResponse(f"/p/affiche/{scanned.token}?fait={'sans-photo' if refused else '1'}", 303)


def _shown(visit: Visit, scanned: Scanned, problem: str = "", status: int = 200) -> Response:
    over = clock.today() > scanned.edition.last_day
    posted = scanned.posting.state is SpotState.POSED
    first = SpotState.REMOVED if over or posted else SpotState.POSED
    others = [one for one in BY_CODE if one is not first]
    return render_personal(
        visit,
        "poster_spot.html",
        status,
        posting=scanned.posting,
        edition=scanned.edition,
        history=scanned.history,
        token=scanned.token,
        answers=[(one, *WORDS[one]) for one in (first, *others)],
        said={str(one): words for one, (words, _) in WORDS.items()},
        over=over,
        problem=problem,
        done=visit.asked("fait"),
        most=MAX_NOTE,
        operation=operations.new_operation(),
    )
