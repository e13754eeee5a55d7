"""The map of one round: where it leaves from, its numbered stops in the order of the road, other stops as dots."""

import math
from collections.abc import Sequence
from html import escape

import folium

from campaign.maps.agents_map import agents_map, bounds, pins_geojson, pins_layer
from campaign.maps.model import INK, PAPER, Area, Pin

SIDE = 380  # px; about what the shorter side of the map measures
APART = 23  # px between two numbers, so that both are read


def round_map(
    areas: Sequence[Area], depot: Pin | None, stops: Sequence[Pin], others: Sequence[Pin] = (), tiles_url: str = ""
) -> folium.Map:
    """The map of ``stops`` in their order, from ``depot`` and back to it; framed on them. ``others`` are dots.

    The dotted line joins the stops as the crow flies: it shows the order, not the road.
    """
    ends = [depot] if depot else []
    drawn = agents_map(areas, (), tiles_url, frame=[*ends, *stops])
    if others:
        folium.GeoJson(
            _dots(others),
            marker=folium.CircleMarker(radius=4.5, color=INK, weight=1.5, fill=True, fill_color=PAPER, fill_opacity=1),
            tooltip=folium.GeoJsonTooltip(["text"], labels=False),
        ).add_to(drawn)
    path = [(one.latitude, one.longitude) for one in (*ends, *stops, *ends)]
    if len(path) > 1:
        folium.PolyLine(path, color=INK, weight=3, dash_array="1 7", interactive=False).add_to(drawn)
    if path:
        _numbers([*stops, *ends]).add_to(drawn)
    return drawn


def shifts(pins: Sequence[Pin]) -> list[tuple[float, float]]:
    """How many pixels, right and down, each number is set aside from its point so that none hides another.

    In pixels, whatever the zoom: a stop seen closely stands where it is.
    """
    box = bounds((), pins)
    if box is None:
        return []
    (south, west), (north, east) = box
    narrow = math.cos(math.radians((south + north) / 2))
    scale = SIDE / max(north - south, (east - west) * narrow, 0.02)
    origin = [((pin.longitude - west) * narrow * scale, (north - pin.latitude) * scale) for pin in pins]
    moved = [list(point) for point in origin]
    for _ in range(60):
        touching = False
        for rank, here in enumerate(moved):
            for other, there in enumerate(moved[:rank]):
                across, down = here[0] - there[0], here[1] - there[1]
                far = math.hypot(across, down)
                if far >= APART:
                    continue
                touching = True
                # Two at the very same point part in a direction that depends on their rank only.
                angle = math.atan2(down, across) if far > 0.01 else 2.4 * (rank + other)
                push = (APART - far) / 2
                here[0] += push * math.cos(angle)
                here[1] += push * math.sin(angle)
                there[0] -= push * math.cos(angle)
                there[1] -= push * math.sin(angle)
        if not touching:
            break
    return [(round(x - a, 1), round(y - b, 1)) for (x, y), (a, b) in zip(moved, origin, strict=True)]


def _numbers(pins: Sequence[Pin]) -> folium.GeoJson:
    told = pins_geojson(pins)
    for feature, (right, down) in zip(told["features"], shifts(pins), strict=True):
        said = feature["properties"]
        said["html"] = f'<div style="transform:translate({right}px,{down}px)">{said["html"]}</div>'
    return pins_layer(told)


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
