"""The nine steps of an edition as a vertical plan: when, who for, state, what it gave, what may be done."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import SHORT_DAYS
from campaign.editions.model import Edition
from campaign.messages import actions
from campaign.messages.model import PlannedStep, SendingState
from campaign.messages.timing import is_over
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import go_to, line
from campaign.ui.message_chips import SENDING_COLOURS
from campaign.ui.plain import plain
from campaign.ui.step_bar import bar_in_words, bar_svg
from campaign.ui.step_cancel import confirm_cancel
from campaign.ui.step_dialogs import prepare_sending
from campaign.ui.step_words import ICONS, PURPOSES, leaves_on, results_in_words, when_in_words

_STARTABLE = (SendingState.PROPOSED, SendingState.CANCELLED)


def step_list(
    db: Database, agent: Agent, edition: Edition, plan: Sequence[PlannedStep], following: PlannedStep | None
) -> None:
    """One bordered line for each step; ``following`` carries the page's one primary button."""
    state = edition.state(clock.today())
    for one in plan:
        over = is_over(one.step, state) and one.state in _STARTABLE
        with st.container(border=True):
            when, what, verbs = st.columns([1.1, 3.6, 1.9], vertical_alignment="center")
            with when:
                day = SHORT_DAYS[leaves_on(one).weekday()]
                shade = "" if over or one.launched_at or one.leaves_at else ":gray[date proposée]"
                st.markdown(f"**{day} {when_in_words(one)}**" + (f"  \n{shade}" if shade else ""))
            with what:
                _what(one, over=over)
            with verbs:
                _verbs(db, agent, one, over=over, primary=one is following)


def _what(one: PlannedStep, *, over: bool) -> None:
    with line():
        st.header(f"{ICONS[one.step]} {one.step.label}", anchor=False, width="content")
        st.badge("Moment passé" if over else one.state.label, color=SENDING_COLOURS[one.state])
    found = one.results
    if drawn := bar_svg(found):
        st.image(drawn, width=260, alt=bar_in_words(found))
        st.markdown(f":gray[{results_in_words(found)}]")
    elif found.total:
        st.markdown(f":gray[{results_in_words(found)}]")
    else:
        st.markdown(f":gray[{PURPOSES[one.step]}]")
    if one.note:
        st.markdown(f":gray[Précision : {plain(one.note)}]")


def _verbs(db: Database, agent: Agent, one: PlannedStep, *, over: bool, primary: bool) -> None:
    """Only the officer acts; the team looks at who is concerned; readers read."""
    if agent.role is Role.READER or over:
        return
    step, officer = one.step, agent.role is Role.OFFICER
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        if officer and one.state in _STARTABLE:
            kind = "primary" if primary else "secondary"
            if st.button("Préparer l’envoi", type=kind, icon=":material/send:", key=f"prepare-{step}"):
                prepare_sending(one.edition_id, str(step))
            return
        if not officer and one.state in (*_STARTABLE, SendingState.SCHEDULED):
            if st.button(":primary[Voir à qui]", type="tertiary", key=f"who-{step}"):
                prepare_sending(one.edition_id, str(step))
            return
        if officer:
            _officer(db, agent, one)
        if one.results.total:
            go_to("sent_messages.py", "Détail", key=f"log-{step}", etape=step, edition=one.edition_id)


def _officer(db: Database, agent: Agent, one: PlannedStep) -> None:
    step = one.step
    if one.state is SendingState.SCHEDULED and st.button("Modifier", icon=":material/edit:", key=f"prepare-{step}"):
        prepare_sending(one.edition_id, str(step))
    if one.state is SendingState.LEAVING and st.button("Suspendre", icon=":material/pause:", key=f"pause-{step}"):
        _do(db, agent, one, actions.pause_step, "Envoi suspendu : plus rien ne part de cette étape.")
    if one.state is SendingState.PAUSED and st.button("Reprendre", icon=":material/play_arrow:", key=f"resume-{step}"):
        _do(db, agent, one, actions.resume_step, "L’envoi reprend.")
    stoppable = one.state in (SendingState.SCHEDULED, SendingState.LEAVING, SendingState.PAUSED)
    if stoppable and st.button("Annuler", icon=":material/close:", type="tertiary", key=f"cancel-{step}"):
        confirm_cancel(one.edition_id, str(step))
    gone = one.state is SendingState.SENT
    if gone and st.button("Aux nouveaux", icon=":material/person_add:", type="tertiary", key=f"newcomers-{step}"):
        prepare_sending(one.edition_id, str(step))


def _do(db: Database, agent: Agent, one: PlannedStep, action: object, said: str) -> None:
    form = f"{action.__name__}-{one.sending_id}"
    with reporting(said, operation_of=form) as outcome:
        action(db, agent, one.sending_id, form_operation(form))
    if outcome.done:
        st.rerun()
