"""The AFOM matrix on the report: four corners, what the figures propose, the dialog of a point."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.report.matrix import (
    LABELS,
    MOST_TEXT,
    add_point,
    change_point,
    points,
    put_back_remarks,
    remove_point,
    removed_points,
)
from campaign.report.model import Point, Quadrant, Remark, Report
from campaign.report.proposals import proposals
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.report_words import FILE, corner_badge, done_with_undo, may_write, put_back
from campaign.ui.session import require_agent


def matrix_card(db: Database, agent: Agent, report: Report) -> None:
    """Four corners two by two; for the officer, what may be added to them and what was taken out."""
    writes = may_write(agent)
    with card("Atouts, faiblesses, opportunités, menaces") as top:
        if writes and top.button("Écrire un point", icon=":material/add:", key="add-matrix-point"):
            edit_point(report.edition.id, None)
        for pair in (tuple(Quadrant)[:2], tuple(Quadrant)[2:]):
            for column, quadrant in zip(st.columns(2), pair, strict=True):
                with column, st.container(border=True, height="stretch", gap="small", key=f"corner-{quadrant}"):
                    st.markdown(corner_badge(quadrant))
                    _corner(report, quadrant, writes=writes)
        if writes:
            _proposed(db, agent, report)
            _taken_out(db, agent, report.edition.id)


def _corner(report: Report, quadrant: Quadrant, *, writes: bool) -> None:
    found = report.of(quadrant)
    if not found:
        st.markdown(":gray[Rien pour l’instant.]")
        return
    if not writes:
        st.markdown("\n".join(f"- {_said(one)}" for one in found))
        return
    with st.container(gap=None):
        for one in found:
            # The words themselves open the point: what it groups, and what may be changed.
            if st.button(_said(one), icon=":material/edit:", type="tertiary", key=f"point-{one.id}"):
                told = tuple(remark for remark in report.remarks if remark.key in one.remarks)
                edit_point(report.edition.id, one.id, told)


def _said(one: Point) -> str:
    places = f" :gray[({plural(one.places, 'lieu', 'lieux')})]" if one.places else ""
    return f"{plain(one.text)}{places}"


def _proposed(db: Database, agent: Agent, report: Report) -> None:
    found = proposals(report)
    if not found:
        return
    with st.expander("Proposé d’après les chiffres", icon=":material/query_stats:", key="proposals", on_change="rerun"):
        st.markdown(":gray[Rien ne s’ajoute tout seul : prenez ce qui vous paraît juste.]")
        for rank, one in enumerate(found):
            said, verb = st.columns([6, 1], vertical_alignment="center")
            said.markdown(f"{corner_badge(one.quadrant)} {plain(one.text)}  \n:gray[{plain(one.why)}]")
            with verb:
                if st.button("Ajouter", icon=":material/add:", type="tertiary", key=f"propose-{rank}-{one.text}"):
                    _add_proposed(db, agent, report.edition.id, {"quadrant": one.quadrant, "text": one.text})


def _add_proposed(db: Database, agent: Agent, edition_id: int, values: dict[str, object]) -> None:
    form = f"proposed-{edition_id}-{values['text']}"
    with reporting(f"« {values['text']} » est dans la matrice.", operation_of=form) as outcome:
        add_point(db, agent, edition_id, values, form_operation(form))
    if outcome.done:
        st.rerun()


def _taken_out(db: Database, agent: Agent, edition_id: int) -> None:
    found = removed_points(db, agent, edition_id)
    if not found:
        return
    with st.expander(f"Points retirés ({len(found)})", icon=":material/archive:"):
        for one in found:
            with line():
                st.markdown(f"{plain(one.text)} :gray[{one.quadrant.label}]")
                if st.button("Remettre", type="tertiary", key=f"restore-point-{one.id}") and put_back(
                    db, agent, "matrix-point", one.id
                ):
                    st.rerun()


@st.dialog("Un point du bilan", width="medium", icon=":material/grid_view:")
def edit_point(edition_id: int, point_id: int | None, remarks: tuple[Remark, ...] = ()) -> None:
    """New when ``point_id`` is None; else its words, its corner, and what shops said under it."""
    agent, db = require_agent(FILE)
    one = next((found for found in points(db, agent, edition_id) if found.id == point_id), None)
    form = f"point-form-{point_id or 'new'}"
    read = version_read(form, f"{form}-text", one.version if one else 0)
    typed = point_fields(form, one)
    with line():
        saved = st.button("Enregistrer", type="primary", key=f"{form}-save")
        removed = one is not None and st.button(
            "Retirer ce point", icon=":material/delete:", type="tertiary", key=f"{form}-remove"
        )
    if saved:
        with reporting("Point enregistré.", operation_of=form) as outcome:
            if one:
                change_point(db, agent, one.id, read, typed, form_operation(form))
            else:
                add_point(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()
    if removed and one and done_with_undo(
        lambda operation: remove_point(db, agent, one.id, operation), f"« {one.text} » est retiré.", "matrix-point",
        one.id,
    ):  # fmt: skip
        st.rerun()
    if one and remarks:
        _under(db, agent, edition_id, one, remarks)


def point_fields(form: str, one: Point | None) -> dict[str, object]:
    """The corner and the words."""
    corner = st.segmented_control(
        LABELS["quadrant"], list(Quadrant), default=one.quadrant if one else None,
        format_func=lambda found: found.label, key=f"{form}-quadrant",
    )  # fmt: skip
    text = st.text_area(
        LABELS["text"], one.text if one else "", max_chars=MOST_TEXT, height=70, key=f"{form}-text",
        placeholder="Ex. annuaires livrés tard",
    )  # fmt: skip
    return {"quadrant": corner or "", "text": text}


def _under(db: Database, agent: Agent, edition_id: int, one: Point, remarks: tuple[Remark, ...]) -> None:
    st.subheader(f"Ce qui a été dit, {plural(one.places, 'lieu', 'lieux')}", anchor=False)
    for remark in remarks:
        st.markdown(f"**{plain(remark.place)}** :gray[{plain(remark.label)}]  \n{plain(remark.text)}")
        form = f"out-{remark.place_id}-{remark.question}"
        if st.button("Enlever de ce point", type="tertiary", icon=":material/undo:", key=f"{form}-button"):
            with reporting("La remarque est de nouveau à lire.", operation_of=form) as outcome:
                put_back_remarks(db, agent, edition_id, [remark.key], form_operation(form))
            if outcome.done:
                st.rerun()
