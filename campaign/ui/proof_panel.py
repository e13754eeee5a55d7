"""One proof, large: its pages, who made and who read it, the file to send, the file to print, what may be done."""

import streamlit as st

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import moment_in_words, plural
from campaign.communication.content import Source
from campaign.documents.presets import Preset
from campaign.proofs.model import Proof, ProofState, copies_in_words
from campaign.proofs.views import proof_file, stamped_file
from campaign.ui.document_pictures import LARGE
from campaign.ui.feedback import show_error
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.proof_dialogs import approve, print_run, refuse, set_aside
from campaign.ui.proof_list import proof_page
from campaign.ui.proof_words import (
    STATE_COLOURS,
    is_for_printing,
    kind_label,
    may_act,
    numbered,
    proof_file_name,
    state_word,
    whom,
)

PDF = "application/pdf"


def proof_panel(db: Database, agent: Agent, source: Source | None, one: Proof) -> None:
    """Title, pages, facts, files, verbs."""
    with line():
        st.header(plain(numbered(one)), anchor=False, width="content")
        st.badge(state_word(one), color=STATE_COLOURS[one.state])
    st.markdown(f"**{plain(kind_label(one))}**, {plain(whom(source, one))}")
    try:
        _pages(db, agent, source, one)
        _facts(db, one)
        _files(db, agent, one)
    except CampaignError as error:
        show_error(error)
    if may_act(agent):
        _verbs(one)


def _pages(db: Database, agent: Agent, source: Source | None, one: Proof) -> None:
    """The page being looked at, with the two arrows and where one is."""
    key = f"proof-page-{one.id}"
    page = min(st.session_state.get(key, 0), one.pages - 1)
    where = f", page {page + 1} sur {one.pages}" if one.pages > 1 else ""
    st.image(
        proof_page(db, agent, one.id, one.file, page, LARGE),
        width="stretch",
        alt=f"{numbered(one)}, {kind_label(one)}, {whom(source, one)}{where}",
    )
    if one.pages > 1:
        with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
            _turn("Précédente", ":material/chevron_left:", key, page - 1, one.pages)
            st.markdown(f"{page + 1} sur {one.pages}", width="content")
            _turn("Suivante", ":material/chevron_right:", key, page + 1, one.pages)


def _turn(label: str, icon: str, key: str, page: int, pages: int) -> None:
    st.button(
        label,
        icon=icon,
        disabled=not 0 <= page < pages,
        on_click=st.session_state.__setitem__,
        args=(key, page),
        key=f"{key}-{icon}",
    )


def _facts(db: Database, one: Proof) -> None:
    said = [
        f"Fait {plain(moment_in_words(one.made_at))} par {plain(name_of_actor(db, one.made_by))}",
        f"Fichier pour : {Preset(one.preset).label.lower()}, {plural(one.pages, 'page')}",
        f"Empreinte du fichier : {one.file[:12]}",
    ]
    if one.decided_at and one.decided_by:
        verb = "Refusé" if one.state is ProofState.REFUSED else "Validé"
        said.append(f"**{verb} par {plain(one.decided_by)}** {plain(moment_in_words(one.decided_at))}")
    if one.state is ProofState.APPROVED:
        said.append(copies_in_words(one).capitalize())
    st.markdown("\n".join(f"- {each}" for each in said))
    if one.remark:
        st.info(f"« {plain(one.remark)} »", icon=":material/rate_review:")
    if one.state is ProofState.APPROVED and not is_for_printing(one):
        st.markdown(":orange[:material/warning:] Fichier pour l’écran : pour l’imprimeur, faites un autre BAT.")


def _files(db: Database, agent: Agent, one: Proof) -> None:
    with line():
        st.download_button(
            "Le BAT à faire relire",
            _stamped(db, agent, one.id, one.version),
            proof_file_name(one, "a-relire"),
            PDF,
            on_click="ignore",
            icon=":material/download:",
            help="Chaque page porte le numéro du BAT, sa date et l’empreinte du fichier.",
            key="proof-stamped",
        )
        if one.state is ProofState.APPROVED:
            st.download_button(
                "Le fichier d’impression" if is_for_printing(one) else "Le fichier validé",
                proof_file(db, agent, one.id),
                proof_file_name(one, one.preset),
                PDF,
                on_click="ignore",
                icon=":material/print:",
                key="proof-file",
            )


@st.cache_data(max_entries=20, show_spinner=False)
def _stamped(_db: Database, _agent: Agent, proof_id: int, version: int) -> bytes:
    """The stamped file: its band changes with what was decided."""
    return stamped_file(_db, _agent, proof_id)


def _verbs(one: Proof) -> None:
    with line():
        if one.state is ProofState.PROPOSED:
            if st.button("Valider", type="primary", icon=":material/approval:", key="proof-approve"):
                approve(one.id)
            if st.button("Demander une reprise", key="proof-refuse"):
                refuse(one.id)
        if one.state is ProofState.APPROVED:
            label = "Noter la quantité imprimée" if one.copies is None else "Changer la quantité"
            if st.button(label, icon=":material/tag:", key="proof-copies"):
                print_run(one.id)
        if one.state is not ProofState.WITHDRAWN and st.button(
            ":primary[Retirer]", type="tertiary", key="proof-withdraw"
        ):
            set_aside(one.id)
