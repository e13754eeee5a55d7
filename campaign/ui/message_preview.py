"""A message as one real person will read it: subject, laid out in a closed frame, and the plain text."""

from base64 import b64encode
from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.messages.model import Progress, Recipient, Step
from campaign.messages.texts import Preview, preview
from campaign.ui.feedback import show_error
from campaign.ui.plain import plain

HEIGHT = 420  # px
LAID_OUT, TEXT_ONLY = "Mis en page", "Texte seul"


def preview_of(
    db: Database,
    agent: Agent,
    edition_id: int,
    step: Step,
    people: Sequence[Recipient],
    *,
    subject: str | None = None,
    body: str | None = None,
    note: str = "",
    progress: Progress | None = None,
    height: int = HEIGHT,
) -> None:
    """Choose who, then see it. What is wrong in the text being typed is said in its place."""
    chosen = st.selectbox(
        "Aperçu pour",
        list(people),
        format_func=lambda one: f"{one.name} · {', '.join(one.shops)}" if one.shops else one.name,
        key=f"preview-of-{step}",
    )
    if chosen is None:
        return
    try:
        seen = preview(
            db,
            agent,
            edition_id,
            step,
            chosen.contact_id,
            subject=subject,
            body=body,
            note=note,
            progress=progress,
        )
    except CampaignError as error:
        show_error(error)
        return
    show_preview(seen, f"preview-{step}", height)


def show_preview(seen: Preview, key: str, height: int = HEIGHT) -> None:
    """The preview itself: to whom, the subject, then one of the two forms."""
    to = f"{plain(seen.to_name)} · {plain(seen.to)}" if seen.to else f"{plain(seen.to_name)} · sans adresse"
    st.markdown(f":gray[À : {to}]  \n**{plain(seen.subject)}**")
    shape = st.segmented_control(
        "Forme",
        (LAID_OUT, TEXT_ONLY),
        default=LAID_OUT,
        required=True,
        label_visibility="collapsed",
        key=f"{key}-shape",
    )
    if shape == LAID_OUT and seen.html:
        st.iframe(closed_frame(seen.html), height=height, alt=f"Aperçu du message : {seen.subject}")
    else:
        with st.container(border=True, height=height):
            st.text(seen.text)


def closed_frame(html: str) -> str:
    """The page as a ``data:`` address: the browser gives it an origin of its own, from which nothing of the
    application can be read; our policy (``agents_policy``) forbids it every other address."""
    return "data:text/html;charset=utf-8;base64," + b64encode(html.encode("utf-8")).decode("ascii")
