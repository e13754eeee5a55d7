"""Kits as screens and later rooms read them: who gets what and why, what will lack, what to propose. Few queries,
whatever the number of recipients."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.kits.forecast import ForecastLine, Share, Supply, default_step, forecast_line
from campaign.kits.leftovers import LastTime, Proposal
from campaign.kits.leftovers import proposals as proposed
from campaign.kits.model import (
    KitModel,
    RecipientNeed,
    is_game,
    kit_lines,
    planned,
    recipient_need,
)
from campaign.kits.recipients import games_asked, lent_pieces, recipients
from campaign.kits.store import adjustments, all_models, order_steps, picked_pieces, refusals
from campaign.partners.store import places_where
from campaign.stock import views as stock
from campaign.stock.model import Item, Piece


@dataclass(frozen=True, slots=True)
class PickedPiece:
    """A numbered piece that could go into kits, and the place it is promised to for the edition (None: nobody)."""

    item: Item
    piece: Piece
    place_id: int | None


@guarded
def models(db: Database, by: Actor, *, archived: bool = False) -> list[KitModel]:
    """Models in use by kind and name; or the archived ones."""
    return [one for one in all_models(db) if one.active != archived]


@guarded
def kits(db: Database, by: Actor, edition_id: int) -> list[RecipientNeed]:
    """Every recipient of an edition with all its lines, those set to zero and those without any included.

    Shops first, then EPCI, then relays; by EPCI, town and name. None for a cancelled edition.

    Raises:
        NotFound.
    """
    everybody = recipients(db, by, edition_id)
    if not everybody:
        return []
    items = {one.id: one for one in stock.items(db, by)}
    packs = {one.id: one.pack for one in items.values()}
    lent = lent_pieces(db, by, edition_id)
    chosen = _chosen(db, by, edition_id)
    changes, active = adjustments(db, edition_id), [one for one in all_models(db) if one.active]
    found = []
    for one in everybody:
        mine = one.place.id
        given = planned(active, one, packs)
        lines = kit_lines(given, changes.get(mine, {}), lent.get(mine, {}), chosen.get(mine, {}), items)
        found.append(recipient_need(one, lines))
    return found


@guarded
def needs(db: Database, by: Actor, edition_id: int) -> list[RecipientNeed]:
    """What has to be brought, one per recipient that gets something: lines of nothing are left out.

    Raises:
        NotFound.
    """
    found = []
    for one in kits(db, by, edition_id):
        lines = tuple(line for line in one.lines if line.quantity)
        if lines:
            found.append(replace(one, lines=lines))
    return found


@guarded
def kit_of(db: Database, by: Actor, edition_id: int, place_id: int) -> RecipientNeed:
    """The kit of one recipient, zeros included.

    Raises:
        NotFound: it gets nothing for this edition.
    """
    found = next((one for one in kits(db, by, edition_id) if one.place.id == place_id), None)
    if found is None:
        raise NotFound("Ce destinataire ne reçoit pas de kit pour cette édition.")
    return found


@guarded
def pickable(db: Database, by: Actor, edition_id: int) -> list[PickedPiece]:
    """Numbered pieces that kits may promise, games apart: those on a shelf, and those already promised."""
    promised = picked_pieces(db, edition_id)
    return [
        PickedPiece(one.item, one.piece, promised.get(one.piece.id))
        for one in stock.pieces(db, by)
        if not is_game(one.item) and (one.available or one.piece.id in promised)
    ]


@guarded
def forecast(
    db: Database,
    by: Actor,
    edition_id: int,
    reserved: Mapping[int, int] | None = None,
    everybody: Sequence[RecipientNeed] | None = None,
) -> list[ForecastLine]:
    """Each item that somebody needs, what lacks first, then in the order of the stock.

    ``reserved`` are units that slips of other editions already promised, by item; ``everybody`` the kits, when the
    caller has just read them. A game counts, for each EPCI, its busiest day: the same piece serves the others.
    Returnables that are still out for another edition may come back.

    Raises:
        NotFound.
    """
    shares = _shares(db, by, edition_id, kits(db, by, edition_id) if everybody is None else everybody)
    steps, levels = order_steps(db), stock.levels(db, by)
    elsewhere = Counter[int]()
    for one in stock.held(db, by):
        if one.edition_id != edition_id and one.item.returnable:
            elsewhere[one.item.id] += one.quantity
    found = []
    for level in levels:
        if level.item.id in shares:
            supply = Supply(
                level.in_depots, (reserved or {}).get(level.item.id, 0), elsewhere[level.item.id], level.in_repair,
                steps.get(level.item.id, default_step(level.item)),
            )  # fmt: skip
            found.append(forecast_line(level.item, shares[level.item.id], supply))
    return sorted(found, key=lambda line: not line.missing)


@guarded
def steps_of_orders(db: Database, by: Actor) -> dict[int, int]:
    """Item id -> by how many units it is ordered: what the team said, else what is usual."""
    known = order_steps(db)
    return {one.id: known.get(one.id, default_step(one)) for one in stock.items(db, by)}


@guarded
def proposals(db: Database, by: Actor, edition_id: int) -> list[Proposal]:
    """Smaller quantities, from what remained of the last edition that has figures; neither adjusted nor refused yet.

    Raises:
        NotFound.
    """
    former, last = _last_time(db, by, edition_view(db, edition_id))
    if former is None:
        return []
    everybody = kits(db, by, edition_id)
    plan = {(one.place.id, line.item.id): line.planned for one in everybody for line in one.lines if line.planned}
    settled = refusals(db, edition_id) | {
        (place, item) for place, changed in adjustments(db, edition_id).items() for item in changed
    }
    items = {one.id: one for one in stock.items(db, by)}
    return proposed(plan, last, settled, {one.place.id: one.place for one in everybody}, items, former.name)


@guarded
def has_leftovers(db: Database, by: Actor, edition_id: int) -> bool:
    """Whether a former edition has figures to propose from."""
    return _last_time(db, by, edition_view(db, edition_id))[0] is not None


def _last_time(db: Database, by: Actor, edition: Edition) -> tuple[Edition | None, dict[tuple[int, int], LastTime]]:
    before = [one for one in editions(db, by) if one.last_day < edition.first_day and one.id != edition.id]
    for one in sorted(before, key=lambda one: one.last_day, reverse=True):
        figures = stock.given_back(db, by, one.id)
        if any(said.back is not None for said in figures.values()):
            return one, {key: LastTime(said.delivered, said.back) for key, said in figures.items()}
    return None, {}


def _chosen(db: Database, by: Actor, edition_id: int) -> dict[int, dict[int, list[Piece]]]:
    promised = picked_pieces(db, edition_id)
    found: dict[int, dict[int, list[Piece]]] = {}
    if promised:
        for one in stock.pieces(db, by):
            if one.piece.id in promised:
                found.setdefault(promised[one.piece.id], {}).setdefault(one.item.id, []).append(one.piece)
    return found


def _shares(
    db: Database, by: Actor, edition_id: int, everybody: Sequence[RecipientNeed]
) -> dict[int, list[Share]]:  # fmt: skip
    """Item -> what each recipient needs of it, and what it already got for this edition."""
    got = stock.given_back(db, by, edition_id)
    found: dict[int, list[Share]] = {}
    asked = games_asked(db, by, edition_id)
    for one in everybody:
        for line in one.lines:
            if line.quantity and line.item.id not in asked:
                had = got.get((one.place.id, line.item.id))
                share = Share(one.place, line.quantity, had.delivered if had else 0)
                found.setdefault(line.item.id, []).append(share)
    return found | _game_shares(db, asked, got)


def _game_shares(
    db: Database, asked: Mapping[int, Mapping[int, int]], got: Mapping[tuple[int, int], stock.Delivered]
) -> dict[int, list[Share]]:
    ids = {place for wanted in asked.values() for place in wanted}
    if not ids:
        return {}
    where, given = "id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(sorted(ids))}
    known = {one.id: one for one in places_where(db, where, given)}
    # A game is brought to a shop of the EPCI as well as to the EPCI: what was delivered of it counts wherever it is.
    left = Counter[int]()
    for (_, item_id), had in got.items():
        left[item_id] += had.delivered
    found: dict[int, list[Share]] = {}
    for item_id, wanted in asked.items():
        for place_id, many in wanted.items():
            held = min(many, left[item_id])
            left[item_id] -= held
            found.setdefault(item_id, []).append(Share(known[place_id], many, held))
    return found
