"""Posters on the territory: EPCI tinted where one was posed, pins by what is left to do, and the gaps in words."""

from collections.abc import Sequence

import streamlit as st
from streamlit_folium import st_folium

from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.base.french import plural
from campaign.base.settings import settings
from campaign.editions.model import Edition
from campaign.maps.agents_map import agents_map
from campaign.maps.marks import mark_svg
from campaign.maps.model import TINTS, Area, Pin, Shape
from campaign.media.spots_model import Due, Gap, Posting
from campaign.territory import views as territory
from campaign.territory.model import short_epci_name
from campaign.ui.layout import card, line, same_in_a_table
from campaign.ui.plain import plain

SHAPES = {Due.NOTHING: Shape.DISC, Due.POSE: Shape.SQUARE, Due.REMOVE: Shape.DIAMOND, Due.FIND: Shape.DASHED}
WORDS = {Due.NOTHING: "Rien à faire", Due.POSE: "À poser", Due.REMOVE: "À retirer", Due.FIND: "Introuvable, à revoir"}


def poster_map(edition: Edition, listed: Sequence[Posting], found: Sequence[Gap]) -> None:
    """The map beside its legend and what is missing."""
    side, picture = st.columns([1, 2.6])
    with side:
        with card("À lire sur la carte"):
            for due, shape in SHAPES.items():
                with line(wrap=False):
                    st.image(mark_svg(shape, "", 22), width=22, alt="")
                    st.markdown(WORDS[due], width="stretch")
            st.markdown(":gray[Territoire teinté : au moins une affiche posée. En tirets : aucune.]")
        with card("Manques"):
            empty_ones = [one.name for one in found if one.empty]
            st.metric("EPCI avec une affiche posée", f"{len(found) - len(empty_ones)} sur {len(found)}")
            if empty_ones:
                st.markdown(f":gray[Sans affiche : {plain(', '.join(empty_ones))}.]")
    with picture:
        drawn = agents_map(_areas(found), _pins(edition, listed), settings().tiles_url)
        st_folium(drawn, height=620, use_container_width=True, returned_objects=[], key="poster-map")
        lost = sum(_point(one) is None for one in listed)
        if lost:
            st.markdown(f":orange[{plural(lost, 'emplacement')} sans point connu.]")


def gaps_table(found: Sequence[Gap]) -> None:
    """The map in words."""
    same_in_a_table(
        [
            {
                "EPCI": one.name,
                "Emplacements": one.kept,
                "Posés": one.posed,
                "À poser": one.to_pose,
                "À retirer": one.to_remove,
                "Communes sans affiche": ", ".join(one.communes_without) or "aucune",
            }
            for one in found
        ],
        "La carte et ses manques en tableau",
    )


def _areas(found: Sequence[Gap]) -> list[Area]:
    by_siren, code = {one.siren: one for one in found}, settings().departement
    features = (territory.epci_contours(code) or {}).get("features", ())
    if not features:
        outline = territory.departement_outline(code)
        return [Area(territory.departement(code).name, outline["geometry"])] if outline else []
    posed = [one.siren for one in found if not one.empty]
    drawn = []
    for feature in features:
        siren = feature["properties"]["siren"]
        one = by_siren.get(siren)
        tint = list(TINTS)[posed.index(siren) % len(TINTS)] if siren in posed else ""
        note = f"{plural(one.posed, 'posée')} sur {one.kept}" if one else ""
        drawn.append(Area(short_epci_name(feature["properties"]["name"]), feature["geometry"], tint, note))
    return drawn


def _pins(edition: Edition, listed: Sequence[Posting]) -> list[Pin]:
    today, pins = clock.today(), []
    for one in listed:
        if point := _point(one):
            due = one.due(edition.last_day, today)
            note = f"{one.spot.commune} · {one.state.label}"
            title = f"{one.number} · {one.spot.label}"
            pins.append(Pin(one.id, str(one.spot.id), point[0], point[1], SHAPES[due], title, note))
    return pins


def _point(one: Posting) -> tuple[float, float] | None:
    """Its own point, else its commune's."""
    if one.spot.latitude is not None and one.spot.longitude is not None:
        return one.spot.latitude, one.spot.longitude
    try:
        found = territory.commune(one.spot.insee_code)
    except NotFound:
        return None
    return (found.latitude, found.longitude) if found.latitude is not None and found.longitude is not None else None
