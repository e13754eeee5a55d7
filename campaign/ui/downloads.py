"""« Exporter »: the table on screen as CSV or Excel."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.exports import csv_bytes, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_menu(name: str, sheet: str, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A popover with both formats; files are made when asked. ``name`` is French without accents."""
    with st.popover("Exporter", icon=":material/download:"):
        tables = {
            "Tableau CSV": (f"{name}.csv", "text/csv", lambda: csv_bytes(headers, rows)),
            "Classeur Excel": (f"{name}.xlsx", XLSX, lambda: xlsx_bytes(sheet, headers, rows)),
        }
        for label, (file, mime, made) in tables.items():
            st.download_button(label, made, file, mime, on_click="ignore", type="tertiary")
