"""The agents' map: areas by colour and dashes, one layer of pins by shape and number, complete without a network.

One GeoJson layer for all pins: a loop over ``folium.Marker`` costs 4 ms and 1 kB each (stack.md, 3).
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import folium

from campaign.maps.marks import mark_svg
from campaign.maps.model import INK, SAND, Area, Pin, fill_of

RING_KM = 0.7
CLOSEST = 13  # zoom of a frame; two neighbours still show their town
LEAFLET = "/ressources/leaflet/"
FIGTREE = "/ressources/fonts/Figtree_700Bold.woff2"
_LOOK = (
    f"<style>@font-face{{font-family:Figtree;font-weight:700;src:url({FIGTREE})}}"
    f".leaflet-container{{background:{SAND};font:500 13px Figtree,sans-serif!important;color:{INK}}}"
    ".pin{background:none;border:0}.leaflet-bar a{color:#34142E!important}"
    ".leaflet-tooltip{border-color:#DCCBB5;color:#34142E;white-space:normal;min-width:9rem}"
    # Leaflet's own name gives way to the origin of the contours, which the licence asks for.
    ".leaflet-control-attribution>a:first-child,.leaflet-control-attribution>span{display:none}"
    '.leaflet-control-attribution::after{content:" Contours : IGN, Licence Ouverte"}'
    ".leaflet-interactive:focus{outline:3px solid #00666B}html,body{margin:0}</style>"
)


class SelfHostedMap(folium.Map):
    """A folium map whose scripts come from our own server: without the Internet the default one stays white."""

    default_js = (("leaflet", f"{LEAFLET}leaflet.js"), ("jquery", f"{LEAFLET}jquery.min.js"))
    default_css = (("leaflet_css", f"{LEAFLET}leaflet.css"),)


def agents_map(
    areas: Sequence[Area], pins: Sequence[Pin], tiles_url: str = "", *, frame: Sequence[Pin] = ()
) -> folium.Map:
    """The map of areas and pins, framed on ``frame`` when it is given, else on the areas, else on the pins.

    ``tiles_url`` draws a background under the contours when it can be reached; empty, the map does without.
    """
    drawn = SelfHostedMap(location=[47.4, -0.6], zoom_start=9, tiles=None, maxZoom=19, zoomSnap=0.25, zoom_control=True)
    if tiles_url:
        folium.TileLayer(
            tiles_url,
            attr='Fond de carte : © <a href="https://geoservices.ign.fr/" target="_blank" rel="noopener">IGN</a>',
            name="Plan IGN",
            max_zoom=19,
            opacity=0.45,
        ).add_to(drawn)
    if areas:
        folium.GeoJson(
            areas_geojson(areas),
            style_function=area_style,
            tooltip=folium.GeoJsonTooltip(["text"], labels=False, sticky=True),
        ).add_to(drawn)
    if pins:
        pins_layer(pins_geojson(spread(pins))).add_to(drawn)
    if box := bounds((), frame) or bounds(areas, pins):
        if frame:
            # The attribution covers the lower edge.
            drawn.fit_bounds(box, padding_top_left=(28, 28), padding_bottom_right=(28, 46), max_zoom=CLOSEST)
        else:
            drawn.fit_bounds(box, padding=(8, 8))
    drawn.get_root().header.add_child(folium.Element(_LOOK))
    return drawn


def pins_layer(features: dict[str, object]) -> folium.GeoJson:
    """The layer of what ``pins_geojson`` gives."""
    return folium.GeoJson(
        features,
        marker=folium.Marker(icon=folium.DivIcon(icon_size=(30, 30), icon_anchor=(15, 15), class_name="pin")),
        style_function=lambda feature: {"html": feature["properties"]["html"]},
        tooltip=folium.GeoJsonTooltip(["text"], labels=False),
    )


def pin_group(pins: Sequence[Pin]) -> folium.FeatureGroup:
    """Pins that come and go over a map already shown, which then keeps its place and its zoom."""
    group = folium.FeatureGroup(name="pins")
    for pin in pins:
        icon = folium.DivIcon(
            html=mark_svg(pin.shape, pin.number), icon_size=(30, 30), icon_anchor=(15, 15), class_name="pin"
        )
        tooltip = folium.Tooltip(_two_lines(pin.title, pin.note))
        folium.Marker((pin.latitude, pin.longitude), icon=icon, tooltip=tooltip).add_to(group)
    return group


def area_style(feature: dict) -> dict[str, object]:
    """Tinted with a white edge, or pale with dashes where nothing happens."""
    tint = feature["properties"]["tint"]
    if tint:
        return {"fillColor": fill_of(tint), "fillOpacity": 0.78, "color": "#FFFDF8", "weight": 2}
    return {"fillColor": SAND, "fillOpacity": 0.55, "color": "#8F7A86", "weight": 1.2, "dashArray": "4 4"}


def areas_geojson(areas: Sequence[Area]) -> dict[str, object]:
    """The areas as a FeatureCollection; texts are escaped, since tooltips are HTML."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": dict(area.geometry),
                "properties": {"tint": area.tint, "text": _two_lines(area.name, area.note)},
            }
            for area in areas
        ],
    }


def pins_geojson(pins: Sequence[Pin]) -> dict[str, object]:
    """The pins as a FeatureCollection whose ``html`` is their drawing and ``key`` what a click gives back."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(pin.longitude, 6), round(pin.latitude, 6)]},
                "properties": {
                    "key": pin.key,
                    "html": mark_svg(pin.shape, pin.number),
                    "text": _two_lines(pin.title, pin.note),
                },
            }
            for pin in pins
        ],
    }


def spread(pins: Sequence[Pin]) -> list[Pin]:
    """The pins, those of exactly one point set on a small ring around it (700 m): shops known to the commune only."""
    by_point: dict[tuple[float, float], list[Pin]] = {}
    for pin in pins:
        by_point.setdefault((round(pin.latitude, 4), round(pin.longitude, 4)), []).append(pin)
    moved = {}
    for (latitude, _), together in by_point.items():
        for position, pin in enumerate(together):
            if len(together) > 1:
                angle = 2 * math.pi * position / len(together)
                north, east = RING_KM / 111.2 * math.sin(angle), RING_KM / 111.2 * math.cos(angle)
                east /= math.cos(math.radians(latitude))
                moved[pin.key] = replace(pin, latitude=pin.latitude + north, longitude=pin.longitude + east)
    return [moved.get(pin.key, pin) for pin in pins]


def bounds(areas: Sequence[Area], pins: Sequence[Pin]) -> list[list[float]] | None:
    """South-west and north-east corners (latitude first) of the areas, else of the pins; None when there is neither."""
    points = [
        (point[1], point[0])
        for area in areas
        for polygon in (
            [area.geometry["coordinates"]] if area.geometry["type"] == "Polygon" else area.geometry["coordinates"]
        )
        for point in polygon[0]
    ] or [(pin.latitude, pin.longitude) for pin in pins]
    if not points:
        return None
    latitudes, longitudes = [one for one, _ in points], [one for _, one in points]
    return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]


def _two_lines(title: str, note: str) -> str:
    return f"<b>{escape(title)}</b>" + (f"<br>{escape(note)}" if note else "")
