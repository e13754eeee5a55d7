"""The log of messages: a table, the uncertain ones first with their two verbs, sending one again with a word."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.french import moment_in_words, plural
from campaign.editions.model import Edition
from campaign.mail.outbox import State
from campaign.messages.actions import MAX_WORD, resend, settle_uncertain
from campaign.messages.views import LoggedMessage, log
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.message_chips import MESSAGE_COLOURS
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

HEADERS = ("Qui", "Adresse", "Quand", "Message", "État", "Pourquoi", "Essais")
SHOWN = 4  # uncertain messages shown whole
_AGAIN = (State.SENT, State.FAILED)


def row_of(one: LoggedMessage) -> tuple[object, ...]:
    """A message as a line of the table and of the file."""
    return (one.name, one.email, moment_in_words(one.at), one.kind_label, one.state.label, one.reason, one.attempts)


def row_of_table(one: LoggedMessage) -> dict[str, object]:
    """A message as a line of the accessible table; few columns, for telephones."""
    why = f" : {one.reason}" if one.reason else ""
    return {"Qui": one.name, "Message": f"{one.kind_label}, {moment_in_words(one.at)}", "État": one.state.label + why}


def export(edition: Edition, shown: Sequence[LoggedMessage]) -> None:
    """The lines on screen, as a file."""
    export_menu(f"envois-edition-{edition.id}", "Envois", HEADERS, [row_of(one) for one in shown])


def table(shown: Sequence[LoggedMessage], *, may_resend: bool) -> LoggedMessage | None:
    """The table; the message whose « Renvoyer » was pressed."""
    columns = {
        "Qui": [one.name for one in shown],
        "État": [[one.state.label] for one in shown],
        "Quand": [one.at.astimezone(PARIS).replace(tzinfo=None) for one in shown],
        "Message": [one.kind_label for one in shown],
    }
    if may_resend:
        columns["Renvoyer"] = ["Renvoyer" if one.state in _AGAIN else "" for one in shown]
    columns |= {"Pourquoi": [one.reason for one in shown], "Adresse": [one.email for one in shown]}
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height="content" if len(shown) <= 16 else 600,
        placeholder="",
        column_config={
            "Quand": st.column_config.DatetimeColumn(format="DD/MM/YYYY HH:mm", width=135),
            "Qui": st.column_config.TextColumn(width=170),
            "Message": st.column_config.TextColumn(width=150),
            "État": chip_column("État", MESSAGE_COLOURS, width=130),
            "Renvoyer": st.column_config.ButtonColumn("Renvoyer", type="tertiary", key="send-again", width=95),
            "Pourquoi": st.column_config.TextColumn(width=315),
            "Adresse": st.column_config.TextColumn(width=240),
        },
        alt=f"{plural(len(shown), 'message')} : quand, à qui, état",
        key="sent-table",
    )
    click = st.session_state.get("send-again") if may_resend else None
    found = shown[click["row"]] if click and click["row"] < len(shown) else None
    return found if found and found.state in _AGAIN else None


def uncertain_cards(db: Database, agent: Agent, uncertain: Sequence[LoggedMessage]) -> None:
    """What the server cannot know by itself: one line each, and two verbs for the officer."""
    if not uncertain:
        return
    with card("Envois incertains", len(uncertain), "orange"):
        st.markdown(
            "Le serveur s’est arrêté juste après avoir remis ces messages au relais, sans savoir s’ils ont été "
            "acceptés. Rien n’est renvoyé tout seul, pour ne pas écrire deux fois. Demandez à la personne, ou au "
            "service informatique de chercher dans les traces du relais."
        )
        for one in uncertain[:SHOWN]:
            who, verbs = st.columns([2.4, 1.6], vertical_alignment="center")
            who.markdown(f"**{plain(one.name)}** · {plain(one.kind_label)} :gray[· {moment_in_words(one.at)}]")
            if agent.role is Role.OFFICER:
                with verbs, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
                    if st.button("C’est bien parti", icon=":material/check:", key=f"arrived-{one.id}"):
                        _settle(db, agent, one, again=False)
                    if st.button("Renvoyer", icon=":material/replay:", type="tertiary", key=f"again-{one.id}"):
                        _settle(db, agent, one, again=True)
        if len(uncertain) > SHOWN:
            st.markdown(f":gray[Et {len(uncertain) - SHOWN} autres, une fois ceux-ci réglés.]")


def _settle(db: Database, agent: Agent, one: LoggedMessage, *, again: bool) -> None:
    form = f"settle-{one.id}"
    said = "Le message repart." if again else "Noté comme parti."
    with reporting(said, operation_of=form) as outcome:
        settle_uncertain(db, agent, one.id, again, form_operation(form))
    if outcome.done:
        st.rerun()


@st.dialog("Renvoyer ce message", icon=":material/replay:")
def resend_with_a_word(edition_id: int, outbox_id: int) -> None:
    """The same step to the same person, written again from what is known now, with a word at the top if wanted."""
    agent, db = require_agent("sent_messages.py")
    one = next((found for found in log(db, agent, edition_id) if found.id == outbox_id), None)
    if one is None:
        st.markdown("Ce message n’est plus au journal.")
        return
    st.markdown(f"**{plain(one.kind_label)}** à **{plain(one.name)}**, {plain(one.email) or 'sans adresse'}.")
    if one.state is State.FAILED and one.reason:
        st.warning(f"La dernière fois : {plain(one.reason)}", icon=":material/info:")
    form = f"resend-{outbox_id}"
    word = st.text_area(
        "Un mot à ajouter (facultatif)",
        placeholder="Ex. Suite à notre appel de ce matin, voici de nouveau votre lien.",
        max_chars=MAX_WORD,
        height=110,
        key=f"{form}-word",
    )
    st.markdown(":gray[Le mot vient en tête du message, qui est refait avec la situation d’aujourd’hui.]")
    with line():
        if st.button("Renvoyer à cette personne", type="primary", icon=":material/send:", key=f"{form}-go"):
            with reporting(f"Le message à {one.name} repart.", operation_of=form) as outcome:
                resend(db, agent, outbox_id, word or "", form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Ne rien envoyer", type="tertiary", key=f"{form}-keep"):
            st.rerun()
