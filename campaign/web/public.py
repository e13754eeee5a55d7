"""The residents' pages: home, map, list, one page a shop; and the data the map draws."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from starlette.responses import JSONResponse, RedirectResponse, Response

from campaign.base import clock
from campaign.base.french import NBSP, plural
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.editions.model import Edition, State
from campaign.participation.model import Activity
from campaign.participation.public_shop import PublicShop
from campaign.participation.views import public_shop, public_shops
from campaign.partners.model import Category
from campaign.territory.views import communes_of
from campaign.web import outline_map, structured_data
from campaign.web.finder import Line, Place, locate, read_query, results
from campaign.web.rendering import here, render
from campaign.web.shop_page import shop_page_context
from campaign.web.shop_pictures import shop_pictures
from campaign.web.visit import Visit

PICTURES = {
    Category.FURNITURE: "armchair-tomate", Category.CLOTHES: "jumper", Category.BOOKS: "books", Category.BIKES: "bike",
    Category.DISHES: "teapot", Category.TOYS: "duck", Category.APPLIANCES: "radio", Category.DECORATION: "vase",
    Category.MULTIMEDIA: "camera",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Public:
    """The public's edition and its confirmed shops; ``over`` once its days are past."""

    edition: Edition | None
    shops: tuple[PublicShop, ...]
    over: bool


def public(visit: Visit) -> Public:
    """What residents see today; in a copy, the edition it is made for."""
    edition = visit.edition
    over = edition is not None and edition.state(clock.today()) in (State.OVER, State.ARCHIVED)
    return Public(edition, tuple(public_shops(visit.db, edition)), over)


def home(visit: Visit) -> Response:
    """The map with a word of welcome: what the campaign is, and why to come."""
    return _finder(visit, "home.html", "/carte", welcome=True)


def map_page(visit: Visit) -> Response:
    """The map and the list that says the same; ``integree=1`` for another site's frame."""
    return _finder(visit, "map.html", "/carte")


def list_page(visit: Visit) -> Response:
    """The list alone, for printing and slow connections."""
    return _finder(visit, "map.html", "/boutiques", with_map=False)


def _finder(visit: Visit, template: str, path: str, *, with_map: bool = True, welcome: bool = False) -> Response:
    shown = public(visit)
    edition, shops = shown.edition, shown.shops
    query = read_query(visit.query, edition)
    place = locate(query.commune, settings().departement) if shops else Place()
    context = words(shown, welcome=welcome) | {
        "path": path,
        "menu": path if not welcome else "",
        "query": query,
        "edition": edition,
        "over": shown.over,
        "place": place,
        "found": results(shops, query, place),
        "count": len(shops),
        "wanted": bool(shops),
        "with_map": with_map,
        "communes": commune_names(settings().departement),
        "pictures": PICTURES,
        "categories": [one for one in Category if any(one in shop.categories for shop in shops)],
        "activities": [one for one in Activity if any(one in shop.activities for shop in shops)],
        "tiles": settings().tiles_url,
        "map_address": "/carte/fond.svg?points=1",
        "points_address": "/carte/points.json",
        "contours_address": _contours_address(shops),
        "data": structured_data.edition_data(edition, len(shops), here().name, _body(visit)) if edition else None,
    }
    if visit.snapshot:
        context["carried"] = _carried(shops)
    return render(visit, template, embedded=query.embedded, **context)


def _carried(shops: tuple[PublicShop, ...]) -> dict[str, object]:
    """What the script of a copy would otherwise ask the server: the map's data, and where the communes are."""
    code = settings().departement
    towns = [one for one in communes_of(code) if one.latitude is not None]
    return {
        "points": point_lines(shops),
        "contours": outline_map.contours(code, outline_map.tints_of(shops)),
        "communes": [
            [one.name, round(one.latitude, 4), round(one.longitude, 4), " ".join(one.postcodes)] for one in towns
        ],
    }


def _body(visit: Visit) -> str:
    return visit.identity.body_name or f"Département {here().of_form}"


def words(shown: Public, *, welcome: bool = False) -> dict[str, str]:
    """What the head of the public pages says, whatever the state of the edition."""
    edition, count, place = shown.edition, len(shown.shops), here()
    shops = f"{plural(count, 'boutique')} {'solidaires' if count > 1 else 'solidaire'}"
    heading = "Les bons jours de l’occasion" if welcome else "Où chiner près de chez vous ?"
    if edition is None:
        return {
            "title": "Les prochaines dates arrivent",
            "heading": heading,
            "introduction": "Deux jours où les boutiques solidaires ouvrent ensemble.",
            "description": f"Les boutiques solidaires de l’occasion {place.in_form}.",
            "ground": "Les prochaines dates",
            "ground_strong": "arrivent bientôt",
            "empty_title": "Les dates ne sont pas encore choisies",
            "sentence": f"Les boutiques solidaires {place.of_form} y travaillent. Revenez dans quelques semaines.",
        }
    verb = "ont ouvert" if shown.over else "ouvrent"
    introduction = ""
    if welcome and count:
        where = place.in_form[0].upper() + place.in_form[1:]
        introduction = f"{where}, {shops} {verb} ensemble, avec un petit plus dans chacune."
    return {
        "title": f"{_counted(count)} sur la carte" if not welcome else "Accueil",
        "heading": heading,
        "introduction": introduction,
        "description": f"Les {edition.days_text}, {shops} {verb} grand leurs portes {place.in_form}.",
        "ground": "Meubles, livres, vélos…" if count else "Les boutiques répondent",
        "ground_strong": shops if count else "en ce moment",
        "empty_title": "Les boutiques répondent en ce moment",
        "sentence": "Rendez-vous ici dans quelques jours : la liste se remplit à mesure. "
        f"Notez déjà les {edition.days_text}.",
    }


def _counted(count: int) -> str:
    if not count:
        return "Les boutiques"
    return f"Les {count} boutiques" if count > 1 else f"La{NBSP}boutique"


@lru_cache(maxsize=4)
def commune_names(departement: str) -> tuple[str, ...]:
    """The names a visitor is offered while typing."""
    return tuple(sorted((one.name for one in communes_of(departement)), key=search_key))


def shop(visit: Visit) -> Response:
    """One shop: its hours, its little extra, how to come, who is near.

    Raises:
        NotFound: no confirmed shop by that name.
    """
    shown = public(visit)
    found = public_shop(visit.db, shown.edition, visit.request.path_params["slug"])
    if found.slug != visit.request.path_params["slug"]:
        # Links to a sheet since merged with this one were printed and shared: they lead here for good.
        query = f"?{visit.request.url.query}" if visit.request.url.query else ""
        return RedirectResponse(f"/boutiques/{found.slug}{query}", 301)
    if visit.asked("extrait") == "1":
        return render(visit, "shop_card.html", line=Line(found), edition=shown.edition)
    context = shop_page_context(shown.edition, found, shown.shops)
    seen = shop_pictures(visit, found)
    data = structured_data.shop_page_data(shown.edition, found, seen)
    return render(visit, "shop.html", data=data, over=shown.over, menu="", seen=seen, **context)


def _contours_address(shops: tuple[PublicShop, ...]) -> str:
    tints = outline_map.tints_of(shops)
    key = hashlib.sha256(repr((settings().departement, tints)).encode()).hexdigest()[:10]
    return f"/carte/contours.json?{urlencode({'v': key})}"


def contours_data(visit: Visit) -> Response:
    """The territories, in their colours."""
    shown = public(visit)
    content = outline_map.contours(settings().departement, outline_map.tints_of(shown.shops))
    response = JSONResponse(content)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def point_lines(shops: tuple[PublicShop, ...]) -> list[list[object]]:
    """One short line per shop with a point: number, latitude, longitude, name, slug. 70 bytes each."""
    return [
        [one.number, round(one.latitude, 5), round(one.longitude, 5), one.name, one.slug]
        for one in shops
        if one.latitude is not None and one.longitude is not None
    ]


def points_data(visit: Visit) -> Response:
    """The shops the live map shows."""
    content = json.dumps(point_lines(public(visit).shops), ensure_ascii=False, separators=(",", ":")).encode()
    return _revalidated(visit, content, "application/json")


def drawn_map(visit: Visit) -> Response:
    """The département as a picture, with a mark per shop when asked."""
    shown = public(visit)
    content = outline_map.drawing(settings().departement, shown.shops, dots=visit.asked("points") == "1").encode()
    return _revalidated(visit, content, "image/svg+xml")


def _revalidated(visit: Visit, content: bytes, media_type: str) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
    if visit.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
