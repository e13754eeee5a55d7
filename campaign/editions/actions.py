"""Planning, opening, closing and copying editions. Inviting again what a copy brings belongs to ``participation``."""

from datetime import date, timedelta

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, update_version, value
from campaign.base.errors import EditionOver, InvalidInput, NotFound, Refused
from campaign.editions.model import Edition, EditionValues, State
from campaign.editions.store import edition_by_id, set_days

VERBS = (
    "add_edition", "change_edition", "open_edition", "close_edition", "move_deadline", "archive_edition",
    "cancel_edition", "reinstate_edition",
)  # fmt: skip


@guarded
def add_edition(db: Database, by: Actor, values: EditionValues, operation: str, copied_from: int | None = None) -> int:
    """Create an edition in preparation; its id. A replay gives the same id."""
    with transaction(db):
        if done := operations.replay(db, operation, "add_edition"):
            return done["id"]
        edition_id = insert(
            db, "editions", {**_columns(values), "copied_from": copied_from, "created_at": clock.stamp()}
        )
        set_days(db, edition_id, values.days)
        details = {"days": [day.isoformat() for day in values.days], "copied_from": copied_from}
        journal.record(db, by.journal_name, "add_edition", "edition", edition_id, operation, details)
        operations.remember(db, operation, "add_edition", result={"id": edition_id})
    return edition_id


@guarded
def change_edition(
    db: Database, by: Actor, edition_id: int, version: int, values: EditionValues, operation: str
) -> None:
    """Save a form read at ``version``. Days can no longer change once somebody answered.

    Raises:
        NotFound, Conflict, EditionOver; InvalidInput: a day that already has answers would disappear.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_edition", edition_id) is not None:
            return
        edition = _known(db, edition_id)
        if edition.state(clock.today()) in (State.OVER, State.ARCHIVED, State.CANCELLED):
            raise EditionOver("Cette édition est terminée : elle ne change plus.")
        if not update_version(db, "editions", edition_id, version, _columns(values)):
            theirs = {"Nom": edition.name, "Jours": edition.days_text}
            raise conflict_on(db, "edition", edition_id, VERBS, theirs)
        set_days(db, edition_id, values.days)
        details = {"days": [day.isoformat() for day in values.days]}
        journal.record(db, by.journal_name, "change_edition", "edition", edition_id, operation, details)
        operations.remember(db, operation, "change_edition", edition_id)


@guarded
def open_edition(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Take answers from today.

    Raises:
        NotFound; EditionOver: its answer deadline is past, or it is over.
    """
    with transaction(db):
        if operations.replay(db, operation, "open_edition", edition_id) is not None:
            return
        edition = _known(db, edition_id)
        state = edition.state(clock.today())
        if state is State.CLOSED:
            raise EditionOver("La date limite de réponse est passée : reculez-la, puis ouvrez l’édition.")
        if state not in (State.PREPARING, State.OPEN):
            raise EditionOver("Cette édition est terminée : elle ne s’ouvre plus.")
        if state is State.PREPARING:
            _set(db, edition_id, opens_on=clock.today().isoformat())
        journal.record(db, by.journal_name, "open_edition", "edition", edition_id, operation)
        operations.remember(db, operation, "open_edition", edition_id)


@guarded
def close_edition(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Close answers at once: the deadline becomes yesterday. It can be moved again.

    Raises:
        NotFound; Refused: not open.
    """
    with transaction(db):
        if operations.replay(db, operation, "close_edition", edition_id) is not None:
            return
        if _known(db, edition_id).state(clock.today()) is not State.OPEN:
            raise Refused("Seule une édition ouverte se clôt.")
        _set(db, edition_id, answer_deadline=(clock.today() - timedelta(days=1)).isoformat())
        journal.record(db, by.journal_name, "close_edition", "edition", edition_id, operation)
        operations.remember(db, operation, "close_edition", edition_id)


@guarded
def move_deadline(db: Database, by: Actor, edition_id: int, deadline: date, operation: str) -> None:
    """Give shops more time, or less.

    Raises:
        NotFound; InvalidInput: not before the first day.
    """
    with transaction(db):
        if operations.replay(db, operation, "move_deadline", edition_id) is not None:
            return
        if deadline >= _known(db, edition_id).first_day:
            raise InvalidInput("answer_deadline", "La date limite de réponse doit précéder le premier jour.")
        _set(db, edition_id, answer_deadline=deadline.isoformat())
        details = {"deadline": deadline.isoformat()}
        journal.record(db, by.journal_name, "move_deadline", "edition", edition_id, operation, details)
        operations.remember(db, operation, "move_deadline", edition_id)


@guarded
def archive_edition(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Put a past edition away; it stays readable.

    Raises:
        NotFound; Refused: not over yet.
    """
    with transaction(db):
        if operations.replay(db, operation, "archive_edition", edition_id) is not None:
            return
        if _known(db, edition_id).state(clock.today()) not in (State.OVER, State.CANCELLED):
            raise Refused("Une édition s’archive une fois passée.")
        _set(db, edition_id, archived_on=clock.today().isoformat())
        journal.record(db, by.journal_name, "archive_edition", "edition", edition_id, operation)
        operations.remember(db, operation, "archive_edition", edition_id)


@guarded
def cancel_edition(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Call an edition off: personal links say so, the public map no longer shows it. ``reinstate_edition`` undoes it.

    Raises:
        NotFound; EditionOver: already past.
    """
    with transaction(db):
        if operations.replay(db, operation, "cancel_edition", edition_id) is not None:
            return
        if _known(db, edition_id).state(clock.today()) in (State.OVER, State.ARCHIVED):
            raise EditionOver("Cette édition est passée : elle ne s’annule plus.")
        _set(db, edition_id, cancelled_on=clock.today().isoformat())
        journal.record(db, by.journal_name, "cancel_edition", "edition", edition_id, operation)
        operations.remember(db, operation, "cancel_edition", edition_id)


@guarded
def reinstate_edition(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Undo a cancellation or an archiving."""
    with transaction(db):
        if operations.replay(db, operation, "reinstate_edition", edition_id) is not None:
            return
        _known(db, edition_id)
        _set(db, edition_id, cancelled_on=None, archived_on=None)
        journal.record(db, by.journal_name, "reinstate_edition", "edition", edition_id, operation)
        operations.remember(db, operation, "reinstate_edition", edition_id)


def _columns(values: EditionValues) -> dict[str, object]:
    return {
        "name": values.name,
        "theme": values.theme,
        "answer_deadline": values.answer_deadline.isoformat(),
        "objective_shops": values.objective_shops,
        "objective_visitors": values.objective_visitors,
    }


def _set(db: Database, edition_id: int, **values: object) -> None:
    version = value(db, "SELECT version FROM editions WHERE id = ?", [edition_id])
    update_version(db, "editions", edition_id, version, values)


def _known(db: Database, edition_id: int) -> Edition:
    edition = edition_by_id(db, edition_id)
    if edition is None:
        raise NotFound("Cette édition n’existe pas.")
    return edition
