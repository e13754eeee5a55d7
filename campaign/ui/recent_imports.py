"""The latest imports, each with a way back for thirty days."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, moment_in_words, plural
from campaign.partners.importing.undo import UndoResult, recent_imports, undo_import
from campaign.partners.importing.verdicts import ImportCounts
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def recent_card(db: Database, agent: Agent) -> bool:
    """The card of the last ten imports; False, and nothing shown, when there is none."""
    listed = recent_imports(db, agent, 10)
    if not listed:
        return False
    with card("Derniers imports", len(listed)):
        for one in listed:
            text, verb = st.columns([4, 1], vertical_alignment="center")
            figures = ImportCounts(**{name: count for name, count in one.counts.items() if name != "read"}).in_words
            text.markdown(
                f"**{plain(one.file_name)}** : {figures[0].lower()}{figures[1:]}  \n"
                f":gray[{plain(moment_in_words(one.at, year=True))}, par {plain(one.who)}]"
            )
            if one.undone_at:
                verb.badge("annulé", color="gray")
            elif one.can_be_undone and verb.button("Annuler cet import", type="tertiary", key=f"undo-{one.id}"):
                confirm_undo(one.id, one.file_name)
    return True


@st.dialog("Annuler cet import ?", icon=":material/undo:")
def confirm_undo(import_id: int, file_name: str) -> None:
    """What it added is archived, what it changed is put back; what served since stays."""
    agent, db = require_agent("shop_import.py")
    st.markdown(
        f"**{plain(file_name)}**  \nLes fiches ajoutées sont archivées, les modifiées reprennent leurs valeurs. "
        "Celles qui ont changé ou servi depuis restent comme elles sont."
    )
    with line():
        if st.button("Annuler l’import", type="primary", key="confirm-undo"):
            form, result = f"undo-import-{import_id}", UndoResult(0, 0)
            with reporting(operation_of=form) as outcome:
                result = undo_import(db, agent, import_id, form_operation(form))
            if outcome.done:
                st.session_state["import-done"] = undone_in_words(result)
                st.rerun()
        if st.button("Le garder", type="tertiary", key="keep-import"):
            st.rerun()


def undone_in_words(result: UndoResult) -> str:
    """« Import annulé : 12 fiches archivées, 3 remises comme avant. »"""
    archived = plural(result.archived, "fiche archivée", "fiches archivées")
    restored = plural(result.restored, "remise comme avant", "remises comme avant")
    kept = f" Laissées telles quelles : {enumerate_in_words(result.left[:8])}." if result.left else ""
    withdrawn = ""
    if result.withdrawn:
        withdrawn = f" {plural(result.withdrawn, 'proposition retirée', 'propositions retirées')}."
    return f"Import annulé : {archived}, {restored}.{withdrawn}{kept}"
