"""The registry of shops: filters, table with completeness, and the sheet beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.partners.location import is_at_commune
from campaign.partners.model import Category, Place
from campaign.partners.views import contacts_of
from campaign.ui.chips import chip_column
from campaign.ui.finding import search_and_epci
from campaign.ui.geography import short_epci
from campaign.ui.layout import PANEL_HEIGHT, go_to, line, open_screen
from campaign.ui.plain import plain
from campaign.ui.sheet_archive import archive_dialog, undo_archive
from campaign.ui.sheet_checks import completeness_in_words
from campaign.ui.sheet_history import history_lines
from campaign.ui.sheet_words import archived_sentence, day_said

SHEET_CHIPS = {"Complète": "green", "À compléter": "yellow", "Doublon probable": "orange", "Archivée": "gray"}
TO_CHECK = "À vérifier"
KEEP = ("À compléter", TO_CHECK, "Pub. interdite", "Archivées")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
SORTS = {
    "Par commune": lambda one, verified: (one.commune.casefold(), one.name.casefold()),
    "Par nom": lambda one, verified: one.name.casefold(),
    "Par EPCI": lambda one, verified: (short_epci(one.epci_name), one.commune.casefold()),
    "Les moins complètes": lambda one, verified: (one.completeness, one.name.casefold()),
    "Les moins récemment vérifiées": lambda one, verified: (verified.get(one.id, _LONG_AGO), one.name.casefold()),
    "Modifiées récemment": lambda one, verified: -one.updated_at.timestamp() if one.updated_at else 0,
}
PAGE = 200  # rows: each rerun sends the whole table again


def state_of(place: Place) -> str:
    """The one word that says where a sheet stands."""
    if place.archived_at:
        return "Archivée"
    if place.duplicate_of:
        return "Doublon probable"
    return "À compléter" if place.missing else "Complète"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the list; an empty text asks nothing."""

    search: str = ""
    epci: str = ""
    network: str = ""
    category: str = ""
    marks: tuple[str, ...] = ()
    order: str = "Par commune"


def filters(epcis: Mapping[str, str], networks: Collection[str]) -> Asked:
    """The line of filters above the table."""
    with line():
        search, epci = search_and_epci(epcis)
        network, category, order = _more(networks)
        marks = st.pills(
            "N’afficher que", KEEP, selection_mode="multi", label_visibility="collapsed", key="marks", wrap=True
        )
    return Asked(search, epci, network, category, tuple(marks), order)


def _more(networks: Collection[str]) -> tuple[str, str, str]:
    chosen = sum(bool(st.session_state.get(name)) for name in ("network", "category"))
    with st.popover(f"Trier, filtrer ({chosen})" if chosen else "Trier, filtrer", icon=":material/tune:"):
        order = st.selectbox("Ordre", list(SORTS), key="order")
        network = st.selectbox(
            "Réseau", sorted(networks, key=str.casefold), index=None, placeholder="Tous les réseaux", key="network"
        )
        category = st.selectbox(
            "Rayon",
            [str(one) for one in Category],
            format_func=lambda code: Category(code).label,
            index=None,
            placeholder="Tous les rayons",
            key="category",
        )
    return network or "", category or "", order


def kept(
    places: Sequence[Place], asked: Asked, verified: Mapping[int, datetime], to_check: Collection[int] = ()
) -> list[Place]:
    """The places that have all that is asked, in order. ``to_check``: ids of those with something to look at."""
    wanted = [
        one
        for one in places
        if not ("À compléter" in asked.marks and not one.missing)
        and not ("Pub. interdite" in asked.marks and one.may_advertise)
        and not (TO_CHECK in asked.marks and one.id not in to_check)
        and asked.network in ("", one.network)
        and (not asked.category or asked.category in one.categories)
    ]
    return sorted(wanted, key=lambda one: SORTS[asked.order](one, verified))


def table(shown: Sequence[Place], verified: Mapping[int, datetime]) -> Place | None:
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
                "Vérifiée le": [
                    verified[one.id].astimezone(PARIS).date() if one.id in verified else None for one in here
                ],
            }
        ),
        hide_index=True,
        height=PANEL_HEIGHT,
        placeholder="—",
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "Boutique": st.column_config.TextColumn(width=205),
            "Commune": st.column_config.TextColumn(width=140),
            "EPCI": st.column_config.TextColumn(width=140),
            "Fiche": chip_column("Fiche", SHEET_CHIPS, width=132),
            "Complète à": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d %%", width=105),
            "Vérifiée le": st.column_config.DateColumn(format="DD/MM/YYYY", width=95),
        },
        alt=f"{plural(len(here), 'fiche')} du registre",
        key="registry-table",
    )
    rows = chosen["selection"]["rows"]
    return here[rows[0]] if rows and rows[0] < len(here) else here[0] if here else None


def detail(db: Database, agent: Agent, place: Place, verified: datetime | None = None) -> None:
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
        if place.archived_at:
            st.markdown(f":material/archive: {plain(archived_sentence(place))}")
        facts = [
            ("location_on", place.address_line),
            ("wrong_location", "sur la carte : centre de la commune" if is_at_commune(place) else ""),
            ("schedule", place.opening_hours_text),
            ("call", phone_in_words(place.phone) if place.phone else ""),
            *(
                ("person", ", ".join(part for part in (one.name, one.job) if part))
                for one in contacts_of(db, agent, place.id)
            ),
        ]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text))
        st.progress(place.completeness, text=completeness_in_words(place))
        seen = f"Vérifiée le {day_said(verified)}" if verified else "Jamais vérifiée"
        st.markdown(f":small[:gray[{seen}]]")
        with line():
            if writes and not place.archived_at:
                if st.button("Modifier", icon=":material/edit:", key="edit"):
                    open_screen("shop_sheet.py", fiche=place.id)
                if place.duplicate_of:
                    go_to("duplicates.py", "Comparer", fiche=place.duplicate_of, avec=place.id)
                if st.button("Archiver", icon=":material/archive:", type="tertiary", key="archive"):
                    archive_dialog(place.id)
            elif not writes:
                if st.button("Voir la fiche", icon=":material/visibility:", key="see"):
                    open_screen("shop_sheet.py", fiche=place.id)
            elif st.button("Remettre au registre", icon=":material/unarchive:", key="restore"):
                undo_archive(db, agent, place.id)
        st.markdown("**Derniers changements**")
        history_lines(db, agent, place, 8)
