"""Posters, flyers, signs and web pictures for docs/apercus, ordinary and extreme. Part of ``document_pictures``."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import pypdfium2
from PIL import Image, ImageDraw

from campaign.documents.catalogue import Built, build
from campaign.documents.colours import Palette
from campaign.documents.content import Campaign, Partner, Place, Shop
from campaign.documents.presets import Preset
from tests.documents.shops_at_hand import LONGEST, shops, territories

Drawn = Callable[[int], Image.Image]
_LONG = Shop(
    3,
    "Électro Seconde Vie, appareils rénovés et garantis du Haut-Anjou et des Mauges",
    "Saint-Barthélemy-d’Anjou",
    "12 bis, boulevard du Maréchal-de-Lattre-de-Tassigny",
)
_FOUR = tuple(date(2014, 4, day) for day in (2, 5, 9, 12))
_TWO_MONTHS = (date(2013, 11, 30), date(2013, 12, 1))
_PERIOD = tuple(date(2013, 11, day) for day in (27, 28, 29, 30)) + (date(2013, 12, 4),)  # noqa: RUF005
_ALPS = Place("Alpes-de-Haute-Provence", "dans les Alpes-de-Haute-Provence", "des Alpes-de-Haute-Provence")
_BELFORT = Place("Territoire de Belfort", "dans le Territoire de Belfort", "du Territoire de Belfort")
_OISE = Place("Val-d’Oise", "dans le Val-d’Oise", "du Val-d’Oise")
_BLUE = Palette("#9CC9F0", "#B3261E", "#1D5C2E")
_PURPLE = Palette("#FFB0B5", "#7A1FA2", "#2B4A8B")
# Invented: (width, height, colour, shape) of the partners' logos.
_LOGOS = (
    (1600, 400, "#0A4D8C", "bar"), (900, 900, "#A01E28", "disc"), (560, 1100, "#14773C", "peak"),
    (1400, 700, "#C87800", "disc"), (2600, 420, "#5A2878", "bar"), (800, 800, "#0A7888", "bar"),
    (1200, 800, "#3C3C3C", "disc"), (1200, 900, "#B4508C", "peak"), (1000, 600, "#1E6478", "bar"),
)  # fmt: skip


def pictures(usual: Campaign) -> dict[str, tuple[Drawn, int]]:
    """Each picture's name, what draws it at a height, and the height asked."""
    usual = replace(usual, shops=shops(20), territories=territories())

    def made(kind: str, preset: Preset = Preset.SCREEN, **changes: object) -> Built:
        return build(kind, replace(usual, **changes), preset)

    def of(kind: str, *many: dict[str, object]) -> list[Built]:
        return [made(kind, **changes) for changes in many]

    def flyers(*counts: int, long: bool = False) -> list[Built]:
        return [made("flyer-a5", shops=shops(count, long)) for count in counts]

    own = shops(20)
    later = replace(own[0], hours="mer. 14 h – 18 h, sam. 9 h 30 – 12 h")
    partners = [_partners(count) for count in (0, 1, 2, 5, 9)]
    return {
        "affiche-a3": (_pages(of("affiche-a3", {})), 1000),
        "affiche-a3-dates": (
            _pages(of("affiche-a3", {"days": _FOUR[:1]}, {"days": _FOUR[:3]}, {"days": _FOUR}, {"days": _PERIOD})), 700,
        ),
        "affiche-a3-lieux": (
            _pages(of("affiche-a3", {"place": _ALPS}, {"place": _BELFORT, "colours": _PURPLE},
                      {"place": _OISE, "colours": _BLUE, "days": _TWO_MONTHS}, {"place": _ALPS, "days": _FOUR})), 700,
        ),
        "affiche-a3-boutiques": (
            _pages(of("affiche-a3", {"focus": own[1]}, {"focus": later, "hours": None}, {"focus": _LONG},
                      {"focus": replace(own[2], name=LONGEST), "days": _FOUR})), 700,
        ),
        "affiche-a3-imprimeur": (_pages([made("affiche-a3", Preset.PRINTER)]), 1000),
        "bandeau-des-partenaires": (
            partial(_strips, [*(made("affiche-a3", partners=some) for some in partners),
                              *(made("flyer-a5", partners=some) for some in partners[3:])]), 1000,
        ),
        "affiche-a2-et-abribus": (
            _pages([made("affiche-a2", partners=partners[4], days=_TWO_MONTHS), made("abribus"),
                    made("abribus", days=_FOUR, place=_ALPS, colours=_BLUE), made("abribus", days=_PERIOD)]), 700,
        ),
        "flyer-a5": (_pages([made("flyer-a5")], (0, 1)), 1000),
        "flyer-a5-versos": (_pages(flyers(1, 3, 8, 60), (1,)), 700),
        "flyer-a5-extremes": (
            _pages([*flyers(8, 60, long=True), *flyers(35),
                    made("flyer-a5", shops=_scattered(79, usual.shops[0]), days=_PERIOD)], (1,)), 700,
        ),
        "signaletique": (
            _pages([made("autocollant"), made("autocollant", colours=_BLUE, title=("La quinzaine", "du réemploi")),
                    made("flechage"), made("flechage", focus=own[1]), made("flechage", focus=_LONG, days=_FOUR)]), 260,
        ),
        "carre-social": (
            _pages(of("carre-social", {}, {"focus": own[1]}, {"place": _ALPS, "days": _TWO_MONTHS, "colours": _BLUE})),
            700,
        ),
        "banniere": (_stacked(of("banniere", {}, {"focus": own[1]}, {"place": _ALPS, "days": _PERIOD})), 220),
    }  # fmt: skip


def _pages(pieces: Sequence[Built], only: Sequence[int] = (0,)) -> Drawn:
    return partial(_side_by_side, pieces, only)


def _stacked(pieces: Sequence[Built]) -> Drawn:
    def drawn(height: int) -> Image.Image:
        return _column([_shown(piece, 0, height) for piece in pieces])

    return drawn


def _side_by_side(pieces: Sequence[Built], only: Sequence[int], height: int) -> Image.Image:
    """Their pages at the same height on white."""
    shown = [_shown(piece, page, height) for piece in pieces for page in only]
    sheet = Image.new("RGB", (sum(page.width + 12 for page in shown) - 12, height), "white")
    left = 0
    for page in shown:
        sheet.paste(page, (left, 0))
        left += page.width + 12
    return sheet


def _strips(pieces: Sequence[Built], width: int) -> Image.Image:
    """The feet of their first pages, one under the other."""
    shown = [_shown(piece, 0, round(width * 1.414)) for piece in pieces]
    return _column([page.crop((0, round(page.height * 0.92), page.width, page.height)) for page in shown])


def _column(shown: Sequence[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (max(one.width for one in shown), sum(one.height + 10 for one in shown) - 10), "white")
    top = 0
    for one in shown:
        sheet.paste(one, (0, top))
        top += one.height + 10
    return sheet


def _shown(piece: Built, page: int, height: int) -> Image.Image:
    if piece.extension == "png":
        picture = Image.open(io.BytesIO(piece.data)).convert("RGB")
        return picture.resize((round(picture.width * height / picture.height), height), Image.Resampling.LANCZOS)
    drawn = pypdfium2.PdfDocument(piece.data)[page]
    return drawn.render(scale=height / drawn.get_height()).to_pil().convert("RGB")


def _partners(count: int) -> tuple[Partner, ...]:
    return tuple(Partner(f"Partenaire {rank}", _logo(*one)) for rank, one in enumerate(_LOGOS[:count], 1))


def _logo(width: int, height: int, colour: str, shape: str) -> bytes:
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen, box = ImageDraw.Draw(picture), (0, 0, width - 1, height - 1)
    if shape == "disc":
        pen.ellipse(box, fill=colour)
    elif shape == "bar":
        pen.rounded_rectangle(box, height // 5, fill=colour)
    else:
        pen.polygon([(0, height - 1), (width // 2, 0), (width - 1, height - 1)], fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _scattered(count: int, like: Shop) -> tuple[Shop, ...]:
    """As many towns as shops, in three territories."""
    names = ("Saint-Georges-sur-Loire", "Chalonnes", "Le Plessis", "Beaulieu", "Les Rosiers", "Mûrs")
    return tuple(
        replace(
            like, number=rank + 1, commune=f"{names[rank % 6]} {rank + 1}",
            territory=("Angers Loire Métropole", "Mauges Communauté", "Saumur Val de Loire")[rank * 3 // count],
            point=(47.1 + (rank * 37 % 60) / 100, -1.1 + (rank * 53 % 97) / 97),
        )
        for rank in range(count)
    )  # fmt: skip
