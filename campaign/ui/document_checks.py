"""« Contrôler ce fichier »: what a printer's own check would find, read from the very bytes that leave."""

import hashlib

import streamlit as st

from campaign.communication.content import Source
from campaign.documents.catalogue import Built
from campaign.documents.file_checks import checks_of
from campaign.documents.preflight import Check, Verdict
from campaign.documents.presets import Preset
from campaign.ui.plain import plain

ICONS = {
    Verdict.GOOD: ":green[:material/check_circle:]",
    Verdict.WARNING: ":orange[:material/warning:]",
    Verdict.BLOCKING: ":red[:material/error:]",
}
_ASKED = "document-checked"  # fingerprint of the file whose table was asked for


def file_checks(source: Source, kind: str, made: Built, preset: Preset) -> None:
    """A button, then the table: it takes a moment, so that nobody waits for what they did not ask."""
    fingerprint = hashlib.sha256(made.data).hexdigest()
    if st.button("Contrôler ce fichier", icon=":material/fact_check:", key="document-check"):
        st.session_state[_ASKED] = fingerprint
    if st.session_state.get(_ASKED) != fingerprint:
        return
    with st.spinner("Le fichier est relu…"):
        found = _checked(kind, preset, source.url, made)
    lines = [
        f"{ICONS[one.verdict]} **{one.subject}**, {one.verdict.label.lower()} : {plain(one.detail)}" for one in found
    ]
    st.markdown("  \n".join(lines))
    st.markdown(":gray[Contrôlé avec pikepdf, PDFium et ZXing ; l’imprimeur garde le dernier mot.]")


@st.cache_data(max_entries=300, show_spinner=False)
def _checked(kind: str, preset: Preset, url: str, made: Built) -> tuple[Check, ...]:
    return checks_of(kind, made, preset, url)
