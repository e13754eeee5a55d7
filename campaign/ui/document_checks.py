"""What a printer's own check would find, read from the very bytes that leave: what is in order, what to know."""

import streamlit as st

from campaign.documents.catalogue import Built
from campaign.documents.preflight import Verdict
from campaign.ui.plain import plain

_ICONS = {Verdict.TOLD: ":gray[:material/info:]", Verdict.GOOD: ":green[:material/check_circle:]"}


def file_checks(made: Built) -> None:
    """Each check that asks for nothing, under its verdict; the others are sentences above the file (``notices``)."""
    for verdict, icon in _ICONS.items():
        lines = [f"- **{one.subject}** : {plain(one.sentence)}" for one in made.checks if one.verdict is verdict]
        if lines:
            st.markdown("\n".join([f"{icon} {verdict.label}", *lines]))
    st.markdown(":gray[Contrôlé avec pikepdf, PDFium et ZXing ; l’imprimeur garde le dernier mot.]")
