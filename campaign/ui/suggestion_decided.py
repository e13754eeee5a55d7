"""Coming back on a decision: just after it, or later from the list of the last ones."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.partners.suggesting import undo_decision
from campaign.partners.suggestions import Suggestion, value_in_words
from campaign.ui.decision_list import age
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.suggestion_words import EMPTIED, proposed_in_words

_ACTION = "suggestion"
_TOGETHER = "suggestions-decided-together"


def offer_back(suggestion_ids: Sequence[int], sentence: str) -> None:
    """Say what was just decided, with « Annuler »."""
    st.session_state[_TOGETHER] = list(suggestion_ids)
    offer_undo(sentence, _ACTION, suggestion_ids[0])


def undo_pending(db: Database, agent: Agent) -> None:
    """Show that sentence, and undo when asked."""
    if undo_asked(_ACTION):
        _come_back(db, agent, st.session_state.pop(_TOGETHER, []))


def decided_card(db: Database, agent: Agent, decided: Sequence[Suggestion], messages: DeltaGenerator) -> None:
    """The last decisions, folded; nothing when there is none."""
    if not decided:
        return
    with st.expander(f"Dernières décisions ({len(decided)})", icon=":material/history:"):
        for one in decided:
            _decided(db, agent, one, messages)


def _decided(db: Database, agent: Agent, one: Suggestion, messages: DeltaGenerator) -> None:
    state, rest = st.columns([1, 5], vertical_alignment="center")
    accepted = one.state == "accepted"
    words = ("C’est fait" if accepted else "Sans suite") if one.is_remark else "Acceptée" if accepted else "Refusée"
    state.badge(words, color="green" if accepted else "gray")
    with rest, line(wrap=False):
        written = (value_in_words(one.field, one.written) or EMPTIED) if one.written else proposed_in_words(one)
        when = f", {age(one.decided_at)}" if one.decided_at else ""
        said = f"**{plain(one.place_name)}** · {plain(one.label)} : {plain(written)}"
        st.markdown(f"{said}  \n:gray[{one.source.label}, par {plain(one.decided_by)}{when}]", width="stretch")
        if st.button(":primary[Revenir dessus]", type="tertiary", key=f"back-{one.id}"):
            with messages:
                _come_back(db, agent, [one.id])


def _come_back(db: Database, agent: Agent, suggestion_ids: Sequence[int]) -> None:
    done = []
    for suggestion_id in suggestion_ids:
        form = f"suggestion-back-{suggestion_id}"
        with reporting("C’est annulé : la correction attend de nouveau.", operation_of=form) as outcome:
            undo_decision(db, agent, suggestion_id, form_operation(form))
        done.append(outcome.done)
    if done and all(done):
        st.rerun()
