"""What the parts of « Réunions » share: who writes, colours of states, the sentence of the page, what is undone."""

from collections.abc import Callable, Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural, time_in_words
from campaign.editions.model import Edition, State
from campaign.meetings.inviting import restore_guest
from campaign.meetings.model import Count, Guest, Meeting, Presence, Reply, Stage, answer_of
from campaign.meetings.preparing import restore_meeting
from campaign.meetings.promising import restore_promise
from campaign.meetings.views import MeetingLine, MeetingSheet
from campaign.planning.tasks import TaskState
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked
from campaign.ui.layout import number_parameter

FILE = "meetings.py"
OPENED = "meeting-open"
STAGE_COLOURS = {
    Stage.DRAFT: "violet", Stage.INVITED: "blue", Stage.TO_NOTE: "orange", Stage.TO_WRITE: "yellow",
    Stage.DONE: "green", Stage.CANCELLED: "red",
}  # fmt: skip
REPLY_COLOURS = {Reply.YES: "green", Reply.MAYBE: "yellow", Reply.NO: "red"}
PRESENCE_COLOURS = {Presence.PRESENT: "green", Presence.EXCUSED: "yellow", Presence.ABSENT: "gray"}
TASK_COLOURS = {
    TaskState.TO_DO: "gray", TaskState.UNDER_WAY: "blue", TaskState.DONE: "green", TaskState.GIVEN_UP: "gray",
}  # fmt: skip
WAITING, TO_INVITE, NO_ADDRESS, CAME = "Sans réponse", "À inviter", "Sans adresse", "Venu·e sans invitation"
ANSWER_COLOURS = {one.label: colour for one, colour in REPLY_COLOURS.items()} | {
    WAITING: "orange", TO_INVITE: "violet", NO_ADDRESS: "gray", CAME: "blue",
}  # fmt: skip
_BACK: dict[str, Callable] = {"meeting": restore_meeting, "guest": restore_guest, "promise": restore_promise}


def may_prepare(agent: Agent, edition: Edition) -> bool:
    """Whether this person prepares the meetings of an edition: neither archived nor cancelled."""
    over = edition.state(clock.today()) in (State.ARCHIVED, State.CANCELLED)
    return agent.role in (Role.OFFICER, Role.COMMUNICATION) and not over


def may_write(agent: Agent, seen: MeetingSheet) -> bool:
    """A meeting and its minutes are written by the officer and by communication, while the edition allows it."""
    return agent.role in (Role.OFFICER, Role.COMMUNICATION) and seen.live


def may_read(agent: Agent) -> bool:
    """A reader sees figures, nobody's name."""
    return agent.role is not Role.READER


def may_note(agent: Agent, seen: MeetingSheet) -> bool:
    """Answers given on the phone and attendance are noted by the whole team."""
    return may_read(agent) and seen.live


def opened(lines: Sequence[MeetingLine]) -> int | None:
    """The meeting on screen: the one asked for, else the next one to come, else the latest."""
    known = {one.meeting.id: one for one in lines}
    kept = st.session_state.get(OPENED)
    if kept in known:
        return kept
    asked = number_parameter("reunion")
    if asked in known:
        return asked
    live = [one for one in lines if one.stage is not Stage.CANCELLED]
    to_come = [one for one in live if not one.past]
    return next((one.meeting.id for one in (to_come or live[::-1] or lines)), None)


def sentence(name: str, lines: Sequence[MeetingLine]) -> str:
    """« Novembre 2026 : 2 réunions. La prochaine lundi 14 septembre à 14 h : 12 oui, 3 sans réponse. »"""
    live = [one for one in lines if one.stage is not Stage.CANCELLED]
    if not live:
        return f"{name} : aucune réunion préparée."
    said = f"{name} : {plural(len(live), 'réunion')}."
    coming = next((one for one in live if not one.past), None)
    if coming is None:
        return f"{said} Toutes ont eu lieu."
    when = f"{day_in_words(coming.meeting.day, year=False)} à {time_in_words(coming.meeting.values.starts)}"
    answers = f" : {coming.count.yes} oui, {coming.count.waiting} sans réponse" if coming.meeting.invited_at else ""
    return f"{said} La prochaine {when}{answers}."


def count_in_words(count: Count) -> str:
    """« 12 oui (15 personnes), 2 peut-être, 1 non, 3 sans réponse »."""
    people = f" ({plural(count.people, 'personne')})" if count.people > count.yes else ""
    parts = [(count.yes, f"oui{people}"), (count.maybe, "peut-être"), (count.no, "non"),
             (count.waiting, "sans réponse")]  # fmt: skip
    return ", ".join(f"{many} {label}" for many, label in parts if many) or "personne n’est invité"


def attendance_in_words(count: Count) -> str:
    """« 14 présents, 2 excusés, 1 absent »."""
    parts = [(count.present, "présent"), (count.excused, "excusé"), (count.absent, "absent")]
    return ", ".join(plural(many, label) for many, label in parts if many)


def answer_words(meeting: Meeting, guest: Guest) -> str:
    """What a guest's line says of their answer."""
    if guest.unexpected:
        return CAME
    if said := answer_of(meeting, guest):
        return said.label
    if guest.invited_at:
        return WAITING
    return TO_INVITE if guest.reachable else NO_ADDRESS


def put_away(action: Callable, db: Database, agent: Agent, name: str, identifier: int, said: str) -> bool:
    """Take something out, with « Annuler » on the next display; whether it was done."""
    form = f"away-{name}-{identifier}"
    with reporting(operation_of=form) as outcome:
        action(db, agent, identifier, form_operation(form))
    if outcome.done:
        offer_undo(said, name, identifier)
    return outcome.done


def put_back(db: Database, agent: Agent, name: str, identifier: int) -> bool:
    """Undo a ``put_away``, just after or later; whether it was done."""
    form = f"back-{name}-{identifier}"
    with reporting("C’est remis en place.", form) as outcome:
        _BACK[name](db, agent, identifier, form_operation(form))
    return outcome.done


def undo_pressed(db: Database, agent: Agent) -> bool:
    """Whether « Annuler » was pressed, and it was undone: the screen is to be drawn again."""
    asked = undo_asked()
    return bool(asked and asked[0] in _BACK and put_back(db, agent, *asked))
