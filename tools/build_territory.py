"""Makes assets/territory/ from public files: run again when a new year's communes are published.

    .venv/bin/python tools/build_territory.py ../shared/data/geo

Reads the tables and contours described in that folder's README; writes the four tables and the contours that
``assets/territory/README.md`` describes. Running it twice gives the same bytes. Standard library only.
"""

import csv
import gzip
import io
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from territory_contours import Feature, Polygon, Position, merged, read_features, simplified, write_features

ASSETS = Path(__file__).resolve().parents[1] / "assets" / "territory"
CONTOURS_OF = "49"
EARTH_KM_PER_DEGREE = 111.2

# The farthest a place may stand from its commune's reference point before its own point is doubted.
# 15 km holds every metropolitan commune but the few below (area in km2, INSEE); where contours are known they decide.
USUAL_REACH_KM = 15
REACH_KM = {"13004": 40, "13096": 25, "73290": 25}  # Arles 759, Saintes-Maries-de-la-Mer 375, Val-Cenis 452
REACH_OVERSEAS_KM = {"971": 20, "972": 20, "973": 150, "974": 20, "976": 20}  # Maripasoula: 18 360 km2
REACH_FARTHER_OVERSEAS_KM = 60
MERGED_COMMUNES_OF_A_LARGE_ONE, REACH_OF_A_LARGE_ONE_KM = 6, 20
CONTOUR_MARGIN_KM = 1.5  # contours are simplified, and dated 2018

COMMUNE_TOLERANCE = 0.0006  # degrees: about 65 m


def build(source: Path) -> None:
    contours = read_features(source / f"communes_{CONTOURS_OF}.geojson")
    epci_names = write_tables(source, contours)
    write_contours(source, contours, epci_names)


# Tables


def write_tables(source: Path, contours: list[Feature]) -> dict[str, str]:
    """Writes the tables; gives the names of the EPCI by SIREN."""
    communes, former = (
        list(read_rows(source / "communes.csv.gz")),
        list(read_rows(source / "communes_anciennes.csv.gz")),
    )
    members = Counter(row["code_actuel"] for row in former if row["type"] in ("commune-deleguee", "commune-associee"))
    outlines = {properties["code"]: polygons for properties, polygons in contours}
    write_table(
        "communes",
        ("insee_code", "name", "postcodes", "epci_siren", "population", "latitude", "longitude", "reach_km"),
        (
            (
                row["code_insee"], row["nom"], row["codes_postaux"], row["epci_siren"], row["population"] or "0",
                row["lat"], row["lon"], reach_km(row, members[row["code_insee"]], outlines.get(row["code_insee"])),
            )
            for row in sorted(communes, key=lambda row: row["code_insee"])
        ),
    )  # fmt: skip
    write_table(
        "former_communes",
        ("insee_code", "name", "kind", "commune_code", "postcodes"),
        (
            (row["code_insee"], row["nom"], row["type"], row["code_actuel"], row["codes_postaux"])
            for row in sorted(former, key=lambda row: (row["code_insee"], row["code_actuel"], row["nom"]))
        ),
    )
    epcis = sorted(read_rows(source / "epci.csv.gz"), key=lambda row: row["siren"])
    write_table(
        "epcis",
        ("siren", "name", "kind", "population", "departements"),
        (
            (row["siren"], row["nom"], row["type"].lower(), row["population_municipale"], row["departements"])
            for row in epcis
        ),
    )
    with (source / "departements.csv").open(encoding="utf-8", newline="") as file:
        published = {row["code"]: row["nom"] for row in csv.DictReader(file)}
    with (ASSETS / "departement_forms.csv").open(encoding="utf-8", newline="") as file:
        written = {row["code"]: row["name"] for row in csv.DictReader(file)}
    if written != published:
        raise SystemExit(f"departement_forms.csv differs: {written.items() ^ published.items()}")
    return {row["siren"]: row["nom"] for row in epcis}


def reach_km(row: dict[str, str], members: int, polygons: list[Polygon] | None) -> str:
    code = row["code_insee"]
    if polygons:
        centre = float(row["lon"]), float(row["lat"])
        farthest = max(distance_km(centre, position) for rings in polygons for ring in rings for position in ring)
        return str(math.ceil(farthest + CONTOUR_MARGIN_KM))
    if code[:2] == "97" and row["departement"] in REACH_OVERSEAS_KM:
        return str(REACH_OVERSEAS_KM[row["departement"]])
    if code[:2] in ("97", "98"):
        return str(REACH_FARTHER_OVERSEAS_KM)
    large = members >= MERGED_COMMUNES_OF_A_LARGE_ONE
    return str(REACH_KM.get(code, REACH_OF_A_LARGE_ONE_KM if large else USUAL_REACH_KM))


def distance_km(one: Position, other: Position) -> float:
    """Good enough within a commune: a flat Earth."""
    east = (one[0] - other[0]) * math.cos(math.radians(one[1]))
    return math.hypot(east, one[1] - other[1]) * EARTH_KM_PER_DEGREE


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_table(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([header, *rows])
    # No date and no file name inside: the same table gives the same bytes.
    (ASSETS / f"{name}.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


# Contours


def write_contours(source: Path, contours: list[Feature], epci_names: dict[str, str]) -> None:
    folder = ASSETS / "contours"
    folder.mkdir(parents=True, exist_ok=True)
    communes = simplified(contours, COMMUNE_TOLERANCE)
    by_epci = defaultdict(list)
    for properties, polygons in communes:
        by_epci[properties["epci"]] += polygons
    names = ({"insee_code": p["code"], "name": p["nom"], "epci_siren": p["epci"]} for p, _ in communes)
    write_features(
        folder / f"communes_{CONTOURS_OF}.geojson",
        [(name, polygons) for name, (_, polygons) in zip(names, communes, strict=True)],
    )
    write_features(
        folder / f"epci_{CONTOURS_OF}.geojson",
        [({"siren": siren, "name": epci_names[siren]}, merged(by_epci[siren])) for siren in sorted(by_epci)],
    )
    whole = merged([polygon for _, polygons in communes for polygon in polygons])
    write_features(folder / f"departement_{CONTOURS_OF}.geojson", [({"code": CONTOURS_OF}, whole)])
    # The départements come already as light as their islets allow.
    departements = read_features(source / "departements.geojson")
    write_features(
        folder / "departements.geojson", [({"code": p["code"], "name": p["nom"]}, shape) for p, shape in departements]
    )


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/geo"))
