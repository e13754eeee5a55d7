"""What a shop told of each edition: figures with their units, « je ne sais pas », its own words."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import NBSP, plural, short_day
from campaign.debrief.model import Answer, AnswerKind, Question, State
from campaign.debrief.of_place import PlaceDebrief, place_debriefs
from campaign.partners.model import Place
from campaign.ui.debriefs_words import COLOURS, WAYS
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain


def debriefs_block(db: Database, agent: Agent, place: Place) -> None:
    """Edition after edition, the latest unfolded."""
    found = place_debriefs(db, agent, place.id)
    with card("Bilans", plural(len(found), "édition") if found else None):
        if not found:
            st.markdown(":gray[Aucun bilan pour l’instant : il se demande après l’édition.]")
        for index, one in enumerate(found):
            with st.expander(plain(one.edition.name), expanded=not index):
                _told(one)
        go_to("debriefs.py", "Ouvrir les bilans")


def _told(one: PlaceDebrief) -> None:
    with line():
        st.badge(one.debrief.state.label, color=COLOURS[one.debrief.state.label])
        st.markdown(f":gray[{WAYS[one.debrief.source]}]", width="content")
    for code, told in groupby(one.told, key=lambda each: each[0].section):
        st.markdown("  \n".join([f":gray[{plain(one.titles[code])}]", *(_line(*each) for each in told)]))
    if not one.told and one.debrief.state is not State.NOTHING:
        st.markdown(":gray[Rien de rempli.]")


def _line(question: Question, answers: Sequence[Answer]) -> str:
    label = plain(question.label)
    joint = " " if question.label.endswith(("?", "…")) else f"{NBSP}: "
    if question.kind is AnswerKind.TEXT and not answers[0].unknown:
        return f"{label}{joint}« {plain(answers[0].text)} »"
    if not question.per_day:
        return f"{label}{joint}{_value(question, answers[0])}"
    days = sorted((one for one in answers if one.day), key=lambda one: one.day)
    return f"{label}{joint}" + " · ".join(f"{short_day(one.day)} {_value(question, one)}" for one in days)


def _value(question: Question, answer: Answer) -> str:
    if answer.unknown:
        return ":orange[**je ne sais pas**]"
    return f"**{plain(question.said(answer))}**"
