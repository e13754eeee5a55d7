"""Questions du bilan : ce qui est demandé aux boutiques et aux animateurs, version par version."""

import streamlit as st

from campaign.debrief.model import Audience
from campaign.ui.layout import heading, line
from campaign.ui.questions_list import chosen_part, questions_card
from campaign.ui.questions_preview import preview_card
from campaign.ui.questions_versions import changes_card, confirm_save, versions_card
from campaign.ui.questions_words import AUDIENCES, draft_of, sentence
from campaign.ui.session import require_agent

agent, db = require_agent("debrief_questions.py")
key = "questions-audience"
if st.session_state.get(key) not in AUDIENCES:
    st.session_state[key] = Audience.SHOP
draft = draft_of(db, agent, st.session_state[key])
verb = f"Enregistrer la version {draft.next_version}" if draft.changed else ""
if heading(agent, "Questions du bilan", sentence(draft), verb, ":material/save:"):
    confirm_save(str(draft.questions.audience))
with line():
    st.segmented_control(
        "Pour qui", list(AUDIENCES), format_func=AUDIENCES.get, required=True, label_visibility="collapsed", key=key
    )
part = chosen_part(draft)
work, context = st.columns([1.6, 1])
with work:
    questions_card(draft, part)
with context:
    if draft.changed:
        changes_card(draft)
    preview_card(draft.questions, part)
    versions_card(draft)
