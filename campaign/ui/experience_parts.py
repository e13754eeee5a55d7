"""The sheet chapter by chapter: each part with its text, who wrote it, what to answer about it, the way to copy it."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import rich_text
from campaign.base.database import Database
from campaign.base.french import NBSP, plural
from campaign.experience.actions import confirm_difficulty, keep_own, move_to_successes
from campaign.experience.model import (
    DIFFICULTIES,
    KEYWORDS,
    SUCCESSES,
    Chapter,
    Doubt,
    ExperienceSheet,
    ShownPart,
    keywords_of,
)
from campaign.ui.experience_editing import back_to_proposed, edit_part
from campaign.ui.experience_words import author, mark_of, markdown_of, may_write
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain

COPYING = "Pour la base nationale : passez sur le texte, ou touchez-le ; le bouton pour copier paraît à droite."


def chapters(db: Database, agent: Agent, sheet: ExperienceSheet) -> None:
    """Every chapter in its card, in the order of the national base."""
    for chapter in Chapter:
        parts = sheet.of(chapter)
        if not parts:
            continue
        with card(chapter.label) as top:
            with top:
                if not parts[0].part.title:
                    _mark(parts[0])
            for one in parts:
                _part(db, agent, sheet, one)


def _part(db: Database, agent: Agent, sheet: ExperienceSheet, one: ShownPart) -> None:
    if one.part.title:
        with st.container(gap=None):
            _mark(one)
            st.subheader(one.part.title, anchor=False)
    if one.part.code == KEYWORDS and one.text:
        with line():
            for word in keywords_of(one.text):
                st.badge(plain(word), color="violet")
    elif one.text:
        st.markdown(markdown_of(one.rich))
    else:
        left_out = " Sans elle, la fiche se passe de cette partie." if one.part.optional else ""
        st.markdown(f":gray[Rien pour l’instant. {one.part.hint}{left_out}]")
    for rank, doubt in enumerate(one.doubts):
        _doubt(db, agent, sheet, doubt, rank)
    if one.behind:
        _behind(db, agent, sheet, one)
    _foot(agent, sheet, one)


def _mark(one: ShownPart) -> None:
    """Where the list of parts leads."""
    st.html(f'<span id="{mark_of(one.part)}"></span>', width="content")


def _foot(agent: Agent, sheet: ExperienceSheet, one: ShownPart) -> None:
    """Who wrote it, how long it is, the verbs."""
    code = one.part.code
    with line():
        if may_write(agent) and st.button("Modifier", icon=":material/edit:", key=f"edit-{code}"):
            edit_part(sheet.edition_id, code)
        if one.text:
            with st.popover("Copier", icon=":material/content_copy:", type="tertiary", key=f"copy-{code}"):
                st.markdown(f":gray[{COPYING}]")
                st.code(one.to_copy, language=None, wrap_lines=True)
        st.markdown(f":gray[{plain(author(one))}, {plural(len(one.to_copy), 'signe')}]")


def _doubt(db: Database, agent: Agent, sheet: ExperienceSheet, doubt: Doubt, rank: int) -> None:
    """« Est-ce bien une difficulté ? »: asked, nothing waits for the answer."""
    here, there = sheet.part(DIFFICULTIES), sheet.part(SUCCESSES)
    with st.container(border=True, gap="small", key=f"doubt-{rank}"):
        st.markdown(f":orange[:material/help:] «{NBSP}{plain(doubt.line)}{NBSP}»  \n**Est-ce bien une difficulté ?**")
        if not may_write(agent):
            return
        with line():
            keep = st.button("Oui, la garder", key=f"doubt-keep-{rank}")
            move = st.button("La mettre dans les facteurs de réussite", key=f"doubt-move-{rank}")
    form = f"doubt-{sheet.edition_id}-{doubt.line}"
    if keep:
        with reporting("Gardée dans les difficultés.", form) as outcome:
            confirm_difficulty(
                db, agent, sheet.edition_id, here.version, doubt.line, here.proposed, form_operation(form)
            )
        if outcome.done:
            st.rerun()
    if move:
        with reporting("C’est maintenant un facteur de réussite.", form) as outcome:
            move_to_successes(
                db, agent, sheet.edition_id, (here.version, there.version), doubt.line,
                (here.proposed, there.proposed), form_operation(form),
            )  # fmt: skip
        if outcome.done:
            st.rerun()


def _behind(db: Database, agent: Agent, sheet: ExperienceSheet, one: ShownPart) -> None:
    """Both texts, and the choice."""
    with st.container(border=True, gap="small", key=f"behind-{one.part.code}"):
        st.markdown(":orange[:material/sync_problem:] **Le texte proposé a changé depuis votre modification.**")
        with st.expander("Lire le texte proposé maintenant", icon=":material/compare:"):
            st.markdown(markdown_of(rich_text.read(one.proposed)) or ":gray[Plus rien n’est proposé.]")
        if not may_write(agent):
            return
        with line():
            if st.button("Garder le mien", key=f"keep-{one.part.code}"):
                form = f"keep-{sheet.edition_id}-{one.part.code}"
                with reporting("Votre texte est gardé.", form) as outcome:
                    keep_own(
                        db, agent, sheet.edition_id, one.part.code, one.version, one.proposed, form_operation(form)
                    )
                if outcome.done:
                    st.rerun()
            if st.button("Prendre le texte proposé", key=f"take-{one.part.code}"):
                back_to_proposed(db, agent, sheet.edition_id, one)
