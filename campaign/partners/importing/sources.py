"""The columns an officer chose for a list: known again by its headings, so that the next file opens with them.

Inside the import's own transactions: whoever may import may be served by what a colleague chose.
"""

import json
from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database, row, rows
from campaign.partners.importing.headings import Column

Mapped = Mapping[Column, int | None]


def known_headings(db: Database) -> frozenset[str]:
    """The keys (``headings_key``) of the lists whose columns somebody chose."""
    return frozenset(str(found["headings"]) for found in rows(db, "SELECT headings FROM import_sources"))


def chosen_columns(db: Database, headings: str, width: int) -> dict[Column, int | None] | None:
    """The columns last chosen for a list with these headings, or None; of a list ``width`` columns wide today."""
    found = row(db, "SELECT mapping FROM import_sources WHERE headings = ?", [headings])
    if found is None:
        return None
    # Nameless columns at the end come and go under the same headings.
    kept = {name: index for name, index in json.loads(str(found["mapping"])).items() if index < width}
    return {column: kept.get(str(column)) for column in Column}


def remember_columns(db: Database, by: Actor, headings: str, file_name: str, mapping: Mapped, *, same: bool) -> None:
    """Keep the columns of a list being imported; ``same`` as the software guesses, they are forgotten instead."""
    if not headings:
        return
    if same:
        db.conn.execute("DELETE FROM import_sources WHERE headings = ?", [headings])
        return
    kept = json.dumps({str(column): index for column, index in mapping.items() if index is not None})
    db.conn.execute(
        "INSERT INTO import_sources VALUES (?, ?, ?, ?, ?) ON CONFLICT (headings) DO UPDATE SET "
        "mapping = excluded.mapping, file_name = excluded.file_name, at = excluded.at, actor = excluded.actor",
        [headings, kept, file_name, clock.stamp(), by.journal_name],
    )
