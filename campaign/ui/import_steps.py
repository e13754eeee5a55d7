"""Importing a list, step by step: the file and its columns, what would happen line by line, what was done."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.exports import csv_bytes
from campaign.base.french import plural
from campaign.partners.importing.plan import prepare_import
from campaign.partners.importing.queue import start_import
from campaign.partners.importing.report import report_rows
from campaign.partners.importing.verdicts import PROPOSAL_LABEL, TO_REVIEW_LABEL, ImportLine, ImportPlan, Verdict
from campaign.ui.chips import chip_column
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.import_headings import choose_columns, forget_heading_row
from campaign.ui.layout import card, line, same_in_a_table
from campaign.ui.plain import plain

CHIPS = {
    "Nouvelle": "green",
    "Mise à jour": "blue",
    "Doublon probable": "orange",
    TO_REVIEW_LABEL: "yellow",
    PROPOSAL_LABEL: "violet",
    "Refusée": "red",
    "Identique": "gray",
}
MANY = {"Nouvelle": "nouvelles", "Mise à jour": "mises à jour", "Doublon probable": "doublons probables",
        PROPOSAL_LABEL: "propositions", "Refusée": "refusées", "Identique": "identiques"}  # fmt: skip
WRITABLE = (Verdict.NEW, Verdict.UPDATED, Verdict.DUPLICATE)
PAGE = 200  # lines: each rerun sends the table again


def read_file(db: Database, agent: Agent) -> ImportPlan | None:
    """Step 1: the upload, what was understood of it, and its columns, which may be changed."""
    with card("1. Le fichier"):
        given = st.file_uploader(
            "Fichier CSV ou Excel", type=["csv", "txt", "tsv", "xlsx"], max_upload_size=5, key="import-file"
        )
        if given is None:
            _forget()
            st.markdown(
                ":gray[Une ligne par boutique. Les colonnes sont reconnues seules ; tout est lu comme du texte, "
                "et rien n’est écrit avant votre accord.]"
            )
            return None
        plan = _plan(db, agent, given.name, given.getvalue())
        if plan is None:
            return None
        kind = f"séparateur « {_separator(plan.separator)} »" if plan.separator else "classeur Excel"
        st.markdown(f":material/description: **{plain(plan.file_name)}**")
        st.markdown(
            f"{plural(len(plan.lines), 'ligne lue', 'lignes lues')}, {kind}, "
            f"{plural(plan.recognised, 'colonne reconnue', 'colonnes reconnues')} sur {len(plan.headers)}."
        )
        for note in (*plan.missing, *plan.notes):
            st.warning(plain(note), icon=":material/info:")
        choose_columns(plan)
        return plan


def _separator(mark: str) -> str:
    return {"\t": "tabulation"}.get(mark, mark)


def _plan(db: Database, agent: Agent, name: str, data: bytes) -> ImportPlan | None:
    """The plan of the file with the columns chosen; kept for the session, since judging 2 000 lines takes a second."""
    mapping, heading_row = st.session_state.get("import-mapping"), st.session_state.get("import-heading")
    wanted = (name, hash(data), None if mapping is None else tuple(sorted(mapping.items())), heading_row)
    if st.session_state.get("import-wanted") == wanted:
        return st.session_state.get("import-plan")
    if st.session_state.get("import-source") != wanted[:2]:
        _forget()
        st.session_state["import-source"] = wanted[:2]
        mapping, heading_row, wanted = None, None, (*wanted[:2], None, None)
    bar = st.progress(0.0, "Lecture du fichier…")
    plan = None
    with reporting():
        plan = prepare_import(
            db,
            agent,
            name,
            data,
            mapping,
            heading_row=heading_row,
            progress=lambda done, total: bar.progress(done / max(total, 1), f"{done} lignes lues sur {total}"),
        )
    bar.empty()
    if plan is None and heading_row is not None:
        forget_heading_row()
    st.session_state["import-wanted"], st.session_state["import-plan"] = wanted, plan
    st.session_state["import-taken"] = set(plan.proposed) if plan else set()
    st.session_state.pop("import-shown", None)
    return plan


def _forget() -> None:
    for name in [name for name in st.session_state if str(name).startswith("import-") and name != "import-file"]:
        if name not in ("import-done", "import-suggested"):
            del st.session_state[name]


def judge_lines(plan: ImportPlan) -> set[int]:
    """Step 2: every line with its verdict and why, and a box to take it; the numbers taken."""
    counts = {label: [one for one in plan.lines if one.label == label] for label in CHIPS}
    with line():
        for label, lines in counts.items():
            if lines:
                st.badge(plural(len(lines), label.lower(), MANY.get(label, label.lower())), color=CHIPS[label])
    options = ["Toutes", *(label for label, lines in counts.items() if lines)]
    with line():
        verdict = st.selectbox("Verdict", options, label_visibility="collapsed", key="import-verdict", width=220)
        wanted = list(plan.lines) if verdict == "Toutes" else counts[verdict]
        pages = max(1, -(-len(wanted) // PAGE))
        page = 1
        if pages > 1:
            page = st.selectbox(
                "Page",
                range(1, pages + 1),
                format_func=lambda number: f"Page {number} sur {pages}",
                label_visibility="collapsed",
                key=f"import-page-{verdict}",
                width=160,
            )
    shown = wanted[(page - 1) * PAGE : page * PAGE]
    _tick(shown, (plan.fingerprint, verdict, page))
    same_in_a_table(
        [{"Ligne": one.number, "Nom": one.name, "Verdict": one.label, "Pourquoi": _why(one)} for one in shown],
        "La même chose en tableau, avec tout le pourquoi",
    )
    return {one.number for one in plan.lines if one.verdict in WRITABLE} & st.session_state["import-taken"]


def _tick(shown: Sequence[ImportLine], here: tuple[object, ...]) -> None:
    """The table of one page. Its first ticks stay those of its opening, since the editor keeps changes by itself."""
    state = st.session_state
    if state.get("import-shown") != here:
        state["import-shown"], state["import-base"] = here, set(state["import-taken"])
        state["import-editor"] = state.get("import-editor", 0) + 1
    edited = st.data_editor(
        pd.DataFrame(
            {
                "Prendre": [one.number in state["import-base"] and one.verdict in WRITABLE for one in shown],
                "Ligne": [one.number for one in shown],
                "Nom": [one.name for one in shown],
                "CP": [one.postcode for one in shown],
                "Commune": [one.commune for one in shown],
                "Verdict": [[one.label] for one in shown],
                "Pourquoi": [_why(one) for one in shown],
            }
        ),
        hide_index=True,
        height=min(36 * len(shown) + 36, 468),
        row_height=36,
        disabled=["Ligne", "Nom", "CP", "Commune", "Verdict", "Pourquoi"],
        column_config={
            "Prendre": st.column_config.CheckboxColumn(width=88),
            "Ligne": st.column_config.NumberColumn(width=55),
            "Nom": st.column_config.TextColumn(width=190),
            "CP": st.column_config.TextColumn(width=62),
            "Commune": st.column_config.TextColumn(width=150),
            "Verdict": chip_column("Verdict", CHIPS, width=136),
            "Pourquoi": st.column_config.TextColumn(width=420),
        },
        alt=f"{plural(len(shown), 'ligne')} du fichier avec leur verdict",
        key=f"import-lines-{state['import-editor']}",
    )
    numbers = {one.number for one in shown}
    ticked = {one.number for one, taken in zip(shown, edited["Prendre"], strict=True) if taken}
    state["import-taken"] = (state["import-taken"] - numbers) | ticked


def _why(one: ImportLine) -> str:
    return one.why or ", ".join(str(field) for field in one.changes)


def import_lines(db: Database, agent: Agent, plan: ImportPlan, taken: set[int]) -> bool:
    """The one button that writes, and the report to take away first; True once the worker was asked."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(":gray[Rien n’est écrit avant ; annulable pendant 30 jours.]")
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            headers, rows = report_rows(plan)
            st.download_button(
                "Rapport ligne par ligne",
                lambda: csv_bytes(headers, rows),
                "rapport-import.csv",
                "text/csv",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
            many = "la ligne valide" if len(taken) == 1 else f"les {len(taken)} lignes valides"
            label = f"Importer {many}" if taken else "Aucune ligne à importer"
            asked = st.button(label, type="primary", icon=":material/upload:", disabled=not taken, key="import")
    if not asked:
        return False
    form = f"import-{plan.fingerprint[:12]}"
    with reporting(operation_of=form) as outcome:
        # Remembered here: a quick worker may have finished before the screen is shown again.
        st.session_state["import-followed"] = start_import(
            db,
            agent,
            plan.file_name,
            st.session_state["import-file"].getvalue(),
            plan.mapping,
            taken,
            form_operation(form),
            heading_row=plan.heading_row,
            seen=plan.versions(),
        )
    return outcome.done
