"""What « Tournées » shows: the part, deliveries or returns, the version, the round; by choice or by the address."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import short_day
from campaign.deliveries.model import SlipKind
from campaign.deliveries.views import slip
from campaign.rounds.model import Plan, Purpose, Round
from campaign.rounds.views import current_plan, round_of_place
from campaign.ui.layout import parameter
from campaign.ui.rounds_words import PURPOSE, PURPOSES, TAB, TABS

_FOLLOWED = "rounds-address"
VERSION = "rounds-version"  # a former plan looked at; absent: the latest
SOUGHT = "rounds-sought"  # the place of the slip in the address


def follow_address(db: Database, agent: Agent) -> str:
    """Show the round of ``?bon=``, once; what to tell when there is none."""
    asked = parameter("bon")
    if not asked or st.session_state.get(_FOLLOWED) == asked:
        return ""
    st.session_state[_FOLLOWED] = asked
    try:
        found = slip(db, agent, asked)
    except CampaignError as error:
        return error.message
    purpose = Purpose.DELIVERY if found.kind is SlipKind.DELIVERY else Purpose.RETURN
    st.session_state.update({TAB: "tournees", PURPOSE: purpose, "edition-choice": found.edition_id})
    served = round_of_place(db, agent, found.edition_id, found.place.id, purpose)
    if served is None:
        return f"Le bon {found.number} n’est dans aucune tournée adoptée."
    one, _ = served
    latest = current_plan(db, agent, found.edition_id, purpose)
    if latest and latest.id != one.plan_id:
        st.session_state[VERSION] = one.plan_id
    st.session_state[round_key(one.plan_id)] = one.id
    st.session_state[SOUGHT] = found.place.id
    return ""


def chosen_tab() -> str:
    """The part looked at."""
    if st.session_state.get(TAB) not in TABS:
        st.session_state[TAB] = asked if (asked := parameter("onglet")) in TABS else next(iter(TABS))
    return st.session_state[TAB]


def chosen_purpose() -> Purpose:
    """Deliveries, or returns."""
    if st.session_state.get(PURPOSE) not in PURPOSES:
        st.session_state[PURPOSE] = Purpose.RETURN if parameter("type") == "reprises" else Purpose.DELIVERY
    return st.session_state[PURPOSE]


def chosen_plan(known: Sequence[Plan]) -> tuple[Plan | None, Plan | None]:
    """The plan looked at, the latest unless another was asked for; and the latest of its kind, a second passage or a
    whole plan, which alone may change. ``known`` are all of them, the latest first."""
    wanted = st.session_state.get(VERSION)
    plan = next((one for one in known if one.id == wanted), None)
    if plan is None:
        st.session_state.pop(VERSION, None)
        plan = next(iter(known), None)
    return plan, next((one for one in known if plan and one.again == plan.again), None)


def round_key(plan_id: int) -> str:
    """Where the session keeps the round looked at."""
    return f"rounds-round-{plan_id}"


def round_choice(plan: Plan) -> Round | None:
    """The segmented choice of a round; those left without a stop are not driven."""
    driven = {one.id: one for one in plan.rounds if one.stops}
    if not driven:
        return None
    key = round_key(plan.id)
    if st.session_state.get(key) not in driven:
        st.session_state[key] = next(iter(driven))
    several = len({one.day for one in driven.values()}) > 1

    def named(round_id: int) -> str:
        one = driven[round_id]
        return f"{one.name} · {short_day(one.day)}" if several else one.name

    st.segmented_control(
        "Tournée", list(driven), format_func=named, required=True, label_visibility="collapsed", key=key, wrap=True
    )
    return driven[st.session_state[key]]
