"""The roles of an edition: each in a sentence, who has it, its next date; the whole text, its dates and its page."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.base.text import slug
from campaign.editions.model import Edition
from campaign.participation.role_readers import RoleReader
from campaign.planning.tasks import TaskState
from campaign.roles.model import ActorRole, Statement
from campaign.roles.sheets import KIND, sheets_file
from campaign.ui.layout import go_to, line
from campaign.ui.plain import plain
from campaign.ui.roles_words import ROLE_ICONS, day_of, may_write, next_task, read_count
from campaign.ui.roles_writing import rewrite, use_proposed
from campaign.ui.session import database

_PDF = "application/pdf"


def pages_button(agent: Agent, edition: Edition, roles: Sequence[ActorRole], label: str) -> None:
    """The pages to print, made when asked for, in another thread than the screen's."""
    whose = f"{roles[0].slug}-" if len(roles) == 1 else ""
    name = f"{KIND}-{whose}{slug(edition.name)}.pdf"
    st.download_button(
        label, lambda: sheets_file(database(), agent, edition.id, roles).data, name, _PDF, on_click="ignore",
        icon=":material/print:", type="tertiary" if whose else "secondary", key=f"pages-{whose}all",
    )  # fmt: skip


def role_cards(
    db: Database, agent: Agent, edition: Edition, said: Sequence[Statement], readers: Sequence[RoleReader]
) -> None:
    """One card a role, two side by side."""
    for start in range(0, len(said), 2):
        for column, one in zip(st.columns(2), said[start : start + 2], strict=False):
            with column, st.container(border=True, gap="small", height="stretch"):
                _card(db, agent, edition, one, readers)


def _card(db: Database, agent: Agent, edition: Edition, one: Statement, readers: Sequence[RoleReader]) -> None:
    with line():
        st.header(f"{ROLE_ICONS[one.role]} {plain(one.role.label)}", anchor=False, width="content")
        read, everybody = read_count(readers, one.role)
        if everybody:
            done = read == everybody
            st.badge(f"{read} sur {everybody} l’ont lu" if everybody > 1 else "Lu" if done else "Pas encore lu",
                     color="green" if done else "yellow")  # fmt: skip
        if not one.is_default:
            st.badge("Texte adapté", color="blue")
    brief = one.words.brief
    st.markdown(plain(brief[:1].upper() + brief[1:]))
    lines = []
    if not one.role.linked and (names := [reader.name for reader in readers if reader.role is one.role]):
        lines.append(f":material/group: {plain(', '.join(names))}")
    if coming := next_task(one.tasks):
        lines.append(f":material/event: {plain(coming.task.title)} :gray[{plain(day_of(coming))}]")
    if lines:
        st.markdown("  \n".join(lines))
    count = f" · {plural(len(one.tasks), 'date')}" if one.tasks else ""
    with st.expander(f"Le texte entier{count}", key=f"role-text-{one.role}"):
        _whole(one)
    with line():
        pages_button(agent, edition, (one.role,), "Page à afficher")
        if may_write(agent):
            if st.button("Réécrire", icon=":material/edit:", type="tertiary", key=f"rewrite-{one.role}"):
                rewrite(edition.id, str(one.role))
            if not one.is_default and st.button("Revenir au texte proposé", icon=":material/undo:", type="tertiary",
                                                key=f"proposed-{one.role}"):  # fmt: skip
                use_proposed(edition.id, str(one.role))


def _whole(one: Statement) -> None:
    st.markdown("**Ce que nous demandons**\n\n" + "\n".join(f"1. {plain(line)}" for line in one.words.asked))
    if one.words.received:
        st.markdown("**Ce qu’ils reçoivent**\n\n" + "\n".join(f"- {plain(line)}" for line in one.words.received))
    if not one.tasks:
        st.markdown(":gray[Pas encore de dates : elles viennent du rétroplanning.]")
        go_to("backplan.py", "Voir le rétroplanning", key=f"plan-of-{one.role}", edition=one.edition_id)
        return
    dated = [
        f"- {plain(day_of(task))} : **{plain(task.task.title)}**"
        + (" :green-badge[Faite]" if task.task.state is TaskState.DONE else "")
        for task in one.tasks
    ]
    st.markdown("**Dates**\n\n" + "\n".join(dated))
