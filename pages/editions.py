"""Éditions : préparer, ouvrir, clore, copier, archiver."""

import streamlit as st

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import plural
from campaign.editions.model import State
from campaign.editions.views import editions
from campaign.ui.edition_card import edition_card, reinstate
from campaign.ui.edition_form import open_edition_form
from campaign.ui.feedback import undo_asked
from campaign.ui.handover_take import take_kit
from campaign.ui.layout import empty, heading
from campaign.ui.session import require_agent

agent, db = require_agent("editions.py")
known = editions(db, agent)
today = clock.today()
opened = sum(one.state(today) is State.OPEN for one in known)
verb = "Nouvelle édition" if agent.role is Role.OFFICER else ""
said = f"{plural(len(known), 'édition')}, {plural(opened, 'ouverte')}." if known else "Aucune édition pour l’instant."
if heading(agent, "Éditions", said, verb, ":material/add:"):
    open_edition_form(None, "new")
if asked := undo_asked("reinstate"):
    reinstate(db, agent, asked[1])
if verb and st.button("Reprendre un kit", icon=":material/unarchive:", key="take-kit"):
    take_kit()
if not known:
    empty(
        "La première édition se prépare ici.", "Un nom, un à quatre jours, une date limite de réponse.", drawing="clock"
    )
    st.stop()

put_away = [one for one in known if one.state(today) is State.ARCHIVED]
for one in reversed(known):
    if one not in put_away:
        edition_card(db, agent, one)
if put_away:
    with st.expander(f"Éditions archivées ({len(put_away)})", icon=":material/archive:"):
        for one in reversed(put_away):
            edition_card(db, agent, one)
