"""What saving would change, saving it with eyes open, and the versions that served, readable and taken up again."""

import streamlit as st

from campaign.base.french import day_in_words, plural
from campaign.debrief.model import Audience, QuestionSet
from campaign.debrief.question_changes import same_questions, warnings
from campaign.debrief.questions import Version, save_questions
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.questions_words import FILE, Draft, answered_how, asked_again, draft_of, forget, keep
from campaign.ui.session import require_agent


def changes_card(draft: Draft) -> None:
    """The list of what is not saved yet, and the way back."""
    with card("À enregistrer", plural(len(draft.said), "changement")):
        st.markdown("\n".join(f"- {plain(one)}" for one in draft.said))
        if st.button("Tout abandonner", icon=":material/undo:", type="tertiary", key="forget-questions"):
            forget(draft.questions.audience)
            st.rerun()


@st.dialog("Enregistrer les questions", width="medium", icon=":material/save:")
def confirm_save(audience: str) -> None:
    """What changes, for whom, and what the report loses."""
    agent, db = require_agent(FILE)
    draft = draft_of(db, agent, Audience(audience))
    form = f"questions-{audience}"
    if not draft.changed:
        st.markdown("Rien n’a changé depuis la version enregistrée.")
        return
    st.markdown("\n".join(f"- {plain(one)}" for one in draft.said))
    if lost := warnings(draft.served, draft.questions):
        st.warning(f"Le bilan de l’édition ne trouvera plus : {plain(', '.join(lost))}.", icon=":material/warning:")
    st.markdown(
        ":gray[Les bilans déjà commencés gardent leurs questions ; ceux qui commencent auront celles-ci. Les questions "
        "inchangées se comparent d’une édition à l’autre.]"
    )
    if st.button(f"Enregistrer la version {draft.next_version}", type="primary", key=f"{form}-save"):
        with reporting(operation_of=form) as outcome:
            made = save_questions(db, agent, draft.questions, draft.read, form_operation(form))
        if outcome.done:
            forget(draft.questions.audience)
            notify(f"La version {made} est enregistrée : elle sera posée aux bilans qui commencent.")
            st.rerun()
        # Another version was saved meanwhile: the next press is made on it, what it changes being shown.
        keep(draft, draft.questions, draft.served.version)


def versions_card(draft: Draft) -> None:
    """Every version, the one asked now first; each can be read, a former one taken up again."""
    with card("Versions", plural(len(draft.listed), "version")):
        for rank, one in enumerate(draft.listed):
            number = one.questions.version
            now = " · posée maintenant" if rank == 0 else ""
            with st.expander(f"Version {number}, {_since(one)}{now}"):
                _read(one.questions)
                if (
                    not same_questions(one.questions, draft.questions)
                    and rank
                    and st.button(f"Reprendre la version {number}", icon=":material/history:", key=f"again-{number}")
                ):
                    keep(draft, asked_again(one.questions, draft.served.version))
                    notify(f"La version {number} est reprise : relisez-la, puis enregistrez.")
                    st.rerun()


def _since(one: Version) -> str:
    return f"depuis le {day_in_words(one.since.date(), weekday=False)}" if one.since else "d’origine"


def _read(questions: QuestionSet) -> None:
    st.markdown(f":gray[{plural(len(questions.questions), 'question')}, {plural(len(questions.sections), 'partie')}]")
    for part in questions.sections:
        asked = "\n".join(
            f"- {plain(one.label)} :gray[· {plain(answered_how(one))}]" for one in questions.of_section(part.code)
        )
        st.markdown(f"**{plain(part.title)}**\n\n{asked}")
