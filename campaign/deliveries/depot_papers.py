"""Papers of the depot: labels for numbered pieces, sheets to count what is stored."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotFound, Refused
from campaign.base.french import NBSP, day_in_words
from campaign.base.settings import settings
from campaign.deliveries.paper_words import code_url
from campaign.deliveries.papers import PaperFile, checked, header_of, phone_of_the_day
from campaign.documents.depot_content import CountDepot, CountLine, CountSheets, PieceLabel, PieceLabels
from campaign.documents.slip_content import Inks
from campaign.identity import views as identity
from campaign.stock.model import Depot, ItemKind, at_depot
from campaign.stock.views import Level, PieceNow, depots, levels, pieces


@guarded
def piece_labels(db: Database, by: Actor, item_id: int | None = None, first: int = 1) -> PaperFile:
    """Labels of every numbered piece, or of one item's; ``first`` is the first free place of a sheet already begun.

    Raises:
        Refused: no piece to label.
    """
    found = pieces(db, by, item_id)
    if not found:
        raise Refused("Aucune pièce numérotée à étiqueter.")
    url = settings().public_url
    labels = tuple(PieceLabel(one.item.name, one.reference, code_url(url, one.piece.code(one.item))) for one in found)
    body = identity.identity(db).body_name
    owner = f"Propriété{NBSP}: {body}" if body else "Propriété du Département"
    told = PieceLabels("Étiquettes des pièces", header_of(db, "", Inks.COLOUR), labels, owner,
                       phone_of_the_day(db, by), first)  # fmt: skip
    return PaperFile("etiquettes-des-pieces.pdf", checked(told))


@guarded
def count_sheets(
    db: Database, by: Actor, depot_id: int | None = None, shown: bool = False, inks: Inks = Inks.COLOUR
) -> PaperFile:
    """A sheet a depot, or one depot's; what is expected stays off the paper unless ``shown``.

    Raises:
        NotFound: no such depot; Refused: no depot yet.
    """
    stored = depots(db, by)
    listed = [one for one in stored if depot_id in (None, one.id)]
    if not stored:
        raise Refused("Aucun lieu de stockage : ajoutez-en un d’abord.")
    if not listed:
        raise NotFound("Ce lieu de stockage n’existe pas.")
    every, numbered = levels(db, by), pieces(db, by)
    told = CountSheets(
        "Feuilles de comptage",
        header_of(db, "", inks),
        tuple(_depot(one, every, numbered, main=one.main) for one in listed),
        day_in_words(clock.today()),
        shown,
    )
    return PaperFile("feuilles-de-comptage.pdf", checked(told))


def _depot(depot: Depot, every: list[Level], numbered: list[PieceNow], *, main: bool) -> CountDepot:
    """What should be there; the main depot lists every item, since anything may turn up on its shelves."""
    lines = []
    for level in every:
        expected = level.by_depot.get(depot.id, 0)
        if not expected and not main:
            continue
        here = [one for one in numbered if one.item.id == level.item.id and one.location == at_depot(depot.id)]
        shown = tuple(f"n°{NBSP}{one.piece.number}" for one in here) if level.item.kind is ItemKind.NUMBERED else ()
        lines.append(CountLine(level.item.label, level.item.code, expected, shown))
    return CountDepot(depot.name, depot.address, tuple(lines))
