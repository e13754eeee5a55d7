"""What a shop or an animator tells on their link: a problem with a delivery, what is left over."""

import json

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, value
from campaign.base.errors import InvalidForm, InvalidInput, NotFound
from campaign.base.text import clean_text
from campaign.deliveries.model import check_units
from campaign.deliveries.owed import Declaration, DeclarationKind
from campaign.deliveries.reach import check_place
from campaign.stock.model import ItemKind, at_partner
from campaign.stock.store import balances, known_item

MAX_TEXT = 1000


@guarded
def declare(db: Database, by: Actor, edition_id: int, place_id: int, declaration: Declaration, operation: str) -> int:
    """Keep what a place tells; its id. Leftovers are what was declared, not yet what came back.

    Raises:
        NotFound: not their place. InvalidForm: nothing said, a quantity that is none, more than what was delivered.
    """
    problems: list[InvalidInput] = []
    text = ""
    try:
        text = clean_text(
            declaration.text, field="texte", label="le problème", max_length=MAX_TEXT, multiline=True,
            required=declaration.kind is DeclarationKind.PROBLEM,
        )  # fmt: skip
    except InvalidInput as problem:
        problems.append(problem)
    leftovers: dict[int, int] = {}
    for item_id, many in declaration.leftovers.items():
        try:
            leftovers[item_id] = _leftover(db, edition_id, place_id, item_id, many)
        except InvalidInput as problem:
            problems.append(problem)
    if declaration.kind is DeclarationKind.LEFTOVERS and not leftovers and not problems:
        problems.append(InvalidInput("reste", "Écrivez au moins une quantité ; laissez vide ce que vous ne savez pas."))
    if problems:
        raise InvalidForm(problems)
    with transaction(db):
        check_place(db, by, edition_id, place_id)
        if done := operations.replay(db, operation, "declare", f"{edition_id}:{place_id}"):
            return done["id"]
        declared_id = insert(
            db,
            "declarations",
            {
                "edition_id": edition_id, "place_id": place_id, "kind": str(declaration.kind), "text": text,
                "leftovers": json.dumps({str(key): many for key, many in leftovers.items()}),
                "actor": by.journal_name, "at": clock.stamp(),
            },
        )  # fmt: skip
        details = {"edition": edition_id, "kind": str(declaration.kind)}
        journal.record(db, by.journal_name, "declare", "place", place_id, operation, details)
        operations.remember(db, operation, "declare", f"{edition_id}:{place_id}", {"id": declared_id})
    return declared_id


@guarded
def treat_declaration(db: Database, by: Actor, declaration_id: int, operation: str) -> None:
    """The logistics team saw it and did what it asked for.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "treat_declaration", declaration_id) is not None:
            return
        if not value(db, "SELECT 1 FROM declarations WHERE id = ?", [declaration_id]):
            raise NotFound("Ce signalement n’existe pas.")
        db.conn.execute(
            "UPDATE declarations SET treated_at = ?, treated_by = ? WHERE id = ? AND treated_at IS NULL",
            [clock.stamp(), by.journal_name, declaration_id],
        )
        journal.record(db, by.journal_name, "treat_declaration", "declaration", declaration_id, operation)
        operations.remember(db, operation, "treat_declaration", declaration_id)


def _leftover(db: Database, edition_id: int, place_id: int, item_id: int, many: object) -> int:
    field = f"reste_{item_id}"
    units = check_units(many, field)
    item = known_item(db, item_id)
    there = balances(
        db, "location = :at AND item_id = :item", {"at": at_partner(edition_id, place_id), "item": item_id}
    )
    had = sum(one.quantity for one in there)
    if item.kind is not ItemKind.CONSUMABLE or units > had:
        raise InvalidInput(field, f"{item.name} : {had} au plus, ce qui a été livré.")
    return units
