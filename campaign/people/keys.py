"""By what a contact is recognised: ids, names, addresses and numbers, former ones too, as the statements want them."""

import json

from campaign.base import clock
from campaign.base.database import Database, Row, rows, value
from campaign.base.errors import NotFound
from campaign.base.fields import phone_in_words
from campaign.mail import addresses
from campaign.people.model import ERASED_NAME


def same_person(db: Database, contact_id: int) -> list[int]:
    """The contact, and the lines that were joined to theirs.

    Raises:
        NotFound.
    """
    if not value(db, "SELECT 1 FROM contacts WHERE id = ?", [contact_id]):
        raise NotFound("Ce contact n’existe pas.")
    sql = (
        "WITH RECURSIVE same (id) AS (SELECT :id UNION SELECT contacts.id FROM contacts JOIN same "
        "ON contacts.joined_to = same.id) SELECT id FROM same"
    )
    return [int(one["id"]) for one in rows(db, sql, {"id": contact_id})]


def values_of(db: Database, contact_id: int) -> dict[str, set[str]]:
    """« names », « emails », « phones » of the person, today's and those the journal still holds."""
    ids = json.dumps(same_person(db, contact_id))
    known: dict[str, set[str]] = {"name": set(), "email": set(), "phone": set()}
    for one in rows(db, "SELECT name, email, phone FROM contacts WHERE id IN (SELECT value FROM json_each(?))", [ids]):
        for field, found in known.items():
            found.add(str(one[field]).strip())
    former = rows(
        db,
        "SELECT field, before, after FROM journal_personal JOIN journal ON journal.id = journal_id "
        "WHERE subject = 'contact' AND subject_id IN (SELECT value FROM json_each(?))",
        [ids],
    )
    for one in former:
        if one["field"] in known:
            known[one["field"]] |= {str(one[side] or "").strip() for side in ("before", "after")}
    return {f"{field}s": found - {""} for field, found in known.items()}


def parameters_of(db: Database, contact_id: int) -> Row:
    """What the statements of ``traces`` read, for one contact."""
    ids = same_person(db, contact_id)
    known = values_of(db, contact_id)
    marks = json.dumps(ids)
    in_ids = "contact_id IN (SELECT value FROM json_each(?))"
    places = rows(db, f"SELECT DISTINCT place_id FROM contact_places WHERE {in_ids}", [marks])  # noqa: S608
    guests = rows(
        db,
        f"SELECT id FROM meeting_guests WHERE {in_ids} "  # noqa: S608 - our own words
        "OR email COLLATE NOCASE IN (SELECT value FROM json_each(?))",
        [marks, json.dumps(sorted(known["emails"]))],
    )
    actors = [f"contact:{one}" for one in ids]
    lists = {
        "ids": ids,
        "actors": actors,
        "recipients": [*actors, *(f"guest:{one['id']}" for one in guests)],
        "places": [one["place_id"] for one in places],
        "keys": [addresses.key_of(one) for one in sorted(known["emails"]) if not _shared(db, one, ids)],
        **{name: sorted(found) for name, found in known.items()},
    }
    lists["phones"] += [phone_in_words(one) for one in lists["phones"] if one.startswith("+")]
    said = {name: json.dumps(found, ensure_ascii=False) for name, found in lists.items()}
    return said | {"erased": ERASED_NAME.format(id=contact_id), "now": clock.stamp()}


def _shared(db: Database, email: str, ids: list[int]) -> bool:
    """Whether somebody else is written to at this address: what is known of it is theirs too."""
    others = rows(db, "SELECT id FROM contacts WHERE email = ? COLLATE NOCASE AND erased_at IS NULL", [email])
    return any(one["id"] not in ids for one in others)
