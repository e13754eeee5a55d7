"""Which return slip is checked in: chosen in the list, typed, scanned, or given by the address."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.deliveries.model import Slip, SlipKind, SlipState
from campaign.deliveries.views import slip
from campaign.stock.views import pieces
from campaign.ui.deliveries_preparing import number_shown, show_edition
from campaign.ui.deliveries_words import name_of, number_of
from campaign.ui.layout import parameter
from campaign.ui.stock_words import piece_of_code

_SLIP, _ASKED, _TYPED = "returns-slip", "returns-asked", "returns-typed"


def follow_address(db: Database, agent: Agent) -> str:
    """Open the slip of « ?bon=BR-… », once; the number of a delivery opens its return. What to say when there is none.

    Before the edition of the screen is read: the slip's is shown.
    """
    named = parameter("bon")
    if not named or st.session_state.get(_ASKED) == named:
        return ""
    st.session_state[_ASKED] = named
    wanted = f"{SlipKind.RETURN.prefix}{named[2:]}" if named.upper().startswith(SlipKind.DELIVERY.prefix) else named
    try:
        found = slip(db, agent, wanted)
    except NotFound:
        return f"Aucun bon de reprise ne porte ce numéro : {number_shown(named)}."
    show_edition(found.edition_id)
    st.session_state[_SLIP] = found.number
    return ""


def choose(db: Database, agent: Agent, listed: Sequence[Slip]) -> Slip:
    """The list of slips, those not finished first, and the field where a number is typed or scanned."""
    ranks = {SlipState.PARTLY: 0, SlipState.TO_DO: 1, SlipState.FAILED: 1}
    ordered = {one.number: one for one in sorted(listed, key=lambda one: (ranks.get(one.state, 2), one.number))}
    if st.session_state.get(_SLIP) not in ordered:
        st.session_state.pop(_SLIP, None)
    picked, typed = st.columns([1.35, 1], vertical_alignment="bottom")
    # Typed first: a number found there is what the list then shows.
    number = typed.text_input(
        "Ou son numéro, ou celui d’une pièce", placeholder="BR-2013-0014, ROUE-3", icon=":material/qr_code_scanner:",
        key=_TYPED, max_chars=200,
    )  # fmt: skip
    unknown = _find(db, agent, listed, number or "")
    with picked:
        chosen = st.selectbox("Bon de reprise", list(ordered), format_func=lambda one: _named(ordered[one]), key=_SLIP)
    if unknown:
        st.warning(unknown, icon=":material/info:")
    return ordered[chosen]


def _find(db: Database, agent: Agent, listed: Sequence[Slip], typed: str) -> str:
    """Turn what was just typed into the slip on screen; the sentence when nothing has that number."""
    if not typed.strip() or st.session_state.get("returns-found") == typed:
        st.session_state["returns-found"] = typed
        return ""
    as_return = typed.upper().replace(f"{SlipKind.DELIVERY.prefix}-", f"{SlipKind.RETURN.prefix}-")
    found = number_of(listed, as_return)
    if found is None and (one := piece_of_code(pieces(db, agent), typed)):
        holding = [slip for slip in listed if any(line.piece and line.piece.id == one.piece.id for line in slip.lines)]
        if not holding:
            return f"{one.reference} n’est pas sur un bon de cette édition. Elle est ici : {one.where}."
        found = holding[-1]
    if found is None:
        return f"Aucun bon de cette édition ne porte ce numéro : {number_shown(typed)}."
    st.session_state["returns-found"] = typed
    st.session_state[_SLIP] = found.number
    return ""


def _named(one: Slip) -> str:
    done = " · rendu" if one.state is SlipState.DONE else ""
    return f"{name_of(one.place)} · bon {one.number}{done}"
