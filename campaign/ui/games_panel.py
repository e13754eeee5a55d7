"""One request beside the table: its answer, its reason, what is free instead, and what an agent may decide."""

from collections.abc import Callable, Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import moment_in_words, plural, short_day
from campaign.loans.asking import withdraw_request
from campaign.loans.deciding import grant_request, reopen_request
from campaign.loans.model import Answer, How
from campaign.loans.views import RequestLine
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.games_dialogs import change_one, refuse_one, swap_two
from campaign.ui.games_words import ANSWERS, ICONS, offer_back, said
from campaign.ui.layout import line
from campaign.ui.plain import plain


def panel(db: Database, agent: Agent, one: RequestLine, lines: Sequence[RequestLine], writes: bool) -> None:
    """The selected request; what may be decided when ``writes``."""
    with st.container(border=True):
        st.header(plain(f"{one.epci}, {short_day(one.request.day)}"), anchor=False)
        with line():
            st.badge(one.answer.label, color=ANSWERS[one.answer], icon=f":material/{ICONS[one.answer]}:")
            if one.decision and one.decision.how is not How.ALLOCATION:
                st.badge(one.decision.how.label, color="gray")
        piece = one.piece.reference(one.item) if one.piece else one.item.name
        facts = [
            ("casino", piece),
            ("location_on", one.site),
            *([] if agent.role is Role.READER else [("person", one.request.animator or "Personne encore pour animer")]),
            ("schedule", f"Demandé {moment_in_words(one.request.requested_at)}"),
            ("history", f"{plural(one.loans, 'prêt')} lors des trois dernières éditions"),
        ]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts))
        if one.request.note:
            st.markdown(f":gray[{plain(one.request.note)}]")
        if one.reason:
            st.markdown(plain(one.reason))
        if one.alternatives:
            free = [
                f"{other.game} {short_day(other.day)}" + (f", {other.condition}" if other.condition else "")
                for other in one.alternatives
            ]
            st.markdown(plain(f"Libres : {' ; '.join(free)}."))
        if writes:
            _gestures(db, agent, one, lines)


def _gestures(db: Database, agent: Agent, one: RequestLine, lines: Sequence[RequestLine]) -> None:
    with line():
        if one.answer is not Answer.GRANTED and st.button("Accorder", icon=":material/check:", key="games-grant"):
            _do(grant_request, db, agent, one, f"C’est accordé : {said(one)}.")
        if one.answer is not Answer.REFUSED and st.button("Refuser", icon=":material/close:", key="games-refuse"):
            refuse_one(one.request.edition_id, one.request.id)
        gives = one.answer is Answer.GRANTED
        exchanges = any(_exchanges(one, other, gives) for other in lines)
        if exchanges and st.button("Échanger", icon=":material/swap_horiz:", key="games-swap-open"):
            swap_two(one.request.edition_id, one.request.id)
    with line():
        if st.button("Modifier", icon=":material/edit:", type="tertiary", key="games-change"):
            change_one(one.request.edition_id, one.request.id)
        kept = one.decision is not None and one.decision.by_hand
        if kept and st.button("Remettre en attente", icon=":material/undo:", type="tertiary", key="games-reopen"):
            _do(reopen_request, db, agent, one, f"En attente de la prochaine répartition : {said(one)}.")
        if st.button("Retirer", icon=":material/delete:", type="tertiary", key="games-withdraw"):
            _do(withdraw_request, db, agent, one, f"Demande retirée : {said(one)}.", undo=True)


def _exchanges(one: RequestLine, other: RequestLine, gives: bool) -> bool:
    return other.item.id == one.item.id and (other.answer is Answer.GRANTED) is not gives


def _do(action: Callable, db: Database, agent: Agent, one: RequestLine, sentence: str, *, undo: bool = False) -> None:
    form = f"games-{action.__name__}-{one.request.id}"
    with reporting("" if undo else sentence, form) as outcome:
        action(db, agent, one.request.id, form_operation(form))
    if outcome.done:
        if undo:
            offer_back(sentence, one.request.id)
        st.rerun()
