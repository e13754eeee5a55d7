"""Where the headings of a list are, and which of its columns is which: guessed, or as chosen the last time."""

import streamlit as st

from campaign.partners.importing.headings import Column
from campaign.partners.importing.verdicts import ImportPlan

FIRST_COLUMNS = (Column.NAME, Column.COMMUNE, Column.POSTCODE, Column.ADDRESS)
NOTHING = "(aucune)"
_LONGEST = 60


def choose_columns(plan: ImportPlan) -> None:
    """The row of headings and the columns; a change judges every line again."""
    if plan.chosen_before:
        _as_last_time(plan)
    doubtful = bool(plan.missing) or _is_unusual(plan)
    if doubtful:
        _heading_row(plan)
    others = [column for column in Column if column not in FIRST_COLUMNS]
    chosen = {column: _column(plan, column) for column in FIRST_COLUMNS}
    with st.expander("Autres colonnes" if doubtful else "Titres et autres colonnes", icon=":material/view_column:"):
        if not doubtful:
            _heading_row(plan)
        chosen |= {column: _column(plan, column) for column in others}
    if chosen != dict(plan.mapping):
        st.session_state["import-mapping"] = chosen
        st.rerun()


def forget_heading_row() -> None:
    """Back to the guess: the row chosen gives nothing that can be read."""
    st.session_state.pop("import-heading", None)
    st.session_state.pop("import-heading-row", None)


def _as_last_time(plan: ImportPlan) -> None:
    st.info("Colonnes reprises de votre dernier import de ce fichier.", icon=":material/history:")
    st.button(
        "Revenir aux colonnes devinées",
        type="tertiary",
        icon=":material/undo:",
        key="import-guess-again",
        on_click=_guess_again,
        args=(plan,),
    )


def _guess_again(plan: ImportPlan) -> None:
    _forget_columns()
    st.session_state["import-mapping"] = dict(plan.guessed)


def _is_unusual(plan: ImportPlan) -> bool:
    """Whether the headings are elsewhere than on the first filled row, or nowhere."""
    first = plan.first_rows[0][0] if plan.first_rows else 0
    return not plan.heading_row_guessed or plan.heading_row != first


def _heading_row(plan: ImportPlan) -> None:
    rows = {number: ", ".join(cell.strip() for cell in cells if cell.strip()) for number, cells in plan.first_rows}
    st.selectbox(
        "Titres à la ligne…",
        [*rows, 0],
        index=[*rows, 0].index(plan.heading_row),
        format_func=lambda number: f"{number} : {_cut(rows[number])}" if number else "Aucun titre, que des boutiques",
        help="La ligne où sont écrits les noms des colonnes ; celles du dessus sont laissées de côté.",
        key="import-heading-row",
        on_change=_move_headings,
    )


def _move_headings() -> None:
    _forget_columns()
    st.session_state["import-heading"] = st.session_state["import-heading-row"]


def _forget_columns() -> None:
    st.session_state.pop("import-mapping", None)
    for column in Column:
        st.session_state.pop(f"import-column-{column}", None)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _column(plan: ImportPlan, column: Column) -> int | None:
    choices = [None, *range(len(plan.headers))]
    return st.selectbox(
        f"Colonne « {column.label} »",
        choices,
        index=choices.index(plan.mapping.get(column)),
        format_func=lambda index: NOTHING if index is None else plan.headers[index] or f"colonne {index + 1}",
        key=f"import-column-{column}",
    )
