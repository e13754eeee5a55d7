"""« Préparer les bons », and the slip that an address asks for."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.french import enumerate_in_words, plural
from campaign.deliveries.model import Slip, SlipKind, SlipState
from campaign.deliveries.slips import prepare_slips
from campaign.deliveries.views import slip
from campaign.ui.deliveries_list import open_in_panel
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import open_screen, parameter

_ASKED = "deliveries-asked"


def prepare(db: Database, agent: Agent, edition_id: int) -> None:
    """Make and mend the slips of an edition; what changed is said on the next display."""
    form = f"prepare-slips-{edition_id}"
    with reporting(operation_of=form) as outcome:
        counts = prepare_slips(db, agent, edition_id, form_operation(form))
        notify(prepared_words(counts))
    if outcome.done:
        st.rerun()


def prepared_words(counts: dict[str, int]) -> str:
    """« 12 bons préparés, 2 changés (à réimprimer), 1 annulé. »"""
    made, changed, cancelled = (counts[name] for name in ("made", "changed", "cancelled"))
    parts = [plural(made, "bon préparé", "bons préparés") if made else ""]
    parts.append(f"{plural(changed, 'bon changé', 'bons changés')}, à réimprimer" if changed else "")
    parts.append(plural(cancelled, "bon annulé", "bons annulés") if cancelled else "")
    said = enumerate_in_words(part for part in parts if part)
    return f"{said}." if said else "Rien n’a changé : les bons suivent déjà les kits."


def follow_address(db: Database, agent: Agent) -> tuple[str, Slip | None]:
    """Open the slip of « ?bon=BL-… », once, with its edition; one of a return is on « Retours ».

    (What to say when there is none, the slip itself when no list shows it: it is cancelled.)
    """
    named = parameter("bon")
    if not named:
        return "", None
    try:
        found = slip(db, agent, named)
    except NotFound:
        return f"Aucun bon ne porte ce numéro : {number_shown(named)}.", None
    if found.kind is SlipKind.RETURN:
        open_screen("returns.py", bon=found.number)
    if st.session_state.get(_ASKED) != named:
        st.session_state[_ASKED] = named
        show_edition(found.edition_id)
        open_in_panel(found.number)
    return "", found if found.state is SlipState.CANCELLED else None


def show_edition(edition_id: int) -> None:
    """The edition of the screen is this one from now on, until another is chosen."""
    st.session_state.pop("edition-choice", None)
    st.query_params["edition"] = str(edition_id)


def number_shown(typed: str) -> str:
    """What was typed, cut when it is no number at all."""
    return typed if len(typed) < 30 else f"{typed[:30]}…"
