"""Who was absent: places to pass by again, and the second passage that adds to the rounds already driven."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.deliveries.model import Slip, SlipKind, SlipState
from campaign.deliveries.views import slips
from campaign.rounds.model import Plan, Purpose
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.rounds_choice import VERSION
from campaign.ui.rounds_job import plan_dialog


def is_driven(plan: Plan | None, whole: Plan | None) -> bool:
    """Whether drivers have a plan: the adopted one, or a second passage adopted since."""
    if plan is None or whole is None or plan.adopted_at is None:
        return False
    return plan.id == whole.id or (plan.again and plan.id > whole.id)


def to_pass_again(found: Sequence[Slip], known: Sequence[Plan], whole: Plan) -> list[Slip]:
    """Slips to do again that no second passage made since the adopted plan serves yet."""
    wanted = {SlipKind.DELIVERY: SlipState.FAILED, SlipKind.RETURN: SlipState.PARTLY}
    since = [plan for plan in known if plan.again and plan.id > whole.id]
    served = {stop.place_id for plan in since for one in plan.rounds for stop in one.stops}
    return [one for one in found if one.state is wanted[one.kind] and one.place.id not in served]


def again_card(db: Database, agent: Agent, whole: Plan, known: Sequence[Plan]) -> None:
    """The places, and the button that asks for a plan of theirs alone."""
    kind = SlipKind.DELIVERY if whole.purpose is Purpose.DELIVERY else SlipKind.RETURN
    found = to_pass_again(slips(db, agent, whole.edition_id, kind), known, whole)
    if not found:
        return
    with card("À repasser", len(found), "orange"):
        named = enumerate_in_words(one.place.name for one in found)
        st.markdown(f"{plain(named)}  \n:gray[Un second passage s’ajoute aux tournées en cours, sans les changer.]")
        if st.button("Préparer un second passage", icon=":material/replay:", key="plan-second"):
            plan_dialog(whole.edition_id, str(whole.purpose), tuple(one.place.id for one in found))


def passage_line(plan: Plan, whole: Plan | None, known: Sequence[Plan]) -> None:
    """From one passage to the other: both are on the road."""
    if whole is None:
        return
    if plan.again and plan.id > whole.id:
        st.badge("Second passage", icon=":material/replay:", color="violet")
        wanted, label = whole.id, "Voir le premier passage"
    else:
        later = next((one for one in known if one.again and one.id > whole.id), None)
        if plan.id != whole.id or later is None:
            return
        wanted, label = later.id, "Voir le second passage"
    if st.button(f":primary[{label}]", type="tertiary", key="other-passage"):
        st.session_state[VERSION] = wanted
        st.rerun()
