"""What is typed to ask for a game, checked: the EPCI and the shops within reach, a day of the edition, no double."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from campaign.accounts.model import Actor, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import EditionOver, InvalidForm, InvalidInput
from campaign.base.french import day_in_words
from campaign.base.text import clean_text
from campaign.loans.board import Board, check_epci
from campaign.loans.model import GameRequest, site_key
from campaign.loans.sentences import noun
from campaign.participation.store import answers_of_edition
from campaign.partners.model import Kind
from campaign.partners.store import place_by_id


def checked_request(
    db: Database, by: Actor, board: Board, values: Mapping[str, object], of: GameRequest | None = None
) -> GameRequest:
    """What was typed as a request (id 0 for a new one).

    Raises:
        InvalidForm, NotFound, EditionOver.
    """
    place = check_epci(db, by, board.edition.id, _number(values.get("epci"), "epci", "Choisissez la collectivité."))
    problems: list[InvalidInput] = []

    def kept(check, *typed: object) -> object:  # noqa: ANN001 - a check of this form
        try:
            return check(*typed)
        except InvalidInput as problem:
            problems.append(problem)
            return None

    item_id = kept(_game, board, values.get("item"))
    day = kept(_day, board, values.get("day"))
    shop = kept(_shop, db, board, place.epci_siren, values.get("shop"), day, by)
    site = "" if values.get("shop") else kept(_text, values, "site", "le lieu où vous animez", 120, True)
    animator = kept(_text, values, "animator", "qui anime", 80)
    note = kept(_text, values, "note", "la note", 300)
    if not problems:
        kept(_refuse_twice, board, of.id if of else 0, place.id, item_id, day, site_key(shop, place.id, str(site)))
    if problems:
        raise InvalidForm(problems)
    refuse_past(board, day)
    made = GameRequest(
        0, board.edition.id, place.id, item_id, day, shop, str(site), str(animator), str(note), clock.now()
    )
    return replace(made, id=of.id, requested_at=of.requested_at) if of else made


def refuse_past(board: Board, day: date) -> None:
    """Raises EditionOver once the day is over, or when the edition is cancelled or archived."""
    if board.edition.cancelled_on:
        raise EditionOver("L’édition a été annulée.")
    if clock.today() > board.edition.last_day:
        raise EditionOver("Ces jours sont passés : les prêts de jeux se lisent encore, mais ne changent plus.")
    if clock.today() > day:
        raise EditionOver(f"{day_in_words(day, year=False).capitalize()} est passé.")


def _refuse_twice(board: Board, but: int, epci: int, item: int, day: date, site: str) -> None:
    for one in board.asks.values():
        if one.id != but and (one.epci, one.item, one.day, one.site) == (epci, item, day, site):
            raise InvalidInput("site", f"Ce jeu ({noun(board.games[item])}) est déjà demandé pour ce jour et ce lieu.")


def _number(typed: object, field: str, sentence: str) -> int:
    text = str(typed or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidForm([InvalidInput(field, sentence)])
    return int(text)


def _game(board: Board, typed: object) -> int:
    text = str(typed or "")
    if not (text.isascii() and text.isdigit()) or int(text[:9]) not in board.games:
        raise InvalidInput("item", "Choisissez le jeu.")
    return int(text)


def _day(board: Board, typed: object) -> date:
    for day in board.edition.days:
        if typed in (day, day.isoformat()):
            return day
    raise InvalidInput("day", "Choisissez l’un des jours de l’édition.")


def _shop(db: Database, board: Board, siren: str, typed: object, day: date | None, by: Actor) -> int | None:
    text = str(typed or "").strip()
    if not text:
        return None
    place = place_by_id(db, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
    if place is None or place.kind is not Kind.SHOP or (by.role is Role.CONTACT and place.epci_siren != siren):
        raise InvalidInput("shop", "Choisissez l’une de vos boutiques, ou écrivez un autre lieu.")
    answer = answers_of_edition(db, board.edition.id).get(place.id)
    if answer is None or answer.presence != "yes":
        raise InvalidInput("shop", f"{place.name} ne participe pas à cette édition : choisissez un autre lieu.")
    if day and answer.open_day(day) is None:
        raise InvalidInput(
            "shop", f"{place.name} n’ouvre pas {day_in_words(day, year=False)} : choisissez un autre lieu."
        )
    return place.id


def _text(values: Mapping[str, object], field: str, label: str, most: int, required: bool = False) -> str:
    typed = str(values.get(field) or "")
    return clean_text(typed, field=field, label=label, max_length=most, required=required, multiline=field == "note")
