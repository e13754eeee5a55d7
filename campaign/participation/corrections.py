"""What a shop says of its own sheet from its link: that it is right, or corrections an agent accepts or refuses."""

from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, row, rows, transaction
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.participation.reach import check_reach
from campaign.partners.confirmations import How, note_confirmed
from campaign.partners.sheet import checked_sheet
from campaign.partners.suggestions import SuggestionSource, keep_suggestion, replace_pending, value_in_words

# What a shop may correct by itself; the rest is asked for on the telephone.
CORRECTABLE = ("name", "address", "phone", "website", "opening_hours_text")
# What its page shows it of its sheet, « telle qu'elle sera publiée ».
SEEN = (*CORRECTABLE, "commune", "categories")


@guarded
def suggest_corrections(
    db: Database, by: Actor, edition_id: int, place_id: int, values: Mapping[str, str], operation: str
) -> int:
    """Keep the differences between the typed sheet and ours as suggestions; how many. A newer one replaces an older.

    Raises:
        NotFound: not this contact's shop; InvalidForm: with the field names of ``values``.
    """
    with transaction(db):
        check_reach(db, by, edition_id, place_id)
        subject = f"{edition_id}:{place_id}"
        if done := operations.replay(db, operation, "suggest_corrections", subject):
            return done["count"]
        before = row(db, "SELECT * FROM places WHERE id = ?", [place_id])
        typed = {field: values[field] for field in CORRECTABLE if field in values}
        columns = checked_sheet(typed, str(before["departement"]), before)
        count = 0
        for field in typed:
            replace_pending(db, place_id, field, SuggestionSource.SHOP)
            if columns[field] != before[field]:
                proposed = str(columns[field])
                keep_suggestion(db, by, SuggestionSource.SHOP, before, field, proposed, edition_id=edition_id)
                count += 1
        unchanged = [field for field in typed if columns[field] and columns[field] == before[field]]
        note_confirmed(db, place_id, unchanged, by.journal_name, How.SHOP)
        if count:
            details = {"fields": {field: [] for field in typed}}
            journal.record(db, by.journal_name, "suggest_correction", "place", place_id, operation, details)
        operations.remember(db, operation, "suggest_corrections", subject, {"count": count})
    return count


@guarded
def say_sheet_is_right(db: Database, by: Actor, edition_id: int, place_id: int, operation: str) -> None:
    """« Tout est juste », sent with the answer: what the page showed of the sheet is the shop's word from now.

    A field whose correction still waits is left: the sheet does not say what the shop said.

    Raises:
        NotFound: not this contact's shop.
    """
    with transaction(db):
        check_reach(db, by, edition_id, place_id)
        subject = f"{edition_id}:{place_id}"
        if operations.replay(db, operation, "say_sheet_is_right", subject) is not None:
            return
        sheet = row(db, "SELECT * FROM places WHERE id = ?", [place_id])
        waiting = "SELECT field FROM sheet_suggestions WHERE place_id = ? AND state = 'pending' AND source = 'shop'"
        corrected = {one["field"] for one in rows(db, waiting, [place_id])}
        told = [field for field in SEEN if sheet[field] not in ("", "[]") and field not in corrected]
        details = {"confirmed": dict.fromkeys(told)}
        note_confirmed(db, place_id, told, by.journal_name, How.SHOP)
        journal.record(db, by.journal_name, "say_sheet_is_right", "place", place_id, operation, details)
        operations.remember(db, operation, "say_sheet_is_right", subject)


def shown(field: str, stored: str) -> str:
    """A stored value as people read it (« 02 41 00 00 05 »)."""
    return value_in_words(field, stored)


def as_form_problems(error: InvalidForm) -> InvalidForm:
    """The same refusals under the names of the answer form (``fiche-phone``)."""
    return InvalidForm([InvalidInput(f"fiche-{one.field}", one.message, one.proposal) for one in error.problems])
