"""Blocks of a report made of counts: tables of figures, ranges by shop, groups, choices. Each says who answered."""

from collections.abc import Iterable, Sequence

from campaign.base.french import NBSP, day_in_words, number
from campaign.debrief.counted import ChoiceCount, FigureCount, Standing
from campaign.documents.paper_content import Bar, Bars, Block, Note, Span, Spans, Table
from campaign.report.counts import TAKINGS
from campaign.report.model import Groups, Line, Report, said_by

UNKNOWN = "inconnu"
_HEADERS = ("Question", "Répondants", "Total observé", "Médiane", "À part")
_RIGHT = (2, 3)


def figures_table(title: str, lines: Sequence[Line], empty: str = "Rien n’a été demandé.") -> Table:
    """Every line of figures, then its days: observed totals only."""
    rows = []
    for one in lines:
        rows.append(_row(one.question.label, one.count))
        rows += [_row(f"– {day_in_words(day, year=False)}", count) for day, count in one.by_day]
    return Table(title, _HEADERS, tuple(rows), _RIGHT, empty=empty)


def estimates(lines: Iterable[Line]) -> list[Block]:
    """What it may be for everyone, apart from what was observed, each with its method."""
    return [
        Note(f"{one.question.label}. {one.estimate.sentence}")
        for one in lines
        if one.estimate and one.estimate.interval is not None
    ]


def spans_of_shops(title: str, line: Line, report: Report) -> Spans:
    """One line shop by shop, the largest first; those who do not know or told nothing come last, and are said."""
    rows = []
    for one in report.shops:
        figure = line.count.figures.get(one.place_id)
        rows.append(Span(one.name, figure.low if figure else None, figure.high if figure else None, said_by(line, one)))
    rows.sort(key=lambda one: (one.low is None, -((one.low or 0) + (one.high or 0)), one.label))
    median = line.count.median
    said = f"médiane{NBSP}: {number(median)}{NBSP}{line.count.unit.label}" if median is not None else ""
    return Spans(title, line.count.unit.label, tuple(rows), median, said, f"{line.count.respondents}.")


def group_table(groups: Groups) -> Table:
    """One question by EPCI or by network; the sums of the groups make the whole."""
    rows = tuple(
        (name, one.respondents, one.total.in_words if one.total else UNKNOWN, _median(one))
        for name, one in groups.groups
    )
    title = f"{groups.question.label}, {groups.label.lower()}"
    if len({one.unit for _, one in groups.groups}) == 1:
        title = f"{title} ({groups.unit.label})"
    return Table(title, (groups.label.removeprefix("Par "), "Répondants", "Total observé", "Médiane"), rows, (2, 3))


def choice_bars(count: ChoiceCount) -> Bars:
    """How many chose each; several choices may add up to more than the respondents."""
    rows = tuple(Bar(label, many, f"{number(many)} sur {number(count.answered)}") for _, label, many in count.counts)
    told = [f"{count.respondents}"]
    if count.unknown:
        told.append(f"{count.unknown} {'ne savent pas' if count.unknown > 1 else 'ne sait pas'}")
    return Bars(count.label, "réponses", rows, f"{', '.join(told)}.")


def choices_told(counts: Iterable[ChoiceCount]) -> list[Block]:
    """A chart a question; those that nobody answered are only named: empty charts say nothing."""
    listed = list(counts)
    silent = [f"«{NBSP}{one.label}{NBSP}»" for one in listed if not one.answered]
    blocks: list[Block] = [choice_bars(one) for one in listed if one.answered]
    return [*blocks, Note(f"Personne n’a encore répondu à {', '.join(silent)}.")] if silent else blocks


def choices_table(title: str, counts: Sequence[ChoiceCount]) -> Table:
    """Questions that offer the same choices, one a row: « Café offert : 7 à refaire, 1 bof »."""
    rows = tuple(
        (one.label, one.respondents, ", ".join(f"{label} : {number(many)}" for _, label, many in one.counts))
        for one in counts
    )
    return Table(title, ("Question", "Répondants", "Réponses"), rows)


def to_confirm(lines: Iterable[Line]) -> list[Block]:
    """Figures kept out of every total until somebody confirms them. Takings never bear a shop's name."""
    told = []
    for one in lines:
        for held in one.count.held:
            name = "une boutique" if one.question.code == TAKINGS else held.name
            told.append(f"{one.question.label}, {name}{NBSP}: {held.figure.in_words}")
    return [Note(f"Hors des totaux, à confirmer{NBSP}: {' ; '.join(told)}.")] if told else []


def _row(label: str, count: FigureCount) -> tuple[str, ...]:
    return (label, count.respondents, count.total.in_words if count.total else UNKNOWN, _median(count), _apart(count))


def _median(count: FigureCount) -> str:
    return UNKNOWN if count.median is None else f"{number(round(count.median, 1))}{NBSP}{count.unit.label}"


def _apart(count: FigureCount) -> str:
    words = {
        Standing.PARTLY: "en partie", Standing.UNKNOWN: "ne sait pas", Standing.TO_CONFIRM: "à confirmer",
        Standing.OTHER_UNIT: "autre unité", Standing.NOT_ANSWERED: "sans réponse",
    }  # fmt: skip
    return ", ".join(f"{count.standings[one]} {said}" for one, said in words.items() if count.standings[one])
