"""The pictures of docs/apercus: printed pieces with invented data, ordinary and extreme, kept small.

Run after a change of layout, look at them, then commit: ``python -m tools.document_pictures``.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from campaign.documents.catalogue import Built, build
from campaign.documents.colours import Palette
from campaign.documents.content import Campaign, Partner, Place, Shop
from campaign.documents.presets import Preset
from tools import directory_pictures

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "apercus"
HEAVIEST = 60_000  # bytes a picture
_LONG = Shop(
    3,
    "Électro Seconde Vie, appareils rénovés et garantis du Haut-Anjou et des Mauges",
    "Saint-Barthélemy-d’Anjou",
    "12 bis, boulevard du Maréchal-de-Lattre-de-Tassigny",
)
_USUAL = Campaign(
    title=("Les bons", "jours de", "l’occasion"),
    days=(date(2013, 11, 13), date(2013, 11, 16)),
    place=Place("Maine-et-Loire", "en Maine-et-Loire", "de Maine-et-Loire"),
    shops=tuple(Shop(number, f"Boutique {number}", "Angers") for number in range(1, 21)),
    url="https://lesbonsjours-occasion.fr",
    hours=(time(10), time(18)),
    partners=tuple(Partner(name) for name in ("Département de Maine-et-Loire", "Réseau des ressourceries")),
    printer="Imprimerie Exemple, Angers",
    paper="papier recyclé",
    credits="direction de la communication",
    made_at=datetime(2013, 9, 16, 8, 42, tzinfo=UTC),
)
_FOUR = tuple(date(2014, 4, day) for day in (2, 5, 9, 12))
_ALPS = Place("Alpes-de-Haute-Provence", "dans les Alpes-de-Haute-Provence", "des Alpes-de-Haute-Provence")


def pictures() -> dict[str, list[Built]]:
    """Each picture's name and the pieces shown side by side in it."""

    def made(kind: str, preset: Preset = Preset.SCREEN, **changes: object) -> Built:
        return build(kind, replace(_USUAL, **changes), preset)

    own = Palette("#9CC9F0", "#B3261E", "#1D5C2E")
    return {
        "affiche-a3": [made("affiche-a3")],
        "affiche-a3-dates-et-lieux": [
            made("affiche-a3", days=_FOUR),
            made("affiche-a3", days=_FOUR[:1], place=_ALPS),
            made("affiche-a3", days=_FOUR[:3]),
        ],
        "affiche-a3-extremes": [
            made("affiche-a3", focus=_LONG, days=(date(2013, 11, 30), date(2013, 12, 1))),
            made("affiche-a3", focus=_LONG, days=_FOUR),
            made("affiche-a3", colours=own, focus=replace(_LONG, name="La Malle à Félicie")),
        ],
        "affiche-a3-imprimeur": [made("affiche-a3", Preset.PRINTER)],
        "abribus": [made("abribus")],
        "carre-social": [made("carre-social"), made("carre-social", days=_FOUR, place=_ALPS, colours=own)],
        "banniere": [made("banniere")],
    }


def side_by_side(pieces: list[Built], height: int) -> Image.Image:
    """The first pages at the same height on white."""
    shown = []
    for piece in pieces:
        if piece.extension == "png":
            page = Image.open(io.BytesIO(piece.data))
            page = page.resize((round(page.width * height / page.height), height), Image.Resampling.LANCZOS)
        else:
            drawn = pypdfium2.PdfDocument(piece.data)[0]
            page = drawn.render(scale=height / drawn.get_height()).to_pil()
        shown.append(page.convert("RGB"))
    sheet = Image.new("RGB", (sum(page.width + 12 for page in shown) - 12, height), "white")
    left = 0
    for page in shown:
        sheet.paste(page, (left, 0))
        left += page.width + 12
    return sheet


def main() -> None:
    """Write them all, each as large as its weight allows."""
    FOLDER.mkdir(exist_ok=True)
    for name, pieces in pictures().items():
        _write(name, partial(side_by_side, pieces), 300 if name == "banniere" else 1000)
    for name, pages in directory_pictures.pictures(_USUAL).items():
        _write(name, pages.drawn, 420)


def _write(name: str, draw: Callable[[int], Image.Image], height: int) -> None:
    while True:
        out = io.BytesIO()
        picture = draw(height).quantize(64, dither=Image.Dither.NONE)
        picture.save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= HEAVIEST:
            break
        height = round(height * 0.93)
    (FOLDER / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png: {picture.width} × {picture.height}, {len(out.getvalue()) // 1000} kB")


if __name__ == "__main__":
    main()
