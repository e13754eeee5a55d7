"""Tournées : livraisons et reprises, la carte et la feuille de route de chaque tournée, véhicules et réglages."""

import streamlit as st

from campaign.rounds.views import adopted_plan, plans
from campaign.stock.views import main_depot
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line
from campaign.ui.plain import plain
from campaign.ui.rounds_again import again_card, is_driven, passage_line
from campaign.ui.rounds_choice import chosen_plan, chosen_purpose, chosen_tab, follow_address, round_choice
from campaign.ui.rounds_contents import places_of, told_of
from campaign.ui.rounds_driver import driver_dialog, papers_dialog
from campaign.ui.rounds_empty import first_thing_to_do, nothing_yet
from campaign.ui.rounds_job import plan_dialog, progress_card
from campaign.ui.rounds_map import round_card
from campaign.ui.rounds_moves import unserved_card
from campaign.ui.rounds_plan import adopt, follow_wish, plan_notes, plan_state, still_followed, versions_tab
from campaign.ui.rounds_settings import settings_tab, vehicle_dialog
from campaign.ui.rounds_sheet import sheet
from campaign.ui.rounds_words import PURPOSE, PURPOSES, TAB, TABS, may_write, primary_verb, state_words
from campaign.ui.session import require_agent

agent, db = require_agent("rounds.py")
unknown = follow_address(db, agent)
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Tournées", "Aucune édition pour l’instant.")
    said = "Les tournées portent les kits d’une édition."
    empty("Personne à livrer encore.", said, "editions.py", "Préparer une édition", "bike")
    st.stop()
follow_wish()
tab, purpose, depot, writes = chosen_tab(), chosen_purpose(), main_depot(db, agent), may_write(agent)
known = plans(db, agent, edition.id, purpose)
plan, latest = chosen_plan(known)
whole = adopted_plan(db, agent, edition.id, purpose)
driven = is_driven(plan, whole)
current = writes and plan is not None and plan.id == latest.id
todo = "" if plan else first_thing_to_do(db, agent, edition, purpose, depot)

verb, icon = primary_verb(tab, plan, writes=writes, current=current, driven=driven, ready=not todo)
pressed = heading(agent, "Tournées", state_words(edition.name, purpose, plan), verb, icon)
if unknown:
    st.warning(plain(unknown), icon=":material/info:")
with line():
    st.segmented_control(
        "Partie", list(TABS), format_func=TABS.get, required=True, label_visibility="collapsed", key=TAB, wrap=True
    )
    st.segmented_control(
        "Sens", list(PURPOSES), format_func=PURPOSES.get, required=True, label_visibility="collapsed", key=PURPOSE
    )
    edition_picker(db, agent, edition)
if pressed and tab == "reglages":
    vehicle_dialog(None)
if tab == "reglages":
    settings_tab(db, agent, edition, purpose, depot)
    st.stop()
if tab == "versions":
    versions_tab(known, whole)
    st.stop()

busy = progress_card(db, agent, edition.id, purpose)
if plan is None:
    if pressed:
        plan_dialog(edition.id, purpose)
    if not busy:
        nothing_yet(todo, purpose, writes=writes)
    st.stop()
state = line()
one = round_choice(plan)
with state:
    plan_state(plan, latest)
    passage_line(plan, whole, known)
    if writes and not busy and st.button("Recalculer", icon=":material/route:", key="plan-again"):
        plan_dialog(edition.id, purpose)
    if (
        (current or (writes and driven))
        and one
        and st.button("Lien du conducteur", icon=":material/link:", key="driver-link")
    ):
        driver_dialog(one.id)
still_followed(plan, whole, driven=driven)
if pressed and not driven:
    adopt(db, agent, plan)
elif pressed and one:
    papers_dialog(one.id)
picture, steps = st.columns([1, 1.35])
if one:
    places = places_of(db, agent)
    with picture:
        round_card(agent, plan, one, depot, places)
    with steps:
        sheet(db, agent, plan, one, told_of(db, agent, plan, one, places), writes=current)
with steps if one else st.container():
    if writes and whole and not busy:
        again_card(db, agent, whole, known)
    unserved_card(db, agent, plan, writes=current)
    plan_notes(plan)
