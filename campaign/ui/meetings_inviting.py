"""The dialogs that fill the list and that send: groups, one by one, the team, others; invitations, reminders."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.meetings.choosing import Candidate, Candidates, candidates
from campaign.meetings.inviting import (
    invite_contacts,
    invite_members,
    invite_other,
    remind_guests,
    send_invitations,
)
from campaign.meetings.model import Guest
from campaign.meetings.views import meeting_sheet
from campaign.participation.model import Status
from campaign.participation.views import participations
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.meetings_words import FILE
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

SHOPS, TAKING_PART, ANIMATORS = "Toutes les boutiques", "Boutiques qui participent", "Tous les animateurs"
_GROUPS, _ONE, _TEAM, _OTHER = "Par groupe", "Une à une", "Équipe projet", "Autre personne"
_NAMED = 8


@st.dialog("Ajouter des invités", width="medium", icon=":material/person_add:")
def add_guests(meeting_id: int) -> None:
    """Nothing leaves from here: the list first."""
    agent, db = require_agent(FILE)
    seen = meeting_sheet(db, agent, meeting_id)
    found = candidates(db, agent, meeting_id)
    way = st.segmented_control("Comment choisir", (_GROUPS, _ONE, _TEAM, _OTHER), default=_GROUPS, required=True,
                               label_visibility="collapsed", key="guests-way", wrap=True)  # fmt: skip
    if way == _OTHER:
        _somebody_else(db, agent, meeting_id)
    elif way == _TEAM:
        _team(db, agent, meeting_id, found)
    elif way == _ONE:
        known = {one.contact_id: one for one in found.contacts if not one.listed}
        chosen = st.multiselect("Contacts", list(known), format_func=lambda one: _named(known[one]),
                                placeholder="Choisir des personnes", key="guests-contacts")  # fmt: skip
        _add_contacts(db, agent, meeting_id, chosen, found.contacts)
    else:
        _add_contacts(db, agent, meeting_id, _groups(db, agent, seen.meeting.edition_id, found), found.contacts)


@st.dialog("Envoyer les invitations", icon=":material/send:")
def send(meeting_id: int) -> None:
    """To whom, then one button."""
    agent, db = require_agent(FILE)
    seen = meeting_sheet(db, agent, meeting_id)
    due = seen.to_invite
    st.markdown(f"**{plain(seen.meeting.title)}**, {plain(seen.meeting.when_text)}")
    st.markdown(f"{plural(len(due), 'personne reçoit', 'personnes reçoivent')} l’invitation, à garder dans son agenda, "
                f"avec son rôle et le lien pour répondre : {_names(due)}.")  # fmt: skip
    without = [one for one in seen.guests if not one.reachable and not one.unexpected]
    if without:
        st.warning(f"Sans adresse électronique, à appeler : {_names(without)}.", icon=":material/call:")
    form = f"meeting-send-{meeting_id}"
    if st.button(f"Envoyer {plural(len(due), 'invitation')}", type="primary", key=f"{form}-save"):
        with reporting(f"{plural(len(due), 'invitation part', 'invitations partent')}.", form) as outcome:
            send_invitations(db, agent, meeting_id, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Relancer", icon=":material/notifications:")
def remind(meeting_id: int) -> None:
    """Only those who have not answered."""
    agent, db = require_agent(FILE)
    due = [one for one in meeting_sheet(db, agent, meeting_id).waiting if one.reachable]
    st.markdown(f"{plural(len(due), 'personne n’a pas répondu', 'personnes n’ont pas répondu')} : {_names(due)}. "
                "Qui répond d’ici là ne reçoit rien.")  # fmt: skip
    form = f"meeting-remind-{meeting_id}"
    if st.button("Relancer", type="primary", key=f"{form}-save"):
        with reporting(f"{plural(len(due), 'relance part', 'relances partent')}.", form) as outcome:
            remind_guests(db, agent, meeting_id, form_operation(form))
        if outcome.done:
            st.rerun()


def _groups(db: Database, agent: Agent, edition_id: int, found: Candidates) -> list[int]:
    """The contacts of the groups ticked."""
    coming = [one.place.id for one in participations(db, agent, edition_id, status=Status.CONFIRMED)]
    sizes = {
        SHOPS: len(found.ids(shops=True)), TAKING_PART: len(found.ids(places=coming)),
        ANIMATORS: len(found.ids(animators=True)),
    }  # fmt: skip
    ticked = {
        name: st.checkbox(
            f"{name} ({plural(many, 'contact') if many else 'personne à ajouter'})", key=f"guests-group-{name}",
            disabled=not many,
        )
        for name, many in sizes.items()
    }  # fmt: skip
    epcis = st.multiselect("Boutiques et animateurs d’une collectivité", found.epcis, placeholder="Choisir",
                           key="guests-epcis")  # fmt: skip
    return found.ids(
        shops=ticked[SHOPS], animators=ticked[ANIMATORS], epcis=epcis, places=coming if ticked[TAKING_PART] else ()
    )


def _add_contacts(
    db: Database, agent: Agent, meeting_id: int, chosen: Sequence[int], everybody: Sequence[Candidate]
) -> None:
    wanted = set(chosen)
    without = [one.name for one in everybody if one.contact_id in wanted and not one.reachable]
    if without:
        st.warning(f"Sans adresse électronique, à appeler : {plain(', '.join(without[:_NAMED]))}.",
                   icon=":material/call:")  # fmt: skip
    form = f"meeting-guests-{meeting_id}"
    label = f"Ajouter {plural(len(chosen), 'personne')}" if chosen else "Ajouter"
    if st.button(label, type="primary", disabled=not chosen, key=f"{form}-save"):
        with reporting(f"{plural(len(chosen), 'personne ajoutée', 'personnes ajoutées')} à la liste.", form) as outcome:
            invite_contacts(db, agent, meeting_id, chosen, form_operation(form))
        if outcome.done:
            st.rerun()


def _team(db: Database, agent: Agent, meeting_id: int, found: Candidates) -> None:
    if not found.members:
        st.markdown(":gray[Toute l’équipe projet est dans la liste, ou personne n’y est encore : elle se compose dans "
                    "« Qui fait quoi ».]")  # fmt: skip
        return
    known = {one.id: one for one in found.members}
    chosen = st.multiselect(
        "Équipe projet", list(known), list(known), format_func=lambda one: f"{known[one].name} · {known[one].duty}",
        placeholder="Choisir", key="guests-members",
    )  # fmt: skip
    form = f"meeting-members-{meeting_id}"
    if st.button("Ajouter", type="primary", disabled=not chosen, key=f"{form}-save"):
        with reporting(f"{plural(len(chosen), 'personne ajoutée', 'personnes ajoutées')} à la liste.", form) as outcome:
            invite_members(db, agent, meeting_id, chosen, form_operation(form))
        if outcome.done:
            st.rerun()


def _somebody_else(db: Database, agent: Agent, meeting_id: int) -> None:
    form = f"meeting-other-{meeting_id}"
    typed = {
        "name": st.text_input("Nom", max_chars=80, key=f"{form}-name"),
        "email": st.text_input("Adresse électronique", max_chars=254, key=f"{form}-email"),
        "of": st.text_input("Structure", max_chars=80, placeholder="Facultatif", key=f"{form}-of"),
    }
    if st.button("Ajouter", type="primary", key=f"{form}-save"):
        with reporting("Personne ajoutée à la liste.", form) as outcome:
            invite_other(db, agent, meeting_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _named(one: Candidate) -> str:
    return f"{one.name} · {one.of}" if one.of else one.name


def _names(listed: Sequence[Guest]) -> str:
    said = ", ".join(one.name for one in listed[:_NAMED])
    rest = len(listed) - _NAMED
    return plain(f"{said} et {plural(rest, 'autre')}" if rest > 0 else said)
