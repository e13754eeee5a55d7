"""A part as the shop's page asks it: the same words in the same order, nothing to type."""

import streamlit as st

from campaign.debrief.model import AnswerKind, Question, QuestionSet, Section
from campaign.debrief.reading import choices_of
from campaign.ui.layout import card
from campaign.ui.plain import plain

_ONE, _SEVERAL = ":material/radio_button_unchecked:", ":material/check_box_outline_blank:"
_UNKNOWN = "Je ne sais pas"


def preview_card(questions: QuestionSet, part: Section) -> None:
    """The part as it is read on a telephone, the fields of families folded away."""
    asked = questions.of_section(part.code)
    with card("Comme sur le téléphone"):
        hint = f"  \n:gray[{plain(part.hint)}]" if part.hint else ""
        st.markdown(f"**{plain(part.title)}**{hint}")
        for one in asked:
            if not one.only_for.startswith("family:"):
                _question(one)
        families = [one for one in asked if one.only_for.startswith("family:")]
        if families:
            with st.expander("Détailler par rayon (facultatif)"):
                for one in families:
                    _question(one)


def _question(one: Question) -> None:
    label = f"{one.label}, chaque jour" if one.per_day else one.label
    with st.container(border=True, gap="xsmall"):
        hint = f"  \n:gray[{plain(one.hint)}]" if one.hint else ""
        st.markdown(f"**{plain(label)}**{hint}")
        lines = []
        if one.kind is AnswerKind.FIGURE:
            units = " ou ".join(unit.label for unit in one.units)
            st.text_input(plain(label), placeholder=units, disabled=True, label_visibility="collapsed",
                          key=f"preview-{one.code}")  # fmt: skip
        elif one.kind is AnswerKind.TEXT:
            st.text_area(plain(label), height=70, disabled=True, label_visibility="collapsed",
                         key=f"preview-{one.code}")  # fmt: skip
            lines = [f"{_SEVERAL} Vous pouvez me citer dans le bilan."] if one.quotable else []
        else:
            mark = _SEVERAL if one.kind is AnswerKind.CHOICES else _ONE
            lines = [f"{mark} {plain(choice)}" for _, choice in choices_of(one)]
        if one.kind is not AnswerKind.CHOICES:
            lines.append(f"{_SEVERAL if one.kind in (AnswerKind.FIGURE, AnswerKind.TEXT) else _ONE} {_UNKNOWN}")
        st.markdown("  \n".join(lines))
