"""The debriefs of the two past editions, told part by part after each event: on their links, or on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial

from campaign.accounts.model import Actor, Role
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.debrief.actions import confirm_figure, save_section
from campaign.debrief.default_questions import ANIMATOR, SHOP
from campaign.debrief.model import AnswerKind, Question, QuestionSet, Source, field_of
from campaign.debrief.reading import UNKNOWN
from campaign.demonstration import debrief_figures, debrief_later, debrief_words
from campaign.demonstration.days import Dated
from campaign.demonstration.debrief_figures import Typed
from campaign.demonstration.debrief_later import Later
from campaign.demonstration.registry import Registry
from campaign.partners.model import Kind
from campaign.partners.views import contacts_of, places

EMPTY, DO_NOT_KNOW, UNSIGNED = "", "?", "-"
# How a figure's unit is written after it; the usual unit of its question otherwise.
_UNITS = {"%": "percent", "kg": "kilos", "articles": "articles", "litres": "litres", "personnes": "people"}


@dataclass(frozen=True, slots=True)
class Telling:
    """How the debriefs of an edition came. Shops by their number, EPCI by the beginning of their name.

    ``paper``: who wrote a sheet that an agent typed. ``begun``: those who stopped on the way. ``late``: the day the
    last part came, when it was not with the others. ``confirmed``: an unusual figure said to be right (question, rank
    of the day). ``later``: what came three, then six months after.
    """

    days: tuple[date, date]
    shops: Mapping[int, Typed]
    shop_words: Mapping[int, Typed]
    animators: Mapping[str, Typed]
    animator_words: Mapping[str, Typed]
    paper: Mapping[int, str]
    begun: tuple[int, ...]
    late: Mapping[int, date]
    confirmed: Mapping[int, tuple[str, int | None]]
    later: tuple[tuple[date, Later], ...]


FIRST = Telling(
    (date(2013, 11, 13), date(2013, 11, 16)),
    debrief_figures.FIRST, debrief_words.FIRST, debrief_figures.FIRST_ANIMATORS, debrief_words.FIRST_ANIMATORS,
    paper={7: "Nadège Tessier", 9: "Odile Oger"},
    begun=(12,),
    # Their days changed in January: that is what they tell last.
    late={2: date(2014, 1, 17), 11: date(2014, 1, 18)},
    confirmed={5: ("volunteers", None)},
    later=debrief_later.FIRST,
)  # fmt: skip
SECOND = Telling(
    (date(2014, 4, 2), date(2014, 4, 5)),
    debrief_figures.SECOND, debrief_words.SECOND, debrief_figures.SECOND_ANIMATORS, debrief_words.SECOND_ANIMATORS,
    paper={9: "Odile Oger", 16: "Loïc Bouvet"},
    begun=(6, 19),
    late={},
    confirmed={17: ("visitors", 1)},
    later=debrief_later.SECOND,
)  # fmt: skip


class DebriefStory:
    """Who told what, and when; each part is told at its day among the other stories."""

    def __init__(self, db: Database, officer: Actor, registry: Registry) -> None:
        self.db, self.officer, self.registry = db, officer, registry

    def steps(self, edition_id: int, told: Telling) -> list[Dated]:
        """Everything that was told, part by part: shops from five days after the event on, a day each, then EPCI."""
        steps: list[Dated] = []
        for rank, number in enumerate(told.shops):
            typed = {**told.shops[number], **told.shop_words.get(number, {})}
            teller = self._shop(edition_id, number, told.paper.get(number, ""))
            day, at = told.days[-1] + timedelta(days=5 + rank), time(9 + 3 * rank % 10, 13 * rank % 45)
            steps += teller.steps(told, typed, day, at, told.late.get(number), number in told.begun)
            if number in told.confirmed:
                code, of_day = told.confirmed[number]
                which = None if of_day is None else told.days[of_day]
                steps.append((day, at.hour, at.minute + 12, partial(teller.confirm, code, which)))
        for rank, name in enumerate(told.animators):
            typed = {**told.animators[name], **told.animator_words.get(name, {})}
            day = told.days[-1] + timedelta(days=5 + 4 * rank)
            steps += self._animator(edition_id, name).steps(told, typed, day, time(16, 20))
        return steps

    def later_steps(self, edition_id: int, told: Telling, rank: int) -> list[Dated]:
        """What a few told three months later (rank 0) or six (1), one a day, on their links."""
        first_day, answers = told.later[rank]
        steps: list[Dated] = []
        for days, (who, typed) in enumerate(answers.items()):
            teller = self._shop(edition_id, who) if isinstance(who, int) else self._animator(edition_id, who)
            section = [one for one in teller.questions.sections if one.after_months][rank]
            form = form_of(teller.questions.of_section(section.code), told.days, typed)
            day = first_day + timedelta(days=days)
            steps.append((day, 10 + days % 7, 17 * days % 60, partial(teller.save, section.code, form)))
        return steps

    def place_of(self, who: int | str) -> int:
        """A shop by its number, an EPCI by the beginning of its name."""
        if isinstance(who, int):
            return self.registry.shops[who]
        return next(one.id for one in places(self.db, self.officer, Kind.EPCI) if one.name.startswith(who))

    def _shop(self, edition_id: int, number: int, paper: str = "") -> "_Teller":
        by = self.officer if paper else self.registry.actor(number)
        return _Teller(self.db, by, edition_id, self.place_of(number), SHOP, paper)

    def _animator(self, edition_id: int, name: str) -> "_Teller":
        place_id = self.place_of(name)
        person = contacts_of(self.db, self.officer, place_id)[0]
        return _Teller(self.db, Actor(Role.CONTACT, person.id, person.name), edition_id, place_id, ANIMATOR)


@dataclass(frozen=True, slots=True)
class _Teller:
    """One place that tells, by whom; ``paper``: whose sheet an agent types."""

    db: Database
    by: Actor
    edition_id: int
    place_id: int
    questions: QuestionSet
    paper: str = ""

    def steps(
        self, told: Telling, typed: Typed, day: date, at: time, late: date | None = None, begun: bool = False
    ) -> Iterator[Dated]:
        """Its parts, all of them unless it stopped on the way: only those with an answer are saved then."""
        sections = [one for one in self.questions.sections if not one.after_months]
        for rank, section in enumerate(sections):
            form = form_of(self.questions.of_section(section.code), told.days, typed)
            if form or not begun:
                on = late if late and section is sections[-1] else day
                yield on, at.hour, at.minute + 2 * rank, partial(self.save, section.code, form)

    def save(self, section: str, form: Mapping[str, str | Sequence[str]]) -> None:
        """One part."""
        who = f"{self.paper}, sur papier" if self.paper else ""
        source = Source.PAPER if self.paper else None
        save_section(self.db, self.by, self.edition_id, self.place_id, section, form, new_operation(), answered_by=who,
                     source=source)  # fmt: skip

    def confirm(self, question: str, day: date | None) -> None:
        """An unusual figure is right."""
        confirm_figure(self.db, self.by, self.edition_id, self.place_id, question, day, new_operation())


def form_of(questions: Sequence[Question], days: Sequence[date], typed: Typed) -> dict[str, str | tuple[str, ...]]:
    """The fields a browser would send of one part; an answer by day is parted by « | »."""
    form: dict[str, str | tuple[str, ...]] = {}
    for question in questions:
        said = typed.get(question.code, EMPTY)
        by_day = zip(days, said.split("|"), strict=True) if question.per_day and said else [(None, said)]
        for day, words in by_day:
            form |= _answer(question, field_of(question, day), words.strip())
        if question.quotable and (quoted := typed.get("quoted")):
            form |= {f"{question.code}-quote": "yes", f"{question.code}-name": "" if quoted == UNSIGNED else quoted}
    return form


def _answer(question: Question, field: str, words: str) -> dict[str, str | tuple[str, ...]]:
    if words == EMPTY:
        return {}
    if words == DO_NOT_KNOW:
        ticked = question.kind in (AnswerKind.FIGURE, AnswerKind.TEXT)
        return {f"{field}-{UNKNOWN}": "yes"} if ticked else {field: UNKNOWN}
    if question.kind is AnswerKind.FIGURE:
        unit = next((unit for ending, unit in _UNITS.items() if words.endswith(ending)), str(question.units[0]))
        return {field: words, f"{field}-unit": unit}
    return {field: tuple(words.split()) if question.kind is AnswerKind.CHOICES else words}
