"""The pictures of docs/apercus: printed pieces with invented data, ordinary and extreme, kept small.

Run after a change of layout, look at them, then commit: ``python -m tools.document_pictures``.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from PIL import Image

from campaign.documents.content import Campaign, Partner, Place, Shop
from tools import directory_pictures, press_kit_pictures, street_pictures, van_pictures

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "apercus"
HEAVIEST = 60_000  # bytes a picture
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


def main() -> None:
    """Write them all, each as large as its weight allows."""
    FOLDER.mkdir(exist_ok=True)
    for name, (draw, height) in street_pictures.pictures(_USUAL).items():
        _write(name, draw, height)
    for name, pages in (directory_pictures.pictures(_USUAL) | press_kit_pictures.press_kits()).items():
        _write(name, pages.drawn, 420)
    for name, pages in van_pictures.pictures().items():
        _write(name, pages.drawn, 760)


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
