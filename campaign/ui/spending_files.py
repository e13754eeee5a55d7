"""The documents of a line of spending: read, added, taken away."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.planning.attachments import attach, attachment, detach
from campaign.planning.model import Attachment, Line
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.spending_words import FILE, may_open_documents, may_write, put_away

_ENDINGS = ["pdf", "png", "jpg", "jpeg"]


def documents(db: Database, agent: Agent, one: Line) -> None:
    """Their names, each to download, for who may read them; « Joindre » for the officer."""
    if not may_open_documents(agent):
        return
    for file in one.attachments:
        with line():
            _download(db, agent, file)
            if may_write(agent) and st.button(
                "Retirer ce document", icon=":material/close:", type="tertiary", key=f"detach-{file.id}"
            ) and put_away(detach, db, agent, "document", file.id, f"« {file.name} » est retiré."):  # fmt: skip
                st.rerun()
    if may_write(agent) and st.button(
        "Joindre un document", icon=":material/attach_file:", type="tertiary", key=f"attach-{one.id}"
    ):
        add_document(one.id, one.label)


def _download(db: Database, agent: Agent, file: Attachment) -> None:
    try:
        kept = attachment(db, agent, file.id)
    except CampaignError as error:
        st.markdown(f"{plain(file.name)} :red[{plain(error.message)}]")
        return
    st.download_button(
        plain(file.name), kept.data, kept.name, kept.media_type, on_click="ignore", type="tertiary",
        icon=":material/description:", key=f"document-{file.id}",
    )  # fmt: skip


@st.dialog("Joindre un document", width="medium", icon=":material/attach_file:")
def add_document(line_id: int, label: str) -> None:
    """A PDF or a picture, 5 MB."""
    agent, db = require_agent(FILE)
    st.markdown(f"Devis, commande, facture de « {plain(label)} ».")
    form = f"document-form-{line_id}"
    file = st.file_uploader("PDF, JPEG ou PNG, 5 Mo au plus", type=_ENDINGS, max_upload_size=5, key=f"{form}-file")
    if st.button("Joindre", type="primary", disabled=file is None, key=f"{form}-save") and file is not None:
        with reporting("Document joint.", operation_of=form) as outcome:
            attach(db, agent, line_id, file.name, file.getvalue(), form_operation(form))
        if outcome.done:
            st.rerun()
