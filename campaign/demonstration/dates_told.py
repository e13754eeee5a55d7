"""How the days of an edition were chosen with those who would open: sought, weighed, proposed, answered, decided."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.french import date_in_figures
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.deciding import decide
from campaign.consultation.model import day_set
from campaign.consultation.preparing import add_rival, note_set, propose, save_search
from campaign.consultation.replying import reply
from campaign.consultation.views import places_to_ask
from campaign.consultation.votes import Choice
from campaign.demonstration.cast import Cast
from campaign.demonstration.correspondence import deliver_waiting
from campaign.demonstration.dates_words import QUORUM, SATURDAY, WEDNESDAY, Asked
from campaign.demonstration.days import Dated

_CHOICES = {"o": Choice.YES, "s": Choice.IF_NEEDED, "n": Choice.NO}


def prepare(db: Database, officer: Actor, edition_id: int, told: Asked) -> None:
    """What is sought, what competes, what is proposed; the clock is the caller's."""
    first, last = told.period
    typed = {"first": date_in_figures(first), "last": date_in_figures(last), "day_count": "2", "gap": "3"}
    save_search(db, officer, edition_id, typed, (WEDNESDAY, SATURDAY), new_operation())
    for name, begins, ends in told.rivals:
        add_rival(db, officer, edition_id, name, begins, ends, new_operation())
    codes = [day_set(days).code for days, _ in told.sets]
    propose(db, officer, edition_id, codes, new_operation())
    for code, (_, note) in zip(codes, told.sets, strict=True):
        if note:
            note_set(db, officer, edition_id, code, note, new_operation())


def ask(cast: Cast, edition_id: int, closes_on: date) -> None:
    """Everybody is asked, and written to."""
    asked = [one.id for one in places_to_ask(cast.db, cast.officer, edition_id)]
    open_consultation(cast.db, cast.officer, edition_id, closes_on, QUORUM, asked, new_operation())
    deliver_waiting(cast.db, cast.system, refused={})


def conclude(cast: Cast, edition_id: int, told: Asked, deadline: date) -> None:
    """The days are decided, everybody asked is told."""
    code = day_set(told.sets[told.chosen][0]).code
    decide(cast.db, cast.officer, edition_id, code, told.why, deadline, new_operation())
    deliver_waiting(cast.db, cast.system, refused={})


def answers(cast: Cast, edition_id: int, told: Asked, first_day: date, days: int) -> Iterator[Dated]:
    """What each answered, spread over some days: shops on their link or on the phone, then animators."""
    by_phone = told.by_phone
    for rank, (number, letters) in enumerate(told.shops.items()):
        said = partial(_answer_of_shop, cast, edition_id, told, number, letters, on_phone=number in by_phone)
        at = 20 * (rank // days) + rank % 7
        yield first_day + timedelta(days=rank % days), 9 + at // 60, at % 60, said
    for rank, (name, letters) in enumerate(told.animators.items()):
        said = partial(_answer_of_animator, cast, edition_id, told, name, letters)
        yield first_day + timedelta(days=rank % days), 16, 11 * rank % 60, said


def _answer_of_shop(cast: Cast, edition_id: int, told: Asked, number: int, letters: str, *, on_phone: bool) -> None:
    form = _form(told, letters, {rank: said for (shop, rank), said in told.remarks.items() if shop == number})
    place_id = cast.registry.shops[number]
    if on_phone:
        form["said_by"] = f"{cast.registry.contacts_of[number]}, au téléphone"
        reply(cast.db, cast.officer, edition_id, place_id, form, new_operation())
        return
    cast.taking_part.look(edition_id, number)
    reply(cast.db, cast.registry.actor(number), edition_id, place_id, form, new_operation())


def _answer_of_animator(cast: Cast, edition_id: int, told: Asked, name: str, letters: str) -> None:
    actor = cast.registry.animator(name)
    form = _form(told, letters, {})
    reply(cast.db, actor, edition_id, cast.debriefs.place_of(name), form, new_operation())


def _form(told: Asked, letters: str, remarks: Mapping[int, str]) -> dict[str, str]:
    """The fields that a browser would send."""
    codes = [day_set(days).code for days, _ in told.sets]
    form = {f"choice-{code}": str(_CHOICES[letter]) for code, letter in zip(codes, letters, strict=True)}
    return form | {f"comment-{codes[rank]}": said for rank, said in remarks.items()}
