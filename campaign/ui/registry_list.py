"""The registry of shops: filters, table with completeness, and the sheet beside it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.partners.actions import archive_place, restore_place
from campaign.partners.model import Place
from campaign.partners.views import contacts_of
from campaign.ui.chips import chip_column
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.geography import short_epci
from campaign.ui.layout import PANEL_HEIGHT, go_to, line, open_screen
from campaign.ui.plain import plain
from campaign.ui.sheet_history import history_lines

SHEET_CHIPS = {"Complète": "green", "À compléter": "yellow", "Doublon probable": "orange", "Archivée": "gray"}
KEEP = ("À compléter", "Pub. interdite", "Archivées")
SORTS = {
    "Par commune": lambda one: (one.commune.casefold(), one.name.casefold()),
    "Par nom": lambda one: one.name.casefold(),
    "Par EPCI": lambda one: (short_epci(one.epci_name), one.commune.casefold()),
    "Les moins complètes": lambda one: (one.completeness, one.name.casefold()),
    "Modifiées récemment": lambda one: -one.updated_at.timestamp() if one.updated_at else 0,
}
PAGE = 200  # rows: each rerun sends the whole table again


def state_of(place: Place) -> str:
    """The one word that says where a sheet stands."""
    if place.archived_at:
        return "Archivée"
    if place.duplicate_of:
        return "Doublon probable"
    return "À compléter" if place.missing else "Complète"


def filters(epcis: dict[str, str]) -> tuple[str, str, list[str], str]:
    """(search, EPCI, kept marks, order)."""
    with line():
        search = st.text_input(
            "Chercher",
            placeholder="Nom, commune, structure…",
            icon=":material/search:",
            label_visibility="collapsed",
            key="search",
            width=300,
        )
        epci = st.selectbox(
            "EPCI",
            sorted(epcis, key=epcis.get),
            format_func=epcis.get,
            index=None,
            placeholder="Tous les EPCI",
            label_visibility="collapsed",
            key="epci",
            width=230,
        )
        marks = st.pills(
            "N’afficher que", KEEP, selection_mode="multi", label_visibility="collapsed", key="marks", wrap=True
        )
        order = st.selectbox("Ordre", list(SORTS), label_visibility="collapsed", key="order", width=215)
    return search or "", epci or "", marks, order


def kept(places: Sequence[Place], marks: Sequence[str], order: str) -> list[Place]:
    """The places that have every mark, in order."""
    wanted = [
        one
        for one in places
        if not ("À compléter" in marks and not one.missing) and not ("Pub. interdite" in marks and one.may_advertise)
    ]
    return sorted(wanted, key=SORTS[order])


def table(shown: Sequence[Place]) -> Place | None:
    """The table; the selected place, the first by default."""
    pages = -(-len(shown) // PAGE)
    first = 0
    if pages > 1:
        first = (
            st.selectbox("Page", range(1, pages + 1), format_func=lambda n: f"Page {n} sur {pages}", key="page") - 1
        ) * PAGE
    here = shown[first : first + PAGE]
    chosen = st.dataframe(
        pd.DataFrame(
            {
                "Boutique": [one.name for one in here],
                "Commune": [one.commune for one in here],
                "EPCI": [short_epci(one.epci_name) for one in here],
                "Fiche": [[state_of(one)] for one in here],
                "Complète à": [one.completeness for one in here],
            }
        ),
        hide_index=True,
        height=PANEL_HEIGHT,
        placeholder="—",
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "Boutique": st.column_config.TextColumn(width=230),
            "Commune": st.column_config.TextColumn(width=160),
            "EPCI": st.column_config.TextColumn(width=160),
            "Fiche": chip_column("Fiche", SHEET_CHIPS, width=136),
            "Complète à": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d %%", width=115),
        },
        alt=f"{plural(len(here), 'fiche')} du registre",
        key="registry-table",
    )
    rows = chosen["selection"]["rows"]
    return here[rows[0]] if rows and rows[0] < len(here) else here[0] if here else None


def detail(db: Database, agent: Agent, place: Place) -> None:
    """The sheet at a glance, its verbs and its history."""
    writes = agent.role in screen("duplicates.py").roles
    with st.container(border=True, height=PANEL_HEIGHT):
        st.header(plain(place.name), anchor=False)
        with line():
            st.badge(state_of(place), color=SHEET_CHIPS[state_of(place)])
            if place.organisation:
                st.badge(plain(place.organisation), color="gray")
            said = "oui" if place.may_advertise else "non"
            st.badge(f"Publicité individuelle : {said}", color="gray" if place.may_advertise else "red")
        facts = [
            ("location_on", place.address_line),
            ("schedule", place.opening_hours_text),
            ("call", phone_in_words(place.phone) if place.phone else ""),
            *(
                ("person", ", ".join(part for part in (one.name, one.job) if part))
                for one in contacts_of(db, agent, place.id)
            ),
        ]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text))
        missing = ", ".join(place.missing)
        st.progress(place.completeness, text=plain(f"Il manque : {missing}" if missing else "Fiche complète"))
        with line():
            if writes and not place.archived_at:
                if st.button("Modifier", icon=":material/edit:", key="edit"):
                    open_screen("shop_sheet.py", fiche=place.id)
                if place.duplicate_of:
                    go_to("duplicates.py", "Comparer")
                if st.button("Archiver", icon=":material/archive:", type="tertiary", key="archive"):
                    archive(db, agent, place)
            elif not writes:
                if st.button("Voir la fiche", icon=":material/visibility:", key="see"):
                    open_screen("shop_sheet.py", fiche=place.id)
            elif st.button("Remettre au registre", icon=":material/unarchive:", key="restore"):
                with reporting(f"« {place.name} » est de nouveau au registre.", f"restore-{place.id}") as outcome:
                    restore_place(db, agent, place.id, form_operation(f"restore-{place.id}"))
                if outcome.done:
                    st.rerun()
        st.markdown("**Derniers changements**")
        history_lines(db, agent, place, 8)


def archive(db: Database, agent: Agent, place: Place) -> None:
    """Put a sheet away, with a way back on the next display."""
    with reporting(operation_of=f"archive-{place.id}") as outcome:
        archive_place(db, agent, place.id, form_operation(f"archive-{place.id}"))
    if outcome.done:
        offer_undo(f"« {place.name} » est archivée : elle n’est plus invitée ni affichée.", "archive", place.id)
        st.rerun()


def undo_archive(db: Database, agent: Agent, place_id: int) -> None:
    """« Annuler » after an archive."""
    with reporting("C’est annulé.", f"restore-{place_id}") as outcome:
        restore_place(db, agent, place_id, form_operation(f"restore-{place_id}"))
    if outcome.done:
        st.rerun()
