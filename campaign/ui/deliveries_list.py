"""The table of the delivery slips: filters, order, what lacks, and the file of what is on screen."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from campaign.base.french import plural
from campaign.base.text import search_key
from campaign.deliveries.model import Slip, SlipState
from campaign.rounds.model import Round, Stop
from campaign.ui.chips import chip_column
from campaign.ui.deliveries_words import STATES, lacking, matches, name_of, round_words
from campaign.ui.downloads import export_menu
from campaign.ui.layout import line, same_in_a_table

TAB = "deliveries-tab"  # the part of the screen that is shown
OPENED = "deliveries-slip"  # the number of the slip in the panel, kept by the session
SORTS = ("Par numéro", "Par lieu", "Par commune", "Par tournée", "Par état")
_LISTED, _TURN = "deliveries-listed", "deliveries-turn"
_LATE = "99"  # after every round: no round yet
Rounds = Mapping[int, tuple[Round, Stop]]


def filters(slips: Sequence[Slip], rounds: Rounds, edition_id: int) -> list[Slip]:
    """The line of filters; what they keep, in order."""
    with line():
        search = st.text_input(
            "Chercher", placeholder="Numéro, lieu, commune", icon=":material/search:", label_visibility="collapsed",
            key="deliveries-search", width=250,
        )  # fmt: skip
        states = [state for state in SlipState if any(one.state is state for one in slips)]
        state = st.selectbox(
            "État", states, None, format_func=lambda one: one.label, placeholder="Tous les états",
            label_visibility="collapsed", key="deliveries-state", width=180,
        )  # fmt: skip
        names = sorted({one.name for one, _ in rounds.values()})
        name = None
        if names:
            name = st.selectbox(
                "Tournée", names, None, placeholder="Toutes les tournées", label_visibility="collapsed",
                key="deliveries-round", width=200,
            )  # fmt: skip
        order = st.selectbox("Ordre", SORTS, label_visibility="collapsed", key="deliveries-order", width=160)
        listed = [
            one
            for one in slips
            if matches(one, search or "", _round(one, rounds))
            and state in (None, one.state)
            and name in (None, _round(one, rounds))
        ]
        listed.sort(key=lambda one: _key(one, order, rounds))
        headers, rows = exported(listed, rounds)
        export_menu(f"bons-edition-{edition_id}", "Bons de livraison", headers, rows)
    return listed


def open_in_panel(number: str) -> None:
    """A slip is the one selected from the next display of the table."""
    st.session_state[OPENED] = number
    st.session_state.pop(_LISTED, None)


def show_slip(number: str) -> None:
    """From another part of the screen: the slips, with this one open."""
    st.session_state[TAB] = "bons"
    open_in_panel(number)


def table(listed: Sequence[Slip], rounds: Rounds) -> Slip:
    """The table; the selected slip, the one last open or the first before anything is selected."""
    numbers = [one.number for one in listed]
    if st.session_state.get(_LISTED) != numbers:
        # Another table for another list: a filter never leaves the selection on another line.
        st.session_state[_LISTED] = numbers
        opened = st.session_state.get(OPENED)
        turn, _ = st.session_state.get(_TURN, (0, 0))
        st.session_state[_TURN] = (turn + 1, numbers.index(opened) if opened in numbers else 0)
    turn, at = st.session_state[_TURN]
    cells = {
        "Bon": numbers,
        "Lieu": [name_of(one.place) for one in listed],
        "Commune": [one.place.commune for one in listed],
        "Tournée": [rounds[one.place.id][0].number if one.place.id in rounds else "" for one in listed],
        "État": [[one.state.label] for one in listed],
        "Colis": [one.parcels for one in listed],
        "Il manque": [lacking(one) for one in listed],
    }
    if not rounds:
        del cells["Tournée"]
    picked = st.dataframe(
        pd.DataFrame(cells),
        hide_index=True,
        placeholder="",
        height="content" if len(listed) < 16 else 590,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [at]}},
        column_config={
            "Bon": st.column_config.TextColumn(width=108),
            "Lieu": st.column_config.TextColumn(width=186),
            "Commune": st.column_config.TextColumn(width=150),
            "Tournée": st.column_config.TextColumn(width=66),
            "État": chip_column("État", STATES, width=112),
            "Colis": st.column_config.NumberColumn(width=52),
            "Il manque": st.column_config.TextColumn(width=96),
        },
        alt=f"{plural(len(listed), 'bon de livraison', 'bons de livraison')} : lieu, état, colis, ce qui manque",
        key=f"deliveries-table-{turn}",
    )
    rows = picked["selection"]["rows"]
    chosen = listed[rows[0]] if rows and rows[0] < len(listed) else listed[at]
    st.session_state[OPENED] = chosen.number
    return chosen


def in_a_table(listed: Sequence[Slip], rounds: Rounds) -> None:
    """The accessible equivalent of the table."""
    same_in_a_table(
        [
            {"Bon": one.number, "Lieu": name_of(one.place), "Commune": one.place.commune,
             "Tournée": round_words(rounds.get(one.place.id)), "État": one.state.label, "Colis": one.parcels,
             "Il manque": lacking(one)}
            for one in listed
        ]
    )  # fmt: skip


def exported(listed: Sequence[Slip], rounds: Rounds) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """What is on screen, one row a line of a slip: what was planned and what was left."""
    headers = (
        "Bon", "Lieu", "Adresse", "Commune", "EPCI", "Tournée", "État", "Référence", "Article", "Prévu", "Laissé",
    )  # fmt: skip
    rows = [
        (
            slip.number, name_of(slip.place), slip.place.address_line, slip.place.commune, slip.place.epci_name,
            _round(slip, rounds), slip.state, one.reference, one.label, one.planned, one.done,
        )
        for slip in listed
        for one in slip.lines
        if one.planned or one.done
    ]  # fmt: skip
    return headers, rows


def _round(one: Slip, rounds: Rounds) -> str:
    found = rounds.get(one.place.id)
    return found[0].name if found else ""


def _key(one: Slip, order: str, rounds: Rounds) -> tuple[object, ...]:
    if order == "Par lieu":
        return (search_key(one.place.name), one.number)
    if order == "Par commune":
        return (search_key(one.place.commune), one.number)
    if order == "Par tournée":
        found = rounds.get(one.place.id)
        return (found[0].number, found[1].position) if found else (_LATE, 0)
    if order == "Par état":
        return (list(SlipState).index(one.state), one.number)
    return (one.number,)
