"""« Tout le kit »: asked for, followed while the worker makes it, then fetched; the tab may be closed meanwhile."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import moment_in_words, number, plural
from campaign.communication.kit import cancel_kit, kit_job, kits_under_way, latest_kit, start_kit
from campaign.documents.presets import Preset
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

EVERY = 1.0  # second between two looks
_FOLLOWED, _FAILED = "kit-followed", "kit-failed"
ASKERS = (Role.OFFICER, Role.COMMUNICATION)


def ask_kit(db: Database, agent: Agent, edition_id: int, preset: Preset, kinds: Sequence[str] = ()) -> None:
    """Hand the work to the worker; a double press asks once."""
    form = f"kit-{edition_id}-{'-'.join(kinds)}"
    with reporting(operation_of=form) as outcome:
        asked = start_kit(db, agent, edition_id, preset, form_operation(form), kinds)
        st.session_state[_key(_FOLLOWED, kinds)] = asked
    if outcome.done:
        st.rerun()


def kit_moves(db: Database, agent: Agent, edition_id: int, kinds: Sequence[str] = ()) -> bool:
    """Whether a kit is being made, or has just ended: then its card comes first."""
    return _key(_FOLLOWED, kinds) in st.session_state or bool(kits_under_way(db, agent, edition_id, kinds))


def kit_card(
    db: Database, agent: Agent, edition_id: int, preset: Preset, kinds: Sequence[str] = (), title: str = "Tout le kit"
) -> None:
    """What is being made, or the last archive; ``kinds`` when it holds some kinds of pieces only."""
    waiting, key = kits_under_way(db, agent, edition_id, kinds), _key(_FOLLOWED, kinds)
    if not waiting and (followed := st.session_state.pop(key, None)) and agent.role is not Role.READER:
        _tell(db, agent, followed, kinds)
    found = latest_kit(db, agent, edition_id, preset, kinds)
    if not waiting and not found and _key(_FAILED, kinds) not in st.session_state:
        return
    with card(title):
        if failed := st.session_state.pop(_key(_FAILED, kinds), ""):
            st.error(plain(failed), icon=":material/error:")
        if waiting and agent.role is Role.READER:
            st.markdown(":gray[Un kit se prépare : rechargez la page dans un moment.]")
        elif waiting:
            st.session_state[key] = waiting[0].id
            _follow(waiting[0].id, tuple(kinds))
        elif found:
            counted = plural(found.pieces, "pièce")
            counted += f", {found.to_mend} à corriger" if found.to_mend else ""
            counted += f", {found.refused} sans fichier" if found.refused else ""
            when = moment_in_words(found.asked_at)
            size = number(max(0.1, round(found.bytes / 1_000_000, 1)))
            st.markdown(f"**{found.preset.label}**, {counted}  \n:gray[{plain(when)} · {size} Mo]")
            st.download_button(
                "Télécharger le dossier compressé" if kinds else "Télécharger le kit",
                found.path.read_bytes,
                found.name,
                "application/zip",
                on_click="ignore",
                icon=":material/folder_zip:",
                key=_key("kit-file", kinds),
            )
            st.markdown(
                ":gray[Un dossier par destinataire, LISEZ-MOI, fiche de fabrication et tableau de contrôle compris.]"
            )


@st.fragment(run_every=EVERY)
def _follow(job_id: int, kinds: tuple[str, ...]) -> None:
    agent, db = require_agent("documents.py")
    job = kit_job(db, agent, job_id)
    if job.state not in ("waiting", "running"):
        st.rerun()
    share = job.done / job.total if job.total else 0.0
    counted = f" {job.done} sur {job.total}" if job.total else ""
    st.progress(share, f"{plain(job.message or 'Le kit attend son tour…')}{counted}")
    st.markdown(":gray[Vous pouvez fermer cette page : le kit continue.]")
    if agent.role in ASKERS and st.button("Arrêter", icon=":material/close:", key=_key("kit-stop", kinds)):
        form = f"kit-stop-{job_id}"
        with reporting("Kit arrêté. Ce qui est déjà dessiné servira au suivant.", form) as outcome:
            cancel_kit(db, agent, job_id, form_operation(form))
            st.session_state.pop(_key(_FOLLOWED, kinds), None)
        if outcome.done:
            st.rerun()


def _key(name: str, kinds: Sequence[str]) -> str:
    """Kits of some kinds are followed beside the whole ones."""
    return "-".join((name, *kinds))


def _tell(db: Database, agent: Agent, job_id: int, kinds: Sequence[str]) -> None:
    job = kit_job(db, agent, job_id)
    if job.state == "done":
        st.success(f"Le kit est prêt : {plain(job.message)}", icon=":material/check_circle:")
    elif job.state == "failed":
        st.session_state[_key(_FAILED, kinds)] = job.message
