"""The dialogs of a meeting itself: prepared, changed, cancelled."""

from collections.abc import Mapping

import streamlit as st

from campaign.base.french import plural
from campaign.meetings.meeting_form import MAX_ADDRESS, MAX_AGENDA, MAX_LINK, MAX_PLACE, MAX_TITLE
from campaign.meetings.model import Meeting, MeetingKind
from campaign.meetings.preparing import LABELS, add_meeting, cancel_meeting, change_meeting
from campaign.meetings.views import meeting_sheet
from campaign.ui.feedback import form_operation, offer_undo, reporting, version_read
from campaign.ui.meetings_words import FILE, OPENED
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

# What a first meeting of each kind usually speaks about; proposed, then written over.
_AGENDAS = {
    MeetingKind.ACTORS: "Tour de table : qui fait quoi\nLe thème et les jours proposés\nLe rôle de chacun\n"
    "Ce que le Département prépare pour tous\nCalendrier",
    MeetingKind.REVIEW: "Ce que chacun a vécu\nLes chiffres, ceux qu’on connaît\nCe qui a marché, ce qui a manqué\n"
    "Décisions pour la prochaine édition",
    MeetingKind.COMMITTEE: "Avancement\nPoints à trancher\nProchaines échéances",
    MeetingKind.OTHER: "",
}


@st.dialog("Préparer une réunion", width="medium", icon=":material/event_available:")
def prepare(edition_id: int) -> None:
    """A new meeting."""
    agent, db = require_agent(FILE)
    form = "meeting-new"
    typed = _fields(form, None)
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Réunion préparée : choisissez qui inviter.", form) as outcome:
            made = add_meeting(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.session_state[OPENED] = made
            st.rerun()


@st.dialog("Modifier la réunion", width="medium", icon=":material/edit:")
def change(meeting_id: int) -> None:
    """Another day, another room; whoever was invited is told."""
    agent, db = require_agent(FILE)
    seen = meeting_sheet(db, agent, meeting_id)
    form = f"meeting-{meeting_id}"
    read = version_read(form, f"{form}-title", seen.meeting.version)
    if seen.meeting.invited_at and not seen.past:
        many = sum(one.invited_at is not None for one in seen.guests)
        st.info(
            f"{plural(many, 'personne est déjà invitée', 'personnes sont déjà invitées')} : un changement de titre, de "
            "jour, d’heure ou de lieu leur est envoyé. Un autre jour ou une autre heure redemande leur réponse.",
            icon=":material/mail:",
        )
    typed = _fields(form, seen.meeting)
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting(operation_of=form) as outcome:
            told = change_meeting(db, agent, meeting_id, read, typed, form_operation(form))
        if outcome.done:
            said = f" {plural(told, 'personne prévenue', 'personnes prévenues')}." if told else ""
            st.session_state["notice"] = f"Réunion modifiée.{said}"
            st.rerun()


@st.dialog("Annuler la réunion", icon=":material/event_busy:")
def cancel(meeting_id: int) -> None:
    """With who will be told."""
    agent, db = require_agent(FILE)
    seen = meeting_sheet(db, agent, meeting_id)
    st.markdown(f"**{plain(seen.meeting.title)}**, {plain(seen.meeting.when_text)}")
    many = sum(bool(one.invited_at and one.reachable) for one in seen.guests)
    if seen.meeting.invited_at and many and not seen.past:
        st.markdown(f"{plural(many, 'personne recevra', 'personnes recevront')} un message d’annulation, qui l’efface "
                    "de leur agenda.")  # fmt: skip
    else:
        st.markdown(":gray[Personne n’a de message à recevoir.]")
    form = f"meeting-cancel-{meeting_id}"
    if st.button("Annuler la réunion", type="primary", key=f"{form}-save"):
        with reporting(operation_of=form) as outcome:
            cancel_meeting(db, agent, meeting_id, form_operation(form))
        if outcome.done:
            offer_undo(f"« {seen.meeting.title} » est annulée.", "meeting", meeting_id, "Remettre")
            st.rerun()


def _fields(form: str, one: Meeting | None) -> Mapping[str, object]:
    kinds = list(MeetingKind)
    kind = st.segmented_control(
        LABELS["kind"], kinds, default=one.values.kind if one else MeetingKind.ACTORS, required=True,
        format_func=lambda found: found.label, key=f"{form}-kind", wrap=True,
    )  # fmt: skip
    kept = one.values if one else None
    proposed = "" if kind in (None, MeetingKind.OTHER) else kind.label
    title = st.text_input(LABELS["title"], kept.title if kept else proposed, max_chars=MAX_TITLE,
                          key=f"{form}-title" if kept else f"{form}-title-{kind}")  # fmt: skip
    day, starts, ends = st.columns([1.4, 1, 1])
    return {
        "kind": str(kind or ""),
        "title": title,
        "day": day.text_input(LABELS["day"], f"{kept.day:%d/%m/%Y}" if kept else "", placeholder="JJ/MM/AAAA",
                              key=f"{form}-day"),
        "starts": starts.text_input(LABELS["starts"], f"{kept.starts:%H:%M}" if kept else "", placeholder="14 h",
                                    key=f"{form}-starts"),
        "ends": ends.text_input(LABELS["ends"], f"{kept.ends:%H:%M}" if kept else "", placeholder="16 h 30",
                                key=f"{form}-ends"),
        "place": st.text_input(LABELS["place"], kept.place if kept else "", max_chars=MAX_PLACE, key=f"{form}-place",
                               placeholder="Salle, bâtiment"),
        "address": st.text_input(LABELS["address"], kept.address if kept else "", max_chars=MAX_ADDRESS,
                                 key=f"{form}-address", placeholder="Rue, commune"),
        "link": st.text_input(LABELS["link"], kept.link if kept else "", max_chars=MAX_LINK, key=f"{form}-link",
                              placeholder="Facultatif"),
        "agenda": st.text_area(
            LABELS["agenda"], kept.agenda if kept else _AGENDAS.get(kind, ""), max_chars=MAX_AGENDA, height=150,
            key=f"{form}-agenda" if kept else f"{form}-agenda-{kind}",
        ),
    }  # fmt: skip
