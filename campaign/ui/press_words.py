"""What the tabs of « Dossier de presse » share: their names, who writes, states and colours, who is behind a name."""

from collections.abc import Callable

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.accounts.views import names_of_agents
from campaign.base import clock
from campaign.base.database import Database
from campaign.communication.content import Source
from campaign.communication.model import Audience, Scale, read_audience
from campaign.editions.model import Edition, State
from campaign.press.figures import restore_figure
from campaign.press.model import BlockState, QuoteState
from campaign.press.quoting import restore_quote
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked

FILE = "press.py"
TABS = {
    "versions": "Versions",
    "chiffres": "Chiffres",
    "citations": "Citations",
    "visuels": "Visuels",
    "reglages": "Réglages",
}
BLOCK_COLOURS = {
    BlockState.LOCKED: ("gray", ":material/lock:"),
    BlockState.COMMON: ("blue", ":material/group:"),
    BlockState.ADAPTED: ("green", ":material/edit:"),
    BlockState.EMPTY: ("yellow", ":material/remove:"),
}
QUOTE_COLOURS = {
    QuoteState.DRAFT: ("gray", ":material/draft:"),
    QuoteState.ASKED: ("orange", ":material/hourglass_top:"),
    QuoteState.APPROVED: ("green", ":material/check_circle:"),
    QuoteState.REFUSED: ("red", ":material/cancel:"),
}
_WRITERS = (Role.OFFICER, Role.COMMUNICATION)
_ENDED = (State.OVER, State.ARCHIVED, State.CANCELLED)
_BACK: dict[str, Callable] = {"figure": restore_figure, "quote": restore_quote}


def may_write(agent: Agent, edition: Edition) -> bool:
    """Prevention and communication write, while the edition is ahead."""
    return agent.role in _WRITERS and edition.state(clock.today()) not in _ENDED


def who_wrote(db: Database, agent: Agent, actor: str) -> str:
    """« Camille Roussel », « par son lien personnel », « le logiciel »."""
    if actor.startswith("contact:"):
        return "par son lien personnel"
    return names_of_agents(db, agent).get(actor, "le logiciel")


def audience_choices(source: Source | None) -> dict[str, str]:
    """Where a quote may print, as the room of the press writes it: everywhere, an EPCI, a shop that may advertise."""
    found = {"": "Toutes les versions"}
    for one in source.audiences() if source else ():
        shop = source.shop(one)
        if one.scale is not Scale.DEPARTEMENT and (shop is None or shop.may_advertise):
            found[str(one)] = source.name_of(one)
    return found


def audience_from(written: str) -> Audience:
    """« epci:244900015 » as the documents know it; '' is the département."""
    return read_audience(written or str(Scale.DEPARTEMENT))


def put_away(action: Callable, db: Database, agent: Agent, name: str, identifier: int, sentence: str) -> None:
    """Take something out of a list, with « Annuler » on the next display."""
    form = f"away-{name}-{identifier}"
    with reporting(operation_of=form) as outcome:
        action(db, agent, identifier, form_operation(form))
    if outcome.done:
        offer_undo(sentence, name, identifier)
        st.rerun()


def take_back(db: Database, agent: Agent) -> None:
    """« Annuler » was pressed."""
    offered = st.session_state.get("undo")
    if not offered or offered[1] not in _BACK:  # a removed picture is put back by its own tab
        return
    if asked := undo_asked():
        name, identifier = asked
        form = f"back-{name}-{identifier}"
        with reporting("C’est annulé.", form) as outcome:
            _BACK[name](db, agent, identifier, form_operation(form))
        if outcome.done:
            st.rerun()


def moved(action: Callable, db: Database, agent: Agent, name: str, identifier: int, *, earlier: bool) -> None:
    """Exchange something with its neighbour, and show the list again."""
    form = f"move-{name}-{identifier}"
    with reporting(operation_of=form) as outcome:
        action(db, agent, identifier, earlier, form_operation(form))
    if outcome.done:
        st.rerun()
