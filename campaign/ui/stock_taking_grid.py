"""The grid of a stock-taking: a field an item, « là » or « pas là » a piece; each is kept as soon as it is said."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number
from campaign.base.text import search_key
from campaign.stock.counting import Count, note_count
from campaign.stock.model import CountLine
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain

THERE, AWAY = "Là", "Pas là"
_TOUCHED = "count-touched"
COLOURS = {"à compter": "gray", "trouvé": "green", "compté": "blue"}


def grid(db: Database, agent: Agent, count: Count, lines: Sequence[CountLine], search: str, *, blind: bool) -> None:
    """Every line that matches, by family and item. ``blind`` hides what is expected, and so the verdicts."""
    wanted = search_key(search)
    kept = [
        one for one in lines if not wanted or wanted in search_key(f"{one.item.label} {_name(one)} {one.item.code}")
    ]
    if not kept:
        st.markdown(":gray[Rien d’attendu ici ne correspond.]")
    for family, ours in groupby(kept, key=lambda one: one.item.family):
        with st.container(border=True, gap="small"):
            st.header(family.label, anchor=False)
            for _, of_item in groupby(ours, key=lambda one: one.item.id):
                same = list(of_item)
                if same[0].piece:
                    _pieces(db, agent, count, same, blind=blind)
                else:
                    _units(db, agent, count, same[0], blind=blind)


def _units(db: Database, agent: Agent, count: Count, one: CountLine, *, blind: bool) -> None:
    key = f"count-{count.id}-{one.item.id}"
    # The field of what is kept now: another phone's figure replaces ours, a refused one stays as it was typed.
    field = f"{key}-found-{one.found}"
    said, typed, more = st.columns([2.2, 1, 2.2], vertical_alignment="bottom")
    with said:
        st.markdown(f"**{plain(one.item.label)}** :gray[{plain(one.item.code)}]  \n{_expected(one, blind=blind)}")
    found = typed.text_input(
        f"Trouvé : {one.item.label}", "" if one.found is None else str(one.found), placeholder="Trouvé",
        label_visibility="collapsed", key=field, on_change=_touch, args=(key,), max_chars=7,
    )  # fmt: skip
    note = more.text_input(
        f"Remarque : {one.item.label}", one.note, placeholder="Remarque", label_visibility="collapsed",
        key=f"{key}-note-{one.note}", on_change=_touch, args=(key,), max_chars=200,
    )  # fmt: skip
    if st.session_state.get(_TOUCHED) == key:
        del st.session_state[_TOUCHED]
        if (found or "").strip() or one.found is not None:
            _keep(db, agent, count, one, found or "", note or "", key)


def _pieces(db: Database, agent: Agent, count: Count, same: Sequence[CountLine], *, blind: bool) -> None:
    item = same[0].item
    with line():
        st.markdown(f"**{plain(item.label)}** :gray[{plain(item.code)}]")
        waiting = [one for one in same if one.found is None]
        if len(waiting) > 1 and st.button("Toutes sont là", type="tertiary", key=f"count-{count.id}-{item.id}-all"):
            done = [
                _kept(db, agent, count, one, "1", one.note, f"count-{count.id}-all-{one.piece.id}") for one in waiting
            ]
            if all(done):
                st.rerun()
    for one in same:
        key = f"count-{count.id}-{item.id}-{one.piece.id}"
        said, typed, more = st.columns([2.2, 1, 2.2], vertical_alignment="center")
        said.markdown(f"{plain(one.piece.reference(item))} {_expected(one, blind=blind)}")
        there = typed.segmented_control(
            f"{one.piece.reference(item)} est là", (THERE, AWAY), label_visibility="collapsed",
            default={None: None, 0: AWAY}.get(one.found, THERE), key=f"{key}-found-{one.found}", on_change=_touch,
            args=(key,),
        )  # fmt: skip
        note = more.text_input(
            f"Remarque : {one.piece.reference(item)}", one.note, placeholder="Remarque", label_visibility="collapsed",
            key=f"{key}-note-{one.note}", on_change=_touch, args=(key,), max_chars=200,
        )  # fmt: skip
        if st.session_state.get(_TOUCHED) == key:
            del st.session_state[_TOUCHED]
            if there:
                _keep(db, agent, count, one, "1" if there == THERE else "0", note or "", key)


def _touch(key: str) -> None:
    st.session_state[_TOUCHED] = key


def _keep(db: Database, agent: Agent, count: Count, one: CountLine, found: str, note: str, form: str) -> None:
    if _kept(db, agent, count, one, found, note, form):
        st.rerun()


def _kept(db: Database, agent: Agent, count: Count, one: CountLine, found: str, note: str, form: str) -> bool:
    with reporting(operation_of=form) as outcome:
        piece = one.piece.id if one.piece else None
        note_count(db, agent, count.id, one.item.id, found, note, form_operation(form), piece)
    return outcome.done


def _expected(one: CountLine, *, blind: bool) -> str:
    if blind:
        word = "à compter" if one.found is None else "compté"
        return f":{COLOURS[word]}-badge[{word}]"
    colour = COLOURS.get(one.verdict, "orange" if one.gap > 0 else "red")
    awaited = "" if one.piece else f":gray[attendu : {number(one.expected)}] "
    return f"{awaited}:{colour}-badge[{one.verdict}]"


def _name(one: CountLine) -> str:
    return f"{one.piece.reference(one.item)} {one.piece.code(one.item)}" if one.piece else one.item.name
