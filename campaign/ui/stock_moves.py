"""One dialog for every gesture on the stock: entry, transfer, repair, found again, scrapped; and undoing one."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.stock import moving
from campaign.stock.items import add_pieces, retire_piece
from campaign.stock.model import REPAIR, Item, ItemKind, Reason, depot_of
from campaign.stock.views import Level, MovementLine, PieceNow, depots, levels, movements, pieces
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.stock_words import FILE, ITEM, Target, movement_words


@dataclass(frozen=True, slots=True)
class Gesture:
    """A verb, what it takes (from a storage place, to one), which pieces it can be about, and what it says after."""

    verb: str
    icon: str
    done: str
    source: bool = False
    target: bool = False
    where: str = "depot"  # what a piece's location begins with
    final: str = ""  # what one agrees to before it cannot be done otherwise


GESTURES = {
    "receive": Gesture("Enregistrer une entrée", "add", "Entrée enregistrée.", target=True),
    "transfer": Gesture("Transférer", "sync_alt", "Transfert enregistré.", source=True, target=True),
    "repair": Gesture("Mettre en réparation", "build", "C’est en réparation : plus compté au dépôt.", source=True),
    "repaired": Gesture("Réparé", "check", "De nouveau au dépôt, en bon état.", target=True, where=REPAIR),
    "found": Gesture("Retrouvé", "search_check", "De nouveau au dépôt.", target=True, where="lost"),
    "scrap": Gesture(
        "Mettre au rebut", "delete_forever", "Sorti du stock.", source=True,
        final="Oui, cela sort du stock pour de bon.",
    ),
}  # fmt: skip


def possible(one: PieceNow, gesture: Gesture) -> bool:
    """Whether a piece is where the gesture takes it from; a scrapped one may come from the repair bench too."""
    return one.location.startswith(gesture.where) or (bool(gesture.final) and one.location == REPAIR)


def offered(level: Level) -> list[str]:
    """The gestures an item allows now."""
    can = {"receive": True, "transfer": level.in_depots, "repair": level.in_depots and level.item.returnable,
           "repaired": level.in_repair, "found": level.lost, "scrap": level.in_depots}  # fmt: skip
    return [name for name, possible_now in can.items() if possible_now]


def ask(name: str, target: Target) -> None:
    """Open the dialog of a gesture."""
    gesture = GESTURES[name]
    st.dialog(gesture.verb, icon=f":material/{gesture.icon}:")(move)(name, target.item_id, target.piece_id)


def move(name: str, item_id: int | None, piece_id: int | None) -> None:
    """What moves, from where, to where, how many; what was typed stays when it is refused."""
    agent, db = require_agent(FILE)
    gesture, form = GESTURES[name], f"move-{name}-{item_id}-{piece_id}"
    level = _level(db, agent, item_id, form)
    known = depots(db, agent)
    if level is None:
        st.markdown("Ajoutez d’abord un article.")
        return
    if not known:
        st.markdown("Ajoutez d’abord un lieu de stockage : plus bas, « Lieux de stockage ».")
        return
    item = level.item
    numbered = item.kind is ItemKind.NUMBERED and name != "receive"
    piece = _piece(db, agent, item, piece_id, gesture, form) if numbered else None
    if numbered and piece is None:
        st.markdown(f"Aucune pièce de « {plain(item.name)} » ne s’y prête en ce moment.")
        return
    source = target = None
    if gesture.source and not piece:
        held = [one for one in known if level.by_depot.get(one.id)] or known
        source = _depot("De", held, f"{form}-from", lambda one: f" ({level.by_depot.get(one.id, 0)})")
    if piece:
        source = depot_of(piece.location)
    if gesture.target:
        others = [one for one in known if one.id != source] or known
        target = _depot("Vers" if gesture.source else "Rangé à", others, f"{form}-to")
    many = "1" if piece else st.text_input(_quantity(item, name), key=f"{form}-many", width=220, placeholder="Ex. 20")
    numbering = name == "receive" and item.kind is ItemKind.NUMBERED
    note = "" if numbering else st.text_input("Remarque (facultative)", max_chars=200, key=f"{form}-note")
    sure = not gesture.final or st.checkbox(gesture.final, key=f"{form}-sure")
    if st.button(gesture.verb, type="primary", disabled=not sure, key=f"{form}-go"):
        with reporting(gesture.done, form) as outcome:
            _write(name, item, piece, (source, target), many, note)(db, agent, form_operation(form))
        if outcome.done:
            st.rerun()


def _write(
    name: str, item: Item, piece: PieceNow | None, at: tuple[int | None, int | None], many: str, note: str
) -> Callable[[Database, Agent, str], object]:
    """The room's action for a gesture."""
    source, target = at
    which = piece.piece.id if piece else None

    def write(db: Database, agent: Agent, operation: str) -> object:
        if name == "receive" and item.kind is ItemKind.NUMBERED:
            return add_pieces(db, agent, item.id, many, target, operation)
        if name == "receive":
            return moving.receive(db, agent, item.id, target, many, note, operation)
        if name == "transfer":
            return moving.transfer(db, agent, item.id, source, target, many, note, operation, which)
        if name == "scrap" and which is not None:
            return retire_piece(db, agent, which, note, operation)
        if name == "scrap":
            return moving.discard(db, agent, item.id, source, many, note, operation)
        if name == "repair":
            return moving.send_to_repair(db, agent, item.id, source or 0, many, note, operation, which)
        back = moving.repaired if name == "repaired" else moving.found_again
        return back(db, agent, item.id, target, many, note, operation, which)

    return write


def _level(db: Database, agent: Agent, item_id: int | None, form: str) -> Level | None:
    listed = {one.item.id: one for one in levels(db, agent)}
    if item_id is None:
        opened = st.session_state.get(ITEM)
        item_id = st.selectbox(
            "Article", list(listed), list(listed).index(opened) if opened in listed else 0,
            format_func=lambda one: f"{listed[one].item.label} ({listed[one].item.code})", key=f"{form}-item",
        )  # fmt: skip
    elif found := listed.get(item_id):
        st.markdown(f"**{plain(found.item.label)}** :gray[{plain(found.item.code)}]")
    return listed.get(item_id)


def _piece(
    db: Database, agent: Agent, item: Item, piece_id: int | None, gesture: Gesture, form: str
) -> PieceNow | None:
    listed = {one.piece.id: one for one in pieces(db, agent, item.id) if possible(one, gesture)}
    if piece_id is None and listed:
        piece_id = st.selectbox(
            "Pièce", list(listed), format_func=lambda one: f"{listed[one].reference} · {listed[one].where}",
            key=f"{form}-piece",
        )  # fmt: skip
    elif found := listed.get(piece_id):
        st.markdown(f"{plain(found.reference)}, {plain(found.where)}")
    return listed.get(piece_id)


def _depot(label: str, known: list, key: str, more: Callable = lambda one: "") -> int:
    names = {one.id: f"{one.name}{more(one)}" for one in known}
    return st.selectbox(label, list(names), format_func=names.get, key=key)


def _quantity(item: Item, name: str) -> str:
    if item.kind is ItemKind.NUMBERED:
        return "Combien de pièces nouvelles à numéroter"
    return f"Quantité, en {item.counted(2).partition(chr(0xA0))[2]}" if item.unit else "Quantité"


def may_undo(one: MovementLine) -> bool:
    """A slip's movements are mended on the slip; a piece that was numbered is scrapped; the others here, once."""
    on_a_slip = bool(one.reference) and one.reason is not Reason.COUNT
    numbered = one.piece is not None and one.reason is Reason.ENTRY
    return one.cancels is None and not (one.cancelled or on_a_slip or numbered)


@st.dialog("Annuler ce mouvement", icon=":material/undo:")
def confirm_undo(movement_id: int, item_id: int) -> None:
    """The sentence of the movement, before its contrary is written."""
    agent, db = require_agent(FILE)
    one = next((one for one in movements(db, agent, item_id, limit=500) if one.id == movement_id), None)
    if one is None or not may_undo(one):
        st.markdown("Ce mouvement est déjà annulé.")
        return
    st.markdown(f"« {plain(movement_words(one))} »")
    st.markdown("Le mouvement contraire sera écrit. Les deux lignes restent visibles.")
    form = f"undo-{movement_id}"
    note = st.text_input("Pourquoi (facultatif)", max_chars=200, key=f"{form}-note")
    if st.button("Annuler ce mouvement", type="primary", key=f"{form}-go"):
        with reporting("Le mouvement est annulé.", form) as outcome:
            moving.undo_movement(db, agent, movement_id, note, form_operation(form))
        if outcome.done:
            st.rerun()
