"""Importer un fichier : lire une liste, décider ligne par ligne, écrire, pouvoir revenir en arrière."""

import streamlit as st

from campaign.base.french import plural
from campaign.partners.views import counts
from campaign.ui.import_progress import failure_said, progress_card
from campaign.ui.import_steps import import_lines, judge_lines, read_file
from campaign.ui.layout import card, empty, go_to, heading, line
from campaign.ui.plain import plain
from campaign.ui.recent_imports import recent_card
from campaign.ui.session import require_agent

agent, db = require_agent("shop_import.py")
known = counts(db, agent)
heading(agent, "Importer un fichier", f"{plural(known.shops, 'boutique')} au registre aujourd’hui.")
running = progress_card(db, agent)
failure_said()
if done := st.session_state.get("import-done"):
    with line():
        st.success(plain(done), icon=":material/check_circle:")
        go_to("registry.py", "Voir le registre")
        if st.session_state.get("import-suggested"):
            go_to("corrections.py", "Décider des propositions")
        if known.duplicates:
            go_to("duplicates.py", f"Voir les doublons ({known.duplicates})")

left, right = st.columns([1, 2.4])
with left:
    plan = read_file(db, agent)
with right:
    if running:
        pass
    elif plan and plan.lines:
        with card("2. Ce qui va se passer"):
            taken = judge_lines(plan)
            asked = import_lines(db, agent, plan, taken)
        if asked:
            st.session_state.pop("import-done", None)
            st.session_state.pop("import-suggested", None)
            st.rerun()
    elif plan:
        with card("2. Ce qui va se passer"):
            st.markdown(":gray[Dites quelle colonne est laquelle, à gauche : les lignes s’afficheront ici.]")
    if not recent_card(db, agent) and plan is None and not running:
        said = (
            "Le tableau d’une collectivité, d’un réseau, de l’an dernier : chaque ligne est jugée avant d’être écrite."
        )
        empty("Aucune liste n’a encore été importée.", said, drawing="books")
