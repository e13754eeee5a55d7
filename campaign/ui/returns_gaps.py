"""Gaps: what did not come back as it left, and how each ends."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.french import number, short_date
from campaign.deliveries.owed import Gap, GapKind, Settlement
from campaign.deliveries.settling import MAX_SETTLING_NOTE, POSSIBLE, settle_gap
from campaign.deliveries.views import gaps
from campaign.ui.deliveries_words import RETURNS_FILE, may_write
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.stock_words import money, what

KINDS = {GapKind.MISSING: "red", GapKind.DAMAGED: "yellow", GapKind.SURPLUS: "blue"}
_ICONS = {
    Settlement.FOUND: "search_check",
    Settlement.REPAIRED: "build",
    Settlement.REPLACED: "autorenew",
    Settlement.WRITTEN_OFF: "delete_forever",
    Settlement.NOTED: "check",
}
_VERBS = {Settlement.WRITTEN_OFF: {GapKind.MISSING: "Perdu pour de bon", GapKind.DAMAGED: "Mettre au rebut"}}
_EFFECTS = {
    Settlement.FOUND: "rentre au dépôt.",
    Settlement.REPAIRED: "revient de réparation au dépôt, en bon état.",
    Settlement.REPLACED: "sort du stock ; un objet neuf entre au dépôt.",
    Settlement.WRITTEN_OFF: "sort du stock pour de bon, et compte parmi les pertes de l’édition.",
    Settlement.NOTED: "reste au dépôt, où il est déjà compté.",
}
_NUMBERED = "Le nouveau prend le numéro suivant."


def gaps_card(db: Database, agent: Agent, waiting: Sequence[Gap], settled_of: int | None) -> None:
    """Gaps to settle, each with its buttons; those settled, of an edition or of all."""
    if waiting:
        with card("Écarts à régler", number(len(waiting)), "orange"):
            for one in waiting:
                _gap(agent, one)
    over = gaps(db, agent, settled_of, settled=True)
    if over:
        with st.expander(f"Écarts réglés ({len(over)})", icon=":material/task_alt:"):
            for one in reversed(over):
                day = short_date(one.settled_at.astimezone(PARIS).date(), year=True)
                note = f" :gray[{plain(one.note)}]" if one.note else ""
                st.markdown(
                    f"- {plain(_what(one))}, {plain(one.place_name)} : {one.kind.label.lower()}, "
                    f"**{one.settlement.label.lower()}** le {day}{note}"
                )


def _gap(agent: Agent, one: Gap) -> None:
    with st.container(gap="xsmall", key=f"gap-{one.id}"):
        day = short_date(one.opened_at.astimezone(PARIS).date(), year=True)
        facts = [one.place_name, one.slip_number, f"depuis le {day}", money(one.value_cents)]
        st.markdown(
            f"**{plain(_what(one))}** :{KINDS[one.kind]}-badge[{one.kind.label}]  \n"
            f":gray[{plain(', '.join(part for part in facts if part))}]"
            + (f"  \n{plain(one.note)}" if one.note else "")
        )
        if may_write(agent):
            with line():
                for settlement in POSSIBLE[one.kind]:
                    if st.button(
                        verb(one, settlement), icon=f":material/{_ICONS[settlement]}:", key=f"gap-{one.id}-{settlement}"
                    ):
                        confirm_gap(one.id, str(settlement))


def verb(one: Gap, settlement: Settlement) -> str:
    """« Retrouvé », « Mettre au rebut »."""
    return _VERBS.get(settlement, {}).get(one.kind, settlement.label)


@st.dialog("Régler cet écart", icon=":material/task_alt:")
def confirm_gap(gap_id: int, decided: str) -> None:
    """What it does to the stock, before it is done."""
    agent, db = require_agent(RETURNS_FILE)
    settlement = Settlement(decided)
    one = next((one for one in gaps(db, agent) if one.id == gap_id), None)
    if one is None:
        st.markdown("Cet écart est déjà réglé.")
        return
    more = f" {_NUMBERED}" if settlement is Settlement.REPLACED and one.piece else ""
    st.markdown(f"**{plain(_what(one))}**, {plain(one.place_name)} : {plain(_EFFECTS[settlement])}{more}")
    form = f"gap-{gap_id}-{settlement}"
    note = st.text_input("Remarque (facultative)", max_chars=MAX_SETTLING_NOTE, key=f"{form}-note")
    with line():
        if st.button(verb(one, settlement), type="primary", key=f"{form}-go"):
            with reporting(f"{_what(one)} : {settlement.label.lower()}.", form) as outcome:
                settle_gap(db, agent, gap_id, settlement, note or "", form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Pas encore", type="tertiary", key=f"{form}-keep"):
            st.rerun()


def _what(one: Gap) -> str:
    said = what(one.item, one.piece, one.quantity)
    return said[:1].upper() + said[1:]
