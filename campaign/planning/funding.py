"""Plans and partners that pay, and how the lines of an edition are usually shared out between them."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, Row, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.editions.views import edition as edition_view
from campaign.planning.model import FundKind, shares_in_words, shares_typed
from campaign.planning.store import all_funds, refuse_unknown_funds, usual_shares, written

TABLE, SUBJECT = "spending_funds", "fund"


@guarded
def add_fund(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add a plan or a partner; its id.

    Raises:
        InvalidForm.
    """
    columns = _columns({"name": "", "kind": "", **values})
    return saving.add_row(db, by, TABLE, "add_fund", SUBJECT, columns, operation)


@guarded
def change_fund(
    db: Database, by: Actor, fund_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a fund read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    verbs = ("change_fund", "archive_fund", "restore_fund")
    saving.change_row(db, by, TABLE, verbs, SUBJECT, fund_id, version, _columns(values), operation, "name")


@guarded
def archive_fund(db: Database, by: Actor, fund_id: int, operation: str) -> None:
    """Propose it no more; what it pays stays said. ``restore_fund`` undoes."""
    saving.set_aside(db, by, TABLE, "archived_at", "archive_fund", SUBJECT, fund_id, operation)


@guarded
def restore_fund(db: Database, by: Actor, fund_id: int, operation: str) -> None:
    """Propose it again."""
    saving.set_aside(db, by, TABLE, "archived_at", "restore_fund", SUBJECT, fund_id, operation, back=True)


@guarded
def share_funding(
    db: Database, by: Actor, edition_id: int, version: int, typed: Mapping[int, str], operation: str
) -> None:
    """Say how the lines of an edition are usually paid: percents as text by fund id; all empty: not said.

    Raises:
        InvalidForm: they do not make 100 %. NotFound, Conflict.
    """
    edition_view(db, edition_id)
    try:
        shares = shares_typed(typed)
        refuse_unknown_funds(db, [fund_id for fund_id, _ in shares])
    except InvalidInput as problem:
        raise InvalidForm([problem]) from problem
    verb = "share_funding"
    with transaction(db):
        if operations.replay(db, operation, verb, edition_id) is not None:
            return
        db.conn.execute("INSERT OR IGNORE INTO spending_shares (id, shares) VALUES (?, '[]')", [edition_id])
        if not update_version(db, "spending_shares", edition_id, version, {"shares": written(shares)}):
            theirs = shares_in_words(usual_shares(db, edition_id)[0], all_funds(db))
            raise conflict_on(db, "funding", edition_id, (verb,), {"Répartition": theirs or "aucune"})
        journal.record(db, by.journal_name, verb, "funding", edition_id, operation)
        operations.remember(db, operation, verb, edition_id)


def _columns(values: Mapping[str, object]) -> Row:
    return saving.checked(
        values,
        {
            "name": saving.text_of("name", "le nom du plan ou du partenaire", 120, required=True),
            "kind": saving.one_of(FundKind, "kind", "Dites si c’est un plan ou un partenaire."),
        },
    )
