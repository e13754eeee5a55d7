"""Papers of the road for docs/apercus: slips, the driver's sheet, loading, counting; and the debrief sheet.

Part of ``document_pictures``.
"""

from dataclasses import replace

from campaign.documents.slip_content import SlipLine
from campaign.documents.van_papers import Paper, paper
from tests.documents.debriefs_at_hand import known, sheet, sheets
from tests.documents.rounds_at_hand import counts, labels, load, loads, route, routes
from tests.documents.shops_at_hand import LONGEST
from tests.documents.slips_at_hand import LINES, PLACE, delivery, many, slips, taking
from tools.directory_pictures import Pages


def pictures() -> dict[str, Pages]:
    """Each picture's name and its pages."""
    long = tuple(SlipLine(f"{LONGEST} {rank}", f"PAN n° {rank}", 1, f"{LONGEST} n° {rank}") for rank in range(1, 11))
    named = replace(PLACE, name=LONGEST, access_note=f"{LONGEST}. {PLACE.access_note}")
    return {
        "bon-de-livraison": _pages(slips(delivery()), slips(delivery(), black=True), slips(taking())),
        "bon-de-livraison-extremes": _pages(
            slips(delivery(lines=LINES + many(32))),
            slips(delivery(lines=LINES + long, place=named)),
            slips(delivery(lines=LINES[:4])),
        ),
        "feuille-de-route": Pages(
            [paper(one).data for one in (routes(route()), loads(load(volume_litres=520, payload_kg=90)))], 2
        ),
        "fiche-bilan": _pages(sheets(sheet()), sheets(known(), black=True)),
        "comptage-et-etiquettes": Pages([paper(one).data for one in (counts(), labels(24))], 2, [(0, 0), (1, 0)]),
    }


def _pages(*papers: Paper) -> Pages:
    """All their pages side by side, three a row."""
    return Pages([paper(one).data for one in papers], 3)
