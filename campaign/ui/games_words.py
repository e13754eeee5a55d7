"""What the parts of « Jeux » share: who writes, colours, sentences, what « Annuler » undoes."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural, short_day
from campaign.loans.asking import restore_request
from campaign.loans.deciding import undo_swap
from campaign.loans.model import Answer, Rules
from campaign.loans.sentences import noun
from campaign.loans.views import Demand, RequestLine
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked

FILE = "games.py"
ANSWERS = {Answer.WAITING: "yellow", Answer.GRANTED: "green", Answer.REFUSED: "red"}
ICONS = {Answer.WAITING: "schedule", Answer.GRANTED: "check_circle", Answer.REFUSED: "cancel"}
_SWAP = "games-swap"


def may_write(agent: Agent) -> bool:
    """Games are the prevention's and the logistics'."""
    return agent.role in (Role.OFFICER, Role.LOGISTICS)


def games_words(name: str, rules: Rules, lines: Sequence[RequestLine]) -> str:
    """« Janvier 2027 : 14 demandes de 6 collectivités, 10 accordées, 1 en attente. »"""
    if not lines:
        return f"{name} : aucune demande pour l’instant, jusqu’au {day_in_words(rules.deadline, year=False)}."
    asking = len({one.request.epci_place_id for one in lines})
    asked = f"{plural(len(lines), 'demande')} de {plural(asking, 'collectivité')}"
    if rules.decided_at is None:
        return f"{name} : {asked}, à répartir après le {day_in_words(rules.deadline, year=False)}."
    given = sum(one.answer is Answer.GRANTED for one in lines)
    waiting = sum(one.answer is Answer.WAITING for one in lines)
    rest = f", {waiting} en attente" if waiting else ""
    return f"{name} : {asked}, {plural(given, 'accordée')}{rest}."


def said(one: RequestLine) -> str:
    """« Saumur Val de Loire, roue, mer. 13 »: a request in a few words."""
    return f"{one.epci}, {noun(one.item)}, {short_day(one.request.day)}"


def demand_title(demands: Sequence[Demand]) -> str:
    """« Jeux prêtés, demandes pour 4 exemplaires », as long as there are as many of each."""
    pieces = {one.pieces for one in demands}
    if len(pieces) == 1:
        return f"Jeux prêtés, demandes pour {plural(pieces.pop(), 'exemplaire')}"
    return "Jeux prêtés, demandes et exemplaires"


def offer_back(sentence: str, request_id: int) -> None:
    """« Annuler » after a request was taken out."""
    offer_undo(sentence, "game-request", request_id)


def offer_swap_back(sentence: str, granted_id: int, operation: str) -> None:
    """« Annuler » after a swap."""
    st.session_state[_SWAP] = operation
    offer_undo(sentence, "game-swap", granted_id)


def take_back(db: Database, agent: Agent) -> None:
    """« Annuler » was pressed."""
    asked = undo_asked()
    if not asked or asked[0] not in ("game-request", "game-swap"):
        return
    name, number = asked
    form = f"back-{name}-{number}"
    with reporting("C’est annulé.", form) as outcome:
        if name == "game-request":
            restore_request(db, agent, number, form_operation(form))
        else:
            undo_swap(db, agent, number, st.session_state.get(_SWAP, ""), form_operation(form))
    if outcome.done:
        st.rerun()
