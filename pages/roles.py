"""Qui fait quoi : le rôle de chacun, ses dates, qui l’a lu ; l’équipe projet ; une page à afficher par acteur."""

import streamlit as st

from campaign.participation.role_readers import role_readers
from campaign.roles.model import ActorRole
from campaign.roles.views import statements
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line
from campaign.ui.roles_cards import pages_button, role_cards
from campaign.ui.roles_own import own_card
from campaign.ui.roles_reading import reading_list
from campaign.ui.roles_team import edit_member, team_card
from campaign.ui.roles_view import READINGS, ROLES, TEAM, view_choice
from campaign.ui.roles_words import may_write, sees_people, sentence, undo_pressed
from campaign.ui.roles_writing import copy_button
from campaign.ui.session import require_agent

agent, db = require_agent("roles.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Qui fait quoi", "Aucune édition pour l’instant.")
    empty("Personne n’a encore de rôle.", "Les rôles sont ceux d’une édition.", "editions.py", "Préparer une édition")
    st.stop()

readers = role_readers(db, agent, edition.id) if sees_people(agent) else None
verb = "Ajouter une personne" if may_write(agent) else ""
if heading(agent, "Qui fait quoi", sentence(readers), verb, ":material/person_add:"):
    edit_member(edition.id, None)
# A fixed place: what appears above the fields would make the browser drop what is being typed.
with st.container():
    if undo_pressed(db, agent):
        st.rerun()
with line():
    view = view_choice(readers) if readers is not None else ROLES
    edition_picker(db, agent, edition)
    said = statements(db, agent, edition.id) if view == ROLES else ()
    if view == ROLES:
        pages_button(agent, edition, tuple(ActorRole), "Une page par acteur (PDF)")
        copy_button(db, agent, edition, said)

if readers is not None and view == READINGS:
    reading_list(db, agent, edition, readers)
elif readers is not None and view == TEAM:
    team_card(db, agent, edition)
else:
    own_card(db, agent, edition)
    role_cards(db, agent, edition, said, readers or ())
