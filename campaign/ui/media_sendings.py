"""« Envois »: what left for the press, to whom, with what result; what is held can still be cancelled."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.french import moment_in_words, plural
from campaign.editions.model import Edition
from campaign.mail.outbox import State
from campaign.media.sending import cancel_press_sending
from campaign.media.views import ListedSending, SentLine, sendings, sent_lines
from campaign.messages.views import relay_state
from campaign.press.views import material
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, empty, line, same_in_a_table
from campaign.ui.media_words import FILE, audience_words, may_write, sees_people
from campaign.ui.message_chips import MESSAGE_COLOURS
from campaign.ui.plain import plain
from campaign.ui.relay_banner import relay_banner
from campaign.ui.session import require_agent

HEADERS = ("Qui", "Média", "Adresse", "Quand", "Version", "Objet", "Résultat", "Pourquoi")
ERASED, FORGOTTEN = "Personne effacée", "Trace effacée après 12 mois"


def sendings_words(db: Database, agent: Agent, edition: Edition) -> str:
    """« Novembre 2026 : 2 envois, 23 messages partis. »"""
    listed = sendings(db, agent, edition.id)
    if not listed:
        return f"{edition.name} : rien n’est encore parti vers la presse."
    sent = sum(one.counts.get(State.SENT, 0) for one in listed)
    return f"{edition.name} : {plural(len(listed), 'envoi')}, {plural(sent, 'message parti', 'messages partis')}."


def sendings_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """The sendings, the latest first, then the log of who got what."""
    relay_banner(db, agent, relay_state(db, agent))
    sheet = material(db, agent, edition.id).sheet
    if sheet.under_embargo(clock.now()):
        said = moment_in_words(sheet.embargo_until, year=True)
        st.info(f"Sous embargo jusqu’au {said} : chaque message le dit.", icon=":material/lock_clock:")
    listed = sendings(db, agent, edition.id)
    if not listed:
        said = (
            "Choisissez une version, les correspondants de son territoire sont proposés."
            if sheet.published_at
            else "Ouvrez d’abord la page de presse : le message y mène."
        )
        empty("Rien n’est encore parti vers la presse.", said, drawing="radio")
        return
    lines = sent_lines(db, agent, edition.id) if sees_people(agent) else []
    if lines:
        export_menu(f"envois-presse-edition-{edition.id}", "Envois", HEADERS, [_exported(one) for one in lines])
    for one in listed:
        _card(agent, one, [line for line in lines if line.sending.id == one.sending.id])


def _card(agent: Agent, one: ListedSending, lines: Sequence[SentLine]) -> None:
    sending = one.sending
    later = sending.leaves_at > clock.now() and not sending.cancelled_at
    state, color = (
        ("Annulé", "gray") if sending.cancelled_at else ("Programmé", "yellow") if later else ("Parti", "green")
    )
    with card(audience_words(sending.audience), state, color) as top:
        if one.waiting and may_write(agent):
            with top:
                if st.button("Annuler ce qui reste", icon=":material/cancel_schedule_send:", type="tertiary",
                             key=f"cancel-press-{sending.id}"):  # fmt: skip
                    confirm_cancel(sending.id, one.waiting)
        st.markdown(f"**{plain(sending.headline)}**  \n:gray[{_moment(one)}]")
        _results(one)
        if lines:
            with st.expander(plural(len(lines), "destinataire"), icon=":material/group:"):
                _table(sending.id, lines)
                same_in_a_table([{"Qui": _who(line), "Média": line.outlets, "Résultat": _result(line)}
                                 for line in lines])  # fmt: skip


def _moment(one: ListedSending) -> str:
    begins = "part" if one.sending.leaves_at > clock.now() else "parti"
    return f"{begins} {moment_in_words(one.sending.leaves_at, year=True)}"


def _results(one: ListedSending) -> None:
    if not one.counts:
        st.markdown(f":gray[{FORGOTTEN}.]")
        return
    with line():
        for state in State:
            if count := one.counts.get(state, 0):
                st.badge(f"{state.label} : {count}", color=MESSAGE_COLOURS[state])


def _table(number: int, lines: Sequence[SentLine]) -> None:
    st.dataframe(
        pd.DataFrame(
            {
                "Qui": [_who(one) for one in lines],
                "Média": [one.outlets for one in lines],
                "Résultat": [[one.state.label] if one.state else [] for one in lines],
                "Quand": [one.at.astimezone(PARIS).replace(tzinfo=None) for one in lines],
                "Pourquoi": [one.reason for one in lines],
                "Adresse": [one.email for one in lines],
            }
        ),
        hide_index=True,
        height="content" if len(lines) < 12 else 420,
        column_config={
            "Quand": st.column_config.DatetimeColumn(format="DD/MM/YYYY HH:mm", width=135),
            "Résultat": chip_column("Résultat", MESSAGE_COLOURS, width=130),
        },
        alt=f"{plural(len(lines), 'destinataire')} : média, résultat, moment",
        key=f"press-lines-{number}",
    )


def _who(one: SentLine) -> str:
    return one.name or ERASED


def _result(one: SentLine) -> str:
    if one.state is None:
        return FORGOTTEN
    return f"{one.state.label} : {one.reason}" if one.reason else one.state.label


def _exported(one: SentLine) -> tuple[object, ...]:
    state = one.state.label if one.state else FORGOTTEN
    audience = audience_words(one.sending.audience)
    return (_who(one), one.outlets, one.email, one.at, audience, one.sending.subject, state, one.reason)


@st.dialog("Annuler cet envoi", icon=":material/cancel_schedule_send:")
def confirm_cancel(sending_id: int, waiting: int) -> None:
    """Says what it stops before it does."""
    agent, db = require_agent(FILE)
    st.markdown(f"{plural(waiting, 'message')} ne partira pas. Ce qui est déjà parti l’est pour de bon."
                if waiting < 2 else f"{plural(waiting, 'message')} ne partiront pas. Ce qui est déjà parti l’est pour "
                "de bon.")  # fmt: skip
    with line():
        if st.button("Annuler cet envoi", type="primary", key="confirm-cancel-press"):
            form = f"cancel-press-{sending_id}"
            with reporting("L’envoi est annulé.", form) as outcome:
                cancel_press_sending(db, agent, sending_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Garder l’envoi", type="tertiary", key="keep-press"):
            st.rerun()
