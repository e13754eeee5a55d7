"""Dossier de presse : versions, chiffres, citations, visuels, réglages ; ce qui manque avant d’envoyer."""

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.base.french import plural
from campaign.communication.content import read_source
from campaign.communication.press_content import PRESS_KINDS
from campaign.communication.press_versions import versions
from campaign.documents.presets import Preset
from campaign.press.views import material
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.kit_panel import ask_kit, kit_card
from campaign.ui.layout import empty, heading, line, parameter
from campaign.ui.leaving import leave_for_editor
from campaign.ui.plain import plain
from campaign.ui.press_figures import figures_tab
from campaign.ui.press_quotes import quotes_tab
from campaign.ui.press_settings import settings_tab
from campaign.ui.press_versions import versions_tab
from campaign.ui.press_visuals import visuals_tab
from campaign.ui.press_words import TABS, may_write, take_back
from campaign.ui.session import require_agent

agent, db = require_agent("press.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Dossier de presse", "Aucune édition pour l’instant.")
    said = "Le communiqué et le dossier se font à partir d’une édition et des réponses de ses boutiques."
    empty("Rien à écrire encore.", said, "editions.py", "Préparer une édition", "radio")
    st.stop()
kept, source, found, why = material(db, agent, edition.id), None, [], ""
try:
    source = read_source(db, agent, edition.id)
    found = versions(source)
except CampaignError as error:
    why = error.message
adapted = sum(bool(one.own) for one in found)
page = "page de presse ouverte" if kept.sheet.published_at else "page de presse fermée"
said = f"{plural(len(found), 'version')}, {plural(adapted, 'adaptée')} ; {page}." if found else why
primary = "Tous les dossiers" if found and may_write(agent, edition) else ""
if heading(agent, f"Dossier de presse, {edition.name}", said, primary, ":material/folder_zip:"):
    ask_kit(db, agent, edition.id, Preset.SCREEN, PRESS_KINDS)
take_back(db, agent)
key = "press-tab"
if asked := st.session_state.pop("press-tab-next", ""):
    st.session_state[key] = asked
if st.session_state.get(key) not in TABS:
    st.session_state[key] = asked if (asked := parameter("onglet")) in TABS else next(iter(TABS))
with line():
    tab = st.segmented_control(
        "Partie", list(TABS), format_func=TABS.get, required=True, label_visibility="collapsed", key=key, wrap=True
    )
    edition_picker(db, agent, edition)
kit_card(db, agent, edition.id, Preset.SCREEN, PRESS_KINDS, "Tous les dossiers de presse")
if tab == "versions" and found:
    versions_tab(db, agent, source, found)
elif tab == "versions":
    empty(plain(why), "Les textes, eux, peuvent déjà s’écrire.", drawing="cat")
    with st.container(horizontal_alignment="center"):
        leave_for_editor("Ouvrir l’éditeur", edition.id, primary=True)
elif tab == "chiffres":
    figures_tab(db, agent, edition, kept, source)
elif tab == "citations":
    quotes_tab(db, agent, edition, kept, source)
elif tab == "visuels":
    visuals_tab(db, agent, edition, kept)
else:
    settings_tab(db, agent, edition, kept)
