"""The slip chosen in the table: what is planned and left, what was said of it, its gestures."""

from collections.abc import Callable

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import number
from campaign.deliveries.model import Entry, EntryState, Slip, SlipLine, SlipState
from campaign.deliveries.papers import slip_pdf
from campaign.deliveries.views import entries
from campaign.rounds.model import Round, Stop
from campaign.stock.model import Item
from campaign.stock.views import items
from campaign.ui.deliveries_by_hand import confirm_cancel, correct_delivery, note_by_hand
from campaign.ui.deliveries_words import (
    ENTRY_STATES,
    STATES,
    entry_facts,
    entry_title,
    may_write,
    name_of,
    proofs,
    round_words,
    sees_people,
)
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import database

_OPEN = (SlipState.TO_DO, SlipState.FAILED)  # what was left in part is corrected, not told twice


def slip_panel(db: Database, agent: Agent, slip: Slip, on: tuple[Round, Stop] | None) -> None:
    """The panel of a delivery slip."""
    place = slip.place
    with st.container(border=True):
        st.header(plain(name_of(place)), anchor=False)
        with line():
            st.badge(slip.number, color="blue")
            st.badge(slip.state.label, color=STATES[slip.state])
            if slip.revision > 1:
                st.badge(f"Version {slip.revision}", color="orange", help="Ses lignes ont changé : réimprimez-le.")
        phone = phone_in_words(place.phone) if place.phone else ""
        facts = [("location_on", place.address_line), ("call", phone), ("route", round_words(on))]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text))
        lines_of(slip)
        if may_write(agent):
            _gestures(db, agent, slip)
        said = entries(db, agent, slip.number)
        if said:
            st.subheader("Ce qui a été dit", anchor=False)
        goods = {one.id: one for one in (*items(db, agent), *items(db, agent, archived=True))}
        for one in reversed(said):
            entry_block(db, agent, slip, one, goods, correct_delivery)


def lines_of(slip: Slip) -> None:
    """Each line with what was done of it."""
    begun = slip.state not in (SlipState.TO_DO, SlipState.FAILED, SlipState.CANCELLED)
    shown = [one for one in slip.lines if one.planned or one.done]
    st.markdown("  \n".join(_line(one, begun=begun) for one in shown) or ":gray[Rien n’est prévu.]")


def _line(one: SlipLine, *, begun: bool) -> str:
    if not begun:
        return f"**{number(one.planned)}** × {plain(one.label)} :gray[{plain(one.reference)}]"
    colour = "green" if one.done == one.planned else "orange"
    return (
        f":{colour}-badge[{number(one.done)} sur {number(one.planned)}] {plain(one.label)} "
        f":gray[{plain(one.reference)}]"
    )


def entry_block(
    db: Database, agent: Agent, slip: Slip, one: Entry, goods: dict[int, Item], correct: Callable[[str, int], None]
) -> None:
    """What somebody said of a slip, and « Corriger » while it counts."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{entry_title(one, agent)} :{ENTRY_STATES[one.state]}-badge[{one.state.label}]")
        if facts := entry_facts(one, slip.lines, agent, goods):
            st.markdown(facts)
        if one.problem and one.state is EntryState.TO_SETTLE and sees_people(agent):
            st.markdown(f":orange[{plain(one.problem)}]")
        proofs(db, agent, one, str(one.id))
        if (
            one.state is EntryState.APPLIED
            and may_write(agent)
            and st.button("Corriger", icon=":material/edit:", type="tertiary", key=f"correct-{one.id}")
        ):
            correct(slip.number, one.id)


def _gestures(db: Database, agent: Agent, slip: Slip) -> None:
    if slip.state is SlipState.CANCELLED:
        st.markdown(":gray[Ce bon est annulé : il ne sert plus.]")
        return
    with line():
        if slip.state in _OPEN and st.button("Noter la livraison", icon=":material/local_shipping:", key="note-slip"):
            note_by_hand(slip.number)
        print_button(agent, slip)
        if slip.state in _OPEN and st.button(
            "Annuler le bon", icon=":material/cancel:", type="tertiary", key="cancel-slip"
        ):
            confirm_cancel(slip.number)


def print_button(agent: Agent, slip: Slip) -> None:
    """The slip in PDF, as it is planned now; the file is made when asked, in another thread than the screen's."""
    st.download_button(
        "Imprimer le bon",
        lambda: slip_pdf(database(), agent, slip.number).data,
        f"{slip.number.lower()}.pdf",
        "application/pdf",
        on_click="ignore",
        icon=":material/print:",
        type="tertiary",
        key=f"print-{slip.number}",
    )
