"""What a write answers on screen: one French sentence, what was typed kept, and one operation id per displayed form."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from campaign.base.database import ENGINE_ERRORS, translated
from campaign.base.errors import CampaignError, Conflict, InvalidForm, InvalidInput, Unavailable
from campaign.base.operations import new_operation
from campaign.ui.plain import plain

_log = logging.getLogger("campaign")
_NOTICE = "notice"
_UNDO = "undo"


class Outcome:
    """Whether the write inside ``reporting`` was done."""

    done = False


@contextmanager
def reporting(success: str = "", operation_of: str | None = None) -> Iterator[Outcome]:
    """Show an error of our tree as its sentence and keep the screen as it is; otherwise ``success`` as a notice.

    ``operation_of`` names the form whose operation id is renewed after success, so that the next display is a new
    operation while a double click on this one writes once. After a conflict both values have been seen: the form's
    next save is made on the version now stored, knowingly.
    """
    outcome = Outcome()
    try:
        yield outcome
    except CampaignError as error:
        if isinstance(error, Conflict) and operation_of:
            forget_version(operation_of)
        show_error(error)
    except ENGINE_ERRORS as error:
        show_error(translated(error))
    else:
        outcome.done = True
        if operation_of:
            renew_operation(operation_of)
            forget_version(operation_of)
        if success:
            notify(success)


def show_error(error: CampaignError) -> None:
    """A refusal in the page: every field of a form, both values of a conflict, a proposal when there is one."""
    if isinstance(error, InvalidForm):
        lines = "\n".join(f"- {_with_proposal(problem)}" for problem in error.problems)
        st.error(f"Rien n’est enregistré. À corriger :\n\n{lines}", icon=":material/error:")
    elif isinstance(error, InvalidInput):
        st.error(_with_proposal(error), icon=":material/error:")
    elif isinstance(error, Conflict):
        theirs = "\n".join(f"- {plain(label)} : {plain(value)}" for label, value in error.theirs.items())
        seen = f"\n\nCe qui est enregistré maintenant :\n\n{theirs}" if theirs else ""
        st.error(f"{plain(error.message)}{seen}", icon=":material/sync_problem:")
    elif isinstance(error, Unavailable):
        st.error(plain(error.message), icon=":material/cloud_off:")
    else:
        st.warning(plain(error.message), icon=":material/info:")


def _with_proposal(problem: InvalidInput) -> str:
    said = plain(problem.message)
    return f"{said} Peut-être : **{plain(problem.proposal)}** ?" if problem.proposal else said


def notify(sentence: str) -> None:
    """Keep a sentence for the next display: a page that reruns after a write would lose it."""
    st.session_state[_NOTICE] = sentence


def offer_undo(sentence: str, action: str, identifier: int, label: str = "Annuler") -> None:
    """Keep a sentence with a button that undoes what was just done; the page asks ``undo_asked``."""
    st.session_state[_UNDO] = (sentence, action, identifier, label)


def undo_asked(*actions: str) -> tuple[str, int] | None:
    """Show the pending offer; (action, identifier) when its button is pressed, which also ends the offer.

    ``actions``: those this place can undo; the offer of another stays for its own screen.
    """
    offer = st.session_state.get(_UNDO)
    if not offer or (actions and offer[1] not in actions):
        return None
    sentence, action, identifier, label = offer
    with st.container(horizontal=True, vertical_alignment="center", key="undo-offer"):
        st.success(plain(sentence), icon=":material/check_circle:")
        if st.button(label, icon=":material/undo:", key=f"undo-{action}-{identifier}"):
            del st.session_state[_UNDO]
            return action, identifier
    return None


def show_notice() -> None:
    """The sentence a previous run left, once, under the title (a toast is a dialog without a name: axe, serious)."""
    if sentence := st.session_state.pop(_NOTICE, ""):
        st.success(plain(sentence), icon=":material/check_circle:")


def form_operation(form: str) -> str:
    """The operation id of a displayed form: the same at each rerun until its write succeeds."""
    return st.session_state.setdefault(f"operation-{form}", new_operation())


def renew_operation(form: str) -> None:
    """Forget a form's operation id: its next display is another operation."""
    st.session_state.pop(f"operation-{form}", None)


def unexpected(error: Exception) -> bool:
    """What a person reads when a screen breaks, in place of Streamlit's English. True: it has been shown.

    The log gets where and of which type, never the message: it may hold what somebody typed.
    """
    if isinstance(error, CampaignError):
        show_error(error)
        return True
    where = traceback.extract_tb(error.__traceback__)
    place = f"{where[-1].filename}:{where[-1].lineno}" if where else "?"
    ours = next(
        (
            f"{one.filename}:{one.lineno}"
            for one in reversed(where)
            if "/campaign/" in one.filename or "/pages/" in one.filename
        ),
        "",
    )
    _log.error("screen broke: %s at %s (ours: %s)", type(error).__name__, place, ours)
    if isinstance(error, ENGINE_ERRORS):
        show_error(translated(error))
        return True
    st.error(
        "Cet écran a rencontré un imprévu. Rechargez la page ; si cela revient, prévenez le service informatique "
        "en donnant l’heure.",
        icon=":material/error:",
    )
    return True


def version_read(form: str, field: str, version: int) -> int:
    """The version of the row the form was first shown with, as long as its ``field`` (a widget's key) stays on screen.

    Called before the fields are drawn: Streamlit drops the state of a widget that is no longer shown.
    """
    name = f"version-{form}"
    if field not in st.session_state or name not in st.session_state:
        st.session_state[name] = version
    return st.session_state[name]


def forget_version(form: str) -> None:
    """The form's next display reads the stored version again."""
    st.session_state.pop(f"version-{form}", None)
