"""What each plan or partner grants to an edition, and from how much more than last time an alert is given."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, row, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.editions.views import edition as edition_view
from campaign.planning.line_checks import cents_typed
from campaign.planning.model import rate_typed
from campaign.planning.money import Tax, euros, percent
from campaign.planning.store import refuse_unknown_funds

SUBJECT = "envelope"


@guarded
def grant(
    db: Database, by: Actor, edition_id: int, fund_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Say what a fund grants: ``granted`` euros as text, empty to take the envelope back, and ``tax``.

    ``version`` is the envelope's as it was read, 1 when there was none.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    edition_view(db, edition_id)
    asked = saving.checked(
        {"granted": "", "tax": "", **values},
        {
            "granted": lambda typed: cents_typed(typed, "granted", "Enveloppe"),
            "tax": saving.one_of(Tax, "tax", "Dites si l’enveloppe est HT ou TTC.", required=False),
        },
    )
    if asked["granted"] is not None and not asked["tax"]:
        raise InvalidForm([InvalidInput("tax", "Dites si l’enveloppe est HT ou TTC.")])
    verb, subject = "grant_envelope", f"{edition_id}/{fund_id}"
    with transaction(db):
        if operations.replay(db, operation, verb, subject) is not None:
            return
        refuse_unknown_funds(db, [fund_id])
        sql = "INSERT OR IGNORE INTO spending_envelopes (edition_id, fund_id, tax) VALUES (?, ?, 'ttc')"
        db.conn.execute(sql, [edition_id, fund_id])
        sql = "SELECT * FROM spending_envelopes WHERE edition_id = ? AND fund_id = ?"
        kept = row(db, sql, [edition_id, fund_id])
        assert kept is not None
        columns = {"granted": asked["granted"], "tax": asked["tax"] or kept["tax"]}
        if not update_version(db, "spending_envelopes", kept["id"], version, columns):
            theirs = f"{euros(kept['granted'])} {Tax(kept['tax']).label}" if kept["granted"] is not None else "aucune"
            raise conflict_on(db, SUBJECT, kept["id"], (verb,), {"Enveloppe": theirs})
        journal.record(db, by.journal_name, verb, SUBJECT, kept["id"], operation)
        operations.remember(db, operation, verb, subject)


@guarded
def set_limit(db: Database, by: Actor, edition_id: int, version: int, typed: str, operation: str) -> None:
    """Say from how many percent more than last time an alert is given; ``version`` is that of the usual shares.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    edition_view(db, edition_id)
    try:
        limit = rate_typed(typed, "dearer", "Seuil")
        if limit is None:
            raise InvalidInput("dearer", "Seuil : indiquez un pourcentage, ex. 10.")
    except InvalidInput as problem:
        raise InvalidForm([problem]) from problem
    verb = "set_spending_limit"
    with transaction(db):
        if operations.replay(db, operation, verb, edition_id) is not None:
            return
        db.conn.execute("INSERT OR IGNORE INTO spending_shares (id) VALUES (?)", [edition_id])
        if not update_version(db, "spending_shares", edition_id, version, {"dearer": limit}):
            kept = row(db, "SELECT dearer FROM spending_shares WHERE id = ?", [edition_id])
            theirs = {"Seuil": percent(kept["dearer"]) if kept else ""}
            raise conflict_on(db, "funding", edition_id, (verb, "share_funding"), theirs)
        journal.record(db, by.journal_name, verb, "funding", edition_id, operation)
        operations.remember(db, operation, verb, edition_id)
