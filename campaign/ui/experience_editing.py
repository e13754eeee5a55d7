"""The dialog of one part: its text, how long it is, the proposed one to read or to go back to."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import rich_text
from campaign.base.database import Database
from campaign.base.french import number, plural
from campaign.experience.actions import bring_back, change_part, restore_proposed
from campaign.experience.model import (
    KEYWORDS,
    PARTS,
    SUGGESTED_KEYWORDS,
    ShownPart,
    copied,
    keywords_of,
    written_keywords,
)
from campaign.experience.views import experience_sheet
from campaign.ui.experience_words import FILE, markdown_of
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

UNDO = "experience"


@st.dialog("Écrire cette partie", width="large", icon=":material/edit:")
def edit_part(edition_id: int, code: str) -> None:
    """What the officer writes over what is proposed."""
    agent, db = require_agent(FILE)
    one = experience_sheet(db, agent, edition_id).part(code)
    form = f"experience-{edition_id}-{code}"
    field = f"{form}-text"
    read = version_read(form, field, one.version)
    st.markdown(f":gray[{one.part.hint}]")
    text = _keywords(one, field) if code == KEYWORDS else _text(one, field)
    with line():
        save = st.button("Enregistrer", type="primary", icon=":material/save:", key=f"{form}-save")
        back = one.own and st.button("Revenir au texte proposé", icon=":material/undo:", key=f"{form}-restore")
    if one.own:
        with st.expander("Lire le texte proposé", icon=":material/smart_toy:"):
            st.markdown(markdown_of(rich_text.read(one.proposed)) or ":gray[Rien n’est proposé pour cette partie.]")
    if save:
        with reporting(f"« {plain(one.part.label)} » est enregistré.", operation_of=form) as outcome:
            change_part(db, agent, edition_id, code, read, text, one.proposed, form_operation(form))
        if outcome.done:
            st.rerun()
    if back:
        back_to_proposed(db, agent, edition_id, one)


def back_to_proposed(db: Database, agent: Agent, edition_id: int, one: ShownPart) -> None:
    """The proposed text again, with « Annuler »."""
    form = f"restore-{edition_id}-{one.part.code}"
    with reporting(operation_of=form) as outcome:
        restore_proposed(db, agent, edition_id, one.part.code, one.version, one.proposed, form_operation(form))
    if outcome.done:
        offer_undo(f"« {one.part.label} » suit de nouveau le texte proposé.", UNDO, PARTS.index(one.part))
        st.rerun()


def undo_pressed(db: Database, agent: Agent, edition_id: int) -> bool:
    """Whether « Annuler » was pressed and the written text is back."""
    asked = undo_asked()
    if not asked or asked[0] != UNDO:
        return False
    form = f"bring-back-{edition_id}-{asked[1]}"
    with reporting("Votre texte est revenu.", form) as outcome:
        bring_back(db, agent, edition_id, PARTS[asked[1]].code, form_operation(form))
    return outcome.done


def _text(one: ShownPart, field: str) -> str:
    text = st.text_area(one.part.label, one.text, height=320, key=field)
    size = len(copied(text))
    over = f" : {number(len(text) - one.part.most)} de trop" if len(text) > one.part.most else ""
    advice = "un tiret ouvre une liste, deux étoiles de chaque côté mettent en **gras**"
    colour = "red" if over else "gray"
    st.markdown(f":{colour}[{plural(size, 'signe')} sur {number(one.part.most)}{over} · {advice}]")
    return text


def _keywords(one: ShownPart, field: str) -> str:
    kept = keywords_of(one.text)
    words = st.multiselect(
        "Mots clés", list(dict.fromkeys([*kept, *SUGGESTED_KEYWORDS])), kept, key=field, accept_new_options=True,
        placeholder="Choisir, ou écrire un autre mot",
    )  # fmt: skip
    return written_keywords(words)
