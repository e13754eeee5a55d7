"""The list of debriefs: filter by state with its counts, search, order, the table, the file of what is on screen."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number, plural, short_date
from campaign.base.text import search_key
from campaign.debrief.model import Audience, State
from campaign.debrief.received import Received
from campaign.debrief.views import DebriefLine
from campaign.ui.chips import chip_column
from campaign.ui.debriefs_words import (
    AUDIENCES,
    COLOURS,
    TO_CONFIRM,
    WAYS,
    came_on,
    chips_of,
    epci_of,
    state_of,
    visitors_of,
)
from campaign.ui.deliveries_words import name_of
from campaign.ui.downloads import export_menu
from campaign.ui.edition_choice import edition_picker
from campaign.ui.layout import line, number_parameter, parameter, same_in_a_table

ALL, CONFIRM = "tous", "a-confirmer"
_STATES = {"rien": State.NOTHING, "commence": State.STARTED, "fini": State.DONE}
_LABELS = {ALL: "Tous"} | {code: state.label for code, state in _STATES.items()} | {CONFIRM: TO_CONFIRM}
SORTS = ("Par nom", "Par collectivité", "Derniers reçus", "Par état")
FILTER, SEARCH, WHO, ORDER = "debriefs-state", "debriefs-search", "debriefs-who", "debriefs-order"
EDITION = "edition-choice"  # the key of ``edition_picker``
OPENED = "debriefs-place"  # the place of the panel, kept by the session
_LISTED, _TURN = "debriefs-listed", "debriefs-turn"
PAGE = 200  # places shown at once: every gesture sends the table again
_MANY = 15  # rows shown whole; beyond, the table scrolls in itself


def filters(db: Database, agent: Agent, seen: Received) -> list[DebriefLine]:
    """The lines of filters, the edition among them; what they keep, in order."""
    kept = {code: [one for one in seen.lines if _is(code, one, seen)] for code in _LABELS}
    offered = [code for code in _LABELS if code == ALL or kept[code]]
    if st.session_state.get(FILTER) not in offered:
        wanted = parameter("etat") if FILTER not in st.session_state else ALL
        st.session_state[FILTER] = wanted if wanted in offered else ALL
    with line():
        state = st.segmented_control(
            "État", offered, format_func=lambda code: f"{_LABELS[code]} · {len(kept[code])}", required=True,
            label_visibility="collapsed", key=FILTER, wrap=True,
        )  # fmt: skip
        edition_picker(db, agent, seen.edition)
    with line():
        search = st.text_input(
            "Chercher", placeholder="Nom, commune, collectivité", icon=":material/search:",
            label_visibility="collapsed", key=SEARCH, width=260,
        )  # fmt: skip
        who = None
        if len({one.audience for one in seen.lines}) > 1:
            who = st.selectbox(
                "Qui", list(Audience), None, format_func=AUDIENCES.get, placeholder="Boutiques et animateurs",
                label_visibility="collapsed", key=WHO, width=210,
            )  # fmt: skip
        order = st.selectbox("Ordre", SORTS, label_visibility="collapsed", key=ORDER, width=160)
        listed = [one for one in kept[state or ALL] if who in (None, one.audience) and _matches(one, search or "")]
        listed = _sorted(listed, order or SORTS[0])
        if listed:
            headers, rows = exported(listed, seen)
            export_menu(f"bilans-edition-{seen.edition.id}", "Bilans", headers, rows)
    return listed


def keep_filters() -> None:
    """While a debrief is typed these fields are not on screen: Streamlit would forget them, and the edition."""
    for name in (FILTER, SEARCH, WHO, ORDER, EDITION):
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def open_place(place_id: int) -> None:
    """A place is the one selected from the next display of the table."""
    st.session_state[OPENED] = place_id
    st.session_state.pop(_LISTED, None)


def shortened(listed: Sequence[DebriefLine]) -> Sequence[DebriefLine]:
    """The first ones of a long list, the place that is open among them whatever its rank."""
    if len(listed) <= PAGE:
        return listed
    st.markdown(f":gray[Les {PAGE} premiers sur {number(len(listed))} : affinez la recherche ou exportez.]")
    opened = st.session_state.get(OPENED) or number_parameter("lieu")
    return [*listed[:PAGE], *(one for one in listed[PAGE:] if one.place.id == opened)]


def table(listed: Sequence[DebriefLine], seen: Received) -> DebriefLine:
    """The table; the selected line, the one last open or the first that told something before anything is."""
    ids = [one.place.id for one in listed]
    if st.session_state.get(_LISTED) != ids:
        # Another table for another list: a filter never leaves the selection on another line.
        st.session_state[_LISTED] = ids
        opened = st.session_state.get(OPENED) or number_parameter("lieu")
        turn, _ = st.session_state.get(_TURN, (0, 0))
        first = next((place for place, one in enumerate(listed) if state_of(one) is not State.NOTHING), 0)
        st.session_state[_TURN] = (turn + 1, ids.index(opened) if opened in ids else first)
    turn, at = st.session_state[_TURN]
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Lieu": [name_of(one.place) for one in listed],
                "État": [chips_of(one, seen) for one in listed],
                "Reçu": [_came(one) for one in listed],
                "Visiteurs": [visitors_of(one) for one in listed],
                "Collectivité": [epci_of(one.place) for one in listed],
            }
        ),
        hide_index=True,
        placeholder="",
        height="content" if len(listed) <= _MANY else 590,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [at]}},
        column_config={
            "Lieu": st.column_config.TextColumn(width=185),
            "État": chip_column("État", COLOURS, width=152 if seen.to_confirm else 100),
            "Reçu": st.column_config.TextColumn(width=108),
            "Visiteurs": st.column_config.TextColumn(width=240),
            "Collectivité": st.column_config.TextColumn(width=150),
        },
        alt=f"{plural(len(listed), 'bilan')} : état, quand et comment il est venu, visiteurs",
        key=f"debriefs-table-{turn}",
    )
    rows = picked["selection"]["rows"]
    chosen = listed[rows[0]] if rows and rows[0] < len(listed) else listed[at]
    st.session_state[OPENED] = chosen.place.id
    return chosen


def in_a_table(listed: Sequence[DebriefLine], seen: Received) -> None:
    """The accessible equivalent of the table."""
    same_in_a_table(
        [
            {"Lieu": name_of(one.place), "Collectivité": epci_of(one.place), "État": ", ".join(chips_of(one, seen)),
             "Reçu": _came(one), "Visiteurs": visitors_of(one)}
            for one in listed
        ]
    )  # fmt: skip


def exported(listed: Sequence[DebriefLine], seen: Received) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """What is on screen, one row a place; nobody's name in it."""
    headers = ("Lieu", "Qui", "Commune", "Collectivité", "État", "Venu par", "Le", "Visiteurs", "Chiffres à confirmer")
    rows = [
        (
            one.place.name, one.audience.label, one.place.commune, epci_of(one.place), state_of(one).label,
            WAYS[one.debrief.source] if one.debrief else "", came_on(one.debrief) or "", visitors_of(one),
            len(seen.asked_again(one.place.id)) if one.debrief else "",
        )
        for one in listed
    ]  # fmt: skip
    return headers, rows


def _came(one: DebriefLine) -> str:
    """« 21 nov., papier »."""
    on = came_on(one.debrief)
    return f"{short_date(on)}, {WAYS[one.debrief.source]}" if on else ""


def _is(code: str, one: DebriefLine, seen: Received) -> bool:
    if code == CONFIRM:
        return bool(seen.asked_again(one.place.id))
    return code == ALL or state_of(one) is _STATES[code]


def _matches(one: DebriefLine, search: str) -> bool:
    text = search_key(f"{one.place.name} {one.place.commune} {one.place.epci_name}")
    return all(word in text for word in search_key(search).split())


def _sorted(listed: list[DebriefLine], order: str) -> list[DebriefLine]:
    """``listed`` is by name, which decides between equals."""
    if order == "Par collectivité":
        return sorted(listed, key=lambda one: search_key(epci_of(one.place) or one.place.name))
    if order == "Par état":
        return sorted(listed, key=lambda one: list(State).index(state_of(one)))
    if order == "Derniers reçus":
        return sorted(listed, key=lambda one: -one.debrief.saved_at.timestamp() if came_on(one.debrief) else 0.0)
    return listed
