"""The columns we look for, the headings people give them, and which row of a file holds the headings."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from campaign.base.labels import Labelled
from campaign.base.text import search_key


class Column(Labelled):
    """What a column of a list of shops may hold."""

    EXTERNAL_ID = "external_id", "Identifiant"
    NAME = "name", "Nom"
    ORGANISATION = "organisation", "Structure"
    NETWORK = "network", "Réseau"
    ADDRESS = "address", "Adresse"
    ADDRESS_MORE = "address_more", "Complément d’adresse"
    POSTCODE = "postcode", "Code postal"
    COMMUNE = "commune", "Commune"
    DEPARTEMENT = "departement", "Département"
    LATITUDE = "latitude", "Latitude"
    LONGITUDE = "longitude", "Longitude"
    OPENING_HOURS = "opening_hours", "Horaires"
    CATEGORIES = "categories", "Rayons"
    WEBSITE = "website", "Site internet"
    SIRET = "siret", "SIRET"
    PHONE = "phone", "Téléphone"
    EMAIL = "email", "Adresse électronique"
    CONTACT_NAME = "contact_name", "Nom du contact"
    SHORT_NAME = "short_name", "Nom court"
    MAY_ADVERTISE = "may_advertise", "Publicité individuelle autorisée"
    POINT = "point", "Point (latitude, longitude)"
    ADDRESS_BLOCK = "address_block", "Adresse complète en une case"


# Keys as ``search_key`` writes them. The first of two equal scores wins, so the plainest words come first.
_SYNONYMS: dict[Column, str] = {
    Column.EXTERNAL_ID: "id|identifiant|identifier|external id|reference|ref|numero|num|code|uid|uuid|osm id|fid"
    "|objectid|id boutique|code boutique|identifiant unique",
    Column.NAME: "nom|name|boutique|nom boutique|nom de la boutique|magasin|nom du magasin|lieu|nom du lieu"
    "|intitule|libelle|denomination|nom usuel|titre|shop|shop name|nom etablissement|etablissement|enseigne"
    "|nom commercial|nom du site|nom du point de vente|point de vente|title",
    Column.ORGANISATION: "structure|organisation|organization|organisme|association|nom de la structure|operateur"
    "|operator|enseigne operateur|raison sociale|gestionnaire|porteur|nom association|entite|nom structure"
    "|employeur|structure porteuse|entreprise",
    Column.NETWORK: "reseau|network|federation|groupement|reseau devine|tete de reseau|reseau national|brand"
    "|affiliation",
    Column.ADDRESS: "adresse|address|rue|voie|adresse 1|adresse1|adresse postale|street|street address"
    "|numero et voie|numero et rue|addr street|adresse ligne 1|no et rue|adresse physique|adresse voie|n et rue"
    "|libelle voie",
    Column.ADDRESS_MORE: "complement|complement adresse|adresse 2|adresse2|complement d adresse|address 2|lieu dit"
    "|adresse complement|adresse ligne 2|batiment|complement adresse 1|address more|zone",
    Column.POSTCODE: "code postal|cp|postcode|postal code|zip|zip code|zipcode|codepostal|code post|c p"
    "|code postale|postal|addr postcode|adresse code postal|post code",
    Column.COMMUNE: "commune|ville|city|town|localite|nom commune|libelle commune|municipalite|addr city"
    "|adresse ville|bureau distributeur|nom de la commune|commune ville|ville commune|municipality",
    Column.DEPARTEMENT: "departement|dept|dep|code departement|num departement|numero departement|dpt|department"
    "|county",
    Column.LATITUDE: "latitude|lat|y|coord y|lat wgs84|y wgs84|latitude wgs84|coordonnee y|gps lat|lat gps|geo lat",
    Column.LONGITUDE: "longitude|lon|lng|long|x|coord x|lon wgs84|x wgs84|longitude wgs84|coordonnee x|gps lon"
    "|lon gps|geo lon|gps long|gps lng",
    Column.OPENING_HOURS: "horaires|opening hours|horaires d ouverture|horaires ouverture|horaire|ouverture|hours"
    "|heures d ouverture|jours et horaires|jours d ouverture|jours et heures d ouverture|horaires habituels",
    Column.CATEGORIES: "categories|rayons|rayon|objets|produits|articles|activites|categorie|types d objets"
    "|type d objet|objets vendus|produits vendus|categories d objets|familles|filieres|categories de produits"
    "|objets acceptes|vente de",
    Column.WEBSITE: "site web|site internet|site|web|website|url|internet|lien|page web|contact website|www"
    "|adresse web|siteweb|homepage|facebook|adresse du site",
    Column.SIRET: "siret|numero siret|no siret|n siret|num siret|code siret|ref fr siret",
    Column.PHONE: "telephone|tel|phone|numero de telephone|telephone fixe|tel fixe|mobile|portable|contact phone"
    "|no tel|n tel|num tel|numero tel|tel contact|telephone contact|coordonnees telephoniques|phone number"
    "|n de telephone",
    Column.EMAIL: "email|mail|courriel|e mail|adresse mail|adresse email|adresse electronique|mel|contact email"
    "|adresse e mail|mail contact|email contact|adresse courriel|courriel contact",
    Column.CONTACT_NAME: "contact|nom du contact|responsable|nom contact|referent|interlocuteur|personne contact"
    "|personne a contacter|nom du responsable|nom responsable|gerant|contact name|encadrant|nom prenom"
    "|correspondant|nom referent|responsable boutique",
    Column.SHORT_NAME: "nom court|short name|abrege|nom abrege|sigle|acronyme|alias|alt name|diminutif",
    Column.MAY_ADVERTISE: "publicite|may advertise|publicite autorisee|publicite individuelle"
    "|peut faire de la publicite|pub autorisee|droit a la publicite|publicite individuelle autorisee|pub",
    Column.POINT: "point|geo point 2d|geo point|geopoint|latlon|lat lon|lat long|latitude longitude"
    "|coordonnees gps|gps|geolocalisation|position|coordonnees geographiques|latlng|point geo|geom|coordonnees"
    "|coords|coordonnees latlon|coordonnees lat lon",
    Column.ADDRESS_BLOCK: "adresse complete|adresse entiere|full address|adresse postale complete|address block"
    "|adresse cp ville|localisation|adresse geocodee|adresse complete en une case|adresse et ville"
    "|lieu et adresse",
}
# Headings that look like one of ours and hold something else.
_OTHERS = (
    "code insee|insee|code commune|insee commune|siren|code siren|code naf|naf|code ape|ape|type structure"
    "|type de structure|horaires format|format horaires|source|score|geocoding score|commentaire|commentaires|remarque"
    "|remarques|observations|description|date|type|statut|region|epci|pays|country|cedex|fax|photo|image|code region"
    "|code epci|nom epci|nombre|surface|population|statut juridique|forme juridique|annee|prenom|fonction|fax contact"
)
_KEYS: dict[str, Column | None] = {
    **dict.fromkeys(_OTHERS.split("|")),
    **{key: column for column, keys in reversed(_SYNONYMS.items()) for key in keys.split("|")},
    **{search_key(column.label): column for column in Column},
}
_COMPACT = {key.replace(" ", ""): column for key, column in _KEYS.items()}
_LONG_KEYS = tuple(key for key in _KEYS if len(key) >= 5)
_FILLERS = frozenset((
    "de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "et", "ou", "a", "au", "aux", "en", "boutique",
    "magasin", "lieu", "shop", "etablissement", "structure", "point", "vente",
))  # fmt: skip
# One wrong letter in a word of six or more.
_ALIKE = 87
_SEARCHED_ROWS = 20


@lru_cache(maxsize=4096)
def heading_column(heading: str) -> tuple[Column | None, int]:
    """(the column a heading names or None, how sure from 0 to 100): synonyms, then without small words, then typos."""
    key = search_key(heading)
    if not key or len(key) > 60:
        return None, 0
    for candidate, score in ((key, 100), (_without_fillers(key), 95), (re.sub(r" ?\d+$", "", key), 90)):
        if candidate in _KEYS:
            return _KEYS[candidate], score
        if (compact := candidate.replace(" ", "")) in _COMPACT and len(compact) > 1:
            return _COMPACT[compact], score - 1
    found = process.extractOne(key, _LONG_KEYS, scorer=fuzz.ratio, score_cutoff=_ALIKE) if len(key) >= 5 else None
    return (_KEYS[found[0]], int(found[1]) - 10) if found else (None, 0)


def find_headings(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row of headings among the first filled rows; None when the file starts with its data."""
    known = [len({column for cell in row if (column := heading_column(cell)[0])}) for row in rows[:_SEARCHED_ROWS]]
    best = max(range(len(known)), key=lambda index: (known[index], -index))
    filled = [cell for cell in rows[best] if cell.strip()]
    if known[best] >= 2 or (known[best] == 1 and (len(filled) <= 2 or known[best] * 2 >= len(filled))):
        return best
    # Unknown words: the first row as wide as the table, unless it already looks like data.
    width = max(len([cell for cell in row if cell.strip()]) for row in rows[:_SEARCHED_ROWS])
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        filled = [cell.strip() for cell in row if cell.strip()]
        if 2 * len(filled) > width:
            looks_like_titles = len(set(filled)) == len(filled) and not any(_is_data(cell) for cell in filled)
            return index if looks_like_titles and len(rows) > index + 1 else None
    return None


def headings_key(cells: Sequence[str]) -> str:
    """What two files of one source share: their headings in order, accents, case and blank ends apart."""
    keys = [search_key(cell)[:60] for cell in cells]
    while keys and not keys[-1]:
        keys.pop()
    return "|".join(keys)


def _without_fillers(key: str) -> str:
    return " ".join(word for word in key.split() if word not in _FILLERS)


def _is_data(cell: str) -> bool:
    return len(cell) > 60 or bool(re.search(r"\d{2}|@|https?:|www\.", cell))
