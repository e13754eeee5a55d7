"""Participations : qui participe, qui n’a pas répondu, répondre pour une boutique, copier un lien."""

import streamlit as st

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import day_in_words, plural
from campaign.editions.model import Edition, State
from campaign.editions.views import editions, working_edition
from campaign.participation.model import Funnel
from campaign.participation.views import funnel, participations
from campaign.ui import charts, geography
from campaign.ui.answer_for_shop import open_answer
from campaign.ui.invitations import invite_shops
from campaign.ui.layout import card, empty, heading, number_parameter, same_in_a_table
from campaign.ui.links_panel import links_panel
from campaign.ui.participation_lists import MAY_ANSWER, SHAPES, accessible, by_day, filters, table, waiting_card
from campaign.ui.session import require_agent

agent, db = require_agent("participations.py")


def sentence(edition: Edition, answers: Funnel, state: State) -> str:
    """« 13 boutiques participent ; il en manque 4 pour l’objectif de 17. Réponses attendues jusqu’au … »."""
    deadline = day_in_words(edition.answer_deadline, year=False)
    then = {
        State.OPEN: f"Réponses attendues jusqu’au {deadline}.",
        State.CLOSED: f"Réponses closes depuis le {deadline}.",
        State.PREPARING: "Édition en préparation : ouvrez-la pour recevoir les réponses.",
    }.get(state, f"Édition {state.label.lower()}.")
    goal = charts.missing_in_words(answers)
    said = plural(answers.confirmed, "boutique participe", "boutiques participent")
    return f"{said} ; {goal}. {then}" if goal else f"{said}. {then}"


known = {one.id: one for one in editions(db, agent)}
edition = known.get(number_parameter("edition") or 0) or working_edition(db, agent)
if edition is None:
    heading(agent, "Participations", "Aucune édition pour l’instant.")
    said = "Préparez la première, puis invitez-les."
    empty("Les boutiques répondent à une édition.", said, "editions.py", "Préparer une édition", "clock")
    st.stop()

state, answers = edition.state(clock.today()), funnel(db, agent, edition.id)
live = state in (State.PREPARING, State.OPEN, State.CLOSED)
answering = state in (State.OPEN, State.CLOSED) and agent.role in MAY_ANSWER
everyone = participations(db, agent, edition.id)
numbers = geography.numbers(everyone)
verb = "Inviter des boutiques" if agent.role is Role.OFFICER and live else ""
title = "Participations" if edition == working_edition(db, agent) else f"Participations, {edition.name}"
if heading(agent, title, sentence(edition, answers, state), verb, ":material/person_add:"):
    invite_shops(edition.id)
if not everyone:
    said = "« Inviter des boutiques » les prend dans le registre." if verb else ""
    empty("Aucune boutique n’est invitée à cette édition.", said, drawing="armchair")
    st.stop()

status, search, epci, shape = filters(everyone, answers)
shown = participations(db, agent, edition.id, search=search, status=status, epci=epci)
work, context = st.columns([2.4, 1])
with work:
    if not shown:
        empty("Aucune boutique ne correspond.", "Élargissez la recherche, ou changez de filtre.", drawing="cat")
    elif shape == SHAPES[1]:
        by_day(edition, shown, numbers)
    else:
        if one := table(edition, shown, numbers, answering=answering):
            open_answer(edition.id, one)
        same_in_a_table(accessible(shown, numbers))
with context:
    with card("Vers l’objectif"):
        said = charts.objective_in_words(answers)
        st.altair_chart(charts.objective_bar(answers), alt=said)
        goal = f" · :red[┆ **objectif {edition.objective_shops}**]" if edition.objective_shops else ""
        st.markdown(said + goal)
    waiting_card(edition, everyone, answering=answering)
    if agent.role in MAY_ANSWER:
        links_panel(db, agent, edition, live=live)
