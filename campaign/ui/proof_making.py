"""« Faire un BAT »: which piece, for whom, in which file; what it looks like, and what blocks it, said before."""

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.communication.building import piece_of
from campaign.communication.content import Source, read_source
from campaign.communication.model import receives, rule_against
from campaign.documents.catalogue import KINDS
from campaign.documents.presets import Preset
from campaign.proofs.actions import make_proof
from campaign.proofs.model import PROVED
from campaign.proofs.views import proof as proof_view
from campaign.ui.document_gallery import audience_label
from campaign.ui.document_pictures import LARGE, picture
from campaign.ui.document_words import Shown, full_notices, shown, state_badge
from campaign.ui.feedback import form_operation, reporting, show_error
from campaign.ui.layout import go_to, line
from campaign.ui.plain import plain
from campaign.ui.proof_words import numbered
from campaign.ui.session import require_agent

MADE = "proof-made"  # the number of the proof to open after its making


@st.dialog("Faire un BAT", width="large", icon=":material/approval:")
def ask_proof(edition_id: int, kind: str = "", audience: str = "") -> None:
    """The choice at the left, the first page at the right. The data are frozen when the button is pressed."""
    agent, db = require_agent("proofs.py")
    try:
        source = read_source(db, agent, edition_id)
    except CampaignError as error:
        show_error(error)
        return
    choice, look = st.columns([1, 1.1], gap="medium")
    kinds = [one for one in PROVED if one in KINDS]
    with choice:
        form = f"make-proof-{edition_id}"
        chosen = st.selectbox(
            "Pièce",
            kinds,
            kinds.index(kind) if kind in kinds else 0,
            format_func=lambda one: KINDS[one].label,
            key=f"{form}-kind",
        )
        known = _audiences(source, chosen)
        asked = audience if audience in known else next(iter(known))
        if st.session_state.get(f"{form}-audience") not in known:
            st.session_state[f"{form}-audience"] = asked
        whom = st.selectbox("Voir comme", list(known), format_func=known.get, key=f"{form}-audience")
        preset = st.segmented_control(
            "Fichier pour",
            list(Preset),
            format_func=lambda one: one.label,
            default=Preset.PRINTER,
            required=True,
            key=f"{form}-preset",
        )
        try:
            with st.spinner("La pièce se dessine…"):
                one = shown(source, piece_of(source, chosen, _audience(source, whom)), preset)
        except CampaignError as error:
            show_error(error)
            return
        _said(one)
    with look:
        st.image(
            picture(one.screen.data, one.screen.extension, 0, LARGE),
            width="stretch",
            alt=f"{one.piece.kind.label}, première page",
        )
    with choice, line():
        pressed = st.button(
            "Faire le BAT",
            type="primary",
            icon=":material/approval:",
            disabled=bool(one.made.blocking),
            key=f"{form}-save",
        )
        if st.button("Pas maintenant", type="tertiary", key=f"{form}-leave"):
            st.rerun()
    if pressed:
        with reporting(operation_of=form) as done:
            made = make_proof(db, agent, edition_id, chosen, one.piece.audience, preset, form_operation(form))
            number = proof_view(db, agent, made)
            st.session_state[MADE] = number.number
            st.session_state["notice"] = f"{numbered(number)} fait : téléchargez-le, faites-le relire, puis validez-le."
        if done.done:
            st.rerun()


def _audiences(source: Source, kind: str) -> dict[str, str]:
    """Those that may have that piece, with their names."""
    found = {}
    for one in source.audiences():
        owner = source.shop(one)
        forbidden = owner and rule_against(kind, KINDS[kind].label, owner.may_advertise)
        if receives(one.scale, kind) and not forbidden:
            found[str(one)] = audience_label(source, one)
    return found


def _audience(source: Source, written: str) -> object:
    return next(one for one in source.audiences() if str(one) == written)


def _said(one: Shown) -> None:
    """Pages, state, and every sentence of the drawing; what must be mended first leads somewhere."""
    with line():
        st.markdown(f"**{plain(one.piece.kind.label)}**", width="content")
        state_badge(one)
    full_notices(one)
    if one.made.blocking:
        st.markdown(":gray[Un BAT ne se fait que d’une pièce prête : corrigez, puis revenez.]")
        go_to("documents.py", "Voir la pièce", key="proof-to-document", piece=one.piece.kind.code)
    else:
        st.markdown(
            ":gray[Le fichier est gardé tel quel, sous son numéro et son empreinte. Ce qui change ensuite dans les "
            "données n’y touche plus.]"
        )
