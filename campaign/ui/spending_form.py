"""The dialog of a line of spending."""

import streamlit as st

from campaign.base.french import short_date
from campaign.planning.alerts import Due
from campaign.planning.line_checks import LABELS
from campaign.planning.model import Fund, Line, Nature, Shares, Stage
from campaign.planning.money import Tax, plain_euros, plain_rate
from campaign.planning.money_views import tasks_due
from campaign.planning.spending import add_line, change_line
from campaign.planning.views import spending
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.spending_words import FILE

_OVERHEAD = "Hors total : cette ligne ira dans les frais généraux, jamais ajoutés aux dépenses."


@st.dialog("Dépense", width="medium", icon=":material/receipt_long:")
def edit_line(edition_id: int, line_id: int | None) -> None:
    """New when ``line_id`` is None."""
    agent, db = require_agent(FILE)
    seen = spending(db, agent, edition_id)
    one = next((found for found in seen.all_lines if found.id == line_id), None)
    form = f"spending-form-{line_id or 'new'}"
    read = version_read(form, f"{form}-label", one.version if one else 0)
    typed = _fields(form, one)
    if tasks := tasks_due(db, agent, edition_id):
        listed = [None, *tasks]
        typed["task_id"] = st.selectbox(
            LABELS["task_id"], listed, listed.index(one.task_id) if one and one.task_id in tasks else 0,
            format_func=lambda found: _task(tasks[found]) if found else "Aucune", key=f"{form}-task",
            help="Une alerte si l’échéance passe sans rien d’engagé.",
        )  # fmt: skip
    if not (typed["nature"] and Nature(str(typed["nature"])).overhead):
        own = {fund_id for fund_id, _ in one.shares} if one else set()
        funds = [fund for fund in seen.funds if fund.archived_at is None or fund.id in own]
        if funds:
            typed["shares"] = _own_shares(form, one, funds)
    typed["note"] = st.text_area(LABELS["note"], one.note if one else "", height=70, key=f"{form}-note")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Dépense enregistrée.", operation_of=form) as outcome:
            if one:
                change_line(db, agent, one.id, read, typed, form_operation(form))
            else:
                add_line(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _task(due: Due) -> str:
    return f"{due.title}, le {short_date(due.deadline, year=True)}"


def _fields(form: str, one: Line | None) -> dict[str, object]:
    typed: dict[str, object] = {
        "label": st.text_input(LABELS["label"], one.label if one else "", max_chars=120,
                               placeholder="Ex. affiches A3", key=f"{form}-label")
    }  # fmt: skip
    natures, taxes = list(Nature), list(Tax)
    left, right = st.columns(2)
    typed["nature"] = left.selectbox(
        LABELS["nature"], natures, natures.index(one.nature) if one else None, format_func=lambda found: found.label,
        placeholder="Choisir", key=f"{form}-nature",
    ) or ""  # fmt: skip
    typed["supplier"] = right.text_input(
        LABELS["supplier"], one.supplier if one else "", max_chars=120, placeholder="Facultatif", key=f"{form}-supplier"
    )
    if typed["nature"] and Nature(str(typed["nature"])).overhead:
        st.info(_OVERHEAD, icon=":material/info:")
    left, right = st.columns(2)
    typed["tax"] = left.segmented_control(
        LABELS["tax"], taxes, default=one.tax if one else None, format_func=lambda tax: tax.label, key=f"{form}-tax"
    ) or ""  # fmt: skip
    typed["rate"] = right.text_input(
        f"{LABELS['rate']} (%)", plain_rate(one.rate) if one else "", placeholder="vide : inconnu", key=f"{form}-rate"
    )
    for column, stage in zip(st.columns(3), Stage, strict=True):
        typed[stage.value] = column.text_input(
            f"{stage.label} (€)", plain_euros(one.cents(stage)) if one else "", placeholder="vide : inconnu",
            key=f"{form}-{stage.value}",
        )  # fmt: skip
    return typed


def _own_shares(form: str, one: Line | None, funds: list[Fund]) -> dict[int, str]:
    """Percents of the line's own; none when it follows the edition."""
    own = st.checkbox(
        "Financée autrement que le reste de l’édition", bool(one and one.shares), key=f"{form}-own"
    )  # fmt: skip
    return share_fields(form, one.shares if one else (), funds) if own else {}


def share_fields(form: str, shares: Shares, funds: list[Fund]) -> dict[int, str]:
    """A percent a fund, as text."""
    kept = dict(shares)
    return {
        fund.id: st.text_input(
            f"{plain(fund.name)} (%)", plain_rate(kept.get(fund.id)), key=f"{form}-share-{fund.id}",
            placeholder="0",
        )
        for fund in funds
    }  # fmt: skip
