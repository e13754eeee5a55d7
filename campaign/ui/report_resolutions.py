"""« Décisions pour la prochaine édition »: written on the report, settled there or while the next one is prepared."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import date_in_figures, short_date
from campaign.editions.model import Edition
from campaign.report.matrix import points
from campaign.report.model import Report, Resolution, Settled
from campaign.report.resolving import (
    LABELS,
    add_resolution,
    change_resolution,
    remove_resolution,
    resolutions,
    settle_resolution,
)
from campaign.report.tasks import inherited
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.report_words import FILE, done_with_undo, may_write, put_back
from campaign.ui.session import require_agent

_SETTLED = {Settled.DONE: ("green", ":material/check:"), Settled.DROPPED: ("gray", ":material/block:")}
# Proposed, not imposed: what is typed stands too. A role, a service: never a person.
_USUAL = (
    "Prévention", "Communication", "Logistique", "Boutiques", "Animateurs des collectivités", "Élus, direction",
)  # fmt: skip


def resolutions_card(db: Database, agent: Agent, report: Report) -> None:
    """What the edition taught to do next time."""
    writes, found = may_write(agent), report.resolutions
    left = [one for one in found if one.settled is None]
    with card("Décisions pour la prochaine édition", len(left) or None, "orange") as top:
        if writes and top.button("Noter une décision", icon=":material/add:", key="add-resolution"):
            edit_resolution(report.edition.id, None)
        if not found:
            st.markdown(":gray[Aucune décision notée. Chacune sera une tâche de la prochaine édition.]")
        texts = {one.id: one.text for one in report.points}
        for one in found:
            _line(db, agent, one, texts.get(one.point_id or 0, ""), writes=writes)


def inherited_card(db: Database, agent: Agent, edition: Edition) -> None:
    """On the page of a coming edition: what earlier ones left to do; nothing when nothing is left."""
    found = inherited(db, agent, edition.id)
    if not found:
        return
    with card("Décidé aux bilans précédents", len(found), "orange"):
        for taught, one in found:
            _line(db, agent, one, "", writes=may_write(agent), taught=taught.name)


def _line(db: Database, agent: Agent, one: Resolution, point: str, *, writes: bool, taught: str = "") -> None:
    with st.container(gap=None):
        st.markdown(f"**{plain(one.text)}**{_state(one)}")
        due = f"avant le {short_date(one.due_on, year=True)}" if one.due_on else ""
        about = [one.who, due, f"tiré de « {point} »" if point else "", f"bilan de {taught}" if taught else ""]
        if said := " · ".join(part for part in about if part):
            st.markdown(f":gray[{plain(said)}]")
        if writes:
            _verbs(db, agent, one, "inherited-" if taught else "")


def _state(one: Resolution) -> str:
    if one.settled:
        colour, icon = _SETTLED[one.settled]
        return f" :{colour}-badge[{icon} {one.settled.label}]"
    return " :red-badge[:material/alarm: En retard]" if one.due_on and one.due_on < clock.today() else ""


def _verbs(db: Database, agent: Agent, one: Resolution, where: str) -> None:
    with line():
        if one.settled:
            if st.button(
                "Rouvrir", type="tertiary", icon=":material/undo:", key=f"{where}reopen-{one.id}"
            ) and put_back(db, agent, "settled", one.id):
                st.rerun()
            return
        if st.button("C’est fait", icon=":material/check:", type="tertiary", key=f"{where}done-{one.id}"):
            _settle(db, agent, one, Settled.DONE)
        if st.button("Abandonner", icon=":material/block:", type="tertiary", key=f"{where}drop-{one.id}"):
            _settle(db, agent, one, Settled.DROPPED)
        if st.button("Modifier", icon=":material/edit:", type="tertiary", key=f"{where}edit-resolution-{one.id}"):
            edit_resolution(one.edition_id, one.id)


def _settle(db: Database, agent: Agent, one: Resolution, settled: Settled) -> None:
    said = f"« {one.text} » : {settled.label.lower()}."
    if done_with_undo(
        lambda operation: settle_resolution(db, agent, one.id, settled, operation), said, "settled", one.id
    ):
        st.rerun()


@st.dialog("Décision pour la prochaine édition", width="medium", icon=":material/fact_check:")
def edit_resolution(edition_id: int, resolution_id: int | None) -> None:
    """New when ``resolution_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((found for found in resolutions(db, agent, edition_id) if found.id == resolution_id), None)
    form = f"resolution-form-{resolution_id or 'new'}"
    read = version_read(form, f"{form}-text", one.version if one else 0)
    typed = _fields(db, agent, edition_id, form, one)
    with line():
        saved = st.button("Enregistrer", type="primary", key=f"{form}-save")
        removed = one is not None and st.button(
            "Retirer", icon=":material/delete:", type="tertiary", key=f"{form}-remove"
        )
    if saved:
        with reporting("Décision enregistrée.", operation_of=form) as outcome:
            if one:
                change_resolution(db, agent, one.id, read, typed, form_operation(form))
            else:
                add_resolution(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()
    if removed and one and done_with_undo(
        lambda operation: remove_resolution(db, agent, one.id, operation), f"« {one.text} » est retirée.",
        "resolution", one.id,
    ):  # fmt: skip
        st.rerun()


def _fields(db: Database, agent: Agent, edition_id: int, form: str, one: Resolution | None) -> dict[str, object]:
    typed: dict[str, object] = {
        "text": st.text_area(LABELS["text"], one.text if one else "", max_chars=300, height=80, key=f"{form}-text",
                             placeholder="Ex. livrer les annuaires dix jours avant")
    }  # fmt: skip
    who, due = st.columns(2)
    kept = one.who if one else ""
    usual = list(dict.fromkeys([*([kept] if kept else []), *_USUAL]))
    typed["who"] = who.selectbox(
        LABELS["who"], usual, 0 if kept else None, accept_new_options=True, placeholder="Choisir ou écrire",
        key=f"{form}-who",
    ) or ""  # fmt: skip
    # A text, not a calendar: the calendar's empty field reads « dd/mm/yyyy ».
    typed["due_on"] = due.text_input(
        LABELS["due_on"], date_in_figures(one.due_on) if one and one.due_on else "", placeholder="Ex. 15/03/2027",
        key=f"{form}-due",
    )  # fmt: skip
    known = {point.id: point for point in points(db, agent, edition_id)}
    chosen = one.point_id if one and one.point_id in known else None
    if known:
        typed["point_id"] = st.selectbox(
            LABELS["point_id"], list(known), list(known).index(chosen) if chosen else None, key=f"{form}-point",
            format_func=lambda found: f"{known[found].quadrant.label} : {known[found].text}",
            placeholder="Un point de la matrice, si c’en vient",
        )  # fmt: skip
    return typed
