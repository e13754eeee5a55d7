"""One meeting: when, where, where it stands, what may be done; then its guests, its attendance or its minutes."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.meetings.model import Stage
from campaign.meetings.papers import file_stem, sign_in_sheet
from campaign.meetings.views import MeetingSheet
from campaign.ui.layout import line, parameter
from campaign.ui.meetings_attendance import attendance
from campaign.ui.meetings_form import cancel, change
from campaign.ui.meetings_guests import guests
from campaign.ui.meetings_minutes import minutes, read_minutes
from campaign.ui.meetings_words import STAGE_COLOURS, attendance_in_words, count_in_words, may_read, may_write
from campaign.ui.plain import plain
from campaign.ui.session import database

GUESTS, ATTENDANCE, MINUTES = "Invités", "Présences", "Compte rendu"
_ASKED = {"invites": GUESTS, "presences": ATTENDANCE, "compte-rendu": MINUTES}
_FIRST = {Stage.TO_NOTE: ATTENDANCE, Stage.TO_WRITE: MINUTES, Stage.DONE: MINUTES}


def detail(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    """The whole panel."""
    meeting = seen.meeting
    with st.container(border=True, gap="small"):
        with line():
            st.header(plain(meeting.title), anchor=False, width="content")
            st.badge(seen.stage.label, color=STAGE_COLOURS[seen.stage])
        said = [f":material/schedule: **{plain(meeting.when_text)}**"]
        if where := ", ".join(part for part in (meeting.values.place, meeting.values.address) if part):
            said.append(f":material/location_on: {plain(where)}")
        if meeting.values.link:
            said.append(f":material/videocam: {plain(meeting.values.link)}")
        counted = attendance_in_words(seen.count) if meeting.attendance_at else count_in_words(seen.count)
        said.append(f":material/group: {plain(counted)}")
        st.markdown("  \n".join(said))
        if meeting.values.agenda:
            with st.expander("Ordre du jour", key=f"agenda-{meeting.id}"):
                st.markdown("\n".join(f"- {plain(one)}" for one in meeting.values.agenda.splitlines() if one.strip()))
        if not seen.live:
            st.markdown(":gray[L’édition est archivée ou annulée : ses réunions ne changent plus.]")
        _verbs(db, agent, seen)
    if not may_read(agent):
        read_minutes(db, agent, seen)
        return
    if seen.stage is Stage.CANCELLED:
        return
    shown = _section(seen)
    if shown == ATTENDANCE:
        attendance(db, agent, seen)
    elif shown == MINUTES:
        minutes(db, agent, seen)
    else:
        guests(db, agent, seen)


def _section(seen: MeetingSheet) -> str:
    key = f"meeting-section-{seen.meeting.id}"
    if key not in st.session_state:
        st.session_state[key] = _ASKED.get(parameter("vue"), _FIRST.get(seen.stage, GUESTS))
    return st.segmented_control(
        "Ce que vous regardez", (GUESTS, ATTENDANCE, MINUTES), required=True, label_visibility="collapsed", key=key
    ) or GUESTS  # fmt: skip


def _verbs(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    meeting = seen.meeting
    if not may_read(agent) or seen.stage is Stage.CANCELLED:
        return
    with line():
        if may_write(agent, seen):
            if st.button("Modifier", icon=":material/edit:", key=f"change-meeting-{meeting.id}"):
                change(meeting.id)
            if seen.stage is not Stage.DONE and st.button(
                "Annuler la réunion", icon=":material/event_busy:", type="tertiary", key=f"cancel-meeting-{meeting.id}"
            ):
                cancel(meeting.id)
        st.download_button(
            "Feuille d’émargement", lambda: sign_in_sheet(database(), agent, meeting.id),
            f"{file_stem(meeting, 'emargement')}.pdf", "application/pdf", on_click="ignore", type="tertiary",
            icon=":material/print:", key=f"sign-in-{meeting.id}",
        )  # fmt: skip
