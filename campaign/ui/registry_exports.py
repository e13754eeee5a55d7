"""What leaves the registry: « ce que je vois » as it is on screen, every shop in four formats, and paper."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
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
from campaign.ui.layout import line
from campaign.ui.registry_list import Asked, state_of
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
VERIFIED = "Vérifiée le"
ON_SCREEN = [*list(COLUMNS)[:5], VERIFIED]
_FORMATS = (
    ("Tableau CSV", ".csv", CSV), ("Classeur Excel", ".xlsx", XLSX),
    ("Carte GeoJSON", ".geojson", "application/geo+json"), ("Fichier JSON", ".json", "application/json"),
)  # fmt: skip
_EVERYTHING = 5_000  # sheets named in an address: beyond, the whole list is printed
_NAME = 60  # characters of what was filtered, in the name of the file


def asked_in_words(asked: Asked, epcis: Mapping[str, str]) -> list[tuple[str, str]]:
    """(label, what was asked) of the filters on screen, for the file and the paper that come of them."""
    said = (
        ("Recherche", asked.search.strip()),
        ("EPCI", epcis.get(asked.epci, "")),
        ("Réseau", asked.network),
        ("Rayon", Category(asked.category).label if asked.category else ""),
        ("Filtres", ", ".join(asked.marks)),
        ("Ordre", asked.order),
    )
    return [(label, text) for label, text in said if text]


def registry_exports(
    agent: Agent, shown: Sequence[Place], asked: Sequence[tuple[str, str]], verified: Mapping[int, datetime]
) -> None:
    """The menu of files and paper; ``verified``: when each sheet was, by its id."""
    today = clock.today().isoformat()
    with st.popover("Exporter, imprimer", icon=":material/download:"):
        st.markdown(f"**Ce que je vois** : {plural(len(shown), 'boutique')}")
        columns = st.multiselect("Colonnes", [*ON_SCREEN, *list(COLUMNS)[5:]], ON_SCREEN, key="export-columns")
        if shown:
            with line():
                if columns:
                    name = seen_name([text for label, text in asked if label != "Ordre"])
                    table = partial(_seen_table, shown, columns, verified)
                    download("Tableau CSV", table, f"{name}.csv", CSV, "seen.csv")
                    book = partial(seen_book, agent, shown, columns, asked, verified)
                    download("Classeur Excel", book, f"{name}.xlsx", XLSX, "seen.xlsx")
                st.link_button(
                    "Imprimer",
                    print_address(shown, asked),
                    type="tertiary",
                    icon=":material/print:",
                    help="Sur une page à imprimer, dans un nouvel onglet.",
                )
        st.markdown("**Toutes les boutiques**, toutes les colonnes")
        with line():
            for label, ending, mime in _FORMATS:
                download(label, _whole(agent, ending), f"boutiques-{today}{ending}", mime, f"all{ending}")


def seen_name(narrowing: Sequence[str]) -> str:
    """« boutiques-mauges-communaute-2026-11-22 »: what was kept, and the day."""
    kept = slug(" ".join(narrowing))[:_NAME].strip("-") if narrowing else "registre"
    return f"boutiques-{kept}-{clock.today().isoformat()}"


def seen_book(
    agent: Agent,
    shown: Sequence[Place],
    columns: Sequence[str],
    asked: Sequence[tuple[str, str]],
    verified: Mapping[int, datetime],
) -> bytes:
    """The workbook of what is on screen, and a sheet that says what was kept of the registry."""
    about = about_sheet(agent, plural(len(shown), "boutique"), asked)
    return typed_book([("Boutiques", columns, _rows(shown, columns, verified)), about])


def _seen_table(shown: Sequence[Place], columns: Sequence[str], verified: Mapping[int, datetime]) -> bytes:
    return csv_bytes(columns, _rows(shown, columns, verified))


def _rows(shown: Sequence[Place], columns: Sequence[str], verified: Mapping[int, datetime]) -> list[list[object]]:
    def day(place: Place) -> date | None:
        at = verified.get(place.id)
        return at.astimezone(clock.PARIS).date() if at else None

    return [[day(place) if one == VERIFIED else COLUMNS[one](place) for one in columns] for place in shown]


def _whole(agent: Agent, ending: str) -> Callable[[], bytes]:
    # Made when it is asked for, in a thread of the server's own: with a connection of its own.
    return lambda: shops_file(database(), agent, ending)[0]


def print_address(shown: Sequence[Place], asked: Sequence[tuple[str, str]]) -> str:
    """Where the list on screen is, ready to print."""
    numbers = ".".join(str(one.id) for one in shown[:_EVERYTHING])
    return f"/imprimer/boutiques?{urlencode({'fiches': numbers, 'filtre': ', '.join(text for _, text in asked)})}"
