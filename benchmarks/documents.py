"""One document of each kind, drawn then checked as a printer would, by one process."""

import time

from benchmarks import data
from benchmarks.figures import Figure, shown, spread
from campaign.accounts.model import SYSTEM
from campaign.base.errors import Refused
from campaign.communication.content import Source, content_for, read_source
from campaign.communication.model import DEPARTEMENT, Audience, Scale, receives
from campaign.documents import ready
from campaign.documents.catalogue import KINDS, Kind
from campaign.documents.presets import Preset

SHOPS, RUNS = 20, 5


def run() -> Figure:
    """Each kind, for the département where it exists, else for a shop."""
    with data.folder():
        db, edition_id = data.campaign_of(SHOPS)
        source = read_source(db, SYSTEM, edition_id)
        lines = [line for kind in KINDS.values() if (line := line_of(source, kind))]
        db.close()
    return Figure(
        "documents",
        "Dessiner et contrôler un document",
        [
            ["pièce", "pour l’écran (s)", "par seconde", "pour l’imprimeur (s)", "par seconde", "pages", "Ko"],
            *lines,
        ],
        [
            f"Pièces du département, {SHOPS} boutiques ; {RUNS} passages après un premier, qui lit polices et dessins.",
            "Un seul processus ; le contrôle avant impression (polices, encres, marges, codes QR relus) est compris.",
            "« Ko » est la taille du fichier pour l’imprimeur, profil d’impression compris.",
        ],
    )


def line_of(source: Source, kind: Kind) -> list[str]:
    """Its figures; none when this campaign lacks what the piece says."""
    at_hand = DEPARTEMENT if receives(Scale.DEPARTEMENT, kind.code) else _first_shop(source)
    content = content_for(source, at_hand, kind.code)
    cells = [kind.label]
    for preset in (Preset.SCREEN, Preset.PRINTER):
        try:
            made = ready.made(kind.code, content, preset)
        except Refused:
            return []
        times = []
        for _ in range(RUNS):
            began = time.perf_counter()
            again = ready.made(kind.code, content, preset)
            times.append(time.perf_counter() - began)
            assert again.data == made.data, kind.code
        cells += [spread(times, 3), shown(len(times) / sum(times), 1)]
    return [*cells, shown(made.pages), shown(len(made.data) / 1000)]


def _first_shop(source: Source) -> Audience:
    return next(one for one in source.audiences() if one.scale is Scale.SHOP and source.shop(one).may_advertise)
