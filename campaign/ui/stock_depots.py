"""« Lieux de stockage »: added, changed, the main one chosen, closed once empty."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.stock.items import add_depot, archive_depot, change_depot, choose_main_depot, restore_depot
from campaign.stock.model import Depot
from campaign.stock.views import Level, depots
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.point_picker import degrees
from campaign.ui.session import require_agent
from campaign.ui.stock_words import FILE, may_write

_CHANGE, _MAIN, _CLOSE = "Modifier", "En faire le dépôt principal", "Fermer ce lieu"


def depots_card(db: Database, agent: Agent, known: Sequence[Depot], levels: Sequence[Level]) -> None:
    """Each storage place: what it holds, where it is."""
    writes = may_write(agent)
    with card("Lieux de stockage", len(known)) as top:
        with top:
            if writes and st.button("Ajouter", icon=":material/add:", type="tertiary", key="add-depot"):
                edit_depot(None)
        if not known:
            st.markdown(":gray[Aucun encore : ajoutez le hangar d’où partent les tournées.]")
        for one in known:
            _depot(db, agent, one, sum(bool(level.by_depot.get(one.id)) for level in levels))
        for one in depots(db, agent, archived=True) if writes else ():
            with line():
                st.markdown(f":gray[{plain(one.name)} : fermé]")
                if st.button("Rouvrir", type="tertiary", key=f"reopen-depot-{one.id}"):
                    _reopen(db, agent, one)


def _reopen(db: Database, agent: Agent, one: Depot) -> None:
    form = f"reopen-depot-{one.id}"
    with reporting(f"« {one.name} » est rouvert.", form) as outcome:
        restore_depot(db, agent, one.id, form_operation(form))
    if outcome.done:
        st.rerun()


def _depot(db: Database, agent: Agent, one: Depot, kinds: int) -> None:
    with st.container(gap="xsmall"):
        with line():
            st.markdown(f"**{plain(one.name)}**")
            if one.main:
                st.badge("les tournées en partent", color="green")
            chosen = _menu(one) if may_write(agent) else None
        facts = [
            ("inventory_2", plural(kinds, "article") if kinds else "vide"),
            ("location_on", one.address),
            ("call", phone_in_words(one.phone) if one.phone else ""),
            ("wrong_location", "" if one.latitude is not None else "Sans point : aucune tournée ne peut en partir."),
            ("info", one.note),
        ]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text))
        if chosen == _CHANGE:
            edit_depot(one.id)
        elif chosen == _MAIN:
            _choose(db, agent, one)
        elif chosen:
            _close(db, agent, one)


def _menu(one: Depot) -> str | None:
    verbs = [_CHANGE, *([] if one.main else [_MAIN]), _CLOSE]
    return st.menu_button("Gestes", verbs, type="tertiary", key=f"depot-menu-{one.id}")


def _choose(db: Database, agent: Agent, one: Depot) -> None:
    form = f"main-depot-{one.id}"
    with reporting(f"Les tournées partent maintenant de « {one.name} ».", form) as outcome:
        choose_main_depot(db, agent, one.id, form_operation(form))
    if outcome.done:
        st.rerun()


def _close(db: Database, agent: Agent, one: Depot) -> None:
    form = f"close-depot-{one.id}"
    with reporting(f"« {one.name} » est fermé.", form) as outcome:
        archive_depot(db, agent, one.id, form_operation(form))
    if outcome.done:
        st.rerun()


@st.dialog("Lieu de stockage", width="medium", icon=":material/warehouse:")
def edit_depot(depot_id: int | None) -> None:
    """New when ``depot_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((one for one in depots(db, agent) if one.id == depot_id), None)
    form = f"depot-form-{depot_id or 'new'}"
    seen = version_read(form, f"{form}-name", one.version if one else 0)
    known = one is not None and one.latitude is not None
    typed: dict[str, object] = {
        "name": st.text_input("Nom", one.name if one else "", max_chars=80, placeholder="Hangar de Beaucouzé",
                              key=f"{form}-name"),
        "address": st.text_input("Adresse", one.address if one else "", max_chars=200, key=f"{form}-address"),
        "phone": st.text_input("Téléphone (facultatif)", phone_in_words(one.phone) if one and one.phone else "",
                               key=f"{form}-phone"),
    }  # fmt: skip
    north, east = st.columns(2)
    typed["latitude"] = north.text_input("Latitude", degrees(one.latitude) if known else "", placeholder="47,4753",
                                         key=f"{form}-latitude")  # fmt: skip
    typed["longitude"] = east.text_input("Longitude", degrees(one.longitude) if known else "", placeholder="-0,6340",
                                         key=f"{form}-longitude")  # fmt: skip
    st.markdown(":gray[Le point sert à calculer les tournées qui partent d’ici.]")
    typed["note"] = st.text_area("Note : clé, accès, qui appeler", one.note if one else "", max_chars=500, height=70,
                                 key=f"{form}-note")  # fmt: skip
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Lieu de stockage enregistré.", form) as outcome:
            if one:
                change_depot(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_depot(db, agent, typed, form_operation(form))
        if outcome.done:
            st.rerun()
