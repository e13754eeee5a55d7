"""« À arbitrer »: each waiting entry beside what already counts, and the three ways out, each with what it does."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.deliveries.model import Decision, Entry, Slip, SlipKind
from campaign.deliveries.settling import settle_entry
from campaign.deliveries.views import Waiting, to_settle
from campaign.stock.model import Item
from campaign.stock.views import items
from campaign.ui.deliveries_words import (
    FILE,
    entry_facts,
    entry_things,
    entry_title,
    may_write,
    name_of,
    proofs,
    sees_people,
)
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import empty, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_ICONS = {Decision.ADD: "add_circle", Decision.REPLACE: "swap_horiz", Decision.DISCARD: "block"}
_SHORT = {Decision.ADD: "La compter aussi", Decision.REPLACE: "La compter à la place", Decision.DISCARD: "L’écarter"}
_DONE = {
    Decision.ADD: "La saisie compte aussi ; le stock suit.",
    Decision.REPLACE: "La saisie compte à la place de l’autre ; le stock suit.",
    Decision.DISCARD: "La saisie est écartée ; le stock n’a pas changé.",
}


def settling_tab(db: Database, agent: Agent, waiting: Sequence[Waiting]) -> None:
    """Every waiting entry, oldest first."""
    if not waiting:
        said = "Une saisie faite sur la route qui contredit une autre attend ici : rien n’est perdu, rien n’est écrasé."
        empty("Aucune saisie à arbitrer.", said, drawing="teapot")
        return
    goods = {one.id: one for one in (*items(db, agent), *items(db, agent, archived=True))}
    for one in waiting:
        _waiting(db, agent, one, goods)


def _waiting(db: Database, agent: Agent, one: Waiting, goods: dict[int, Item]) -> None:
    with st.container(border=True, key=f"waiting-{one.entry.id}"):
        st.header(plain(name_of(one.slip.place)), anchor=False)
        with line():
            st.badge(one.slip.number, color="blue")
            st.badge(one.slip.kind.label, color="gray")
        if sees_people(agent):
            st.warning(plain(one.entry.problem), icon=":material/balance:")
        left, right = st.columns(2)
        with left:
            _column("Ce qui attend", [one.entry], db, agent, one.slip, goods)
        with right:
            _column("Ce qui compte déjà", one.counted, db, agent, one.slip, goods)
        if may_write(agent):
            with line():
                for decision in Decision if one.counted else (Decision.ADD, Decision.DISCARD):
                    label = _SHORT[decision] if one.counted or decision is not Decision.ADD else "La compter"
                    key = f"settle-{one.entry.id}-{decision}"
                    if st.button(label, icon=f":material/{_ICONS[decision]}:", key=key):
                        confirm_settling(one.entry.id, str(decision))


def _column(
    title: str, listed: Sequence[Entry], db: Database, agent: Agent, slip: Slip, goods: dict[int, Item]
) -> None:
    with st.container(border=True, gap="xsmall"):
        st.subheader(title, anchor=False)
        if not listed:
            st.markdown(":gray[Rien pour ce bon.]")
        for one in listed:
            st.markdown(f"{entry_title(one, agent)}  \n{entry_facts(one, slip.lines, agent, goods)}")
            proofs(db, agent, one, f"settling-{one.id}")


def effects(one: Waiting, decision: Decision) -> list[str]:
    """What a decision does to the stock, sentence by sentence."""
    if decision is Decision.DISCARD:
        return ["Le stock ne change pas. La saisie reste visible sur le bon, écartée."]
    said = []
    if decision is Decision.REPLACE:
        for counted in one.counted:
            moved = entry_things(counted, one.slip.lines)
            back = f"revient là où c’était avant : {moved}" if moved else "le stock ne bouge pas"
            who = f", par {counted.said_by}" if counted.said_by else ""
            said.append(f"« {counted.outcome.label if counted.outcome else 'Reprise'} »{who}, ne compte plus : {back}.")
    moved = entry_things(one.entry, one.slip.lines)
    if not moved:
        return [*said, "La saisie compte, et ne fait rien bouger dans le stock."]
    if one.slip.kind is SlipKind.DELIVERY:
        return [*said, f"Sort du dépôt, vers {name_of(one.slip.place)} : {moved}."]
    return [*said, f"Noté au retour de {name_of(one.slip.place)} : {moved}. Le bon état rentre au dépôt."]


@st.dialog("Arbitrer cette saisie", width="medium", icon=":material/balance:")
def confirm_settling(entry_id: int, decided: str) -> None:
    """What it will do to the stock, before it is done."""
    agent, db = require_agent(FILE)
    decision = Decision(decided)
    one = next((one for one in to_settle(db, agent) if one.entry.id == entry_id), None)
    if one is None:
        st.markdown("Cette saisie est déjà arbitrée.")
        return
    st.markdown(f"{entry_title(one.entry, agent)}  \n:gray[{plain(name_of(one.slip.place))}, {one.slip.number}]")
    for sentence in effects(one, decision):
        st.markdown(f"- {plain(sentence)}")
    form = f"settling-{entry_id}-{decision}"
    with line():
        if st.button(_SHORT[decision], type="primary", key=f"{form}-go"):
            with reporting(_DONE[decision], form) as outcome:
                settle_entry(db, agent, entry_id, decision, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Laisser en attente", type="tertiary", key=f"{form}-keep"):
            st.rerun()
