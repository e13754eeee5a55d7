"""Gaps and declarations, as rows (their tables are in ``store``)."""

import json
from collections.abc import Mapping

from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.deliveries.owed import Declaration, DeclarationKind, Gap, GapKind, Settlement
from campaign.stock.store import items_by_id, pieces_by_id


def gaps_where(db: Database, where: str, parameters: Mapping[str, object]) -> list[Gap]:
    """Gaps by a condition written in our code, oldest first."""
    items, pieces = items_by_id(db), pieces_by_id(db)
    found = rows(
        db,
        "SELECT gaps.*, slips.number, places.name AS place_name FROM gaps JOIN slips ON slips.id = slip_id "  # noqa: S608
        f"JOIN places ON places.id = gaps.place_id WHERE {where} ORDER BY gaps.id",
        dict(parameters),
    )
    return [
        Gap(
            id=one["id"],
            edition_id=one["edition_id"],
            place_id=one["place_id"],
            place_name=one["place_name"],
            item=items[one["item_id"]],
            piece=pieces.get(one["piece_id"]),
            kind=GapKind(one["kind"]),
            quantity=one["quantity"],
            slip_number=one["number"],
            opened_at=clock.from_stamp(one["opened_at"]),
            note=one["note"],
            settlement=Settlement(one["settlement"]) if one["settlement"] else None,
            settled_at=clock.from_stamp(one["settled_at"]) if one["settled_at"] else None,
            settled_by=one["settled_by"],
        )
        for one in found
    ]


def declarations_where(db: Database, where: str, parameters: Mapping[str, object]) -> list[Declaration]:
    """What shops told, by a condition written in our code, latest first."""
    found = rows(db, f"SELECT * FROM declarations WHERE {where} ORDER BY id DESC", dict(parameters))  # noqa: S608
    return [
        Declaration(
            kind=DeclarationKind(one["kind"]),
            text=one["text"],
            leftovers={int(key): many for key, many in json.loads(one["leftovers"]).items()},
            id=one["id"],
            place_id=one["place_id"],
            at=clock.from_stamp(one["at"]),
            treated_at=clock.from_stamp(one["treated_at"]) if one["treated_at"] else None,
        )
        for one in found
    ]
