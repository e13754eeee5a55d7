"""« Signaler une erreur »: what a resident, without a name, says is wrong on a shop's page."""

from datetime import timedelta

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations, throttle
from campaign.base.database import Database, row, transaction, value
from campaign.base.errors import InvalidForm, InvalidInput, NotFound, TooManyAttempts
from campaign.partners.mistakes import mistake_of, reported
from campaign.partners.suggestions import REMARK, SuggestionSource, keep_suggestion

MOST_BY_VISITOR, VISITOR_WINDOW = 5, timedelta(minutes=10)
MOST_BY_PLACE, PLACE_WINDOW = 20, timedelta(hours=12)
MOST_WAITING = 30  # of one shop: beyond, nobody reads them one by one any more
_TOO_MANY = "Plusieurs signalements de cette boutique sont déjà à lire. Revenez demain, ou appelez-nous."


@guarded
def report_mistake(
    db: Database, by: Actor, place_id: int, mistake: str, words: str, operation: str, visitor: str = ""
) -> None:
    """Keep what a resident says as a suggestion on the sheet; the same said twice waits once.

    ``mistake`` is the code of a Mistake, ``visitor`` the address asking: counted for some minutes, kept nowhere else.

    Raises:
        InvalidForm: ``erreur`` or ``mots``. TooManyAttempts: five in ten minutes from one visitor, twenty in twelve
            hours on one shop, thirty that wait. NotFound: no such shop.
    """
    with transaction(db):
        if operations.replay(db, operation, "report_mistake", place_id) is not None:
            return
        place = row(db, "SELECT * FROM places WHERE id = ? AND kind = 'shop' AND archived_at IS NULL", [place_id])
        if place is None:
            raise NotFound("Cette boutique n’est plus là.")
        try:
            found = reported(mistake_of(mistake), words, place)
        except InvalidInput as problem:
            raise InvalidForm([problem]) from problem
        _refuse_too_many(db, place_id, visitor)
        field = found.field or REMARK
        if not _waits_already(db, place_id, field, found.proposed):
            keep_suggestion(db, by, SuggestionSource.RESIDENT, place, field, found.proposed)
            details = {"fields": {field: []}}
            journal.record(db, by.journal_name, "report_mistake", "place", place_id, operation, details)
        operations.remember(db, operation, "report_mistake", place_id)


def _refuse_too_many(db: Database, place_id: int, visitor: str) -> None:
    if visitor:
        throttle.refuse_beyond(db, f"mistake:{visitor}", MOST_BY_VISITOR, VISITOR_WINDOW)
        throttle.count(db, f"mistake:{visitor}")
    waiting = value(
        db,
        "SELECT count(*) FROM sheet_suggestions WHERE place_id = ? AND source = 'resident' AND state = 'pending'",
        [place_id],
    )
    key = f"mistake-at:{place_id}"
    if int(waiting or 0) >= MOST_WAITING or throttle.attempts(db, key, PLACE_WINDOW) >= MOST_BY_PLACE:
        raise TooManyAttempts(_TOO_MANY)
    throttle.count(db, key)


def _waits_already(db: Database, place_id: int, field: str, proposed: str) -> bool:
    same = "place_id = ? AND field = ? AND proposed = ? AND source = 'resident' AND state = 'pending'"
    return bool(value(db, f"SELECT 1 FROM sheet_suggestions WHERE {same}", [place_id, field, proposed]))  # noqa: S608
