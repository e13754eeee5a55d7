"""One text of a step: subject, body, what may be inserted; saved with its version, or put back as it was."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.messages.model import Progress, Step
from campaign.messages.texts import MAX_BODY, MAX_SUBJECT, VARIABLES, StepText, change_text, restore_text, texts
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.step_words import SITUATIONS

WRITERS = (Role.OFFICER, Role.COMMUNICATION)
LONG_SUBJECT = 78  # signs: beyond, telephones cut what is asked and by when


def editor(db: Database, agent: Agent, one: StepText) -> tuple[str, str]:
    """The form; (subject, body) as typed so far, for the preview beside it."""
    form = form_of(one)
    seen = version_read(form, f"{form}-subject", one.version)
    subject = st.text_input("Objet", one.subject, max_chars=MAX_SUBJECT, key=f"{form}-subject")
    size = len(subject)
    advice = " : la fin sera coupée sur un téléphone" if size > LONG_SUBJECT else ""
    st.markdown(f":{'orange' if advice else 'gray'}[{plural(size, 'signe')}{advice}]")
    body = st.text_area("Texte", one.body, max_chars=MAX_BODY, height=380, key=f"{form}-body")
    advice = "une ligne vide sépare deux paragraphes, un tiret ouvre une liste ; tout le reste est du texte"
    st.markdown(f":gray[{plural(len(body), 'signe')} sur {MAX_BODY} · {advice}]")
    _insert(form)
    with line():
        save = st.button("Enregistrer", type="primary", icon=":material/save:", key=f"{form}-save")
        if not one.is_default and st.button(
            "Revenir au texte d’origine", type="tertiary", icon=":material/undo:", key=f"{form}-restore"
        ):
            confirm_restore(str(one.step), str(one.progress))
    if save and (subject, body) == (one.subject, one.body):
        st.info("Rien n’a changé.", icon=":material/info:")
    elif save:
        with reporting("Texte enregistré.", operation_of=form) as outcome:
            change_text(db, agent, one.step, one.progress, seen, subject, body, form_operation(form))
        if outcome.done:
            st.rerun()
    return subject, body


def form_of(one: StepText) -> str:
    """The name of a text's form, which begins its fields' keys."""
    return f"text-{one.step}-{one.progress}"


def _insert(form: str) -> None:
    """One button a variable: it goes at the end of the text, from where it is moved."""
    with st.expander("Insérer ce qui change d’une boutique à l’autre", icon=":material/data_object:"):
        with line():
            for name, variable in VARIABLES.items():
                st.button(
                    plain(name),
                    help=plain(f"{variable.label}. Ex. {variable.example}"),
                    on_click=_append,
                    args=(f"{form}-body", name),
                    key=f"{form}-insert-{name}",
                )
        st.markdown(":gray[Le mot s’ajoute à la fin du texte ; déplacez-le où il faut, avec ses deux accolades.]")
        st.table(
            [
                {"À écrire": plain(f"{{{{{name}}}}}"), "Ce que c’est": plain(one.label), "Exemple": plain(one.example)}
                for name, one in VARIABLES.items()
            ],
            border="horizontal",
        )


def _append(field: str, name: str) -> None:
    st.session_state[field] = f"{st.session_state.get(field, '').rstrip()} {{{{{name}}}}}"


@st.dialog("Revenir au texte d’origine ?", icon=":material/undo:")
def confirm_restore(step: str, progress: str) -> None:
    """The confirmation: the local text goes away."""
    agent, db = require_agent("message_texts.py")
    one = text_of(db, agent, Step(step), Progress(progress))
    st.markdown(
        f"**{one.step.label}**, {SITUATIONS[one.progress].lower()}  \nVotre texte sera remplacé par celui du logiciel. "
        "Copiez-le d’abord si vous voulez le garder."
    )
    with line():
        if st.button("Remettre le texte d’origine", type="primary", key="confirm-restore-text"):
            form = f"restore-{form_of(one)}"
            with reporting("Texte d’origine remis.", operation_of=form) as outcome:
                restore_text(db, agent, one.step, one.progress, form_operation(form))
            if outcome.done:
                forget(one)
                st.rerun()
        if st.button("Garder le mien", type="tertiary", key="keep-text"):
            st.rerun()


def forget(one: StepText) -> None:
    """Forget what was typed, so that the stored text shows."""
    for name in [name for name in st.session_state if str(name).startswith(f"{form_of(one)}-")]:
        del st.session_state[name]


def text_of(db: Database, agent: Agent, step: Step, progress: Progress) -> StepText:
    """One text of the list."""
    return next(one for one in texts(db, agent) if (one.step, one.progress) == (step, progress))
