"""Blocks of a report made of counts: tables of figures, ranges by shop, groups, choices. Each says who answered."""

from collections import Counter
from collections.abc import Iterable, Sequence

from campaign.base.french import NBSP, day_in_words, number, plural
from campaign.debrief.counted import ChoiceCount, FigureCount, Standing
from campaign.debrief.counting import NEVER_ADDED
from campaign.debrief.estimating import METHOD
from campaign.debrief.model import Figure
from campaign.documents.paper_content import Bar, Bars, Block, Note, Span, Spans, Table
from campaign.report.counts import TAKINGS
from campaign.report.model import Groups, Line, Report, said_by

UNKNOWN = "inconnu"
_HEADERS = ("Question", "Répondants", "Total observé", "Médiane", "À part")
_RIGHT = (2, 3)
_NAMED = 40  # rows of a chart; beyond, who gave no figure is counted, not named
_APART = {
    Standing.PARTLY: ("en partie", "en partie"), Standing.UNKNOWN: ("ne sait pas", "ne savent pas"),
    Standing.TO_CONFIRM: ("à confirmer", "à confirmer"), Standing.OTHER_UNIT: ("dans une autre unité",) * 2,
    Standing.NOT_ANSWERED: ("sans réponse", "sans réponse"),
}  # fmt: skip


def figures_table(title: str, lines: Sequence[Line], empty: str = "Rien n’a été demandé.") -> Table:
    """Every line of figures, then its days: observed totals only."""
    rows = []
    units = Counter(one.question.code for one in lines)
    for one in lines:
        label = one.question.label
        rows.append(_row(f"{label}, en {one.count.unit.label}" if units[one.question.code] > 1 else label, one.count))
        rows += [_row(f"– {day_in_words(day, year=False)}", count) for day, count in one.by_day]
    return Table(title, _HEADERS, tuple(rows), _RIGHT, empty=empty)


def estimates(lines: Iterable[Line], who: str = "boutiques") -> list[Block]:
    """What it may be for everyone, in a table apart from what was observed, with its method."""
    told = [one for one in lines if one.estimate and one.estimate.interval is not None]
    rows = tuple(
        (one.question.label, f"{number(len(one.count.complete))} sur {number(one.count.asked)}",
         one.estimate.interval.in_words)
        for one in told
    )  # fmt: skip
    if not rows:
        return []
    title = f"À part : une estimation pour toutes les {who}"
    return [Table(title, ("Question", "Réponses complètes", "Intervalle"), rows, (2,), note=METHOD)]


def spans_of_shops(title: str, line: Line, report: Report) -> Spans:
    """One line shop by shop, the largest first; those who do not know or told nothing come last, and are said."""
    rows = []
    for one in report.shops:
        figure = line.count.figures.get(one.place_id)
        rows.append(Span(one.name, figure.low if figure else None, figure.high if figure else None, said_by(line, one)))
    rows.sort(key=lambda one: (one.low is None, -((one.low or 0) + (one.high or 0)), one.label))
    note = f"{line.count.respondents}."
    if len(rows) > _NAMED:
        # Pages of « n’a pas répondu » help nobody: they are counted, and named on screen.
        quiet = Counter(one.said for one in rows if one.low is None)
        rows = [one for one in rows if one.low is not None]
        note += "".join(f" {said[:1].upper()}{said[1:]}{NBSP}: {number(many)}." for said, many in quiet.most_common())
    median = line.count.median
    said = f"médiane{NBSP}: {number(median)}{NBSP}{line.count.unit.label}" if median is not None else ""
    return Spans(title, line.question.label, tuple(rows), median, said, note)


def group_table(groups: Groups) -> Table:
    """One question by EPCI or by network; the sums of the groups make the whole."""
    rows = tuple((name, _answered(one), _observed(one), _median(one)) for name, one in groups.groups)
    by = groups.label.removeprefix("Par ")
    title = f"{groups.question.label}, par {by}"
    return Table(title, (f"{by[:1].upper()}{by[1:]}", "Répondants", "Total observé", "Médiane"), rows, (2, 3))


def choice_bars(count: ChoiceCount) -> Bars:
    """How many chose each; several choices may add up to more than the respondents."""
    rows = tuple(Bar(label, many, f"{number(many)} sur {number(count.answered)}") for _, label, many in count.counts)
    told = [f"{count.respondents}"]
    if count.unknown:
        told.append(f"{count.unknown} {'ne savent pas' if count.unknown > 1 else 'ne sait pas'}")
    return Bars(count.label, "Réponses", rows, f"{', '.join(told)}.")


def choices_told(counts: Iterable[ChoiceCount]) -> list[Block]:
    """A chart a question; those that nobody answered are only named: empty charts say nothing."""
    listed = list(counts)
    silent = [f"«{NBSP}{one.label}{NBSP}»" for one in listed if not one.answered]
    blocks: list[Block] = [choice_bars(one) for one in listed if one.answered]
    return [*blocks, Note(f"Personne n’a encore répondu à {', '.join(silent)}.")] if silent else blocks


def choices_table(title: str, counts: Sequence[ChoiceCount]) -> Table:
    """Questions that offer the same choices, one a row: « Café offert : 7 à refaire, 1 bof »."""
    rows = tuple(
        (
            one.label,
            f"{number(one.answered)} sur {number(one.asked)}",
            ", ".join(f"{label} : {number(many)}" for _, label, many in one.counts),
        )
        for one in counts
    )
    return Table(title, ("Question", "Répondants", "Réponses"), rows)


def to_confirm(lines: Iterable[Line]) -> list[Block]:
    """Figures kept out of every total until somebody confirms them. Of takings, neither the shop nor the amount."""
    told = []
    for one in lines:
        if one.question.code == TAKINGS and one.count.held:
            told.append(plural(len(one.count.held), "montant des ventes", "montants des ventes"))
            continue
        told += [f"{one.question.label}, {held.name}{NBSP}: {held.figure.in_words}" for held in one.count.held]
    return [Note(f"Hors des totaux, à confirmer{NBSP}: {' ; '.join(told)}.")] if told else []


def _row(label: str, count: FigureCount) -> tuple[str, ...]:
    return (label, _answered(count), _observed(count), _median(count), _apart(count))


def _answered(count: FigureCount) -> str:
    """« 14 sur 17 », under « Répondants »."""
    return f"{number(count.answered)} sur {number(count.asked)}"


def _observed(count: FigureCount) -> str:
    """What was observed; percents have no sum, which is not « unknown »."""
    if count.unit in NEVER_ADDED:
        return "sans total"
    return count.total.in_words if count.total else UNKNOWN


def _median(count: FigureCount) -> str:
    if count.median is None:
        return UNKNOWN
    middle = round(count.median, 1)
    return Figure(middle, middle, count.unit).in_words


def _apart(count: FigureCount) -> str:
    told = ((one, words[count.standings[one] > 1]) for one, words in _APART.items() if count.standings[one])
    return ", ".join(f"{count.standings[one]} {said}" for one, said in told)
