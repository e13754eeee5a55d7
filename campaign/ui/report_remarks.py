"""« Ce qui a été dit »: remarks of the debriefs, ticked and put under a point, or set aside."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.base.text import search_key
from campaign.report.matrix import add_point_with, group_remarks, points, put_back_remarks, set_aside_remarks
from campaign.report.model import Point, Remark, Report
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.report_matrix import point_fields
from campaign.ui.report_words import FILE, done_with_undo, may_write, remember_moved
from campaign.ui.session import require_agent

PAGE = 20
HEIGHT = 430  # px: the verbs stay in sight while one reads down the list
# What feeds a matrix best comes first; the finest moments are rather for quoting.
_FIRST = ("difficulties", "suggestions")
_TO_READ, _GROUPED, _ASIDE = "À lire", "Rangées", "Écartées"
_EVERY = "Toutes les questions"
_NEW = "Un nouveau point"


def remarks_card(agent: Agent, report: Report) -> None:
    """For the officer alone: names of places stand beside what they said."""
    if may_write(agent) and report.remarks:
        _remarks(report)


@st.fragment
def _remarks(report: Report) -> None:
    # Ticking draws this part alone: a report of a thousand debriefs is not counted again at each tick.
    agent, db = require_agent(FILE)
    point_of = {key: one for one in report.points for key in one.remarks}
    shelves = {
        _TO_READ: [one for one in report.remarks if one.key not in point_of and not one.set_aside],
        _GROUPED: [one for one in report.remarks if one.key in point_of],
        _ASIDE: [one for one in report.remarks if one.set_aside],
    }
    with card("Ce qui a été dit", len(shelves[_TO_READ]) or None, "orange"):
        shelf, wanted = _chosen(shelves)
        shown = st.session_state.get("remarks-shown", PAGE)
        if not wanted:
            everything_read = shelf == _TO_READ and not shelves[_TO_READ]
            st.markdown(":gray[Tout est lu.]" if everything_read else ":gray[Rien de ce côté.]")
            return
        with st.container(height=HEIGHT if len(wanted) > 6 else "content", border=False, key="remarks-list"):
            ticked = [one.key for one in wanted[:shown] if _tick(one, point_of.get(one.key))]
            if len(wanted) > shown and st.button(
                f":primary[Voir les suivantes ({len(wanted) - shown})]", type="tertiary", key="more-remarks"
            ):
                st.session_state["remarks-shown"] = shown + PAGE
                st.rerun(scope="fragment")
        _verbs(db, agent, report.edition.id, shelf, ticked)


def _chosen(shelves: dict[str, list[Remark]]) -> tuple[str, list[Remark]]:
    """The shelf, and its remarks as searched."""
    shelf = st.segmented_control(
        "Remarques", list(shelves), default=_TO_READ, required=True, label_visibility="collapsed", key="remarks-shelf",
        format_func=lambda one: f"{one} ({len(shelves[one])})",
    ) or _TO_READ  # fmt: skip
    search, question = st.columns(2)
    sought = search_key(search.text_input(
        "Chercher dans les remarques", placeholder="Chercher : annuaires, mercredi…", label_visibility="collapsed",
        key="remarks-search",
    ))  # fmt: skip
    labels = list(dict.fromkeys(one.label for of in shelves.values() for one in of))
    asked = question.selectbox("Question", [_EVERY, *labels], label_visibility="collapsed", key="remarks-question")
    found = [
        one
        for one in shelves[shelf]
        if asked in (_EVERY, one.label) and (not sought or sought in search_key(f"{one.text} {one.place} {one.label}"))
    ]
    return shelf, sorted(found, key=lambda one: one.question not in _FIRST)


def _tick(one: Remark, point: Point | None) -> bool:
    under = f"  \n:gray[→ {plain(point.text)}]" if point else ""
    said = f"{plain(one.text)}  \n:gray[{plain(one.place)} · {plain(one.label)}]{under}"
    return st.checkbox(said, key=f"tick-{one.place_id}-{one.question}")


def _verbs(db: Database, agent: Agent, edition_id: int, shelf: str, ticked: list[tuple[int, str]]) -> None:
    none = not ticked
    with line():
        st.markdown(f":gray[{plural(len(ticked), 'cochée')}]" if ticked else ":gray[Cochez ce qui va ensemble.]")
        if shelf != _ASIDE and st.button(
            "Mettre sous un point", icon=":material/move_to_inbox:", disabled=none, key="group-remarks"
        ):
            put_under(edition_id, tuple(ticked))
        if shelf == _TO_READ:
            if st.button("Écarter", icon=":material/block:", type="tertiary", disabled=none, key="aside-remarks"):
                remember_moved(ticked)
                said = f"{plural(len(ticked), 'remarque écartée', 'remarques écartées')}."
                if done_with_undo(
                    lambda operation: set_aside_remarks(db, agent, edition_id, ticked, operation), said, "remarks",
                    edition_id,
                ):  # fmt: skip
                    st.rerun()
        elif st.button("Remettre à lire", icon=":material/undo:", type="tertiary", disabled=none, key="back-remarks"):
            form = f"back-remarks-{edition_id}"
            with reporting("C’est de nouveau à lire.", operation_of=form) as outcome:
                put_back_remarks(db, agent, edition_id, ticked, form_operation(form))
            if outcome.done:
                st.rerun()


@st.dialog("Mettre sous un point", width="medium", icon=":material/move_to_inbox:")
def put_under(edition_id: int, keys: tuple[tuple[int, str], ...]) -> None:
    """An existing point, or a new one with its corner."""
    agent, db = require_agent(FILE)
    known = {one.id: one for one in points(db, agent, edition_id)}
    places = len({place for place, _ in keys})
    st.markdown(
        f"{plural(len(keys), 'remarque')} de {plural(places, 'lieu', 'lieux')}. Chacune ne va que sous un seul point."
    )
    form = f"under-form-{edition_id}"
    chosen = st.selectbox(
        "Le point", [0, *known], key=f"{form}-point",
        format_func=lambda one: f"{known[one].quadrant.label} : {known[one].text}" if one in known else _NEW,
    )  # fmt: skip
    typed = {} if chosen else point_fields(form, None)
    if st.button("Ranger", type="primary", key=f"{form}-save"):
        with reporting(operation_of=form) as outcome:
            if chosen:
                group_remarks(db, agent, chosen, keys, form_operation(form))
            else:
                add_point_with(db, agent, edition_id, typed, keys, form_operation(form))
        if outcome.done:
            remember_moved(list(keys))
            offer_undo(f"{plural(len(keys), 'remarque rangée', 'remarques rangées')}.", "remarks", edition_id)
            st.rerun()
