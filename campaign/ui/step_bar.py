"""A small bar of what a step gave: answered, opened, left, waiting, failed. An SVG, with its words. Pure."""

from campaign.messages.model import Results

WIDTH, HEIGHT = 260, 14
# The palette of the charts; failures are hatched too, so that colour is not alone.
_COLOURS = {
    "ont répondu": "#00666B",
    "lien ouvert": "#3EA39D",
    "partis": "#8FD3C4",
    "en attente": "#FFE3A3",
    "échecs": "url(#hatched)",
}

_HATCH = (
    '<defs><pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="#FFE1DB"/><rect width="2.4" height="5" fill="#CE3418"/></pattern></defs>'
)


def parts(found: Results) -> dict[str, int]:
    """Each message once, under the furthest thing that happened to it."""
    answered = min(found.answered, found.sent)
    opened = max(min(found.opened, found.sent) - answered, 0)
    return {
        "ont répondu": answered,
        "lien ouvert": opened,
        "partis": found.sent - answered - opened,
        "en attente": found.waiting,
        "échecs": found.failed + found.uncertain,
    }


def bar_in_words(found: Results) -> str:
    """« ont répondu 4, lien ouvert 2, partis 10 », for whoever does not see the bar."""
    return ", ".join(f"{word} {count}" for word, count in parts(found).items() if count)


def bar_svg(found: Results) -> str:
    """The bar; '' when the step sent nothing."""
    counted = parts(found)
    total = sum(counted.values())
    if not total:
        return ""
    left, pieces = 0.0, []
    for word, count in counted.items():
        width = WIDTH * count / total
        if count:
            pieces.append(
                f'<rect x="{left:.1f}" y="1" width="{max(width - 1, 1.5):.1f}" height="{HEIGHT - 2}" rx="2" '
                f'fill="{_COLOURS[word]}"/>'
            )
        left += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{_HATCH}{''.join(pieces)}</svg>"
    )


def swatch_svg(word: str) -> str:
    """The colour of one word of the legend."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {HEIGHT} {HEIGHT}" width="{HEIGHT}" height="{HEIGHT}">'
        f'{_HATCH}<rect width="{HEIGHT}" height="{HEIGHT}" rx="2" fill="{_COLOURS[word]}"/></svg>'
    )
