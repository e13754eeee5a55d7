"""« Visuels »: the pictures journalists may take, sent, described, put in order, removed."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.documents.preflight import POOR_DPI
from campaign.editions.model import Edition
from campaign.press.model import Visual
from campaign.press.views import Material, material
from campaign.press.visuals import (
    LABELS,
    MAX_ALTERNATIVE,
    MAX_CAPTION,
    MAX_CREDIT,
    MAX_VISUALS,
    add_visual,
    change_visual,
    move_visual,
    printed_dpi,
    remove_visual,
    visual_picture,
)
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked, version_read
from campaign.ui.layout import card, empty, line
from campaign.ui.plain import plain
from campaign.ui.press_words import FILE, may_write, moved
from campaign.ui.session import require_agent

ENDINGS = ["png", "jpg", "jpeg", "webp"]
EARLIER, LATER, REMOVE = "Placer avant", "Placer après", "Retirer"
_REMOVED = "visual-removed"


def visuals_tab(db: Database, agent: Agent, edition: Edition, kept: Material) -> None:
    """Every picture in its printed order."""
    writes = may_write(agent, edition)
    with card("Visuels", f"{len(kept.visuals)} sur {MAX_VISUALS}" if kept.visuals else None) as top:
        with top:
            if (
                writes
                and len(kept.visuals) < MAX_VISUALS
                and st.button("Ajouter un visuel", icon=":material/add_photo_alternate:", key="add-visual")
            ):
                send_visual(edition.id)
        if st.session_state.get(_REMOVED) and undo_asked():
            _put_back(db, agent, edition)
        st.markdown(
            ":gray[Imprimés dans le dossier, et à télécharger sur la page de presse. Rien de l’appareil photo n’est "
            "gardé : ni lieu, ni date.]"
        )
        if not kept.visuals:
            empty("Aucun visuel encore.", "Deux ou trois bonnes photos font souvent l’article.", drawing="camera")
        with st.container(horizontal=True, gap="small"):
            for rank, one in enumerate(kept.visuals):
                _visual(db, agent, edition, one, (rank == 0, rank == len(kept.visuals) - 1))


def _visual(db: Database, agent: Agent, edition: Edition, one: Visual, ends: tuple[bool, bool]) -> None:
    with st.container(border=True, width=300, gap="small"):
        try:
            st.image(visual_picture(db, agent, one), width="stretch", alt=one.alternative)
        except CampaignError as error:
            st.markdown(f":red[{plain(error.message)}]")
        st.markdown(f"**{plain(one.caption)}**  \n:gray[Crédit : {plain(one.credit)}]")
        st.markdown(f":gray[Décrite ainsi : {plain(one.alternative)}]")
        dpi, colour = printed_dpi(one), ""
        with st.container(horizontal=True, gap="xsmall"):
            colour = "green" if dpi >= POOR_DPI else "orange"
            st.badge(f"{dpi} points par pouce imprimée", icon=":material/straighten:", color=colour)
            if one.people:
                st.badge("Personnes d’accord", icon=":material/how_to_reg:", color="gray")
        if dpi < POOR_DPI:
            st.markdown(f":orange[Un peu petite : {POOR_DPI} points par pouce au moins, pour être nette.]")
        if not may_write(agent, edition):
            return
        with line():
            if st.button("Modifier", icon=":material/edit:", key=f"visual-{one.id}"):
                edit_visual(edition.id, one.id)
            verbs = [verb for verb, shown in ((EARLIER, not ends[0]), (LATER, not ends[1]), (REMOVE, True)) if shown]
            chosen = st.menu_button("Ranger", verbs, key=f"visual-{one.id}-menu")
            if chosen == REMOVE:
                _remove(db, agent, one)
            elif chosen:
                moved(move_visual, db, agent, "visual", one.id, earlier=chosen == EARLIER)


def _words(form: str, one: Visual | None) -> dict[str, object]:
    """The fields of a picture."""
    typed: dict[str, object] = {
        "caption": st.text_input(
            LABELS["caption"], one.caption if one else "", max_chars=MAX_CAPTION, autocomplete="off",
            key=f"{form}-caption", placeholder="L’atelier vélo de La Remise, à Tiercé",
        ),
        "credit": st.text_input(
            LABELS["credit"], one.credit if one else "", max_chars=MAX_CREDIT, autocomplete="off",
            key=f"{form}-credit", placeholder="Prénom Nom, Département",
        ),
        "alternative": st.text_area(
            LABELS["alternative"], one.alternative if one else "", max_chars=MAX_ALTERNATIVE, height=80,
            key=f"{form}-alternative", placeholder="Une femme en tablier redresse la roue d’un vélo rouge.",
        ),
    }  # fmt: skip
    typed["people"] = st.checkbox(LABELS["people"], bool(one and one.people), key=f"{form}-people")
    if typed["people"]:
        typed["consent"] = st.checkbox(
            f"{LABELS['consent']} ; je garde ces accords", bool(one and one.people), key=f"{form}-consent"
        )
    return typed


@st.dialog("Nouveau visuel", width="medium", icon=":material/add_photo_alternate:")
def send_visual(edition_id: int) -> None:
    """The dialog to send one."""
    agent, db = require_agent(FILE)
    form = "visual-new"
    file = st.file_uploader("L’image, en PNG, JPEG ou WebP", type=ENDINGS, max_upload_size=5, key=f"{form}-file")
    st.markdown(":gray[5 Mo et 12 mégapixels au plus. 1 400 pixels de large au moins pour une belle impression.]")
    typed = _words(form, None)
    if st.button("Ajouter ce visuel", type="primary", key=f"{form}-save", disabled=file is None):
        with reporting("Visuel ajouté.", operation_of=form) as outcome:
            add_visual(db, agent, edition_id, file.getvalue(), typed, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Visuel", width="medium", icon=":material/image:")
def edit_visual(edition_id: int, visual_id: int) -> None:
    """The dialog to change its words."""
    agent, db = require_agent(FILE)
    one = next((found for found in material(db, agent, edition_id).visuals if found.id == visual_id), None)
    if one is None:
        st.rerun()
    form = f"visual-form-{visual_id}"
    seen = version_read(form, f"{form}-caption", one.version)
    typed = _words(form, one)
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Visuel enregistré.", operation_of=form) as outcome:
            change_visual(db, agent, visual_id, seen, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _remove(db: Database, agent: Agent, one: Visual) -> None:
    """Erased for good on the server; this tab alone can send it again, for a moment."""
    form = f"remove-visual-{one.id}"
    try:
        data = visual_picture(db, agent, one)
    except CampaignError:
        data = b""
    with reporting(operation_of=form) as outcome:
        remove_visual(db, agent, one.id, form_operation(form))
    if outcome.done:
        if data:
            st.session_state[_REMOVED] = (one, data)
            offer_undo(f"« {one.caption} » est retirée et effacée.", "visual", one.id, "La remettre")
        st.rerun()


def _put_back(db: Database, agent: Agent, edition: Edition) -> None:
    one, data = st.session_state.pop(_REMOVED)
    form = "visual-put-back"
    words = {name: getattr(one, name) for name in ("caption", "credit", "alternative", "people")}
    with reporting("Visuel remis, à la fin.", form) as outcome:
        add_visual(db, agent, edition.id, data, {**words, "consent": one.people}, form_operation(form))
    if outcome.done:
        st.rerun()
