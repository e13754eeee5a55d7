"""What the parts of « Dépenses » share: who writes, how amounts are told, what is undone."""

from collections.abc import Callable

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import NBSP, enumerate_in_words, plural
from campaign.editions.model import Edition
from campaign.planning.attachments import reattach
from campaign.planning.funding import restore_fund
from campaign.planning.model import Amount, Line, Nature, Stage, amount_of
from campaign.planning.money import Tax, euros
from campaign.planning.spending import restore_line
from campaign.planning.views import Spending
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked

FILE = "spending.py"
TAB, SHOWN_LINE = "spending-tab", "spending-shown"
TABS = {"lignes": "Dépenses", "plans": "Qui paie", "comparer": "Comparer", "classeur": "Importer"}
UNKNOWN = "inconnu"
NATURE_COLOURS = {
    Nature.SUPPLIES: "green", Nature.PRINTED: "blue", Nature.ADVERTISING: "orange", Nature.PRINTING: "violet",
    Nature.SERVICES: "yellow", Nature.OTHER: "gray",
}  # fmt: skip
_PARTICIPLES = {Stage.PLANNED: "prévus", Stage.COMMITTED: "engagés", Stage.SPENT: "dépensés"}
_BACK: dict[str, Callable] = {"spending": restore_line, "document": reattach, "fund": restore_fund}


def lead_to_line(line_id: int) -> None:
    """Show that line at the next display; the number tells two gestures apart that lead to the same one."""
    _, times = st.session_state.get(SHOWN_LINE, (0, 0))
    st.session_state[SHOWN_LINE] = (line_id, times + 1)


def may_write(agent: Agent) -> bool:
    """The budget is the officer's."""
    return agent.role is Role.OFFICER


def may_open_documents(agent: Agent) -> bool:
    """Readers see amounts only: an invoice may name somebody."""
    return agent.role is not Role.READER


def told_stage(edition: Edition) -> Stage:
    """What an edition's cost is told by: what was spent once it is over, what is planned before."""
    return Stage.SPENT if clock.today() > edition.last_day else Stage.PLANNED


def sentence(edition: Edition, seen: Spending) -> str:
    """« Novembre 2013 : 11 dépenses, 41 500 € TTC dépensés. »; HT and TTC are named one beside the other."""
    stage = told_stage(edition)
    if not seen.all_lines:
        return f"{edition.name} : aucune dépense notée."
    known = [found for tax in Tax if (found := amount_of(seen.totals, stage, tax))]
    sums = enumerate_in_words(cost(one.cents, one.tax) for one in known)
    said = f"{sums} {_PARTICIPLES[stage]}" if sums else f"rien de connu sur le {stage.label.lower()}"
    return f"{edition.name} : {plural(len(seen.lines), 'dépense')}, {said}."


def cost(cents: int | None, tax: Tax) -> str:
    """« 1 200 € TTC », '' when unknown."""
    return "" if cents is None else f"{euros(cents)}{NBSP}{tax.label}"


def cost_or_unknown(one: Line, stage: Stage) -> str:
    """« 1 200 € TTC », « inconnu »."""
    return cost(one.cents(stage), one.tax) or UNKNOWN


def known_of(one: Amount) -> str:
    """« pour 3 lignes sur 5 », '' when every line told its amount."""
    return f"pour {plural(one.known, 'ligne')} sur {one.out_of}" if one.known < one.out_of else ""


def put_away(action: Callable, db: Database, agent: Agent, name: str, identifier: int, said: str) -> bool:
    """Take something out, with « Annuler » on the next display; whether it was done."""
    form = f"away-{name}-{identifier}"
    with reporting(operation_of=form) as outcome:
        action(db, agent, identifier, form_operation(form))
    if outcome.done:
        offer_undo(said, name, identifier)
    return outcome.done


def put_back(db: Database, agent: Agent, name: str, identifier: int) -> bool:
    """Undo a ``put_away``, just after or later; whether it was done."""
    form = f"back-{name}-{identifier}"
    with reporting("C’est remis en place.", form) as outcome:
        _BACK[name](db, agent, identifier, form_operation(form))
    return outcome.done


def undo_pressed(db: Database, agent: Agent) -> bool:
    """Whether « Annuler » was pressed, and it was undone: the screen is to be drawn again."""
    asked = undo_asked()
    return bool(asked and asked[0] in _BACK and put_back(db, agent, *asked))
