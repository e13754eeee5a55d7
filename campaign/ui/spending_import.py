"""« Importer »: a workbook of spending looked at line by line before anything is written, and the way back."""

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, moment_in_words, plural
from campaign.editions.model import Edition
from campaign.planning.importing_lines import (
    LinesPlan,
    import_lines,
    prepare_lines,
    recent_lines_imports,
    undo_lines_import,
)
from campaign.planning.line_verdicts import ReadLine, Verdict
from campaign.planning.money_files import EMPTY_NAME, EXCEL, empty_lines_book
from campaign.ui.chips import chip_column
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import card, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.session import database

_CHIPS = {
    Verdict.NEW: "green", Verdict.CHANGED: "blue", Verdict.BACK: "violet", Verdict.SAME: "gray",
    Verdict.ASKED: "orange", Verdict.REFUSED: "red",
}  # fmt: skip
_MANY = {Verdict.NEW: "nouvelles", Verdict.CHANGED: "modifiées", Verdict.BACK: "à remettre",
         Verdict.SAME: "déjà là", Verdict.ASKED: "à préciser", Verdict.REFUSED: "refusées"}  # fmt: skip
_FILE, _MOST_ROWS = "spending-file", 12


def import_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """The file, what would happen, the button that writes; the latest imports beside."""
    work, context = st.columns([1.9, 1])
    with work:
        plan = _read(db, agent, edition)
        if plan and plan.lines:
            _preview(db, agent, plan)
    with context:
        with card("Un modèle à remplir"):
            st.markdown(
                "Les colonnes sont prêtes, avec leurs listes et un mode d’emploi. Un classeur exporté d’ici se "
                "relit aussi : changez-y des montants, puis importez-le."
            )
            st.download_button(
                "Télécharger le modèle", lambda: empty_lines_book(database(), agent).data, EMPTY_NAME, EXCEL,
                on_click="ignore", icon=":material/download:", key="spending-model",
            )  # fmt: skip
        _recent(db, agent, edition)


def _read(db: Database, agent: Agent, edition: Edition) -> LinesPlan | None:
    with card("1. Le fichier"):
        given = st.file_uploader(
            "Fichier Excel ou CSV", type=["xlsx", "csv", "txt", "tsv"], max_upload_size=5, key=_key()
        )
        if given is None:
            st.markdown(
                ":gray[Une ligne par dépense, HT ou TTC dit sur chacune. Rien n’est écrit avant votre accord ; "
                "le même fichier importé deux fois n’ajoute rien.]"
            )
            return None
        plan = None
        data = given.getvalue()
        asked = f"spending-thousands-{hash(data)}"  # of this file alone
        thousands = st.session_state.get(asked) == _YES
        with reporting():
            plan = prepare_lines(db, agent, edition.id, given.name, data, thousands=thousands)
        if plan:
            st.markdown(f"**{plain(plan.file_name)}** : {plural(len(plan.lines), 'ligne lue', 'lignes lues')}.")
            for note in plan.notes:
                st.warning(plain(note), icon=":material/info:")
            if thousands or plan.of(Verdict.ASKED):
                st.segmented_control(
                    "Un montant comme « 1.234 » peut se lire de deux façons", [_NO, _YES], default=_NO, required=True,
                    key=asked,
                )  # fmt: skip
        return plan


_NO, _YES = "Laisser ces lignes de côté", "Lire 1 234 €"


def _key() -> str:
    """The uploader is a new one after each import: its file is done with."""
    return f"{_FILE}-{st.session_state.get(_FILE, 0)}"


def _preview(db: Database, agent: Agent, plan: LinesPlan) -> None:
    with card("2. Ce qui va se passer"):
        with line():
            for verdict, colour in _CHIPS.items():
                if found := plan.of(verdict):
                    st.badge(plural(len(found), verdict.label.lower(), _MANY[verdict]), color=colour)
        _table(plan.lines)
        chosen = [Verdict.NEW]
        others = {Verdict.CHANGED: "Modifier {} déjà là", Verdict.BACK: "Remettre {} retirée des dépenses"}
        for verdict, label in others.items():
            if found := plan.of(verdict):
                shown = label.format(plural(len(found), "dépense"))
                shown = shown.replace("retirée", "retirées") if len(found) > 1 else shown
                if st.checkbox(shown, value=True, key=f"spending-take-{verdict}"):
                    chosen.append(verdict)
        count = sum(len(plan.of(verdict)) for verdict in chosen)
        with line():
            st.markdown(":gray[L’import s’annule en un geste.]")
            label = f"Importer {plural(count, 'dépense')}" if count else "Rien à importer"
            if st.button(label, type="primary", icon=":material/upload:", disabled=not count, key="spending-import"):
                _write(db, agent, plan, chosen)


def _table(lines: tuple[ReadLine, ...]) -> None:
    """Refused lines first: they are what there is to do."""
    order = [Verdict.REFUSED, Verdict.ASKED, Verdict.CHANGED, Verdict.BACK, Verdict.NEW, Verdict.SAME]
    listed = sorted(lines, key=lambda one: (order.index(one.verdict), one.number))
    whys = [". ".join(part for part in (one.why, " ; ".join(one.changes)) if part) for one in listed]
    st.dataframe(
        pd.DataFrame(
            {
                "Ligne": [one.number for one in listed],
                "Verdict": [[one.verdict.label] for one in listed],
                "Libellé": [one.label for one in listed],
                "Pourquoi": whys,
            }
        ),
        hide_index=True,
        height="content" if len(listed) < _MOST_ROWS else 460,
        column_config={
            "Ligne": st.column_config.NumberColumn(width=60),
            "Verdict": chip_column("Verdict", _CHIPS, width=120),
            "Libellé": st.column_config.TextColumn(width=220),
            "Pourquoi": st.column_config.TextColumn(width=460),
        },
        alt=f"{plural(len(listed), 'ligne')} du fichier avec leur verdict",
    )
    for one, why in zip(listed, whys, strict=True):
        if one.verdict in (Verdict.REFUSED, Verdict.ASKED):
            st.markdown(f":red[Ligne {one.number}] : {plain(why)}{'' if why.endswith('?') else '.'}")
    same_in_a_table([
        {"Ligne": one.number, "Verdict": one.verdict.label, "Libellé": one.label, "Pourquoi": why}
        for one, why in zip(listed, whys, strict=True)
    ])  # fmt: skip


def _write(db: Database, agent: Agent, plan: LinesPlan, chosen: list[Verdict]) -> None:
    form = "spending-import-form"
    with reporting(operation_of=form) as outcome:
        done = import_lines(db, agent, plan, form_operation(form), chosen)
        told = [(done.added, "ajoutée"), (done.changed, "modifiée"), (done.back, "remise")]
        said = enumerate_in_words(
            plural(count, f"dépense {word}", f"dépenses {word}s") for count, word in told if count
        )
        notify(f"{said}. L’import s’annule à droite, sous « Derniers imports ».")
    if outcome.done:
        st.session_state[_FILE] = st.session_state.get(_FILE, 0) + 1
        st.rerun()


def _recent(db: Database, agent: Agent, edition: Edition) -> None:
    listed = recent_lines_imports(db, agent, edition.id)
    if not listed:
        return
    with card("Derniers imports", len(listed)):
        for one in listed:
            st.markdown(
                f"**{plain(one.file_name)}** : {plural(one.count, 'dépense')}  \n"
                f":gray[{plain(moment_in_words(one.at, year=True))}, par {plain(one.who)}]"
            )
            if one.undone_at:
                st.badge("annulé", color="gray")
            elif st.button("Annuler cet import", type="tertiary", icon=":material/undo:", key=f"undo-lines-{one.id}"):
                _undo(db, agent, one.id)


def _undo(db: Database, agent: Agent, import_id: int) -> None:
    form = f"undo-lines-form-{import_id}"
    with reporting(operation_of=form) as outcome:
        done = undo_lines_import(db, agent, import_id, form_operation(form))
        kept = f" Changées depuis, laissées telles quelles : {enumerate_in_words(done.left[:6])}." if done.left else ""
        removed = plural(done.removed, "dépense retirée", "dépenses retirées")
        notify(f"Import annulé : {removed}, {plural(done.restored, 'remise', 'remises')} comme avant.{kept}")
    if outcome.done:
        st.rerun()
