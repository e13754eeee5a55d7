"""Lettres et appels : qui appeler, ce que l’appel a donné, les lettres à poster et les fiches-réponse reçues."""

import streamlit as st

from campaign.base.french import plural
from campaign.base.text import search_key
from campaign.editions.views import editions, working_edition
from campaign.messages.calls import CallLine, call_list
from campaign.ui.call_lines import UNDO, call_lines, open_what_follows, take_call_back
from campaign.ui.code_entry import code_entry
from campaign.ui.feedback import undo_asked
from campaign.ui.layout import empty, heading, number_parameter
from campaign.ui.paper_panel import LETTERS, call_list_button, letters_card, sheets_card, take_back
from campaign.ui.session import require_agent

KINDS = {
    "Tous": lambda one: True,
    "Sans courriel": lambda one: one.without_email,
    "Jamais réagi": lambda one: one.never_reacted,
    "Déjà appelés": lambda one: bool(one.calls),
}
agent, db = require_agent("letters_and_calls.py")
known = {one.id: one for one in editions(db, agent)}
edition = known.get(number_parameter("edition") or 0) or working_edition(db, agent)
if edition is None:
    heading(agent, "Lettres et appels", "Aucune édition pour l’instant.")
    said = "Préparez-en une, puis invitez des boutiques."
    empty("On écrit et on appelle pour une édition.", said, "editions.py", "Préparer une édition", "clock")
    st.stop()


def matching(one: CallLine, words: list[str]) -> bool:
    """Whether every typed word is in the name, the shops or the number."""
    recipient = one.recipient
    text = search_key(f"{recipient.name} {' '.join(recipient.shops)}") + " " + recipient.phone
    return all(word in text for word in words)


everyone = call_list(db, agent, edition.id)
silent = sum(one.without_email for one in everyone)
said = plural(len(everyone), "personne à appeler", "personnes à appeler") if everyone else "Personne à appeler"
heading(agent, "Lettres et appels", f"{said}, dont {silent} sans courriel." if silent else f"{said}.")
if asked := undo_asked(UNDO, LETTERS):
    action, number = asked
    if action == UNDO:
        take_call_back(db, agent, number)
    elif action == LETTERS:
        take_back(db, agent, number)

work, context = st.columns([2.4, 1])
with work:
    if everyone:
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = st.segmented_control(
                "Qui",
                list(KINDS),
                format_func=lambda one: f"{one} · {sum(map(KINDS[one], everyone))}",
                default="Tous",
                required=True,
                label_visibility="collapsed",
                key="kind",
                wrap=True,
            )
            search = st.text_input(
                "Chercher",
                placeholder="Nom, boutique…",
                icon=":material/search:",
                label_visibility="collapsed",
                key="search",
                width=220,
            )
            call_list_button(db, agent, edition)
        shown = [one for one in everyone if KINDS[kind](one) and matching(one, search_key(search).split())]
        if shown:
            call_lines(agent, edition, shown)
        else:
            empty("Personne ne correspond.", "Élargissez la recherche, ou changez de filtre.", drawing="cat")
    else:
        empty("Personne à appeler.", "Tout le monde a répondu, ou l’édition est passée.", drawing="mug")
with context:
    code_entry(db, agent, edition)
    letters_card(db, agent, edition)
    sheets_card(db, agent, edition)
open_what_follows(db, agent, edition)
