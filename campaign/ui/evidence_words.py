"""What the parts of « Preuves » share: who does what, how a piece is told, what is undone."""

from collections.abc import Callable

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import number, plural, short_date
from campaign.evidence.actions import restore_piece
from campaign.evidence.giving import restore_file
from campaign.evidence.model import State, Tracked
from campaign.evidence.views import Evidence
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked

FILE = "evidence.py"
STATE_COLOURS = {State.EXISTING: "green", State.TO_MAKE: "yellow", State.NOT_NEEDED: "gray"}
STATE_ICONS = {
    State.EXISTING: ":material/verified:", State.TO_MAKE: ":material/pending:", State.NOT_NEEDED: ":material/block:",
}  # fmt: skip
_BACK: dict[str, Callable] = {"evidence": restore_piece, "evidence-file": restore_file}


def may_write(agent: Agent) -> bool:
    """The team adds pieces and gives files."""
    return agent.role is not Role.READER


def may_remove(agent: Agent) -> bool:
    """Taking out is the officer's."""
    return agent.role is Role.OFFICER


def sentence(seen: Evidence) -> str:
    """« Novembre 2013 : 9 preuves réunies sur 14, 2 en retard. »."""
    if not seen.tracked:
        return f"{seen.edition.name} : aucune preuve suivie."
    late = f", {number(len(seen.late))} en retard" if seen.late else ""
    return f"{seen.edition.name} : {seen.progress.in_words}{late}."


def when(one: Tracked) -> str:
    """« 12 mars 2027 », '' when nothing says it."""
    return short_date(one.due, year=True) if one.due else ""


def where(one: Tracked) -> str:
    """« 2 fichiers », « classeur, bureau 12 », '' when it is nowhere."""
    files = len(one.piece.files)
    return ", ".join(text for text in (plural(files, "fichier") if files else "", one.piece.kept_at) if text)


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
