"""The cards of the proofs: first page, number, piece, for whom, state, how many were printed; then « Ouvrir »."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import date_in_figures, plural
from campaign.communication.content import Source
from campaign.documents.catalogue import KINDS
from campaign.documents.preview import page_picture
from campaign.proofs.model import Proof, ProofState, copies_in_words
from campaign.proofs.views import Wrong, proof_file
from campaign.ui.document_pictures import THUMBNAIL
from campaign.ui.layout import line, resource
from campaign.ui.plain import plain
from campaign.ui.proof_words import STATE_COLOURS, kind_label, numbered, state_word, undecided, whom

HEIGHT = 165  # px of a thumbnail, whatever its shape
KEPT = 200  # pictures in memory, all tabs together


@st.cache_data(max_entries=KEPT, show_spinner=False)
def proof_page(_db: Database, _agent: Agent, proof_id: int, file: str, page: int, width: int) -> bytes:
    """A page (from 0) of the kept file as a PNG; ``file`` is its fingerprint, by which the picture is kept.

    Raises:
        NotFound: the file is not there any more.
    """
    return page_picture(proof_file(_db, _agent, proof_id), page, width)


def proof_cards(
    db: Database, agent: Agent, source: Source | None, proofs: Sequence[Proof], wrongs: Sequence[Wrong], opened: int
) -> int:
    """The cards; the number whose « Ouvrir » was just pressed, or 0."""
    pressed = 0
    with st.grid(3, min_column_width=215):
        for one in proofs:
            with st.container(border=True, gap="small", height="stretch"):
                wrong = sum(each.proof.id == one.id for each in undecided(wrongs))
                if _card(db, agent, source, one, wrong, opened=one.number == opened):
                    pressed = one.number
    return pressed


def _card(db: Database, agent: Agent, source: Source | None, one: Proof, wrong: int, *, opened: bool) -> bool:
    with st.container(height=HEIGHT, border=False, horizontal_alignment="center", vertical_alignment="center"):
        try:
            wide, high = KINDS[one.kind].format_mm
            picture = proof_page(db, agent, one.id, one.file, 0, THUMBNAIL)
            st.image(picture, width=round(min(190, HEIGHT * wide / high)), alt="")
        except CampaignError:
            st.image(resource("illustrations/cat.svg"), width=90, alt="")
    with line():
        st.markdown(f"**{plain(numbered(one))}**", width="content")
        st.badge(state_word(one), color=STATE_COLOURS[one.state])
    made_on = date_in_figures(one.made_at.astimezone(clock.PARIS).date())
    st.markdown(f"{plain(kind_label(one))}, {plain(whom(source, one))}  \n:gray[{made_on} · {_by(one)}]")
    with st.container(horizontal=True, gap="xsmall"):
        if one.state is ProofState.APPROVED:
            st.badge(copies_in_words(one).capitalize(), icon=":material/print:", color="gray")
        if wrong:
            st.badge(plural(wrong, "erreur à décider", "erreurs à décider"), icon=":material/error:", color="red")
    label = "Ouvert" if opened else ":primary[Ouvrir]"
    return st.button(label, type="tertiary", disabled=opened, key=f"open-proof-{one.number}")


def _by(one: Proof) -> str:
    if one.decided_by:
        return f"{one.state.label} par {plain(one.decided_by)}"
    return f"empreinte {one.file[:12]}"
