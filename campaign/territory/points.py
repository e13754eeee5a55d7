"""Points read from a file: believed, mended, or replaced by their commune's."""

import math
import re
from collections.abc import Iterator

from campaign.base.french import number
from campaign.territory.distance import distance_km
from campaign.territory.model import Commune, Point, PointQuality, PointSource

# South, north, west, east of each part of France, with a margin of about ten kilometres.
_FRANCE = (
    (41.2, 51.2, -5.3, 9.7),  # metropolitan France and Corsica
    (15.7, 18.3, -63.3, -60.9),  # Guadeloupe, Saint-Martin, Saint-Barthélemy
    (14.2, 15.0, -61.4, -60.7),  # Martinique
    (2.0, 6.0, -54.7, -51.5),  # Guyane
    (-21.5, -20.7, 55.1, 56.0),  # La Réunion
    (-13.1, -12.5, 44.9, 45.4),  # Mayotte
    (46.6, 47.3, -56.6, -56.0),  # Saint-Pierre-et-Miquelon
    (-23.0, -19.0, 163.0, 168.3),  # Nouvelle-Calédonie
    (-28.0, -7.5, -155.0, -134.0),  # Polynésie française
    (-14.5, -13.0, -178.4, -176.0),  # Wallis et Futuna
)
_HEMISPHERE = {"N": 1, "E": 1, "S": -1, "W": -1, "O": -1}
_NUMBER = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*°?\s*([NSEWO])?")


def read_coordinate(text: str) -> float | None:
    """A latitude or longitude as people write it (« 47,4736 », « 0.5541 O », « −0.55° »), in degrees; None when it
    is not one."""
    found = _NUMBER.fullmatch(text.strip().replace("\u2212", "-").upper())
    if not found:
        return None
    value = float(found[1].replace(",", "."))
    return abs(value) * _HEMISPHERE[found[2]] if found[2] else value


def is_in_france(latitude: float, longitude: float) -> bool:
    """Whether the point lies in the rectangle around one of the parts of France, overseas included."""
    return any(s <= latitude <= n and w <= longitude <= e for s, n, w, e in _FRANCE)


def point_is_credible(latitude: float | None, longitude: float | None, commune: Commune | None) -> bool:
    """Whether a place of ``commune`` may stand there: within ``reach_km`` of its reference point. Without a commune,
    or without its point, being in France is enough; (0, 0), absent and non-finite values never are."""
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        return False
    if not is_in_france(latitude, longitude):
        return False
    if commune is None or commune.latitude is None or commune.longitude is None:
        return True
    return distance_km(latitude, longitude, commune.latitude, commune.longitude) <= commune.reach_km


def mended_point(latitude: float | None, longitude: float | None, commune: Commune | None) -> Point:
    """The point to keep for a place of ``commune``, given the one its file says.

    A credible point is kept. Else the usual accidents are undone, one at a time, and the first credible result is
    kept with a warning: longitude or latitude of the wrong sign, the two exchanged, a lost decimal comma. Else the
    commune's own point takes its place, or none when there is no commune.
    """
    if point_is_credible(latitude, longitude, commune):
        unchecked = commune is None or commune.latitude is None
        warnings = ("La position n’a pas pu être comparée à celle d’une commune : vérifiez-la.",) if unchecked else ()
        return Point(latitude, longitude, PointSource.FILE, PointQuality.EXACT, warnings)
    has_values = latitude is not None and longitude is not None and math.isfinite(latitude + longitude)
    if has_values and (latitude, longitude) != (0, 0):
        for mended_latitude, mended_longitude, warning in _accidents_undone(latitude, longitude):
            if point_is_credible(mended_latitude, mended_longitude, commune):
                return Point(mended_latitude, mended_longitude, PointSource.FILE, PointQuality.EXACT, (warning,))
    return commune_point(commune, (_replacement_reason(latitude, longitude, commune, has_values),))


def commune_point(commune: Commune | None, warnings: tuple[str, ...] = ()) -> Point:
    """The commune's own point, or none at all when it has none."""
    if commune is None or commune.latitude is None:
        return Point(None, None, None, PointQuality.NONE, (*warnings, "Placez le point sur la carte."))
    return Point(commune.latitude, commune.longitude, PointSource.COMMUNE, PointQuality.COMMUNE, warnings)


def _accidents_undone(latitude: float, longitude: float) -> Iterator[tuple[float, float, str]]:
    sign = "avait le signe inversé : elle a été corrigée."
    yield latitude, -longitude, f"La longitude {sign}"
    yield -latitude, longitude, f"La latitude {sign}"
    swapped = "Latitude et longitude étaient échangées : elles ont été remises dans l’ordre."
    yield longitude, latitude, swapped
    for signed in ((longitude, -latitude), (-longitude, latitude)):
        yield *signed, f"{swapped} Le signe de l’une était inversé."
    yield -latitude, -longitude, "Latitude et longitude avaient le signe inversé : elles ont été corrigées."
    comma = "Les coordonnées avaient perdu leur virgule : elle a été remise."
    for latitude_power in range(9):
        for longitude_power in range(9) if max(abs(latitude), abs(longitude)) > 180 else ():
            yield latitude / 10**latitude_power, longitude / 10**longitude_power, comma


def _replacement_reason(
    latitude: float | None, longitude: float | None, commune: Commune | None, has_values: bool
) -> str:
    if not has_values or (latitude, longitude) == (0, 0):
        reason = "Pas de coordonnées."
    elif commune is None or commune.latitude is None or not is_in_france(latitude, longitude):
        reason = "Les coordonnées ne sont pas en France."
    else:
        far = round(distance_km(latitude, longitude, commune.latitude, commune.longitude))
        reason = f"Le point donné est à {number(far)} km de la commune ({commune.name})."
    return f"{reason} Placé au centre de la commune : à préciser." if commune and commune.latitude else reason
