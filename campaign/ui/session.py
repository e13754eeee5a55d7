"""Who is signed in. Every page begins with ``agent, db = require_agent("<its file>")``, and so does every dialog.

The guard stands in the page and not in the door: on a fresh server Streamlit runs ``pages/<file>.py`` alone when its
file name is the address, without the door. The session is read in the database at each run, so that signing out or
disabling an account ends every tab at its next click.
"""

import threading

import streamlit as st

from campaign.accounts.actions import note_presence
from campaign.accounts.menu import Screen, screen
from campaign.accounts.model import Agent
from campaign.accounts.views import agent_of_session
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.settings import settings
from campaign.schema import open_database
from campaign.ui.leaving import PlainPage, leave_for


class _OpenedDatabase:
    """A connection that closes with the thread that holds it.

    Streamlit gives each script run (or series of runs of one tab) its own thread and no hook at its end; a dialog is
    run again alone, without the page that opened it. The thread's own storage is the only thing that ends with both.
    """

    def __init__(self) -> None:
        self.db = open_database()

    def __del__(self) -> None:
        if hasattr(self, "db"):
            self.db.close()


_of_this_thread = threading.local()


def database() -> Database:
    """The connection of this script run, closed when the run's thread ends.

    Raises:
        CampaignError: the database cannot be used (too new, damaged, of another département…).
    """
    opened = getattr(_of_this_thread, "opened", None)
    if opened is None:
        opened = _of_this_thread.opened = _OpenedDatabase()
    return opened.db


def token_of_request() -> str | None:
    """The session token of the cookie the browser sent with the page. AppTest has a stand-in there: not a text."""
    # Browsers refuse « __Host-… » on plain localhost; under HTTPS nothing else is believed.
    found = st.context.cookies.get("__Host-session" if settings().is_https else "session")
    return found if isinstance(found, str) and found else None


def agent_of_request() -> Agent | None:
    """Who is signed in, or nobody; for the menu. Pages use ``require_agent``."""
    return agent_of_session(database(), token_of_request())


def require_agent(file: str) -> tuple[Agent, Database]:
    """The person signed in, if this screen is theirs, and the run's database; otherwise the page says why and stops."""
    try:
        db = database()
        token = token_of_request()
        agent = agent_of_session(db, token)
        if agent and not agent.must_change_password:
            note_presence(db, agent, token)
    except CampaignError as error:
        _stop("La base ne répond pas", error.message)
    asked = screen(file)
    if agent is None:
        _stop("Connexion nécessaire", "Votre session est terminée, ou n’a pas commencé.", PlainPage.SIGN_IN)
    if agent.must_change_password:
        _stop(
            "Choisissez votre mot de passe",
            "Le mot de passe remis ne sert qu’une fois : choisissez le vôtre pour continuer.",
            PlainPage.OWN_PASSWORD,
        )
    if agent.role not in asked.roles:
        _stop(asked.title, refusal(agent, asked), PlainPage.HOME)
    return agent, db


def refusal(agent: Agent, asked: Screen) -> str:
    """The sentence a person reads on a screen that is not for their role."""
    roles = ", ".join(sorted(role.label for role in asked.roles))
    return f"Cet écran n’est pas ouvert à votre rôle ({agent.role.label}). Il l’est à : {roles}."


def _stop(title: str, sentence: str, page: PlainPage | None = None) -> None:
    st.title(title, anchor=False)
    st.markdown(sentence)
    if page:
        leave_for(page)
    st.stop()
