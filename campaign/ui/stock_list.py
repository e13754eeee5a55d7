"""The table of the stock: filters, order, what is where, and the file of what is on screen."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.base.french import plural
from campaign.base.text import search_key
from campaign.stock.model import Depot, Family
from campaign.stock.views import Level, PieceNow
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.layout import line, number_parameter, parameter, same_in_a_table
from campaign.ui.stock_words import ITEM, KINDS, PIECE, money, piece_of_code

SORTS = {
    "Par famille": lambda one: (list(Family).index(one.item.family), search_key(one.item.name)),
    "Par nom": lambda one: search_key(one.item.name),
    "Par code": lambda one: one.item.code,
    "Le plus dehors": lambda one: -one.out,
    "Perdus et à réparer": lambda one: -(one.lost + one.in_repair),
    "La plus grande valeur": lambda one: -one.owned * one.item.value_cents,
}

_LISTED, _TURN = "stock-listed", "stock-turn"


def filters(levels: Sequence[Level], pieces: Sequence[PieceNow], depots: Sequence[Depot]) -> list[Level]:
    """The line of filters; what they keep, in order. A piece's number in the search opens that piece."""
    with line():
        search = st.text_input(
            "Chercher", placeholder="Article, code ou n° de pièce", icon=":material/search:",
            label_visibility="collapsed", key="stock-search", width=260,
        )  # fmt: skip
        family = st.selectbox(
            "Famille", list(Family), index=None, format_func=lambda one: one.label, placeholder="Toutes les familles",
            label_visibility="collapsed", key="stock-family", width=200,
        )  # fmt: skip
        order = st.selectbox("Ordre", list(SORTS), label_visibility="collapsed", key="stock-order", width=215)
        found = piece_of_code(pieces, search or "")
        if found and st.session_state.get("stock-searched") != search:
            open_in_panel(found.item.id, found.piece.id)
        st.session_state["stock-searched"] = search
        listed = [one for one in levels if _matches(one, search or "", found) and family in (None, one.item.family)]
        listed.sort(key=SORTS[order])
        headers, rows = exported(listed, depots)
        export_menu("stock", "Stock", headers, rows)
    return listed


def _matches(one: Level, search: str, found: PieceNow | None) -> bool:
    if found:
        return one.item.id == found.item.id
    wanted = search_key(search)
    return not wanted or wanted in search_key(f"{one.item.code} {one.item.label} {one.item.note}")


def open_in_panel(item_id: int, piece_id: int | None = None) -> None:
    """An item, or one of its pieces, is the one selected from the next display of the table."""
    st.session_state[ITEM], st.session_state[PIECE] = item_id, piece_id
    st.session_state.pop(_LISTED, None)


def follow_address(pieces: Sequence[PieceNow]) -> str:
    """Open what the address asks for, once: « ?piece=ROUE-3 » (a label's QR code) or « ?article=12 ».

    The sentence to show when no piece has that number, '' otherwise.
    """
    named, item_id = parameter("piece"), number_parameter("article")
    found = piece_of_code(pieces, named) if named else None
    if st.session_state.get("stock-asked") != (named, item_id):
        st.session_state["stock-asked"] = (named, item_id)
        if found or item_id:
            open_in_panel(found.item.id if found else item_id, found.piece.id if found else None)
    return f"Aucune pièce en service ne porte le numéro {named}." if named and not found else ""


def table(listed: Sequence[Level]) -> Level:
    """The table; the selected item, the one last open or the first before anything is selected."""
    ids = [one.item.id for one in listed]
    if st.session_state.get(_LISTED) != ids:
        # Another table for another list: a filter or a new item never leaves the selection on another line.
        st.session_state[_LISTED] = ids
        opened = st.session_state.get(ITEM)
        turn, _ = st.session_state.get(_TURN, (0, 0))
        st.session_state[_TURN] = (turn + 1, ids.index(opened) if opened in ids else 0)
    turn, at = st.session_state[_TURN]
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Article": [one.item.label for one in listed],
                "Code": [one.item.code for one in listed],
                "Genre": [[one.item.kind.label] for one in listed],
                "Au dépôt": [one.in_depots for one in listed],
                "Dehors": [one.out or None if one.item.returnable else None for one in listed],
                "En réparation": [one.in_repair or None for one in listed],
                "Perdu": [one.lost or None for one in listed],
                "Valeur": [money(one.owned * one.item.value_cents) for one in listed],
            }
        ),
        hide_index=True,
        placeholder="",
        height="content" if len(listed) < 16 else 590,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [at]}},
        column_config={
            "Article": st.column_config.TextColumn(width=190),
            "Code": st.column_config.TextColumn(width=74),
            "Genre": chip_column("Genre", KINDS, width=145),
            "Au dépôt": st.column_config.NumberColumn(width=72),
            "Dehors": st.column_config.NumberColumn(width=66),
            "En réparation": st.column_config.NumberColumn("Répar.", width=62, help="En réparation"),
            "Perdu": st.column_config.NumberColumn(width=58),
            "Valeur": st.column_config.TextColumn(width=80, alignment="right", help="Pour remplacer ce qui existe"),
        },
        alt=f"{plural(len(listed), 'article')} : genre, au dépôt, dehors, en réparation, perdu, valeur",
        key=f"stock-table-{turn}",
    )
    rows = picked["selection"]["rows"]
    chosen = listed[rows[0]] if rows and rows[0] < len(listed) else listed[at]
    st.session_state[ITEM] = chosen.item.id
    return chosen


def in_a_table(listed: Sequence[Level]) -> None:
    """The accessible equivalent of the table."""
    same_in_a_table(
        [
            {"Article": one.item.label, "Code": one.item.code, "Genre": one.item.kind.label,
             "Au dépôt": one.in_depots, "Dehors": one.out, "En réparation": one.in_repair, "Perdu": one.lost,
             "Valeur": money(one.owned * one.item.value_cents)}
            for one in listed
        ]
    )  # fmt: skip


def exported(listed: Sequence[Level], depots: Sequence[Depot]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """What is on screen, as it leaves in a file: one column a storage place."""
    headers = (
        "Code", "Article", "Famille", "Genre", "Unité", "Au dépôt", *(one.name for one in depots), "Dehors",
        "En réparation", "Perdu", "Valeur d’une unité (€)", "Volume d’une unité (l)", "Poids d’une unité (kg)", "Note",
    )  # fmt: skip
    rows = [
        (
            one.item.code, one.item.name, one.item.family, one.item.kind, one.item.unit, one.in_depots,
            *(one.by_depot.get(depot.id, 0) for depot in depots), one.out, one.in_repair, one.lost,
            one.item.value_cents / 100, one.item.volume_litres, one.item.weight_kg, one.item.note,
        )
        for one in listed
    ]  # fmt: skip
    return headers, rows
