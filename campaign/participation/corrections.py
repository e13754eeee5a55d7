"""Corrections a shop proposes for its own sheet from its link: suggestions an agent accepts or refuses."""

from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, row, transaction
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.participation.reach import check_reach
from campaign.partners.sheet import checked_sheet
from campaign.partners.suggestions import SuggestionSource, keep_suggestion, replace_pending, value_in_words

# What a shop may correct by itself; the rest is asked for on the telephone.
CORRECTABLE = ("name", "address", "phone", "website", "opening_hours_text")


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
        if count:
            details = {"fields": {field: [] for field in typed}}
            journal.record(db, by.journal_name, "suggest_correction", "place", place_id, operation, details)
        operations.remember(db, operation, "suggest_corrections", subject, {"count": count})
    return count


def shown(field: str, stored: str) -> str:
    """A stored value as people read it (« 02 41 00 00 05 »)."""
    return value_in_words(field, stored)


def as_form_problems(error: InvalidForm) -> InvalidForm:
    """The same refusals under the names of the answer form (``fiche-phone``)."""
    return InvalidForm([InvalidInput(f"fiche-{one.field}", one.message, one.proposal) for one in error.problems])
