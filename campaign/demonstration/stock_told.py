"""The stock of the demonstration, told through ordinary actions: two invented storage places, ten items, a history.

Quantities are those of the brand's picture of the logistics screen; volumes, weights and values are plausible ones.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.stock import counting, items, moving, views
from campaign.stock.model import REPAIR, Condition, Piece

INVENTED = "Lieu inventé pour la démonstration."
HANGAR = {
    "name": "Hangar de Beaucouzé", "address": "12 rue des Remises, 49070 Beaucouzé", "phone": "02 41 00 02 01",
    "latitude": "47,4753", "longitude": "-0,6340", "note": f"Portail à code, quai à gauche. {INVENTED}",
}  # fmt: skip
RESERVE = {
    "name": "Réserve de Saumur", "address": "3 impasse des Tonneliers, 49400 Saumur", "phone": "02 41 00 02 02",
    "latitude": "47,2595", "longitude": "-0,0780", "note": f"La clé est à l’accueil. {INVENTED}",
}  # fmt: skip
_WHEEL = ("Roue", "Pied", "Aiguille", "24 cartes de questions", "Règle du jeu")
_LADDER = ("Échelle en 3 morceaux", "30 cartes d’objets", "Sac de transport", "Règle du jeu")
_SEASONS = ("Plateau", "4 pions", "40 cartes", "Dé", "Règle du jeu")


class _Item(NamedTuple):
    """One item as it is typed: unit, pieces in it, litres, kilos and euros of one unit; quantity at the hangar."""

    code: str
    name: str
    kind: str
    family: str
    unit: str
    pack: int
    litres: str
    kilos: str
    euros: str
    quantity: int
    parts: tuple[str, ...] = ()


ITEMS = (
    _Item("AFF-A3", "Affiches A3", "consumable", "papers", "", 1, "0,02", "0,02", "0,45", 400),
    _Item("FLY-A5", "Flyers A5", "consumable", "papers", "paquet de 100", 100, "0,4", "0,42", "6", 120),
    _Item("ANN", "Annuaires", "consumable", "papers", "paquet de 50", 50, "3,5", "3,1", "38", 80),
    _Item("STK", "Autocollants vitrine", "consumable", "papers", "", 1, "0,01", "0,01", "1,2", 60),
    _Item("LOT", "Sacs en tissu", "consumable", "prizes", "carton de 25", 25, "12", "2,8", "55", 18),
    _Item("FLE", "Panneaux de fléchage", "counted", "signage", "", 1, "2", "0,6", "9,5", 142),
    _Item("ORI", "Oriflamme et pied", "counted", "signage", "", 1, "18", "6,5", "95", 24),
    _Item("ROUE", "Roue de la prévention", "numbered", "games", "", 1, "160", "14", "420", 4, _WHEEL),
    _Item("ECH", "Échelle de réduction", "numbered", "games", "", 1, "90", "8", "260", 4, _LADDER),
    _Item("JEU", "Jeu des saisons", "numbered", "games", "", 1, "25", "3", "85", 4, _SEASONS),
)
# Days before today. Papers come from the printer for the edition under way; the rest has been there for years.
FIRST_DAY = date(2013, 10, 4)
PAPERS = {"AFF-A3": 33, "FLY-A5": 28, "ANN": 26, "STK": 40, "LOT": 38}


def tell_stock(db: Database, by: Actor, today: date) -> None:
    """What there is, where, and how it came there, from 2013 to a few days before ``today``. ``by`` is the logistics.

    Afterwards: wheel 4 is in repair, 10 signs and a game are in Saumur, and the hangar was counted 12 days ago: 2 signs
    short. ``open_stock`` and ``stock_steps`` tell the same among other stories, in the order of the days.
    """
    with _on(FIRST_DAY, 9):
        open_stock(db, by)
    for days_ago, hour, minute, step in sorted(stock_steps(db, by), key=lambda one: (-one[0], *one[1:3])):
        with _on(today - timedelta(days=days_ago), hour, minute):
            step()


def open_stock(db: Database, by: Actor) -> None:
    """Storage places, items, and what has been there for years."""
    hangar = items.add_depot(db, by, HANGAR, new_operation())
    items.add_depot(db, by, RESERVE, new_operation())
    ids = {one.code: items.add_item(db, by, _typed(one), new_operation()) for one in ITEMS}
    for one in ITEMS:
        if one.kind == "numbered":
            items.add_pieces(db, by, ids[one.code], one.quantity, hangar, new_operation())
        elif one.code not in PAPERS:
            moving.receive(db, by, ids[one.code], hangar, one.quantity, "", new_operation())


def stock_steps(db: Database, by: Actor) -> list[tuple[int, int, int, Callable[[], object]]]:
    """What happened lately: (days before today, hour, minute, what is done)."""
    return [
        *((days_ago, 10, 15, partial(_top_up, db, by, code)) for code, days_ago in PAPERS.items()),
        (60, 14, 20, partial(_to_saumur, db, by)),
        (21, 11, 5, partial(_state, db, by, ("JEU", 2), Condition.GOOD, ("Dé",), "Le dé s’est perdu à la braderie.")),
        (21, 11, 10, partial(_state, db, by, ("ECH", 3), Condition.WORN, (), "Charnière à surveiller.")),
        (16, 15, 40, partial(_repair_a_wheel, db, by)),
        (14, 9, 30, partial(_mistaken_entry, db, by)),
        (12, 9, 10, partial(_count, db, by)),
        (12, 11, 25, partial(_end_count, db, by)),
    ]


def _receive(db: Database, by: Actor, code: str, quantity: int, note: str = "") -> list[int]:
    return moving.receive(db, by, _item(db, by, code), _hangar(db, by), quantity, note, new_operation())


def _top_up(db: Database, by: Actor, code: str) -> None:
    """What is printed or bought for the edition under way; what is left of the editions before serves first."""
    wanted = next(one.quantity for one in ITEMS if one.code == code)
    there = next(one.in_depots for one in views.levels(db, by) if one.item.code == code)
    _receive(db, by, code, wanted - there)


def _to_saumur(db: Database, by: Actor) -> None:
    hangar, reserve = (one.id for one in views.depots(db, by))
    moving.transfer(db, by, _item(db, by, "FLE"), hangar, reserve, 10, "Pour le Saumurois", new_operation())
    game = _piece(db, by, "JEU", 4)
    moving.transfer(db, by, game.item_id, hangar, reserve, 1, "", new_operation(), game.id)


def _repair_a_wheel(db: Database, by: Actor) -> None:
    """Wheel 4, unless one came back broken from an edition told before."""
    wheels = views.pieces(db, by, _item(db, by, "ROUE"))
    wheel = next((one.piece for one in wheels if one.location == REPAIR), None)
    if wheel is None:
        wheel = _piece(db, by, "ROUE", 4)
        moving.send_to_repair(
            db, by, wheel.item_id, _hangar(db, by), 1, "Aiguille cassée", new_operation(), wheel.id
        )  # fmt: skip
    _state(db, by, ("ROUE", wheel.number), Condition.DAMAGED, ("Aiguille",), "À l’atelier du Garage à vélos.")


def _mistaken_entry(db: Database, by: Actor) -> None:
    """Typed 40 for 4, then undone: both lines stay in sight."""
    stickers = _item(db, by, "STK")
    moving.discard(db, by, stickers, _hangar(db, by), 4, "Décollés par l’humidité", new_operation())
    (mistake,) = _receive(db, by, "STK", 40)
    moving.undo_movement(db, by, mistake, "4, et non 40", new_operation())
    _receive(db, by, "STK", 4, "Rendus par une boutique, neufs")


def _count(db: Database, by: Actor) -> None:
    """Everything as expected, two broken signs apart."""
    count = counting.start_count(db, by, _hangar(db, by), new_operation())
    for line in counting.count_sheet(db, by, count)[1]:
        broken = line.item.code == "FLE"
        found, note = line.expected - 2 * broken, "2 cassés, jetés" if broken else ""
        piece = line.piece.id if line.piece else None
        counting.note_count(db, by, count, line.item.id, found, note, new_operation(), piece)


def _end_count(db: Database, by: Actor) -> None:
    under_way = next(one for one in counting.counts(db, by) if not one.ended_at)
    counting.finish_count(db, by, under_way.id, new_operation())


def _state(
    db: Database, by: Actor, named: tuple[str, int], condition: Condition, missing: tuple[str, ...], note: str
) -> None:
    piece = _piece(db, by, *named)
    items.change_piece(db, by, piece.id, piece.version, condition, missing, note, new_operation())


def _item(db: Database, by: Actor, code: str) -> int:
    return next(one.id for one in views.items(db, by) if one.code == code)


def _piece(db: Database, by: Actor, code: str, number: int) -> Piece:
    return next(one.piece for one in views.pieces(db, by, _item(db, by, code)) if one.piece.number == number)


def _hangar(db: Database, by: Actor) -> int:
    return views.main_depot(db, by).id


def _typed(one: _Item) -> dict[str, object]:
    return {
        "code": one.code, "name": one.name, "kind": one.kind, "family": one.family, "unit": one.unit,
        "pack": str(one.pack), "volume_litres": one.litres, "weight_kg": one.kilos, "value_cents": one.euros,
        "parts": one.parts,
    }  # fmt: skip


@contextmanager
def _on(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    with clock.frozen(datetime.combine(day, time(hour, minute), clock.PARIS)):
        yield
