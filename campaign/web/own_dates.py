"""« Choisissons les jours ensemble »: a contact says which days suit each of their places, then reads the decision.

GET shows, POST answers; everything works without script.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from campaign.base import operations
from campaign.base.errors import (
    AnswersClosed,
    Conflict,
    EditionOver,
    InvalidForm,
    InvalidInput,
    NotFound,
    OperationReused,
    Refused,
    Unavailable,
)
from campaign.base.french import clock_in_words, day_in_words, days_in_words
from campaign.consultation.consulted import ProposedSet, Stage
from campaign.consultation.diary import FILE_NAME, days_calendar
from campaign.consultation.own_page import OwnDates, OwnPlace, own_dates
from campaign.consultation.replying import reply
from campaign.consultation.votes import Choice, VoterKind
from campaign.editions.model import State
from campaign.planning.tasks import TaskRole
from campaign.roles.views import statement_in_brief
from campaign.web.answer import state_page, with_link
from campaign.web.calendars import as_download
from campaign.web.personal_link import Opened, journal_foreign_place, note_visit
from campaign.web.rendering import render_personal, together
from campaign.web.visit import Visit

_TINTS = ("menthe", "rose", "ciel", "paille", "tilleul", "peche", "lilas")
_NUMBERS = ("", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix", "Onze", "Douze")
_ROLES = {VoterKind.SHOP: TaskRole.SHOPS, VoterKind.ANIMATOR: TaskRole.ANIMATORS}
NOTHING = "Aucune question sur les jours ne vous attend ici. Gardez votre lien : il servira pour la suite."


@dataclass(frozen=True, slots=True)
class Card:
    """One set of the form, with what was kept or just typed."""

    one: ProposedSet
    tint: str
    choice: str
    comment: str
    usual: str
    is_new: bool
    wrong: str
    wrong_comment: str


@with_link
def dates(visit: Visit, opened: Opened) -> Response:
    """The page, and the choices sent from it.

    Raises:
        NotFound: nothing is asked of this link, or not of this place (noted in the journal). OperationReused.
    """
    posted = visit.request.method == "POST"
    if opened.page.state is State.CANCELLED:
        return state_page(visit, opened, 409 if posted else 200)
    own = own_dates(visit.db, opened.actor, opened.page.edition.id)
    if own is None:
        raise NotFound(NOTHING)
    typed = visit.typed("lieu") if posted else visit.asked("lieu")
    place = _place(own, typed)
    if typed and place is None:
        if posted:
            journal_foreign_place(visit, opened, typed)
        raise NotFound("Ce lieu n’est pas le vôtre.")
    if not posted:
        note_visit(visit, opened)
        return _shown(visit, opened, own, place)
    if place is None:
        raise NotFound("Choisissez d’abord le lieu pour lequel vous répondez.")
    return _received(visit, opened, own, place)


@with_link
def dates_file(visit: Visit, opened: Opened) -> Response:
    """All the days decided, in one file for the diary.

    Raises:
        NotFound: nothing is decided, or nothing was asked of this link.
    """
    edition = opened.page.edition
    own = own_dates(visit.db, opened.actor, edition.id)
    if own is None or own.stage is not Stage.DECIDED or edition.cancelled_on:
        raise NotFound("Les jours ne sont pas encore décidés : rien à mettre dans l’agenda pour le moment.")
    response = as_download(days_calendar(edition.id, edition.days), FILE_NAME)
    response.headers["Cache-Control"] = "no-store"
    return response


def _place(own: OwnDates, typed: str) -> OwnPlace | None:
    if not typed:
        return own.places[0] if len(own.places) == 1 else None
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    return own.place(number)


def _shown(visit: Visit, opened: Opened, own: OwnDates, place: OwnPlace | None) -> Response:
    if own.stage is Stage.DECIDED:
        return _decided(visit, opened, own)
    if own.stage is Stage.CLOSED:
        return _closed(visit, opened, own)
    if place is None:
        return _page(visit, "dates_places.html", 200, opened, own)
    if place.reply and not place.new and visit.asked("modifier") != "1":
        return _receipt(visit, opened, own, place)
    return _form(visit, opened, own, place)


def _received(visit: Visit, opened: Opened, own: OwnDates, place: OwnPlace) -> Response:
    operation = visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    edition_id, place_id = opened.page.edition.id, place.voter.place_id
    typed = {name: visit.typed(name) for name in visit.form}
    try:
        reply(visit.db, opened.actor, edition_id, place_id, typed, operation)
    except InvalidForm as refusal:
        return _form(visit, opened, own, place, 422, typed, problems=refusal.problems)
    except Conflict as conflict:
        return _form(visit, opened, own, place, 409, typed, conflict=conflict)
    except (AnswersClosed, EditionOver) as refusal:
        return _late(visit, opened, place, typed, refusal)
    except Unavailable as trouble:
        response = _form(visit, opened, own, place, 503, typed, trouble=trouble.message)
        response.headers["Retry-After"] = "30"
        return response
    return RedirectResponse(f"{opened.address}/dates?lieu={place_id}&fait=1", 303)


def _late(
    visit: Visit, opened: Opened, place: OwnPlace, typed: Mapping[str, str], refusal: Refused
) -> Response:  # fmt: skip
    """Refused, and what was typed shown, so that it can be said on the phone."""
    own = own_dates(visit.db, opened.actor, opened.page.edition.id)
    if own is None:
        raise refusal
    lines = _lines(own, {one.days.code: typed.get(f"choice-{one.days.code}", "") for one in own.now.proposed}, typed)
    if other := typed.get("other_days", ""):
        lines.append(("Autres jours", other))
    page = _decided if own.stage is Stage.DECIDED else _closed
    return page(visit, opened, own, 409, refusal=refusal.message, typed_lines=lines, typed_for=place.voter.name)


def _form(
    visit: Visit,
    opened: Opened,
    own: OwnDates,
    place: OwnPlace,
    status: int = 200,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[InvalidInput] = (),
    conflict: Conflict | None = None,
    trouble: str = "",
) -> Response:
    kept = place.reply
    said: Mapping[str, str] = typed if typed is not None else _kept(place)
    wrong = {problem.field: problem.message for problem in reversed(problems)}
    cards = tuple(
        Card(
            one,
            _TINTS[index % len(_TINTS)],
            said.get(f"choice-{one.days.code}", ""),
            said.get(f"comment-{one.days.code}", ""),
            place.usual[one.days],
            one in place.new,
            wrong.get(f"choice-{one.days.code}", ""),
            wrong.get(f"comment-{one.days.code}", ""),
        )
        for index, one in enumerate(own.now.proposed)
    )
    # A refused form keeps its number, to be sent again; after somebody else's answer it is another one.
    again = typed is not None and conflict is None
    version = str(kept.version if kept else 0)
    first = f"choice-{own.now.proposed[0].days.code}"
    return _page(
        visit, "dates.html", status, opened, own,
        place=place, cards=cards, other_days=said.get("other_days", ""), wrong=wrong,
        problems=[(first if one.field == "choices" else one.field, _in_summary(one, own)) for one in problems],
        operation=said.get("operation", "") if again else operations.new_operation(),
        version=said.get("version", version) if again else version,
        conflict=conflict, conflict_at=clock_in_words(conflict.at) if conflict else "",
        trouble=trouble, count=_NUMBERS[len(cards)], role=_role(visit, opened, [place]),
    )  # fmt: skip


def _in_summary(problem: InvalidInput, own: OwnDates) -> str:
    """The refusal with the days it is about, since it is read away from its field."""
    for one in own.now.proposed:
        if problem.field == f"comment-{one.days.code}":
            return f"{one.days.short} : {problem.message[0].lower()}{problem.message[1:]}"
    return problem.message


def _kept(place: OwnPlace) -> dict[str, str]:
    if place.reply is None:
        return {}
    given = place.reply.reply
    said = {f"choice-{days.code}": str(choice) for days, choice in given.choices.items()}
    said |= {f"comment-{days.code}": text for days, text in given.comments.items()}
    return {**said, "other_days": given.other_days}


def _receipt(visit: Visit, opened: Opened, own: OwnDates, place: OwnPlace) -> Response:
    return _page(
        visit, "dates_thanks.html", 200, opened, own,
        place=place, lines=_kept_lines(own, place), done=visit.asked("fait") == "1",
        others=[one for one in own.places if one is not place], role=_role(visit, opened, [place]),
    )  # fmt: skip


def _closed(visit: Visit, opened: Opened, own: OwnDates, status: int = 200, **context: object) -> Response:
    recaps = [(one.voter.name, _kept_lines(own, one)) for one in own.places]
    said = {"refusal": "", "typed_lines": [], "typed_for": ""} | context
    return _page(visit, "dates_closed.html", status, opened, own, recaps=recaps, **said)


def _decided(visit: Visit, opened: Opened, own: OwnDates, status: int = 200, **context: object) -> Response:
    edition, decided = opened.page.edition, own.now.decided
    said = {"refusal": "", "typed_lines": [], "typed_for": ""} | context
    return _page(
        visit, "dates_decided.html", status, opened, own,
        together_days=together(days_in_words(edition.days, year=False)),
        moved=days_in_words(decided.days) if decided and decided.days != edition.days else "",
        animates=all(one.voter.kind is VoterKind.ANIMATOR for one in own.places),
        role=_role(visit, opened, own.places), **said,
    )  # fmt: skip


def _kept_lines(own: OwnDates, place: OwnPlace) -> list[tuple[str, str]]:
    if place.reply is None:
        return []
    kept = _kept(place)
    lines = _lines(own, {one.days.code: kept.get(f"choice-{one.days.code}", "") for one in own.now.proposed}, kept)
    return lines + ([("Autres jours", kept["other_days"])] if kept["other_days"] else [])


def _lines(own: OwnDates, choices: Mapping[str, str], said: Mapping[str, str]) -> list[tuple[str, str]]:
    """« 13 et 16 novembre », « Non : inventaire »."""
    labels = {str(choice): choice.label for choice in Choice}
    lines = []
    for one in own.now.proposed:
        answer = labels.get(choices.get(one.days.code, ""), "Pas de réponse")
        comment = said.get(f"comment-{one.days.code}", "")
        lines.append((one.days.short, f"{answer} : {comment}" if comment else answer))
    return lines


def _role(visit: Visit, opened: Opened, places: Sequence[OwnPlace]) -> list[str]:
    """What is expected of this person, once for each kind of place."""
    kinds = dict.fromkeys(one.voter.kind for one in places)
    return [statement_in_brief(visit.db, opened.actor, opened.page.edition.id, _ROLES[kind]) for kind in kinds]


def _page(
    visit: Visit, template: str, status: int, opened: Opened, own: OwnDates, **context: object
) -> Response:  # fmt: skip
    closes_on = own.now.closes_on
    common = {
        "edition": opened.page.edition,
        "own": own,
        "until": together(day_in_words(closes_on, year=False)) if closes_on else "",
        "until_short": together(day_in_words(closes_on, year=False, weekday=False)) if closes_on else "",
        "names": ", ".join(one.voter.name for one in own.places),
    }
    return render_personal(visit, template, status, opened=opened, **common | context)
