"""The report as data: JSON for machines, an anonymous workbook for whoever studies it. Neither names a person."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from campaign.base.exports import xlsx_book
from campaign.base.french import day_in_words
from campaign.debrief.counted import ChoiceCount, FigureCount, Participant, Standing
from campaign.debrief.counting import by_epci, by_network
from campaign.debrief.model import Figure
from campaign.planning.model import Stage
from campaign.report.counts import TAKINGS
from campaign.report.model import Line, Quadrant, Report

# A group of fewer shops would tell which one answered what.
SHOPS_IN_A_GROUP = 3
OTHERS = "Autres"
READ_ME = (
    ("Aucun nom de boutique ni de personne ici.",),
    ("« ne sait pas » et « sans réponse » ne sont jamais des zéros.",),
    ("Chaque liste de réponses est triée par valeur : d’une question à l’autre, les lignes ne se suivent pas.",),
    (f"Un groupe de moins de {SHOPS_IN_A_GROUP} boutiques est réuni aux autres.",),
    ("Un total observé ne compte que ceux qui ont répondu.",),
)
_STANDINGS = tuple(Standing)
_COUNTED = ("Demandés", "Répondants", *(one.label for one in _STANDINGS), "Total bas", "Total haut", "Médiane")
_GROUPED = ("Unité", "Répondants", "Total bas", "Total haut")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def report_xlsx(report: Report) -> bytes:
    """The anonymous workbook."""
    return xlsx_book([(one.name, one.headers, one.rows) for one in anonymous_sheets(report)], numbers=True)


def anonymous_sheets(report: Report) -> tuple[Sheet, ...]:
    """Totals, days, groups, answers by question, choices. What is summed from any of them is what the report says."""
    lines = (*report.figures, *report.families)
    return (
        Sheet("Lisez-moi", ("Ce classeur",), READ_ME),
        Sheet("Totaux", ("Question", "Unité", *_COUNTED), tuple(_total(one) for one in lines)),
        Sheet("Par jour", ("Question", "Jour", "Unité", *_COUNTED), tuple(
            (one.question.label, day_in_words(day), count.unit.label, *_counted(count))
            for one in lines for day, count in one.by_day
        )),
        Sheet("Par EPCI", ("Question", "EPCI", *_GROUPED), _groups(report, by_epci)),
        Sheet("Par réseau", ("Question", "Réseau", *_GROUPED), _groups(report, by_network)),
        Sheet("Réponses", ("Question", "Unité", "Bas", "Haut"), tuple(
            (one.question.label, one.count.unit.label, figure.low, figure.high)
            for one in lines
            if one.question.code != TAKINGS  # the form promises that no amount is published alone
            for figure in sorted(one.count.figures.values(), key=lambda figure: (figure.low, figure.high))
        )),
        Sheet("Choix", ("Question", "Réponse", "Nombre", "Répondants", "Demandés", "Ne savent pas"), tuple(
            (one.label, label, many, one.answered, one.asked, one.unknown)
            for one in (*report.choices, *report.activities) for _, label, many in one.counts
        )),
    )  # fmt: skip


def report_json(report: Report) -> bytes:
    """The figures, for another program: keys in English, amounts in cents, no name of a person, no remark."""
    return json.dumps(report_record(report), ensure_ascii=False, indent=2).encode()


def report_record(report: Report) -> dict[str, Any]:
    """The same as plain values."""
    took, edition = report.taking_part, report.edition
    return {
        "edition": {"id": edition.id, "name": edition.name, "days": [day.isoformat() for day in edition.days]},
        "made_at": report.made_at.isoformat(),
        "participation": {
            "invited": took.invited, "shops": took.shops, "objective": took.objective,
            "by_day": {day.isoformat(): many for day, many in took.by_day},
            "by_epci": dict(took.by_epci), "by_network": dict(took.by_network), "activities": dict(took.activities),
        },
        "debriefs": {"asked": report.received.asked, "done": report.received.done, "started": report.received.started},
        "figures": [_line(one) for one in (*report.figures, *report.families)],
        "choices": [_choice(one) for one in (*report.choices, *report.activities)],
        "animators": {
            "asked": report.received_animators.asked, "done": report.received_animators.done,
            "figures": [_line(one) for one in report.animator_figures],
            "choices": [_choice(one) for one in report.animator_choices],
        },
        "groups": [
            {"by": one.label, "question": one.question.code, "unit": str(one.unit),
             "groups": {name: _count(count) for name, count in one.groups}}
            for one in report.groups
        ],
        "footfall": {"low": report.footfall.low, "high": report.footfall.high, "answered": report.footfall.told,
                     "asked": report.footfall.asked} if report.footfall else None,
        "spending": [
            {"stage": str(one.stage), "tax": str(one.tax), "cents": one.cents, "known": one.known, "lines": one.out_of}
            for one in report.money.totals
        ],
        "spent": {str(one.tax): one.cents for one in report.money.totals if one.stage is Stage.SPENT},
        "avoided_kg_co2e": {"low": report.avoided.low, "high": report.avoided.high,
                            "rate": [report.avoided.rate.low, report.avoided.rate.high],
                            "articles": _figure(report.avoided.articles),
                            "with_factor": _figure(report.avoided.with_factor),
                            "sources": list(report.avoided.sources)},
        "lasting": list(report.lasting.sentences),
        "goods": [
            {"item": one.item, "delivered": one.delivered, "left": one.left, "told": one.told, "places": one.places}
            for one in report.goods.given
        ],
        "lost": [{"what": one.what, "cents": one.value_cents} for one in report.goods.lost],
        "damaged": [{"what": one.what, "cents": one.value_cents} for one in report.goods.damaged],
        "matrix": {str(one): [point.text for point in report.of(one)] for one in Quadrant},
        "resolutions": [{"text": one.text, "who": one.who, "settled": str(one.settled) if one.settled else None}
                        for one in report.resolutions],
    }  # fmt: skip


def merged_groups(groups: dict[str, Sequence[int]]) -> dict[str, list[int]]:
    """Groups too small to be shown put together, with the next smallest when even so they are too few."""
    shown = {name: list(mine) for name, mine in sorted(groups.items()) if len(mine) >= SHOPS_IN_A_GROUP}
    rest = [one for name, mine in groups.items() if name not in shown for one in mine]
    while rest and len(rest) < SHOPS_IN_A_GROUP and shown:
        smallest = min(shown, key=lambda name: (len(shown[name]), name))
        rest += shown.pop(smallest)
    return shown | ({OTHERS: rest} if rest else {})


def _groups(report: Report, group: Callable[[Participant], str]) -> tuple[tuple[object, ...], ...]:
    members: dict[str, list[int]] = {}
    for one in report.shops:
        members.setdefault(group(one), []).append(one.place_id)
    rows = []
    for line in (*report.figures, *report.families):
        if line.question.code == TAKINGS or line.count.total is None:
            continue
        for name, mine in merged_groups(members).items():
            told = [line.count.figures[one] for one in mine if one in line.count.figures]
            unit = line.count.unit
            low, high = (
                round(fsum(getattr(one, side) for one in told), unit.decimals) if told else None
                for side in ("low", "high")
            )
            rows.append((line.question.label, name, unit.label, len(told), low, high))
    return tuple(rows)


def _total(line: Line) -> tuple[object, ...]:
    return (line.question.label, line.count.unit.label, *_counted(line.count))


def _counted(count: FigureCount) -> tuple[object, ...]:
    total = count.total
    return (
        count.asked, count.answered, *(count.standings[one] for one in _STANDINGS),
        total.low if total else None, total.high if total else None, count.median,
    )  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    interval = line.estimate.interval if line.estimate else None
    by_day = {day.isoformat(): _count(count) for day, count in line.by_day}
    return {
        "question": line.question.code, "label": line.question.label, **_count(line.count), "by_day": by_day,
        "estimate": _figure(interval),
    }  # fmt: skip


def _count(count: FigureCount) -> dict[str, Any]:
    return {
        "unit": str(count.unit), "asked": count.asked, "answered": count.answered,
        "standings": {str(one): count.standings[one] for one in _STANDINGS},
        "total": _figure(count.total), "median": count.median,
    }  # fmt: skip


def _choice(one: ChoiceCount) -> dict[str, Any]:
    return {
        "question": one.question, "label": one.label, "asked": one.asked, "answered": one.answered,
        "unknown": one.unknown, "counts": {code: many for code, _, many in one.counts},
    }  # fmt: skip


def _figure(figure: Figure | None) -> list[float] | None:
    return [figure.low, figure.high] if figure else None
