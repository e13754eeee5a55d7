"""Bilan de l’édition : ce qu’elle a donné, toujours « n répondants sur N », les estimations à part."""

import streamlit as st

from campaign.report.paper import report_paper
from campaign.report.views import report
from campaign.ui.edition_choice import edition_picker
from campaign.ui.layout import empty, heading, line, open_screen, parameter
from campaign.ui.report_impact import impact_card
from campaign.ui.report_matrix import matrix_card
from campaign.ui.report_parts import (
    chapter,
    essentials,
    files_menu,
    not_yet,
    reported_edition,
    sentence,
    to_confirm_notice,
)
from campaign.ui.report_remarks import remarks_card
from campaign.ui.report_resolutions import inherited_card, resolutions_card
from campaign.ui.report_words import undo_pressed
from campaign.ui.session import require_agent

ESSENTIALS, AVOIDED, KEPT = "L’essentiel", "Émissions évitées", "Ce que nous en retenons"
SHORT = {
    "Qui a participé": "Participation", "Les visiteurs": "Visiteurs", "Ventes et objets réemployés": "Ventes",
    "Ce qu’en disent les boutiques": "Avis", "Les animateurs des collectivités": "Animateurs",
    "Matériel et imprimés": "Matériel", "Ce que l’édition a coûté": "Coût", "Les mois d’après": "Mois d’après",
    "D’une édition à l’autre": "Comparer", KEPT: "À retenir", "Les preuves": "Preuves",
    "Comment lire ce bilan": "Méthode",
}  # fmt: skip

agent, db = require_agent("report.py")
edition = reported_edition(db, agent)
if edition is None:
    heading(agent, "Bilan de l’édition", "Aucune édition pour l’instant.")
    empty("Rien à raconter encore.", "Le bilan est celui d’une édition.", "editions.py", "Préparer une édition")
    st.stop()
if reason := not_yet(edition):
    heading(agent, "Bilan de l’édition", f"{edition.name} : pas encore.")
    if undo_pressed(db, agent):
        st.rerun()
    edition_picker(db, agent, edition)
    empty(reason, "Il s’écrira tout seul, avec ce que les boutiques et les animateurs racontent sur leur page.")
    inherited_card(db, agent, edition)
    st.stop()

told = report(db, agent, edition.id)
if heading(agent, "Bilan de l’édition", sentence(told), "Fiche retour d’expérience", ":material/description:"):
    open_screen("experience.py", edition=edition.id)
if undo_pressed(db, agent):
    st.rerun()
with line():
    edition_picker(db, agent, edition)
    files_menu(agent, edition)
to_confirm_notice(told)

chapters = {one.title: one for one in report_paper(told).told}
titles = [one for one in chapters if one not in (AVOIDED, KEPT)]
titles[-1:-1] = [AVOIDED, KEPT]  # « Comment lire ce bilan » stays last
shown = st.segmented_control(
    "Chapitre", titles, default=KEPT if parameter("chapitre") == "retenir" else ESSENTIALS, key="report-chapter",
    format_func=lambda one: SHORT.get(one, one), label_visibility="collapsed",
)  # fmt: skip
if shown in (None, ESSENTIALS):
    essentials(db, agent, told, chapters)
elif shown == AVOIDED:
    impact_card(db, agent, told)
elif shown == KEPT:
    matrix_card(db, agent, told)
    remarks_card(agent, told)
    resolutions_card(db, agent, told)
else:
    chapter(chapters[shown])
