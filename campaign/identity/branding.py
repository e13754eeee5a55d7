"""Dressing the documents: colours, texts of the brand, logos in their order."""

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.database import Database, insert, row, transaction, update_version, value
from campaign.base.errors import NotFound, Refused
from campaign.base.pictures import cleaned
from campaign.base.text import clean_text
from campaign.identity.brand import LOGOS, MAX_LOGOS, checked_brand
from campaign.identity.colours import Shade
from campaign.identity.store import all_logos, load_brand


@guarded
def change_brand(db: Database, by: Actor, version: int, values: dict[str, str], operation: str) -> list[Shade]:
    """Save the typed values if nobody else saved since ``version``; the colours that had to move, with the reason.

    Raises:
        InvalidInput, Conflict.
    """
    kept, moved = checked_brand(values)
    with transaction(db):
        if operations.replay(db, operation, "change_brand") is None:
            if not update_version(db, "brand", 1, version, kept):
                theirs = load_brand(db)
                raise conflict_on(db, "brand", 1, ["change_brand"], {"Imprimeur": theirs.printer})
            journal.record(db, by.journal_name, "change_brand", "brand", 1, operation, {"fields": sorted(kept)})
            operations.remember(db, operation, "change_brand")
    return moved


@guarded
def add_logo(db: Database, by: Actor, name: str, data: bytes, operation: str) -> int:
    """Keep a logo, re-encoded, after the others; its id.

    Raises:
        UnreadableFile: the sentence says why; InvalidInput: no name; Refused: twelve already.
    """
    name = clean_text(name, field="name", label="le nom du partenaire", max_length=80)
    picture = cleaned(data)
    fingerprint = kept_files.keep(LOGOS, picture.data)
    with transaction(db):
        if (done := operations.replay(db, operation, "add_logo")) is not None:
            return done["id"]
        if len(all_logos(db)) >= MAX_LOGOS:
            raise Refused(f"{MAX_LOGOS} logos au plus : retirez-en un d’abord.")
        values = {
            "name": name,
            "file": fingerprint,
            "width": picture.width,
            "height": picture.height,
            "transparent": int(picture.transparent),
            "position": 1 + (value(db, "SELECT max(position) FROM logos") or 0),
            "added_at": clock.stamp(),
        }
        logo_id = insert(db, "logos", values)
        journal.record(db, by.journal_name, "add_logo", "brand", 1, operation, {"logo": logo_id})
        operations.remember(db, operation, "add_logo", result={"id": logo_id})
    return logo_id


@guarded
def remove_logo(db: Database, by: Actor, logo_id: int, operation: str) -> None:
    """Take a logo off the documents. Raises NotFound."""
    with transaction(db):
        if operations.replay(db, operation, "remove_logo", logo_id) is not None:
            return
        _known(db, logo_id)
        db.conn.execute("DELETE FROM logos WHERE id = ?", [logo_id])
        journal.record(db, by.journal_name, "remove_logo", "brand", 1, operation, {"logo": logo_id})
        operations.remember(db, operation, "remove_logo", logo_id)


@guarded
def move_logo(db: Database, by: Actor, logo_id: int, earlier: bool, operation: str) -> None:
    """Exchange a logo with its neighbour before or after; at the end of the line, nothing changes. Raises NotFound."""
    with transaction(db):
        if operations.replay(db, operation, "move_logo", logo_id) is not None:
            return
        _known(db, logo_id)
        ordered = [one.id for one in all_logos(db)]
        here = ordered.index(logo_id)
        there = here - 1 if earlier else here + 1
        if 0 <= there < len(ordered):
            ordered[here], ordered[there] = ordered[there], ordered[here]
        for position, one in enumerate(ordered, start=1):
            db.conn.execute("UPDATE logos SET position = ? WHERE id = ?", [position, one])
        journal.record(db, by.journal_name, "move_logo", "brand", 1, operation, {"logo": logo_id})
        operations.remember(db, operation, "move_logo", logo_id)


def _known(db: Database, logo_id: int) -> None:
    if row(db, "SELECT 1 FROM logos WHERE id = ?", [logo_id]) is None:
        raise NotFound("Ce logo n’est plus là.")
