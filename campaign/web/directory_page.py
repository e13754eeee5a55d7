"""The directory as an accessible page: chapter by chapter, the same words as the printed booklet, which it offers."""

import hashlib
from dataclasses import dataclass

from starlette.responses import Response

from campaign.base.errors import NotFound
from campaign.communication.public_directory import PublicDirectory, public_directory
from campaign.documents.content import Shop
from campaign.documents.directory_frame import plain_name
from campaign.documents.directory_plan import chapters_of
from campaign.documents.directory_words import GIVING, subject, tenants, towns, visiting
from campaign.participation.public_shop import TINTS, PublicShop
from campaign.web.public import public, words
from campaign.web.rendering import render
from campaign.web.visit import Visit

_OBJECTS = (
    "armchair-tomate", "teapot", "radio", "books", "cat", "camera", "clock", "commode", "duck", "vase",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A shop as the booklet says it; ``page`` is its own page's name, ``dialled`` its number for a telephone."""

    shop: Shop
    page: str
    dialled: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A territory: its anchor, its colour, the object on its heading."""

    name: str
    anchor: str
    tint: str
    image: str
    lines: tuple[Line, ...]


def directory(visit: Visit) -> Response:
    """Every shop by territory, how to come, how to give, the shops of each town."""
    shown = public(visit)
    found = _of(visit) if shown.shops else None
    context = words(shown) | {"edition": shown.edition, "over": shown.over, "found": found}
    if found is None:
        return render(visit, "directory.html", **context)
    content = found.content
    return render(
        visit,
        "directory.html",
        **context,
        subject=subject(content),
        tenants=tenants(content),
        chapters=chapters(content.shops, content.place.name, shown.shops),
        towns=towns(content.shops),
        visiting=visiting(content),
        giving=GIVING,
    )


def _of(visit: Visit) -> PublicDirectory | None:
    copied = visit.snapshot
    return public_directory(visit.db, copied.edition_id if copied else None)


def chapters(shops: tuple[Shop, ...], whole: str, known: tuple[PublicShop, ...]) -> list[Chapter]:
    """The booklet's chapters, in their order and colours, with the addresses that ``known`` gives."""
    pages = {one.number: one for one in known}
    made = []
    for rank, part in enumerate(chapters_of(shops, whole)):
        lines = tuple(
            Line(shop, pages[shop.number].slug, pages[shop.number].phone)
            for shop in part.shops
            if shop.number in pages  # an answer may have come between the two readings
        )
        image = _OBJECTS[rank % len(_OBJECTS)]
        made.append(Chapter(plain_name(part.name), f"territoire-{rank + 1}", TINTS[rank % len(TINTS)], image, lines))
    return made


def booklet(visit: Visit) -> Response:
    """The tagged PDF of the same.

    Raises:
        NotFound: no shop yet, or something of it must be mended first.
    """
    found = _of(visit)
    if found is None or found.booklet is None:
        raise NotFound("Le livret n’est pas prêt. Les boutiques sont sur la page de l’annuaire.")
    data = found.booklet.data
    tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "public, no-cache",
        "Content-Disposition": 'inline; filename="annuaire.pdf"',
    }
    if visit.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type="application/pdf", headers=headers)
