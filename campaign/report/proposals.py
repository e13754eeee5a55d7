"""What the figures themselves suggest for the matrix: proposed to the officer, who adds them or not."""

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.base.french import plural
from campaign.base.text import search_key
from campaign.debrief.counted import ChoiceCount
from campaign.debrief.lasting import Topic
from campaign.report.model import Quadrant, Report


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point nobody typed. ``why``: what it rests on."""

    quadrant: Quadrant
    text: str
    why: str


def proposals(report: Report) -> tuple[Proposal, ...]:
    """What may be added, in the order of the corners; what the matrix says already is not proposed again."""
    known = {search_key(one.text) for one in report.points}
    order = list(Quadrant)
    found = [one for one in _found(report) if search_key(one.text) not in known]
    return tuple(sorted(found, key=lambda one: order.index(one.quadrant)))


def _found(report: Report) -> Iterator[Proposal]:
    rise = report.footfall
    if rise and rise.low > 1:
        yield Proposal(
            Quadrant.STRENGTHS, "Plus de visiteurs qu’un jour ordinaire", f"{rise.in_words}, {rise.respondents}"
        )
    elif rise and rise.high < 1:
        yield Proposal(
            Quadrant.WEAKNESSES, "Moins de visiteurs qu’un jour ordinaire", f"{rise.in_words}, {rise.respondents}"
        )
    yield from _ticked(report, "satisfaction", ("very", "rather"), Quadrant.STRENGTHS, "contente", "contentes")
    yield from _ticked(
        report, "again", ("yes",), Quadrant.STRENGTHS, "partante pour la suite", "partantes pour la suite"
    )
    yield from _ticked(report, "satisfaction", ("rather_not", "not_at_all"), Quadrant.WEAKNESSES, "déçue", "déçues")
    if silent := report.received.asked - report.received.done - report.received.started:
        yield Proposal(Quadrant.WEAKNESSES, f"{_shops(silent)} sans bilan", report.received.in_words)
    if lost := sum(one.quantity for one in report.goods.lost):
        text = f"{plural(lost, 'objet prêté perdu', 'objets prêtés perdus')}"
        yield Proposal(Quadrant.WEAKNESSES, text, ", ".join(one.what for one in report.goods.lost))
    for topic, one, many in (
        (Topic.DAYS, "a changé ses jours d’ouverture", "ont changé leurs jours d’ouverture"),
        (Topic.HOURS, "a changé ses horaires", "ont changé leurs horaires"),
        (Topic.NETWORK, "a changé de réseau", "ont changé de réseau"),
    ):
        if count := len(report.lasting.of(topic)):
            text = f"{_shops(count)} {many if count > 1 else one}"
            compared = plural(report.lasting.compared, "fiche comparée", "fiches comparées")
            yield Proposal(Quadrant.OPPORTUNITIES, text, f"{compared} d’une édition à l’autre")
    yield from _ticked(
        report, "lasting", ("contacts",), Quadrant.OPPORTUNITIES, "a de nouveaux contacts", "ont de nouveaux contacts"
    )


def _ticked(
    report: Report, question: str, codes: tuple[str, ...], quadrant: Quadrant, one: str, many: str
) -> Iterator[Proposal]:
    """A proposal when shops ticked one of these answers; more than half of those who answered, to be a strength."""
    asked: ChoiceCount | None = next((found for found in report.choices if found.question == question), None)
    count = sum(times for code, _, times in asked.counts if code in codes) if asked else 0
    if asked is None or not count or (quadrant is Quadrant.STRENGTHS and 2 * count <= asked.answered):
        return
    yield Proposal(quadrant, f"{_shops(count)} {many if count > 1 else one}", asked.respondents)


def _shops(count: int) -> str:
    return plural(count, "boutique")
