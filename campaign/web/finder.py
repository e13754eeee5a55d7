"""The search for a shop: what the address asks, which shops answer it, in which order. All on the server, by GET."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from urllib.parse import urlencode

from campaign.base.text import clean
from campaign.editions.model import Edition
from campaign.participation.model import Activity
from campaign.participation.public_shop import PublicShop
from campaign.partners.model import Category
from campaign.territory.model import Commune
from campaign.territory.views import distance_km, find_commune, search_communes

ALL_ON_ONE_PAGE = 100  # beyond, the list goes by pages
PER_PAGE = 50
EVERYTHING = "tout"


@dataclass(frozen=True, slots=True)
class Query:
    """What the visitor asks; anything unknown in the address is left out."""

    commune: str = ""
    day: date | None = None
    categories: tuple[Category, ...] = ()
    activities: tuple[Activity, ...] = ()
    page: int = 1
    everything: bool = False
    embedded: bool = False

    @property
    def narrows(self) -> bool:
        """Whether some shops may be left out."""
        return bool(self.day or self.categories or self.activities)

    def address(self, path: str, **changes: object) -> str:
        """The address of this search, with some parts changed."""
        asked = replace(self, **changes)
        pairs: list[tuple[str, str]] = [("commune", asked.commune)] if asked.commune else []
        pairs += [("jour", asked.day.isoformat())] if asked.day else []
        pairs += [("categorie", str(one)) for one in asked.categories]
        pairs += [("animation", str(one)) for one in asked.activities]
        pairs += [("page", EVERYTHING)] if asked.everything else [("page", str(asked.page))] if asked.page > 1 else []
        pairs += [("integree", "1")] if asked.embedded else []
        return f"{path}?{urlencode(pairs)}" if pairs else path


def read_query(parameters: Mapping[str, Sequence[str]], edition: Edition | None) -> Query:
    """The search an address asks for; never refused."""

    def first(name: str) -> str:
        return (parameters.get(name) or [""])[0]

    days = {day.isoformat(): day for day in edition.days} if edition else {}
    page = first("page")
    return Query(
        commune=clean(first("commune"))[:80],
        day=days.get(first("jour")),
        categories=tuple(one for one in Category if str(one) in parameters.get("categorie", ())),
        activities=tuple(one for one in Activity if str(one) in parameters.get("animation", ())),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 and int(page) else 1,
        everything=page == EVERYTHING,
        embedded=first("integree") == "1",
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where the visitor is: the commune understood, else a sentence and the communes to choose from."""

    commune: Commune | None = None
    spoken: str = ""
    problem: str = ""
    choices: tuple[str, ...] = ()


def locate(typed: str, departement: str) -> Place:
    """The commune somebody typed: without accents, by its postcode, or by a former name."""
    if not typed:
        return Place()
    # « Segré (49500) » comes back from the list of suggestions.
    match = find_commune(typed, departement=departement)
    suggestions = search_communes(typed, departement, 6)
    if match.commune is None and len(suggestions) == 1:
        return _found(suggestions[0].commune, suggestions[0].former_name)
    if match.commune is not None and match.commune.latitude is not None:
        return _found(match.commune, match.former_name)
    offered = [one.former_name or one.commune.name for one in suggestions]
    offered = offered or [one.name for one in match.candidates if one.departement == departement][:6]
    if offered:
        return Place(problem="Plusieurs communes répondent à ce nom. Choisissez la vôtre :", choices=tuple(offered))
    return Place(problem="Nous ne trouvons pas cette commune. Essayez son nom entier, ou son code postal.")


def _found(commune: Commune, former_name: str | None) -> Place:
    return Place(commune, f"{former_name} ({commune.name})" if former_name else commune.name)


def matching(shops: Sequence[PublicShop], query: Query) -> list[PublicShop]:
    """The shops open that day, with one of the categories and one of the activities asked for."""
    return [
        shop
        for shop in shops
        if (query.day is None or shop.opens_on(query.day))
        and (not query.categories or any(one in shop.categories for one in query.categories))
        and (not query.activities or any(one in shop.activities for one in query.activities))
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A shop of the list, with its distance when the visitor said where they are."""

    shop: PublicShop
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Shops under one heading; ``name`` is empty for a list by distance."""

    name: str
    tint: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of the list, and what is needed to say how many there are."""

    groups: tuple[Group, ...]
    total: int
    page: int
    pages: int
    numbers: tuple[int, ...]
    nearest: Line | None


def results(shops: Sequence[PublicShop], query: Query, place: Place) -> Results:
    """The shops that answer a search, by territory, or the nearest first when a commune is given."""
    found = matching(shops, query)
    commune = place.commune
    lines = [Line(shop) for shop in found]
    if commune is not None:
        lines = sorted((_measured(shop, commune) for shop in found), key=_nearest_first)
    per_page = len(lines) if query.everything or len(lines) <= ALL_ON_ONE_PAGE else PER_PAGE
    pages = max(1, ceil(len(lines) / per_page)) if lines else 1
    page = min(query.page, pages)
    shown = lines[(page - 1) * per_page : page * per_page] if lines else []
    return Results(
        groups=_grouped(shown, by_distance=commune is not None),
        total=len(lines),
        page=page,
        pages=pages,
        numbers=tuple(line.shop.number for line in lines),
        nearest=lines[0] if commune is not None and lines and lines[0].km is not None else None,
    )


def _measured(shop: PublicShop, commune: Commune) -> Line:
    if shop.latitude is None or shop.longitude is None:
        return Line(shop)
    return Line(shop, distance_km(commune.latitude, commune.longitude, shop.latitude, shop.longitude))


def _nearest_first(line: Line) -> tuple[float, int]:
    return (float("inf") if line.km is None else line.km, line.shop.number)


def _grouped(lines: Sequence[Line], *, by_distance: bool) -> tuple[Group, ...]:
    if by_distance or not lines:
        return (Group("", "field", tuple(lines)),) if lines else ()
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.shop.territory, []).append(line)
    return tuple(Group(name, own[0].shop.tint, tuple(own)) for name, own in groups.items())
