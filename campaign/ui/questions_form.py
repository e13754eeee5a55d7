"""The dialogs of a question and of a part: what is typed stays on screen until it can be taken."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.french import number
from campaign.debrief.model import AnswerKind, Audience, Question, QuestionSet, Unit
from campaign.debrief.questioning import (
    HINT_LENGTH,
    LABEL_LENGTH,
    TITLE_LENGTH,
    put_part,
    put_question,
    read_question,
    relied_on,
    same_measure,
    without_question,
)
from campaign.ui.feedback import reporting
from campaign.ui.plain import plain
from campaign.ui.questions_words import FILE, KINDS, draft_of, keep
from campaign.ui.session import require_agent

_OTHER = "On n’y répond plus pareil : ce sera une nouvelle question, que le bilan ne compare pas aux éditions passées."
_LOST = " Et le bilan de l’édition, qui se servait de l’ancienne, ne la trouvera plus."


@st.dialog("Question du bilan", width="medium", icon=":material/help:")
def edit_question(audience: str, code: str, part: str) -> None:
    """New when ``code`` is empty, then in ``part``."""
    agent, db = require_agent(FILE)
    draft = draft_of(db, agent, Audience(audience))
    one = draft.questions.question(code)
    form = f"question-{audience}-{code or 'new'}"
    typed = _fields(form, draft.questions, one, part)
    served = draft.served.question(code)
    if served and not _measured_alike(served, typed):
        st.warning(_OTHER + (_LOST if relied_on(code) else ""), icon=":material/compare_arrows:")
    if st.button("Garder", type="primary", key=f"{form}-save"):
        with reporting() as outcome:
            question = read_question(typed, one, [found.code for found in draft.questions.sections])
            keep(draft, put_question(draft.questions, question, draft.served, draft.taken, code))
        if outcome.done:
            st.rerun()


def _fields(form: str, asked: QuestionSet, one: Question | None, part: str) -> dict[str, object]:
    titles = {found.code: found.title for found in asked.sections}
    typed: dict[str, object] = {
        "label": st.text_input("Question", one.label if one else "", max_chars=LABEL_LENGTH, key=f"{form}-label",
                               placeholder="Ex. réparations faites"),
        "hint": st.text_input("Aide (facultative)", one.hint if one else "", max_chars=HINT_LENGTH,
                              placeholder="Ex. une estimation suffit", key=f"{form}-hint"),
    }  # fmt: skip
    left, right = st.columns(2)
    kind = left.selectbox(
        "On répond par", KINDS, KINDS.index(one.kind) if one else 0, format_func=lambda found: found.label,
        key=f"{form}-kind",
    )  # fmt: skip
    typed["kind"] = str(kind)
    typed["section"] = right.selectbox(
        "Partie du bilan", list(titles), list(titles).index(one.section if one else part),
        format_func=lambda found: plain(titles[found]), key=f"{form}-section",
    )  # fmt: skip
    if kind is AnswerKind.FIGURE:
        typed |= _figure_fields(form, one)
    elif kind in (AnswerKind.CHOICE, AnswerKind.CHOICES):
        typed["choices"] = st.text_area(
            "Réponses proposées, une par ligne", "\n".join(label for _, label in one.choices) if one else "",
            height=150, key=f"{form}-choices",
        )  # fmt: skip
        st.markdown(":gray[« Je ne sais pas » est toujours proposé. Un mot corrigé reste la même réponse.]")
    if kind is AnswerKind.TEXT:
        typed["quotable"] = st.checkbox(
            "Demander si l’on peut citer", bool(one and one.quotable), key=f"{form}-quotable"
        )  # fmt: skip
    else:
        typed["per_day"] = st.checkbox(
            "Pour chaque jour de l’événement", bool(one and one.per_day), key=f"{form}-day"
        )  # fmt: skip
    return typed


def _figure_fields(form: str, one: Question | None) -> dict[str, object]:
    left, right = st.columns(2)
    units = left.multiselect(
        "Unités possibles", list(Unit), list(one.units) if one else [], format_func=lambda unit: unit.label,
        placeholder="La plus courante d’abord", key=f"{form}-units",
    )  # fmt: skip
    most = right.text_input(
        "À relire au-dessus de (facultatif)", number(one.most) if one and one.most is not None else "",
        placeholder="Ex. 2 000", key=f"{form}-most",
    )  # fmt: skip
    return {"units": units, "most": most}


def _measured_alike(served: Question, typed: dict[str, object]) -> bool:
    """Whether what is on the form is still answered as the question asked now."""
    kind = AnswerKind(str(typed["kind"]))
    units: Sequence[Unit] = typed.get("units") or ()
    now = Question("", "", "", kind, tuple(units), per_day=bool(typed.get("per_day")))
    return same_measure(served, now) or (kind is AnswerKind.FIGURE and not units)


@st.dialog("Partie du bilan", width="small", icon=":material/segment:")
def edit_part(audience: str, code: str) -> None:
    """New when ``code`` is empty."""
    agent, db = require_agent(FILE)
    draft = draft_of(db, agent, Audience(audience))
    one = draft.questions.section(code)
    form = f"part-{audience}-{code or 'new'}"
    title = st.text_input("Titre", one.title if one else "", max_chars=TITLE_LENGTH, placeholder="Ex. Les réparations",
                          key=f"{form}-title")  # fmt: skip
    hint = st.text_input("Aide (facultative)", one.hint if one else "", max_chars=HINT_LENGTH, key=f"{form}-hint")
    if st.button("Garder", type="primary", key=f"{form}-save"):
        with reporting() as outcome:
            keep(draft, put_part(draft.questions, title, hint, draft.taken, code))
        if outcome.done:
            st.rerun()


@st.dialog("Retirer une question du bilan", width="small", icon=":material/warning:")
def confirm_removal(audience: str, code: str) -> None:
    """For a question that the edition's report uses."""
    agent, db = require_agent(FILE)
    draft = draft_of(db, agent, Audience(audience))
    one = draft.questions.question(code)
    if one is None:
        st.markdown("Cette question est déjà retirée.")
        return
    st.markdown(
        f"Le bilan de l’édition se sert de **{plain(one.label)}**. Sans cette question, il ne pourra plus en parler, "
        "ni comparer avec les éditions passées. Les réponses déjà données restent."
    )
    if st.button("Retirer quand même", type="primary", key=f"really-remove-{code}"):
        keep(draft, without_question(draft.questions, code))
        st.rerun()
