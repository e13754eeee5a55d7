"""Who is invited and what they answered: the table, the chosen person, what may be sent."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import moment_in_words, plural
from campaign.base.text import search_key
from campaign.meetings.inviting import remove_guest, send_again
from campaign.meetings.model import Guest, Meeting
from campaign.meetings.replying import forget_reply
from campaign.meetings.views import MeetingSheet
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import empty, line, same_in_a_table
from campaign.ui.meetings_inviting import add_guests, remind, send
from campaign.ui.meetings_reply import note_reply
from campaign.ui.meetings_words import ANSWER_COLOURS, answer_words, may_note, may_write, put_away, put_back
from campaign.ui.plain import plain

ALL = "Tous"
_HEADERS = ("Nom", "Structure", "Réponse", "Personnes", "Un mot", "Adresse électronique")


def guests(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    """The section « Invités »."""
    meeting = seen.meeting
    _verbs(agent, seen)
    if not seen.guests:
        empty("Personne n’est encore invité.", "Toutes les boutiques, les animateurs, l’équipe, ou une personne à la "
              "fois : rien ne part avant que vous l’envoyiez.", drawing="mug")  # fmt: skip
        _removed(db, agent, seen)
        return
    if seen.troubled:
        names = ", ".join(f"{one.name} ({mail.state.label.lower()})" for one, mail in seen.troubled[:8])
        st.warning(f"Message pas parti, ou peut-être pas : {plain(names)}. Choisissez la ligne pour le renvoyer.",
                   icon=":material/unsubscribe:")  # fmt: skip
    listed = _looked_through(meeting, seen.guests)
    if not listed:
        empty("Personne ne correspond.", "Retirez un filtre.", drawing="cat")
    else:
        chosen = _table(meeting, listed)
        same_in_a_table([dict(zip(_HEADERS[:5], _row(meeting, one)[:5], strict=True)) for one in listed])
        if chosen:
            _one(db, agent, seen, chosen)
    _removed(db, agent, seen)


def _verbs(agent: Agent, seen: MeetingSheet) -> None:
    if not may_write(agent, seen):
        return
    with line():
        if st.button("Ajouter des invités", icon=":material/person_add:", key="guests-add",
                     type="secondary" if seen.guests else "primary"):  # fmt: skip
            add_guests(seen.meeting.id)
        if seen.past:
            return
        if seen.to_invite and st.button(
            f"Envoyer {plural(len(seen.to_invite), 'invitation')}", icon=":material/send:", type="primary",
            key="guests-send",
        ):  # fmt: skip
            send(seen.meeting.id)
        waiting = [one for one in seen.waiting if one.reachable]
        if waiting and st.button(f"Relancer {len(waiting)} sans réponse", icon=":material/notifications:",
                                 key="guests-remind"):  # fmt: skip
            remind(seen.meeting.id)


def _looked_through(meeting: Meeting, everybody: Sequence[Guest]) -> list[Guest]:
    said = {one.id: answer_words(meeting, one) for one in everybody}
    offered = [ALL, *(label for label in ANSWER_COLOURS if label in said.values())]
    key = f"guests-filter-{meeting.id}"
    if st.session_state.get(key) not in offered:
        st.session_state[key] = ALL
    with line():
        wanted = st.segmented_control(
            "Réponse", offered, required=True, label_visibility="collapsed", key=key, wrap=True,
            format_func=lambda one: f"{one} · {len(everybody) if one == ALL else list(said.values()).count(one)}",
        )  # fmt: skip
        typed = st.text_input("Chercher", placeholder="Nom, structure", icon=":material/search:", width=220,
                              label_visibility="collapsed", key=f"guests-search-{meeting.id}")  # fmt: skip
        words = search_key(typed or "").split()
        listed = [
            one for one in everybody
            if wanted in (None, ALL, said[one.id])
            and all(word in search_key(f"{one.name} {one.of}") for word in words)
        ]  # fmt: skip
        if listed:
            rows = [_row(meeting, one) for one in listed]
            export_menu(f"invites-reunion-{meeting.id}", "Invités", _HEADERS, rows)
    return listed


def _table(meeting: Meeting, listed: Sequence[Guest]) -> Guest | None:
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Nom": [one.name for one in listed],
                "Réponse": [[answer_words(meeting, one)] for one in listed],
                "Structure": [one.of for one in listed],
                "Personnes": [_people(meeting, one) for one in listed],
                "Un mot": [one.word for one in listed],
            }
        ),
        hide_index=True,
        height="content" if len(listed) < 15 else 560,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "Nom": st.column_config.TextColumn(width=170),
            "Réponse": chip_column("Réponse", ANSWER_COLOURS, width=150),
            "Structure": st.column_config.TextColumn(width=200),
            "Personnes": st.column_config.TextColumn(width=82),
        },
        alt=f"{plural(len(listed), 'personne')} : structure, réponse, mot",
        key=f"guests-table-{meeting.id}-{len(listed)}",
    )
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(listed):
        return listed[rows[0]]
    st.markdown(":gray[Choisissez une ligne pour noter une réponse donnée au téléphone, ou retirer quelqu’un.]")
    return None


def _one(db: Database, agent: Agent, seen: MeetingSheet, one: Guest) -> None:
    meeting = seen.meeting
    with st.container(border=True, gap="small"):
        with line():
            st.markdown(f"**{plain(one.name)}**", width="content")
            said = answer_words(meeting, one)
            st.badge(said, color=ANSWER_COLOURS[said])
        told = [part for part in (one.of, one.email or "sans adresse électronique") if part]
        if one.replied_at:
            how = "noté par un agent" if one.by_agent else "répondu sur son lien"
            told.append(f"{how} {moment_in_words(one.replied_at)}")
        elif one.invited_at:
            told.append(f"invité·e {moment_in_words(one.invited_at)}")
        if mail := seen.mails.get(one.id):
            why = f" : {mail.reason}" if mail.reason else ""
            told.append(f"dernier message {mail.state.label.lower()}{why}")
        st.markdown("  \n".join(f":gray[{plain(part)}]" for part in told))
        if one.word:
            st.markdown(f"« {plain(one.word)} »")
        if not may_note(agent, seen):
            return
        with line():
            if st.button("Noter sa réponse", icon=":material/call:", key=f"reply-{one.id}"):
                note_reply(one.id, meeting.id)
            if may_write(agent, seen) and one.invited_at and one.reachable and not seen.past:
                _send_again(db, agent, one)
            if one.reply and st.button("Effacer sa réponse", type="tertiary", key=f"forget-reply-{one.id}"):
                form = f"forget-reply-{one.id}"
                with reporting("Réponse effacée.", form) as outcome:
                    forget_reply(db, agent, one.id, form_operation(form))
                if outcome.done:
                    st.rerun()
            if (
                may_write(agent, seen)
                and _remove_pressed(one, seen)
                and put_away(remove_guest, db, agent, "guest", one.id, f"{one.name} n’est plus dans la liste.")
            ):
                st.rerun()


def _send_again(db: Database, agent: Agent, one: Guest) -> None:
    form = f"again-{one.id}"
    if st.button("Renvoyer l’invitation", icon=":material/send:", type="tertiary", key=f"send-{form}"):
        with reporting(f"L’invitation de {one.name} repart.", form) as outcome:
            send_again(db, agent, one.id, form_operation(form))
        if outcome.done:
            st.rerun()


def _remove_pressed(one: Guest, seen: MeetingSheet) -> bool:
    told = "Déjà invitée, cette personne en est prévenue." if one.invited_at and not seen.past else None
    return st.button("Retirer", icon=":material/person_remove:", type="tertiary", key=f"remove-guest-{one.id}",
                     help=told)  # fmt: skip


def _removed(db: Database, agent: Agent, seen: MeetingSheet) -> None:
    if not seen.removed or not may_write(agent, seen):
        return
    with st.expander(f"Personnes retirées ({len(seen.removed)})", icon=":material/archive:"):
        for one in seen.removed:
            with line():
                st.markdown(f"{plain(one.name)} :gray[{plain(one.of)}]")
                if st.button("Remettre", type="tertiary", key=f"restore-guest-{one.id}") and put_back(
                    db, agent, "guest", one.id
                ):
                    st.rerun()


def _people(meeting: Meeting, one: Guest) -> str:
    return str(one.people) if answer_words(meeting, one) in ("Oui", "Peut-être") else ""


def _row(meeting: Meeting, one: Guest) -> tuple[str, ...]:
    return (one.name, one.of, answer_words(meeting, one), _people(meeting, one), one.word, one.email)
