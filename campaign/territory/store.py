"""The territory's assets, read once per process and kept lean: rows stay text until somebody asks for one."""

import csv
import gzip
import json
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from campaign.base.settings import ASSETS
from campaign.territory.model import (
    Commune,
    Departement,
    Epci,
    EpciKind,
    FormerCommune,
    FormerKind,
    departement_of_code,
)
from campaign.territory.naming import bare_words, name_key, name_words

FOLDER = ASSETS / "territory"
_loading = threading.RLock()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every commune's row, and every name leading to one.

    ``rows`` are the lines of the table, sorted by INSEE code. A name is known by its number: ``words[number]`` are
    its words, ``owners[number]`` the row of its commune; ``former_names`` has the names that are not today's. Names
    are sorted by owner, so that those of a département follow one another.
    """

    rows: list[str]
    words: list[str]
    owners: array
    former_names: Mapping[int, str]
    by_key: Mapping[str, int | tuple[int, ...]]
    by_bare_key: Mapping[str, int | tuple[int, ...]]
    by_postcode: Mapping[str, int | tuple[int, ...]]
    former_codes: Mapping[str, str]

    def row_of(self, insee_code: str) -> int | None:
        """The row of today's commune of that code, or None."""
        row = bisect_left(self.rows, f"{insee_code},")
        return row if row < len(self.rows) and self.rows[row].startswith(f"{insee_code},") else None

    def rows_in(self, departement: str) -> range:
        """The rows of a département, which follow one another."""
        # "~" sorts after every letter and digit.
        return range(bisect_left(self.rows, departement), bisect_left(self.rows, f"{departement}~"))

    def names_in(self, departement: str) -> range:
        """The names of a département's communes, former ones included."""
        rows = self.rows_in(departement)
        return range(bisect_left(self.owners, rows.start), bisect_left(self.owners, rows.stop))

    def names_of(self, row: int) -> range:
        """The names of one commune."""
        return range(bisect_left(self.owners, row), bisect_left(self.owners, row + 1))

    def named(self, key: str) -> tuple[int, ...]:
        """The names written exactly so, then those that are so without their article."""
        return _numbers(self.by_key, key) or _numbers(self.by_bare_key, key)

    def served_by(self, postcode: str) -> tuple[int, ...]:
        """The rows of the communes of a postcode."""
        return _numbers(self.by_postcode, postcode)


def _numbers(index: Mapping[str, int | tuple[int, ...]], key: str) -> tuple[int, ...]:
    found = index.get(key, ())
    return (found,) if isinstance(found, int) else found


def gazetteer() -> Gazetteer:
    """The one gazetteer of this process; threads that ask for it together wait for the first."""
    with _loading:
        return _load_gazetteer()


@lru_cache(maxsize=1)
def _load_gazetteer() -> Gazetteer:
    rows = _lines("communes")
    row_numbers = {row[:5]: number for number, row in enumerate(rows)}
    names: list[tuple[int, bool, str]] = []  # row, whether former, name
    by_postcode: dict[str, int | tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        _, name, postcodes, _ = row.split(",", 3)
        names.append((number, False, name))
        for postcode in filter(None, postcodes.split("|")):
            _add(by_postcode, postcode, number)
    former_codes = {}
    for former in read_former_communes():
        if former.insee_code not in row_numbers:
            former_codes[former.insee_code] = former.commune_code
        if former.kind in (FormerKind.DELEGATED, FormerKind.ASSOCIATED):
            names.append((row_numbers[former.commune_code], True, former.name))
    names.sort(key=lambda name: name[:2])
    words, owners, former_names = [], array("H"), {}
    by_key: dict[str, int | tuple[int, ...]] = {}
    by_bare_key: dict[str, int | tuple[int, ...]] = {}
    for row_number, is_former, name in names:
        spoken = name_words(name)
        if is_former and any(owners[known] == row_number for known in _numbers(by_key, name_key(spoken))):
            continue  # a delegated commune that bears the name of the whole
        number = len(words)
        words.append(spoken)
        owners.append(row_number)
        if is_former:
            former_names[number] = name
        _add(by_key, name_key(spoken), number)
        if bare_words(spoken) != spoken:
            _add(by_bare_key, name_key(bare_words(spoken)), number)
    return Gazetteer(rows, words, owners, former_names, by_key, by_bare_key, by_postcode, former_codes)


def _add(index: dict[str, int | tuple[int, ...]], key: str, number: int) -> None:
    known = index.get(key)
    # Most names and a third of postcodes lead to one commune: a tuple for each would weigh more than all the rest.
    index[key] = number if known is None else (*((known,) if isinstance(known, int) else known), number)


def _lines(name: str) -> list[str]:
    text = gzip.decompress((FOLDER / f"{name}.csv.gz").read_bytes()).decode()
    return text.splitlines()[1:]


@lru_cache(maxsize=4096)
def commune_at(row: int) -> Commune:
    """The commune of a row of the gazetteer."""
    code, name, postcodes, siren, population, latitude, longitude, reach = gazetteer().rows[row].split(",")
    epci = read_epcis().get(siren)
    return Commune(
        insee_code=code,
        name=name,
        postcodes=tuple(postcodes.split("|")) if postcodes else (),
        departement=departement_of_code(code),
        epci_siren=siren,
        epci_name=epci.name if epci else "",
        population=int(population),
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        reach_km=float(reach),
    )


def read_former_communes() -> Iterator[FormerCommune]:
    """Every former commune and old code, as the asset holds them."""
    for line in _lines("former_communes"):
        code, name, kind, commune_code, postcodes = line.split(",")
        yield FormerCommune(
            code, name, FormerKind(kind), commune_code, tuple(postcodes.split("|")) if postcodes else ()
        )


@lru_cache(maxsize=1)
def read_epcis() -> Mapping[str, Epci]:
    """Every EPCI by its SIREN."""
    return MappingProxyType(
        {
            siren: Epci(siren, name, EpciKind(kind), int(population), tuple(departements.split("|")))
            for siren, name, kind, population, departements in csv.reader(_lines("epcis"))
        }
    )


@lru_cache(maxsize=1)
def read_departements() -> Mapping[str, Departement]:
    """Every département by its code, in the order of the codes."""
    with (FOLDER / "departement_forms.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: Departement(**row) for row in csv.DictReader(file)})


@lru_cache(maxsize=8)
def read_contours(name: str) -> dict | None:
    """The GeoJSON of ``contours/NAME.geojson``, None when there is none. Shared: never change it."""
    path = FOLDER / "contours" / f"{Path(name).name}.geojson"
    return json.loads(path.read_text("utf-8")) if path.is_file() else None
