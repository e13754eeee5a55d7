"""The backplan as a paper to read and print: the tasks by month, who, from when to when, how far."""

from collections.abc import Sequence
from datetime import date, datetime

from campaign.base.french import MONTHS, days_in_words, short_date
from campaign.documents.colours import Palette
from campaign.documents.paper_content import Block, Chapter, Note, ReadingPaper, Table
from campaign.editions.model import Edition
from campaign.planning.following import Standing, in_brief, standing, threatened
from campaign.planning.scheduling import Dated, Schedule, quiet_in_words
from campaign.planning.tasks import TaskState

CODE, KIND = "retroplanning", "Rétroplanning"
HEADERS = ("Tâche", "Rôle", "Personne", "Début", "Échéance", "État")


def plan_paper(edition: Edition, plan: Schedule, today: date, palette: Palette, made_at: datetime) -> ReadingPaper:
    """Every task, under the month of its deadline."""
    menaced = {one.task.code for one in threatened(plan, today)}
    months: dict[tuple[int, int], list[Dated]] = {}
    for one in sorted(plan.dated, key=lambda one: (one.deadline, one.start, one.task.title)):
        months.setdefault((one.deadline.year, one.deadline.month), []).append(one)
    blocks: list[Block] = [Note(in_brief(plan, today))]
    blocks += [_month(month, listed, menaced, today) for month, listed in months.items()]
    blocks.append(Note(f"Échéances comptées en jours ouvrés depuis les jours de l’édition. {quiet_in_words()}"))
    days = days_in_words(edition.days)
    return ReadingPaper(
        code=CODE,
        kind=KIND,
        title=edition.name,
        under=days[:1].upper() + days[1:],
        chapters=(Chapter("Les tâches, par échéance", tuple(blocks)),),
        palette=palette,
        made_at=made_at,
    )


def _month(month: tuple[int, int], listed: Sequence[Dated], menaced: set[str], today: date) -> Table:
    rows = tuple(
        (one.task.title, one.task.role.label, one.task.person, short_date(one.start, year=one.start.year != month[0]),
         short_date(one.deadline), state_of(one, one.task.code in menaced, today))
        for one in listed
    )  # fmt: skip
    return Table(f"{MONTHS[month[1] - 1].capitalize()} {month[0]}", HEADERS, rows)


def state_of(one: Dated, menaced: bool, today: date) -> str:
    """« À faire, en retard », « Faite »."""
    where = standing(one, today)
    if where is Standing.DONE:
        return TaskState.DONE.label
    said = one.task.state.label
    if where is Standing.LATE:
        return f"{said}, en retard"
    return f"{said}, menacée" if menaced else said
