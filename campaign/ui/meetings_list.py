"""The meetings of an edition, one card each; those cancelled apart."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import short_date
from campaign.editions.model import Edition
from campaign.meetings.model import Stage
from campaign.meetings.views import MeetingLine
from campaign.ui.layout import line
from campaign.ui.meetings_words import (
    OPENED,
    STAGE_COLOURS,
    attendance_in_words,
    count_in_words,
    may_prepare,
    put_back,
)
from campaign.ui.plain import plain


def meeting_cards(lines: Sequence[MeetingLine], chosen: int | None) -> None:
    """Those to come, then those that took place, the latest first."""
    live = [one for one in lines if one.stage is not Stage.CANCELLED]
    to_come = [one for one in live if not one.past]
    past = [one for one in live if one.past][::-1]
    for title, listed in (("À venir", to_come), ("Passées", past)):
        if listed:
            st.markdown(f"**{title}**")
        for one in listed:
            _card(one, open_now=one.meeting.id == chosen)


def cancelled_ones(db: Database, agent: Agent, edition: Edition, lines: Sequence[MeetingLine]) -> None:
    """What was cancelled, and the way back."""
    gone = [one.meeting for one in lines if one.stage is Stage.CANCELLED]
    if not gone:
        return
    with st.expander(f"Réunions annulées ({len(gone)})", icon=":material/event_busy:"):
        for one in gone:
            with line():
                st.markdown(f"{plain(one.title)} :gray[{plain(one.when_text)}]")
                key = f"restore-meeting-{one.id}"
                asked = may_prepare(agent, edition) and st.button("Remettre", type="tertiary", key=key)
                if asked and put_back(db, agent, "meeting", one.id):
                    st.session_state[OPENED] = one.id
                    st.rerun()


def _card(one: MeetingLine, *, open_now: bool) -> None:
    meeting = one.meeting
    with st.container(border=True, gap="xsmall", key=f"meeting-card-{meeting.id}"):
        with line():
            st.markdown(f"**{plain(short_date(meeting.day, year=True))}** :gray[{plain(meeting.hours_text)}]",
                        width="content")  # fmt: skip
            st.badge(one.stage.label, color=STAGE_COLOURS[one.stage])
        st.markdown(plain(meeting.title))
        said = attendance_in_words(one.count) if one.past else count_in_words(one.count)
        if said:
            st.markdown(f":gray[{plain(said)}]")
        if open_now:
            st.markdown(":gray[:material/arrow_forward: Affichée]")
        elif st.button(":primary[Ouvrir]", type="tertiary", key=f"open-meeting-{meeting.id}",
                       help=f"{plain(meeting.title)}, {plain(meeting.when_text)}"):  # fmt: skip
            st.session_state[OPENED] = meeting.id
            st.rerun()
