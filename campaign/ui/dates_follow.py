"""« Consulter », once it left: who answered in each EPCI, who is awaited, a reminder, a reply on the telephone."""

from itertools import groupby

import altair as alt
import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import date_in_figures, day_in_words, plural
from campaign.consultation.asking import Awaited, awaited, move_closing, remind
from campaign.consultation.consulted import Consultation, Stage
from campaign.consultation.results import Results, Turnout
from campaign.consultation.views import consultation
from campaign.consultation.votes import Voter, VoterKind
from campaign.territory.model import short_epci_name
from campaign.ui.dates_reply import note_reply
from campaign.ui.dates_words import FILE, keep_or_not, may_write, quorum_words, read_back
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_PRUNE, _DONE, _WAITING, _TOMATE = "#34142E", "#00666B", "#F3DFBC", "#CE3418"
_FEW = 8  # places named without a click


def turnout_card(seen: Consultation, told: Results) -> None:
    """A bar an EPCI, with a mark where its quorum is."""
    with card("3. Consulter", f"{told.answered} sur {told.asked}", "green" if told.quorum_reached else "yellow"):
        if seen.stage(clock.today()) is not Stage.DECIDED:
            verb = "jusqu’au" if seen.stage(clock.today()) is Stage.OPEN else "close depuis le"
            st.markdown(f"Consultation {verb} **{day_in_words(seen.closes_on, year=False)}**.")
        st.markdown(quorum_words(told, named=seen.decided is None))
        if told.turnout:
            said = " ; ".join(f"{short_epci_name(one.epci_name)} : {one.in_words}" for one in told.turnout)
            st.altair_chart(_bars(told.turnout), alt=said)
            st.markdown(f":gray[Trait rouge : quorum de {seen.quorum} % des boutiques.]")
            same_in_a_table(
                [{"EPCI": one.epci_name, "Boutiques": one.shops, "Ont répondu": one.answered,
                  "Quorum": "atteint" if one.reached else f"il en manque {one.missing}"} for one in told.turnout]
            )  # fmt: skip


def _bars(turnout: tuple[Turnout, ...]) -> alt.LayerChart:
    table = pd.DataFrame(
        {
            "epci": [short_epci_name(one.epci_name) for one in turnout],
            "answered": [one.answered for one in turnout], "shops": [one.shops for one in turnout],
            "quorum": [one.quorum * one.shops / 100 for one in turnout],
            "said": [f"{one.answered} sur {one.shops}" for one in turnout],
        }
    )  # fmt: skip
    across = alt.Scale(domain=[0, max([1, *table["shops"]]) * 1.3])
    left = alt.Axis(ticks=False, domain=False, labelPadding=8, labelColor=_PRUNE, labelFontSize=13, labelLimit=150)
    base = alt.Chart(table).encode(y=alt.Y("epci:N", sort=None, title=None, axis=left))
    layers = base.mark_bar(height=18, cornerRadius=3, color=_WAITING).encode(
        x=alt.X("shops:Q", axis=None, scale=across)
    )
    layers += base.mark_bar(height=18, cornerRadius=3, color=_DONE).encode(x=alt.X("answered:Q", scale=across))
    layers += base.mark_tick(color=_TOMATE, thickness=3, size=26).encode(x=alt.X("quorum:Q", scale=across))
    layers += base.mark_text(align="left", dx=8, fontWeight=700, fontSize=13, color=_PRUNE).encode(
        x=alt.X("shops:Q", scale=across), text="said:N"
    )
    chart = layers.properties(height=30 * len(table) + 8, padding={"left": 0, "right": 5, "top": 4, "bottom": 0})
    return chart.configure_view(strokeWidth=0).configure_axis(labelFont="Figtree").configure_text(font="Figtree")


def awaited_card(db: Database, agent: Agent, seen: Consultation) -> None:
    """Who is still silent, those to call marked; the verbs. Readers see how many only."""
    if agent.role is Role.READER:
        return
    now = awaited(db, agent, seen.edition.id)
    decided = seen.stage(clock.today()) is Stage.DECIDED
    title, colour = ("N’ont pas répondu", "gray") if decided else ("On attend encore", "yellow")
    with card(title, len(now.voters) or None, colour):
        if not now.voters:
            st.markdown(":material/check_circle: Toutes les réponses sont là.")
        elif len(now.voters) <= _FEW:
            _names(now, to_call=not decided)
        else:
            with st.expander(f"Les {len(now.voters)} lieux sans réponse", icon=":material/hourglass_empty:"):
                _names(now, to_call=not decided)
        if decided:
            return
        writes = may_write(agent, seen.edition)
        with st.container(gap="small"):
            if writes and now.voters and not now.refusal:
                if st.button(f"Relancer les {len(now.voters)} sans réponse", icon=":material/notifications:",
                             key="dates-remind"):  # fmt: skip
                    confirm_remind(seen.edition.id)
            elif writes and now.voters:
                st.markdown(f":gray[{plain(now.refusal)}]")
            with line():
                if agent.role in (Role.OFFICER, Role.COMMUNICATION) and st.button(
                    "Noter une réponse", icon=":material/call:", key="dates-reply"
                ):
                    note_reply(seen.edition.id)
                if writes and st.button("Changer la fin", icon=":material/event_upcoming:", type="tertiary",
                                        key="dates-closing"):  # fmt: skip
                    change_closing(seen.edition.id)


def _names(now: Awaited, *, to_call: bool) -> None:
    silent = set(now.reach.unreachable) if to_call else set()
    for epci, group in groupby(now.voters, lambda one: one.epci_name):
        listed = "  \n".join(_named(one, silent) for one in group)
        st.markdown(f":gray[{plain(short_epci_name(epci)) if epci else 'Sans EPCI'}]  \n{listed}")


def _named(one: Voter, silent: set[str]) -> str:
    name = short_epci_name(one.name) if one.kind is VoterKind.ANIMATOR else one.name
    who = " :blue-badge[animation]" if one.kind is VoterKind.ANIMATOR else ""
    return f"{plain(name)}{who}{' :orange-badge[:material/call: à appeler]' if one.name in silent else ''}"


@st.dialog("Relancer ?", icon=":material/notifications:")
def confirm_remind(edition_id: int) -> None:
    """Only those who have not answered; looked at again when each message leaves."""
    agent, db = require_agent(FILE)
    now = awaited(db, agent, edition_id)
    st.markdown(plain(now.in_words))
    st.markdown(":gray[Chacun est vérifié au moment du départ : qui aura répondu d’ici là ne recevra rien.]")
    verb = f"Relancer {plural(len(now.reach.contacts), 'personne')}"
    if keep_or_not(verb, "dates-remind-confirm", "Ne rien envoyer", ":material/send:"):
        form = f"dates-remind-{edition_id}"
        with reporting("Les relances sont en route.", operation_of=form) as outcome:
            remind(db, agent, edition_id, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Changer la fin de la consultation", icon=":material/event_upcoming:")
def change_closing(edition_id: int) -> None:
    """More time, or less; a closed consultation opens again."""
    agent, db = require_agent(FILE)
    seen = consultation(db, agent, edition_id)
    typed = st.text_input("Réponses jusqu’au (compris)", date_in_figures(seen.closes_on), max_chars=40,
                          key=f"dates-closing-{edition_id}") or ""  # fmt: skip
    st.markdown(read_back(typed))
    if keep_or_not("Enregistrer", "dates-closing-save"):
        form = f"dates-closing-{edition_id}"
        with reporting("La fin de la consultation est changée.", operation_of=form) as outcome:
            move_closing(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()
