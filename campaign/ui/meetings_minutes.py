"""« Compte rendu »: written as a draft, read as it will leave, sent, corrected."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import moment_in_words, plural
from campaign.base.text import clean
from campaign.meetings.minutes_model import MAX_TEXT, Minutes, lines_of
from campaign.meetings.minuting import correct_minutes, drop_draft, save_minutes, send_minutes, send_to_absent
from campaign.meetings.model import Presence
from campaign.meetings.papers import file_stem, minutes_paper, minutes_pdf, minutes_word
from campaign.meetings.views import MeetingSheet, meeting_sheet
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.meetings_promises import promises
from campaign.ui.meetings_words import FILE, may_read, may_write
from campaign.ui.plain import plain
from campaign.ui.reading_blocks import blocks
from campaign.ui.session import database, require_agent

_PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_POINTS = "Le thème est choisi\nLes jours proposés conviennent"


def minutes(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    """The section « Compte rendu »."""
    writing = may_write(agent, seen) and (seen.draft is not None or seen.sent is None)
    unsaved = writing and _write(db, agent, seen)
    promises(db, agent, seen, writing=writing)
    if writing:
        _leave(db, agent, seen, unsaved=unsaved)
    read_minutes(db, agent, seen)


def read_minutes(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    """What was sent, word for word; a reader of figures knows that it was."""
    if seen.sent is None:
        if not may_write(agent, seen):
            st.markdown(":gray[Le compte rendu n’est pas encore envoyé.]")
        return
    sent = seen.sent
    title = f"Envoyé, version {sent.number}" if sent.number > 1 else "Compte rendu envoyé"
    with card(title):
        there = plural(sent.written.present_count, "personne présente", "personnes présentes")
        st.markdown(f":gray[Parti {moment_in_words(sent.sent_at, year=True)}, {there}.]")
        if not may_read(agent):
            _without_names(sent)
            return
        with line():
            _files(agent, seen, draft=False)
            if may_write(agent, seen) and seen.draft is None:
                _after(db, agent, seen)
        _paper(db, agent, seen.meeting.id, draft=False)


def _without_names(sent: Minutes) -> None:
    """What was said, decided and promised, for whoever reads figures."""
    promised = "\n".join(f"{one.title} ({one.role.label})" for one in sent.written.promises)
    for title, text in (("Points abordés", sent.written.points), ("Décisions", sent.written.decisions),
                        ("Engagements", promised)):  # fmt: skip
        if lines := lines_of(text):
            st.markdown(f"**{title}**\n\n" + "\n".join(f"- {plain(one)}" for one in lines))


def _after(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    meeting_id = seen.meeting.id
    form = f"minutes-correct-{meeting_id}"
    if st.button("Corriger", icon=":material/edit:", key=form, help="Ce sera une nouvelle version."):
        with reporting("Corrigez, puis envoyez la nouvelle version.", form) as outcome:
            correct_minutes(db, agent, meeting_id, form_operation(form))
        if outcome.done:
            st.rerun()
    if many := len(seen.without_minutes):
        form = f"minutes-absent-{meeting_id}"
        if st.button(f"Envoyer à {plural(many, 'absent')}", icon=":material/send:", key=form):
            with reporting("Le compte rendu part aux absents.", form) as outcome:
                send_to_absent(db, agent, meeting_id, form_operation(form))
            if outcome.done:
                st.rerun()


def _write(db: Database, agent: Agent, seen: MeetingSheet) -> bool:
    """The two texts; whether something is typed and not saved."""
    draft, meeting_id = seen.draft, seen.meeting.id
    number = draft.number if draft else 1
    form = f"minutes-{meeting_id}-{number}"
    title = f"Version {number}, en cours" if number > 1 else "À écrire"
    with card(title):
        read = version_read(form, f"{form}-points", draft.version if draft else 0)
        typed = {
            "points": st.text_area(
                "Points abordés, un par ligne", draft.written.points if draft else "", max_chars=MAX_TEXT, height=150,
                placeholder=_POINTS, key=f"{form}-points",
            ),
            "decisions": st.text_area(
                "Décisions, une par ligne", draft.written.decisions if draft else "", max_chars=MAX_TEXT, height=110,
                placeholder="Un mercredi et un samedi de novembre", key=f"{form}-decisions",
            ),
        }  # fmt: skip
        with line():
            if st.button("Enregistrer le brouillon", icon=":material/save:", key=f"{form}-save"):
                with reporting("Brouillon enregistré.", form) as outcome:
                    save_minutes(db, agent, meeting_id, read, typed, form_operation(form))
                if outcome.done:
                    st.rerun()
            if number > 1 and st.button("Renoncer à corriger", type="tertiary", key=f"{form}-drop"):
                drop = f"{form}-drop-operation"
                with reporting("La version envoyée reste la bonne.", drop) as outcome:
                    drop_draft(db, agent, meeting_id, form_operation(drop))
                if outcome.done:
                    st.rerun()
    kept = {"points": draft.written.points, "decisions": draft.written.decisions} if draft else {}
    return any(clean(text, multiline=True) != kept.get(name, "") for name, text in typed.items())


def _leave(db: Database, agent: Agent, seen: MeetingSheet, *, unsaved: bool) -> None:
    """Reading again, then sending: what was saved, never less than what is typed."""
    if unsaved:
        st.info("Ce qui est écrit n’est pas encore enregistré : enregistrez le brouillon pour l’envoyer.",
                icon=":material/save:")  # fmt: skip
        return
    if seen.draft is None:
        st.markdown(":gray[Enregistrez le brouillon pour le relire et l’envoyer.]")
        return
    with line():
        _files(agent, seen, draft=True)
        if st.button("Envoyer le compte rendu", icon=":material/send:", type="primary", key="minutes-send"):
            send(seen.meeting.id)
    with st.expander("Relire comme il partira", icon=":material/visibility:", key=f"minutes-again-{seen.meeting.id}"):
        _paper(db, agent, seen.meeting.id, draft=True)


@st.dialog("Envoyer le compte rendu", icon=":material/send:")
def send(meeting_id: int) -> None:
    """To whom, and what becomes a task."""
    agent, db = require_agent(FILE)
    seen = meeting_sheet(db, agent, meeting_id)
    if seen.meeting.attendance_at is None:
        st.warning(
            "Notez d’abord qui était là : le compte rendu part aux personnes présentes.", icon=":material/group:"
        )
        return
    present = [one for one in seen.guests if one.presence is Presence.PRESENT or one.told_number]
    others = [one for one in seen.guests if one not in present and one.reachable]
    reached = [one for one in present if one.reachable]
    st.markdown(f"{plural(len(reached), 'personne reçoit', 'personnes reçoivent')} le compte rendu, en PDF et en Word.")
    without = [one.name for one in present if not one.reachable]
    if without:
        st.markdown(f":gray[Sans adresse : {plain(', '.join(without))}.]")
    to_absent = bool(others) and st.checkbox(f"Aussi aux {len(others)} absents et excusés", key="minutes-to-absent")
    new = sum(one.promise.task_id is None for one in seen.promises)
    if new:
        st.markdown(f"{plural(new, 'engagement devient une tâche', 'engagements deviennent des tâches')} du "
                    "rétroplanning.")  # fmt: skip
    corrected = sum(one.promise.corrected for one in seen.promises) + sum(
        one.promise.task_id is not None for one in seen.removed_promises
    )
    if corrected:
        st.markdown(f"{plural(corrected, 'tâche suit', 'tâches suivent')} ce qui a été corrigé.")
    form = f"minutes-send-{meeting_id}"
    if st.button("Envoyer", type="primary", key=f"{form}-save"):
        with reporting("Le compte rendu part.", form) as outcome:
            send_minutes(db, agent, meeting_id, form_operation(form), to_absent=to_absent)
        if outcome.done:
            st.rerun()


def _files(agent: Agent, seen: MeetingSheet, *, draft: bool) -> None:
    meeting = seen.meeting
    stem = file_stem(meeting, "projet-de-compte-rendu" if draft else "compte-rendu")
    kind = "draft" if draft else "sent"
    st.download_button("PDF", lambda: minutes_pdf(database(), agent, meeting.id, draft=draft), f"{stem}.pdf", _PDF,
                       on_click="ignore", icon=":material/download:", key=f"minutes-pdf-{kind}")  # fmt: skip
    st.download_button("Word", lambda: minutes_word(database(), agent, meeting.id, draft=draft), f"{stem}.docx", _WORD,
                       on_click="ignore", icon=":material/download:", key=f"minutes-word-{kind}")  # fmt: skip


def _paper(db: Database, agent: Agent, meeting_id: int, *, draft: bool) -> None:
    for one in minutes_paper(db, agent, meeting_id, draft=draft).told:
        st.subheader(plain(one.title), anchor=False)
        blocks(one.blocks)
