"""Draws the letters of the hang-tags and of the wordmark once, as outlines: no font is needed to show them.

    python tools/build_outlines.py FONTS_FOLDER      # with fontTools installed; results are committed in assets/agents/

An SVG shown as an image cannot use the page's fonts, and Caprasimo is the identity itself.
"""

import json
import sys
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

ASSETS = Path(__file__).resolve().parents[1] / "assets" / "agents"
LETTERS = "abcdefghijklmnopqrstuvwxyzéûèêàôîç0123456789 ’-.&L"
WORDMARK = "Les bons jours de l’occasion"
INK = "#34142E"


def outlines(font: TTFont, letters: str) -> dict[str, dict[str, object]]:
    """Advance width and path (y downwards, integer font units) of each letter."""
    glyphs, names, widths = font.getGlyphSet(), font.getBestCmap(), font["hmtx"]
    drawn = {}
    for letter in letters:
        pen = SVGPathPen(glyphs, ntos=lambda value: str(round(value)))
        glyphs[names[ord(letter)]].draw(TransformPen(pen, (1, 0, 0, -1, 0, 0)))
        drawn[letter] = {"advance": widths[names[ord(letter)]][0], "path": pen.getCommands()}
    return drawn


def main(fonts: Path) -> None:
    """Write ``outlines.json`` and ``wordmark.svg``."""
    caprasimo, figtree = TTFont(fonts / "Caprasimo_400Regular.ttf"), TTFont(fonts / "Figtree_600SemiBold.ttf")
    faces = {
        name: {"em": font["head"].unitsPerEm, "glyphs": outlines(font, LETTERS)}
        for name, font in (("caprasimo", caprasimo), ("figtree", figtree))
    }
    (ASSETS / "outlines.json").write_text(json.dumps(faces, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    em, x, paths = faces["caprasimo"]["em"], 0, []
    for letter in WORDMARK:
        glyph = faces["caprasimo"]["glyphs"][letter]
        if glyph["path"]:
            paths.append(f'<path transform="translate({x} 0)" d="{glyph["path"]}"/>')
        x += glyph["advance"]
    box = f"0 {round(-em * 0.95)} {x} {round(em * 1.35)}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill="{INK}">{"".join(paths)}</svg>\n'
    (ASSETS / "wordmark.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
