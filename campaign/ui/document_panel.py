"""One document, large: its pages, what it has to say, the file, and what to tell the printer."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.communication.building import piece_of
from campaign.communication.content import Source, read_source
from campaign.communication.model import DEPARTEMENT, read_audience
from campaign.communication.order import order_row
from campaign.documents.presets import Preset
from campaign.proofs.model import PROVED
from campaign.ui.document_checks import file_checks
from campaign.ui.document_pictures import LARGE, picture
from campaign.ui.document_words import (
    MIMES,
    Shown,
    file_name,
    full_notices,
    is_ordered,
    ordered,
    shown,
    size_in_words,
    state_badge,
)
from campaign.ui.layout import go_to, line
from campaign.ui.plain import plain
from campaign.ui.proof_words import may_act
from campaign.ui.session import require_agent

FOR = "documents-for"  # key of « Voir comme », completed by the edition
NEXT_FOR = "documents-for-next"  # the audience a button asks for, taken at the next run


@st.dialog("Document", width="large")
def piece_dialog(edition_id: int, kind: str, audience: str, preset: str) -> None:
    """The panel on a telephone, where there is no room beside the cards."""
    agent, db = require_agent("documents.py")
    source = read_source(db, agent, edition_id)
    found = shown(source, piece_of(source, kind, read_audience(audience)), Preset(preset))
    piece_panel(agent, source, found, Preset(preset))


def piece_panel(agent: Agent, source: Source, one: Shown, preset: Preset) -> None:
    """Title, pages, notices, download, then the printer's line."""
    kind = one.piece.kind
    with line():
        st.header(plain(kind.label), anchor=False, width="content")
        state_badge(one)
    if one.made is None:
        _rule(one)
        return
    _pages(source, one)
    full_notices(one)
    with line():
        st.download_button(
            "Télécharger le PDF" if one.made.extension == "pdf" else "Télécharger l’image",
            one.made.data,
            file_name(source, one, preset),
            MIMES[one.made.extension],
            on_click="ignore",
            icon=":material/download:",
            key="document-file",
        )
        made_for = f"{preset.label} · " if one.made.extension == "pdf" else ""
        size = f"{size_in_words(one.made)} · {_weight(len(one.made.data))}"
        st.markdown(f":gray[{made_for}{size}]", width="content")
    if one.piece.kind.code in PROVED:
        with line():
            label = "Faire un BAT" if may_act(agent) else "Voir les BAT"
            asked = {"piece": one.piece.kind.code, "pour": one.piece.audience, "edition": source.edition.id}
            go_to("proofs.py", label, key="document-proof", **asked)
    if one.made.words:
        with st.expander("Légende, mots-dièse et texte de remplacement", icon=":material/subject:"):
            st.text(one.made.words)
    if one.made.extension == "pdf":
        file_checks(one.made)
    if is_ordered(one):
        with st.expander("À dire à l’imprimeur", icon=":material/print:"):
            said = list(order_row(source, ordered(source, one), preset).items())[1:]
            st.markdown("\n".join(f"- **{name}** : {plain(value)}" for name, value in said))


def _pages(source: Source, one: Shown) -> None:
    """The page being looked at, with the two arrows and where one is."""
    pages, audience = one.screen.pages, one.piece.audience
    key = f"document-page-{one.piece.kind.code}-{audience}"
    page = min(st.session_state.get(key, 0), pages - 1)
    where = f", page {page + 1} sur {pages}" if pages > 1 else ""
    st.image(
        picture(one.screen.data, one.screen.extension, page, LARGE),
        width="stretch",
        alt=f"{one.piece.kind.label}, {source.name_of(audience)}{where}",
    )
    if pages > 1:
        with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
            _turn("Précédente", ":material/chevron_left:", key, page - 1, pages)
            st.markdown(f"{page + 1} sur {pages}", width="content")
            _turn("Suivante", ":material/chevron_right:", key, page + 1, pages)


def _turn(label: str, icon: str, key: str, page: int, pages: int) -> None:
    st.button(
        label,
        icon=icon,
        disabled=not 0 <= page < pages,
        on_click=st.session_state.__setitem__,
        args=(key, page),
        key=f"{key}-{icon}",
    )


def _rule(one: Shown) -> None:
    """The rule as it is written, and the common piece instead."""
    st.info(plain(one.piece.rule), icon=":material/gavel:")
    if one.screen is None:
        return
    st.image(
        picture(one.screen.data, one.screen.extension, 0, LARGE),
        width="stretch",
        alt=f"{one.piece.kind.label}, version commune",
    )
    if st.button("Prendre la version commune", icon=":material/group:", key="document-common"):
        st.session_state[NEXT_FOR], st.session_state["document"] = str(DEPARTEMENT), one.piece.kind.code
        st.rerun()


def _weight(size: int) -> str:
    return f"{max(1, round(size / 1000))} ko" if size < 1_000_000 else f"{size / 1_000_000:.1f} Mo".replace(".", ",")
