"""Models of kits: written, copied, archived; by how many units things are ordered."""

import json
from collections.abc import Mapping, Sequence

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput, Refused
from campaign.base.fields import whole_number
from campaign.base.french import plural
from campaign.base.text import clean_text, search_key
from campaign.kits.default_models import DEFAULT_MODELS
from campaign.kits.model import MOST, RECIPIENTS, KitLine, KitModel, Rule, is_game, rules_for
from campaign.kits.store import all_models, known_model, write_lines
from campaign.participation.model import Need
from campaign.partners.model import Kind
from campaign.stock import views as stock
from campaign.stock.model import Item

TABLE, SUBJECT = "kit_models", "kit_model"
MAX_NAME, MAX_NOTE, MOST_ORDERED = 60, 500, 10_000
_CHANGES = ("change_kit_model", "archive_kit_model", "restore_kit_model")


@guarded
def add_model(
    db: Database, by: Actor, values: Mapping[str, object], lines: Sequence[Mapping[str, object]], operation: str
) -> int:
    """Add a model; its id.

    ``values``: name, kind, only (ids of places, none means all), note. ``lines``: item_id, rule, need, small, medium,
    large; a line without an item is left out.

    Raises:
        InvalidForm: a name that serves already, a game, a rule that has no sense for this kind, a wrong quantity…
    """
    columns, checked = _checked(db, by, values, lines, None)
    with transaction(db):
        if done := operations.replay(db, operation, "add_kit_model"):
            return done["id"]
        model_id = _insert(db, columns, checked)
        journal.record(db, by.journal_name, "add_kit_model", SUBJECT, model_id, operation, {"name": columns["name"]})
        operations.remember(db, operation, "add_kit_model", result={"id": model_id})
    return model_id


@guarded
def change_model(
    db: Database, by: Actor, model_id: int, version: int, values: Mapping[str, object],
    lines: Sequence[Mapping[str, object]], operation: str,
) -> None:  # fmt: skip
    """Write a model read at ``version``, all its lines with it. Its kind stays.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    before = known_model(db, model_id)
    columns, checked = _checked(db, by, {**values, "kind": str(before.kind)}, lines, before)
    with transaction(db):
        if operations.replay(db, operation, "change_kit_model", model_id) is not None:
            return
        if not update_version(db, TABLE, model_id, version, columns):
            stored = known_model(db, model_id)
            said = {"Nom": stored.name, "Lignes": plural(len(stored.lines), "article")}
            raise conflict_on(db, SUBJECT, model_id, _CHANGES, said)
        write_lines(db, model_id, checked)
        journal.record(db, by.journal_name, "change_kit_model", SUBJECT, model_id, operation, {"name": columns["name"]})
        operations.remember(db, operation, "change_kit_model", model_id)


@guarded
def copy_model(db: Database, by: Actor, model_id: int, operation: str) -> int:
    """A model with the same lines, named « … (copie) »; its id.

    Raises:
        NotFound.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "copy_kit_model", model_id):
            return done["id"]
        model = known_model(db, model_id)
        taken = {search_key(one.name) for one in all_models(db)}
        stem = model.name[: MAX_NAME - 12]
        names = [f"{stem} (copie)", *(f"{stem} (copie {rank})" for rank in range(2, len(taken) + 3))]
        name = next(one for one in names if search_key(one) not in taken)
        columns = {"name": name, "kind": str(model.kind), "only_places": json.dumps(model.only), "note": model.note}
        copy_id = _insert(db, columns, model.lines)
        journal.record(db, by.journal_name, "copy_kit_model", SUBJECT, copy_id, operation, {"name": name})
        operations.remember(db, operation, "copy_kit_model", model_id, {"id": copy_id})
    return copy_id


@guarded
def archive_model(db: Database, by: Actor, model_id: int, operation: str) -> None:
    """A model that no longer serves; ``restore_model`` undoes."""
    saving.set_aside(db, by, TABLE, "archived_at", "archive_kit_model", SUBJECT, model_id, operation)


@guarded
def restore_model(db: Database, by: Actor, model_id: int, operation: str) -> None:
    """Bring an archived model back.

    Raises:
        NotFound; Refused: another model took its name.
    """
    model = known_model(db, model_id)
    if any(one.active and search_key(one.name) == search_key(model.name) and one.id != model_id
           for one in all_models(db)):  # fmt: skip
        raise Refused(f"Un autre modèle s’appelle « {model.name} » : renommez-le d’abord.")
    saving.set_aside(db, by, TABLE, "archived_at", "restore_kit_model", SUBJECT, model_id, operation, back=True)


@guarded
def start_from_proposed(db: Database, by: Actor, operation: str) -> int:
    """Create the proposed models with the items the stock has, found by their code; how many models.

    Raises:
        Refused: there are models already, or the stock has none of these items.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "start_kit_models"):
            return done["models"]
        if any(one.active for one in all_models(db)):
            raise Refused("Des modèles existent déjà : modifiez-les, ou copiez-les.")
        codes = {one.code.upper(): one for one in stock.items(db, by) if not is_game(one)}
        made = 0
        for name, kind, proposed in DEFAULT_MODELS:
            lines = [
                KitLine(codes[code].id, rule, *quantities, need)
                for code, rule, quantities, need in proposed
                if code in codes
            ]
            if lines:
                _insert(db, {"name": name, "kind": str(kind)}, lines)
                made += 1
        if not made:
            raise Refused(
                "Aucun article des kits proposés n’est au stock (AFF-A3, FLY-A5, ANN, STK, FLE, ORI, LOT) : "
                "ajoutez vos articles au stock, ou écrivez un modèle vous-même."
            )
        journal.record(db, by.journal_name, "start_kit_models", SUBJECT, 0, operation, {"models": made})
        operations.remember(db, operation, "start_kit_models", result={"models": made})
    return made


@guarded
def set_order_step(db: Database, by: Actor, item_id: int, step: object, operation: str) -> None:
    """Say by how many units an item is ordered: what the printer takes.

    Raises:
        InvalidInput, NotFound.
    """
    units = whole_number(str(step), 1, MOST_ORDERED, "step")
    with transaction(db):
        if operations.replay(db, operation, "set_order_step", item_id) is not None:
            return
        stock.item(db, by, item_id)
        db.conn.execute(
            "INSERT INTO kit_order_steps VALUES (?, ?) ON CONFLICT (item_id) DO UPDATE SET step = excluded.step",
            [item_id, units],
        )
        journal.record(db, by.journal_name, "set_order_step", "stock_item", item_id, operation, {"step": units})
        operations.remember(db, operation, "set_order_step", item_id)


def _insert(db: Database, columns: Row, lines: Sequence[KitLine]) -> int:
    model_id = insert(db, TABLE, {**columns, "created_at": clock.stamp()})
    write_lines(db, model_id, lines)
    return model_id


def _checked(
    db: Database, by: Actor, values: Mapping[str, object], lines: Sequence[Mapping[str, object]],
    before: KitModel | None,
) -> tuple[Row, list[KitLine]]:  # fmt: skip
    problems: list[InvalidInput] = []
    columns: Row = {}
    try:
        columns["name"] = clean_text(str(values.get("name") or ""), field="name", label="le nom", max_length=MAX_NAME)
        others = [one for one in all_models(db) if one.active and (before is None or one.id != before.id)]
        if search_key(columns["name"]) in {search_key(one.name) for one in others}:
            raise InvalidInput("name", f"Un modèle s’appelle déjà « {columns['name']} » : choisissez un autre nom.")
    except InvalidInput as problem:
        problems.append(problem)
    try:
        columns["note"] = clean_text(
            str(values.get("note") or ""), field="note", label="la note", max_length=MAX_NOTE, required=False,
            multiline=True,
        )  # fmt: skip
    except InvalidInput as problem:
        problems.append(problem)
    kind = values.get("kind")
    if kind not in RECIPIENTS:
        problems.append(InvalidInput("kind", "Dites à qui va ce kit : boutiques, collectivités ou relais."))
        raise InvalidForm(problems)
    columns["kind"] = str(kind)
    columns["only_places"] = json.dumps(sorted({int(one) for one in values.get("only") or ()}))  # type: ignore[union-attr]
    known = {one.id: one for one in stock.items(db, by)}
    checked: list[KitLine] = []
    for rank, line in enumerate(lines, start=1):
        if not line.get("item_id"):
            continue
        try:
            checked.append(_line(rank, line, Kind(str(kind)), known, {one.item_id for one in checked}))
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return columns, checked


def _line(
    rank: int, line: Mapping[str, object], kind: Kind, known: Mapping[int, Item], seen: set[int]
) -> KitLine:  # fmt: skip
    field = f"line-{rank}"
    item = known.get(int(str(line["item_id"])))
    if item is None:
        raise InvalidInput(field, f"Ligne {rank} : cet article n’est plus au stock, retirez la ligne.")
    if is_game(item):
        raise InvalidInput(
            field, f"« {item.name} » se prête à la demande des animateurs : il n’entre pas dans un modèle."
        )
    if item.id in seen:
        raise InvalidInput(field, f"« {item.name} » est deux fois dans ce modèle : gardez une seule ligne.")
    if line.get("rule") not in rules_for(kind):
        raise InvalidInput(field, f"« {item.name} » : choisissez comment compter.")
    rule = Rule(str(line["rule"]))
    if rule is Rule.ASKED and line.get("need") not in list(Need):
        raise InvalidInput(field, f"« {item.name} » : dites quelle demande de la boutique suivre.")
    need = Need(str(line["need"])) if rule is Rule.ASKED else None
    units = []
    for name, said in (("small", "petite"), ("medium", "moyenne"), ("large", "grande")):
        typed = line.get(name)
        try:
            units.append(whole_number(str(0 if typed in (None, "") else typed), 0, MOST, field))
        except InvalidInput as problem:
            raise InvalidInput(field, f"« {item.name} », taille {said} : {problem.message}") from problem
    return KitLine(item.id, rule, *units, need)
