"""The role of the agent signed in, when they are of the team: to read, and to say so."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import moment_in_words
from campaign.editions.model import Edition
from campaign.roles.acknowledging import read_own_role
from campaign.roles.model import OwnRole, Stand
from campaign.roles.views import own_roles
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.roles_words import SHORT, STAND_COLOURS, day_of, next_task


def own_card(db: Database, agent: Agent, edition: Edition) -> None:
    """Nothing for whoever is not of the team."""
    shown = set()
    for one in own_roles(db, agent, edition.id):
        if one.statement.role in shown:  # twice in the team with one role: it is read once
            continue
        shown.add(one.statement.role)
        with card(f"Votre rôle : {one.statement.role.label.lower()}", SHORT[one.standing.stand],
                  STAND_COLOURS[one.standing.stand]):  # fmt: skip
            _role(db, agent, edition, one)


def _role(db: Database, agent: Agent, edition: Edition, one: OwnRole) -> None:
    said, standing = one.statement, one.standing
    brief = said.words.brief
    st.markdown(plain(brief[:1].upper() + brief[1:]))
    if coming := next_task(said.tasks):
        today = " :orange-badge[aujourd’hui]" if coming.deadline == clock.today() else ""
        st.markdown(f":material/event: {plain(coming.task.title)} :gray[{plain(day_of(coming))}]{today}")
    if standing.stand is Stand.READ and standing.reading:
        st.markdown(f":gray[Lu {moment_in_words(standing.reading.at)}, {standing.reading.how.label}.]")
        return
    if standing.stand is Stand.AGAIN:
        st.info("Ce texte a changé depuis que vous l’avez lu : relisez-le.", icon=":material/update:")
    st.markdown("\n".join(f"1. {plain(line)}" for line in said.words.asked))
    form = f"own-role-{edition.id}-{said.role}"
    if st.button("J’ai lu mon rôle", type="primary", icon=":material/check:", key=form):
        with reporting("C’est noté, merci.", operation_of=form) as outcome:
            read_own_role(db, agent, edition.id, said.role, said.words.mark, form_operation(form))
        if outcome.done:
            st.rerun()
