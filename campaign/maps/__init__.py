"""Maps, from plain inputs: they know areas and pins, not shops. A folium map for agents, an SVG for a glance."""
