"""Avoided emissions on the report: the range, what it rests on, the rate and the factors, which can be changed."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number
from campaign.debrief.impact import DEFAULT_RATE, Avoided
from campaign.debrief.impact import Line as AvoidedLine
from campaign.report.model import Report
from campaign.report.settings import RATE_LABELS, report_settings, reset_rate, set_rate
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.report_factors import edit_factors
from campaign.ui.report_words import FILE, done_with_undo, may_write
from campaign.ui.session import require_agent

_METHOD = (
    "Articles vendus × facteur d’un article neuf × part des achats qui remplacent un achat neuf. "
    "Fabrication et distribution seulement : préparer et transporter l’article d’occasion n’est pas déduit."
)
_WITHOUT = "sans facteur"


def impact_card(db: Database, agent: Agent, report: Report) -> None:
    """A range, never one number; what has no factor and what is in kilos is told beside it."""
    found = report.avoided
    with card("Émissions évitées, estimation"):
        if found.low is None or found.high is None:
            st.markdown("Aucune émission évitée n’est calculée : rien n’est compté en articles avec un facteur.")
        else:
            st.metric("kg CO2e évités", span(found.low, found.high))
        st.markdown(plain(found.coverage))
        _families(found)
        st.markdown(f"Taux de remplacement : **{plain(found.rate.in_words)}**  \n:gray[{plain(found.rate.source)}]")
        if found.sources:
            st.markdown("Facteurs :\n" + "\n".join(f"- {plain(one)}" for one in found.sources))
        st.markdown(f":gray[{_METHOD}]")
        if may_write(agent):
            _verbs(db, agent, report)
        if found.lines:
            same_in_a_table([_row(one) for one in found.lines], "Famille par famille, en tableau")


def span(low: float, high: float) -> str:
    """« 120 à 3 400 », « 50 »."""
    return number(low) if low == high else f"{number(low)} à {number(high)}"


def _families(found: Avoided) -> None:
    """What each family brings to the range; then what brings nothing to it, and why."""
    for one in found.lines:
        row = _row(one)
        if one.factor:
            st.markdown(
                f"**{plain(row['Famille'])}** : {plain(row['CO2e évité'])}  \n"
                f":gray[{plain(row['Vendu'])}, {plain(row['CO2e d’un article neuf'])} l’article neuf]"
            )
    if bare := [f"{one.sold.label.lower()} ({one.sold.figure.in_words})" for one in found.lines if not one.factor]:
        st.markdown(f":material/help: Sans facteur, donc hors du calcul : {plain(', '.join(bare))}.")
    if found.not_converted:
        kilos = ", ".join(f"{one.label.lower()} ({one.figure.in_words})" for one in found.not_converted)
        st.markdown(f":material/scale: Compté au poids ou en litres, jamais converti en articles : {plain(kilos)}.")


def _row(one: AvoidedLine) -> dict[str, object]:
    factor = f"{span(*one.factor)} kg" if one.factor else _WITHOUT
    avoided = f"{span(round(one.low), round(one.high))} kg" if one.low is not None and one.high is not None else "—"
    return {
        "Famille": f"{one.sold.label[:1].upper()}{one.sold.label[1:]}",
        "Vendu": one.sold.figure.in_words,
        "CO2e d’un article neuf": factor,
        "CO2e évité": avoided,
    }


def _verbs(db: Database, agent: Agent, report: Report) -> None:
    with line():
        if st.button("Changer le taux", icon=":material/percent:", key="edit-rate"):
            edit_rate(report.edition.id)
        if report.settings.rate != DEFAULT_RATE and st.button(
            "Revenir au taux habituel", icon=":material/undo:", type="tertiary", key="reset-rate"
        ):
            said = f"Le taux est de nouveau de {DEFAULT_RATE.in_words}."
            if done_with_undo(
                lambda operation: reset_rate(db, agent, report.edition.id, operation), said, "rate", report.edition.id
            ):
                st.rerun()
        own = len(report.settings.own_factors)
        label = f"Nos facteurs ({own})" if own else "Nos facteurs"
        if st.button(label, icon=":material/co2:", type="tertiary", key="edit-factors"):
            edit_factors()


@st.dialog("Taux de remplacement", width="medium", icon=":material/percent:")
def edit_rate(edition_id: int) -> None:
    """The share of second-hand purchases that replaced a new one, between two bounds."""
    agent, db = require_agent(FILE)
    now = report_settings(db, agent, edition_id)
    form = f"rate-form-{edition_id}"
    read = version_read(form, f"{form}-low", now.version)
    st.markdown("Sur cent achats d’occasion, combien remplacent vraiment un achat neuf ? Pour cette édition seulement.")
    low, high = st.columns(2)
    typed = {
        "low": low.text_input(RATE_LABELS["low"], _percent(now.rate.low), key=f"{form}-low"),
        "high": high.text_input(RATE_LABELS["high"], _percent(now.rate.high), key=f"{form}-high"),
        # Empty at first: another rate does not come from where the usual one does.
        "source": st.text_area(
            RATE_LABELS["source"], "" if now.rate == DEFAULT_RATE else now.rate.source, max_chars=300, height=80,
            placeholder="D’où vient ce taux, ou « convention »", key=f"{form}-source",
        ),
    }  # fmt: skip
    st.markdown(f":gray[Habituel : {plain(DEFAULT_RATE.in_words)}. {plain(DEFAULT_RATE.source)}.]")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Taux enregistré : le calcul est refait.", operation_of=form) as outcome:
            set_rate(db, agent, edition_id, read, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _percent(share: float) -> str:
    return number(round(100 * share, 1))
