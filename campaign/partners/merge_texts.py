"""References to a place that are written inside a text: « shop:12 », a list of numbers, a location of the ledger."""

import json
from collections.abc import Collection, Iterator

from campaign.base.database import Database, Row, rows, value
from campaign.partners.merge_references import AUDIENCE, OTHERS, columns_named, primary_keys


def text_changes(db: Database, kept_id: int, copy_id: int, slips_stay: Collection[object]) -> Iterator[Row]:
    """What to write instead: {"table", "key", "column", "old", "new"}, one row at a time.

    ``slips_stay``: editions whose slips stay with the copy; the goods of these stay there with them.
    """
    primary = primary_keys(db)
    for table, column in columns_named(db, AUDIENCE):
        if f"{table}.{column}" in OTHERS:
            continue
        sql = f"SELECT * FROM {table} WHERE {column} = ?"  # noqa: S608 - names of our own tables
        for found in rows(db, sql, [f"shop:{copy_id}"]):
            yield _change(table, primary[table], found, column, f"shop:{kept_id}")
    yield from _kit_models(db, kept_id, copy_id)
    yield from _messages_waiting(db, kept_id, copy_id)
    yield from _goods(db, kept_id, copy_id, slips_stay)


def _change(table: str, key: tuple[str, ...], found: Row, column: str, new: object) -> Row:
    named = {name: found[name] for name in key}
    return {"table": table, "key": named, "column": column, "old": found[column], "new": new}


def _instead(listed: list[object], kept_id: int, copy_id: int) -> list[object]:
    """A list of numbers with the kept one for the copy, each once."""
    return list(dict.fromkeys(kept_id if one == copy_id else one for one in listed))


def _kit_models(db: Database, kept_id: int, copy_id: int) -> Iterator[Row]:
    for found in rows(db, "SELECT id, only_places FROM kit_models ORDER BY id"):
        only = json.loads(str(found["only_places"]))
        if copy_id in only:
            new = json.dumps(sorted(_instead(only, kept_id, copy_id)))
            yield _change("kit_models", ("id",), found, "only_places", new)


def _messages_waiting(db: Database, kept_id: int, copy_id: int) -> Iterator[Row]:
    """A message that has not left will speak of the kept shop; one that left is history."""
    sql = "SELECT id, parameters FROM outbox WHERE state IN ('waiting', 'paused') ORDER BY id"
    for found in rows(db, sql):
        about = json.loads(str(found["parameters"]))
        said = dict(about)
        if about.get("place_id") == copy_id:
            said["place_id"] = kept_id
        if copy_id in (about.get("place_ids") or ()):
            said["place_ids"] = _instead(about["place_ids"], kept_id, copy_id)
        if said != about:
            yield _change("outbox", ("id",), found, "parameters", json.dumps(said, ensure_ascii=False))


def _goods(db: Database, kept_id: int, copy_id: int, slips_stay: Collection[object]) -> Iterator[Row]:
    """What a partner holds is at « partner:EDITION:PLACE »: movements stay, their location takes the kept number."""
    sql = (
        "SELECT DISTINCT location FROM (SELECT source AS location FROM stock_movements UNION "
        "SELECT destination FROM stock_movements) WHERE location LIKE ? ORDER BY location"
    )
    for one in rows(db, sql, [f"partner:%:{copy_id}"]):
        old = str(one["location"])
        _, edition, _ = old.split(":")
        new = f"partner:{edition}:{kept_id}"
        between = "SELECT 1 FROM stock_movements WHERE (source, destination) IN (VALUES (:old, :new), (:new, :old))"
        # Goods passed from one sheet to the other would have nowhere to come from.
        if int(edition) in slips_stay or value(db, between, {"old": old, "new": new}):
            continue
        for column in ("source", "destination"):
            sql = f"SELECT id, {column} FROM stock_movements WHERE {column} = ? ORDER BY id"  # noqa: S608
            for found in rows(db, sql, [old]):
                yield _change("stock_movements", ("id",), found, column, new)
