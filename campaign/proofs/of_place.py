"""The proofs made for one shop alone."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, rows
from campaign.proofs.model import Proof
from campaign.proofs.store import proof_from


@guarded
def place_proofs(db: Database, by: Actor, place_id: int) -> list[Proof]:
    """Its proofs, whatever the edition, the latest first."""
    sql = "SELECT * FROM proofs WHERE audience = ? AND state <> 'withdrawn' ORDER BY edition_id DESC, number DESC"
    return [proof_from(one) for one in rows(db, sql, [f"shop:{place_id}"])]
