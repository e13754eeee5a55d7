"""Items, kit models and spending of a kit: what lacks is added through each room's own actions, the rest is kept."""

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.base.operations import new_operation
from campaign.base.text import search_key
from campaign.editions.model import Edition
from campaign.handover.model import Kit, Model, Part, Spent, StockItem, has_marks
from campaign.handover.outcome import PartBrought
from campaign.kits.actions import add_model, set_order_step
from campaign.kits.forecast import default_step
from campaign.kits.model import is_game
from campaign.kits.views import models
from campaign.planning.model import Nature, Stage
from campaign.planning.money import euros, plain_euros, plain_rate
from campaign.planning.spending import add_line
from campaign.stock.items import add_item
from campaign.stock.model import Item
from campaign.stock.views import item as item_view
from campaign.stock.views import items


def bring_items(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Add the items whose code does not serve here."""
    put_away = {one.code.upper() for one in items(db, by, archived=True)}
    here = {one.code.upper(): one for one in items(db, by)}
    added, unlike = 0, []
    for one in kit.items:
        code = one.code.strip().upper()
        if code in here:
            if not _counted_alike(one, here[code]):
                unlike.append(code)
        elif code not in put_away:
            _add_item(db, by, one)
            added += 1
    if unlike:
        notices.append(
            f"{enumerate_in_words(unlike)} : ici, cet article se compte autrement. Relisez les quantités des modèles "
            "de kit qui le citent."
        )
    archived = [one.code for one in kit.items if one.code.strip().upper() in put_away]
    if archived:
        notices.append(f"{enumerate_in_words(archived)} : article archivé ici, laissé tel quel.")
    _reread(notices, "Articles", [one.name for one in kit.items])
    return PartBrought(Part.ITEMS, added, len(kit.items) - added)


def _reread(notices: list[str], what: str, names: list[str]) -> None:
    """Names from which a word was taken out."""
    marked = [f"« {one} »" for one in names if has_marks(one)]
    if marked:
        notices.append(f"{what} à renommer, des mots y manquent : {enumerate_in_words(marked)}.")


def _counted_alike(one: StockItem, item: Item) -> bool:
    return (one.kind, one.pack, search_key(one.unit)) == (item.kind, item.pack, search_key(item.unit))


def _add_item(db: Database, by: Actor, one: StockItem) -> None:
    values = {
        "code": one.code, "name": one.name, "kind": one.kind, "family": one.family, "unit": one.unit, "pack": one.pack,
        "volume_litres": _decimal(one.volume_litres), "weight_kg": _decimal(one.weight_kg),
        "value_cents": plain_euros(one.value_cents), "parts": one.parts,
    }  # fmt: skip
    item_id = add_item(db, by, values, new_operation())
    if one.order_step != default_step(item_view(db, by, item_id)):
        set_order_step(db, by, item_id, one.order_step, new_operation())


def _decimal(value: float) -> str:
    """A number as it is typed; the zero before it says that « 1,234 » is no thousand."""
    return f"0{value:.3f}".rstrip("0").rstrip(".").replace(".", ",") or "0"


def bring_models(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Add the models whose name does not serve here. One that was for some places only stays to be read."""
    here = {search_key(one.name) for one in models(db, by)}
    known = {one.code.upper(): one for one in items(db, by)}
    added, for_some = 0, []
    for one in kit.models:
        if search_key(one.name) in here:
            continue
        if one.for_some:
            for_some.append(f"« {one.name} »")
            continue
        _add_model(db, by, one, known, notices)
        added += 1
    if for_some:
        notices.append(
            f"{enumerate_in_words(for_some)} : ce modèle n’allait qu’à certains lieux. Il n’est pas créé, ses "
            "quantités sont dans le kit."
        )
    _reread(notices, "Modèles de kit", [one.name for one in kit.models])
    return PartBrought(Part.MODELS, added, len(kit.models) - added - len(for_some), len(for_some))


def _add_model(db: Database, by: Actor, one: Model, known: dict[str, Item], notices: list[str]) -> None:
    lines, missing = [], []
    for line in one.lines:
        item = known.get(line.item.strip().upper())
        if item is None or is_game(item):
            missing.append(line.item)
            continue
        lines.append(
            {
                "item_id": item.id, "rule": line.rule, "need": line.need, "small": line.small, "medium": line.medium,
                "large": line.large,
            }
        )  # fmt: skip
    if missing:
        notices.append(f"Modèle « {one.name} » : sans {enumerate_in_words(missing)}, qui n’y a pas sa place ici.")
    add_model(db, by, {"name": one.name, "kind": one.kind}, lines, new_operation())


def bring_spending(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Add the lines without amounts: what is planned is for the officer to say; last time's are in the note."""
    for one in kit.spending:
        values = {
            "nature": one.nature, "label": one.label, "tax": one.tax, "rate": plain_rate(one.rate),
            "note": last_time(one),
        }  # fmt: skip
        add_line(db, by, edition.id, values, new_operation())
    if any(one.nature is Nature.SALARIES for one in kit.spending):
        notices.append("Dépenses : les montants des salaires ne sont jamais dans un kit.")
    _reread(notices, "Dépenses", [one.label for one in kit.spending])
    return PartBrought(Part.SPENDING, len(kit.spending))


def last_time(one: Spent) -> str:
    """« La dernière fois : prévu 12 000 € TTC, dépensé 11 540 € TTC. »; '' when nothing is known."""
    known = [
        f"{stage.label.lower()} {euros(cents)} {one.tax.label}"
        for stage in Stage
        if (cents := getattr(one, stage.value)) is not None
    ]
    return f"La dernière fois : {', '.join(known)}." if known else ""
