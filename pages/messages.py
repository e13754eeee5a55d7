"""Messages : les neuf étapes d’une édition, ce qui part, quand, et ce que cela donne."""

import streamlit as st

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import plural
from campaign.editions.model import State
from campaign.messages.views import audience, plan, relay_state
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import card, empty, go_to, heading, line, same_in_a_table
from campaign.ui.relay_banner import relay_banner
from campaign.ui.session import require_agent
from campaign.ui.step_bar import parts, swatch_svg
from campaign.ui.step_list import step_list
from campaign.ui.step_words import next_step, row_of_table, state_sentence

agent, db = require_agent("messages.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Messages", "Aucune édition pour l’instant.")
    said = "Les messages suivent les jours d’une édition : préparez-la, les dates seront proposées."
    empty("Rien à envoyer encore.", said, "editions.py", "Préparer une édition", "clock")
    st.stop()

steps, today = plan(db, agent, edition.id), clock.today()
following = next_step(steps, edition.state(today), today)
heading(agent, f"Messages, {edition.name}", state_sentence(steps, following, today))
relay_banner(db, agent, relay_state(db, agent))
if edition.state(today) is State.CANCELLED:
    st.info("Cette édition est annulée : plus rien ne part.", icon=":material/event_busy:")
work, context = st.columns([2.6, 1])
with context:
    edition_picker(db, agent, edition)
    if agent.role is not Role.READER and following:
        with card("Prochaine étape"):
            reached = audience(db, agent, edition.id, following.step)
            people = plural(len(reached.due), "personne concernée", "personnes concernées")
            st.markdown(f"**{following.step.label}**  \n{people} aujourd’hui")
            if paper := len(reached.without_email):
                st.markdown(plural(paper, "personne sans adresse valable", "personnes sans adresse valable"))
                go_to("letters_and_calls.py", "Lettres et appels", etape=following.step, edition=edition.id)
    if any(one.results.total for one in steps):
        with card("Lire les barres"):
            for word in parts(steps[0].results):
                with line():
                    st.image(swatch_svg(word), width=14, alt="")
                    st.markdown(word, width="content")
with work:
    step_list(db, agent, edition, steps, following)
    same_in_a_table([row_of_table(one) for one in steps])
