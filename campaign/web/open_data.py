"""The public's data: shops of the current edition as GeoJSON and CSV, codes and labels, under the Licence Ouverte."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from starlette.responses import JSONResponse, Response

from campaign.participation.public_shop import PublicShop
from campaign.participation.views import public_shop
from campaign.web.calendars import as_download, calendar_file, edition_calendar, shop_events
from campaign.web.failures import failure
from campaign.web.open_data_fields import COLUMNS, OF_DAYS, PROPERTIES
from campaign.web.public import public
from campaign.web.rendering import here
from campaign.web.structured_data import shop_address
from campaign.web.visit import Visit

ATTRIBUTION = "Licence Ouverte 2.0 (Etalab)"


def neutral(text: str) -> str:
    """The text a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _feature(shop: PublicShop) -> dict[str, object]:
    placed = shop.latitude is not None and shop.longitude is not None
    return {
        "type": "Feature",
        "id": shop.place_id,
        "geometry": {"type": "Point", "coordinates": [shop.longitude, shop.latitude]} if placed else None,
        "properties": {one.name: one.value(shop) for one in PROPERTIES},
    }


def geojson(visit: Visit) -> Response:
    """Every confirmed shop as a Feature; one without a point keeps its line with a null geometry."""
    shown = public(visit)
    content = {
        "type": "FeatureCollection",
        "edition": {"name": shown.edition.name, "days": [day.isoformat() for day in shown.edition.days]}
        if shown.edition
        else None,
        "licence": ATTRIBUTION,
        "features": [_feature(shop) for shop in shown.shops],
    }
    response = JSONResponse(content, media_type="application/geo+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def table(visit: Visit) -> Response:
    """The same as CSV for a spreadsheet: semicolons, UTF-8 with its mark, every value quoted, no formula."""
    shown = public(visit)
    days = shown.edition.days if shown.edition else ()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns(days))
    writer.writerows(_line(shop, days) for shop in shown.shops)
    headers = {
        "Content-Disposition": 'attachment; filename="boutiques.csv"',
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, no-cache",
    }
    return Response("\ufeff" + text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def columns(days: Sequence[date]) -> list[str]:
    """The table's headings: one per field, one per day for the hours."""
    return [
        name
        for one in COLUMNS
        for name in ([f"heures_{day.isoformat()}" for day in days] if one.column == OF_DAYS else [one.column])
    ]


def _line(shop: PublicShop, days: Sequence[date]) -> list[str]:
    hours = {one.day: " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in one.spans) for one in shop.days}
    line: list[str] = []
    for one in COLUMNS:
        if one.cell is None:
            line += [hours.get(day, "") for day in days]
            continue
        value = one.cell(shop)
        # A true number keeps its sign: a western longitude begins with « - ».
        line.append(f"{value:.6f}" if isinstance(value, float) else neutral(value or ""))
    return line


def edition_ics(visit: Visit) -> Response:
    """The days of the current edition for one's diary."""
    shown = public(visit)
    if shown.edition is None:
        return failure(404, "Les prochaines dates ne sont pas encore choisies : l’agenda arrive avec elles.", visit.db)
    count = len(shown.shops)
    who = f"{count} boutiques" if count > 1 else "Les boutiques"
    text = f"{who} solidaires ouvrent ensemble."
    return as_download(edition_calendar(shown.edition, here().name, text), "les-bons-jours-de-l-occasion.ics")


def shop_ics(visit: Visit) -> Response:
    """The days and hours of one shop.

    Raises:
        NotFound.
    """
    edition = public(visit).edition
    shop = public_shop(visit.db, edition, visit.request.path_params["slug"])
    address = ", ".join(part for part in (shop.address, f"{shop.postcode} {shop.commune}".strip()) if part)
    events = shop_events(edition, shop.place_id, shop.name, address, shop.days, shop_address(shop))
    return as_download(calendar_file(events), f"{shop.slug}.ics")
