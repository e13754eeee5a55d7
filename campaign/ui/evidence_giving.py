"""The dialog that gives files to a piece of evidence."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.base.french import plural
from campaign.evidence.content import ENDINGS
from campaign.evidence.giving import give_file
from campaign.evidence.model import MAX_FILE, MEGABYTE
from campaign.ui.evidence_words import FILE
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("Donner un fichier", width="medium", icon=":material/upload_file:")
def give_files(piece_id: int, title: str) -> None:
    """Several at once; those refused say why and stay in the field, the others are kept."""
    agent, db = require_agent(FILE)
    st.markdown(f"Pour « {plain(title)} ».")
    form = f"evidence-give-{piece_id}"
    with st.container(key="ten-megabytes"):
        files = st.file_uploader(
            "PDF, images, .docx, .xlsx, .odt, .ods, .txt ou .csv", type=list(ENDINGS), accept_multiple_files=True,
            max_upload_size=MAX_FILE // MEGABYTE, key=f"{form}-files",
        )  # fmt: skip
    st.markdown(
        ":gray[Les images sont gardées sans leurs données cachées (lieu, appareil) ; les documents à macros sont "
        "refusés. Pas de données de clients.]"
    )
    if st.button("Joindre", type="primary", disabled=not files, key=f"{form}-save") and files:
        _give(db, agent, piece_id, form, files)


def _give(db: Database, agent: Agent, piece_id: int, form: str, files: Sequence[UploadedFile]) -> None:
    refused: list[tuple[str, str]] = []
    with reporting() as outcome:
        for file in files:
            try:
                # One operation a file: pressed again after a refusal, those that were kept are not kept twice.
                operation = f"{form_operation(form)}-{file.file_id}"[:64]
                give_file(db, agent, piece_id, file.name, file.getvalue(), operation)
            except Refused as problem:
                refused.append((file.name, problem.message))
    if not outcome.done:
        return
    kept = len(files) - len(refused)
    if kept:
        said = plural(kept, "fichier joint", "fichiers joints")
        notify(f"{said}.") if not refused else st.success(f"{said}.", icon=":material/check_circle:")
    if refused:
        lines = "\n".join(f"- {plain(name)} : {plain(why)}" for name, why in refused)
        st.error(f"Non joint :\n\n{lines}", icon=":material/error:")
    else:
        st.rerun()
