"""The press page and the press kit to read on a screen: the same data as the printed ones, and every file to take.

Two addresses lead there: ``/presse``, and the one sent to the press, which reads it before an embargo ends.
"""

import hashlib
from dataclasses import dataclass, field, replace

from starlette.responses import RedirectResponse, Response

from campaign.base.errors import NotFound
from campaign.base.french import number, plural
from campaign.communication.model import DEPARTEMENT
from campaign.communication.public_press import (
    FILE_TYPES,
    PressFile,
    PublicPress,
    Reading,
    press_file,
    press_poster,
    press_visual,
    public_press,
)
from campaign.documents.content import Campaign, Shop
from campaign.documents.directory_frame import when
from campaign.documents.legal_line import legal_line
from campaign.documents.press_cards import quoted
from campaign.documents.press_kit_cover import dialled
from campaign.documents.press_reading import (
    activities_of,
    by_territory,
    opening,
    place_of,
    publication,
    sections,
    source_line,
    sources_title,
    without_programme,
)
from campaign.documents.press_side import dated
from campaign.documents.press_story import NEAR_YOU
from campaign.documents.press_text import Section
from campaign.participation.public_shop import TINTS
from campaign.web.public import public
from campaign.web.rendering import render, render_personal
from campaign.web.visit import Visit

_OBJECTS = ("armchair-tomate", "teapot", "radio", "books", "cat", "camera", "clock", "commode", "duck")
_BUTTONS = (
    ("dossier.pdf", "Dossier de presse", "PDF"), ("communique.pdf", "Communiqué", "PDF"),
    ("dossier.docx", "Dossier de presse", "Word"), ("communique.docx", "Communiqué", "Word"),
)  # fmt: skip
_WORDS = {
    "quoted": quoted, "place_of": place_of, "activities_of": activities_of, "source_line": source_line,
    "sources_title": sources_title, "near_you": NEAR_YOU, "dialled": dialled,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the list: what it is, then its measures."""

    address: str
    label: str
    measures: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the press kit with its anchor and its colour; ``groups`` are shops under their territory."""

    section: Section
    anchor: str
    tint: str
    image: str
    groups: tuple[tuple[str, tuple[Shop, ...]], ...] = field(default=())


def press(visit: Visit) -> Response:
    """The release, the files, the visuals, whom to call; under embargo, whom to call only.

    Raises:
        NotFound: closed, or no such version.
    """
    return _page(visit, "press_page.html", "")


def kit(visit: Visit) -> Response:
    """The whole press kit, section by section.

    Raises:
        NotFound: closed, or no such version.
    """
    return _page(visit, "press_kit.html", "/dossier")


def _page(visit: Visit, template: str, path: str) -> Response:
    found = public_press(visit.db, visit.asked("pour"), _reading(visit))
    base = _base(visit)
    if base != "/presse" and not found.early:
        return RedirectResponse(f"/presse{path}{_query(found)}", 303)  # the embargo is over: the address is everyone's
    answer = render_personal if found.early else render
    if found.content is None:
        return answer(visit, "press_embargo.html", **_WORDS, page=found)
    content = found.content
    return answer(
        visit,
        template,
        **_WORDS,
        page=found,
        base=base,
        query=_query(found),
        content=content,
        press=content.press,
        parts=_parts(content),
        slugs={one.number: one.slug for one in public(visit).shops},
        rest=without_programme(content),
        opening=opening(content.press.release),
        dated=dated(content.press),
        publication=publication(replace(content.press, embargo=found.embargo)),  # once over, it is no longer said
        days=f"{when(content)} {max(content.days).year}",
        downloads=_downloads(found, base),
        legal=legal_line(content, litter=False),
        weigh=_weight,
    )


def file(visit: Visit) -> Response:
    """« communique.pdf », « dossier.docx »…

    Raises:
        NotFound: closed, under embargo, or not ready.
    """
    found = press_file(visit.db, visit.request.path_params["file"], visit.asked("pour"), _reading(visit))
    return _sent(visit, found, kept=found.ending == "docx")


def visual(visit: Visit) -> Response:
    """A picture for the press, whole, or small with ``taille=apercu``.

    Raises:
        NotFound: closed, under embargo, or taken away since.
    """
    asked = visit.request.path_params["number"]
    if not asked.isascii() or not asked.isdigit() or len(asked) > 15:
        raise NotFound("Ce visuel n’existe pas.")
    found = press_visual(visit.db, int(asked), _reading(visit))
    if visit.asked("taille") == "apercu":
        return _sent(visit, PressFile(found.name, "jpg", found.small()))
    return _sent(visit, PressFile(found.name, found.ending, found.data), kept=True)


def poster(visit: Visit) -> Response:
    """A poster as a picture, whole, or small with ``taille=apercu``.

    Raises:
        NotFound: closed, under embargo, or not ready.
    """
    small = visit.asked("taille") == "apercu"
    kind = visit.request.path_params["kind"]
    found = press_poster(visit.db, kind, visit.asked("pour"), _reading(visit), small=small)
    return _sent(visit, found, kept=not small)


def _reading(visit: Visit) -> Reading:
    return Reading(visit.request.path_params.get("token", ""), visit.agent)


def _base(visit: Visit) -> str:
    token = visit.request.path_params.get("token")
    return f"/p/presse/{token}" if token else "/presse"


def _query(found: PublicPress) -> str:
    return f"?pour={found.audience}" if found.audience != DEPARTEMENT else ""


def _parts(content: Campaign) -> list[Part]:
    made = []
    for rank, section in enumerate(sections(content, content.press)):
        groups = ()
        if section.code == "near_you":
            groups = tuple((name, tuple(shops)) for name, shops in by_territory(content.shops))
        image = _OBJECTS[rank % len(_OBJECTS)]
        made.append(Part(section, f"partie-{rank + 1}", TINTS[rank % len(TINTS)], image, groups))
    return made


def _downloads(found: PublicPress, base: str) -> list[Download]:
    made = []
    for name, label, form in _BUTTONS:
        if one := found.files.get(name):
            pages = f"{plural(one.pages, 'page')}, " if one.pages else ""
            made.append(Download(f"{base}/{name}{_query(found)}", label, f"{form}, {pages}{_weight(len(one.data))}"))
    return made


def _weight(size: int) -> str:
    """« 240 ko », « 1,4 Mo »."""
    return f"{number(round(size / 1e6, 1))}\u00a0Mo" if size >= 1e6 else f"{max(1, round(size / 1e3))}\u00a0ko"


def _sent(visit: Visit, found: PressFile, *, kept: bool = False) -> Response:
    """``kept``: it goes among the downloads; else the browser shows it."""
    tag = f'"{hashlib.sha256(found.data).hexdigest()[:16]}"'
    early = visit.agent is not None or _base(visit) != "/presse"
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache" if early else "public, no-cache",
        "Content-Disposition": f'{"attachment" if kept else "inline"}; filename="{found.name}"',
    }
    if visit.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(found.data, media_type=FILE_TYPES[found.ending], headers=headers)
