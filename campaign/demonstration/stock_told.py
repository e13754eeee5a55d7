"""The stock of the demonstration, told through ordinary actions: two invented storage places, ten items, a history.

Quantities are those of the brand's picture of the logistics screen; volumes, weights and values are plausible ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.stock import counting, items, moving, views
from campaign.stock.model import Condition

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

    Afterwards: wheel 4 is in repair, 10 signs are in Saumur, and the hangar was counted 12 days ago: 2 signs short.
    """
    ids: dict[str, int] = {}
    with _on(FIRST_DAY, 9):
        hangar = items.add_depot(db, by, HANGAR, new_operation())
        reserve = items.add_depot(db, by, RESERVE, new_operation())
        for one in ITEMS:
            ids[one.code] = items.add_item(db, by, _typed(one), new_operation())
        for one in ITEMS:
            if one.kind == "numbered":
                items.add_pieces(db, by, ids[one.code], one.quantity, hangar, new_operation())
            elif one.code not in PAPERS:
                moving.receive(db, by, ids[one.code], hangar, one.quantity, "", new_operation())
    numbers = {(now.item.code, now.piece.number): now.piece for now in views.pieces(db, by)}
    with _on(today - timedelta(days=60), 14, 20):
        moving.transfer(db, by, ids["FLE"], hangar, reserve, 10, "Pour le Saumurois", new_operation())
    with _on(today - timedelta(days=60), 14, 35):
        moving.transfer(db, by, ids["JEU"], hangar, reserve, 1, "", new_operation(), numbers["JEU", 4].id)
    for code, before in sorted(PAPERS.items(), key=lambda paper: -paper[1]):
        quantity = next(one.quantity for one in ITEMS if one.code == code)
        with _on(today - timedelta(days=before), 10, 15):
            moving.receive(db, by, ids[code], hangar, quantity, "", new_operation())
    _tell_pieces(db, by, today, ids, hangar, {key: piece.id for key, piece in numbers.items()})
    _tell_count(db, by, today - timedelta(days=12), hangar)


def _tell_pieces(
    db: Database, by: Actor, today: date, ids: dict[str, int], hangar: int, numbers: dict[tuple[str, int], int]
) -> None:
    with _on(today - timedelta(days=21), 11, 5):
        missing, note = ("Dé",), "Le dé s’est perdu à la braderie."
        _state(db, by, numbers["JEU", 2], Condition.GOOD, missing, note)
        _state(db, by, numbers["ECH", 3], Condition.WORN, (), "Charnière à surveiller.")
    with _on(today - timedelta(days=16), 15, 40):
        moving.send_to_repair(db, by, ids["ROUE"], hangar, 1, "Aiguille cassée", new_operation(), numbers["ROUE", 4])
    with _on(today - timedelta(days=16), 15, 45):
        _state(db, by, numbers["ROUE", 4], Condition.DAMAGED, ("Aiguille",), "À l’atelier du Garage à vélos.")
    with _on(today - timedelta(days=14), 9, 30):
        moving.discard(db, by, ids["STK"], hangar, 4, "Décollés par l’humidité", new_operation())
    with _on(today - timedelta(days=14), 9, 50):
        # Typed for ten by mistake, then undone: both lines stay in sight.
        (mistake,) = moving.receive(db, by, ids["STK"], hangar, 40, "", new_operation())
        moving.undo_movement(db, by, mistake, "4, et non 40", new_operation())
        moving.receive(db, by, ids["STK"], hangar, 4, "Rendus par une boutique, neufs", new_operation())


def _tell_count(db: Database, by: Actor, day: date, hangar: int) -> None:
    """Everything as expected, two broken signs apart."""
    with _on(day, 9, 10):
        count = counting.start_count(db, by, hangar, new_operation())
        for line in counting.count_sheet(db, by, count)[1]:
            broken = line.item.code == "FLE"
            found, note = line.expected - 2 * broken, "2 cassés, jetés" if broken else ""
            piece = line.piece.id if line.piece else None
            counting.note_count(db, by, count, line.item.id, found, note, new_operation(), piece)
    with _on(day, 11, 25):
        counting.finish_count(db, by, count, new_operation())


def _state(db: Database, by: Actor, piece_id: int, condition: Condition, missing: tuple[str, ...], note: str) -> None:
    now = next(now.piece for now in views.pieces(db, by) if now.piece.id == piece_id)
    items.change_piece(db, by, piece_id, now.version, condition, missing, note, new_operation())


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
