"""What the officer's parts of the report share: who writes, the four corners, what is undone."""

from collections.abc import Callable

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.report.matrix import put_back_remarks, remove_point, restore_point
from campaign.report.model import Quadrant
from campaign.report.resolving import reopen_resolution, restore_resolution
from campaign.report.settings import restore_factor, restore_rate
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked

FILE = "report.py"
# Colour and icon of a corner; its word always stands beside.
CORNERS = {
    Quadrant.STRENGTHS: ("green", ":material/thumb_up:"),
    Quadrant.WEAKNESSES: ("yellow", ":material/build:"),
    Quadrant.OPPORTUNITIES: ("blue", ":material/lightbulb:"),
    Quadrant.THREATS: ("red", ":material/warning:"),
}
_MOVED = "remarks-moved"


def _put_back_moved(db: Database, agent: Agent, edition_id: int, operation: str) -> None:
    put_back_remarks(db, agent, edition_id, st.session_state.get(_MOVED, ()), operation)


_BACK: dict[str, Callable] = {
    "matrix-point": restore_point,
    "matrix-added": remove_point,
    "remarks": _put_back_moved,
    "resolution": restore_resolution,
    "settled": reopen_resolution,
    "factor": restore_factor,
    "rate": restore_rate,
}


def may_write(agent: Agent) -> bool:
    """The matrix, the resolutions and the rate are the officer's."""
    return agent.role is Role.OFFICER


def corner_badge(quadrant: Quadrant) -> str:
    """« 👍 Atouts » on its colour, in markdown."""
    colour, icon = CORNERS[quadrant]
    return f":{colour}-badge[{icon} {quadrant.label}]"


def done_with_undo(action: Callable[[str], object], said: str, name: str, identifier: int) -> bool:
    """Run a gesture given its operation id, with « Annuler » on the next display; whether it was done."""
    form = f"gesture-{name}-{identifier}"
    with reporting(operation_of=form) as outcome:
        action(form_operation(form))
    if outcome.done:
        offer_undo(said, name, identifier)
    return outcome.done


def remember_moved(keys: list[tuple[int, str]]) -> None:
    """Which remarks « Annuler » puts back."""
    st.session_state[_MOVED] = tuple(keys)


def put_back(db: Database, agent: Agent, name: str, identifier: int) -> bool:
    """Undo a gesture, just after or later; whether it was done."""
    form = f"back-{name}-{identifier}"
    with reporting("C’est remis en place.", form) as outcome:
        _BACK[name](db, agent, identifier, form_operation(form))
    return outcome.done


def undo_pressed(db: Database, agent: Agent) -> bool:
    """Whether « Annuler » was pressed, and it was undone: the screen is to be drawn again."""
    asked = undo_asked()
    return bool(asked and asked[0] in _BACK and put_back(db, agent, *asked))
