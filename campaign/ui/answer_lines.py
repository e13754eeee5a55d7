"""Answers and needs in a few lines each."""

from collections.abc import Sequence

import streamlit as st

from campaign.editions.model import Edition
from campaign.participation.model import Answer, Need, Participation, Presence, presence_in_words
from campaign.partners.model import Place
from campaign.ui.decision_list import age
from campaign.ui.layout import line
from campaign.ui.plain import plain

SHOWN = 6


def answer_lines(edition: Edition, answers: Sequence[tuple[Place, Answer]]) -> None:
    """The latest answers: which shop, what it said, how long ago."""
    for place, answer in answers[:SHOWN]:
        with line(wrap=False):
            st.markdown(f"**{plain(place.name)}**  \n{plain(presence_in_words(edition, answer))}", width="stretch")
            st.markdown(f":gray[{age(answer.at)}]" if answer.at else "", width="content")
    if not answers:
        st.markdown(":gray[Aucune réponse ces sept derniers jours.]")


def lines_of_needs(participations: Sequence[Participation]) -> None:
    """What confirmed shops asked for, added up, with how many asked."""
    confirmed = [one.answer for one in participations if one.answer and one.answer.presence is Presence.YES]
    for need in Need:
        asking = [answer.needs[need] for answer in confirmed if answer.needs.get(need)]
        with line(wrap=False):
            st.markdown(need.label, width="stretch")
            if asking:
                st.badge(need.quantity_in_words(sum(asking)), color="green")
                st.markdown(f":gray[{len(asking)} sur {len(confirmed)}]", width="content")
            else:
                st.markdown(":gray[rien encore]", width="content")
