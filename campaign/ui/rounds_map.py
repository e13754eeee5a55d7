"""The card of a round: its day, its map, its figures, its vehicle."""

from collections.abc import Mapping

import streamlit as st
from streamlit_folium import st_folium

from campaign.accounts.model import Agent
from campaign.base.french import NBSP, number, time_in_words
from campaign.base.settings import settings
from campaign.maps.model import TINTS, Area, Pin, Shape
from campaign.maps.round_map import round_map
from campaign.partners.model import Place
from campaign.rounds.model import Plan, Round
from campaign.stock.model import Depot
from campaign.territory import views as territory
from campaign.territory.model import short_epci_name
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.rounds_words import duration_words, km_words, may_write, when_words

HEIGHT = 380  # px


def round_card(agent: Agent, plan: Plan, one: Round, depot: Depot | None, known: Mapping[int, Place]) -> None:
    """What a round looks like before its sheet."""
    with st.container(border=True, gap="small"):
        with line():
            st.header(plain(one.name), anchor=False, width="content")
            st.badge(plain(when_words(one)), color="blue")
            if one.started_at:
                st.badge("Partie : ne change plus", icon=":material/local_shipping:", color="violet")
        drawn = round_map(
            _areas(one, known), _depot(depot, one), _stops(one, known), _others(plan, one, known), settings().tiles_url
        )
        st_folium(drawn, height=HEIGHT, use_container_width=True, returned_objects=[], key=f"round-map-{one.id}")
        others = "points blancs : les autres tournées ; " if sum(bool(each.stops) for each in plan.rounds) > 1 else ""
        st.markdown(f":gray[D : le dépôt ; {others}pointillés : l’ordre des arrêts, pas la route.]")
        with st.container(horizontal=True, wrap=False):  # side by side on a phone too
            st.metric("Distance", km_words(one.km))
            st.metric("Durée", duration_words(one.minutes))
            st.metric("Arrêts", number(len(one.stops)))
        facts = [
            ("schedule", f"Départ à {time_in_words(one.leaves)}, retour à {time_in_words(one.back)}"),
            ("local_shipping", f"{one.vehicle.name}{f', voyage n°{NBSP}{one.trip}' if one.trip > 1 else ''}"),
            ("inventory_2", _load(one)),
        ]
        if may_write(agent):
            facts.append(("badge", one.driver or "Conducteur à nommer"))
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts))


def _load(one: Round) -> str:
    litres = f"{number(round(one.volume_litres))} litres sur {number(round(one.vehicle.volume_litres))}"
    return f"{litres}, {number(round(one.weight_kg))}{NBSP}kg sur {number(round(one.vehicle.payload_kg))}"


def _areas(one: Round, known: Mapping[int, Place]) -> list[Area]:
    """EPCI of the département; those where the round stops are tinted, in the order it meets them."""
    code = settings().departement
    features = (territory.epci_contours(code) or {}).get("features", ())
    if not features:
        outline = territory.departement_outline(code)
        return [Area(territory.departement(code).name, outline["geometry"])] if outline else []
    met = list(dict.fromkeys(known[stop.place_id].epci_siren for stop in one.stops if stop.place_id in known))
    tints = {siren: list(TINTS)[rank % len(TINTS)] for rank, siren in enumerate(met)}
    return [
        Area(short_epci_name(each["properties"]["name"]), each["geometry"], tints.get(each["properties"]["siren"], ""))
        for each in features
    ]


def _depot(depot: Depot | None, one: Round) -> Pin | None:
    if depot is None or depot.latitude is None or depot.longitude is None:
        return None
    note = f"Départ à {time_in_words(one.leaves)}, retour à {time_in_words(one.back)}"
    return Pin(0, "D", depot.latitude, depot.longitude, Shape.SQUARE, depot.name, note)


def _stops(one: Round, known: Mapping[int, Place]) -> list[Pin]:
    return [
        Pin(stop.id, str(stop.position), place.latitude, place.longitude, Shape.DISC, stop.name,
            f"{time_in_words(stop.arrive)} · {stop.commune}")
        for stop in one.stops
        if (place := known.get(stop.place_id)) and place.latitude is not None and place.longitude is not None
    ]  # fmt: skip


def _others(plan: Plan, one: Round, known: Mapping[int, Place]) -> list[Pin]:
    return [
        Pin(stop.id, "", place.latitude, place.longitude, Shape.DISC, stop.name, each.name)
        for each in plan.rounds
        if each.id != one.id
        for stop in each.stops
        if (place := known.get(stop.place_id)) and place.latitude is not None and place.longitude is not None
    ]
