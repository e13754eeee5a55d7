"""What the answers come to: a line a question, headlines, groups, visitors against an ordinary day. Pure arithmetic."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from math import fsum

from campaign.base.french import NBSP, day_in_words, number
from campaign.debrief.counted import ChoiceCount, FigureCount, Participant
from campaign.debrief.counting import by_epci, by_network, count_choices, count_figures, count_figures_by
from campaign.debrief.estimating import estimate
from campaign.debrief.impact import Sold
from campaign.debrief.model import AnswerKind, Question, Unit
from campaign.report.model import FEW, Footfall, Groups, Headline, Line

VISITORS, ORDINARY, NEW, SOLD, TAKINGS = "visitors", "ordinary_visitors", "new_customers", "sold", "takings"
FAMILY, ACTIVITY = "sold_", "activity_"
# Told by EPCI and by network. Never takings: a group of two gives each the other's (the form promises « jamais
# publié seul »).
GROUPED = (VISITORS, SOLD, NEW)
# Fewer shops than this behind a sum of takings, and it is not told at all.
SHOPS_BEHIND_TAKINGS = 3
NOBODY = "—"
GROUPINGS: tuple[tuple[str, Callable[[Participant], str]], ...] = (
    ("Par EPCI", by_epci),
    ("Par réseau", by_network),
)
Asking = Callable[[Question], Sequence[Participant]]


def lines_of(question: Question, asked: Sequence[Participant], days: Sequence[date], who: str) -> list[Line]:
    """A line for each unit really used. ``who``: « boutique », the noun of the estimate's sentence."""
    found = []
    for count in count_figures(question, asked):
        by_day = []
        for day in days if question.per_day else ():
            of_day = count_figures(question, asked, day)
            by_day += [(day, one) for one in of_day if one.unit is count.unit]
        found.append(Line(question, count, tuple(by_day), estimate(count, who)))
    return [_without_few_takings(one) for one in found]


def choices_of(question: Question, asked: Sequence[Participant], days: Sequence[date]) -> list[ChoiceCount]:
    """How many chose each; a count a day when it is asked by day."""
    if not question.per_day:
        return [count_choices(question, asked)]
    counts = [(day, count_choices(question, asked, day)) for day in days]
    return [replace(one, label=f"{one.label}, {day_in_words(day, year=False)}") for day, one in counts]


def groups_of(questions: Sequence[Question], asked: Asking) -> list[Groups]:
    """The questions worth comparing by EPCI and by network, in the unit most used; nothing when there is one group."""
    found = []
    for label, group in GROUPINGS:
        for question in (one for code in GROUPED for one in questions if one.code == code):
            told = count_figures_by(question, asked(question), group)
            if len(told) < 2:
                continue
            used = Counter({one.unit: 0 for counts in told.values() for one in counts})
            for one in (one for counts in told.values() for one in counts):
                used[one.unit] += one.answered
            unit = used.most_common(1)[0][0]
            rows = [(name, _only(counts, unit)) for name, counts in told.items()]
            found.append(Groups(label, question, unit, tuple((name, one) for name, one in rows if one)))
    return found


def footfall_of(visitors: Question | None, ordinary: Question | None, asked: Asking) -> Footfall | None:
    """Visitors of the days against ordinary days, of the shops known for every day of both; None when none is."""
    if visitors is None or ordinary is None:
        return None
    here, there = (_only(count_figures(one, asked(one)), Unit.PEOPLE) for one in (visitors, ordinary))
    both = sorted(set(here.complete) & set(there.complete)) if here and there else []
    usual_high = fsum(there.figures[one].high for one in both) if there else 0
    usual_low = fsum(there.figures[one].low for one in both) if there else 0
    if not both or usual_low <= 0:
        return None
    low = fsum(here.figures[one].low for one in both) / usual_high
    high = fsum(here.figures[one].high for one in both) / usual_low
    return Footfall(low, high, len(both), here.asked)


def headlines_of(lines: Sequence[Line], footfall: Footfall | None, days: int) -> list[Headline]:
    """The four figures told large, unknown ones included: « — » says that nobody gave it."""
    over = {1: "le jour", 2: "deux jours", 3: "trois jours", 4: "quatre jours"}.get(days, f"{days} jours")
    found = [
        _headline(f"Visiteurs, {over}", most_told(lines, VISITORS)),
        _headline("Vendu en tout", most_told(lines, SOLD), unit=True),
        _headline("Nouvelles têtes", most_told(lines, NEW), unit=True),
    ]
    label = "Visiteurs, rapportés à un jour ordinaire"
    if footfall is None:
        return [*found, Headline(label, NOBODY, "aucun répondant", few=True)]
    few = footfall.told < FEW * footfall.asked
    return [*found, Headline(label, footfall.in_words, footfall.respondents, few)]


def most_told(lines: Sequence[Line], question: str) -> Line | None:
    """The line of a question in the unit that most of those asked used."""
    mine = [one for one in lines if one.question.code == question]
    return max(mine, key=lambda one: one.count.answered, default=None)


def sold_by_family(lines: Sequence[Line]) -> list[Sold]:
    """What was observed of each family, in each unit: what avoided emissions are counted from."""
    return [
        Sold(one.question.code.removeprefix(FAMILY), one.question.label.partition(": ")[2] or one.question.label,
             one.count.total)
        for one in lines
        if one.count.total is not None
    ]  # fmt: skip


def _headline(label: str, line: Line | None, *, unit: bool = False) -> Headline:
    if line is None:
        return Headline(label, NOBODY, "question non posée", few=True)
    count = line.count
    if count.total is not None:
        span = count.total.in_words.removeprefix("de ")
        value = span if unit else span.removesuffix(f"{NBSP}{count.unit.label}").removesuffix(f"{NBSP}personne")
    elif count.median is not None:
        value = f"{number(count.median)}{NBSP}{count.unit.label}"
        label = f"{label}, médiane"
    else:
        value = NOBODY
    return Headline(label, value, count.respondents, line.few)


def _only(counts: Sequence[FigureCount], unit: Unit) -> FigureCount | None:
    return next((one for one in counts if one.unit is unit), None)


def _without_few_takings(line: Line) -> Line:
    """Takings of one or two shops are told to nobody: neither their sum nor their median."""
    count = line.count
    if line.question.code != TAKINGS or count.answered >= SHOPS_BEHIND_TAKINGS:
        kept = tuple((day, one) for day, one in line.by_day if _enough(line.question, one))
        return replace(line, by_day=kept)
    return replace(line, count=replace(count, total=None, median=None, figures={}, held=()), by_day=(), estimate=None)


def _enough(question: Question, count: FigureCount) -> bool:
    return question.code != TAKINGS or count.answered >= SHOPS_BEHIND_TAKINGS


def is_family(question: Question) -> bool:
    """Whether it asks what was sold of one family."""
    return question.code.startswith(FAMILY)


def is_activity(question: Question) -> bool:
    """Whether it asks how an activity went."""
    return question.code.startswith(ACTIVITY)


def is_counted(question: Question) -> bool:
    """Whether it is a figure; texts are read, not counted."""
    return question.kind is AnswerKind.FIGURE
