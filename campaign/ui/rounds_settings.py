"""« Réglages »: vehicles, and how rounds are planned."""

from datetime import time

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number, time_in_words
from campaign.editions.model import Edition
from campaign.rounds.fleet import (
    add_vehicle,
    archive_vehicle,
    change_settings,
    change_vehicle,
    restore_vehicle,
)
from campaign.rounds.model import Purpose, Vehicle
from campaign.rounds.views import planning_settings, vehicles
from campaign.stock.model import Depot
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain
from campaign.ui.rounds_job import days_around, days_in_a_line
from campaign.ui.rounds_words import FILE, PURPOSES, day_words, may_write, vehicle_words
from campaign.ui.session import require_agent

_CHANGE, _ARCHIVE = "Modifier", "Retirer"
_FIGURES = {
    "service_minutes": "Minutes par arrêt",
    "loading_minutes": "Minutes pour recharger le véhicule",
    "road_factor": "Détour des routes (× vol d’oiseau)",
    "max_stops": "Arrêts au plus par voyage",
    "max_trips": "Voyages au plus par jour",
    "seconds": "Secondes de calcul",
}


def settings_tab(db: Database, agent: Agent, edition: Edition, purpose: Purpose, depot: Depot | None) -> None:
    """Vehicles and the depot on one side, figures on the other."""
    left, right = st.columns([1.25, 1])
    with left:
        _vehicles(db, agent)
        _depot(depot)
    with right:
        _figures(db, agent, edition, purpose)


def _vehicles(db: Database, agent: Agent) -> None:
    known, away = vehicles(db, agent), vehicles(db, agent, archived=True)
    writes = may_write(agent)
    with card("Véhicules", len(known)):
        if not known:
            st.markdown(
                ":gray[Aucun encore. Notez le volume et la charge utiles : ils décident du nombre de tournées.]"
            )
        for one in known:
            with line(wrap=False):
                note = f"  \n:gray[{plain(one.note)}]" if one.note else ""
                st.markdown(f"**{plain(one.name)}**  \n{plain(vehicle_words(one))}{note}", width="stretch")
                chosen = (
                    st.menu_button("Gestes", [_CHANGE, _ARCHIVE], type="tertiary", key=f"vehicle-{one.id}-menu")
                    if writes
                    else None
                )
            if chosen == _CHANGE:
                vehicle_dialog(one.id)
            elif chosen:
                _set_aside(db, agent, one, back=False)
        for one in away:
            with line(wrap=False):
                st.markdown(f":gray[{plain(one.name)}, retiré]", width="stretch")
                if writes and st.button(":primary[Reprendre]", type="tertiary", key=f"restore-vehicle-{one.id}"):
                    _set_aside(db, agent, one, back=True)


def _set_aside(db: Database, agent: Agent, one: Vehicle, *, back: bool) -> None:
    form = f"vehicle-aside-{one.id}-{back}"
    said = "est de nouveau compté" if back else "n’est plus compté dans les prochains calculs"
    with reporting(f"« {one.name} » {said}.", form) as outcome:
        (restore_vehicle if back else archive_vehicle)(db, agent, one.id, form_operation(form))
    if outcome.done:
        st.rerun()


def _depot(depot: Depot | None) -> None:
    with card("Départ et retour"):
        if depot is None:
            st.markdown(":orange[Aucun dépôt : les tournées partent du lieu de stockage principal.]")
        elif depot.latitude is None:
            st.markdown(
                f"**{plain(depot.name)}**  \n:orange[Sans point sur la carte : aucune tournée ne peut en partir.]"
            )
        else:
            st.markdown(f"**{plain(depot.name)}**  \n{plain(depot.address)}")
        go_to("stock.py", "Lieux de stockage")


@st.dialog("Véhicule", icon=":material/local_shipping:")
def vehicle_dialog(vehicle_id: int | None) -> None:
    """New when ``vehicle_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((one for one in vehicles(db, agent) if one.id == vehicle_id), None)
    form = f"vehicle-form-{vehicle_id or 'new'}"
    seen = version_read(form, f"{form}-name", one.version if one else 0)
    typed: dict[str, object] = {
        "name": st.text_input("Nom", one.name if one else "", max_chars=60, placeholder="Ex. Fourgon du service",
                              key=f"{form}-name")
    }  # fmt: skip
    left, right = st.columns(2)
    typed["volume_litres"] = left.text_input(
        "Volume utile (litres)", _typed(one.volume_litres) if one else "", placeholder="Ex. 6000",
        help="Un mètre cube fait 1 000 litres.", key=f"{form}-volume",
    )  # fmt: skip
    typed["payload_kg"] = right.text_input(
        "Charge utile (kg)", _typed(one.payload_kg) if one else "", placeholder="Ex. 900", key=f"{form}-payload"
    )
    usual = (one.shift_from, one.shift_to) if one else (time(8), time(17))
    typed["shift_from"] = left.text_input("Début de journée", time_in_words(usual[0]), key=f"{form}-from")
    typed["shift_to"] = right.text_input("Fin de journée", time_in_words(usual[1]), key=f"{form}-to")
    typed["note"] = st.text_area("Note : hayon, hauteur, où sont les clés", one.note if one else "", max_chars=500,
                                 height=70, key=f"{form}-note")  # fmt: skip
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Véhicule enregistré.", form) as outcome:
            if one:
                change_vehicle(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_vehicle(db, agent, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _figures(db: Database, agent: Agent, edition: Edition, purpose: Purpose) -> None:
    now = planning_settings(db, agent, edition.id, purpose)
    form = f"round-settings-{edition.id}-{purpose}"
    with card(f"Calcul des {PURPOSES[purpose].lower()}"):
        if not may_write(agent):
            said = [f"Jours : {days_in_a_line(now.days)}"]
            said += [f"{label} : {number(getattr(now, name))}" for name, label in _FIGURES.items()]
            st.markdown("  \n".join(plain(one) for one in said))
            return
        seen = version_read(form, f"{form}-service_minutes", now.version)
        typed: dict[str, object] = {
            "days": st.pills(
                "Jours de tournée", days_around(edition, purpose, now.days), selection_mode="multi",
                default=list(now.days), format_func=day_words, key=f"{form}-days-{now.version}", wrap=True,
            )
        }  # fmt: skip
        columns = st.columns(2)
        for rank, (name, label) in enumerate(_FIGURES.items()):
            typed[name] = columns[rank % 2].text_input(label, _typed(getattr(now, name)), key=f"{form}-{name}")
        if st.button("Enregistrer", key=f"{form}-save"):
            with reporting("Réglages enregistrés : ils servent au prochain calcul.", form) as outcome:
                change_settings(db, agent, edition.id, purpose, seen, typed, form_operation(form))
            if outcome.done:
                st.rerun()


def _typed(value: float) -> str:
    """A figure as people type it: « 1,3 », « 900 »."""
    return f"{value:g}".replace(".", ",")
