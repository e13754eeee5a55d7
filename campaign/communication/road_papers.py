"""Slips and driver's sheets among an edition's files, when they are asked for by name: they hold names and phones."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence

import pikepdf

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.communication.assembling import Line
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.deliveries.papers import ROUTE, SLIPS, PaperFile, round_paper, slip_pdf
from campaign.deliveries.views import slips
from campaign.rounds.model import Purpose
from campaign.rounds.views import adopted_plan

KINDS = (*SLIPS.values(), ROUTE)
FOLDER = "04_tournees"
MM = 25.4 / 72


@guarded
def road_papers(
    db: Database, by: Actor, edition_id: int, kinds: Sequence[str], audience: Audience | None,
    put: Callable[[str, bytes], None],
) -> list[Line]:  # fmt: skip
    """Make the slips and driver's sheets asked for and hand each to ``put``; their lines of the manifest. A paper that
    cannot serve keeps its line, without a file.

    Raises:
        NotFound.
    """
    lines = []
    for kind, whom, made in _wanted(db, by, edition_id, kinds, audience):
        try:
            file = made()
        except Refused as refusal:
            lines.append(Line(None, kind, str(whom), "pdf", 0, (0, 0), None, (), (refusal.message,)))
            continue
        path = f"{FOLDER}/{file.name}"
        put(path, file.data)
        with pikepdf.open(io.BytesIO(file.data)) as pdf:
            pages, box = len(pdf.pages), [float(one) for one in pdf.pages[0].trimbox]
        trim = (round((box[2] - box[0]) * MM), round((box[3] - box[1]) * MM))
        digest = hashlib.sha256(file.data).hexdigest()
        lines.append(Line(path, kind, str(whom), "pdf", pages, trim, digest, (), ()))
    return lines


def _wanted(
    db: Database, by: Actor, edition_id: int, kinds: Sequence[str], audience: Audience | None
) -> Iterator[tuple[str, Audience, Callable[[], PaperFile]]]:
    for slip_kind, kind in SLIPS.items():
        for slip in slips(db, by, edition_id, slip_kind) if kind in kinds else ():
            whom = Audience(Scale.SHOP, str(slip.place.id))
            if audience in (None, whom):
                yield kind, whom, lambda number=slip.number: slip_pdf(db, by, number)
    if ROUTE not in kinds or audience not in (None, DEPARTEMENT):
        return
    for purpose in Purpose:
        plan = adopted_plan(db, by, edition_id, purpose)
        for one in plan.rounds if plan else ():
            yield ROUTE, DEPARTEMENT, lambda round_id=one.id: round_paper(db, by, round_id, ROUTE)
