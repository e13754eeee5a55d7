"""One piece of evidence: what it proves, by whom and for when, its files to read or to take, what may be done."""

from collections.abc import Callable

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import day_in_words, enumerate_in_words
from campaign.evidence.actions import remove_piece
from campaign.evidence.content import TYPES
from campaign.evidence.giving import remove_file
from campaign.evidence.model import File, State, Tracked, size_in_words
from campaign.evidence.views import Evidence, evidence_file, preview
from campaign.planning.tasks import TaskState
from campaign.schema import open_database
from campaign.ui.evidence_form import edit_piece
from campaign.ui.evidence_giving import give_files
from campaign.ui.evidence_words import FILE, STATE_COLOURS, STATE_ICONS, may_remove, may_write, put_away
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_ICONS = {"application/pdf": ":material/picture_as_pdf:", "text/plain": ":material/description:",
          "text/csv": ":material/table_chart:", TYPES["xlsx"]: ":material/table_chart:",
          TYPES["ods"]: ":material/table_chart:"}  # fmt: skip
_SHOWN = ("application/pdf", "text/plain", "text/csv")


def detail(db: Database, agent: Agent, seen: Evidence, one: Tracked) -> None:
    """Everything about it."""
    with st.container(border=True, key="evidence-detail"):
        st.header(plain(one.piece.title), anchor=False)
        with line():
            st.badge(one.state.label, color=STATE_COLOURS[one.state], icon=STATE_ICONS[one.state])
            if one.late:
                st.badge("En retard", color="red", icon=":material/assignment_late:")
        if one.piece.proves:
            st.markdown(plain(one.piece.proves))
        st.markdown("  \n".join(_facts(seen, one)))
        for file in one.piece.files:
            _file(db, agent, seen, one, file)
        if may_write(agent):
            _verbs(db, agent, seen.edition.id, one)


def _facts(seen: Evidence, one: Tracked) -> list[str]:
    piece = one.piece
    said = [f":material/person: {plain(piece.whom)}" if piece.whom else ":material/person: :gray[Par qui : à dire]"]
    task = seen.task(piece.due_task)
    if one.due:
        of = f" :gray[fin de « {plain(task.title)} »]" if task else ""
        said.append(f":material/event: Pour le {day_in_words(one.due)}{of}")
    elif piece.due_task and one.state is State.TO_MAKE:
        said.append(":material/event: :gray[Sa tâche n’est plus au rétroplanning : dites pour quand.]")
    if one.tasks:
        listed = enumerate_in_words(
            f"{plain(found.title)}{' (faite)' if found.state is TaskState.DONE else ''}" for found in one.tasks
        )
        said.append(f":material/task_alt: Prouve : {listed}")
    if piece.chapters:
        said.append(f":material/insights: Au bilan : {plain(', '.join(chapter.label for chapter in piece.chapters))}")
    if piece.kept_at:
        said.append(f":material/inventory_2: Gardée : {plain(piece.kept_at)}")
    if one.state is State.NOT_NEEDED:
        said.append(f":material/block: {plain(piece.why_not)}")
    return said


def _file(db: Database, agent: Agent, seen: Evidence, one: Tracked, file: File) -> None:
    with st.container(gap=None):
        if file.id in seen.lost:
            st.markdown(f"{plain(file.name)} :red[Ce fichier n’est plus là : donnez-le de nouveau.]")
        else:
            icon = _ICONS.get(file.media_type, ":material/image:" if _is_picture(file) else ":material/description:")
            st.download_button(
                plain(file.name), _bytes_of(agent, file.id), file.name, file.media_type, on_click="ignore",
                type="tertiary", icon=icon, key=f"evidence-file-{file.id}",
            )  # fmt: skip
        with line():
            st.markdown(f":gray[{size_in_words(file.size)}]", width="content")
            seen_here = _is_picture(file) or file.media_type in _SHOWN
            if seen_here and file.id not in seen.lost and st.button(
                "Voir", icon=":material/visibility:", type="tertiary", key=f"evidence-look-{file.id}"
            ):  # fmt: skip
                look(file.id, file.name)
            said = f"« {file.name} » est retiré de « {one.piece.title} »."
            if may_remove(agent) and st.button(
                "Retirer ce fichier", icon=":material/close:", type="tertiary", key=f"evidence-drop-{file.id}"
            ) and put_away(remove_file, db, agent, "evidence-file", file.id, said):  # fmt: skip
                st.rerun()


def _is_picture(file: File) -> bool:
    return file.media_type.startswith("image/")


def _bytes_of(agent: Agent, file_id: int) -> Callable[[], bytes]:
    """Read when it is asked for: files of ten megabytes are not loaded to show their names."""

    def read() -> bytes:
        db = open_database()  # the server asks from a thread of its own
        try:
            return evidence_file(db, agent, file_id).data
        finally:
            db.close()

    return read


@st.dialog("Aperçu", width="medium", icon=":material/visibility:")
def look(file_id: int, name: str) -> None:
    """A picture, the first page of a PDF, the beginning of a text."""
    agent, db = require_agent(FILE)
    st.markdown(f"**{plain(name)}**")
    try:
        found = preview(db, agent, file_id)
    except CampaignError as error:
        st.warning(plain(error.message), icon=":material/info:")
        return
    if found.picture:
        st.image(found.picture, alt=f"Aperçu de {name}")
    elif found.text:
        st.text(found.text)
    else:
        st.markdown(":gray[Ce fichier ne peut pas être montré ici : téléchargez-le.]")


def _verbs(db: Database, agent: Agent, edition_id: int, one: Tracked) -> None:
    with line():
        if st.button("Donner un fichier", icon=":material/upload_file:", key="evidence-give"):
            give_files(one.piece.id, one.piece.title)
        if st.button("Modifier", icon=":material/edit:", type="tertiary", key="evidence-edit"):
            edit_piece(edition_id, one.piece.id)
        said = f"« {one.piece.title} » est retirée de la liste."
        if may_remove(agent) and st.button(
            "Retirer", icon=":material/delete:", type="tertiary", key="evidence-remove"
        ) and put_away(remove_piece, db, agent, "evidence", one.piece.id, said):  # fmt: skip
            st.rerun()
