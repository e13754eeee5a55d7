"""The same frame on every screen: title and sentence, actions and person at the right, cards, lines, empty states."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.accounts.views import is_demonstration
from campaign.base.settings import ASSETS
from campaign.ui.feedback import show_notice
from campaign.ui.leaving import PlainPage, leave_for
from campaign.ui.plain import plain
from campaign.ui.session import database

STYLE: Path = ASSETS / "agents" / "agents.css"
PANEL_HEIGHT = 575  # px; a table and the panel beside it are given the same


def resource(path: str) -> str:
    """The address of one of our files, to show as an image: sent once by the server, then kept by the browser.

    Streamlit takes whole addresses only; that of the page gives the beginning. Outside a browser, the file itself.
    """
    url = st.context.url
    if isinstance(url, str) and url.startswith("http"):
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}/ressources/{path}"
    return str(ASSETS / path)


def heading(agent: Agent, title: str, sentence: str, primary: str = "", icon: str | None = None) -> bool:
    """The page's title with the sentence that says its state; True when its one primary button is pressed.

    ``title`` and ``sentence`` may hold typed text: they are escaped.
    """
    pressed = False
    left, right = st.columns([5, 2], vertical_alignment="center")
    with left, st.container(gap=None):
        with line():
            st.title(plain(title), anchor=False, width="content")
            if is_demonstration(database()):
                st.badge("Démonstration : boutiques, personnes et bilans inventés", color="violet")
        st.markdown(f":gray[{plain(sentence)}]")
    with right, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if primary:
            pressed = st.button(primary, type="primary", icon=icon, key="primary")
        person(agent)
    show_notice()
    return pressed


def person(agent: Agent) -> None:
    """Who is signed in: name, role, own password, signing out."""
    with st.popover(plain(agent.short_name), icon=":material/account_circle:", type="tertiary"):
        st.markdown(f"**{plain(agent.name)}**  \n:gray[{agent.role.label}]")
        leave_for(PlainPage.OWN_PASSWORD)
        leave_for(PlainPage.SIGN_OUT)


def line(*, wrap: bool = True, key: str | None = None) -> DeltaGenerator:
    """Things side by side, on one baseline."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=wrap, key=key)


@contextmanager
def card(
    title: str, badge: object = None, color: str = "gray", height: str | int = "content", gap: str = "small"
) -> Iterator[DeltaGenerator]:
    """A bordered block with a level-2 title and an optional count beside it; yields the title's line."""
    with st.container(border=True, gap=gap, height=height):
        top = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
        with top, st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.header(plain(title), anchor=False, width="content")
            if badge is not None:
                st.badge(plain(badge), color=color)
        yield top


def empty(sentence: str, what_to_do: str = "", file: str = "", verb: str = "", drawing: str = "teapot") -> None:
    """Nothing here yet: one drawing, one sentence, and the verb that starts the work."""
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.image(resource(f"illustrations/{drawing}.svg"), width=110, alt="")
        st.markdown(f"**{sentence}**", text_alignment="center")
        if what_to_do:
            st.markdown(f":gray[{what_to_do}]", text_alignment="center")
        if file:
            go_to(file, verb, primary=True)


def go_to(file: str, label: str, *, primary: bool = False, key: str | None = None, **params: object) -> None:
    """A verb that leads to another screen with its parameters."""
    name = key or f"go-{file}-{label}-{sorted(params.items())}"
    shown = label if primary else f":primary[{label}]"
    if st.button(shown, type="primary" if primary else "tertiary", key=name):
        open_screen(file, **params)


def open_screen(file: str, **params: object) -> None:
    """Leave for another screen now."""
    st.switch_page(f"pages/{screen(file).file}", query_params={name: str(value) for name, value in params.items()})


def parameter(name: str) -> str:
    """A parameter of the address, '' when absent."""
    found = st.query_params.get(name, "")
    return found if isinstance(found, str) else ""


def number_parameter(name: str) -> int | None:
    """A whole number in the address; anything else is nothing."""
    found = parameter(name)
    return int(found) if found.isascii() and found.isdigit() and len(found) < 12 else None


def same_in_a_table(rows: list[dict[str, object]], label: str = "La même chose en tableau") -> None:
    """The accessible, printable equivalent of a drawing or a canvas. Cells are text."""
    with st.expander(label, icon=":material/table:"):
        if rows:
            st.table([{name: plain(value) for name, value in one.items()} for one in rows], border="horizontal")
        else:
            st.markdown(":gray[Rien à montrer.]")
