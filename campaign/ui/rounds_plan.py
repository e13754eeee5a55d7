"""The plan looked at: its state, how distances were counted, what was taken for granted; adopting it; its versions."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import moment_in_words, plural
from campaign.rounds.actions import adopt_plan
from campaign.rounds.model import Plan
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.rounds_again import is_driven
from campaign.ui.rounds_choice import VERSION
from campaign.ui.rounds_words import TAB, plan_words


def plan_state(plan: Plan, latest: Plan) -> None:
    """Adopted or not, what it sums up to; a former version says so and offers the way back. Drawn in a line."""
    if plan.id != latest.id:
        st.badge("Ancienne version", icon=":material/history:", color="gray")
    if plan.adopted_at:
        st.badge(f"Adopté {_moment(plan.adopted_at)}", icon=":material/check_circle:", color="green")
    else:
        st.badge("À relire, puis à adopter", icon=":material/pending:", color="orange")
    st.markdown(f":gray[{plain(plan_words(plan))}]", width="content")
    if plan.id != latest.id and st.button(":primary[Voir la dernière]", type="tertiary", key="latest-plan"):
        st.session_state.pop(VERSION, None)
        st.rerun()


def still_followed(plan: Plan, whole: Plan | None, *, driven: bool) -> None:
    """Whoever looks at another plan than the drivers' is told so."""
    if whole and not driven and not plan.again:
        since = plain(_moment(whole.adopted_at))
        st.markdown(f":orange[:material/info: Les conducteurs suivent le plan adopté {since}.]")


def plan_notes(plan: Plan) -> None:
    """How distances were counted and what was supposed."""
    distances = f"Distances {plan.distances}" if plan.distances.startswith("à ") else f"Distances : {plan.distances}"
    said = [f":material/straighten: {plain(distances)}. Plan calculé {plain(_moment(plan.made_at))}."]
    said += [f":material/info: {plain(note)}" for note in plan.notes]
    st.markdown("  \n".join(f":gray[{one}]" for one in said))


def adopt(db: Database, agent: Agent, plan: Plan) -> None:
    """This plan is the one that is driven."""
    form = f"adopt-{plan.id}-{plan.version}"
    with reporting("Plan adopté : chaque tournée a maintenant son lien de conducteur.", form) as outcome:
        adopt_plan(db, agent, plan.id, plan.version, form_operation(form))
    if outcome.done:
        st.rerun()


def versions_tab(found: Sequence[Plan], whole: Plan | None) -> None:
    """Every plan computed, the latest first; one looked at again changes nothing."""
    with card("Plans calculés", len(found)):
        if not found:
            st.markdown(":gray[Aucun encore.]")
        for one in found:
            with line(wrap=False):
                left = len(one.unserved)
                more = f", {plural(left, 'lieu non servi', 'lieux non servis')}" if left else ""
                st.markdown(
                    f"**{plain(moment_in_words(one.made_at))}**  \n"
                    f":gray[{plain(plan_words(one) + more)} · {plain(one.distances)}]", width="stretch",
                )  # fmt: skip
                if one.again:
                    st.badge("Second passage", color="violet")
                if is_driven(one, whole):
                    st.badge("Suivi", color="green")
                if st.button(":primary[Voir]", type="tertiary", key=f"see-plan-{one.id}"):
                    st.session_state.update({VERSION: one.id, "rounds-next-tab": "tournees"})
                    st.rerun()


def follow_wish() -> None:
    """The part that a button of the last run asked for: a choice already drawn cannot be changed in its own run."""
    if wanted := st.session_state.pop("rounds-next-tab", ""):
        st.session_state[TAB] = wanted


def _moment(at: object) -> str:
    return f"le {moment_in_words(at)}"
