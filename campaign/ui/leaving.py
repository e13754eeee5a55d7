"""Links that leave the screens for one of our plain pages, in the same tab: Streamlit's own always open another one."""

from enum import StrEnum
from html import escape
from urllib.parse import urlencode

import streamlit as st


class PlainPage(StrEnum):
    """The plain pages an agent is sent to; nothing typed ever enters their links."""

    SIGN_IN = "/connexion"
    SIGN_OUT = "/deconnexion"
    OWN_PASSWORD = "/mot-de-passe"  # noqa: S105 - an address
    HOME = "/"


LABELS = {
    PlainPage.SIGN_IN: "Se connecter",
    PlainPage.SIGN_OUT: "Se déconnecter",
    PlainPage.OWN_PASSWORD: "Mon mot de passe",
    PlainPage.HOME: "Revenir au tableau de bord",
}


def leave_for(page: PlainPage) -> None:
    """A plain link; ``st.link_button`` and markdown links set ``target="_blank"`` and offer no choice."""
    st.html(f'<a href="{page.value}">{LABELS[page]}</a>')


def leave_for_editor(label: str, edition_id: int, audience: str = "", *, primary: bool = False) -> None:
    """To the plain page where the texts of the press kit are written, for one version of it."""
    asked = {"edition": str(edition_id), **({"pour": audience} if audience else {})}
    look = "plain-button" if primary else "plain-link"
    st.html(f'<a class="{look}" href="/trame?{escape(urlencode(asked))}">{escape(label)}</a>', width="content")
