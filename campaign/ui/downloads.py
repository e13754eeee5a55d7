"""« Exporter »: the table on screen as CSV or Excel."""

from collections.abc import Callable, Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.exports import csv_bytes
from campaign.base.french import NBSP
from campaign.base.workbooks import typed_book

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT = "À propos"


def export_menu(name: str, sheet: str, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A popover with both formats; files are made when asked. ``name`` is French without accents."""
    with st.popover("Exporter", icon=":material/download:"):
        download("Tableau CSV", lambda: csv_bytes(headers, rows), f"{name}.csv", CSV)
        download("Classeur Excel", lambda: typed_book([(sheet, headers, rows)]), f"{name}.xlsx", XLSX)


def download(label: str, made: Callable[[], bytes], file: str, mime: str, key: str | None = None) -> None:
    """One line of a menu of files."""
    st.download_button(label, made, file, mime, on_click="ignore", type="tertiary", key=key)


def about_sheet(agent: Agent, subject: str, lines: Sequence[tuple[str, object]]) -> tuple[str, tuple[str, str], list]:
    """The second sheet of a workbook: what it holds, what was kept of it, made when and by which role."""
    told = [("Contenu", subject), *lines, ("Fait le", clock.now()), ("Par", agent.role.label)]
    return ABOUT, (f"Ce fichier{NBSP}:", ""), [(label, value) for label, value in told if value not in (None, "")]
