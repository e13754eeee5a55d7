"""Documents : la galerie de tout ce qui s’imprime et se publie, pour le département, un EPCI ou une boutique."""

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.communication.building import pieces_of
from campaign.communication.content import read_source
from campaign.documents.presets import Preset
from campaign.ui.document_gallery import audience_label, gallery, order_sheet, state_sentence
from campaign.ui.document_panel import FOR, NEXT_FOR, piece_dialog, piece_panel
from campaign.ui.document_words import shown
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.kit_panel import ASKERS, ask_kit, kit_card, kit_moves
from campaign.ui.layout import empty, go_to, heading, line, parameter
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

agent, db = require_agent("documents.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Documents", "Aucune édition pour l’instant.")
    said = "Affiches, flyers et annuaire se font à partir d’une édition et des réponses de ses boutiques."
    empty("Rien à imprimer encore.", said, "editions.py", "Préparer une édition", "clock")
    st.stop()
try:
    source = read_source(db, agent, edition.id)
except CampaignError as error:
    heading(agent, f"Documents, {edition.name}", "Aucun document ne peut être fait pour l’instant.")
    edition_picker(db, agent, edition)
    empty(plain(error.message), "", "participations.py", "Voir les participations", "cat")
    st.stop()

top = st.container()
audiences = {str(one): one for one in source.audiences()}
key = f"{FOR}-{edition.id}"
if asked := st.session_state.pop(NEXT_FOR, ""):
    st.session_state[key] = asked
if st.session_state.get(key) not in audiences:
    st.session_state[key] = asked_for if (asked_for := parameter("pour")) in audiences else next(iter(audiences))
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = st.selectbox(
        "Voir comme",
        list(audiences),
        format_func=lambda one: audience_label(source, audiences[one]),
        key=key,
        width=330,
    )
    audience = audiences[chosen]
    preset = st.segmented_control(
        "Fichiers pour",
        list(Preset),
        format_func=lambda one: one.label,
        default=Preset.SCREEN,
        required=True,
        key="documents-preset",
    )
    edition_picker(db, agent, edition)
with st.spinner("Les documents se dessinent…"):
    pieces = [shown(source, one, preset) for one in pieces_of(source, audience)]
with top:
    said = state_sentence(pieces, len(source.shops_of(audience)))
    primary = ("Tout le kit", ":material/folder_zip:") if agent.role in ASKERS else ("", None)
    if heading(agent, f"Documents, {edition.name}", said, *primary):
        ask_kit(db, agent, edition.id, preset)
    if not source.brand.printer:
        with line():
            st.markdown(":orange[:material/print:] L’imprimeur et sa ville sont à indiquer avant d’imprimer.")
            if agent.role in ASKERS:
                go_to("brand.py", "Les indiquer")
by_kind = {one.piece.kind.code: one for one in pieces}
opened = st.session_state.get("document") or parameter("piece")
opened = opened if opened in by_kind else next(iter(by_kind), "")
phone = is_phone()
work, context = reversed((st.container(), st.container())) if phone else st.columns([1.9, 1])
with work:
    pressed = gallery(pieces, "" if phone else opened)
    order_sheet(source, pieces, preset)
with context:
    moving = kit_moves(db, agent, edition.id)
    if moving:
        kit_card(db, agent, edition.id, preset)
    if opened and not phone:
        with st.container(border=True):
            piece_panel(agent, source, by_kind[opened], preset)
    if not moving:
        kit_card(db, agent, edition.id, preset)
if pressed and phone:
    piece_dialog(edition.id, pressed, str(audience), str(preset))
elif pressed:
    st.session_state["document"] = pressed
    st.rerun()
