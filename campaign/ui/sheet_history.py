"""What happened to a sheet, latest first: who, when, how, before and after; one change can be taken back."""

import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.clock import PARIS, today
from campaign.base.database import Database
from campaign.base.french import short_date
from campaign.partners.model import Place
from campaign.partners.undoing import undo_change
from campaign.partners.views import HistoryLine, history
from campaign.ui.duplicate_merges import merges_card
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.sheet_form import show_again

_LONGEST = 160  # characters of a value: a note may be a page


def history_card(db: Database, agent: Agent, place: Place, limit: int = 12) -> None:
    """The card of the latest changes, each with what it replaced and « Annuler ce changement »."""
    limit = st.session_state.get(f"history-{place.id}", limit)
    listed = history(db, agent, place.id, limit + 1)
    writes = agent.role in screen("corrections.py").roles and place.merged_into is None
    with card("Historique"):
        for one in listed[:limit]:
            _change(db, agent, place, one, writes=writes)
        if not listed:
            st.markdown(":gray[Rien n’est encore arrivé à cette fiche.]")
        if len(listed) > limit and st.button(":primary[Voir plus loin]", type="tertiary", key="more-history"):
            st.session_state[f"history-{place.id}"] = limit + 50
            st.rerun()
    merges_card(db, agent, place, writes=agent.role in screen("duplicates.py").roles)


def history_lines(db: Database, agent: Agent, place: Place, limit: int) -> None:
    """« 21 oct. Fiche modifiée : téléphone, par Camille Roussel », line after line."""
    for one in history(db, agent, place.id, limit):
        st.markdown(line_in_words(one))


def line_in_words(one: HistoryLine) -> str:
    """One line, as markdown."""
    day = one.at.astimezone(PARIS).date()
    of = f" :gray[(fiche {plain(one.of)})]" if one.of else ""
    said = f":gray[{short_date(day, year=day.year != today().year)}] {plain(one.text)}{of}"
    return f"{said} :gray[par {plain(one.who)}]"


def changes_in_words(one: HistoryLine) -> str:
    """« Téléphone : 02 41 00 00 05 → 02 41 00 00 06 », a line per field, as markdown; empty when nothing changed."""
    return "  \n".join(
        f":small[**{plain(change.label)}** : {_value(change.before)} → {_value(change.after)}]"
        for change in one.changes
    )  # fmt: skip


def _value(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return plain(" ".join(short.split())) if text else ":gray[(vide)]"


def _change(db: Database, agent: Agent, place: Place, one: HistoryLine, *, writes: bool) -> None:
    with st.container(gap=None, key=f"history-{one.id}"):
        st.markdown(line_in_words(one))
        if told := changes_in_words(one):
            st.markdown(told)
        if writes and one.undoable:
            asked = st.button(
                ":primary[Annuler ce changement]", type="tertiary", icon=":material/undo:", key=f"undo-change-{one.id}"
            )
            if asked:
                take_back(db, agent, place, one.id)


def take_back(db: Database, agent: Agent, place: Place, line_id: int) -> None:
    """Undo one line, say what went back and what was left, and show the sheet again."""
    form = f"undo-change-{line_id}"
    with reporting(operation_of=form) as outcome:
        undone = undo_change(db, agent, place.id, line_id, form_operation(form))
    if outcome.done:
        notify(undone.sentence)
        show_again(place)
        st.rerun()
