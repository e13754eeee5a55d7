"""Public territory reads: communes, EPCI, départements, contours. No database, nothing personal, no right needed."""

from array import array
from functools import lru_cache

from campaign.base.errors import NotFound
from campaign.base.text import search_key
from campaign.territory import points
from campaign.territory.addresses import split_address_block
from campaign.territory.distance import distance_km
from campaign.territory.matching import find_commune
from campaign.territory.model import Commune, CommuneSuggestion, Departement, Epci
from campaign.territory.naming import name_words
from campaign.territory.outlines import contains
from campaign.territory.points import commune_point, mended_point, point_is_credible, read_coordinate
from campaign.territory.store import commune_at, gazetteer, read_contours, read_departements, read_epcis

__all__ = [
    "commune",
    "commune_contours",
    "commune_of_point",
    "commune_point",
    "communes_of",
    "departement",
    "departement_outline",
    "departements",
    "distance_km",
    "epci",
    "epci_contours",
    "epcis_of",
    "find_commune",
    "mended_point",
    "point_is_credible",
    "read_coordinate",
    "search_communes",
    "split_address_block",
]

_NEAREST_KM = 30  # beyond, a point is at sea or abroad


def commune(insee_code: str) -> Commune:
    """Today's commune of that INSEE code, which may be a former one's (« 49191 » Martigné-Briand gives Terranjou).

    Raises:
        NotFound: no commune has or had that code.
    """
    places = gazetteer()
    code = insee_code.strip().upper()
    row = places.row_of(places.former_codes.get(code, code))
    if row is None:
        raise NotFound("Aucune commune n’a ce code INSEE.")
    return commune_at(row)


def communes_of(departement_code: str) -> list[Commune]:
    """The communes of a département by alphabetical order; empty for an unknown code."""
    rows = gazetteer().rows_in(departement_code) if departement_code in read_departements() else ()
    return sorted((commune_at(row) for row in rows), key=lambda one: search_key(one.name))


def epci(siren: str) -> Epci:
    """The EPCI of that SIREN.

    Raises:
        NotFound: none has it.
    """
    if found := read_epcis().get(siren.strip()):
        return found
    raise NotFound("Aucune intercommunalité n’a ce numéro SIREN.")


def epcis_of(departement_code: str) -> list[Epci]:
    """The EPCI with at least one commune in the département, by alphabetical order; some lie mostly in another."""
    found = (one for one in read_epcis().values() if departement_code in one.departements)
    return sorted(found, key=lambda one: search_key(one.name))


def departement(code: str) -> Departement:
    """The département or collectivity of that code (« 49 », « 2a », « 974 »).

    Raises:
        NotFound: none has it.
    """
    if found := read_departements().get(code.strip().upper()):
        return found
    raise NotFound("Aucun département n’a ce code.")


def departements() -> list[Departement]:
    """Every département, then the collectivities, by code."""
    return list(read_departements().values())


def departement_outline(code: str) -> dict | None:
    """The département's outline as one GeoJSON Feature; None for the Pacific and the small islands. Do not change it:
    it is shared."""
    precise = read_contours(f"departement_{code}")
    if precise:
        return precise["features"][0]
    every = read_contours("departements") or {"features": []}
    return next((area for area in every["features"] if area["properties"]["code"] == code), None)


def epci_contours(departement_code: str) -> dict | None:
    """A GeoJSON FeatureCollection of the département's EPCI (``siren``, ``name``), each cut at the département's
    border; None where we have none. Do not change it: it is shared."""
    return read_contours(f"epci_{departement_code}")


def commune_contours(departement_code: str) -> dict | None:
    """A GeoJSON FeatureCollection of the département's communes (``insee_code``, ``name``, ``epci_siren``); None where
    we have none. Do not change it: it is shared."""
    return read_contours(f"communes_{departement_code}")


def commune_of_point(latitude: float, longitude: float, departement_code: str | None = None) -> Commune | None:
    """The commune a point lies in: sure where contours of ``departement_code`` are known, else the one whose reference
    point is nearest (wrong near borders); None beyond 30 km of any."""
    if not points.is_in_france(latitude, longitude):
        return None
    for area in (commune_contours(departement_code) or {}).get("features", ()) if departement_code else ():
        if contains(area["geometry"], latitude, longitude):
            return commune(area["properties"]["insee_code"])
    latitudes, longitudes = _reference_points()
    near = (
        (distance_km(latitude, longitude, one_latitude, longitudes[row]), row)
        for row, one_latitude in enumerate(latitudes)
        # Half a degree holds 30 km in both directions anywhere in France; NaN compares false.
        if abs(one_latitude - latitude) < 0.5 and abs(longitudes[row] - longitude) < 0.5
    )
    distance, row = min(near, default=(_NEAREST_KM + 1, -1))
    return commune_at(row) if distance <= _NEAREST_KM else None


@lru_cache(maxsize=1)
def _reference_points() -> tuple[array, array]:
    latitudes, longitudes = array("f"), array("f")
    for row in gazetteer().rows:
        latitude, longitude = row.split(",")[5:7]
        latitudes.append(float(latitude or "nan"))
        longitudes.append(float(longitude or "nan"))
    return latitudes, longitudes


def search_communes(typed: str, departement_code: str | None = None, limit: int = 8) -> list[CommuneSuggestion]:
    """Communes for a search box, each once: every typed word begins a word of the name, of today or of before, or the
    figures begin a postcode. Those whose name begins so come first, then names of today, then the most populated."""
    places = gazetteer()
    if departement_code is not None and departement_code not in read_departements():
        return []
    figures = "".join(typed.split())
    if figures.isdigit():
        return [CommuneSuggestion(one, None) for one in _by_postcode(figures, departement_code)[:limit]]
    words = name_words(typed)
    if not words:
        return []
    numbers = places.names_in(departement_code) if departement_code else range(len(places.words))
    wanted = [f" {word}" for word in words.split()]
    best: dict[int, tuple[int, int]] = {}  # row -> rank, number of the name
    for number in numbers:
        spoken = f" {places.words[number]}"
        if all(word in spoken for word in wanted):
            rank = 0 if spoken[1:] == words else 1 if spoken.startswith(wanted[0]) else 2
            row = places.owners[number]
            best[row] = min(best.get(row, (9, 0)), (rank, number))
    ranked = sorted(
        (rank, number in places.former_names, -commune_at(row).population, row, number)
        for row, (rank, number) in best.items()
    )
    return [CommuneSuggestion(commune_at(row), places.former_names.get(number)) for *_, row, number in ranked[:limit]]


def _by_postcode(figures: str, departement_code: str | None) -> list[Commune]:
    places = gazetteer()
    rows = {row for code in places.by_postcode if code.startswith(figures) for row in places.served_by(code)}
    found = (commune_at(row) for row in rows)
    kept = (one for one in found if departement_code in (None, one.departement))
    return sorted(kept, key=lambda one: (-one.population, one.insee_code))
