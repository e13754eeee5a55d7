"""« Nos facteurs »: emission factors of the département, added, changed, taken out; they pass before the others."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number, plural
from campaign.debrief.impact import Factor
from campaign.report.model import OwnFactor
from campaign.report.settings import (
    FACTOR_LABELS,
    FAMILIES,
    add_factor,
    change_factor,
    common_items,
    factors_added,
    remove_factor,
)
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.report_words import FILE, done_with_undo
from campaign.ui.session import require_agent

_NEW = 0


@st.dialog("Nos facteurs d’émission", width="medium", icon=":material/co2:")
def edit_factors() -> None:
    """For every edition. One of an article of the common table replaces it; one of a family stands for all of it."""
    agent, db = require_agent(FILE)
    known = {one.id: one for one in factors_added(db, agent)}
    st.markdown(
        "Un facteur dit combien de kg CO2e coûte un article **neuf**. Les vôtres passent avant ceux de l’ADEME, pour "
        "toutes les éditions."
    )
    chosen = st.selectbox(
        "Facteur", [_NEW, *known], key="factor-choice",
        format_func=lambda one: _named(known[one].factor) if one in known else "Un nouveau facteur",
    )  # fmt: skip
    _form(db, agent, known.get(chosen))


def _named(one: Factor) -> str:
    span = number(one.low) if one.low == one.high else f"{number(one.low)} à {number(one.high)}"
    return f"{FAMILIES.get(one.family, one.family)}, {one.label} : {span} kg CO2e"


def _form(db: Database, agent: Agent, one: OwnFactor | None) -> None:
    form = f"factor-form-{one.id if one else 'new'}"
    read = version_read(form, f"{form}-low", one.version if one else 0)
    typed = _fields(form, one.factor if one else None)
    with line():
        saved = st.button("Enregistrer", type="primary", key=f"{form}-save")
        removed = one is not None and st.button(
            "Retirer ce facteur", icon=":material/delete:", type="tertiary", key=f"{form}-remove"
        )
    if saved:
        with reporting("Facteur enregistré : le calcul est refait.", operation_of=form) as outcome:
            if one:
                change_factor(db, agent, one.id, read, typed, form_operation(form))
            else:
                add_factor(db, agent, typed, form_operation(form))
        if outcome.done:
            st.rerun()
    if removed and one and done_with_undo(
        lambda operation: remove_factor(db, agent, one.id, operation), f"Le facteur « {one.factor.label} » est retiré.",
        "factor", one.id,
    ):  # fmt: skip
        st.rerun()


def _fields(form: str, one: Factor | None) -> dict[str, object]:
    codes = list(FAMILIES)
    family = st.selectbox(
        FACTOR_LABELS["family"], codes, codes.index(one.family) if one and one.family in codes else None,
        format_func=lambda code: FAMILIES[code], placeholder="Choisir", key=f"{form}-family",
    )  # fmt: skip
    common = [item.label for item in common_items(family or "")]
    kept = one.label if one and one.code != one.family else ""
    items = [*([kept] if kept and kept not in common else []), *common]
    label = st.selectbox(
        f"{FACTOR_LABELS['label']} (vide : toute la famille)", items, items.index(kept) if kept else None,
        accept_new_options=True, placeholder=_proposed(len(common)), key=f"{form}-label-{family}",
    )  # fmt: skip
    low, high, year = st.columns(3)
    typed: dict[str, object] = {"family": family or "", "label": label or ""}
    typed["low"] = low.text_input(FACTOR_LABELS["low"], number(one.low) if one else "", key=f"{form}-low")
    typed["high"] = high.text_input(FACTOR_LABELS["high"], number(one.high) if one else "", key=f"{form}-high")
    typed["year"] = year.text_input(FACTOR_LABELS["year"], str(one.year) if one else "", key=f"{form}-year")
    typed["source"] = st.text_input(
        FACTOR_LABELS["source"], one.source if one else "", max_chars=300, key=f"{form}-source"
    )
    return typed


def _proposed(count: int) -> str:
    return f"Choisir ({plural(count, 'article')} de l’ADEME) ou écrire" if count else "Écrire, ou laisser vide"
