"""The kits of the demonstration: the proposed models, then what the team changed of them for the edition under way.

Quantities are invented; they make annuaires and signs lack by what the picture of the screen shows (16 and 4).
"""

from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.kits.actions import change_model, set_order_step, start_from_proposed
from campaign.kits.deciding import adjust, set_size, share_pieces
from campaign.kits.model import Size
from campaign.kits.views import kits, models
from campaign.partners.model import Kind
from campaign.stock.views import items

# code, rule, small, medium, large, need
_Line = tuple[str, str, int, int, int, str]
LINES: Mapping[Kind, tuple[_Line, ...]] = {
    Kind.SHOP: (
        ("AFF-A3", "asked", 10, 20, 30, "posters"),
        ("FLY-A5", "asked", 3, 5, 8, "flyers"),
        ("ANN", "asked", 2, 4, 6, "directories"),
        ("STK", "fixed", 2, 3, 6, ""),
        ("FLE", "per_day", 6, 8, 10, ""),
        ("ORI", "fixed", 1, 1, 2, ""),
    ),
    Kind.EPCI: (
        ("AFF-A3", "fixed", 25, 50, 50, ""),
        ("FLY-A5", "per_shop", 8, 8, 8, ""),
        ("ANN", "fixed", 5, 13, 13, ""),
        ("LOT", "fixed", 2, 3, 3, ""),
        ("FLE", "per_shop", 4, 4, 4, ""),
        ("ORI", "fixed", 2, 2, 2, ""),
    ),
    Kind.RELAY: (
        ("AFF-A3", "fixed", 10, 15, 20, ""),
        ("FLY-A5", "fixed", 2, 4, 6, ""),
        ("ANN", "fixed", 3, 5, 8, ""),
        ("STK", "fixed", 1, 2, 3, ""),
    ),
}
NOTES = {Kind.EPCI: "Les annuaires vont aussi aux mairies.", Kind.RELAY: "À laisser à l’accueil."}
SIZES = {"La Malle à Félicie": Size.LARGE, "Tout repart !": Size.LARGE, "La Remise": Size.SMALL}
# recipient, item, units, reason
ADJUSTED = (
    ("Le Comptoir du réemploi", "AFF-A3", 12, "deux vitrines sur rue"),
    ("CCAS de Longué-Jumelles", "AFF-A3", 5, "peu de place à l’accueil"),
)
ORDERED_BY = {"ANN": 10, "AFF-A3": 50, "FLY-A5": 10}


def tell_models(db: Database, by: Actor, told: Mapping[Kind, tuple[_Line, ...]]) -> None:
    """The three models with the lines ``told``; the stock is there. ``by`` is the logistics."""
    goods = {one.code: one.id for one in items(db, by)}
    if not models(db, by):
        start_from_proposed(db, by, new_operation())
    for model in models(db, by):
        lines = [
            {"item_id": goods[code], "rule": rule, "small": small, "medium": medium, "large": large, "need": need}
            for code, rule, small, medium, large, need in told.get(model.kind, ())
            if code in goods
        ]
        values = {"name": model.name, "note": NOTES.get(model.kind, "")}
        change_model(db, by, model.id, model.version, values, lines, new_operation())


def tell_kits(db: Database, by: Actor, edition_id: int) -> None:
    """Models, sizes, adjustments of an edition whose shops answered; the stock is there. ``by`` is the logistics.

    Afterwards 16 packets of annuaires and 4 signs lack, as long as nothing left the stock.
    """
    tell_models(db, by, LINES)
    goods = {one.code: one.id for one in items(db, by)}
    for code, step in ORDERED_BY.items():
        if code in goods:
            set_order_step(db, by, goods[code], step, new_operation())
    everybody = {one.place.name: one.place.id for one in kits(db, by, edition_id)}
    for name, size in SIZES.items():
        if name in everybody:
            set_size(db, by, everybody[name], size, new_operation())
    for name, code, quantity, reason in ADJUSTED:
        if name in everybody and code in goods:
            adjust(db, by, edition_id, everybody[name], goods[code], quantity, reason, 0, new_operation())
    share_pieces(db, by, edition_id, new_operation())
