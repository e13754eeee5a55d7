"""School holidays of a département: the published calendars of its zone, and « not known » outside of them.

The dates are those of the Ministry's open data, carried by vacances-scolaires-france (MIT). Only what was published
is told: a later year is unknown until the package has it. The bridges of Ascension 2023 to 2026 and the spring that
2021 moved for Covid are not in it.
"""

from datetime import date
from functools import lru_cache

from vacances_scolaires_france import SchoolHolidayDates

# Départements of each académie. Corsica and overseas have calendars of their own, which the package does not carry.
_ACADEMIES = {
    "aix-marseille": "04 05 13 84",
    "amiens": "02 60 80",
    "besancon": "25 39 70 90",
    "bordeaux": "24 33 40 47 64",
    "caen": "14 50 61",
    "clermont-ferrand": "03 15 43 63",
    "creteil": "77 93 94",
    "dijon": "21 58 71 89",
    "grenoble": "07 26 38 73 74",
    "lille": "59 62",
    "limoges": "19 23 87",
    "lyon": "01 42 69",
    "montpellier": "11 30 34 48 66",
    "nancy-metz": "54 55 57 88",
    "nantes": "44 49 53 72 85",
    "nice": "06 83",
    "orleans-tours": "18 28 36 37 41 45",
    "paris": "75",
    "poitiers": "16 17 79 86",
    "reims": "08 10 51 52",
    "rennes": "22 29 35 56",
    "rouen": "27 76",
    "strasbourg": "67 68",
    "toulouse": "09 12 31 32 46 65 81 82",
    "versailles": "78 91 92 95",
}
# Arrêté of 16 April 2015; the former zones had served since September 1995, those before them are not told here.
_ZONES = {
    "A": "besancon bordeaux clermont-ferrand dijon grenoble limoges lyon poitiers",
    "B": "aix-marseille amiens caen lille nancy-metz nantes nice orleans-tours reims rennes rouen strasbourg",
    "C": "creteil montpellier paris toulouse versailles",
}
_FORMER_ZONES = {
    "A": "caen clermont-ferrand grenoble lyon montpellier nancy-metz nantes rennes toulouse",
    "B": "aix-marseille amiens besancon dijon lille limoges nice orleans-tours poitiers reims rouen strasbourg",
    "C": "bordeaux creteil paris versailles",
}
_FIRST_KNOWN, _NEW_ZONES = date(1995, 9, 1), date(2016, 1, 1)


@lru_cache(maxsize=1)
def _published() -> SchoolHolidayDates:
    return SchoolHolidayDates()


@lru_cache(maxsize=1)
def last_known() -> date:
    """The last day that the published calendars cover: the end of their last holidays.

    The package answers « no holidays » for the weeks after it, which nobody has published.
    """
    return max(_published().data)


def school_zone(departement: str, day: date) -> str | None:
    """« A », « B » or « C », as it was that day; None where the zones do not apply (Corsica, overseas, before 1995)."""
    if day < _FIRST_KNOWN:
        return None
    academy = next((name for name, codes in _ACADEMIES.items() if departement in codes.split()), None)
    zones = _ZONES if day >= _NEW_ZONES else _FORMER_ZONES
    return next((zone for zone, academies in zones.items() if academy in academies.split()), None)


def school_holidays(day: date, departement: str) -> str | None:
    """« Vacances de la Toussaint », "" when the schools work that day, None when nobody can tell."""
    zone = school_zone(departement, day)
    if zone is None or day > last_known():
        return None
    known = _published()
    return known.data[day]["nom_vacances"] if known.is_holiday_for_zone(day, zone) else ""
