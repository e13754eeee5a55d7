"""The grid of a stock-taking: a field an item, « là » or « pas là » a piece; each is kept as soon as it is said."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number
from campaign.base.text import search_key
from campaign.stock.counting import Count, note_count
from campaign.stock.model import CountLine, Family
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line
from campaign.ui.navigation import is_phone
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
    order = {family: rank for rank, family in enumerate(Family)}
    kept.sort(key=lambda one: (order[one.item.family], search_key(one.item.name), one.item.id))
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
    said, typed, more = _cells(one, blind=blind)
    said.markdown(f"**{plain(one.item.label)}** :gray[{plain(one.item.code)}]  \n{_expected(one, blind=blind)}")
    # The field of what is kept now: another phone's figure replaces ours, a refused one stays as it was typed.
    found = typed.text_input(
        f"Trouvé : {one.item.label}", "" if one.found is None else str(one.found), placeholder="Trouvé",
        label_visibility="collapsed", key=f"{key}-found-{one.found}", on_change=_touch, args=(key,), max_chars=20,
        width=110,
    )  # fmt: skip
    note = _note(more, one, one.item.label, key)
    _keep(db, agent, count, one, (found or "").strip(), note, key)


def _pieces(db: Database, agent: Agent, count: Count, same: Sequence[CountLine], *, blind: bool) -> None:
    item = same[0].item
    with line():
        st.markdown(f"**{plain(item.label)}** :gray[{plain(item.code)}]")
        waiting = [one for one in same if one.found is None]
        all_key = f"count-{count.id}-{item.id}-all"
        if len(waiting) > 1 and st.button(":primary[Toutes sont là]", type="tertiary", key=all_key):
            done = [_kept(db, agent, count, one, "1", one.note, f"{all_key}-{one.piece.id}") for one in waiting]
            if all(done):
                st.rerun()
    for one in same:
        key, named = f"count-{count.id}-{item.id}-{one.piece.id}", one.piece.reference(item)
        said, typed, more = _cells(one, blind=blind)
        said.markdown(f"{plain(named)} {_expected(one, blind=blind)}")
        there = typed.segmented_control(
            f"{named} est là", (THERE, AWAY), default={None: None, 0: AWAY}.get(one.found, THERE),
            label_visibility="collapsed", key=f"{key}-found-{one.found}", on_change=_touch, args=(key,),
        )  # fmt: skip
        note = _note(more, one, named, key)
        _keep(db, agent, count, one, {THERE: "1", AWAY: "0"}.get(there, ""), note, key)


def _cells(one: CountLine, *, blind: bool) -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator | None]:
    """What it is, what is found, a remark. On a phone the remark comes with a gap; a blind count, which
    tells of none, asks every time."""
    if not is_phone():
        return st.columns([2.2, 1, 2.2], vertical_alignment="center")
    with st.container(gap="xsmall"):
        with line(wrap=False):
            said, typed = st.container(), st.container(width="content")
        asked = one.found is not None if blind else bool(one.gap or one.note)
        return said, typed, st.container() if asked else None


def _note(more: DeltaGenerator | None, one: CountLine, named: str, key: str) -> str:
    if more is None:
        return one.note
    return more.text_input(
        f"Remarque : {named}", one.note, placeholder="Remarque", label_visibility="collapsed",
        key=f"{key}-note-{one.note}", on_change=_touch, args=(key,), max_chars=200,
    ) or ""  # fmt: skip


def _touch(key: str) -> None:
    # Several: a second field may be left before the first one's run came to its line.
    st.session_state[_TOUCHED] = {*st.session_state.get(_TOUCHED, ()), key}


def _keep(db: Database, agent: Agent, count: Count, one: CountLine, found: str, note: str, key: str) -> None:
    """Keep a line that was touched; a refused one says why at each display until it is mended."""
    touched = st.session_state.get(_TOUCHED, set())
    if key not in touched:
        return
    said = bool(found) or one.found is not None
    if not said or _kept(db, agent, count, one, found, note, f"{key}-{found}-{note}"):
        st.session_state[_TOUCHED] = touched - {key}
        if said:
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
