"""What the parts of « Choisir les jours » share: who writes, where things stand in words, what « Annuler » undoes."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import InvalidInput
from campaign.base.fields import date_fr
from campaign.base.french import NBSP, day_in_words, plural
from campaign.consultation.consulted import Candidate, Consultation, Stage
from campaign.consultation.preparing import restore_rival
from campaign.consultation.results import Results
from campaign.editions.model import Edition, State
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked
from campaign.ui.layout import line
from campaign.ui.plain import plain

FILE = "dates.py"
SETS = ("jeu de jours", "jeux de jours")
_RIVAL = "consultation-rival"
_NAMED_EPCI = 2
_SETTLED = (State.OVER, State.ARCHIVED, State.CANCELLED)


def may_write(agent: Agent, edition: Edition) -> bool:
    """Days are the officer's to choose, as long as they are to come."""
    return agent.role is Role.OFFICER and not settled(edition)


def settled(edition: Edition) -> bool:
    """Whether its days are past, or it is put away or called off."""
    return edition.state(clock.today()) in _SETTLED


def sentence(seen: Consultation, told: Results, found: Sequence[Candidate]) -> str:
    """« Janvier 2027 : 9 réponses sur 28, jusqu’au vendredi 12 décembre. »"""
    name, stage = seen.edition.name, seen.stage(clock.today())
    if stage is Stage.DECIDED:
        return f"{name} : {seen.decided.in_words}, décidé avec {plural(told.answered, 'réponse')} sur {told.asked}."
    if settled(seen.edition):
        return f"{name} : ses jours étaient {seen.edition.days_text}."
    if stage is Stage.PREPARING:
        if not found:
            return f"{name} : cherchez des jours, comparez-les, puis demandez leur avis aux acteurs."
        return f"{name} : {plural(len(found), *SETS)} possibles, {len(seen.proposed)} à proposer."
    answers = f"{plural(told.answered, 'réponse')} sur {told.asked}"
    if stage is Stage.CLOSED:
        return f"{name} : {answers}. La consultation est close, les jours restent à décider."
    return f"{name} : {answers}, jusqu’au {day_in_words(seen.closes_on, year=False)}."


def steps(seen: Consultation, told: Results, found: Sequence[Candidate]) -> None:
    """The four steps with where each stands, side by side."""
    stage = seen.stage(clock.today())
    opened, decided = stage is not Stage.PREPARING, stage is Stage.DECIDED
    sought = plural(len(found), "jeu possible", "jeux possibles") if found else "une période, des jours de la semaine"
    participle = ("proposé", "proposés") if opened else ("à proposer", "à proposer")
    compared = plural(len(seen.proposed), f"jeu {participle[0]}", f"jeux {participle[1]}")
    compared = compared if seen.proposed else "2 à 5 à proposer"
    asked = f"{plural(told.answered, 'réponse')} sur {told.asked}" if opened else "boutiques et animateurs"
    chosen = seen.decided.short if decided else "les jours, pour tout le monde"
    now = 4 if stage is Stage.CLOSED else 3 if opened or len(seen.proposed) > 1 else 2 if found else 1
    tiles = (("Chercher", sought), ("Comparer", compared), ("Consulter", asked), ("Décider", chosen))
    with st.grid(4, min_column_width=150):
        for number, (name, said) in enumerate(tiles, 1):
            done = decided or number < now
            with st.container(border=True, gap=None):
                colour = "green" if done else "yellow" if number == now else "gray"
                icon = ":material/check:" if done else str(number)
                st.markdown(f":{colour}-badge[{icon}] **{name}**  \n:gray[{plain(said)}]")


def read_back(typed: str, *, first: bool = True) -> str:
    """« soit mercredi 13 novembre 2026 », or what is wrong with it, as markdown that always takes one line."""
    if not typed.strip():
        return ":gray[Par exemple 13/11/2027.]" if first else ":gray[Le même jour si vous laissez vide.]"
    try:
        return f":gray[soit **{day_in_words(date_fr(typed))}**]"
    except InvalidInput as problem:
        return wrong(problem)


def wrong(problem: InvalidInput) -> str:
    """A problem under its field."""
    proposal = f" Peut-être : **{plain(problem.proposal)}** ?" if problem.proposal else ""
    return f":red[:material/error: {plain(problem.message)}]{proposal}"


def quorum_words(told: Results, *, named: bool = True) -> str:
    """In full while few EPCI lack answers; otherwise how many have enough, the bars say which."""
    short = sum(not one.reached for one in told.turnout)
    if named and short <= _NAMED_EPCI:
        return plain(told.quorum_in_words)
    return f"Quorum atteint dans **{len(told.turnout) - short} EPCI sur {len(told.turnout)}**."


def points(count: int) -> str:
    """« 15 points »."""
    return plural(count, "point")


def quoted(name: str) -> str:
    """« Foire de la Saint-Martin », between its signs."""
    return f"«{NBSP}{name}{NBSP}»"


def offer_rival_back(rival_id: int, name: str) -> None:
    """« Annuler » after a rival event was taken out."""
    offer_undo(f"{quoted(name)} ne compte plus.", _RIVAL, rival_id)


def take_back(db: Database, agent: Agent) -> None:
    """« Annuler » was pressed."""
    asked = undo_asked()
    if asked and asked[0] == _RIVAL:
        form = f"restore-rival-{asked[1]}"
        with reporting("C’est annulé.", operation_of=form) as outcome:
            restore_rival(db, agent, asked[1], form_operation(form))
        if outcome.done:
            st.rerun()


def keep_or_not(verb: str, key: str, otherwise: str = "Ne rien changer", icon: str | None = None) -> bool:
    """The two buttons of a confirmation; True when the verb is pressed, the other closes the dialog."""
    with line():
        pressed = st.button(verb, type="primary", icon=icon, key=key)
        if st.button(otherwise, type="tertiary", key=f"{key}-no"):
            st.rerun()
    return pressed
