"""The pins, drawn once for the SVG, for the folium map and for legends."""

from html import escape

from campaign.maps.model import FILLS, INK, LETTERS, Shape

_OUTLINES = {
    Shape.DISC: '<circle r="11.5" fill="{fill}" stroke="{ink}" stroke-width="1.5"/>',
    Shape.DASHED: '<circle r="11.5" fill="{fill}" stroke="{ink}" stroke-width="1.5" stroke-dasharray="3 2.2"/>',
    Shape.DIAMOND: '<rect x="-9.8" y="-9.8" width="19.6" height="19.6" transform="rotate(45)" fill="{fill}" '
    'stroke="{ink}" stroke-width="1.5"/>',
    Shape.SQUARE: '<rect x="-10.5" y="-10.5" width="21" height="21" rx="2.5" fill="{fill}" stroke="{ink}" '
    'stroke-width="1.5"/>',
}


def mark(shape: Shape, number: str = "") -> str:
    """The inside of an SVG group centred on the place: shape, then its number."""
    drawn = _OUTLINES[shape].format(fill=FILLS[shape], ink=INK)
    if not number:
        return drawn
    size = 12 if len(number) < 3 else 9.5
    return (
        f'{drawn}<text y="{size * 0.36:.1f}" text-anchor="middle" font-family="Figtree, sans-serif" font-weight="700" '
        f'font-size="{size}" fill="{LETTERS[shape]}">{escape(number)}</text>'
    )


def mark_svg(shape: Shape, number: str = "", size: int = 30) -> str:
    """A whole small image of the pin."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="-15 -15 30 30">'
        f"{mark(shape, number)}</svg>"
    )
