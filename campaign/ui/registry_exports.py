"""What leaves the registry: « ce que je vois » as it is on screen, every shop in four formats, and paper."""

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.exports import csv_bytes
from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.base.text import slug
from campaign.base.workbooks import typed_book
from campaign.partners.exporting import shops_file
from campaign.partners.model import Category, Place
from campaign.ui.downloads import CSV, XLSX, about_sheet, download
from campaign.ui.geography import short_epci
from campaign.ui.registry_list import state_of
from campaign.ui.session import database

# Every column that may leave; those of the screen come first and are the ones proposed.
COLUMNS: dict[str, Callable[[Place], object]] = {
    "Boutique": lambda one: one.name,
    "Commune": lambda one: one.commune,
    "EPCI": lambda one: short_epci(one.epci_name),
    "Fiche": state_of,
    "Complète à (%)": lambda one: one.completeness,
    "Il manque": lambda one: ", ".join(one.missing),
    "Structure": lambda one: one.organisation,
    "Réseau": lambda one: one.network,
    "Adresse": lambda one: one.address,
    "Complément": lambda one: one.address_more,
    "Code postal": lambda one: one.postcode,
    "Code INSEE": lambda one: one.insee_code,
    "Latitude": lambda one: one.latitude,
    "Longitude": lambda one: one.longitude,
    "Horaires": lambda one: one.opening_hours_text,
    "Rayons": lambda one: ", ".join(category.label for category in one.categories),
    "Téléphone": lambda one: phone_in_words(one.phone) if one.phone else "",
    "Adresse électronique": lambda one: one.email,
    "Site internet": lambda one: one.website,
    "SIRET": lambda one: one.siret,
    "Publicité individuelle": lambda one: one.may_advertise,
    "Modifiée le": lambda one: one.updated_at,
    "Identifiant": lambda one: one.id,
}
ON_SCREEN = list(COLUMNS)[:5]
_FORMATS = (
    ("Tableau CSV", ".csv", CSV), ("Classeur Excel", ".xlsx", XLSX),
    ("Carte GeoJSON", ".geojson", "application/geo+json"), ("Fichier JSON", ".json", "application/json"),
)  # fmt: skip
_EVERYTHING = 5_000  # sheets named in an address: beyond, the whole list is printed
_NAME = 60  # characters of what was filtered, in the name of the file


def asked_in_words(epcis: dict[str, str]) -> list[tuple[str, str]]:
    """(label, what was asked) of the filters now on screen, for the file and the paper that come of them."""
    state = st.session_state
    marks = state.get("marks") or []
    return [
        (label, text)
        for label, text in (
            ("Recherche", str(state.get("search") or "").strip()),
            ("EPCI", epcis.get(state.get("epci") or "", "")),
            ("Réseau", str(state.get("network") or "")),
            ("Rayon", Category(state["category"]).label if state.get("category") else ""),
            ("Filtres", ", ".join(marks)),
            ("Ordre", str(state.get("order") or "")),
        )
        if text
    ]


def registry_exports(agent: Agent, shown: Sequence[Place], asked: Sequence[tuple[str, str]]) -> None:
    """The « Exporter » menu and the « Imprimer » link."""
    today = clock.today().isoformat()
    with st.container(horizontal=True, width="content", gap="small"):
        with st.popover("Exporter", icon=":material/download:"):
            st.markdown(f"**Ce que je vois** : {plural(len(shown), 'boutique')}")
            columns = st.multiselect("Colonnes", list(COLUMNS), ON_SCREEN, key="export-columns")
            if columns and shown:
                name = seen_name([text for label, text in asked if label != "Ordre"])
                table = partial(_seen_table, shown, columns)
                download("Tableau CSV", table, f"{name}.csv", CSV, "seen.csv")
                book = partial(seen_book, agent, shown, columns, asked)
                download("Classeur Excel", book, f"{name}.xlsx", XLSX, "seen.xlsx")
            st.markdown("**Toutes les boutiques**, toutes les colonnes")
            for label, ending, mime in _FORMATS:
                download(label, _whole(agent, ending), f"boutiques-{today}{ending}", mime, f"all{ending}")
        if shown:
            st.link_button(
                "Imprimer",
                print_address(shown, asked),
                type="tertiary",
                icon=":material/print:",
                help="La liste à l’écran, sur une page à imprimer, dans un nouvel onglet.",
            )


def seen_name(narrowing: Sequence[str]) -> str:
    """« boutiques-mauges-communaute-2026-11-22 »: what was kept, and the day."""
    kept = slug(" ".join(narrowing))[:_NAME].strip("-") if narrowing else "registre"
    return f"boutiques-{kept}-{clock.today().isoformat()}"


def seen_book(agent: Agent, shown: Sequence[Place], columns: Sequence[str], asked: Sequence[tuple[str, str]]) -> bytes:
    """The workbook of what is on screen, and a sheet that says what was kept of the registry."""
    about = about_sheet(agent, plural(len(shown), "boutique"), asked)
    return typed_book([("Boutiques", columns, _rows(shown, columns)), about])


def _seen_table(shown: Sequence[Place], columns: Sequence[str]) -> bytes:
    return csv_bytes(columns, _rows(shown, columns))


def _rows(shown: Sequence[Place], columns: Sequence[str]) -> list[list[object]]:
    return [[COLUMNS[one](place) for one in columns] for place in shown]


def _whole(agent: Agent, ending: str) -> Callable[[], bytes]:
    # Made when it is asked for, in a thread of the server's own: with a connection of its own.
    return lambda: shops_file(database(), agent, ending)[0]


def print_address(shown: Sequence[Place], asked: Sequence[tuple[str, str]]) -> str:
    """Where the list on screen is, ready to print."""
    numbers = ".".join(str(one.id) for one in shown[:_EVERYTHING])
    return f"/imprimer/boutiques?{urlencode({'fiches': numbers, 'filtre': ', '.join(text for _, text in asked)})}"
