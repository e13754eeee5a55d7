"""What deserves a look in the money: a sentence each, under its kind, with the way to its line or its plan."""

import streamlit as st

from campaign.base.french import plural
from campaign.planning.alerts import Alert, AlertKind
from campaign.planning.money_views import Watched
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.spending_words import TAB, lead_to_line

COLOURS = {
    AlertKind.OVER_ENVELOPE: "red", AlertKind.OVER_COMMITTED: "red", AlertKind.OVER_PLANNED: "red",
    AlertKind.LATE: "orange", AlertKind.SHORT: "orange", AlertKind.DEARER: "orange", AlertKind.MIXED: "yellow",
    AlertKind.NO_DOCUMENT: "blue", AlertKind.NO_FUNDING: "gray",
}  # fmt: skip
_ICON = ":material/warning:"
_OPEN = 4  # beyond, those that are not serious wait under an expander


def alerts_card(watch: Watched) -> None:
    """Serious ones in full, the others under one expander a kind when they are many; nothing when all is well."""
    found = watch.alerts
    if not found:
        return
    serious = sum(one.kind.serious for one in found)
    with card("À regarder", len(found), "red" if serious else "orange"):
        shown = [one for one in found if one.kind.serious or len(found) <= _OPEN]
        for one in shown:
            _alert(one)
        for kind in AlertKind:
            rest = [one for one in found if one.kind is kind and one not in shown]
            if rest:
                with st.expander(f"{kind.label} : {plural(len(rest), 'dépense' if rest[0].line_id else 'alerte')}"):
                    for one in rest:
                        _alert(one, named=False)


def _alert(one: Alert, *, named: bool = True) -> None:
    name = f"{one.kind}-{one.line_id or 0}-{one.fund_id or 0}"
    with line(key=f"alert-line-{name}"):
        if named:
            st.badge(one.kind.label, icon=_ICON, color=COLOURS[one.kind])
        st.markdown(f"**{plain(one.subject)}** : {plain(one.text)}.", width="stretch" if not named else "content")
        label = "Voir la dépense" if one.line_id else "Voir le plan" if one.fund_id else "Comparer"
        st.button(f":primary[{label}]", type="tertiary", key=f"alert-{name}", on_click=_lead_to, args=(one,))


def _lead_to(one: Alert) -> None:
    """Before the screen is drawn again: the tab of a control cannot be changed afterwards."""
    if one.line_id:
        st.session_state[TAB] = "lignes"
        lead_to_line(one.line_id)
    else:
        st.session_state[TAB] = "plans" if one.fund_id else "comparer"
