"""What the parts of « Bilans reçus » share: who types, states in words, what was said in one line, what is undone."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import NBSP, plural, short_day
from campaign.debrief.actions import confirm_figure, doubt_figure
from campaign.debrief.model import Alert, Audience, Debrief, Figure, Source, State
from campaign.debrief.received import Received
from campaign.debrief.views import DebriefLine
from campaign.editions.model import Edition
from campaign.editions.model import State as EditionState
from campaign.editions.views import editions
from campaign.partners.model import Kind, Place
from campaign.territory.model import short_epci_name
from campaign.ui.edition_choice import chosen_edition
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import number_parameter

FILE = "debriefs.py"
TO_CONFIRM = "À confirmer"
COLOURS = {State.NOTHING.label: "gray", State.STARTED.label: "yellow", State.DONE.label: "green", TO_CONFIRM: "orange"}
WAYS = {Source.LINK: "lien", Source.AGENT: "agent", Source.PAPER: "papier"}
AUDIENCES = {Audience.SHOP: "Boutiques", Audience.ANIMATOR: "Animateurs"}
_VISITORS = {Audience.SHOP: "visitors", Audience.ANIMATOR: "people_met"}
_CONFIRMED = "debriefs-confirmed"  # the figure just confirmed, for « Annuler »


def may_write(agent: Agent) -> bool:
    """Who types in the name of a place: everyone but those who only read."""
    return agent.role is not Role.READER


def told_edition(db: Database, agent: Agent) -> Edition | None:
    """The edition chosen; else the last one begun, whose debriefs come in, even while another is prepared."""
    asked = st.session_state.get("edition-choice") or number_parameter("edition")
    begun = [one for one in editions(db, agent) if one.first_day <= clock.today() and not one.cancelled_on]
    return chosen_edition(db, agent) if asked or not begun else max(begun, key=lambda one: one.first_day)


def takes_debriefs(edition: Edition) -> bool:
    """Whether somebody may still tell what an edition was."""
    return edition.state(clock.today()) not in (EditionState.CANCELLED, EditionState.ARCHIVED)


def sentence(seen: Received) -> str:
    """« Novembre 2013 : 17 lieux sur 20 ont raconté leurs journées. »; nobody is said in words."""
    if not seen.lines:
        return f"{seen.edition.name} : aucun bilan n’est demandé."
    # Begun or finished: the report of the edition counts those that are finished, shops apart.
    said = f"{plural(seen.told, 'lieu', 'lieux') if seen.told else 'aucun lieu'} sur {len(seen.lines)}"
    verb = "ont raconté leurs" if seen.told > 1 else "a raconté ses" if seen.told else "n’a raconté ses"
    return f"{seen.edition.name} : {said} {verb} journées."


def state_of(line: DebriefLine) -> State:
    """The state shown: parts saved empty tell nothing."""
    return line.state if line.debrief and line.debrief.answers else State.NOTHING


def chips_of(line: DebriefLine, seen: Received) -> list[str]:
    """« Fini », and « À confirmer » beside it."""
    return [state_of(line).label, *([TO_CONFIRM] if seen.asked_again(line.place.id) else [])]


def epci_of(place: Place) -> str:
    """The short name of its EPCI; an EPCI is its own."""
    return "" if place.kind is Kind.EPCI or not place.epci_name else short_epci_name(place.epci_name)


def came_on(debrief: Debrief | None) -> date | None:
    """The Paris day something was last saved."""
    return debrief.saved_at.astimezone(clock.PARIS).date() if debrief and debrief.saved_at else None


def visitors_of(line: DebriefLine) -> str:
    """Visitors as they were said, day by day: « mer. 13 : 50 · sam. 16 : ne sait pas ». '' when nobody was asked."""
    if line.debrief is None:
        return ""
    found = sorted(
        (one for one in line.debrief.answers if one.question == _VISITORS[line.audience] and one.day),
        key=lambda one: one.day,
    )
    said = [f"{short_day(one.day)}{NBSP}: {bare(one.figure) if one.figure else 'ne sait pas'}" for one in found]
    return " · ".join(said)


def bare(figure: Figure) -> str:
    """A figure without its unit, for a column that names it: « 50 », « 20 à 50 »."""
    words = figure.in_words.removeprefix("de ")
    return words.rpartition(NBSP)[0]


def in_order(seen: Received, alerts: Sequence[Alert]) -> list[Alert]:
    """Figures to confirm, place by place in the order of the list."""
    rank = {one.place.id: place for place, one in enumerate(seen.lines)}
    return sorted(alerts, key=lambda one: (rank.get(one.place_id, 0), one.question, one.day or date.min))


def confirm(db: Database, agent: Agent, edition_id: int, one: Alert) -> None:
    """« C’est bien ça », with « Annuler » on the next display."""
    form = f"confirm-{one.place_id}-{one.question}-{one.day or ''}"
    with reporting(operation_of=form) as outcome:
        confirm_figure(db, agent, edition_id, one.place_id, one.question, one.day, form_operation(form))
    if outcome.done:
        st.session_state[_CONFIRMED] = (edition_id, one.place_id, one.question, one.day)
        offer_undo(f"C’est noté : {one.sentence.removesuffix(' ?')}.", "figure", one.place_id)
        st.rerun()


def undo_confirmation(db: Database, agent: Agent) -> bool:
    """« Annuler » after « C’est bien ça »: the figure is asked again; whether it was done."""
    edition_id, place_id, question, day = st.session_state.pop(_CONFIRMED)
    form = f"doubt-{place_id}-{question}-{day or ''}"
    with reporting("Ce chiffre est de nouveau à confirmer.", form) as outcome:
        doubt_figure(db, agent, edition_id, place_id, question, day, form_operation(form))
    return outcome.done
