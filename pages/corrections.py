"""Corrections proposées : ce qu’une boutique, un habitant ou un fichier dit d’une fiche, à relire champ par champ."""

from itertools import groupby

import streamlit as st

from campaign.base.french import plural
from campaign.partners.suggesting import decided_suggestions, pending_suggestions
from campaign.ui.layout import empty, heading
from campaign.ui.session import require_agent
from campaign.ui.suggestion_cards import shop_card
from campaign.ui.suggestion_choice import chosen_suggestions
from campaign.ui.suggestion_decided import decided_card, undo_pending

agent, db = require_agent("corrections.py")
waiting = pending_suggestions(db, agent)
shops = len({one.place_id for one in waiting})
of = "de la fiche d’une boutique" if shops == 1 else f"sur {plural(shops, 'fiche')}"
said = f"{plural(len(waiting), 'correction proposée', 'corrections proposées')} {of} : rien ne change sans vous."
heading(agent, "Corrections proposées", said if waiting else "Rien à relire.")
messages = st.container()
with messages:
    undo_pending(db, agent)
if waiting:
    listed = chosen_suggestions(waiting)
    if not listed:
        st.markdown(":gray[Aucune correction ne répond à cette recherche.]")
    for (place_id, name), group in groupby(
        sorted(listed, key=lambda one: (one.place_name.casefold(), one.place_id, one.id)),
        key=lambda one: (one.place_id, one.place_name),
    ):
        shop_card(db, agent, place_id, name, list(group), messages)
else:
    empty(
        "Aucune correction n’attend.",
        "Quand une boutique corrige sa fiche, qu’un habitant signale une erreur ou qu’un fichier contredit ce que vous "
        "avez écrit, la proposition attend ici votre accord.",
        drawing="books",
    )
decided_card(db, agent, decided_suggestions(db, agent), messages)
