"""Rounds to draw, with invented names: loading lists, driver's sheets, labels, counts; ordinary and extreme."""

from dataclasses import replace

from campaign.documents.depot_content import CountDepot, CountLine, CountSheets, PieceLabel, PieceLabels
from campaign.documents.round_content import (
    LoadingList,
    LoadingLists,
    LoadItem,
    LoadStop,
    RouteSheet,
    RouteSheets,
    RouteStop,
)
from campaign.documents.slip_content import Inks
from tests.documents.shops_at_hand import territories
from tests.documents.slips_at_hand import HEADER, HOSTILE, SITE

PLACES = (
    ("Le Comptoir du réemploi", "18 rue d’Orléans", "49400 Saumur", (47.2601, -0.0769), "Accès livraison par la cour."),
    ("Meubles & Compagnie", "40 rue du Pont-Fouchard", "49400 Saumur", (47.2500, -0.0890), ""),
    ("Recyclerie des Troglos", "Bd Foulon", "49700 Doué-en-Anjou", (47.1930, -0.2750), "Sonner à la grille verte."),
    ("L’Échoppe solidaire", "3 rue du Marché", "49160 Longué-Jumelles", (47.3780, -0.1100), ""),
    ("La Bouquinerie du Baugeois", "7 rue Basse", "49150 Baugé-en-Anjou", (47.5410, -0.1030), "Fermé le midi."),
)
ITEMS = (
    LoadItem("Affiches A3", "AFF-A3", 20, 4, 2.4),
    LoadItem("Flyers A5 (paquets de 100)", "FLY-A5", 5, 3, 2.5),
    LoadItem("Annuaires (paquets de 50)", "ANN", 4, 8, 10),
)
WHEEL = LoadItem("Roue de la prévention des déchets", "ROUE n° 3", 1, 180, 14, piece=True)
OTHER_WHEEL = LoadItem("Roue de la prévention des déchets", "ROUE n° 1", 1, 180, 14, piece=True)


def header(*, black: bool = False):
    return replace(HEADER, inks=Inks.BLACK if black else Inks.COLOUR)


def load(**changes) -> LoadingList:
    stops = tuple(
        LoadStop(
            rank,
            place[0],
            f"BL-2026-{rank:04}",
            (*ITEMS[: 1 + rank % 3], *{1: (OTHER_WHEEL,), 3: (WHEEL,)}.get(rank, ())),
        )
        for rank, place in enumerate(PLACES, 1)
    )
    values = {
        "round_name": "T3 Saumurois", "when": "jeudi 5 novembre, matin", "vehicle": "Trafic blanc",
        "driver": "Camille Roussel", "leaves": "8 h 15", "volume_litres": 5200, "payload_kg": 900, "stops": stops,
    }  # fmt: skip
    return LoadingList(**(values | changes))


def loads(*listed: LoadingList, black: bool = False) -> LoadingLists:
    return LoadingLists("Listes de chargement", header(black=black), listed)


def route(**changes) -> RouteSheet:
    stops = tuple(
        RouteStop(
            name, f"{9 + rank // 2} h {5 + 25 * (rank % 2):02}", f"BL-2026-{rank + 1:04}", (street, town),
            "Mme Prénom Nom", f"02 41 00 00 {rank + 10}", access, "20 affiches, 5 paquets de flyers, roue n° 3", point,
        )
        for rank, (name, street, town, point, access) in enumerate(PLACES)
    )  # fmt: skip
    values = {
        "round_name": "T3 Saumurois", "when": "jeudi 5 novembre, matin", "vehicle": "Trafic blanc",
        "driver": "Camille Roussel", "leaves": "8 h 15", "back": "12 h 20", "km": 138.4, "depot": "Hangar de Trélazé",
        "stops": stops, "depot_address": ("Rue de l’Essai", "49800 Trélazé"), "depot_phone": "02 41 00 00 00",
        "depot_point": (47.446, -0.466), "territories": territories(), "distances": "à vol d’oiseau × 1,3",
    }  # fmt: skip
    return RouteSheet(**(values | changes))


def routes(*listed: RouteSheet, black: bool = False) -> RouteSheets:
    return RouteSheets("Feuille de route, T3 Saumurois", header(black=black), listed)


def labels(count: int, *, first: int = 1, name: str = "Roue de la prévention des déchets") -> PieceLabels:
    listed = tuple(PieceLabel(name, f"ROUE n° {rank}", f"{SITE}ROUE-{rank}") for rank in range(1, count + 1))
    owner = "Propriété du Département de Maine-et-Loire"
    return PieceLabels("Étiquettes", HEADER, listed, owner, "02 41 00 00 00", first)


def counts(
    *, shown: bool = False, lines: int = 8, name: str = "Panneaux de fléchage", black: bool = False
) -> CountSheets:
    listed = tuple(CountLine(f"{name} {rank}", f"FLE-{rank}", 10 * rank) for rank in range(1, lines))
    wheels = CountLine("Roue de la prévention des déchets", "ROUE", 7, tuple(f"n° {rank}" for rank in range(1, 8)))
    depots = (CountDepot("Hangar de Trélazé", "Rue de l’Essai, 49800 Trélazé", (wheels, *listed)),
              CountDepot("Réserve du Département", "", listed[:3]))  # fmt: skip
    return CountSheets("Feuilles de comptage", header(black=black), depots, "lundi 30 novembre", shown)


def hostile_route() -> RouteSheet:
    stops = tuple(
        RouteStop(HOSTILE, HOSTILE, HOSTILE, (HOSTILE, HOSTILE), HOSTILE, HOSTILE, HOSTILE * 2, HOSTILE, point)
        for point in ((47.26, -0.08), None, (47.26, -0.08), (47.2601, -0.08)) * 4
    )
    return route(round_name=HOSTILE, when=HOSTILE, vehicle=HOSTILE, driver=HOSTILE, depot=HOSTILE, stops=stops)


def hostile_load() -> LoadingList:
    items = tuple(LoadItem(HOSTILE, f"{HOSTILE} {rank}", 12345, 1e5, 1e5, piece=True) for rank in range(7))
    stops = tuple(LoadStop(rank, HOSTILE, HOSTILE[:40], items) for rank in range(1, 9))
    return load(round_name=HOSTILE, when=HOSTILE, vehicle=HOSTILE, driver=HOSTILE, leaves=HOSTILE, stops=stops)
