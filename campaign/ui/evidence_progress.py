"""How far the evidence is, and the tasks that are done without theirs."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.french import NBSP, enumerate_in_words, number, plural
from campaign.evidence.model import MAX_EDITION, MEGABYTE, State, Tracked, size_in_words
from campaign.evidence.views import Evidence
from campaign.planning.tasks import TaskState
from campaign.ui.evidence_giving import give_files
from campaign.ui.evidence_words import may_write
from campaign.ui.layout import card, line
from campaign.ui.plain import plain

_FIRST = 3


def progress_card(seen: Evidence) -> None:
    """« 9 sur 14 réunies », as a bar and in words."""
    files = sum(len(one.piece.files) for one in seen.tracked)
    apart = len(seen.of(State.NOT_NEEDED))
    with st.container(border=True, gap="small"):
        with line():
            st.markdown(f"**{seen.progress.in_words}**", width="content")
            if seen.late:
                st.badge(f"{number(len(seen.late))} en retard", color="red", icon=":material/assignment_late:")
            if seen.gaps:
                said = plural(len(seen.gaps), "tâche faite", "tâches faites")
                st.badge(f"{said} sans preuve", color="orange", icon=":material/rule:")
            if apart:
                st.badge(f"{number(apart)} sans objet", color="gray")
        st.progress(seen.progress.share)
        room = f"{size_in_words(seen.bytes)} sur {MAX_EDITION // MEGABYTE} Mo" if files else "Aucun fichier gardé"
        st.markdown(f":gray[{plural(files, 'fichier') + ', ' if files else ''}{room}.]")


def gaps_card(agent: Agent, seen: Evidence) -> None:
    """The pieces missing although a task they prove is said done, with the verb that mends it; three, then the rest."""
    missing = list({one.piece.id: one for gap in seen.gaps for one in gap.missing}.values())
    if not missing:
        return
    with card("Faites, mais sans preuve", plural(len(seen.gaps), "tâche"), "orange"):
        for one in missing[:_FIRST]:
            _gap(agent, one)
        if rest := missing[_FIRST:]:
            with st.expander(f"Voir {plural(len(rest), 'autre')}", icon=":material/expand_more:"):
                for one in rest:
                    _gap(agent, one)


def _gap(agent: Agent, one: Tracked) -> None:
    done = enumerate_in_words(
        f"«{NBSP}{plain(task.title)}{NBSP}»" for task in one.tasks if task.state is TaskState.DONE
    )
    with st.container(gap=None):
        st.markdown(f"**{plain(one.piece.title)}**  \n:gray[Prouve {done}]")
        if may_write(agent) and st.button(
            "Donner le fichier", icon=":material/upload_file:", type="tertiary", key=f"gap-{one.piece.id}"
        ):
            give_files(one.piece.id, one.piece.title)
