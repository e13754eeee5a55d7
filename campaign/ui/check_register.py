"""Comparing SIRET with a file of the register of establishments, beside the list « À vérifier »."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import date_in_figures, enumerate_in_words, plural
from campaign.partners.model import Place
from campaign.partners.siret_register import Compared, compare_register
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card
from campaign.ui.plain import plain

_DONE = "register-compared"
_NAMED = 12
EXTRACT = "Un extrait : un SIRET absent ne dit rien"
WHOLE = "Tout le département : un SIRET absent est à revoir"


def register_panel(db: Database, agent: Agent, places: list[Place], *, writes: bool) -> None:
    """How many sheets have a SIRET and when they were compared; the file to give, and what came of it."""
    numbered = [one for one in places if one.siret]
    compared = [one.siret_checked_on for one in numbered if one.siret_checked_on]
    with card("SIRET", f"{len(numbered)} sur {len(places)}"):
        if compared:
            waiting = len(numbered) - len(compared)
            left = f", {plural(waiting, 'pas encore')}" if waiting else ""
            st.markdown(f"Comparés au répertoire le {date_in_figures(max(compared))}{left}.")
        else:
            st.markdown("Jamais comparés au répertoire des établissements.")
        if done := st.session_state.get(_DONE):
            _result(done)
        if not writes:
            return
        given = st.file_uploader(
            "Fichier du répertoire (CSV)",
            type=["csv", "txt"],
            max_upload_size=5,
            key=f"register-{st.session_state.get('register-turn', 0)}",
        )
        st.markdown(
            ":small[:gray[Un extrait du fichier « StockEtablissement » de l’Insee, ou une liste avec les colonnes "
            "« siret » et « etat » (A ou F).]]"
        )
        holds = st.radio("Ce fichier contient", [EXTRACT, WHOLE], key="register-holds")
        if st.button("Comparer", icon=":material/compare_arrows:", key="compare", disabled=given is None):
            with reporting(operation_of="register") as outcome:
                found = compare_register(db, agent, given.getvalue(), holds == WHOLE, form_operation("register"))
            if outcome.done:
                st.session_state[_DONE] = found
                st.session_state["register-turn"] = st.session_state.get("register-turn", 0) + 1
                st.rerun()


def _result(found: Compared) -> None:
    st.success(plain(found.sentence), icon=":material/check_circle:")
    if found.closed:
        st.markdown(f"**Fermés au répertoire** : {_names(found.closed)}. La boutique a fermé ? Dites-le sur sa fiche.")
    if found.absent and found.complete:
        st.markdown(f"**Absents du répertoire** : {_names(found.absent)}.")


def _names(names: tuple[str, ...]) -> str:
    shown = [plain(name) for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(plural(len(names) - _NAMED, "autre"))
    return enumerate_in_words(shown)
