"""« Médias »: outlets, the people in each, the list in and out."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.media.model import Correspondent, Outlet, OutletKind
from campaign.media.outlets import LABELS, add_outlet, archive_outlet, change_outlet, restore_outlet
from campaign.media.press_list import HEADERS, export_rows, territory_words
from campaign.media.views import correspondents, outlets
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import PANEL_HEIGHT, empty, line, same_in_a_table
from campaign.ui.media_people import archived_people, edit_correspondent, import_list, person_line
from campaign.ui.media_words import FILE, epcis, may_write, put_away, sees_people, territory_choice
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

ARCHIVED = "Archivés"


def outlets_words(db: Database, agent: Agent) -> str:
    """« 12 médias, 18 correspondants. »"""
    said = plural(len(outlets(db, agent)), "média")
    return f"{said}, {plural(len(correspondents(db, agent)), 'correspondant')}." if sees_people(agent) else f"{said}."


def outlets_tab(db: Database, agent: Agent) -> None:
    """Search, table, and the chosen outlet beside it."""
    everything = outlets(db, agent), outlets(db, agent, archived=True)
    people = correspondents(db, agent) if sees_people(agent) else []
    if not any(everything) and not people:
        said = "Ajoutez un premier média, ou importez votre fichier presse (CSV ou Excel)."
        empty("Aucun média encore.", said, drawing="radio")
        if may_write(agent) and st.button("Importer une liste", icon=":material/upload_file:", key="import-list"):
            import_list()
        return
    with line():
        search, kind, siren, archived = _filters()
        found = outlets(db, agent, search, kind, siren, archived=archived)
        # A name typed may be somebody's: their outlets are shown too.
        if search and people and not archived:
            theirs = {number for one in correspondents(db, agent, search, siren) for number in one.outlet_ids}
            known = {one.id for one in found}
            found += [one for one in outlets(db, agent, "", kind, siren) if one.id in theirs - known]
        if may_write(agent) and st.button("Importer", icon=":material/upload_file:", key="import-list"):
            import_list()
        export_menu("fichier-presse", "Presse", HEADERS, export_rows(found, people, personal=sees_people(agent)))
    if not found:
        empty("Aucun média ne correspond.", "Élargissez la recherche, ou retirez un filtre.", drawing="cat")
        return
    work, context = st.columns([1.7, 1])
    with work:
        chosen = _table(found, people)
        _without_outlet(agent, people)
        if archived and people:
            archived_people(db, agent)
    with context:
        _detail(db, agent, chosen, [one for one in people if chosen.id in one.outlet_ids])
    same_in_a_table(
        [{"Média": one.name, "Type": one.kind.label, "Territoire": territory_words(one.territories)} for one in found]
    )


def _filters() -> tuple[str, str, str, bool]:
    """(words, kind, EPCI, whether archived ones are asked for)."""
    search = st.text_input(
        "Chercher", placeholder="Média, personne, ville…", icon=":material/search:",
        label_visibility="collapsed", key="media-search", width=220,
    )  # fmt: skip
    kind = st.selectbox(
        "Type", list(OutletKind), index=None, format_func=lambda one: one.label, placeholder="Tous les types",
        label_visibility="collapsed", key="media-kind", width=170,
    )  # fmt: skip
    known = epcis()
    siren = st.selectbox(
        "Territoire", list(known), index=None, format_func=known.get, placeholder="Tout le territoire",
        label_visibility="collapsed", key="media-epci", width=185,
    )  # fmt: skip
    marks = st.pills("N’afficher que", [ARCHIVED], label_visibility="collapsed", key="media-archived")
    return search or "", kind or "", siren or "", marks == ARCHIVED


def _table(found: Sequence[Outlet], people: Sequence[Correspondent]) -> Outlet:
    columns = {
        "Média": [one.name for one in found],
        "Type": [one.kind.label for one in found],
        "Territoire": [territory_words(one.territories) for one in found],
    }
    if people:
        columns["Correspondants"] = [", ".join(p.name for p in people if one.id in p.outlet_ids) for one in found]
    picked = st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height="content" if len(found) < 14 else PANEL_HEIGHT,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={"Média": st.column_config.TextColumn(width=190), "Type": st.column_config.TextColumn(width=130)},
        alt=f"{plural(len(found), 'média')} : type, territoire, correspondants",
        key="media-table",
    )
    rows = picked["selection"]["rows"]
    return found[rows[0]] if rows and rows[0] < len(found) else found[0]


def _detail(db: Database, agent: Agent, one: Outlet, people: Sequence[Correspondent]) -> None:
    with st.container(border=True):
        st.header(plain(one.name), anchor=False)
        with line():
            st.badge(one.kind.label, color="blue")
            st.badge(plain(territory_words(one.territories)), color="gray")
            if one.archived_at:
                st.badge("Archivé", color="gray")
        if one.website:
            st.markdown(f":material/language: {plain(one.website)}")
        if one.note:
            st.markdown(f":gray[{plain(one.note)}]")
        if may_write(agent):
            _verbs(db, agent, one)
        if not sees_people(agent):
            return
        st.markdown(f"**{plural(len(people), 'correspondant')}**")
        for person in people:
            person_line(agent, person)
        if not people:
            st.markdown(":gray[Personne encore : sans correspondant, rien ne part vers ce média.]")
        if (
            may_write(agent)
            and not one.archived_at
            and st.button("Ajouter une personne", icon=":material/person_add:", key="add-person")
        ):
            edit_correspondent(None, (one.id,))


def _verbs(db: Database, agent: Agent, one: Outlet) -> None:
    with line():
        if one.archived_at:
            if st.button("Remettre à la liste", icon=":material/unarchive:", key="restore-outlet"):
                form = f"restore-outlet-{one.id}"
                with reporting("Le média est de nouveau à la liste.", form) as outcome:
                    restore_outlet(db, agent, one.id, form_operation(form))
                if outcome.done:
                    st.rerun()
        else:
            if st.button("Modifier", icon=":material/edit:", key="edit-outlet"):
                edit_outlet(one.id)
            if st.button("Archiver", icon=":material/archive:", type="tertiary", key="archive-outlet"):
                put_away(archive_outlet, db, agent, "outlet", one.id, f"« {one.name} » est archivé.")


def _without_outlet(agent: Agent, people: Sequence[Correspondent]) -> None:
    alone = [one for one in people if not one.outlet_ids]
    if alone:
        with st.expander(f"Sans média : {plural(len(alone), 'personne')}", icon=":material/person:"):
            for one in alone:
                person_line(agent, one)


@st.dialog("Média", width="medium", icon=":material/newspaper:")
def edit_outlet(outlet_id: int | None) -> None:
    """The dialog: new when ``outlet_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((found for found in outlets(db, agent) if found.id == outlet_id), None)
    form = f"outlet-form-{outlet_id or 'new'}"
    seen = version_read(form, f"{form}-name", one.version if one else 0)
    kinds = list(OutletKind)
    typed = {
        "name": st.text_input(LABELS["name"], one.name if one else "", max_chars=120, key=f"{form}-name"),
        "kind": st.selectbox(
            LABELS["kind"], kinds, kinds.index(one.kind) if one else None, format_func=lambda kind: kind.label,
            placeholder="Choisir", key=f"{form}-kind",
        )
        or "",
        "territories": territory_choice(
            LABELS["territories"], one.territories if one else (), f"{form}-territories", "Tout le département"
        ),
        "website": st.text_input(LABELS["website"], one.website if one else "", placeholder="https://…"),
        "note": st.text_area(
            LABELS["note"], one.note if one else "", placeholder="Ex. bouclage le mardi midi", height=80
        ),
    }  # fmt: skip
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Média enregistré.", operation_of=form) as outcome:
            if one:
                change_outlet(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_outlet(db, agent, typed, form_operation(form))
        if outcome.done:
            st.rerun()
