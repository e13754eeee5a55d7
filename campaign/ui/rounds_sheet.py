"""« Feuille de route »: the stops of a round, hour by hour, and what may be done with each."""

from collections.abc import Mapping

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import time_in_words
from campaign.deliveries.model import SlipState
from campaign.rounds.actions import pin_stop
from campaign.rounds.model import Plan, Round, Stop
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.rounds_choice import SOUGHT
from campaign.ui.rounds_contents import Told
from campaign.ui.rounds_moves import exclude_dialog, move_dialog

_PIN, _UNPIN, _MOVE, _EXCLUDE = "Épingler", "Ne plus épingler", "Déplacer", "Écarter"
_STATES = {SlipState.DONE: "green", SlipState.PARTLY: "yellow", SlipState.FAILED: "red"}


def sheet(db: Database, agent: Agent, plan: Plan, one: Round, told: Mapping[int, Told], *, writes: bool) -> None:
    """The list; ``writes`` when the plan may still change under this agent's hand."""
    with card("Feuille de route"):
        for stop in one.stops:
            _stop(db, agent, plan, one, stop, told[stop.place_id], writes=writes and not one.started_at)
    same_in_a_table(
        [
            {
                "Arrêt": stop.position,
                "Heure": time_in_words(stop.arrive),
                "Lieu": stop.name,
                "Adresse": place.address_line if (place := told[stop.place_id].place) else stop.commune,
                "On y laisse": told[stop.place_id].brief,
            }
            for stop in one.stops
        ],
        "La feuille de route en tableau",
    )


def _stop(db: Database, agent: Agent, plan: Plan, one: Round, stop: Stop, said: Told, *, writes: bool) -> None:
    hour, rest, gestures = st.columns([1, 5.2, 1.25], vertical_alignment="top", gap="small")
    hour.badge(time_in_words(stop.arrive), color="gray")
    with rest, st.container(gap=None):
        address = plain(_address(said, stop))
        st.markdown(f"**{stop.position}\\. {plain(stop.name)}** · {address}")
        if said.brief:
            st.markdown(plain(said.brief))
        elif not said.number:
            st.markdown(":gray[Bon à préparer]")
        notes = [said.access_note, " · ".join(said.warnings)]
        st.markdown("  \n".join(f":orange[:material/info: {plain(note)}]" for note in notes if note))
        if stop.pinned or said.state in _STATES or st.session_state.get(SOUGHT) == stop.place_id:
            with line():
                if st.session_state.get(SOUGHT) == stop.place_id:
                    st.badge(plain(said.number), icon=":material/search:", color="yellow")
                if stop.pinned:
                    st.badge("Épinglé", icon=":material/keep:", color="blue")
                if said.state in _STATES:
                    st.badge(said.state.label, color=_STATES[said.state])
    if writes:
        with gestures:
            verbs = [_UNPIN if stop.pinned else _PIN, _MOVE, _EXCLUDE]
            chosen = st.menu_button("Changer", verbs, type="tertiary", key=f"stop-{stop.id}-menu")
        if chosen == _MOVE:
            move_dialog(one.id, stop.id, plan.version)
        elif chosen == _EXCLUDE:
            exclude_dialog(one.id, stop.id, plan.version)
        elif chosen:
            _pin(db, agent, one, stop)


def _address(said: Told, stop: Stop) -> str:
    """« 18 rue d’Orléans, Saumur »: a driver who knows the town needs no postcode."""
    street = said.place.address if said.place else ""
    return ", ".join(part for part in (street, stop.commune) if part)


def _pin(db: Database, agent: Agent, one: Round, stop: Stop) -> None:
    form = f"pin-{stop.id}-{stop.pinned}"
    done = (
        f"{stop.name} n’est plus épinglé." if stop.pinned else f"{stop.name} reste dans {one.name} quoi qu’on calcule."
    )
    with reporting(done, form) as outcome:
        pin_stop(db, agent, stop.id, pinned=not stop.pinned, operation=form_operation(form))
    if outcome.done:
        st.rerun()
