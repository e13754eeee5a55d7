"""The directory whole, for docs/apercus: 2, 8, 20, 60 shops, and what breaks layouts. Part of ``document_pictures``."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pypdfium2
from PIL import Image

from campaign.documents.catalogue import build
from campaign.documents.content import Campaign, Shop
from campaign.documents.presets import Preset
from campaign.territory.model import epci_forms
from tests.documents.shops_at_hand import shops, territories

_SHELVES = ("Meubles", "Vêtements", "Livres", "Vaisselle", "Vélos", "Électroménager", "Jouets")
_LONG_NAMES = "Très grand Pays de Saint-Barthélemy"


class Pages:
    """Pages of files, drawn at any height in rows of so many."""

    def __init__(self, files: Sequence[bytes], columns: int, only: Sequence[tuple[int, int]] = ()) -> None:
        """``only`` are (file, page) from 0; all pages of all files without it."""
        self._columns = columns
        opened = [pypdfium2.PdfDocument(file) for file in files]
        wanted = only or [(rank, page) for rank, file in enumerate(opened) for page in range(len(file))]
        self._pages = [opened[rank][page] for rank, page in wanted]

    def drawn(self, height: int) -> Image.Image:
        """Side by side on grey, ``height`` pixels each."""
        shown = [page.render(scale=height / page.get_height()).to_pil().convert("RGB") for page in self._pages]
        wide, rows = shown[0].width + 8, -(-len(shown) // self._columns)
        sheet = Image.new("RGB", (wide * self._columns + 8, rows * (height + 8) + 8), "#6B6B6B")
        for index, page in enumerate(shown):
            sheet.paste(page, (8 + index % self._columns * wide, 8 + index // self._columns * (height + 8)))
        return sheet


def pictures(usual: Campaign) -> dict[str, Pages]:
    """Each picture's name and its pages, for a campaign that says the rest."""

    outlines = tuple(replace(one, name=epci_forms(one.name)[0]) for one in territories())

    def made(listed: Sequence[Shop], **changes: object) -> bytes:
        content = replace(usual, shops=tuple(listed), territories=outlines, **changes)
        return build("annuaire", content, Preset.SCREEN).data

    two, eight, twenty, sixty = (made(_those(count)) for count in (2, 8, 20, 60))
    crowd = tuple(replace(shop, territory=f"{_LONG_NAMES} {shop.number // 2}") for shop in _those(20, long=True))
    days = tuple(date(2013, 11, day) for day in (13, 16, 20, 23, 27))
    return {
        "annuaire-2-et-8-boutiques": Pages([two, eight], 8),
        "annuaire-20-boutiques": Pages([twenty], 6),
        "annuaire-60-boutiques": Pages([sixty], 8),
        "annuaire-carte-et-chapitres": Pages([sixty, twenty], 4, [(0, 3), (0, 7), (1, 6), (1, 10)]),
        "annuaire-extremes": Pages(
            [made(crowd), made(_those(8, long=True), days=days, hours=None)], 4,
            [(0, 2), (0, 4), (0, 5), (1, 0), (1, 1), (1, 4), (1, 5), (1, 6)],
        ),
    }  # fmt: skip


def _those(count: int, *, long: bool = False) -> list[Shop]:
    """Shops with a telephone and shelves, their territory named as the software names it."""
    return [
        replace(
            shop,
            phone=f"02 41 00 00 {shop.number:02d}",
            categories=_SHELVES[shop.number % 4 : shop.number % 4 + 1 + shop.number % 3],
            territory=epci_forms(shop.territory)[0],
        )
        for shop in shops(count, long)
    ]
