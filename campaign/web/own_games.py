"""« Vos jeux »: an animator asks for games for their EPCI, reads what was decided, takes an alternative, books.

GET shows; each POST says what it does in « geste » and comes back to the page. Everything works without script.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.responses import RedirectResponse, Response

from campaign.base import operations
from campaign.base.errors import (
    Conflict,
    EditionOver,
    InvalidForm,
    InvalidInput,
    NotFound,
    OperationReused,
    Refused,
    Unavailable,
)
from campaign.editions.model import State
from campaign.loans.asking import ask_game, change_request, withdraw_request
from campaign.loans.booking import book_game
from campaign.loans.model import Answer
from campaign.loans.own_page import OwnPage, own_games
from campaign.loans.views import Demand, RequestLine
from campaign.partners.model import Place
from campaign.stock.model import Item
from campaign.web.answer import state_page, with_link
from campaign.web.personal_link import Opened, journal_foreign_place
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

_TINTS = {Answer.WAITING: ("paille", "clock"), Answer.GRANTED: ("menthe", "check"), Answer.REFUSED: ("rose", "cross")}
_DONE = {
    "demander": "Votre demande est notée.",
    "reserver": "C’est réservé.",
    "changer": "C’est changé.",
    "retirer": "Votre demande est retirée.",
}
_AT = {"shop": "lieu", "site": "autre", "animator": "anime", "note": "note"}  # where each refusal is shown


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form shows: kept or just typed, with its refusals by field."""

    operation: str
    lieu: str = ""
    autre: str = ""
    anime: str = ""
    note: str = ""
    wrong: Mapping[str, str] = None  # type: ignore[assignment]
    refusal: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True)
class GameOfDay:
    """One game of one day: its own requests with their forms, and the form to ask or book one more."""

    key: str
    item: Item
    demand: Demand
    lines: tuple[tuple[RequestLine, Typed], ...]
    form: Typed


@with_link
def games(visit: Visit, opened: Opened) -> Response:
    """The page, and what is sent from it.

    Raises:
        NotFound: this link answers for no EPCI, or not for this one (noted in the journal). OperationReused.
    """
    if opened.page.state in (State.PREPARING, State.CANCELLED):
        return state_page(visit, opened, 409 if visit.request.method == "POST" else 200)
    page = own_games(visit.db, opened.actor, opened.link)
    if page is None:
        raise NotFound("Ce lien ne permet pas d’emprunter des jeux : il faut répondre pour une collectivité.")
    if visit.request.method != "POST":
        return _page(visit, opened, page)
    gesture = visit.typed("geste")
    if not operations.is_operation(visit.typed("operation")) or gesture not in _DONE:
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    try:
        number = _received(visit, opened, gesture)
    except NotFound:
        journal_foreign_place(visit, opened, visit.typed("collectivite"))
        raise
    except InvalidForm as refusal:
        return _page(visit, opened, page, 422, problems=refusal.problems)
    except Conflict as conflict:
        theirs = ", ".join(f"{name.lower()} : {text or 'vide'}" for name, text in conflict.theirs.items())
        return _again(visit, opened, 409, f"{conflict.message} Ce qui est gardé : {theirs}.")
    except (Refused, EditionOver) as refusal:
        return _again(visit, opened, 409, refusal.message)
    except Unavailable as trouble:
        response = _page(visit, opened, page, 503, refusal=trouble.message)
        response.headers["Retry-After"] = "30"
        return response
    where = f"#demande-{number}" if gesture != "retirer" else ""
    return RedirectResponse(f"{opened.address}/jeux?fait={gesture}{where}", 303)


def _received(visit: Visit, opened: Opened, gesture: str) -> int:
    """Do what was asked; the request's id."""
    db, by, operation = visit.db, opened.actor, visit.typed("operation")
    edition_id, number = opened.page.edition.id, _whole(visit.typed("demande"))
    words = {"shop": visit.typed("lieu"), "site": visit.typed("autre"), "animator": visit.typed("anime"),
             "note": visit.typed("note")}  # fmt: skip
    asked = {"epci": visit.typed("collectivite"), "item": visit.typed("jeu"), "day": visit.typed("jour"), **words}
    if gesture == "demander":
        return ask_game(db, by, edition_id, asked, operation)
    if gesture == "reserver":
        return book_game(db, by, edition_id, asked, operation, number)
    if gesture == "changer":
        change_request(db, by, number, _whole(visit.typed("version")), words, operation)
        return number
    withdraw_request(db, by, number, operation)
    return number


def _again(visit: Visit, opened: Opened, status: int, refusal: str) -> Response:
    """The page as things are now, with the refusal and what was typed."""
    page = own_games(visit.db, opened.actor, opened.link)
    if page is None:
        raise NotFound()
    return _page(visit, opened, page, status, refusal=refusal)


def _page(
    visit: Visit,
    opened: Opened,
    page: OwnPage,
    status: int = 200,
    problems: Sequence[InvalidInput] = (),
    refusal: str = "",
) -> Response:
    wrong = {_AT.get(one.field, "lieu"): one.message for one in reversed(problems)}
    typed_key = _typed_key(visit)

    def form(key: str, kept: Mapping[str, str]) -> Typed:
        if status == 200 or key != typed_key:
            return Typed(operations.new_operation(), **kept, wrong={})
        said = {name: visit.typed(name) for name in ("lieu", "autre", "anime", "note")}
        again = visit.typed("operation") if status in (422, 503) else operations.new_operation()
        return Typed(again, **said, wrong=wrong, refusal=refusal, opened=True)

    epcis = [
        {"place": own.place, "name": own.name, "shops": own.shops,
         "days": [(day, [_game(page, own.place, own.lines, own.shops, day, item, form) for item in page.games])
                  for day in page.days]}
        for own in page.epcis
    ]  # fmt: skip
    shown = any(one.form.opened or any(typed.opened for _, typed in one.lines)
                for epci in epcis for _, listed in epci["days"] for one in listed)  # fmt: skip
    return render_personal(
        visit, "own_games.html", status, opened=opened, edition=opened.page.edition, page=page, epcis=epcis,
        tints=_TINTS, done=_DONE.get(visit.asked("fait"), "") if status == 200 else "",
        problems=[(f"{_AT.get(one.field, 'lieu')}-{typed_key}", one.message) for one in problems],
        refusal=refusal, lost=refusal and not shown, new_operation=operations.new_operation,
    )  # fmt: skip


def _game(
    page: OwnPage,
    place: Place,
    lines: Sequence[RequestLine],
    shops: Sequence[tuple[Place, tuple[date, ...]]],
    day: date,
    item: Item,
    form: Callable[[str, Mapping[str, str]], Typed],
) -> GameOfDay:
    mine = [one for one in lines if (one.request.day, one.item.id) == (day, item.id)]
    first = next((str(shop.id) for shop, days in shops if day in days), "")
    latest = next((one.request.animator for one in reversed(lines) if one.request.animator), "")
    key = f"{place.id}-{day.isoformat()}-{item.id}"
    return GameOfDay(
        key=key,
        item=item,
        demand=next(one for one in page.demands if (one.item.id, one.day) == (item.id, day)),
        lines=tuple((one, form(f"d{one.request.id}", _kept(one))) for one in mine),
        form=form(key, {"lieu": first, "anime": latest}),
    )


def _kept(one: RequestLine) -> dict[str, str]:
    asked = one.request
    return {"lieu": str(asked.site_place_id or ""), "autre": asked.site, "anime": asked.animator, "note": asked.note}


def _typed_key(visit: Visit) -> str:
    """The form that was sent: that of a request, or that of a game and a day."""
    if visit.typed("geste") == "changer":
        return f"d{_whole(visit.typed('demande'))}"
    return f"{visit.typed('collectivite')}-{visit.typed('jour')}-{visit.typed('jeu')}"


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
