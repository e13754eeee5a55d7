"""The item chosen in the table: where it is, its gestures, its pieces, its movements, its sheet."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number
from campaign.stock.items import archive_item
from campaign.stock.model import Depot, ItemKind
from campaign.stock.views import Level
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.stock_history import history
from campaign.ui.stock_item_form import edit_item
from campaign.ui.stock_moves import GESTURES, ask, offered
from campaign.ui.stock_pieces import pieces_part
from campaign.ui.stock_words import KINDS, Target, may_write, money

PIECES, MOVEMENTS, SHEET = "Pièces", "Mouvements", "Fiche"
_CHANGE, _ARCHIVE = "Modifier l’article", "Archiver l’article"


def panel(db: Database, agent: Agent, level: Level, depots: Sequence[Depot]) -> None:
    """The panel of an item."""
    item = level.item
    with st.container(border=True):
        st.header(plain(item.label), anchor=False)
        with line():
            st.badge(plain(item.code), color="gray")
            st.badge(item.kind.label, color=KINDS[item.kind])
            st.badge(item.family.label, color="gray")
        _where(level, depots)
        if may_write(agent):
            _gestures(db, agent, level)
        parts = [PIECES] if item.kind is ItemKind.NUMBERED else []
        parts += [MOVEMENTS, SHEET]
        part = st.segmented_control(
            "Voir", parts, default=parts[0], required=True, label_visibility="collapsed",
            key=f"stock-part-{item.id}",
        )  # fmt: skip
        if part == PIECES:
            pieces_part(db, agent, level)
        elif part == SHEET:
            _sheet(level)
        else:
            history(db, agent, item.id)


def _where(level: Level, depots: Sequence[Depot]) -> None:
    lines = [(one.name, level.by_depot.get(one.id, 0), "warehouse") for one in depots if level.by_depot.get(one.id)]
    away = "Dehors, chez des partenaires" if level.item.returnable else "Remis à des partenaires, reste inconnu"
    lines += [(away, level.out, "local_shipping")] if level.out else []
    lines += [("En réparation", level.in_repair, "build")] if level.in_repair else []
    lines += [("Perdu", level.lost, "search_off")] if level.lost else []
    if not lines:
        st.markdown(":gray[Il n’y en a nulle part : enregistrez une entrée.]")
        return
    said = [f":material/{icon}: {plain(name)} : **{number(many)}**" for name, many, icon in lines]
    st.markdown("  \n".join(said))


def _gestures(db: Database, agent: Agent, level: Level) -> None:
    item, names = level.item, offered(level)
    numbered = item.kind is ItemKind.NUMBERED
    first = ["receive", *(name for name in ("repaired", "found") if name in names)]
    first += ["transfer"] if "transfer" in names and len(first) == 1 else []
    verbs = {GESTURES[name].verb: name for name in names if name not in first}
    with line():
        for name in first:
            gesture = GESTURES[name]
            said = "Numéroter des pièces" if numbered and name == "receive" else gesture.verb
            if st.button(said, icon=f":material/{gesture.icon}:", key=f"gesture-{name}"):
                ask(name, Target(item.id))
        chosen = st.menu_button("Autres gestes", [*verbs, _CHANGE, _ARCHIVE], key=f"stock-menu-{item.id}")
    if chosen == _CHANGE:
        edit_item(item.id)
    elif chosen == _ARCHIVE:
        _archive(db, agent, level)
    elif chosen:
        ask(verbs[chosen], Target(item.id))


def _archive(db: Database, agent: Agent, level: Level) -> None:
    form = f"archive-item-{level.item.id}"
    with reporting(operation_of=form) as outcome:
        archive_item(db, agent, level.item.id, form_operation(form))
    if outcome.done:
        offer_undo(f"« {level.item.name} » n’est plus dans les listes.", "stock-item", level.item.id)
        st.rerun()


def _sheet(level: Level) -> None:
    item = level.item
    facts = [
        ("Compté en", f"{item.unit} ({number(item.pack)} dans l’unité)" if item.unit else "pièces"),
        ("Volume d’une unité", f"{number(item.volume_litres)} l" if item.volume_litres else ""),
        ("Poids d’une unité", f"{number(item.weight_kg)} kg" if item.weight_kg else ""),
        ("Pour en remplacer une", money(item.value_cents)),
        ("Composition", ", ".join(item.parts)),
        ("Note", item.note),
    ]
    st.markdown("  \n".join(f":gray[{label} :] {plain(text)}" for label, text in facts if text))
