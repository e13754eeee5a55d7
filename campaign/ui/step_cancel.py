"""« Annuler l’envoi ? »: what is cancelled, what has already left."""

import streamlit as st

from campaign.base.french import plural
from campaign.messages.actions import cancel_step
from campaign.messages.model import Step
from campaign.messages.views import plan
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line
from campaign.ui.session import require_agent
from campaign.ui.step_words import when_in_words


@st.dialog("Annuler cet envoi ?", icon=":material/close:")
def confirm_cancel(edition_id: int, step: str) -> None:
    """The confirmation; what has left cannot be taken back."""
    agent, db = require_agent("messages.py")
    one = next(found for found in plan(db, agent, edition_id) if found.step == Step(step))
    if one.launched_at:
        rest = plural(one.results.waiting, "message ne partira pas", "messages ne partiront pas")
        gone = plural(one.results.sent, "message est déjà parti", "messages sont déjà partis")
        said = f"{rest}. {gone} : cela ne se reprend pas."
    else:
        said = f"L’envoi prévu {when_in_words(one)} n’aura pas lieu. Vous pourrez le préparer de nouveau."
    st.markdown(f"**{one.step.label}**  \n{said}")
    with line():
        if st.button("Annuler l’envoi", type="primary", key="confirm-cancel-step"):
            form = f"cancel-step-{one.sending_id}"
            with reporting("Envoi annulé.", operation_of=form) as outcome:
                cancel_step(db, agent, one.sending_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Ne rien changer", type="tertiary", key="keep-step"):
            st.rerun()
