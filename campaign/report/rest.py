"""What a report says beside the answers: who took part, money, kits, what lasted, what may be quoted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from campaign.accounts.model import Actor, Role
from campaign.base.database import Database
from campaign.base.french import NBSP, number, plural
from campaign.base.text import search_key
from campaign.debrief.counted import FigureCount
from campaign.debrief.lasting import Lasting, compare, sheet_from
from campaign.debrief.model import AnswerKind
from campaign.deliveries.owed import Gap, GapKind, Settlement
from campaign.deliveries.views import gaps
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.evidence.model import State, Tracked
from campaign.evidence.views import evidence
from campaign.participation.frozen import frozen_sheets
from campaign.participation.model import Presence
from campaign.participation.views import participations
from campaign.partners.store import places_where
from campaign.planning.model import Stage, amount_of
from campaign.planning.money import Tax, cost_each
from campaign.planning.views import spending
from campaign.report.facts import (
    EvidenceTold,
    Given,
    Goods,
    Loss,
    Money,
    PerUnit,
    Said,
    Shown,
    TakingPart,
    sorted_counts,
)
from campaign.report.model import Remark
from campaign.report.participants import Asked
from campaign.report.store import remarks_state
from campaign.stock.store import items_by_id
from campaign.stock.views import given_back

OPEN_GAP = "à régler"
_CANCELLED = (Settlement.FOUND, Settlement.CORRECTED)


def taking_part(db: Database, by: Actor, edition: Edition, shops: Asked) -> TakingPart:
    """Who came, from the answers; EPCI and networks as they were that day when the sheets were frozen."""
    listed = participations(db, by, edition.id)
    yes = [one for one in listed if one.answer and one.answer.presence is Presence.YES]
    days = Counter(opened.day for one in yes for opened in one.answer.days)
    activities: Counter[str] = Counter(found.label for one in yes for found in one.answer.activities)
    if others := sum(bool(one.answer.other_activity) for one in yes):
        activities["Autre petit plus"] = others
    return TakingPart(
        invited=len(listed),
        shops=len(shops.participants),
        objective=edition.objective_shops,
        by_day=tuple((day, days[day]) for day in edition.days),
        by_epci=sorted_counts(Counter(one.epci or "Collectivité inconnue" for one in shops.participants)),
        by_network=sorted_counts(Counter(one.network or "Sans réseau" for one in shops.participants)),
        activities=sorted_counts(activities),
    )


def money(db: Database, by: Actor, edition: Edition, shops: int, visitors: FigureCount | None) -> Money:
    """What was spent, and apiece; a visitor's cost rests on those who told their visitors."""
    seen = spending(db, by, edition.id)
    per_unit = []
    for tax in (Tax.TTC, Tax.HT):
        spent = amount_of(seen.totals, Stage.SPENT, tax)
        if spent is None:
            continue
        if (each := cost_each(spent.cents, shops)) is not None:
            per_unit.append(PerUnit("Coût par boutique", each, each, tax.label, f"dépensé, {number(shops)} boutiques"))
        if visitors and visitors.total and visitors.total.low > 0:
            low, high = (cost_each(spent.cents, round(bound)) for bound in (visitors.total.high, visitors.total.low))
            about = f"{visitors.respondents}{NBSP}; les visiteurs des autres boutiques ne sont pas comptés"
            per_unit.append(PerUnit("Coût par visiteur compté", low or 0, high or 0, tax.label, about))
    overhead = tuple(dict.fromkeys(one.nature.label for one in seen.overhead))
    return Money(seen.totals, seen.natures, overhead, tuple(per_unit))


def goods(db: Database, by: Actor, edition: Edition) -> Goods:
    """What was delivered and left over of what is used up; what was lost or damaged of what was lent."""
    moved = given_back(db, by, edition.id)
    items = items_by_id(db) if moved else {}
    given = []
    for item_id in dict.fromkeys(item for _, item in moved):
        if items[item_id].returnable:
            continue
        mine = [one for (_, item), one in moved.items() if item == item_id and one.delivered]
        back = [one.back for one in mine if one.back is not None]
        delivered = sum(one.delivered for one in mine)
        given.append(Given(items[item_id].name, delivered, sum(back) if back else None, len(back), len(mine)))
    found = [*gaps(db, by, edition.id), *gaps(db, by, edition.id, settled=True)]
    told = {kind: tuple(_loss(one) for one in found if one.kind is kind and one.settlement not in _CANCELLED)
            for kind in (GapKind.MISSING, GapKind.DAMAGED)}  # fmt: skip
    places = len({place for (place, _), one in moved.items() if one.delivered})
    return Goods(places, tuple(given), told[GapKind.MISSING], told[GapKind.DAMAGED])


def proved(db: Database, by: Actor, edition: Edition) -> EvidenceTold | None:
    """The evidence of the edition, what is missing included; None when it keeps no list."""
    seen = evidence(db, by, edition.id)
    if not seen.tracked:
        return None
    pieces = tuple(Shown(one.piece.title, one.piece.proves, _state(one)) for one in seen.tracked)
    return EvidenceTold(seen.progress.existing, seen.progress.wanted, pieces)


def lasting(db: Database, by: Actor, edition: Edition) -> Lasting:
    """The sheets of those days against those of the next edition, or today's when there is none yet."""
    then = frozen_sheets(db, by, edition.id)
    before = {place_id: sheet_from(place_id, sheet) for place_id, sheet in then.items()}
    after: dict = {}
    for later in editions(db, by):
        if later.first_day > edition.last_day and not later.cancelled_on and (sheets := _frozen(db, by, later)):
            after = sheets
            break
    if not after and before:
        known = ", ".join(str(int(one)) for one in before)
        today = places_where(db, f"archived_at IS NULL AND id IN ({known})")
        after = {one.id: sheet_from(one.id, {"place": asdict(one)}) for one in today}
    return compare(before, after)


def remarks(db: Database, by: Actor, edition: Edition, audiences: Sequence[Asked]) -> tuple[Remark, ...]:
    """What was written, for who works on the report; a reader sees the matrix, not who said what."""
    if by.role is Role.READER:
        return ()
    state = remarks_state(db, edition.id)
    found = []
    for asked in audiences:
        texts = {one.code: one for one in asked.questions if one.kind is AnswerKind.TEXT}
        for one in asked.participants:
            for given in one.answers:
                if given.question in texts and given.text:
                    key = (one.place_id, given.question)
                    aside = key in state and state[key] is None
                    label = texts[given.question].label
                    found.append(Remark(one.place_id, one.name, given.question, label, given.text, aside))
    order = {code: rank for asked in audiences for rank, code in enumerate(one.code for one in asked.questions)}
    return tuple(sorted(found, key=lambda one: (order[one.question], one.place)))


def said(audiences: Sequence[Asked]) -> tuple[Said, ...]:
    """What its author allows to quote, signed as they wished: by a name, or by the place alone."""
    found = []
    for asked in audiences:
        for line in asked.lines:
            if line.debrief is None:
                continue
            for quote in line.debrief.quotes:
                answer = line.debrief.answer(quote.question)
                if answer and answer.text:
                    known = not quote.name or search_key(line.place.name) in search_key(quote.name)
                    who = (quote.name or line.place.name) if known else f"{quote.name}, {line.place.name}"
                    found.append(Said(answer.text, who))
    return tuple(found)


def _frozen(db: Database, by: Actor, edition: Edition) -> Mapping:
    return {one: sheet_from(one, sheet) for one, sheet in frozen_sheets(db, by, edition.id).items()}


def _loss(gap: Gap) -> Loss:
    return Loss(gap.what, gap.quantity, gap.settlement.label if gap.settlement else OPEN_GAP, gap.value_cents)


def _state(one: Tracked) -> str:
    """« 2 fichiers », « Gardée par le service », « À créer », « Sans objet »."""
    if one.state is not State.EXISTING:
        return one.state.label
    return plural(len(one.piece.files), "fichier") if one.piece.files else "Gardée par le service"
