"""A paper sheet came back: its code opens the answer of its shop."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.editions.model import Edition
from campaign.messages.paper import place_of_code
from campaign.participation.views import participation
from campaign.ui.answer_for_shop import open_answer
from campaign.ui.feedback import reporting
from campaign.ui.layout import card


def code_entry(db: Database, agent: Agent, edition: Edition) -> None:
    """The card where the code is typed; a right one opens the answer form, filled with what is known."""
    with card("Fiche-réponse reçue"), st.form("answer-code", border=False, enter_to_submit=True):
        typed = st.text_input("Code imprimé en haut de la fiche", placeholder="4F-7K2", max_chars=30, key="answer-code")
        asked = st.form_submit_button("Saisir la réponse", icon=":material/edit_document:", key="open-code")
    if asked:
        with reporting() as found:
            place_id = place_of_code(db, agent, edition.id, typed or "")
        if found.done:
            open_answer(edition.id, participation(db, agent, edition.id, place_id))
