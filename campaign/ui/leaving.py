"""Links that leave the screens for one of our plain pages, in the same tab: Streamlit's own always open another one."""

from enum import StrEnum

import streamlit as st


class PlainPage(StrEnum):
    """The plain pages an agent is sent to; nothing typed ever enters the HTML below."""

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
