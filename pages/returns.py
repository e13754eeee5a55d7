"""Retours : reprise pièce par pièce, ce qui est encore dehors, suivi de ce qui manque, est abîmé ou perdu."""

import streamlit as st

from campaign.deliveries.model import SlipKind
from campaign.deliveries.views import declarations, entries, outstanding, slips
from campaign.ui.deliveries_panel import lines_of, print_button
from campaign.ui.deliveries_words import may_write, sees_people
from campaign.ui.edition_choice import edition_picker
from campaign.ui.layout import empty, heading, line, parameter
from campaign.ui.returns_checking import check_in
from campaign.ui.returns_choice import choose, follow_address
from campaign.ui.returns_follow import follow_tab
from campaign.ui.returns_out import said_of, still_out
from campaign.ui.returns_words import (
    TABS,
    back_words,
    elsewhere_late,
    returns_edition,
    returns_words,
    taken_back_words,
)
from campaign.ui.session import require_agent

agent, db = require_agent("returns.py")
unknown = follow_address(db, agent)
edition = returns_edition(db, agent)
if edition is None:
    heading(agent, "Retours", "Aucune édition pour l’instant.")
    said = "Les bons de reprise suivent ce qui a été laissé chez les partenaires."
    empty("Rien à reprendre encore.", said, "editions.py", "Préparer une édition", "suitcase")
    st.stop()
listed = slips(db, agent, edition.id, SlipKind.RETURN)
still = outstanding(db, agent, edition.id)
heading(agent, "Retours", returns_words(edition.name, listed, still))
elsewhere_late(db, agent, edition.id)
if unknown:
    st.warning(unknown, icon=":material/info:")

key = "returns-tab"
if st.session_state.get(key) not in TABS:
    st.session_state[key] = asked if (asked := parameter("onglet")) in TABS else next(iter(TABS))
with line():
    st.segmented_control(
        "Partie", list(TABS), format_func=TABS.get, required=True, label_visibility="collapsed", key=key, wrap=True
    )
    edition_picker(db, agent, edition)
if st.session_state[key] == "suivi":
    follow_tab(db, agent, edition)
elif not listed:
    empty(
        "Aucun bon de reprise encore.", "Ils viennent d’eux-mêmes, de ce qui est vraiment laissé à chaque livraison.",
        "deliveries.py", "Voir les livraisons", "bike",
    )  # fmt: skip
else:
    work, context = st.columns([1.92, 1])
    with work:
        about = choose(db, agent, listed)
        told = entries(db, agent, about.number)
        words, colour = back_words(about)
        with line():
            st.badge(words, color=colour)
            if said := taken_back_words(told, agent):
                st.markdown(f":gray[{said}]")
            if may_write(agent):
                print_button(agent, about)
        if may_write(agent):
            mine = declarations(db, agent, edition.id) if sees_people(agent) else []
            declared = {item: many for place, one in reversed(mine) if place.id == about.place.id
                        for item, many in one.leftovers.items()}  # fmt: skip
            check_in(db, agent, about, declared)
        else:
            with st.container(border=True):
                lines_of(about)
        said_of(db, agent, about, told)
    with context:
        still_out(still.out)
