"""The sheets frozen for an edition, read as they were that day."""

import json
from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, rows


@guarded
def frozen_sheets(db: Database, by: Actor, edition_id: int) -> dict[int, Mapping[str, object]]:
    """What was frozen of each participant (``{"place": {…}, "answer": {…}}``), by place; nothing before the days."""
    sql = "SELECT place_id, sheet FROM edition_snapshots WHERE edition_id = ?"
    return {one["place_id"]: json.loads(one["sheet"]) for one in rows(db, sql, [edition_id])}
