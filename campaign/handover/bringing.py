"""A kit brought into this installation: an edition prepared, what lacks added, what is there kept. All or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from hashlib import sha256

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import InvalidForm, InvalidInput, NotAllowed, Refused, UnreadableFile
from campaign.base.operations import new_operation
from campaign.base.working_days import is_public_holiday
from campaign.editions.actions import add_edition
from campaign.editions.model import Edition, check_edition
from campaign.editions.views import edition as edition_view
from campaign.handover import bringing_goods, bringing_plan, bringing_texts
from campaign.handover.dates import in_order, new_deadline, renamed, same_season
from campaign.handover.model import Kit, Outline, Part, has_marks
from campaign.handover.outcome import Brought, PartBrought
from campaign.handover.shape import written
from campaign.handover.store import keep_kit, prepared_from
from campaign.messages.dates import proposed_dates

VERB = "import_kit"
Bringing = Callable[[Database, Actor, Edition, Kit, list[str]], PartBrought]
_PARTS: dict[Part, Bringing] = {
    Part.PLAN: bringing_plan.bring_plan,
    Part.TEXTS: bringing_texts.bring_texts,
    Part.PRESS: bringing_texts.bring_press,
    Part.ITEMS: bringing_goods.bring_items,
    Part.MODELS: bringing_goods.bring_models,
    Part.SPENDING: bringing_goods.bring_spending,
    Part.QUESTIONS: bringing_texts.bring_questions,
    Part.LESSONS: bringing_texts.keep_lessons,
    Part.SHEET: bringing_texts.keep_sheet,
}


class _Undone(Exception):
    """Ends a trial: all that was written is given up."""


@guarded
def bring(db: Database, by: Actor, kit: Kit, days: Sequence[date], operation: str) -> Brought:
    """Prepare an edition of these days from a kit, in one transaction; nothing that is here is changed.

    Without days, those of the same season (``proposed_days``). The same kit for the same days is brought once.

    Raises:
        InvalidForm, InvalidInput: the days cannot be. UnreadableFile: a room refuses something of the kit; nothing is
        written.
    """
    chosen = in_order(days) or proposed_days(kit.outline)
    mark = sha256(written(kit)).hexdigest()
    with transaction(db):
        if done := operations.replay(db, operation, VERB, mark):
            return _there(db, done["edition"])
        brought = _write(db, by, kit, chosen, mark)
        if not brought.again:
            details = {"kit": mark[:12], "days": [one.isoformat() for one in chosen]}
            journal.record(db, by.journal_name, VERB, "edition", brought.edition_id, operation, details)
        operations.remember(db, operation, VERB, mark, {"edition": brought.edition_id})
    return brought


@guarded
def try_out(db: Database, by: Actor, kit: Kit, days: Sequence[date]) -> Brought:
    """What ``bring`` would do: it is done, counted and undone, so that every room's own checks have their say.

    Raises:
        As ``bring``.
    """
    chosen = in_order(days) or proposed_days(kit.outline)
    found: list[Brought] = []
    try:
        with transaction(db):
            found.append(_write(db, by, kit, chosen, sha256(written(kit)).hexdigest()))
            raise _Undone
    except _Undone:
        return found[0]


def proposed_days(outline: Outline) -> tuple[date, ...]:
    """The same weekdays at the next comparable period, away from public holidays."""
    return same_season(outline, clock.today(), is_public_holiday)


def _write(db: Database, by: Actor, kit: Kit, days: tuple[date, ...], mark: str) -> Brought:
    if (there := prepared_from(db, mark, days)) is not None:
        return _there(db, there)
    if days[0] <= clock.today():
        raise InvalidInput("days", "Ces jours sont passés : un kit prépare une édition à venir.")
    outline = kit.outline
    deadline = new_deadline(outline, days[0], clock.today())
    goals = outline.objective_shops, outline.objective_visitors
    with _told_of(Part.EDITION):
        name = renamed(outline.name, outline.dates, days)
        values = check_edition(name, outline.theme, days, deadline, *goals)
    edition = edition_view(db, add_edition(db, by, values, new_operation()))
    notices: list[str] = []
    if has_marks(values.name + values.theme):
        notices.append("Le nom ou le thème de l’édition est à relire, des mots y manquent.")
    parts = []
    for part, brings in _PARTS.items():
        with _told_of(part):
            parts.append(brings(db, by, edition, kit, notices))
    keep_kit(db, edition.id, kit, mark)
    steps = tuple(proposed_dates(edition, clock.today()).items())
    return Brought(edition.id, edition.name, edition.days, deadline, tuple(parts), tuple(notices), steps)


def _there(db: Database, edition_id: int) -> Brought:
    edition = edition_view(db, edition_id)
    return Brought(edition_id, edition.name, edition.days, edition.answer_deadline, again=True)


@contextmanager
def _told_of(part: Part) -> Iterator[None]:
    """A room's refusal says which part of the kit it is about. What is wrong with the days is for who chose them."""
    try:
        yield
    except InvalidForm as error:
        if all(one.field in ("days", "answer_deadline") for one in error.problems):
            raise
        raise _refusal(part, error.problems[0].message) from error
    except NotAllowed:
        raise
    except Refused as error:
        raise _refusal(part, error.message) from error


def _refusal(part: Part, why: str) -> UnreadableFile:
    return UnreadableFile(f"Ce kit ne peut pas être repris, rien n’a été changé ({part.label}) : {why}")


def as_record(brought: Brought) -> dict[str, object]:
    """What was brought, for a program: codes and counts."""
    return {
        "edition": brought.edition_id,
        "already_there": brought.again,
        "parts": {
            one.part.value: {name: count for name, count in asdict(one).items() if name != "part"}
            for one in brought.parts
        },
        "notices": list(brought.notices),
        "calendar": {str(step): day.isoformat() for step, day in brought.calendar},
    }
