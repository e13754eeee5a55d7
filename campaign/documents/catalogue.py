"""Every kind of printed piece that this engine draws, by its code, and the one call that makes it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from campaign.base.errors import Refused
from campaign.documents import (
    answer_sheet,
    directory,
    flyer_verso,
    poster,
    press_kit,
    press_release,
    signs,
    web_pictures,
)
from campaign.documents.colours import LARGE_INK, SHEET_INK
from campaign.documents.content import Campaign
from campaign.documents.notices import Notice
from campaign.documents.office import HEIGHT, WIDTH
from campaign.documents.preflight import Check
from campaign.documents.presets import Preset
from campaign.documents.press_text import Press
from campaign.documents.preview import page_picture
from campaign.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Built:
    """One document: its bytes, what to say about it and what blocks it. ``words`` goes beside a picture as a text.

    ``checks`` is what was found in the very bytes (``ready.made``); empty as long as nobody looked.
    """

    data: bytes
    pages: int
    trim_mm: tuple[float, float]
    notices: tuple[Notice, ...]
    blocking: tuple[Notice, ...]
    extension: str = "pdf"
    words: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """``label`` is French, ``format_mm`` the trimmed page, ``build`` draws it."""

    code: str
    label: str
    format_mm: tuple[float, float]
    build: Callable[["Kind", Campaign, Preset], Built]


def build(kind: str, content: Campaign, preset: Preset) -> Built:
    """The document of that code.

    Raises:
        KeyError: no such kind.
    """
    found = KINDS[kind]
    return found.build(found, content, preset)


def _poster(measures: poster.Measures, ink_limit: int = SHEET_INK) -> Callable[[Kind, Campaign, Preset], Built]:
    def built(kind: Kind, content: Campaign, preset: Preset) -> Built:
        sheet = Sheet(f"{kind.label} – {content.name}", kind.format_mm, preset, content.colours, ink_limit)
        poster.draw(sheet, content, measures)
        data = sheet.finish(content.made_at)
        return Built(data, sheet.pages, kind.format_mm, sheet.notices.found, sheet.notices.blocking)

    return built


def _flyer(kind: Kind, content: Campaign, preset: Preset) -> Built:
    """Two pages: the poster, common to all, then the map and the list."""
    sheet = Sheet(f"{kind.label} – {content.name}", kind.format_mm, preset, content.colours)
    poster.draw(sheet, replace(content, focus=None), poster.Measures(plate=15))
    sheet.next_page()
    flyer_verso.draw(sheet, content, content.territories)
    data = sheet.finish(content.made_at)
    return Built(data, sheet.pages, kind.format_mm, sheet.notices.found, sheet.notices.blocking)


def _directory(kind: Kind, content: Campaign, preset: Preset) -> Built:
    """A booklet: its pages one by one, in reading order, as printers ask for them."""
    sheet = Sheet(f"{kind.label} – {content.name}", kind.format_mm, preset, content.colours, tagged=True)
    directory.draw(sheet, content)
    data = sheet.finish(content.made_at)
    return Built(data, sheet.pages, kind.format_mm, sheet.notices.found, sheet.notices.blocking)


def _sign(draw: Callable[[Sheet, Campaign], None]) -> Callable[[Kind, Campaign, Preset], Built]:
    def built(kind: Kind, content: Campaign, preset: Preset) -> Built:
        sheet = Sheet(f"{kind.label} – {content.name}", kind.format_mm, preset, content.colours)
        draw(sheet, content)
        data = sheet.finish(content.made_at)
        return Built(data, sheet.pages, kind.format_mm, sheet.notices.found, sheet.notices.blocking)

    return built


def _picture(
    draw: Callable[[Sheet, Campaign], None], *, pink: bool = False
) -> Callable[[Kind, Campaign, Preset], Built]:
    """A PNG for screens, whatever the preset; its size in mm is that of its pixels at 72 dpi."""

    def built(kind: Kind, content: Campaign, preset: Preset) -> Built:
        colours = web_pictures.on_pink(content.colours) if pink else content.colours
        sheet = Sheet(f"{kind.label} – {content.name}", kind.format_mm, Preset.SCREEN, colours)
        draw(sheet, content)
        data = page_picture(sheet.finish(content.made_at), width=round(sheet.width))
        words = web_pictures.beside(content, kind.label)
        return Built(data, 1, kind.format_mm, sheet.notices.found, sheet.notices.blocking, "png", words)

    return built


def _answer_sheet(kind: Kind, content: Campaign, preset: Preset) -> Built:
    """One shop's, one page; between the shop and the département, so that nobody's name is owed on it."""
    if content.sheet is None:
        raise Refused("La fiche-réponse se fait boutique par boutique.")
    sheet = Sheet(f"{kind.label} – {content.sheet.shop}", kind.format_mm, preset, content.colours)
    answer_sheet.draw(sheet, content.sheet)
    data = sheet.finish(content.made_at)
    return Built(data, sheet.pages, kind.format_mm, sheet.notices.found, sheet.notices.blocking)


def _press(draw: Callable[[Sheet, Campaign, Press], None]) -> Callable[[Kind, Campaign, Preset], Built]:
    """The press kit or the press release of an audience."""

    def built(kind: Kind, content: Campaign, preset: Preset) -> Built:
        if content.press is None:
            raise Refused(f"{kind.label} : ses textes ne sont pas encore écrits.")
        titled = " – ".join(part for part in (kind.label, content.name, content.press.local) if part)
        sheet = Sheet(titled, kind.format_mm, preset, content.colours, tagged=True)
        draw(sheet, content, content.press)
        data = sheet.finish(content.made_at)
        return Built(data, sheet.pages, kind.format_mm, sheet.notices.found, sheet.notices.blocking)

    return built


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("affiche-a3", "Affiche A3", (297, 420), _poster(poster.Measures())),
        Kind("affiche-a2", "Affiche A2", (420, 594), _poster(poster.Measures())),
        Kind(
            "abribus", "Affiche d’abribus", (1200, 1760),
            _poster(poster.Measures(plate=110, safe=30, litter=False), LARGE_INK),
        ),
        Kind("flyer-a5", "Flyer A5", (148, 210), _flyer),
        Kind("annuaire", "Annuaire A5", directory.TRIM_MM, _directory),
        Kind(
            "carre-social", "Carré pour les réseaux sociaux", (1080 * web_pictures.PIXEL, 1080 * web_pictures.PIXEL),
            _picture(web_pictures.square, pink=True),
        ),
        Kind(
            "banniere", "Bannière web", (1500 * web_pictures.PIXEL, 375 * web_pictures.PIXEL),
            _picture(web_pictures.banner),
        ),
        Kind("dossier-de-presse", "Dossier de presse", press_kit.TRIM_MM, _press(press_kit.draw)),
        Kind("communique", "Communiqué de presse", press_kit.TRIM_MM, _press(press_release.draw)),
        Kind("autocollant", "Autocollant de vitrine", signs.STICKER_MM, _sign(signs.sticker)),
        Kind("flechage", "Panneaux de fléchage", signs.PANEL_MM, _sign(signs.panels)),
        Kind("fiche-reponse", "Fiche-réponse", (WIDTH, HEIGHT), _answer_sheet),
    )
}  # fmt: skip
