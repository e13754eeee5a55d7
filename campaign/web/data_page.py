"""``/donnees``: what the public's data is, its fields, its licence, how fresh it is, how to reuse it."""

from datetime import datetime

from starlette.responses import Response

from campaign.base.clock import PARIS
from campaign.base.french import day_in_words
from campaign.base.settings import settings
from campaign.editions.model import Edition
from campaign.participation.views import public_shops_changed
from campaign.web.open_data_fields import FIELDS
from campaign.web.public import public
from campaign.web.rendering import here, render
from campaign.web.structured_data import NAME
from campaign.web.visit import Visit

# The text of the licence, at its author's (Etalab, the State's open data team).
LICENCE_TEXT = "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf"
FILES = (
    ("boutiques.csv", "/donnees/boutiques.csv", "text/csv", "Tableau (CSV)",
     "à ouvrir dans un tableur : points-virgules, UTF-8, une ligne par boutique"),
    ("boutiques.geojson", "/donnees/boutiques.geojson", "application/geo+json", "Carte (GeoJSON)",
     "à ouvrir dans un logiciel de cartographie : WGS 84, un objet par boutique"),
    ("les-bons-jours-de-l-occasion.ics", "/agenda.ics", "text/calendar", "Agenda (ICS)",
     "les jours de l’édition ; chaque page de boutique a aussi le sien, avec ses heures"),
)  # fmt: skip


def data_page(visit: Visit) -> Response:
    """The page, with the description that catalogues of open data read (schema.org and DCAT)."""
    shown = public(visit)
    changed = public_shops_changed(visit.db, shown.edition)
    body = visit.identity.body_name or f"Département {here().of_form}"
    day = changed.astimezone(PARIS).date() if changed else None
    return render(
        visit,
        "open_data.html",
        edition=shown.edition,
        over=shown.over,
        count=len(shown.shops),
        fields=FIELDS,
        files=FILES,
        licence_text=LICENCE_TEXT,
        changed=day,
        attribution=f"{body}, {NAME}" + (f", données du {day_in_words(day)}" if day else ""),
        data=dataset(shown.edition, changed, body, here().name, visit.identity.contact_email),
    )


def dataset(
    edition: Edition | None, changed: datetime | None, body: str, departement: str, email: str
) -> dict[str, object]:
    """The data described for machines: a schema.org Dataset that is a DCAT one too."""
    address = settings().public_url
    publisher: dict[str, object] = {"@type": "GovernmentOrganization", "name": body, "url": address}
    if email:
        publisher["contactPoint"] = {"@type": "ContactPoint", "email": email}
    found: dict[str, object] = {
        "@context": ["https://schema.org", {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"}],
        "@type": ["Dataset", "dcat:Dataset"],
        "@id": f"{address}/donnees",
        "name": f"{NAME} : boutiques participantes",
        "description": f"Boutiques solidaires de l’occasion qui participent aux « {NAME} » ({departement}) : adresse, "
        "point, rayons, jours et heures, animations.",
        "url": f"{address}/donnees",
        "inLanguage": "fr",
        "license": LICENCE_TEXT,
        "dct:license": "Licence Ouverte 2.0",
        "dct:accrualPeriodicity": "continu pendant les inscriptions",
        "isAccessibleForFree": True,
        "keywords": ["réemploi", "occasion", "recyclerie", "ressourcerie", "économie sociale et solidaire"],
        "creator": publisher,
        "publisher": publisher,
        "spatialCoverage": {"@type": "AdministrativeArea", "name": departement},
        "distribution": [
            {
                "@type": ["DataDownload", "dcat:Distribution"],
                "name": name,
                "encodingFormat": media_type,
                "contentUrl": f"{address}{path}",
            }
            for name, path, media_type, _, _ in FILES
            if edition or not path.endswith(".ics")
        ],
    }
    if edition:
        found["temporalCoverage"] = f"{edition.first_day.isoformat()}/{edition.last_day.isoformat()}"
    if changed:
        found["dateModified"] = changed.isoformat()
    return found
