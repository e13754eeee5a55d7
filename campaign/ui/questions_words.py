"""What the parts of « Questions du bilan » share: the set being written, how a question is told, who is asked."""

from dataclasses import dataclass, replace

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, number, plural
from campaign.debrief.model import AnswerKind, Audience, Question, QuestionSet, Section
from campaign.debrief.question_changes import changes, same_questions
from campaign.debrief.questions import Version, codes_of, versions
from campaign.participation.model import Activity
from campaign.partners.model import Category

FILE = "debrief_questions.py"
AUDIENCES = {Audience.SHOP: "Boutiques", Audience.ANIMATOR: "Animateurs"}
KINDS = tuple(AnswerKind)
USED = "le bilan de l’édition s’en sert"
_ONLY_FOR = {f"family:{one}": f"si elle vend : {one.label.lower()}" for one in Category} | {
    f"activity:{one}": f"si elle a proposé : {one.label.lower()}" for one in Activity
}


@dataclass(frozen=True, slots=True)
class Draft:
    """The set on screen, what it was made from (``read`` is its version), and every version that was."""

    questions: QuestionSet
    read: int
    listed: tuple[Version, ...]

    @property
    def served(self) -> QuestionSet:
        """The questions asked now."""
        return self.listed[0].questions

    @property
    def said(self) -> tuple[str, ...]:
        """What saving would change."""
        return changes(self.served, self.questions)

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return not same_questions(self.served, self.questions)

    @property
    def taken(self) -> frozenset[str]:
        """Codes that may mean nothing else."""
        return codes_of(self.listed)

    @property
    def next_version(self) -> int:
        """The number it would be saved under."""
        return self.served.version + 1


def draft_of(db: Database, agent: Agent, audience: Audience) -> Draft:
    """What was being written in this tab, else the questions asked now."""
    listed = tuple(versions(db, agent, audience))
    kept = st.session_state.get(_key(audience))
    questions, read = kept or (listed[0].questions, listed[0].questions.version)
    return Draft(questions, read, listed)


def keep(draft: Draft, questions: QuestionSet, read: int | None = None) -> None:
    """What is written now, until it is saved or left aside."""
    st.session_state[_key(questions.audience)] = (questions, read or draft.read)


def forget(audience: Audience) -> None:
    """Back to the questions asked now."""
    st.session_state.pop(_key(audience), None)


def _key(audience: Audience) -> str:
    return f"questions-draft-{audience}"


def sentence(draft: Draft) -> str:
    """« Boutiques : 52 questions en 7 parties, version 1. 2 changements à enregistrer. »."""
    asked = draft.questions
    said = f"{AUDIENCES[asked.audience]} : {plural(len(asked.questions), 'question')} en "
    said += f"{plural(len(asked.sections), 'partie')}, version {draft.served.version}."
    if draft.changed:
        said += f" {plural(len(draft.said), 'changement')} à enregistrer."
    return said


def answered_how(one: Question) -> str:
    """« Nombre ou fourchette, en personnes ou %, chaque jour, à relire au-dessus de 2 000 »."""
    said = [one.kind.label]
    if one.units:
        said.append(f"en {enumerate_in_words([unit.label for unit in one.units], 'ou')}")
    if one.choices:
        said.append(plural(len(one.choices), "réponse proposée", "réponses proposées"))
    if one.per_day:
        said.append("chaque jour")
    if one.most is not None:
        said.append(f"à relire au-dessus de {number(one.most)}")
    if one.only_for:
        said.append(_ONLY_FOR.get(one.only_for, "pour quelques-uns"))
    if one.quotable:
        said.append("peut être citée")
    return ", ".join(said)


def when_asked(part: Section) -> str:
    """« trois mois après », '' for what is asked at once."""
    return f"posée {part.after_months} mois après l’événement" if part.after_months else ""


def asked_again(questions: QuestionSet, version: int) -> QuestionSet:
    """A former set, to be asked again: its number is that of the set it replaces."""
    return replace(questions, version=version)
