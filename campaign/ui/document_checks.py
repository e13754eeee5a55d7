"""The table of checks: what a printer's own check would find, read from the very bytes that leave."""

import streamlit as st

from campaign.documents.catalogue import Built
from campaign.documents.preflight import Verdict
from campaign.ui.plain import plain

ICONS = {
    Verdict.GOOD: ":green[:material/check_circle:]",
    Verdict.TOLD: ":gray[:material/info:]",
    Verdict.WARNING: ":orange[:material/warning:]",
    Verdict.BLOCKING: ":red[:material/error:]",
}


def file_checks(made: Built) -> None:
    """One line a check, what must be mended first."""
    order = list(reversed(Verdict))
    lines = [
        f"{ICONS[one.verdict]} **{one.subject}**, {one.verdict.label.lower()} : {plain(one.sentence)}"
        for one in sorted(made.checks, key=lambda one: order.index(one.verdict))
    ]
    st.markdown("  \n".join(lines))
    st.markdown(":gray[Contrôlé avec pikepdf, PDFium et ZXing ; l’imprimeur garde le dernier mot.]")
