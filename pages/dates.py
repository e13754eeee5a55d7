"""Choisir les jours : chercher, comparer, consulter boutiques et animateurs, décider pour tout le monde."""

import streamlit as st

from campaign.base import clock
from campaign.consultation.consulted import Stage
from campaign.consultation.views import consultation, results_of
from campaign.ui.dates_asking import ask_card
from campaign.ui.dates_candidates import compare_card, found_sets, sets_card
from campaign.ui.dates_deciding import decided_card
from campaign.ui.dates_follow import awaited_card, turnout_card
from campaign.ui.dates_results import results_card
from campaign.ui.dates_search import search_card
from campaign.ui.dates_weights import rivals_card, weights_card
from campaign.ui.dates_words import sentence, settled, steps, take_back
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.feedback import show_error
from campaign.ui.layout import empty, heading
from campaign.ui.session import require_agent

agent, db = require_agent("dates.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Choisir les jours", "Aucune édition pour l’instant.")
    said = "Les jours se choisissent pour une édition : créez-la avec des jours provisoires."
    empty("Rien à choisir encore.", said, "editions.py", "Préparer une édition", "clock")
    st.stop()

seen, told = consultation(db, agent, edition.id), results_of(db, agent, edition.id)
stage = seen.stage(clock.today())
found, refusal = found_sets(db, agent, seen) if seen.search else ((), None)
heading(agent, "Choisir les jours", sentence(seen, told, found))
take_back(db, agent)
edition_picker(db, agent, edition)
if settled(edition) and stage is Stage.PREPARING:
    said = "Les jours se choisissent avant une édition. Choisissez celle que vous préparez, ou créez la suivante."
    empty("Cette édition est terminée.", said, "editions.py", "Voir les éditions", "clock")
    st.stop()

steps(seen, told, found)
if stage is Stage.DECIDED:
    decided_card(agent, seen)
if stage is not Stage.PREPARING:
    # What matters now comes first: answers while they are awaited, then the sets in order.
    if stage is Stage.OPEN:
        context, work = st.columns([1, 1.75])
    else:
        work, context = st.columns([1.75, 1])
    with work:
        results_card(db, agent, seen, told)
    with context:
        turnout_card(seen, told)
        awaited_card(db, agent, seen)
opened = stage is not Stage.PREPARING
again = "Revoir la recherche" if stage is Stage.DECIDED else "Chercher et comparer d’autres jours"
if not opened or st.toggle(again, key="dates-search-again"):
    work, context = st.columns([2.1, 1])
    with work:
        search_card(db, agent, seen)
        if refusal:
            show_error(refusal)
        if found:
            compare_card(found)
    with context:
        weights_card(db, agent, seen)
        rivals_card(db, agent, seen)
    if found:
        sets_card(db, agent, seen, found)
if not opened:
    ask_card(db, agent, seen)
    results_card(db, agent, seen, told)
