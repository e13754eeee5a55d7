"""An answer noted for somebody: on the phone, in the corridor, on a slip of paper."""

import streamlit as st

from campaign.base.errors import NotFound
from campaign.meetings.meeting_form import MAX_PEOPLE, MAX_WORD
from campaign.meetings.model import Reply
from campaign.meetings.replying import reply
from campaign.meetings.views import meeting_sheet
from campaign.ui.feedback import form_operation, reporting, show_error
from campaign.ui.meetings_words import FILE
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("Noter une réponse", icon=":material/call:")
def note_reply(guest_id: int, meeting_id: int) -> None:
    """Oui, peut-être, non; how many; a word."""
    agent, db = require_agent(FILE)
    seen = meeting_sheet(db, agent, meeting_id)
    guest = next((one for one in seen.guests if one.id == guest_id), None)
    if guest is None:
        show_error(NotFound("Cette personne n’est plus dans la liste."))
        return
    st.markdown(f"**{plain(guest.name)}**, {plain(seen.meeting.title)}, {plain(seen.meeting.when_text)}")
    form = f"reply-{guest_id}"
    said = st.segmented_control(
        "Vient-il, vient-elle ?", list(Reply), default=guest.reply, format_func=lambda one: one.label,
        key=f"{form}-reply",
    )  # fmt: skip
    people = st.number_input("À combien", 1, MAX_PEOPLE, guest.people, key=f"{form}-people")
    word = st.text_area("Un mot", guest.word, max_chars=MAX_WORD, height=70, placeholder="Facultatif",
                        key=f"{form}-word")  # fmt: skip
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting(f"Réponse de {guest.name} notée.", form) as outcome:
            values = {"reply": str(said or ""), "people": str(people), "word": word}
            reply(db, agent, guest_id, values, form_operation(form))
        if outcome.done:
            st.rerun()
