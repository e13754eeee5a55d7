"""The parts of a set of questions and the questions of one of them, with what the officer may do to each."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.base.french import plural
from campaign.debrief.model import Question, Section
from campaign.debrief.questioning import moved_part, moved_question, relied_on, without_part, without_question
from campaign.ui.feedback import show_error
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.questions_form import confirm_removal, edit_part, edit_question
from campaign.ui.questions_words import USED, Draft, answered_how, keep, when_asked


def chosen_part(draft: Draft) -> Section:
    """The part on screen, the first by default."""
    parts = {one.code: one for one in draft.questions.sections}
    key = f"questions-part-{draft.questions.audience}"
    if st.session_state.get(key) not in parts:
        st.session_state[key] = next(iter(parts))
    chosen = st.segmented_control(
        "Partie du bilan", list(parts), format_func=lambda code: plain(parts[code].title), required=True,
        label_visibility="collapsed", key=key, wrap=True,
    )  # fmt: skip
    return parts[chosen]


def questions_card(draft: Draft, part: Section) -> None:
    """Its questions in order, each with its verbs, then what may be added."""
    asked, audience = draft.questions.of_section(part.code), str(draft.questions.audience)
    with card(part.title, plural(len(asked), "question")):
        if said := ". ".join(one for one in (part.hint, when_asked(part).capitalize()) if one):
            st.markdown(f":gray[{plain(said)}]")
        _part_verbs(draft, part, audience)
        if not asked:
            st.markdown(":gray[Aucune question dans cette partie.]")
        _questions(draft, [one for one in asked if not one.only_for])
        if few := [one for one in asked if one.only_for]:
            with st.expander(f"Selon la boutique ({plural(len(few), 'question')})", icon=":material/filter_alt:"):
                _questions(draft, few)
        with line():
            if st.button("Ajouter une question", icon=":material/add:", key="add-question"):
                edit_question(audience, "", part.code)
            if st.button("Ajouter une partie", icon=":material/playlist_add:", type="tertiary", key="add-part"):
                edit_part(audience, "")


def _part_verbs(draft: Draft, part: Section, audience: str) -> None:
    alike = [one.code for one in draft.questions.sections if one.after_months == part.after_months]
    with line():
        if st.button("Renommer la partie", icon=":material/edit:", type="tertiary", key=f"rename-{part.code}"):
            edit_part(audience, part.code)
        for label, step, stuck in (("Avancer", -1, part.code == alike[0]),
                                   ("Reculer", 1, part.code == alike[-1])):  # fmt: skip
            if len(alike) > 1 and st.button(label, type="tertiary", disabled=stuck, key=f"part-{step}-{part.code}"):
                keep(draft, moved_part(draft.questions, part.code, step))
                st.rerun()
        if not draft.questions.of_section(part.code) and st.button(
            "Retirer la partie", icon=":material/delete:", type="tertiary", key=f"remove-part-{part.code}"
        ):
            try:
                keep(draft, without_part(draft.questions, part.code))
            except CampaignError as error:
                show_error(error)
            else:
                st.rerun()


def _questions(draft: Draft, asked: Sequence[Question]) -> None:
    for rank, one in enumerate(asked):
        _question(draft, one, str(draft.questions.audience), first=rank == 0, last=rank == len(asked) - 1)


def _question(draft: Draft, one: Question, audience: str, *, first: bool, last: bool) -> None:
    with st.container(border=True, gap="xxsmall"):
        with line():
            st.markdown(f"**{plain(one.label)}**", width="content")
            if relied_on(one.code):
                st.badge(USED, color="blue", icon=":material/monitoring:")
            if draft.served.question(one.code) is None:
                st.badge("nouvelle", color="green")
        hint = f"  \n:gray[Aide : {plain(one.hint)}]" if one.hint else ""
        st.markdown(f":gray[{plain(answered_how(one))}]{hint}")
        with line():
            if st.button("Modifier", icon=":material/edit:", type="tertiary", key=f"edit-{one.code}"):
                edit_question(audience, one.code, one.section)
            for label, step, stuck in (("Monter", -1, first), ("Descendre", 1, last)):
                if st.button(label, type="tertiary", disabled=stuck, key=f"move-{step}-{one.code}"):
                    keep(draft, moved_question(draft.questions, one.code, step))
                    st.rerun()
            if st.button("Retirer", icon=":material/close:", type="tertiary", key=f"remove-{one.code}"):
                if relied_on(one.code) and draft.served.question(one.code):
                    confirm_removal(audience, one.code)
                else:
                    keep(draft, without_question(draft.questions, one.code))
                    st.rerun()
