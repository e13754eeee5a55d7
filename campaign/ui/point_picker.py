"""Setting a place's point: by typing it, or by a click on the map."""

import streamlit as st
from streamlit_folium import st_folium

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.settings import settings
from campaign.maps.agents_map import agents_map
from campaign.maps.model import Area, Pin, Shape
from campaign.partners.actions import set_point
from campaign.partners.model import Place
from campaign.territory import views as territory
from campaign.ui.feedback import forget_version, form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain


def point_card(db: Database, agent: Agent, place: Place, *, writes: bool) -> None:
    """Where the point is, how it is known, what is doubtful, and how to move it."""
    known = place.latitude is not None and place.longitude is not None
    with card(
        "Point sur la carte", place.location_quality.label, "green" if place.location_quality == "exact" else "yellow"
    ):
        for warning in place.warnings:
            st.warning(plain(warning), icon=":material/wrong_location:")
        pins = [Pin(place.id, "", place.latitude, place.longitude, Shape.DISC, place.name)] if known else []
        drawn = agents_map(_around(place), pins, settings().tiles_url)
        if known and not _around(place):
            drawn.location = [place.latitude, place.longitude]
        wanted = ["last_clicked"] if writes else []
        found = st_folium(
            drawn,
            height=330,
            use_container_width=True,
            returned_objects=wanted,
            key=f"point-{place.id}",
        )
        if not writes:
            return
        st.markdown(":gray[Cliquez sur la carte, ou écrivez le point.]")
        clicked = (found or {}).get("last_clicked") or {}
        latitude = clicked.get("lat", place.latitude)
        longitude = clicked.get("lng", place.longitude)
        key = f"{place.id}-{latitude}-{longitude}"
        left, right = st.columns(2)
        north = left.text_input("Latitude", "" if latitude is None else degrees(latitude), key=f"lat-{key}")
        east = right.text_input("Longitude", "" if longitude is None else degrees(longitude), key=f"lon-{key}")
        with line():
            if st.button("Placer ici", icon=":material/add_location:", key="set-point"):
                form = f"point-{place.id}"
                with reporting("Point placé.", operation_of=form) as outcome:
                    set_point(db, agent, place.id, place.version, north, east, form_operation(form))
                if outcome.done:
                    forget_version(f"sheet-{place.id}-{place.kind}")
                    st.rerun()


def _around(place: Place) -> list[Area]:
    """The commune's contour, when we have it; else the département's."""
    contours = territory.commune_contours(settings().departement) or {"features": []}
    for feature in contours["features"]:
        if feature["properties"]["insee_code"] == place.insee_code:
            return [Area(feature["properties"]["name"], feature["geometry"])]
    outline = territory.departement_outline(settings().departement)
    return [Area(territory.departement(settings().departement).name, outline["geometry"])] if outline else []


def degrees(value: float) -> str:
    """« 47,48890 », « -0,53420 »: about one metre, with the French comma."""
    return f"{value:.5f}".replace(".", ",")
