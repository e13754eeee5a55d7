"""Couverture : combien d’habitants ont une boutique confirmée près de chez eux, et où la campagne est absente."""

import streamlit as st
from streamlit_folium import st_folium

from campaign.base.french import plural
from campaign.base.settings import settings
from campaign.maps.agents_map import agents_map
from campaign.maps.coverage import coverage_svg
from campaign.participation.coverage import coverage
from campaign.participation.coverage_drawing import coverage_areas, coverage_pins
from campaign.ui import coverage_parts as parts
from campaign.ui.downloads import export_menu
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.geography import in_departement
from campaign.ui.layout import empty, heading, line, same_in_a_table
from campaign.ui.navigation import is_phone
from campaign.ui.session import require_agent

agent, db = require_agent("coverage.py")
edition = chosen_edition(db, agent)
found = coverage(db, agent, edition.id) if edition else None
shops = len(found.spots) + len(found.nowhere) if found else 0
sentence = f"{plural(shops, 'boutique confirmée', 'boutiques confirmées')} {in_departement()}, et qui vit près d’elles."
heading(agent, "Couverture", sentence)
if not edition:
    empty("Aucune édition.", "La couverture compte les boutiques qui participent à une édition.", "editions.py",
          "Préparer une édition", "clock")  # fmt: skip
    st.stop()
with line():
    edition_picker(db, agent, edition)
    export_menu("couverture", "Couverture", parts.EXPORT_HEADERS, parts.export_rows(found))
    st.link_button("Imprimer", f"/imprimer/couverture?edition={edition.id}", type="tertiary", icon=":material/print:")
if not found.spots:
    said = "Quand une boutique confirme sa participation, les habitants autour d’elle sont comptés ici."
    empty("Aucune boutique confirmée pour l’instant.", said, "participations.py", "Voir les participations", "bike")
    st.stop()

parts.figures(found)
areas, pins = coverage_areas(found), coverage_pins(found)
side, picture = st.columns([1, 2.9])
with side:
    parts.legend(found)
    parts.said_aside(found)
with picture:
    drawn = agents_map(areas, pins, settings().tiles_url)
    st_folium(drawn, height=420 if is_phone() else 640, use_container_width=True, returned_objects=[], key="coverage")
    with st.expander("La carte en dessin, à garder ou à imprimer", icon=":material/image:"):
        title = "Communes selon la distance à la boutique confirmée la plus proche"
        svg = coverage_svg(areas, pins, title)
        st.image(svg, width="stretch", alt=title)
        st.download_button("Garder le dessin", svg.encode(), "couverture.svg", "image/svg+xml", on_click="ignore")
    same_in_a_table([parts.left_row(one) for one in found.reached], "La même chose en tableau : toutes les communes")
left, right = st.columns(2)
with left:
    parts.epci_card(found)
with right:
    parts.left_out_card(edition.id)
