"""Where a row says its shop is: address, commune and point, mended when the mending is sure, doubted aloud when not."""

from dataclasses import dataclass, field
from functools import lru_cache

from campaign.base.database import Row
from campaign.base.text import search_key
from campaign.partners.importing.rows import RawRow, split_point
from campaign.partners.likeness import street_key
from campaign.territory import views as territory
from campaign.territory.model import (
    Commune,
    CommuneMatch,
    MatchQuality,
    Point,
    PointQuality,
    PointSource,
    departement_of_postcode,
)
from campaign.territory.naming import read_postcode

# A file's point this close to the commune's own is that very point, copied (our exports do): 20 m.
_SAME_POINT_KM = 0.02
_DOUBTFUL = (MatchQuality.POSTCODE_WRONG, MatchQuality.FUZZY, MatchQuality.AMBIGUOUS, MatchQuality.NONE)
_MAX_ADDRESS = 200
NO_COORDINATES = "Pas de coordonnées."


@dataclass(frozen=True, slots=True)
class Location:
    """Columns of the table ``places``, what was supposed, and whether a person should look."""

    columns: Row = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    to_review: bool = False
    departement: str = ""

    @property
    def is_nowhere(self) -> bool:
        """Whether nothing says where the shop is: no commune, no address, no point."""
        return not any(self.columns.get(name) for name in ("insee_code", "address", "latitude"))


def located(row: RawRow, home: str, *, points_expected: bool) -> Location:
    """Where the row's shop is. ``home`` is where a town without postcode nor département is looked for first."""
    address, postcode, town = _address_parts(row)
    latitude, longitude = _point_typed(row)
    has_point = latitude is not None and longitude is not None and (latitude, longitude) != (0, 0)
    warnings: list[str] = []
    if town or postcode:
        match = _match(row, postcode, town, latitude, longitude, home)
    else:
        match = _by_point(latitude, longitude, _departement_code(row) or home)
    to_review = match.quality in _DOUBTFUL
    commune = match.commune
    warnings += match.notes
    columns: Row = {"address": address} if address else {}
    if len(address) > _MAX_ADDRESS:
        columns["address"] = address[: _MAX_ADDRESS - 1].rsplit(" ", 1)[0] + "…"
        warnings.append(f"Adresse coupée : {_MAX_ADDRESS} caractères au plus.")
    if commune:
        columns |= {
            "insee_code": commune.insee_code,
            "commune": commune.name,
            "epci_siren": commune.epci_siren,
            "epci_name": commune.epci_name,
            "departement": commune.departement,
        }
        if commune.departement != home:
            warnings.append(f"{commune.name} n’est pas dans le département ({home}).")
    if kept := _postcode(postcode, commune):
        columns["postcode"] = kept
    point = territory.mended_point(latitude, longitude, commune)
    if has_point or points_expected:
        warnings += point.warnings
    to_review = to_review or (has_point and bool(point.warnings))
    columns |= _point_columns(point, commune, address)
    departement = commune.departement if commune else _departement_code(row) or _of_postcode(postcode)
    return Location(columns, tuple(dict.fromkeys(warnings)), to_review, departement)


def _address_parts(row: RawRow) -> tuple[str, str, str]:
    """(street, postcode, town), taken out of a one-block address when the file has no cell of their own for them."""
    address, postcode, town = row.address, row.postcode, row.commune
    block = row.address_block or address
    if not block:
        return address, postcode, town
    street, its_postcode, its_town = territory.split_address_block(block)
    if its_postcode and postcode and its_postcode != read_postcode(postcode):
        return address or block, postcode, town
    if not its_postcode and (row.address_block == "" and (town or not its_town)):
        return address, postcode, town
    if row.address_block and address:
        street = address
    return street, postcode or its_postcode, town or its_town


def _point_typed(row: RawRow) -> tuple[float | None, float | None]:
    north, east = (row.latitude, row.longitude) if row.latitude or row.longitude else split_point(row.point)
    return territory.read_coordinate(north), territory.read_coordinate(east)


def _departement_code(row: RawRow) -> str:
    return _known_departement(row.departement)


@lru_cache(maxsize=512)
def _known_departement(typed: str) -> str:
    """The code of a département given by its number (« 49 », « 1 », « 2a ») or its name; empty when unknown."""
    key = search_key(typed)
    code = key.upper().zfill(2)
    for one in territory.departements():
        if code == one.code or (key and key == search_key(one.name)):
            return one.code
    return ""


def _of_postcode(postcode: str) -> str:
    code = read_postcode(postcode)
    return _known_departement(departement_of_postcode(code)) if code else ""


def _match(
    row: RawRow, postcode: str, town: str, latitude: float | None, longitude: float | None, home: str
) -> CommuneMatch:
    """The commune of a town and postcode: where the file says the département, else where the campaign is, unless the
    name is borne where the point stands (« Saint-Hilaire » without a postcode)."""
    told = _departement_code(row)
    match = _find(town, postcode, told or home, latitude, longitude)
    unsure = not told and not read_postcode(postcode) and territory.point_is_credible(latitude, longitude, None)
    if not unsure or (match.commune and territory.point_is_credible(latitude, longitude, match.commune)):
        return match
    near = _commune_of_point(latitude, longitude, None)
    if near is None:
        return match
    there = _find(town, postcode, near.departement, latitude, longitude)
    is_there = there.commune is not None and territory.point_is_credible(latitude, longitude, there.commune)
    return there if is_there else match


def _by_point(latitude: float | None, longitude: float | None, departement: str) -> CommuneMatch:
    if not territory.point_is_credible(latitude, longitude, None):
        return CommuneMatch(None, None, MatchQuality.NONE, ("Ni commune ni code postal : indiquez la commune.",))
    commune = _commune_of_point(latitude, longitude, departement or None)
    if commune is None:
        return CommuneMatch(None, None, MatchQuality.NONE, ("Commune introuvable autour du point donné.",))
    note = f"Commune déduite du point donné ({commune.label}) : vérifiez."
    return CommuneMatch(commune, None, MatchQuality.FUZZY, (note,))


@lru_cache(maxsize=4096)
def _find(town: str, postcode: str, departement: str, latitude: float | None, longitude: float | None) -> CommuneMatch:
    return territory.find_commune(town, postcode, departement, (latitude, longitude))


@lru_cache(maxsize=4096)
def _commune_of_point(latitude: float, longitude: float, departement: str | None) -> Commune | None:
    return territory.commune_of_point(latitude, longitude, departement)


def _postcode(typed: str, commune: Commune | None) -> str:
    """The postcode to keep: the typed one when it is the commune's, else the commune's that begins most alike (a CEDEX
    44322 is near 44300); when nothing was typed, the commune's own if it has only one."""
    code = read_postcode(typed)
    if commune is None or not commune.postcodes:
        return code
    if code in commune.postcodes:
        return code
    if not code:
        return commune.postcodes[0] if len(commune.postcodes) == 1 else ""
    return max(commune.postcodes, key=lambda own: next((n for n in range(5) if own[n] != code[n]), 5))


def _point_columns(point: Point, commune: Commune | None, address: str) -> Row:
    if point.latitude is None or point.longitude is None:
        return {}
    source, quality = point.source, point.quality
    if source is PointSource.FILE:
        if commune and commune.latitude is not None and _is_of_commune(point, commune):
            source, quality = PointSource.COMMUNE, PointQuality.COMMUNE
        elif address and not street_key(address)[0]:
            quality = PointQuality.STREET
    return {
        "latitude": round(point.latitude, 6),
        "longitude": round(point.longitude, 6),
        "location_source": str(source),
        "location_quality": str(quality),
    }


def _is_of_commune(point: Point, commune: Commune) -> bool:
    return territory.distance_km(point.latitude, point.longitude, commune.latitude, commune.longitude) < _SAME_POINT_KM
