"""What the parts of « Stock » and « Comptage » share: who writes, colours, quantities and movements in plain French."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Agent, Role
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.french import date_in_figures, plural, short_date
from campaign.planning.money import euros
from campaign.stock.model import Condition, Item, ItemKind, Piece, Reason
from campaign.stock.views import Level, MovementLine, PieceNow

FILE, COUNT_FILE = "stock.py", "stock_taking.py"
KINDS = {ItemKind.CONSUMABLE: "gray", ItemKind.COUNTED: "violet", ItemKind.NUMBERED: "blue"}
CONDITIONS = {Condition.GOOD: "green", Condition.WORN: "yellow", Condition.DAMAGED: "red"}
PIECE, ITEM = "stock-piece", "stock-item"  # what is open in the panel, kept by the session
_GOODS = (Role.OFFICER, Role.LOGISTICS)


@dataclass(frozen=True, slots=True)
class Target:
    """What a gesture is about: nothing yet, an item, or one of its pieces."""

    item_id: int | None = None
    piece_id: int | None = None


def may_write(agent: Agent) -> bool:
    """The stock is the prevention's and the logistics'."""
    return agent.role in _GOODS


def who_in_words(db: Database, agent: Agent, actor: str) -> str:
    """« , par Malik D. »; readers see no names."""
    return "" if agent.role is Role.READER else f", par {name_of_actor(db, actor)}"


def stock_words(levels: Sequence[Level], places: int) -> str:
    """« 9 articles, 3 lieux ; 2 pièces en réparation, 1 perdue. »"""
    if not levels:
        return "Rien n’est encore noté."
    mended = sum(one.in_repair for one in levels)
    lost = sum(one.lost for one in levels if one.item.returnable)
    out = sum(one.out for one in levels if one.item.returnable)
    known = f"{plural(len(levels), 'article')}, {plural(places, 'lieu', 'lieux')}"
    to_follow = [
        f"{plural(out, 'pièce')} dehors" if out else "",
        f"{mended if out else plural(mended, 'pièce')} en réparation" if mended else "",
    ]
    if lost:
        word = "perdue" if lost == 1 else "perdues"
        to_follow.append(f"{lost if out or mended else plural(lost, 'pièce')} {word}")
    followed = ", ".join(part for part in to_follow if part)
    return f"{known} ; {followed}." if followed else f"{known} ; tout ce qui est à rendre est au dépôt."


def money(cents: int) -> str:
    """« 120 € », nothing when the value is not known."""
    return euros(cents) if cents else ""


def what(item: Item, piece: Piece | None, quantity: int) -> str:
    """« roue de la prévention n° 3 », « 400 affiches A3 », « 120 paquets de 100 flyers A5 »."""
    name = _inside(item.name)
    if piece is not None:
        return f"{name} n°\u00a0{piece.number}"
    if item.unit:
        return f"{item.counted(quantity)} {'' if item.unit[-1].isdigit() else _of(name)}{name}"
    rest = item.name.partition(" ")[2]
    return f"{item.counted(quantity)} {rest}".rstrip()


def movement_words(one: MovementLine) -> str:
    """« Entrée : 400 affiches A3, Hangar de Beaucouzé »."""
    said = what(one.item, one.piece, one.quantity)
    if one.cancels is not None:
        return f"Annulé : {said}, {one.source} → {one.destination}"
    if one.reason is Reason.COUNT:
        return f"Comptage : {said} de moins" if one.destination == "perdu" else f"Comptage : {said} de plus"
    where = {
        Reason.ENTRY: one.destination,
        Reason.TRANSFER: f"{one.source} → {one.destination}",
        Reason.DELIVERY: one.destination,
        Reason.RETURN: one.source,
        Reason.USED: one.source,
        Reason.LOSS: one.source,
        Reason.REPAIRED: one.destination,
        Reason.FOUND: one.destination,
    }.get(one.reason, "")
    return f"{one.reason.label} : {said}" + (f", {where}" if where else "")


def movement_day(one: MovementLine) -> str:
    """« 18 oct. 2013 »."""
    return short_date(one.at.astimezone(PARIS).date(), year=True)


def movement_day_in_figures(one: MovementLine) -> str:
    """« 18/10/2013 »."""
    return date_in_figures(one.at.astimezone(PARIS).date())


def piece_of_code(listed: Sequence[PieceNow], typed: str) -> PieceNow | None:
    """The piece of « ROUE-3 », « roue 3 » or « ROUE n° 3 »; a scanned address ends with it too."""
    wanted = _bare(typed.rpartition("=")[2] if "=" in typed else typed.rpartition("/")[2])
    return next((one for one in listed if wanted and _bare(one.piece.code(one.item)) == wanted), None)


def _bare(code: str) -> str:
    return "".join(letter for letter in code.upper().replace("N°", "") if letter.isascii() and letter.isalnum())


def _inside(name: str) -> str:
    """A name inside a sentence: « Affiches A3 » -> « affiches A3 », « LED » stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _of(name: str) -> str:
    return "d’" if name[:1].lower() in "aàâeéèêiîoôuy" else "de "
