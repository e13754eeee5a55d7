"""What leaves by post: letters of a step, answer sheets, and the call list to print.

Files are made when their button is pressed, in a thread of the server's own: each with its own connection.
"""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.editions.model import Edition
from campaign.messages.model import Step
from campaign.messages.paper import (
    answer_sheets_file,
    call_list_file,
    lacks_note,
    letters_due,
    letters_file,
    note_letters_posted,
    take_back_letters,
    waiting_for_a_sheet,
)
from campaign.participation.views import participations
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import card, go_to, parameter
from campaign.ui.plain import plain
from campaign.ui.session import database

PDF = "application/pdf"
LETTERS = "letters"  # what the offer to undo is about
_POSTED = "posted-letters"


def letters_card(db: Database, agent: Agent, edition: Edition) -> None:
    """The letters of one step, for those no e-mail reaches: the file, then « postées »."""
    waiting = {step: letters_due(db, agent, edition.id, step) for step in Step}
    ready_steps = [step for step in Step if waiting[step] and not lacks_note(db, agent, edition.id, step)]
    asked = parameter("etape")
    first = Step(asked) if asked in set(Step) else (ready_steps or [Step.INVITATION])[0]
    with card("Lettres"):
        step = st.selectbox(
            "Étape",
            list(Step),
            index=list(Step).index(first),
            format_func=lambda one: one.label,
            key="letters-step",
        )
        due = waiting[step]
        ready = [one for one in due if one.address]
        if not due:
            st.markdown(":gray[Personne à qui écrire par la poste pour cette étape.]")
            return
        if lacks_note(db, agent, edition.id, step):
            st.markdown(":gray[Cette étape attend sa précision (jour et heure) : programmez-la d’abord.]")
            go_to("messages.py", "Programmer l’étape")
            return
        if ready:
            said = plural(len(ready), "lettre à poster", "lettres à poster")
            with st.expander(said):
                st.markdown("  \n".join(plain(f"{one.recipient.name}, {one.address[-1]}") for one in ready))
            st.download_button(
                "Lettres à imprimer",
                lambda: letters_file(database(), agent, edition.id, step),
                f"lettres-edition-{edition.id}-{step.replace('_', '-')}.pdf",
                PDF,
                on_click="ignore",
                icon=":material/print:",
                key="letters-file",
            )
            if st.button("Noter ces lettres comme postées", icon=":material/mail:", key="letters-posted"):
                form = f"letters-{edition.id}-{step}"
                posted = [one.recipient.contact_id for one in ready]
                with reporting(operation_of=form) as done:
                    count = note_letters_posted(db, agent, edition.id, step, posted, form_operation(form))
                if done.done:
                    st.session_state[_POSTED] = (step, posted)
                    said = f"{plural(count, 'lettre notée comme postée', 'lettres notées comme postées')}."
                    offer_undo(said, LETTERS, edition.id, "Remettre à poster")
                    st.rerun()
        for one in due:
            if not one.address:
                st.markdown(f":orange[Adresse à compléter :] {plain(', '.join(one.recipient.shops))}")
                go_to("shop_sheet.py", "Compléter", key=f"address-{one.recipient.contact_id}", fiche=one.place_id)


def take_back(db: Database, agent: Agent, edition_id: int) -> None:
    """The letters just noted as posted are to post again."""
    step, contact_ids = st.session_state.pop(_POSTED, (Step.INVITATION, []))
    form = f"take-back-{edition_id}-{step}"
    with reporting("Ces lettres sont de nouveau à poster.", form) as done:
        take_back_letters(db, agent, edition_id, step, contact_ids, form_operation(form))
    if done.done:
        st.rerun()


def sheets_card(db: Database, agent: Agent, edition: Edition) -> None:
    """The answer sheets, those of shops no e-mail reaches and that have not answered chosen first."""
    shops = {one.place.id: one.place for one in participations(db, agent, edition.id)}
    with card("Fiches-réponse"):
        chosen = st.multiselect(
            "Boutiques",
            list(shops),
            waiting_for_a_sheet(db, agent, edition.id),
            format_func=lambda one: f"{shops[one].name} · {shops[one].commune}",
            placeholder="Choisir des boutiques",
            key="sheets-of",
        )
        st.download_button(
            f"{plural(len(chosen), 'fiche', 'fiches')} à imprimer" if chosen else "Fiches à imprimer",
            lambda: answer_sheets_file(database(), agent, edition.id, chosen),
            f"fiches-reponse-edition-{edition.id}.pdf",
            PDF,
            on_click="ignore",
            icon=":material/print:",
            disabled=not chosen,
            key="sheets-file",
        )


def call_list_button(db: Database, agent: Agent, edition: Edition) -> None:
    """The call list on paper."""
    st.download_button(
        "Liste d’appels à imprimer",
        lambda: call_list_file(database(), agent, edition.id),
        f"liste-appels-edition-{edition.id}.pdf",
        PDF,
        on_click="ignore",
        icon=":material/print:",
        key="calls-file",
    )
