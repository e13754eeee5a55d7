"""A stop moved, left out, taken back: what it costs is said before anything is written."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.rounds.actions import EXCLUDED, exclude_stop, include_stop, move_stop
from campaign.rounds.model import Change, Plan, Round, Stop
from campaign.rounds.views import preview_exclude, preview_move, round_plan
from campaign.ui.feedback import form_operation, notify, reporting, show_error
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.rounds_words import FILE, change_words, day_words, km_words
from campaign.ui.session import require_agent


@st.dialog("Déplacer un arrêt", width="medium", icon=":material/swap_vert:")
def move_dialog(round_id: int, stop_id: int, version: int) -> None:
    """Which round, where in it, what it does; ``version`` is that of the plan the list was drawn from."""
    agent, db = require_agent(FILE)
    if (found := _found(db, agent, round_id, stop_id)) is None:
        return
    plan, here, stop = found
    st.markdown(f"**{plain(stop.name)}**, arrêt n° {stop.position} de {plain(here.name)}.")
    rounds = {one.id: one for one in plan.rounds if not one.started_at}
    chosen = st.selectbox(
        "Tournée", list(rounds), index=list(rounds).index(here.id) if here.id in rounds else 0,
        format_func=lambda one: f"{rounds[one].name} · {day_words(rounds[one].day)}", key=f"move-{stop_id}-round",
    )  # fmt: skip
    others = [one for one in rounds[chosen].stops if one.id != stop_id]
    same = chosen == here.id
    position = st.selectbox(
        "Place", list(range(1, len(others) + 2)), index=min(stop.position - 1, len(others)) if same else len(others),
        format_func=lambda one: f"Après {others[one - 2].name}" if one > 1 else "En premier",
        key=f"move-{stop_id}-{chosen}-position",
    )  # fmt: skip
    if same and position == stop.position:
        st.markdown(":gray[C’est sa place d’aujourd’hui.]")
        return
    try:
        change = preview_move(db, agent, stop_id, chosen, position)
    except CampaignError as error:
        show_error(error)
        return
    _cost(change)
    if change.broken:
        return
    if st.button("Déplacer", type="primary", key=f"move-{stop_id}-save"):
        form = f"move-{stop_id}-{chosen}-{position}"
        with reporting(f"{stop.name} est déplacé : {change_words(change)}.", form) as outcome:
            move_stop(db, agent, stop_id, chosen, position, version, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Écarter un arrêt", icon=":material/remove_circle:")
def exclude_dialog(round_id: int, stop_id: int, version: int) -> None:
    """What is saved, then the confirmation."""
    agent, db = require_agent(FILE)
    if (found := _found(db, agent, round_id, stop_id)) is None:
        return
    _, here, stop = found
    try:
        change = preview_exclude(db, agent, stop_id)
    except CampaignError as error:
        show_error(error)
        return
    st.markdown(f"**{plain(stop.name)}** ne sera plus servi par {plain(here.name)}, ni par les prochains calculs.")
    _cost(change)
    st.markdown(":gray[Il restera dans « Non servis », d’où vous pourrez le reprendre.]")
    with line():
        if st.button("Écarter", type="primary", disabled=bool(change.broken), key=f"exclude-{stop_id}-save"):
            form = f"exclude-{stop_id}"
            with reporting(f"{stop.name} est écarté : {change_words(change)}.", form) as outcome:
                exclude_stop(db, agent, stop_id, version, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Le garder", type="tertiary", key=f"exclude-{stop_id}-keep"):
            st.rerun()


def unserved_card(db: Database, agent: Agent, plan: Plan, *, writes: bool) -> None:
    """Places that no round serves, each with its reason."""
    if not plan.unserved:
        return
    with card("Non servis", len(plan.unserved), "red"):
        for one in plan.unserved:
            with line(wrap=False):
                st.markdown(f"**{plain(one.name)}**  \n:orange[{plain(one.reason)}]", width="stretch")
                form = f"include-{plan.id}-{one.place_id}"
                mine = writes and one.reason == EXCLUDED
                if mine and st.button(":primary[Reprendre]", type="tertiary", key=f"{form}-do"):
                    with reporting("", form) as outcome:
                        change = include_stop(db, agent, plan.id, one.place_id, form_operation(form))
                        notify(_taken_words(one.name, change))
                    if outcome.done:
                        st.rerun()


def _taken_words(name: str, change: Change) -> str:
    if change.km or change.minutes:
        return f"{name} est repris : {change_words(change)}."
    return f"{name} sera compté au prochain calcul : aucune tournée de ce plan ne peut le prendre."


def _cost(change: Change) -> None:
    before, after = km_words(change.km_before), km_words(change.km_after)
    said = change_words(change)
    st.markdown(
        f"**{said[0].upper()}{said[1:]}** :gray[({before} aujourd’hui, {after} ensuite, toutes tournées comprises)]"
    )
    if change.broken:
        said = "\n".join(f"- {plain(one)}" for one in change.broken)
        st.error(f"Impossible sans enfreindre une règle :\n\n{said}", icon=":material/block:")


def _found(db: Database, agent: Agent, round_id: int, stop_id: int) -> tuple[Plan, Round, Stop] | None:
    plan = round_plan(db, agent, round_id)
    found = next(((one, stop) for one in plan.rounds for stop in one.stops if stop.id == stop_id), None)
    if found is None:
        st.warning("Cet arrêt n’est plus dans ce plan : rechargez la page.", icon=":material/info:")
        return None
    return plan, *found
