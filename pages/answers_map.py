"""Carte : où sont les boutiques, qui participe, où la campagne est absente."""

import streamlit as st
from streamlit_folium import st_folium

from campaign.accounts.menu import screen
from campaign.base.french import plural
from campaign.base.settings import settings
from campaign.editions.views import working_edition
from campaign.maps.agents_map import agents_map, spread
from campaign.participation.views import participations
from campaign.ui import geography
from campaign.ui.layout import card, empty, go_to, heading, same_in_a_table
from campaign.ui.map_filters import filters, legend
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

agent, db = require_agent("answers_map.py")
edition = working_edition(db, agent)
everyone = participations(db, agent, edition.id) if edition else []
heading(agent, "Carte", "Où sont les boutiques, qui participe, où la campagne est absente.")
if not everyone:
    said = "La carte montre les boutiques invitées à l’édition en cours."
    empty("Aucune boutique à placer.", said, "participations.py", "Inviter des boutiques", "bike")
    st.stop()

numbers = geography.numbers(everyone)
covered = geography.coverage(everyone)
side, picture = st.columns([1, 2.9])
with side:
    shown = filters(edition, everyone)
    legend(shown)
    with card("Couverture"):
        reached = [one for one in covered if one.confirmed]
        left = ", ".join(one.name for one in covered if not one.confirmed)
        st.metric("EPCI où une boutique participe", f"{len(reached)} sur {len(covered)}")
        if left:
            st.markdown(f":gray[Sans boutique : {plain(left)}.]")
        go_to("coverage.py", "Habitants et communes couvertes", edition=edition.id)
with picture:
    pins = geography.pins(shown, numbers)
    drawn = agents_map(geography.areas(everyone), pins, settings().tiles_url)
    found = st_folium(drawn, height=690, use_container_width=True, returned_objects=["last_object_clicked"], key="map")
    lost = len(shown) - len(pins)
    if lost:
        st.markdown(f":orange[{plural(lost, 'boutique')} sans point : complétez leur fiche.]")
    clicked = geography.pin_at(spread(pins), (found or {}).get("last_object_clicked"))
    if clicked:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(clicked.title)}** :gray[{plain(clicked.note)}]", width="stretch")
            if agent.role in screen("shop_sheet.py").roles:
                go_to("shop_sheet.py", "Ouvrir la fiche", fiche=clicked.key)
    same_in_a_table(
        [
            {
                "N°": numbers[one.place.id],
                "Boutique": one.place.name,
                "Commune": one.place.commune,
                "EPCI": geography.short_epci(one.place.epci_name),
                "Réponse": one.status.label,
                "Point": one.place.location_quality.label,
            }
            for one in shown
        ],
        "La même chose en tableau (lecteur d’écran, impression)",
    )
