"""« Présences »: prefilled from the answers, one click when everybody came, whoever nobody expected."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.meetings.attending import add_unexpected, everybody_came, note_attendance
from campaign.meetings.choosing import candidates
from campaign.meetings.model import Presence, expected_presence
from campaign.meetings.views import MeetingSheet
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import empty, line
from campaign.ui.meetings_words import FILE, may_note
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def attendance(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    """The section « Présences »."""
    meeting = seen.meeting
    if clock.today() < meeting.day:
        empty("La réunion n’a pas encore eu lieu.", "Les présences se notent à partir de son jour. La feuille "
              "d’émargement est prête à imprimer, ci-dessus.", drawing="clock")  # fmt: skip
        return
    if not may_note(agent, seen):
        _noted(seen)
        return
    with line():
        form = f"everybody-{meeting.id}"
        # Once noted one by one, a single click must not undo it.
        if (
            seen.guests
            and meeting.attendance_at is None
            and st.button(
                "Tout le monde est venu",
                icon=":material/done_all:",
                type="primary",
                key=form,
                help="Sauf qui avait dit non.",
            )
        ):
            with reporting("Présences notées.", form) as outcome:
                everybody_came(db, agent, meeting.id, form_operation(form))
            if outcome.done:
                _forget(meeting.id)
                st.rerun()
        if st.button("Ajouter une personne venue", icon=":material/person_add:", key="attendance-add"):
            somebody_came(meeting.id)
    if not seen.guests:
        empty("La liste est vide.", "Ajoutez les personnes venues.", drawing="chair")
        return
    if meeting.attendance_at is None:
        st.markdown(":gray[Prérempli d’après les réponses : corrigez, puis enregistrez.]")
    _sheet(db, agent, seen)


def _noted(seen: MeetingSheet) -> None:
    """Who came, to read."""
    for presence in Presence:
        there = [one.name for one in seen.guests if one.presence is presence]
        if there:
            st.markdown(f"**{presence.label}** : {plain(', '.join(there))}")


def _sheet(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    meeting = seen.meeting
    name = f"attendance-{meeting.id}-{len(seen.guests)}"
    with st.form(name, border=True):
        columns = st.columns(2)
        noted = {}
        for rank, one in enumerate(seen.guests):
            label = f"{one.name} · {one.of}" if one.of else one.name
            noted[one.id] = columns[rank % 2].segmented_control(
                plain(label), list(Presence), default=expected_presence(meeting, one), required=True,
                format_func=lambda found: found.label, key=f"presence-{meeting.id}-{one.id}",
            )  # fmt: skip
        if st.form_submit_button("Enregistrer les présences", type="primary"):
            with reporting("Présences enregistrées.", name) as outcome:
                presences = {guest: presence for guest, presence in noted.items() if presence}
                note_attendance(db, agent, meeting.id, presences, form_operation(name))
            if outcome.done:
                st.rerun()


def _forget(meeting_id: int) -> None:
    """What the fields show is read again: everybody was noted at once."""
    for key in [key for key in st.session_state if str(key).startswith(f"presence-{meeting_id}-")]:
        del st.session_state[key]


@st.dialog("Ajouter une personne venue", icon=":material/person_add:")
def somebody_came(meeting_id: int) -> None:
    """A contact, or a name."""
    agent, db = require_agent(FILE)
    known = {one.contact_id: one for one in candidates(db, agent, meeting_id).contacts if not one.listed}
    form = f"came-{meeting_id}"
    contact_id = st.selectbox(
        f"Un contact connu ({plural(len(known), 'contact')})", list(known), None, placeholder="Choisir",
        format_func=lambda one: f"{known[one].name} · {known[one].of}", key=f"{form}-contact",
    )  # fmt: skip
    typed: dict[str, object] = {"contact_id": contact_id}
    if contact_id is None:
        typed |= {
            "name": st.text_input("Ou un nom", max_chars=80, key=f"{form}-name"),
            "email": st.text_input("Adresse électronique", max_chars=254, key=f"{form}-email",
                                   placeholder="Facultatif : pour recevoir le compte rendu"),
            "of": st.text_input("Structure", max_chars=80, placeholder="Facultatif", key=f"{form}-of"),
        }  # fmt: skip
    if st.button("Ajouter", type="primary", key=f"{form}-save"):
        with reporting("Personne ajoutée, présente.", form) as outcome:
            add_unexpected(db, agent, meeting_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()
