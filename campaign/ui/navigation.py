"""The menu: sections by role, the current one in bold, a flat list on phones, and a French refusal elsewhere."""

from urllib.parse import urlparse

import streamlit as st

from campaign.accounts.menu import HOME, SCREENS, Screen
from campaign.accounts.model import Agent
from campaign.base.errors import CampaignError
from campaign.ui.layout import STYLE, resource
from campaign.ui.session import agent_of_request

NAME = "Les bons jours de l’occasion"


def show() -> None:
    """The door's part: theme, logo, menu, then the page asked for."""
    st.set_page_config(
        page_title=NAME, page_icon=resource("agents/favicon.svg"), layout="wide", initial_sidebar_state="collapsed"
    )
    st.html(STYLE)
    try:
        agent = agent_of_request()
    except CampaignError:
        agent = None  # the page itself says what is wrong
    wordmark = resource("agents/wordmark.svg")
    st.logo(wordmark, size="large", icon_image=wordmark)
    current = st.navigation(menu(agent, here(), phone=is_phone()), position="top" if agent else "hidden")
    # The tab says which screen it holds (RGAA 8.6); Streamlit adds to the settings above.
    st.set_page_config(page_title=f"{current.title} · {NAME}")
    current.run()


def menu(agent: Agent | None, path: str, *, phone: bool) -> dict[str, list[object]] | list[object]:
    """Pages by section; on phones a flat list: the drawer with sections fails the « list » rule of axe."""
    sections: dict[str, list[object]] = {}
    for title, one, visible in arranged(agent, path):
        sections.setdefault(title, []).append(_page(one, visible=visible))
    return [page for pages in sections.values() for page in pages] if phone else sections


def arranged(agent: Agent | None, path: str) -> list[tuple[str, Screen, bool]]:
    """(section, screen, shown) for every screen, the current section in bold.

    What a role may not see is registered all the same, hidden, so that its own guard refuses it in French.
    """
    return [
        (
            f"**{one.section}**" if one.section and path in _paths(one.section) else one.section,
            one,
            agent is not None and agent.role in one.roles and not one.hidden,
        )
        for one in SCREENS
    ]


def _paths(section: str) -> set[str]:
    return {one.path for one in SCREENS if one.section == section}


def _page(one: Screen, *, visible: bool) -> object:
    return st.Page(
        f"pages/{one.file}",
        title=one.title,
        icon=f":material/{one.icon}:",
        url_path=one.path,
        default=one is HOME,
        visibility="visible" if visible else "hidden",
    )


def here() -> str:
    """The address asked for, without its slashes."""
    url = st.context.url
    return urlparse(url).path.strip("/") if isinstance(url, str) else ""


def is_phone() -> bool:
    """Whether the browser says it is a phone's."""
    agent = st.context.headers.get("User-Agent", "")
    return isinstance(agent, str) and "Mobile" in agent
