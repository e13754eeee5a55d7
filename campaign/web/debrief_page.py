"""« Alors, ces deux jours ? »: a shop or an animator tells, part by part, each saved by its own button.

GET shows; each POST keeps one part or one photo, or says that an unusual figure is right. Everything works without
script.
"""

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from campaign.base import clock, operations
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotFound, OperationReused, Refused, Unavailable
from campaign.base.fields import date_fr
from campaign.debrief.actions import confirm_figure, save_section
from campaign.debrief.follow_ups import months_in_words
from campaign.debrief.model import State as Told
from campaign.debrief.views import DebriefLine, DebriefPage, debrief_page, own_debriefs
from campaign.editions.model import State
from campaign.web import debrief_photos
from campaign.web.answer import state_page, with_link
from campaign.web.debrief_form import Fields, part_of
from campaign.web.personal_link import Opened, journal_foreign_place
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

PART, CONFIRM = "partie", "confirmer"
_TINTS = ("menthe", "field", "tilleul", "ciel", "lilas")
_CLOSED = (State.PREPARING, State.CANCELLED)
_PICTURES = ("clock", "armchair-tomate", "teapot", "books", "vase")


@with_link
def debrief(visit: Visit, opened: Opened) -> Response:
    """The page of one place, and what is sent from it; with several places, the choice first.

    Raises:
        NotFound: another contact's place (noted in the journal), or nothing asked of this link. OperationReused.
    """
    posted = visit.request.method == "POST"
    state = opened.page.state
    lines = own_debriefs(visit.db, opened.actor, opened.link) if state not in _CLOSED else []
    # Put away, an edition still takes what is asked months later; what was told of the event is only read.
    if state in _CLOSED or (state is State.ARCHIVED and not any(one.follows_up for one in lines)):
        return state_page(visit, opened, 409 if posted else 200)
    if not lines:
        raise NotFound("Aucun bilan n’est demandé à ce lien.")
    typed = visit.typed("lieu") if posted else visit.asked("lieu")
    one = next((one for one in lines if str(one.place.id) == typed), lines[0] if not typed and not posted else None)
    if one is None:
        if posted:
            journal_foreign_place(visit, opened, typed)
        raise NotFound("Ce lieu n’est pas le vôtre.")
    if clock.today() < opened.page.edition.first_day:
        return _too_early(visit, opened, 409 if posted else 200)
    if len(lines) > 1 and not typed:
        return _choice(visit, opened, lines)
    if posted:
        return _received(visit, opened, one)
    return drawn(visit, opened, debrief_page(visit.db, opened.actor, opened.link, one.place.id), lines)


def _received(visit: Visit, opened: Opened, one: DebriefLine) -> Response:
    """Keep one part, or one confirmation; what is refused comes back as it was typed."""
    db, by, operation = visit.db, opened.actor, visit.typed("operation")
    edition_id, place_id, gesture = opened.page.edition.id, one.place.id, visit.typed("geste")
    section = visit.typed("partie")
    if not operations.is_operation(operation) or gesture not in (PART, CONFIRM, *debrief_photos.GESTURES):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    try:
        if gesture in debrief_photos.GESTURES:
            return RedirectResponse(debrief_photos.received(visit, opened, one), 303)
        if gesture == CONFIRM:
            day = date_fr(visit.typed("jour")) if visit.typed("jour") else None
            confirm_figure(db, by, edition_id, place_id, visit.typed("question"), day, operation)
            return RedirectResponse(f"{_address(opened, place_id)}&fait=chiffre#confirmer", 303)
        save_section(
            db, by, edition_id, place_id, section, visit.form, operation, version=_whole(visit.typed("version"))
        )
        page = debrief_page(db, by, opened.link, place_id)
    except InvalidForm as refusal:
        return _again(visit, opened, 422, {one.field: one.message for one in refusal.problems}, "")
    except InvalidInput as refusal:
        return _again(visit, opened, 422, {}, refusal.message)
    except Conflict as conflict:
        theirs = " ; ".join(f"{name} : {text or 'vide'}" for name, text in conflict.theirs.items())
        return _again(visit, opened, 409, {}, f"{conflict.message} Ce qui est gardé : {theirs or 'rien'}.")
    except Unavailable as trouble:
        response = _again(visit, opened, 503, {}, trouble.message)
        response.headers["Retry-After"] = "30"
        return response
    except NotFound:
        raise
    except Refused as refusal:
        return _again(visit, opened, 409, {}, refusal.message)
    return RedirectResponse(f"{_address(opened, place_id)}&fait={section}#{_next(page, section)}", 303)


def _again(visit: Visit, opened: Opened, status: int, problems: Mapping[str, str], refusal: str) -> Response:
    lines = own_debriefs(visit.db, opened.actor, opened.link)
    page = debrief_page(visit.db, opened.actor, opened.link, int(visit.typed("lieu")))
    return drawn(visit, opened, page, lines, status, problems, refusal)


def drawn(
    visit: Visit,
    opened: Opened,
    page: DebriefPage,
    lines: list[DebriefLine],
    status: int = 200,
    problems: Mapping[str, str] | None = None,
    refusal: str = "",
) -> Response:
    """The page of one place; after a refusal, with what was typed in the part it was sent from."""
    problems = problems or {}
    wrong = visit.typed("partie") if status != 200 else ""
    parts = []
    # What waits since the day before yesterday is not below five parts told months ago.
    for one in sorted(page.parts, key=lambda part: part.section is not page.waiting):
        typed = one.section.code == wrong
        # What was refused was not written: its number still serves, unless somebody else's words came between.
        kept = typed and status in (422, 503)
        parts.append(part_of(
            page, one, _typed(visit) if typed else _known(page), problems if typed else {},
            operation=visit.typed("operation") if kept else operations.new_operation(),
            opened=one.is_open and (typed or visit.asked("corriger") == one.section.code or not one.version),
        ))  # fmt: skip
    done = visit.asked("fait") if status == 200 else ""
    photo_refused = status in (409, 422, 503) and visit.typed("geste") == debrief_photos.ADD
    writable = {question.code for one in page.parts if one.is_open for question in one.questions}
    return render_personal(
        visit, "debrief.html", status, opened=opened, edition=page.edition, page=page, parts=parts,
        address=_address(opened, page.place.id), several=len(lines) > 1, done=done,
        over=page.state is Told.DONE and not page.waiting,
        problems=list(problems.items()), refusal=refusal, tints=_TINTS, pictures=_PICTURES,
        left=[one for one in parts if one.opened and not one.version],
        to_confirm=[one for one in page.to_confirm if one.question in writable],
        since=months_in_words(page.waiting.after_months) if page.waiting else "",
        photos=debrief_photos.shown(visit, opened, page.place.id, problems if photo_refused else None),
        photo_gestures=debrief_photos.GESTURES, seen=debrief_photos.SEEN,
        new_operation=operations.new_operation, gestures=(PART, CONFIRM),
    )  # fmt: skip


def _choice(visit: Visit, opened: Opened, lines: list[DebriefLine]) -> Response:
    return render_personal(
        visit, "debrief_places.html", opened=opened, edition=opened.page.edition, lines=lines, opens_on=None,
    )  # fmt: skip


def _too_early(visit: Visit, opened: Opened, status: int) -> Response:
    return render_personal(
        visit, "debrief_places.html", status, opened=opened, edition=opened.page.edition, lines=[],
        opens_on=opened.page.edition.first_day,
    )  # fmt: skip


def _known(page: DebriefPage) -> Fields:
    """What was answered or is known already, permissions to quote among it."""
    quotes = page.debrief.quotes if page.debrief else ()
    permitted = {f"{one.question}-quote": "yes" for one in quotes} | {
        f"{one.question}-name": one.name for one in quotes
    }
    return {**page.fields, **permitted}


def _typed(visit: Visit) -> Fields:
    return {name: values[0] if len(values) == 1 else tuple(values) for name, values in visit.form.items()}


def _next(page: DebriefPage, section: str) -> str:
    """Where the eye goes next: the first part not saved yet after this one, else the top, which says what is left."""
    codes = [one.section.code for one in page.parts]
    after = page.parts[codes.index(section) + 1 :] if section in codes else ()
    return next((one.section.code for one in after if one.is_open and not one.version), "fait")


def _address(opened: Opened, place_id: int) -> str:
    return f"{opened.address}/bilan?lieu={place_id}"


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
