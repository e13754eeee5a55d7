"""Links from the screens to our plain pages; Streamlit's own always open another tab."""

from enum import StrEnum
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
    """To the plain page where the texts of the press kit are written, in a tab of its own: this screen stays open."""
    asked = {"edition": str(edition_id), **({"pour": audience} if audience else {})}
    st.link_button(
        label,
        f"/trame?{urlencode(asked)}",
        type="primary" if primary else "tertiary",
        icon=":material/open_in_new:",
        help="S’ouvre dans un nouvel onglet.",
    )
