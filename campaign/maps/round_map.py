"""The map of one round: where it leaves from, its numbered stops in the order of the road, other stops as dots."""

from collections.abc import Sequence
from html import escape

import folium

from campaign.maps.agents_map import add_pins, agents_map, spread
from campaign.maps.model import INK, PAPER, Area, Pin


def round_map(
    areas: Sequence[Area], depot: Pin | None, stops: Sequence[Pin], others: Sequence[Pin] = (), tiles_url: str = ""
) -> folium.Map:
    """The map of ``stops`` in their order, from ``depot`` and back to it; framed on them. ``others`` are dots.

    The dotted line joins the stops as the crow flies: it shows the order, not the road.
    """
    placed = spread(stops)
    ends = [depot] if depot else []
    drawn = agents_map(areas, (), tiles_url, frame=[*ends, *placed])
    if others:
        folium.GeoJson(
            _dots(others),
            marker=folium.CircleMarker(radius=4.5, color=INK, weight=1.5, fill=True, fill_color=PAPER, fill_opacity=1),
            tooltip=folium.GeoJsonTooltip(["text"], labels=False),
        ).add_to(drawn)
    path = [(one.latitude, one.longitude) for one in (*ends, *placed, *ends)]
    if len(path) > 1:
        folium.PolyLine(path, color=INK, weight=3, dash_array="1 7", interactive=False).add_to(drawn)
    # Those first on the road are drawn last: where pins touch, the next stop stays in sight.
    add_pins(drawn, [*reversed(placed), *ends])
    return drawn


def _dots(pins: Sequence[Pin]) -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(one.longitude, 6), round(one.latitude, 6)]},
                "properties": {"text": f"<b>{escape(one.title)}</b><br>{escape(one.note)}"},
            }
            for one in pins
        ],
    }
